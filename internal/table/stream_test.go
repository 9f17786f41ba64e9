package table

import (
	"bytes"
	"encoding/csv"
	"testing"
	"unicode/utf8"
)

// Texts are written as encoding/csv writes them.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", " a", "a ", "a,b", "a;b", `a"b`, "a\nb", "a\r\nb", `\.`, "\u00a0a", "Jyväskylä", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip() // no text is such
		}
		for _, d := range []Dialect{RFC4180, Excels["fi"]} {
			var want bytes.Buffer
			w := csv.NewWriter(&want)
			w.Comma = d.comma
			if err := w.Write([]string{s, s}); err != nil {
				t.Fatal(err)
			}
			w.Flush()
			got := append(d.appendText(nil, s), string(d.comma)...)
			if got = append(d.appendText(got, s), '\n'); !bytes.Equal(got, want.Bytes()) {
				t.Errorf("%q: %q, encoding/csv has %q", s, got, want.Bytes())
			}
		}
	})
}

// Rows with values in common are those of all their values.
func TestStreamRow(t *testing.T) {
	columns := []Column{{Name: "title"}, {Name: "value"}, {Name: "status"}, {Name: "unit"}}
	for _, d := range []Dialect{RFC4180, Excels["fi"]} {
		var all, each bytes.Buffer
		one, err := NewStream(&all, columns, d)
		if err != nil {
			t.Fatal(err)
		}
		other, err := NewStream(&each, columns, d)
		if err != nil {
			t.Fatal(err)
		}
		for _, common := range []string{"=a; \"b\", c", ""} {
			other.Common([]Value{Str(common)}, []Value{Str(common)})
			for _, v := range []Value{Num(-2.5, 1), None(), IntOf(1000)} {
				if err := one.rows.add([]Value{Str(common), v, Str("ok"), Str(common)}); err != nil {
					t.Fatal(err)
				}
				if err := other.Row([]Value{v, Str("ok")}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := one.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := other.Flush(); err != nil {
			t.Fatal(err)
		}
		if all.String() != each.String() {
			t.Errorf("%q, expected %q", each.String(), all.String())
		}
	}
}
