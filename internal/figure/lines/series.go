package lines

import (
	"math"
	"slices"

	"kuvio/internal/figure/axis"
)

// Content is one to six series over years, each labelled at its right end.
type Content struct {
	Series   []Series // the region of interest first, its benchmark second
	ZeroBase bool     // the value axis begins at zero whatever the values

	// EndValues writes each series' last value after its label, with Decimals
	// decimals; the year as well where it is not the figure's last. It is the
	// last value observed, never a forecast.
	EndValues bool
	Decimals  int

	// ForecastLabel stands at the upright rule where a forecast begins:
	// "ennuste", "prognos", "forecast".
	ForecastLabel string

	// Empty is drawn in place of the lines where no series has a value, and
	// after the label of a series that has none: "ei tietoja".
	Empty string
}

// Series is one line: its label and its points in rising order of X, and what
// was computed from them. The figure's Notes say by which methods, and what
// the tint, the thin line and the rings are.
type Series struct {
	Label    string
	EndText  string // with EndValues in place of the last value; "" for the number
	Points   []Point
	Seams    []Seam
	Fit      []Point         // the trend: straight between its points, broken at NaN
	Turns    []Turn          // where the trend turns
	Band     []BandPoint     // the interval of the values, in rising order of X
	Forecast []ForecastPoint // years after the last value, in rising order of X
	Nearer   []BandPoint     // a narrower interval of the same years, within the forecast's
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

// values are what was observed.
func (l Content) values() []float64 {
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

// heights are all that the value axis must reach: the values and what was
// computed from them.
func (l Content) heights() []float64 {
	heights := l.values()
	for _, s := range l.Series {
		for _, p := range s.Fit {
			heights = append(heights, p.Y)
		}
		for _, t := range s.Turns {
			heights = append(heights, t.Y)
		}
		for _, b := range s.Band {
			heights = append(heights, b.Lower, b.Upper)
		}
		for _, f := range s.Forecast {
			heights = append(heights, f.Y, f.Lower, f.Upper)
		}
	}
	return heights
}

// Years are the first and the last year with a point, with or without a value,
// or with anything that was computed.
func (l Content) Years() (first, last float64) {
	first, last = math.Inf(1), math.Inf(-1)
	reach := func(year float64) { first, last = min(first, year), max(last, year) }
	for _, s := range l.Series {
		for _, p := range slices.Concat(s.Points, s.Fit) {
			reach(p.X)
		}
		for _, t := range s.Turns {
			reach(t.X)
		}
		for _, b := range s.Band {
			reach(b.X)
		}
		for _, f := range s.Forecast {
			reach(f.X)
		}
	}
	return first, last
}

// NeedsBaselineNote reports whether the value axis does not begin at zero, so
// that the figure's Notes must say so. It depends on the values alone, not on
// the figure's size.
func (l Content) NeedsBaselineNote() bool {
	sc := l.Scale()
	return sc.Low > 0 || sc.High < 0
}

// Scale begins at zero for a single year as well: with no line to follow, the
// height above zero is all that is read.
func (l Content) Scale() axis.Scale {
	first, last := l.Years()
	return axis.NewScale(l.heights(), l.ZeroBase || first == last)
}

// runs are the stretches of the series that are drawn as one line each: it
// breaks at a missing value, where a step between years is longer than the
// series' usual one, and at a seam.
func (s Series) runs() [][]Point {
	step := s.usualStep()
	var runs [][]Point
	var run []Point
	for i, p := range s.Points {
		if i > 0 && len(run) > 0 && s.parted(s.Points[i-1].X, p.X, step) {
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
