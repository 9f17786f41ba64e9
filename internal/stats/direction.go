package stats

import (
	"math"
	"slices"
)

// Direction is what a trend says in one word.
type Direction string

// The directions, in the order they are looked for.
const (
	TooFew  Direction = "too_few" // fewer than four observations
	Rising  Direction = "rising"
	Falling Direction = "falling"
	Steady  Direction = "steady"  // shown not to move, not merely not shown to move
	Unclear Direction = "unclear" // the data allow no conclusion
)

// DirectionOptions are the settings of DirectionOf.
type DirectionOptions struct {
	Alpha float64 // a trend is significant where p is below this
	Band  float64 // change a year, as a share of the median level, that still counts as steady
}

// DefaultDirection is the usual setting: p < 0.05, and ±1 % of the median
// level a year.
func DefaultDirection() DirectionOptions { return DirectionOptions{Alpha: 0.05, Band: 0.01} }

// DirectionOf classifies a series from its Mann–Kendall test, its Theil–Sen
// line (at level 0.95) and its median level (sen.MedianY, unless the level is
// of something else). In this order:
//
//   - too_few below four observations;
//   - rising or falling where the test is significant, by the sign of the
//     slope;
//   - steady where the whole interval of the slope lies within ± Band of the
//     median level, limits included: never without an interval;
//   - unclear otherwise.
//
// A significant test with a slope of exactly 0 (a series mostly tied) neither
// rises nor falls; it is steady or unclear. At a median level of 0 only an
// interval of 0 to 0 is steady.
func DirectionOf(mk MK, sen Sen, medianLevel float64, o DirectionOptions) Direction {
	if mk.N < MinMK {
		return TooFew
	}
	if mk.P < o.Alpha && sen.Slope > 0 {
		return Rising
	}
	if mk.P < o.Alpha && sen.Slope < 0 {
		return Falling
	}
	band := o.Band * math.Abs(medianLevel)
	if sen.HasInterval && -band <= sen.Lower && sen.Upper <= band {
		return Steady
	}
	return Unclear
}

// mostFillings is how many ways of filling in values are tried one by one.
const mostFillings = 4096

// DirectionHolds reports whether a series at times t has the direction d
// whatever its values are, of which each is one of those possible: ascending, a
// known value's only itself. Up to 4,096 combinations of them are tried one by
// one, until one has another direction, and tried is their number; the level is
// that of the slope's interval. Of more, a rise or fall holds where bounds prove
// it, and other directions never do; tried is then 0. A rise is proven
//
//   - for the test by the sum of the least sign that each pair may have, which
//     bounds Mann–Kendall's S, and the variance without ties, which bounds its
//     variance,
//   - for the slope by the median of the least slopes of all pairs, which bounds
//     Theil–Sen's,
//
// and a fall likewise by the greatest. (The bounds are this program's own.)
//
// It panics where t and possible differ in length or a value has none possible.
func (s *Scratch) DirectionHolds(d Direction, t []float64, possible [][]float64, level float64, o DirectionOptions) (holds bool, tried int) {
	if len(t) != len(possible) {
		panic("stats: times and values differ in length")
	}
	f := fillings{scratch: s, t: t, y: make([]float64, len(t)), possible: possible, level: level, options: o}
	number := 1.0
	for i, values := range possible {
		f.y[i] = values[0]
		number *= float64(len(values))
	}
	if number > mostFillings {
		return proven(d, t, possible, o.Alpha), 0
	}
	holds = f.all(0, d)
	return holds, f.tried
}

// fillings are the ways in which a series may be filled in.
type fillings struct {
	scratch  *Scratch
	t, y     []float64
	possible [][]float64
	level    float64
	options  DirectionOptions
	tried    int
}

// all reports whether every combination of the values from the i-th on has the
// direction.
func (f *fillings) all(i int, d Direction) bool {
	if i == len(f.y) {
		return f.says(d)
	}
	for _, f.y[i] = range f.possible[i] {
		if !f.all(i+1, d) {
			return false
		}
	}
	return true
}

func (f *fillings) says(d Direction) bool {
	f.tried++
	mk, errMK := f.scratch.MannKendall(f.y)
	sen, errSen := f.scratch.TheilSen(f.t, f.y, f.level)
	return errMK == nil && errSen == nil && DirectionOf(mk, sen, sen.MedianY, f.options) == d
}

// proven reports whether bounds show a rise or fall for every filling.
func proven(d Direction, t []float64, possible [][]float64, alpha float64) bool {
	if d != Rising && d != Falling {
		return false
	}
	s := 0
	var slopes []float64
	for i, earlier := range possible {
		for k := i + 1; k < len(possible); k++ {
			later := possible[k]
			least := later[0] - earlier[len(earlier)-1]
			if d == Falling {
				least = earlier[0] - later[len(later)-1]
			}
			switch {
			case least > 0:
				s++
			case least < 0:
				s--
			}
			slopes = append(slopes, least/(t[k]-t[i]))
		}
	}
	z := kendallZ(s, varS(len(t), tieSums{}))
	slices.Sort(slopes)
	return s > 1 && math.Erfc(z/math.Sqrt2) < alpha && slopes[(len(slopes)-1)/2] > 0
}
