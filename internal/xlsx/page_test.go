package xlsx

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// The line at a page's head holds no more than a file takes, no code of the reader's
// text, and no digit that would be read as a size.
func TestHeadline(t *testing.T) {
	if got, want := headline("Bold", 10, "191 Lapset & nuoret", ""), `&L&10&"Arial,Bold"191 Lapset && nuoret`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	long := headline("Regular", 8, strings.Repeat("Tilastotietokanta ", 40), "&P (&N)")
	if n := len(utf16.Encode([]rune(long))); n > mostHeadline || n < mostHeadline-20 || !strings.Contains(long, "…&R") {
		t.Errorf("%d units: %s", n, long)
	}
	if got, want := headline("Regular", 8, "", "&P"), `&R&8&"Arial,Regular"&P`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestLinesOf(t *testing.T) {
	for _, tt := range []struct {
		text  string
		wide  float64
		lines int
	}{
		{"", 10, 1},
		{"Keski-Suomi", 12, 1},
		{"191 Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä (THL)", 46, 2},
		{strings.Repeat("1", 45), 10, 5},
		{"illillillillill", 8, 1},
	} {
		if got := linesOf(tt.text, tt.wide); got != tt.lines {
			t.Errorf("%q in %v: %d lines, want %d", tt.text, tt.wide, got, tt.lines)
		}
	}
}
