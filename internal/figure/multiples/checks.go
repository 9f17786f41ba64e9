package multiples

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// How much may stand in a figure: no sheet has room for more, and to find that
// out takes long.
const (
	mostPanels     = 400
	mostBenchmarks = 3 // that dashes of grey tell apart
	mostPoints     = 1500
	mostBehind     = 5000 // lines behind, in all panels together
)

func (c Content) Check() error {
	switch {
	case len(c.Panels) > mostPanels:
		return fmt.Errorf("%d panels: at most %d have room in a figure; split it", len(c.Panels), mostPanels)
	case len(c.Benchmarks) > mostBenchmarks:
		return fmt.Errorf("%d benchmarks: at most %d can be told apart in grey", len(c.Benchmarks), mostBenchmarks)
	case len(c.Others)*len(c.Panels) > mostBehind:
		return fmt.Errorf("%d lines behind each of %d panels: at most %d lines together can be drawn; name fewer others", len(c.Others), len(c.Panels), mostBehind)
	case c.Columns < 0 || c.Columns > MostColumns:
		return fmt.Errorf("%d columns: expected 1 to %d", c.Columns, MostColumns)
	case c.Own && c.Top != 0:
		return fmt.Errorf("a common scale is cut short, and each panel has its own")
	case !canvas.Printable(c.Top) || math.IsNaN(c.Top):
		return fmt.Errorf("the scale cannot end at %g", c.Top)
	}
	if c.valueless() {
		return nil
	}
	if !(c.First >= axis.FirstYear && c.First <= c.Last && c.Last <= axis.LastYear) {
		return fmt.Errorf("years %g to %g: expected years of four digits in rising order", c.First, c.Last)
	}
	for _, p := range c.Panels {
		if len(p.Benchmarks) > len(c.Benchmarks) {
			return fmt.Errorf("panel %q: %d benchmarks, of which %d have a name", canvas.ShortTitle(p.Label), len(p.Benchmarks), len(c.Benchmarks))
		}
		for _, l := range append([]Line{p.Line}, p.Benchmarks...) {
			if err := c.checkLine(l); err != nil {
				return err
			}
		}
	}
	for _, l := range c.Others {
		if err := c.checkLine(l); err != nil {
			return err
		}
	}
	return nil
}

func (c Content) checkLine(l Line) error {
	name := canvas.ShortTitle(l.Label)
	if n := len(l.Points); n > mostPoints {
		return fmt.Errorf("panel %q: %d points: at most %d can be drawn; choose fewer years", name, n, mostPoints)
	}
	for i, p := range l.Points {
		if !(p.X >= c.First && p.X <= c.Last) {
			return fmt.Errorf("panel %q: year %g is outside %g to %g", name, p.X, c.First, c.Last)
		}
		if i > 0 && p.X <= l.Points[i-1].X {
			return fmt.Errorf("panel %q: year %g comes after %g; points must be in rising order, one a year", name, p.X, l.Points[i-1].X)
		}
		if !canvas.Printable(p.Y) || !canvas.Printable(p.Lower) || !canvas.Printable(p.Upper) {
			return fmt.Errorf("panel %q, year %g: the value %g (%g to %g) cannot be drawn", name, p.X, p.Y, p.Lower, p.Upper)
		}
	}
	return nil
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, p := range c.Panels {
			what := fmt.Sprintf("panel %d, label", i+1)
			if !yield(what, p.Label) || !yield(what, p.End) || !yield(what, p.EndYear) || !yield(what, p.Over) || !yield(what, p.Empty) {
				return
			}
		}
		for i, name := range c.Benchmarks {
			if !yield(fmt.Sprintf("benchmark %d", i+1), name) {
				return
			}
		}
		_ = yield("key", c.OthersLabel) && yield("key", c.IntervalLabel)
	}
}
