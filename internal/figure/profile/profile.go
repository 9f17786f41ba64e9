// Package profile draws one area by many indicators: a row for each with its
// number, those of its benchmarks, the way it goes, and where it stands in the
// range of all areas.
package profile

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is the table of an area's indicators.
type Content struct {
	Own    string   // heading of the area's numbers
	Beside []string // headings of the benchmarks' numbers
	Trend  string   // heading of the arrows; "" where there are none
	Range  bool     // the rows have ranges
	Sides  Sides    // above the ranges
	Key    Key
	Rows   []Row
	Empty  string // drawn in place of the rows where none has a number
}

// Sides are what the ends of the ranges are.
type Sides struct{ Left, Middle, Right string }

// Key is what the signs mean; "" of one is not explained.
type Key struct {
	Verdicts [NotCounted + 1]string
	Trends   [Flat + 1]string
	Second   string // the mark of the second benchmark
	All      string // the bar from the lowest to the highest
	Half     string // the part of it that holds the middle half
}

// Row is one indicator.
type Row struct {
	Name, Detail string // Detail, such as unit and year, stands smaller below
	Value        string
	Absent       bool     // Value says why there is no number
	Beside       []string // the benchmarks' numbers, ".." for none
	Trend        Trend
	Verdict      Verdict
	Range        Range
}

// Trend is the way an indicator goes.
type Trend int

const (
	NoTrend Trend = iota
	Up
	Down
	Flat
)

// Verdict is how the area stands to its first benchmark.
type Verdict int

const (
	NoVerdict  Verdict = iota
	Better             // clearly
	Worse              // clearly
	Differs            // clearly, without being either
	Unclear            // no clear difference
	NotCounted         // cannot be told
)

// Range is where the area stands among others. Its scale is the row's own: the
// first of Marks stands in the middle of all rows that have one. NaN is what is not
// known.
type Range struct {
	Own                float64
	Marks              []float64 // the benchmarks' values
	Low, High          float64
	LowText, HighText  string
	LowHalf, UpperHalf float64 // the middle half lies between
	Flip               bool    // low is drawn to the right
	Reason             string  // why there is none
}

func (r Range) known() bool { return !math.IsNaN(r.Low) && !math.IsNaN(r.High) }

// centred reports whether a benchmark stands in the middle.
func (r Range) centred() bool { return r.known() && len(r.Marks) > 0 && !math.IsNaN(r.Marks[0]) }

// scale is the value in the middle and how far the scale goes to either side of it:
// as far as the longer side of the range, or without a benchmark as the whole.
func (r Range) scale() (middle, side float64) {
	middle = (r.Low + r.High) / 2
	if r.centred() {
		middle = r.Marks[0]
	}
	return middle, max(r.High-middle, middle-r.Low)
}

const (
	mostRows   = 150
	mostBeside = 5
)

// Check finds what cannot be drawn at any size.
func (c Content) Check() error {
	if len(c.Rows) == 0 {
		return errors.New("a profile without rows")
	}
	if len(c.Rows) > mostRows {
		return fmt.Errorf("%d rows: at most %d have room in a figure; split it", len(c.Rows), mostRows)
	}
	if len(c.Beside) > mostBeside {
		return fmt.Errorf("%d benchmarks: at most %d have room in a figure", len(c.Beside), mostBeside)
	}
	for _, r := range c.Rows {
		if len(r.Beside) != len(c.Beside) {
			return fmt.Errorf("row %q has %d benchmarks for %d headings: expected one each", r.Name, len(r.Beside), len(c.Beside))
		}
		for _, v := range append([]float64{r.Range.Own, r.Range.Low, r.Range.High, r.Range.LowHalf, r.Range.UpperHalf}, r.Range.Marks...) {
			if !canvas.Printable(v) {
				return fmt.Errorf("row %q: the value %g cannot be drawn", r.Name, v)
			}
		}
		if r.Range.Low > r.Range.High || r.Range.LowHalf < r.Range.Low || r.Range.UpperHalf > r.Range.High || r.Range.LowHalf > r.Range.UpperHalf {
			return fmt.Errorf("row %q: a range from %g to %g whose middle half lies from %g to %g", r.Name, r.Range.Low, r.Range.High, r.Range.LowHalf, r.Range.UpperHalf)
		}
	}
	return nil
}

// Labels are the texts within it.
func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, r := range c.Rows {
			for _, text := range append([]string{r.Name, r.Detail, r.Value, r.Range.Reason, r.Range.LowText, r.Range.HighText}, r.Beside...) {
				if !yield(fmt.Sprintf("row %d", i+1), text) {
					return
				}
			}
		}
		for _, text := range append([]string{c.Own, c.Trend, c.Sides.Left, c.Sides.Middle, c.Sides.Right}, c.Beside...) {
			if !yield("heading", text) {
				return
			}
		}
		for _, text := range append(append(c.Key.Verdicts[:], c.Key.Trends[:]...), c.Key.Second, c.Key.All, c.Key.Half) {
			if !yield("key", text) {
				return
			}
		}
	}
}

func (c Content) empty() bool {
	for _, r := range c.Rows {
		if !r.Absent {
			return false
		}
	}
	return true
}

// Draw lays the rows out within body and draws them.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	p := c.layout(s, body.Width())
	p.pad = leastPad
	if lackW, lackH := p.needWidth-body.Width(), p.height()-body.Height(); lackW > 0.01 || lackH > 0.01 {
		return &canvas.TooSmall{What: fmt.Sprintf("a profile of %d rows", len(c.Rows)), LackW: max(0, lackW), LackH: max(0, lackH)}
	}
	p.pad = min(mostPad, p.pad+(body.Height()-p.height())/float64(2*len(c.Rows)))
	p.draw(body)
	return nil
}

// Height is what the rows ask for at a width, with air about them.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.empty() {
		return emptyHeight
	}
	return c.layout(s, width).height()
}
