package lines

import (
	"math"
	"slices"

	"kuvio/internal/figure/axis"
	"kuvio/internal/locale"
)

// Content is one to six series over years, each labelled at its end.
type Content struct {
	Series   []Series
	ZeroBase bool // the value axis begins at zero whatever the values

	// Unit follows the value axis's highest number, with the space that parts them;
	// Step is how far apart
	// two values lie that can be told apart; 0 where any can.
	Unit string
	// Thousands is that the unit is a multiple itself: its numbers are not written in
	// millions.
	Thousands bool
	Step      float64

	// Base is a value whose rule is dark, as that of zero is: 100 of an index.
	Base float64

	// Periods are those of several years that points stand in the middle of, in
	// rising order of X; they are then what is written under the plot.
	Periods []Period

	// EndValues writes each series' last value after its label, with Decimals
	// decimals; the year as well where it is not the figure's last. It is the
	// last value observed, never a forecast.
	EndValues bool
	Decimals  int

	// Others are lines in light grey behind the series, all with one label.
	Others      []Series
	OthersLabel string

	Targets     []Target
	Ranges      []Range      // tinted stretches of years
	Annotations []Annotation // upright rules with a text on top

	// ForecastLabel stands at the upright rule where a forecast begins:
	// "ennuste", "prognos", "forecast".
	ForecastLabel string

	// Empty is drawn in place of the lines where no series has a value, and
	// after the label of a series that has none: "ei tietoja".
	Empty string
}

// Series is one line: its label and its points in rising order of X, and what
// was computed from them. The figure's Notes say by which methods, and what
// the tint, the trend's line and the rings are.
type Series struct {
	Label      string
	Role       Role
	EndText    string // with EndValues in place of the last value; "" for the number
	Points     []Point
	Suppressed []float64 // years whose values are kept back: the line breaks there
	Seams      []Seam
	Fit        []Point         // the trend: straight between its points, broken at NaN
	Turns      []Turn          // where the trend turns
	Band       []BandPoint     // the interval of the values, in rising order of X
	Forecast   []ForecastPoint // years after the last value, in rising order of X
	Nearer     []BandPoint     // a narrower interval of the same years, within the forecast's
}

// Point is one year's value. Y is NaN where there is none: the line breaks
// there, as it does where a year is left out.
type Point struct{ X, Y float64 }

// Period is what is written under the points at X.
type Period struct {
	X     float64
	Label string
}

// Seam is where a series changes, in definition or source: the line is not
// joined between the last point before X and the first at X or after, and a
// dashed upright rule stands between them with its label on top.
type Seam struct {
	X     float64
	Label string
}

// Target is a value to be reached: from each of its points' years until the next,
// and on from the last; before the first there is none.
type Target struct {
	Label string
	Steps []Point
}

// Range is the years From to To, both included, and what they were.
type Range struct {
	From, To float64
	Text     string
}

// Annotation is what happened in a year.
type Annotation struct {
	X    float64
	Text string
}

func valuesOf(all []Series) (values []float64) {
	for _, s := range all {
		for _, p := range s.Points {
			if !math.IsNaN(p.Y) {
				values = append(values, p.Y)
			}
		}
	}
	return values
}

// observed are the values of the series.
func (l Content) observed() []float64 { return valuesOf(l.Series) }

// heights are all that the value axis must reach: the values and what was
// computed from them or is held against them.
func (l Content) heights() []float64 {
	heights := append(l.observed(), valuesOf(l.Others)...)
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
	for _, t := range l.Targets {
		for _, p := range t.Steps {
			heights = append(heights, p.Y)
		}
	}
	return heights
}

// Years are the first and the last year with a point of a series, with or without
// a value, or with anything that was computed.
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

const (
	fewYears   = 5    // with no more, the height above zero is what is read
	leastSteps = 10.0 // of the values' own rounding that the axis spans
)

// Scale begins at zero for a few years as well: with hardly a line to follow, the
// height above zero is what is read.
func (l Content) Scale() axis.Scale {
	return axis.Spanning(l.heights(), l.ZeroBase || l.years() <= fewYears, leastSteps*l.Step)
}

// years is how many of them have a value.
func (l Content) years() int {
	seen := map[float64]bool{}
	for _, s := range l.Series {
		for _, p := range s.Points {
			if !math.IsNaN(p.Y) {
				seen[math.Floor(p.X)] = true
			}
		}
	}
	return len(seen)
}

// withValue are the points that have one.
func (s Series) withValue() []Point {
	return slices.DeleteFunc(slices.Clone(s.Points), func(p Point) bool { return math.IsNaN(p.Y) })
}

// runs are the stretches of the series that are drawn as one line each: it
// breaks where a step between values is longer than the series' usual one, where
// a value is kept back, and at a seam. That a source has a row for a year without
// a value makes no difference.
func (s Series) runs() [][]Point {
	step := s.usualStep()
	var runs [][]Point
	var run []Point
	for _, p := range s.withValue() {
		if len(run) > 0 && s.parted(run[len(run)-1].X, p.X, step) {
			runs, run = append(runs, run), nil
		}
		run = append(run, p)
	}
	if len(run) > 0 {
		runs = append(runs, run)
	}
	return runs
}

// usualStep is how far apart its values lie, as a rule.
func (s Series) usualStep() axis.Step {
	var years []float64
	for _, p := range s.withValue() {
		years = append(years, p.X)
	}
	return axis.UsualStep(years)
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

// merged are the series with those of the very same values as one line, whose
// label names them all: one would hide the other.
func merged(all []Series, l lang) (kept []Series) {
	var labels [][]string
	for _, s := range all {
		i := slices.IndexFunc(kept, func(k Series) bool { return k.same(s) })
		if i < 0 || len(s.withValue()) == 0 {
			kept, labels = append(kept, s), append(labels, []string{s.Label})
			continue
		}
		if !slices.Contains(labels[i], s.Label) {
			labels[i] = append(labels[i], s.Label)
		}
		kept[i].Role = min(kept[i].role(), s.role())
	}
	for i := range kept {
		kept[i].Label = locale.List(l, labels[i])
	}
	return kept
}

func (s Series) same(o Series) bool {
	return s.EndText == o.EndText && slices.Equal(s.withValue(), o.withValue()) && slices.Equal(s.Seams, o.Seams) &&
		len(s.Fit) == len(o.Fit) && len(s.Band) == len(o.Band) && len(s.Forecast) == len(o.Forecast)
}
