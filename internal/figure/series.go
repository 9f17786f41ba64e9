package figure

import (
	"fmt"
	"math"
)

// Lines is one to six series over years, each labelled at its right end.
type Lines struct {
	Series   []Series // the region of interest first, its benchmark second
	ZeroBase bool     // the value axis begins at zero whatever the values

	// EndValues writes each series' last value after its label, with Decimals
	// decimals; the year as well where it is not the figure's last.
	EndValues bool
	Decimals  int

	// Empty is drawn in place of the lines where no series has a value, and
	// after the label of a series that has none: "ei tietoja".
	Empty string
}

// Series is one line: its label and its points in rising order of X.
type Series struct {
	Label  string
	Points []Point
	Seams  []Seam
}

// Point is one year's value. Y is NaN where there is none: the line breaks
// there, as it does where a year is left out.
type Point struct{ X, Y float64 }

// Seam is where a series changes, in definition or source: the line is not
// joined between the last point before X and the first at X or after, and a
// dashed upright rule stands between them with its label on top.
type Seam struct {
	X     float64
	Label string
}

// The years an axis can be laid out for: those of four digits.
const firstYear, lastYear = 1000, 9999

// maxSeries is how many lines can still be told apart.
const maxSeries = 6

func (l Lines) check() error {
	if len(l.Series) > maxSeries {
		return fmt.Errorf("%d series: at most %d can be told apart in one figure; split it", len(l.Series), maxSeries)
	}
	if l.Decimals < 0 || l.Decimals > 15 {
		return fmt.Errorf("%d decimals: expected 0 to 15", l.Decimals)
	}
	for _, s := range l.Series {
		for i, p := range s.Points {
			if !(p.X >= firstYear && p.X <= lastYear) {
				return fmt.Errorf("series %q, point %d: %g is not a year from %d to %d", s.Label, i+1, p.X, firstYear, lastYear)
			}
			if i > 0 && p.X <= s.Points[i-1].X {
				return fmt.Errorf("series %q: year %g comes after %g; points must be in rising order, one a year", s.Label, p.X, s.Points[i-1].X)
			}
			if !printable(p.Y) {
				return fmt.Errorf("series %q, year %g: the value %g cannot be drawn", s.Label, p.X, p.Y)
			}
		}
	}
	return nil
}

func (l Lines) values() []float64 {
	var values []float64
	for _, s := range l.Series {
		for _, p := range s.Points {
			if !math.IsNaN(p.Y) {
				values = append(values, p.Y)
			}
		}
	}
	return values
}

// years are the first and the last year with a point, with or without a value.
func (l Lines) years() (first, last float64) {
	first, last = math.Inf(1), math.Inf(-1)
	for _, s := range l.Series {
		for _, p := range s.Points {
			first, last = min(first, p.X), max(last, p.X)
		}
	}
	return first, last
}

// NeedsBaselineNote reports whether the value axis does not begin at zero, so
// that the figure's Notes must say so. It depends on the values alone, not on
// the figure's size.
func (l Lines) NeedsBaselineNote() bool {
	sc := l.scale()
	return sc.low > 0 || sc.high < 0
}

// scale begins at zero for a single year as well: with no line to follow, the
// height above zero is all that is read.
func (l Lines) scale() scale {
	first, last := l.years()
	return newScale(l.values(), l.ZeroBase || first == last)
}

// runs are the stretches of the series that are drawn as one line each: it
// breaks at a missing value, where a step between years is longer than the
// series' usual one, and at a seam.
func (s Series) runs() [][]Point {
	step := s.usualStep()
	var runs [][]Point
	var run []Point
	for i, p := range s.Points {
		if i > 0 && len(run) > 0 && (p.X-s.Points[i-1].X > 1.5*step || s.seamBetween(s.Points[i-1].X, p.X)) {
			runs, run = append(runs, run), nil
		}
		if !math.IsNaN(p.Y) {
			run = append(run, p)
		} else if len(run) > 0 {
			runs, run = append(runs, run), nil
		}
	}
	if len(run) > 0 {
		runs = append(runs, run)
	}
	return runs
}

// usualStep is the commonest distance between the points, the smaller of two
// as common: 1 for yearly data, 2 for a survey made every other year.
func (s Series) usualStep() float64 {
	counts := map[float64]int{}
	best := math.Inf(1)
	for i := 1; i < len(s.Points); i++ {
		counts[s.Points[i].X-s.Points[i-1].X]++
	}
	for step, n := range counts {
		if m := counts[best]; n > m || n == m && step < best {
			best = step
		}
	}
	return best
}

func (s Series) seamBetween(a, b float64) bool {
	for _, seam := range s.Seams {
		if a < seam.X && seam.X <= b {
			return true
		}
	}
	return false
}

// seamPlace is where the seam's rule stands: in the middle between the points
// it parts; half a year before X where there is no point on one side.
func (s Series) seamPlace(seam Seam) float64 {
	for i := 1; i < len(s.Points); i++ {
		if a, b := s.Points[i-1].X, s.Points[i].X; a < seam.X && seam.X <= b {
			return (a + b) / 2
		}
	}
	return seam.X - 0.5
}

// last is the last point with a value.
func (s Series) last() (Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if !math.IsNaN(s.Points[i].Y) {
			return s.Points[i], true
		}
	}
	return Point{}, false
}
