// Package change draws how areas have changed between two times: an arrow from
// the earlier value to the later, a row an area, or lines between two upright
// rules.
package change

import (
	"fmt"
	"image/color"
	"iter"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/figure/canvas"
)

// Content is areas at two times, on one scale.
type Content struct {
	Slope    bool   // lines between two rules, not arrows in rows
	From, To string // what the two times are called: "2014", "2019–2021"
	Change   string // over the changes; "" where none is written
	Unit     string // after the highest number of the scale, with what parts them: " %"
	Key      []Sign // the signs that want explaining, in order
	Rows     []Row  // from the top, but for those set apart
	Empty    string // drawn in place of the rows where none has a value
}

// Row is one area; those without a value are named under the others. Texts are as
// they are printed.
type Row struct {
	Name                         string
	From, To                     float64 // NaN for none
	FromText, ToText, ChangeText string
	Low, High                    float64 // what the later value would be at the limits of the change; NaN for none
	Course                       Course
	Open                         bool   // it is not known how much of the change is chance
	Reason                       string // why no change is drawn
	Focus                        bool
	Benchmark                    bool // set apart from the others, above them
}

// Course is where a value has gone.
type Course int

// The courses. Unjudged is a change of which it is not known how much is chance.
const (
	Unjudged Course = iota
	Rise
	Fall
	Unclear
)

// Sign explains how a course, the benchmark's or the limits are drawn.
type Sign struct {
	Course    Course
	Open      bool
	Still     bool // a value that has not changed
	Benchmark bool
	Limits    bool
	Text      string
}

// mostRows is how many areas a figure may have: no sheet has room for more.
const mostRows = 700

// MostSlopes is how many lines between two rules can be told apart.
const MostSlopes = 8

func (c Content) Check() error {
	if len(c.Rows) > mostRows {
		return fmt.Errorf("%d areas: at most %d have room in a figure; split it", len(c.Rows), mostRows)
	}
	if c.Slope && len(c.Rows) > MostSlopes {
		return fmt.Errorf("%d areas: at most %d lines between two years can be told apart; draw arrows", len(c.Rows), MostSlopes)
	}
	for _, r := range c.Rows {
		for _, v := range []float64{r.From, r.To, r.Low, r.High} {
			if !canvas.Printable(v) {
				return fmt.Errorf("%s: the value %g cannot be drawn", r.Name, v)
			}
		}
	}
	return nil
}

func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	switch {
	case c.empty():
		s.Explain(body, c.Empty)
		return nil
	case c.Slope:
		return c.drawSlopes(s, body)
	}
	return c.drawArrows(s, body)
}

func (c Content) empty() bool {
	for _, r := range c.Rows {
		if r.hasValue() {
			return false
		}
	}
	return true
}

// without is the areas that have no value, in words, by why; with all, also those
// that have one of two and no room for a reason beside it.
func (c Content) without(all bool) (texts []string) {
	var reasons []string
	names := make(map[string][]string)
	for _, r := range c.Rows {
		if r.hasValue() && (!all || r.Reason == "") {
			continue
		}
		if names[r.Reason] == nil {
			reasons = append(reasons, r.Reason)
		}
		names[r.Reason] = append(names[r.Reason], r.Name)
	}
	for _, reason := range reasons {
		text := strings.Join(names[reason], ", ")
		if reason != "" {
			first, size := utf8.DecodeRuneInString(reason)
			text = string(unicode.ToUpper(first)) + reason[size:] + ": " + text
		}
		texts = append(texts, text)
	}
	return texts
}

func (r Row) hasValue() bool { return !math.IsNaN(r.From) || !math.IsNaN(r.To) }

// both reports whether a change is drawn.
func (r Row) both() bool { return r.Reason == "" && !math.IsNaN(r.From) && !math.IsNaN(r.To) }

// style tells rising from falling by hues that stand for neither good nor bad;
// a benchmark is grey wherever it has gone.
func (r Row) style() canvas.SeriesStyle {
	switch {
	case r.Benchmark:
		return canvas.SeriesStyles[1]
	case r.Course == Rise:
		return canvas.SeriesStyles[0]
	case r.Course == Fall:
		return canvas.SeriesStyles[2]
	case r.Course == Unclear:
		return canvas.SeriesStyle{Line: canvas.OthersColor, Label: canvas.SmallColor}
	}
	return canvas.SeriesStyle{Line: canvas.TextColor, Label: canvas.TextColor}
}

func (r Row) color() color.Color { return r.style().Line }

func (r Row) labelColor() color.Color { return r.style().Label }

func (r Row) nameStyle(s *canvas.Sheet, size float64) canvas.Style {
	if r.Focus {
		return canvas.Style{Face: s.Bold, Size: size}
	}
	return canvas.Style{Face: s.Regular, Size: size}
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for _, t := range [][2]string{{"the earlier time", c.From}, {"the later time", c.To}, {"the heading of the changes", c.Change}, {"the unit", c.Unit}} {
			if !yield(t[0], t[1]) {
				return
			}
		}
		for _, k := range c.Key {
			if !yield("a sign explained", k.Text) {
				return
			}
		}
		for i, r := range c.Rows {
			for _, t := range []string{r.Name, r.FromText, r.ToText, r.ChangeText, r.Reason} {
				if !yield(fmt.Sprintf("row %d", i+1), t) {
					return
				}
			}
		}
	}
}
