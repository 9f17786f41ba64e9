package stats

import "math"

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
	if mk.N < minMK {
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
