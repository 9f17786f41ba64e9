package sotkanet

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/realfiles"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// told is what a way to read rows gives of a text.
type told struct {
	records, rejects []string
	err              string
}

func tell(text []byte, read func(JSON, *parser) error) told {
	var t told
	out := record.NewSink(context.Background(), "f", func(r *record.Record) error {
		t.records = append(t.records, fmt.Sprintf("%+v", *r))
		return nil
	}, func(j record.Reject) error {
		t.rejects = append(t.rejects, j.Error())
		return nil
	})
	j := JSON{File: content.File{Name: "f", Content: bytes.NewReader(text), Size: int64(len(text))}}
	if err := read(j, newParser(out)); err != nil {
		t.err = err.Error()
	}
	return t
}

func byObjects(j JSON, p *parser) error { return j.rest(context.Background(), p, 0) }
func asRead(j JSON, p *parser) error    { return j.Read(context.Background(), p.out) }

// checkFlat makes sure that flat objects change nothing of what is read of a text.
func checkFlat(t *testing.T, text []byte) {
	t.Helper()
	got, want := tell(text, asRead), tell(text, byObjects)
	if strings.Contains(want.err, "found the key") && strings.Contains(got.err, "found the key") {
		got.err = want.err // where several are unknown, any may be named
	}
	if got.err != want.err || !slices.Equal(got.records, want.records) || !slices.Equal(got.rejects, want.rejects) {
		t.Fatalf("%q\n got %+v\nwant %+v", text, got, want)
	}
}

// bodies are answers to /json, all of them flat.
func bodies(t testing.TB) [][]byte {
	all := [][]byte{
		[]byte("\ufeff [ ]\r\n"), []byte("[{}]"),
		[]byte(`[{"breakdown":"age=0-6","absValue":null,"value":-0.5e+1,"gender":"male","year":2014,"region":85,"indicator":"oma:visits"},{"value":"1"}]`),
		[]byte("[\n{\"indicator\" : 127,\n\"region\":85,\"year\":20090,\"gender\":1},\r\n\n {\"indicator\":127,\"absValue\":-1,\"value\":1,\"region\":85,\"year\":2009,\"gender\":\"total\"}]\n"),
	}
	request := httptest.NewRequest("GET", "/rest/1.1/json?indicator=3336&years=2022&years=2023&genders=total", nil)
	request.Header.Set("User-Agent", "kuvio")
	answer := httptest.NewRecorder()
	fetchtest.New().ServeHTTP(answer, request)
	return append(all, answer.Body.Bytes())
}

func realBodies(t testing.TB) [][]byte {
	return [][]byte{realfiles.Read(t, "sotkanet/sample_json_127_2023.json"), realfiles.Read(t, "sotkanet/sample_json_5513_2023.json")}
}

// Rows as the service writes them are read as flat objects, to the last.
func TestFlat(t *testing.T) {
	for _, body := range bodies(t) {
		checkIsFlat(t, body)
	}
	const row = `{"indicator":127,"region":85,"year":2009,"gender":"total","value":1}`
	spaced := "," + strings.Repeat(" ", 3*flatObject/4) + row
	text := "[" + row + strings.Repeat(spaced, flatBuffer/len(spaced))
	for n := range 2 * len(row) { // the buffer ends at each byte of a row
		checkIsFlat(t, []byte(text+","+strings.Repeat(" ", flatBuffer-len(text)-n)+row+spaced+"]"))
	}
	checkFlat(t, []byte("["+row+","+strings.Repeat("\n", flatBuffer)+row+"]"))
	checkFlat(t, []byte("["+row+`,{"indicator":"`+strings.Repeat("9", 3*flatBuffer)+`"},`+row+"]"))
}

func TestFlatReal(t *testing.T) {
	for _, body := range realBodies(t) {
		checkIsFlat(t, body)
	}
}

func checkIsFlat(t *testing.T, text []byte) {
	t.Helper()
	checkFlat(t, text)
	want := tell(text, byObjects)
	tell(text, func(j JSON, p *parser) error {
		if n, err := j.flat(context.Background(), p); err != nil || n != len(want.records)+len(want.rejects) {
			t.Fatalf("%q: %d of %d objects were flat, %v", text, n, len(want.records)+len(want.rejects), err)
		}
		return nil
	})
}

// Of no text does it matter that most are flat: neither of a body that was cut, nor
// of one with a byte changed, taken out or put in.
func TestFlatIsNoOther(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{
		`"`, `\`, "{", "}", "[", "]", ",", ":", " ", "\n", "\x00", "\xff", "ä", "-", "+", ".", "0", "1", "e", "E5", "null", "nul", "true", `"\u0061"`, `"value":2,`,
		`"rate":1,`, "{}", "[1]", "1e999", "00", `"gender":"female",`, "\ufeff", `"age=\"0\""`, "total",
	}
	for _, body := range bodies(t) {
		body = body[:min(len(body), 400)]
		for n := range len(body) {
			checkFlat(t, body[:n])
		}
		for range 600 {
			text := slices.Clone(body)
			for range 1 + random.IntN(2) {
				at := random.IntN(len(text) + 1)
				to := min(at+random.IntN(3), len(text))
				text = slices.Replace(text, at, to, []byte(parts[random.IntN(len(parts))])...)
			}
			checkFlat(t, text)
		}
	}
}

func FuzzFlat(f *testing.F) {
	for _, body := range bodies(f) {
		f.Add(body[:min(len(body), 400)])
	}
	f.Fuzz(func(t *testing.T, text []byte) { checkFlat(t, text) })
}

// The rows of an indicator, as the service writes them: 100,000 of 87 bytes.
func BenchmarkJSON(b *testing.B) {
	var text bytes.Buffer
	for i := range 100_000 {
		separator := ","
		if i == 0 {
			separator = "["
		}
		fmt.Fprintf(&text, `%s{"indicator":2483,"region":%d,"year":%d,"gender":"total","value":%.1f,"absValue":%d}`, separator, 1+i%978, 1990+i/978%35, float64(i%4000)/10, i)
	}
	text.WriteByte(']')
	f := content.File{Name: "f", Content: bytes.NewReader(text.Bytes()), Size: int64(text.Len())}
	for name, read := range map[string]func(JSON, *parser) error{"flat": asRead, "objects": byObjects} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(f.Size)
			b.ReportAllocs()
			for b.Loop() {
				out := record.NewSink(context.Background(), "f", func(*record.Record) error { return nil }, func(j record.Reject) error { return j })
				if err := read(JSON{f}, newParser(out)); err != nil || out.Rows != 100_000 {
					b.Fatal(out.Rows, err)
				}
			}
		})
	}
}
