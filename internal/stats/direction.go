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
	Mixed   Direction = "mixed"   // it moved, and not one way: the whole has no direction
	Rising  Direction = "rising"
	Falling Direction = "falling"
	Steady  Direction = "steady"  // shown not to move, not merely not shown to move
	Unclear Direction = "unclear" // the data allow no conclusion
)

// Evidence is how sure a rise or fall is.
type Evidence string

// The evidence; none where there is no rise or fall.
const (
	Clear Evidence = "clear" // significant also where years hang together
	Weak  Evidence = "weak"  // significant only if the years were independent
)

// DirectionOptions are the settings of DirectionOf.
type DirectionOptions struct {
	Alpha float64 // a trend is significant where p is below this
	Band  float64 // change a year, as a share of the median level, that still counts as steady
}

// DefaultDirection is the usual setting: p < 0.05, and ±1 % of the median
// level a year.
func DefaultDirection() DirectionOptions { return DirectionOptions{Alpha: 0.05, Band: 0.01} }

// DirectionOf classifies a series from its Mann–Kendall test and its Theil–Sen
// line (at level 0.95). In this order:
//
//   - too_few below four observations;
//   - rising or falling where the test is significant, by the sign of the slope,
//     and the slope's interval does not reach 0;
//   - steady where the whole interval of the slope, rounded limits included,
//     lies within ± Band of the median value: never without an interval, never
//     where what rounding alone may hide is more than the band, and at a median
//     of 0 only where every value is;
//   - unclear otherwise.
//
// Whether a series is mixed cannot be seen from these: whoever knows where it
// turned says so.
func DirectionOf(mk MK, sen Sen, o DirectionOptions) Direction {
	if mk.N < MinMK {
		return TooFew
	}
	if mk.P < o.Alpha && !(sen.HasInterval && sen.Lower <= 0 && 0 <= sen.Upper) {
		switch {
		case sen.Slope > 0:
			return Rising
		case sen.Slope < 0:
			return Falling
		}
	}
	band := o.Band * math.Abs(sen.MedianY)
	if !sen.HasInterval || sen.MedianY == 0 && !mk.allEqual() {
		return Unclear
	}
	if sen.MedianY == 0 || sen.Reach <= band && -band <= sen.RoundedLower && sen.RoundedUpper <= band {
		return Steady
	}
	return Unclear
}

// allEqual reports whether all values are the same.
func (m MK) allEqual() bool { return m.Ties == pairs(m.N) }

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
//   - for the slope's interval by that of the least slopes of all pairs, at the
//     place that the greatest variance gives, which bounds Theil–Sen's lower limit,
//
// and a fall likewise by the greatest. (The bounds are this program's own.)
//
// Steps are the rounding steps of the values, nil where they are not rounded. It
// panics where t and possible differ in length or a value has none possible.
func (s *Scratch) DirectionHolds(d Direction, t []float64, possible [][]float64, steps []float64, level float64, o DirectionOptions) (holds bool, tried int) {
	if len(t) != len(possible) {
		panic("stats: times and values differ in length")
	}
	f := fillings{scratch: s, t: t, y: make([]float64, len(t)), possible: possible, steps: steps, level: level, options: o}
	number := 1.0
	for i, values := range possible {
		f.y[i] = values[0]
		number *= float64(len(values))
	}
	if number > mostFillings {
		return proven(d, t, possible, level, o.Alpha), 0
	}
	holds = f.all(0, d)
	return holds, f.tried
}

// fillings are the ways in which a series may be filled in.
type fillings struct {
	scratch  *Scratch
	t, y     []float64
	possible [][]float64
	steps    []float64
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
	if errMK != nil || errSen != nil {
		return false
	}
	if f.steps != nil {
		sen = f.scratch.Rounded(sen, f.t, f.y, f.steps)
	}
	return DirectionOf(mk, sen, f.options) == d
}

// proven reports whether bounds show a rise or fall for every filling.
func proven(d Direction, t []float64, possible [][]float64, level, alpha float64) bool {
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
	variance := varS(len(t), tieSums{})
	z := kendallZ(s, variance)
	slices.Sort(slopes)
	lower, _, ok := limitPositions(len(slopes), Z(level)*math.Sqrt(variance))
	return s > 1 && math.Erfc(z/math.Sqrt2) < alpha && ok && slopes[lower-1] > 0
}
