package content

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func text(s string) File {
	return File{Name: "a.csv", Content: strings.NewReader(s), Size: int64(len(s))}
}

// A letter beyond ASCII may stand at the end of a text alone.
func TestEncoding(t *testing.T) {
	long := strings.Repeat("Kunta;2021;1\n", 20_000)
	for s, want := range map[string]string{
		"":                       UTF8,
		"Jyväskylä":              UTF8,
		long + "Jyv\xe4skyl\xe4": ISO8859,
		"0 \x96 17-vuotiaat":     Windows1252,
		"Äänekoski Jyv\xe4":      UTF8, // of UTF-8, with a damaged row
	} {
		if got, err := Encoding(text(s)); err != nil || got != want {
			t.Errorf("%.40q…: %s, %v, want %s", s, got, err, want)
		}
	}
	if order, ok := UTF16Order([]byte("K\x00u\x00n\x00t\x00a\x00;\x00")); !ok {
		t.Errorf("UTF-16 without a mark: %v, %t", order, ok)
	}
}

func TestWords(t *testing.T) {
	for s, want := range map[string]string{
		"Alle 5-vuotiaat (< 5)":              "Alle 5-vuotiaat (< 5)",
		"<p>0 \u0096 17&nbsp;-vuotiaat</p>x": "0 – 17 -vuotiaat x",
		" A\t<b>B</b><br />C ":               "A B C",
	} {
		if got := Title(s); got != want {
			t.Errorf("Title(%q) = %q, want %q", s, got, want)
		}
	}
	if got, want := Excerpt(strings.Repeat("a", ExcerptLength-1)+"äb"), strings.Repeat("a", ExcerptLength-1)+"…"; got != want {
		t.Errorf("an excerpt cut within a character: %q, want %q", got, want)
	}
	if Plural(1, "row") != "1 row" || Plural(0, "row") != "0 rows" {
		t.Errorf("%s, %s", Plural(1, "row"), Plural(0, "row"))
	}
}

// A line that is too long costs itself and not the ones after it.
func TestLines(t *testing.T) {
	lines := NewLines(text("a\r\n"+strings.Repeat("x", MaxLine+1)+"\nb"), 0)
	for i, want := range []string{"a", "", "b"} {
		line, err := lines.Next()
		if long := errors.Is(err, ErrLongLine); long != (i == 1) || !long && (err != nil || string(line) != want) || lines.Line != i+1 {
			t.Errorf("line %d: %.20q, number %d, %v", i+1, line, lines.Line, err)
		}
	}
	if _, err := lines.Next(); err != io.EOF {
		t.Errorf("after the last line: %v", err)
	}
}

func TestLineCounter(t *testing.T) {
	c := LineCounter{File: text("a\nbb\nccc\n"), Line: 1}
	for _, tt := range []struct {
		offset int64
		want   int
	}{{0, 1}, {2, 2}, {5, 3}, {3, 2}} {
		if got, err := c.At(tt.offset); err != nil || got != tt.want {
			t.Errorf("offset %d: line %d, %v, want %d", tt.offset, got, err, tt.want)
		}
	}
}
