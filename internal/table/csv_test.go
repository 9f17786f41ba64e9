package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// awkward are texts that have broken readers of CSV, JSON or spreadsheets.
var awkward = []string{
	"", " ", `"`, `a"b`, "a,b", "a;b", "a\nb", "a\r\nb", "a\rb", "\n", "=1+1", "+358", "-0,5", "@SUM(A1)", "\t=1", "\r=1", "'=1",
	"Maarianhamina - Mariehamn", "0–17-vuotiaat, %", "1\u00a0234,5", "|", `\|`, "\ufeffä", "\x00", "\x1b[31m", "\xff", "\u2028", "</script>", "_x0041_", `\.`, "NULL",
}

func readCSV(t *testing.T, s string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(s))
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%q", err, s)
	}
	return records
}

// asRead is what a reader gets of a text: encoding/csv takes a CR before a LF
// for the file's own line end.
func asRead(s string) string {
	return strings.ReplaceAll(Guarded(strings.ToValidUTF8(s, "\ufffd")), "\r\n", "\n")
}

func TestCSVRoundTrip(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "text"}, {Name: "value"}}}
	for _, s := range awkward {
		table.Rows = append(table.Rows, []Value{Str(s), Num(-1.5, 0)})
	}
	records := readCSV(t, render(t, table, CSV, Options{}))
	if len(records) != len(awkward)+1 {
		t.Fatalf("%d records, want %d", len(records), len(awkward)+1)
	}
	for i, s := range awkward {
		if got := records[i+1]; got[0] != asRead(s) || got[1] != "-1.5" {
			t.Errorf("%q is read back as %q", s, got)
		}
	}
}

func TestCSVShape(t *testing.T) {
	one := &Table{Columns: []Column{{Name: "value"}}, Rows: [][]Value{{Num(1, 0)}, {None()}, {Num(-2, 0)}}}
	if got, want := render(t, one, CSV, Options{}), "value\n1\n\"\"\n-2\n"; got != want {
		t.Errorf("one column with a gap: %q, want %q", got, want)
	}
	guarded := &Table{Columns: []Column{{Name: "text", Title: domain.Text{FI: "Teksti"}}}, Rows: [][]Value{{Str("=1+1")}, {Str("Äänekoski, \"itä\"")}}}
	if got, want := render(t, guarded, CSV, Options{}), "text\n'=1+1\n\"Äänekoski, \"\"itä\"\"\"\n"; got != want {
		t.Errorf("texts: %q, want %q", got, want)
	}
}

func FuzzCSVString(f *testing.F) {
	for _, s := range awkward {
		f.Add(s, "b")
		f.Add("a", s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		table := &Table{Columns: []Column{{Name: "a"}, {Name: "b"}}, Rows: [][]Value{{Str(a), Str(b)}}}
		records := readCSV(t, render(t, table, CSV, Options{}))
		if len(records) != 2 {
			t.Fatalf("%q, %q are %d records", a, b, len(records))
		}
		for i, s := range []string{a, b} {
			got := records[1][i]
			if got != asRead(s) {
				t.Errorf("%q is read back as %q", s, got)
			}
			if got != "" && strings.ContainsRune("=+-@\t\r\n", rune(got[0])) {
				t.Errorf("%q begins as a formula", got)
			}
		}
	})
}

func benchmarkTable(rows int) *Table {
	table := &Table{Columns: []Column{{Name: "indicator"}, {Name: "region"}, {Name: "name"}, {Name: "year"}, {Name: "value"}, {Name: "count"}}}
	for i := range rows {
		table.Rows = append(table.Rows, []Value{Str("191"), Str("kunta:179"), Str("Jyväskylä"), YearOf(1990 + i%35), Num(float64(i)/7, 2), IntOf(i)})
	}
	return table
}

func BenchmarkWrite(b *testing.B) {
	table := benchmarkTable(100_000)
	for _, f := range Formats {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := table.Write(io.Discard, f, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A broken row must not leave half a file that reads as a whole one.
func TestNothingWrittenOfABrokenTable(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "a"}}, Rows: [][]Value{{Str("x")}, {}}}
	for _, f := range Formats {
		var b bytes.Buffer
		if err := table.Write(&b, f, Options{}); err == nil || b.Len() > 0 {
			t.Errorf("%s: wrote %q, error %v", f, b.String(), err)
		}
	}
}

// A list of numbers is no formula, though it begins with a minus; what is not
// known in it is empty to machines and a dash to people.
func TestList(t *testing.T) {
	list := Table{Columns: []Column{{Name: "slopes"}}, Rows: [][]Value{{List([]float64{-0.5, math.NaN(), 1.25}, 1)}, {List(nil, 1)}}}
	for format, want := range map[Format]string{CSV: "slopes\n-0.5;;1.25\n\"\"\n", JSON: "[\n{\"slopes\":\"-0.5;;1.25\"},\n{\"slopes\":\"\"}\n]\n"} {
		var b strings.Builder
		if err := list.Write(&b, format, Options{}); err != nil || b.String() != want {
			t.Errorf("%s: %q, %v; want %q", format, b.String(), err, want)
		}
	}
	if got := list.Rows[0][0].shown("fi"); got != "\u22120,5; –; +1,3" {
		t.Errorf("people see %q", got)
	}
}

// A spreadsheet in Finnish or Swedish takes a comma for the decimal mark and a
// semicolon between cells; what would run as a formula in one would in the other.
func TestCSVForSpreadsheets(t *testing.T) {
	for name, excel := range Excels {
		table := &Table{Columns: []Column{{Name: "text"}, {Name: "value"}, {Name: "list"}}}
		for _, s := range awkward {
			table.Rows = append(table.Rows, []Value{Str(s), Num(-1234.5, 0), List([]float64{-0.5, math.NaN(), 2}, 1)})
		}
		table.Rows = append(table.Rows, []Value{Str("a.b"), Num(1.5e-7, 0), None()}, []Value{None(), Num(math.Inf(1), 0), YearOf(2020)})
		text, marked := strings.CutPrefix(render(t, table, CSV, Options{CSV: excel}), "\ufeff")
		if !marked {
			t.Errorf("%s: no byte order mark", name)
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = ';'
		records, err := r.ReadAll()
		if err != nil || len(records) != len(table.Rows)+1 {
			t.Fatalf("%s: %d records, %v", name, len(records), err)
		}
		for i, s := range awkward {
			if got := records[i+1]; got[0] != asRead(s) || got[1] != "-1234,5" || got[2] != "-0,5;;2" {
				t.Errorf("%s: %q is read back as %q", name, s, got)
			}
		}
		last := records[len(records)-2:]
		if strings.Join(last[0], "|") != "a.b|1,5e-07|" || strings.Join(last[1], "|") != "|Inf|2020" {
			t.Errorf("%s: %q", name, last)
		}
	}
}
