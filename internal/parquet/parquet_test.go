package parquet

import (
	"bytes"
	"math"
	"strings"
	"testing"

	library "github.com/parquet-go/parquet-go"
)

type row struct {
	Text   string   `parquet:"text"`
	Number *float64 `parquet:"number,optional"`
}

// written is a file of rows whose texts and numbers are told by their place.
func written(t *testing.T, rows int, text func(int) string, number func(int) float64) []byte {
	t.Helper()
	var b bytes.Buffer
	f := NewFile(&b, "kuvio version 2 (build 1)")
	texts, numbers := f.Texts("text"), f.Numbers("number")
	f.Grow(rows)
	for i := range rows {
		texts.Add(text(i))
		numbers.Add(number(i))
		if err := f.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Another reader has what was written, by dictionary or not, of one group or several.
func TestFileIsReadBack(t *testing.T) {
	words := []string{"", "Jyväskylä", "kunta:179", strings.Repeat("a", 1000)}
	for _, tt := range []struct {
		name   string
		rows   int
		number func(int) float64
	}{
		{"nothing", 0, nil},
		{"one", 1, func(int) float64 { return 2.5 }},
		{"nulls alone", 20, func(int) float64 { return math.NaN() }},
		{"few numbers and gaps", 3001, func(i int) float64 {
			if i%3 == 0 {
				return math.NaN()
			}
			return float64(i%7) / 10
		}},
		{"each its own", 5000, func(i int) float64 { return float64(i) * math.Pi }},
		{"two groups", groupRows + 11, func(i int) float64 { return float64(i % 100) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := written(t, tt.rows, func(i int) string { return words[i/3%len(words)] }, tt.number)
			rows, err := library.Read[row](bytes.NewReader(data), int64(len(data)))
			if err != nil || len(rows) != tt.rows {
				t.Fatalf("%d rows of %d (%v)", len(rows), tt.rows, err)
			}
			for i, r := range rows {
				want := tt.number(i)
				if r.Text != words[i/3%len(words)] || (r.Number == nil) != math.IsNaN(want) || r.Number != nil && *r.Number != want {
					t.Fatalf("row %d is %+v, want %v", i, r, want)
				}
			}
		})
	}
}

func TestFileRefusesColumnsOfUnequalLength(t *testing.T) {
	f := NewFile(new(bytes.Buffer), "")
	f.Texts("text").Repeat("a", 2)
	f.Numbers("number").Add(1)
	if err := f.Close(); err == nil || !strings.Contains(err.Error(), "column number has 1 rows, expected 2") {
		t.Errorf("error %v", err)
	}
}
