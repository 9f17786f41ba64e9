package figure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
	"kuvio/internal/figure/lines"
	"kuvio/internal/figure/parts"
	"kuvio/internal/figure/structure"
)

func pointsOf(values ...float64) (points []lines.Point) {
	for i, v := range values {
		points = append(points, lines.Point{X: 1000 + float64(i), Y: v})
	}
	return points
}

// A word as long as a title may be is broken into lines, and what is longer than
// may be, or more than has room, is said: neither takes more than a moment.
func TestLongTexts(t *testing.T) {
	word := func(n int) string { return strings.Repeat("abcdefghij", n/10) }
	of := func(s ...lines.Series) figure.Figure {
		return figure.Figure{Title: "T", Content: lines.Content{Series: s}}
	}
	one := lines.Series{Label: "a", Points: pointsOf(1, 2, 3)}
	titled := func(f figure.Figure, change func(*figure.Figure)) figure.Figure { change(&f); return f }
	groups := func(n, members int, name string) figure.Figure {
		g := structure.Group{Heading: "x"}
		for i := range members {
			g.Members = append(g.Members, structure.Member{Name: fmt.Sprint(name, i)})
		}
		st := structure.Content{}
		for range n {
			st.Groups = append(st.Groups, g)
		}
		return figure.Figure{Title: "T", Content: st}
	}
	for _, tt := range []struct {
		name string
		f    figure.Figure
		want string // "" for a picture
	}{
		{"a title of one word", titled(of(one), func(f *figure.Figure) { f.Title = word(1000) }), ""},
		{"a Swedish word wider than the figure", titled(of(one), func(f *figure.Figure) {
			f.Title, f.WidthCM, f.Lang = "Sjukvårdsdistriktssamarbetsorganisation", 6, domain.Swedish
		}), "a word of the title does not fit a figure of 6.0 × 9.0 cm: use at least 8.5 × 9.0 cm"},
		{"too long a title", titled(of(one), func(f *figure.Figure) { f.Title = word(1010) }), "title: found a text of 1010 characters, expected at most 1000: shorten it"},
		{"notes", titled(of(one), func(f *figure.Figure) { f.Notes = []string{word(4000), word(4010)} }), "notes and source: found a text of 8010 characters"},
		{"labels", of(lines.Series{Label: word(400), Points: one.Points}, lines.Series{Label: word(400), Points: one.Points}), ""},
		{"too long a label", of(lines.Series{Label: word(410), Points: one.Points}), "series 1, label: found a text of 410 characters, expected at most 400"},
		{"too long a name in a group", groups(1, 5, word(400)), "group 1, the name of member 1: found a text of 401 characters"},
		{"too much text", groups(20, 30, word(50)), "more than 20000 characters"},
		{"too many members", groups(20, 40, "a"), "more than 700 members"},
		{"too many groups", groups(51, 1, "a"), "51 groups: at most 50"},
		{"too many bars", figure.Figure{Title: "T", Content: parts.Content{Parts: make([]parts.Part, 1), Rows: make([]parts.Row, 1601)}}, "1601 bars: at most 1600"},
		{"a long series", of(lines.Series{Label: "a", Points: pointsOf(make([]float64, 1500)...)}), ""},
		{"too long a series", of(lines.Series{Label: "a", Points: pointsOf(make([]float64, 1501)...)}), "1501 points: at most 1500"},
		{"values beyond all measure", of(lines.Series{Label: "a", Points: pointsOf(1e308, -1e308)}), "the value 1e+308 cannot be drawn"},
		{"the least values there are", of(lines.Series{Label: "a", Points: pointsOf(5e-324, 1e-323)}), ""},
	} {
		began := time.Now()
		tt.f.DPI = 50
		png, err := figuretest.PNG(tt.f)
		switch {
		case tt.want == "" && (err != nil || len(png) == 0):
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v, want it to say %q", tt.name, err, tt.want)
		case err != nil && len(err.Error()) > 300:
			t.Errorf("%s: an error of %d characters", tt.name, len(err.Error()))
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
	}
}

// Characters that the font has not are named, wherever in the figure they stand;
// the marks of Sami and of statistics are in it.
func TestStrange(t *testing.T) {
	f := figure.Figure{
		Title: "Lapset 👶 šŋčđž ≥ − €", Notes: []string{"مرحبا"}, Source: "a\u00adb\u200bc",
		Content: lines.Content{Series: []lines.Series{{Label: "子ども 👶", Points: pointsOf(1, 2)}}},
	}
	if got := string(f.Strange()); got != "👶مرحبا子ども" {
		t.Errorf("%q", got)
	}
}
