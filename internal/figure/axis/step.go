package axis

import "math"

// Step is how many years lie between most values of a series and the next: 1 for
// yearly data, 2 for a survey made every other year, a twelfth for months. It says
// where a line breaks, whether the file has rows between the values or not.
type Step float64

// farApart is how many years lie between two values that tell of no course where
// there are no others.
const farApart = 5

// UsualStep is the commonest distance between values in these years, which rise; the
// smaller of two as common. It is infinite for less than two values, and 0, which
// joins nothing, for two that are far apart.
func UsualStep(years []float64) Step {
	if len(years) == 2 && years[1]-years[0] > farApart {
		return 0
	}
	counts := map[Step]int{}
	best := Step(math.Inf(1))
	for i := 1; i < len(years); i++ {
		counts[Step(math.Round((years[i]-years[i-1])*1000)/1000)]++ // twelfths are not exact
	}
	for step, n := range counts {
		if m := counts[best]; n > m || n == m && step < best {
			best = step
		}
	}
	return best
}

// Joins reports whether a line goes from the value of one year to the next, of
// another. It goes over what is less than a round left out, so that a survey which
// moves from even years to odd ones stays one line.
func (s Step) Joins(a, b float64) bool { return b-a <= 1.5*float64(s) }

// Sparse reports whether there is not a value in every year, so that each is to be
// marked: a line alone would seem to know the years between.
func (s Step) Sparse() bool { return s == 0 || s > 1 && !math.IsInf(float64(s), 1) }
