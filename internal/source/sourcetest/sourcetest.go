// Package sourcetest reads files for the tests of source and of the packages
// below it, whole files by the reader that sniffing finds, and makes workbooks.
package sourcetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// Result is all that a reading gave.
type Result struct {
	Records  []record.Record
	Rejected []string
	source.Summary
}

// Read reads a file as it is.
func Read(ctx context.Context, f content.File) (Result, error) {
	return ReadWith(ctx, f, source.Options{})
}

// ReadWith reads a file as the options say.
func ReadWith(ctx context.Context, f content.File, opts source.Options) (Result, error) {
	var out Result
	var err error
	out.Summary, err = source.Read(ctx, f, opts,
		func(r *record.Record) error { out.Records = append(out.Records, *r); return nil },
		func(j record.Reject) error { out.Rejected = append(out.Rejected, j.Error()); return nil })
	return out, err
}

// ReadReal reads a real file, of which no row may be rejected.
func ReadReal(t *testing.T, name string) Result {
	t.Helper()
	got, err := Read(t.Context(), Bytes(filepath.Base(name), realfiles.Read(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rejected) > 0 {
		t.Errorf("%s: %d rows rejected, the first: %s", name, len(got.Rejected), got.Rejected[0])
	}
	if got.Rows != len(got.Records) || got.Rejects != len(got.Rejected) {
		t.Errorf("%s: summary counts %d and %d, emitted %d and rejected %d", name, got.Rows, got.Rejects, len(got.Records), len(got.Rejected))
	}
	return got
}

// Bytes is a file in memory.
func Bytes(name string, b []byte) content.File {
	return content.File{Name: name, Content: bytes.NewReader(b), Size: int64(len(b))}
}

// Text is a file of text.
func Text(name, text string) content.File {
	return content.File{Name: name, Content: strings.NewReader(text), Size: int64(len(text))}
}

// ReadMapped reads a file with a mapping, nil for none, and checks the counts.
func ReadMapped(t *testing.T, f content.File, m *mapping.Mapping) (out Result, err error) {
	t.Helper()
	out.Summary, err = source.Read(t.Context(), f, source.Options{Map: m},
		func(r *record.Record) error { out.Records = append(out.Records, *r); return nil },
		func(j record.Reject) error { out.Rejected = append(out.Rejected, j.Error()); return nil })
	if out.Rows != len(out.Records) || out.Rejects != len(out.Rejected) {
		t.Errorf("%s: summary counts %d and %d, emitted %d and rejected %d", f.Name, out.Rows, out.Rejects, len(out.Records), len(out.Rejected))
	}
	return out, err
}

// ReadText reads text with a mapping; "" is none.
func ReadText(t *testing.T, yaml, text string) (Result, error) {
	t.Helper()
	var opts source.Options
	if yaml != "" {
		m, err := mapping.Parse("map.yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		opts.Map = &m
	}
	return ReadWith(t.Context(), Text("a.csv", text), opts)
}

// Mapping is a mapping of testdata.
func Mapping(t *testing.T, name string) *mapping.Mapping {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Parse(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return &m
}

// Find is the one record that fits.
func Find(t *testing.T, records []record.Record, fits func(record.Record) bool) record.Record {
	t.Helper()
	i := slices.IndexFunc(records, fits)
	if i < 0 {
		t.Fatal("no such record")
	}
	if slices.IndexFunc(records[i+1:], fits) >= 0 {
		t.Fatal("more than one such record")
	}
	return records[i]
}

// CountIf counts the records that fit.
func CountIf(records []record.Record, fits func(record.Record) bool) int {
	n := 0
	for _, r := range records {
		if fits(r) {
			n++
		}
	}
	return n
}

// Brief writes a record as the tests of layouts compare them.
func Brief(r record.Record) string {
	region := r.Region.Category + ":" + r.Region.Code + " " + r.Region.Name
	s := fmt.Sprintf("%s|%s|%s|%s|%s|", r.Indicator, strings.Trim(region, ": "), r.Gender, r.Breakdown, r.Period)
	if r.Cell.Status != domain.OK {
		return s + r.Cell.Status.String()
	}
	return s + fmt.Sprintf("%v/%v", r.Cell.Value, r.Cell.Count)
}

// Briefs writes records, each as Brief does.
func Briefs(records []record.Record) []string {
	var all []string
	for _, r := range records {
		all = append(all, Brief(r))
	}
	return all
}

// CheckRead reads a file of any content and checks what must hold of all.
func CheckRead(t *testing.T, content []byte) {
	t.Helper()
	begin := time.Now()
	got, err := Read(t.Context(), Bytes("f", content))
	if d := time.Since(begin); d > 5*time.Second {
		t.Fatalf("took %s", d)
	}
	var ask *mapping.NeedError
	if err != nil && (!strings.HasPrefix(err.Error(), "f:") || len(err.Error()) > 4096 && !errors.As(err, &ask)) {
		t.Fatalf("error %q", err)
	}
	if got.Rows != len(got.Records) || got.Rejects != len(got.Rejected) {
		t.Fatalf("counts %d and %d, gave %d and %d", got.Rows, got.Rejects, len(got.Records), len(got.Rejected))
	}
	for _, r := range got.Records {
		CheckRecord(t, r)
	}
	for _, j := range got.Rejected {
		if !strings.HasPrefix(j, "f:") || !strings.Contains(j, ", expected ") {
			t.Fatalf("reject %q", j)
		}
	}
}

// CheckRecord checks what must hold of every record.
func CheckRecord(t *testing.T, r record.Record) {
	t.Helper()
	_, noID := domain.ParseIndicatorID(string(r.Indicator))
	_, noGender := domain.ParseGender(string(r.Gender))
	_, noPeriod := domain.ParsePeriod(string(r.Period))
	hasValue := !math.IsNaN(r.Cell.Value) || !math.IsNaN(r.Cell.Count)
	switch {
	case noID != nil || noGender != nil || noPeriod != nil,
		r.Region == record.RegionKey{},
		r.Place == record.Place{},
		math.IsInf(r.Cell.Value, 0) || math.IsInf(r.Cell.Count, 0),
		hasValue != (r.Cell.Status == domain.OK),
		!hasValue && r.Cell.Status != domain.Missing && r.Cell.Status != domain.Suppressed,
		!visible.Is(r.Region.Name + r.Region.Code + r.Breakdown):
		t.Fatalf("record %+v", r)
	}
}

// CheckAnswer makes sure that what is asked for can be answered: the mapping
// that comes with the question is one, once it has what only a person knows.
func CheckAnswer(t *testing.T, err error) {
	t.Helper()
	var need *mapping.NeedError
	if !errors.As(err, &need) {
		return
	}
	// What is left open is the reader's to fill in: an id, a key, which kind of
	// number identifies the regions.
	text := strings.NewReplacer(mapping.Quote(string(mapping.PlaceholderID)), `"oma:x"`, `"breakdown:"`, `"breakdown:x"`, `, is: }`, `, is: region_code}`).Replace(need.YAML)
	if _, err := mapping.Parse("a.yaml", []byte(text)); err != nil {
		t.Fatalf("%v of\n%s", err, text)
	}
}
