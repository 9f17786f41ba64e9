package table

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"ä": 1, "a\u0308": 1, "–": 1, "−": 1, "\u00a0": 1, "↗": 1, "1\u00a0234,5": 7, "Äänekoski": 9, "生": 2,
	} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"", 5, []string{""}},
		{"yksi kaksi", 0, []string{"yksi kaksi"}},
		{"yksi kaksi", 10, []string{"yksi kaksi"}},
		{"yksi kaksi", 9, []string{"yksi", "kaksi"}},
		{"yksi  kaksi", 9, []string{"yksi", "kaksi"}},
		{"noin 1\u00a0234,5 euroa", 8, []string{"noin", "1\u00a0234,5", "euroa"}},
		{"erikoissairaanhoito ja", 10, []string{"erikoissai", "raanhoito", "ja"}},
		{"aa\u0308aa\u0308", 2, []string{"aa\u0308", "aa\u0308"}},
		{"生命", 1, []string{"生", "命"}},
	} {
		if got := wrap(tt.text, tt.limit); !slices.Equal(got, tt.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.limit, got, tt.want)
		}
	}
}

// Nothing is lost by wrapping, and no line is wider than asked where letters
// are one column each.
func FuzzWrap(f *testing.F) {
	f.Add("Kodin ulkopuolelle sijoitetut 0–17-vuotiaat", 10)
	f.Add("a\u0308  b", 1)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		s = visible.Line(s)
		lines := wrap(s, limit)
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := bare(strings.Join(lines, "")); got != bare(s) {
			t.Fatalf("%q is %q", s, lines)
		}
		for _, line := range lines {
			if limit > 1 && width(line) > limit {
				t.Errorf("%q is wider than %d", line, limit)
			}
		}
	})
}

// Every number stands whole on a line at every width, and lines stay within
// the width as long as the table can be made to fit.
func TestTextNeverCutsNumbers(t *testing.T) {
	table := trends()
	for limit := 1; limit < 150; limit++ {
		got := render(t, table, Text, Options{Width: limit})
		for _, row := range table.Rows {
			for _, v := range row {
				if v.isNumber() && !strings.Contains(got, v.shown(domain.Finnish)) {
					t.Fatalf("width %d: %q is not whole in\n%s", limit, v.shown(domain.Finnish), got)
				}
			}
		}
		for line := range strings.Lines(got) {
			if line = strings.TrimSuffix(line, "\n"); limit >= 75 && width(line) > limit {
				t.Errorf("width %d: %q is %d", limit, line, width(line))
			}
			if strings.HasSuffix(line, " ") {
				t.Errorf("width %d: %q ends in a space", limit, line)
			}
		}
	}
}

// An escape sequence in a source's data must not reach the terminal.
func TestTextIsClean(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "a"}}, Rows: [][]Value{{Str("x\x1b[31my\nz\u009b")}, {Str("ok")}}}
	if got := render(t, table, Text, Options{}); strings.ContainsAny(got, "\x1b\u009b") || !strings.Contains(got, "x [31my z\n") {
		t.Errorf("got %q", got)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "a_b"}}, Rows: [][]Value{{Str("x|y\\|*z*\n<b>`q`")}}}
	want := "| a_b |\n| --- |\n| x\\|y\\\\\\|\\*z\\* \\<b>\\`q\\` |\n"
	if got := render(t, table, Markdown, Options{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A terminal sees the beginning and the end of long cells, whoever asks for all or
// writes a file the whole.
func TestShortColumns(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "files", Short: 10}, {Name: "n"}}, Rows: [][]Value{{Str("sotkanet-data (12).xlsx"), IntOf(1)}, {Str("0123456789"), IntOf(2)}, {Str("ääää\u0308öööööööö"), IntOf(3)}}}
	for _, c := range []struct {
		opt  Options
		want []string
	}{
		{Options{Width: 80}, []string{"sotka…xlsx ", "0123456789", "…ööööö"}},
		{Options{Width: 80, Wide: true}, []string{"sotkanet-data (12).xlsx"}},
		{Options{}, []string{"sotkanet-data (12).xlsx"}},
	} {
		got := render(t, table, Text, c.opt)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%+v: %q lacks %q", c.opt, got, w)
			}
		}
	}
	for limit := range 30 {
		for _, s := range []string{"sotkanet-data (12).xlsx", "ääääöööö", "", "a"} {
			if w := width(shortened(s, limit)); limit > 0 && w > limit {
				t.Errorf("%q shortened to %d is %d wide", s, limit, w)
			}
		}
	}
}
