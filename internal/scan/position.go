package scan

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// minPlaces is the fewest areas among which a place is tested.
const minPlaces = 10

// rank is the place of a value among the areas of its category, from 1 for the
// highest, and how many of them have a value.
func rank(value float64, areas []series.Point) (rank, of int) {
	rank = 1
	for _, p := range areas {
		if math.IsNaN(p.Value) {
			continue
		}
		of++
		if p.Value > value {
			rank++
		}
	}
	return rank, of
}

// positionP is the two-sided p of a value's place r among the N areas of a
// category, its own included: min(1, 2·min(r, N+1−r)/N). Where nothing sets
// the areas apart every place is equally likely, so that P(r ≤ k) = k/N and
// likewise from the other end (a permutation test with the place as its
// statistic; Davison & Hinkley 1997, section 4.3, (1+others as extreme)/(1+others)
// doubled). p cannot be below 2/N: among 19 areas no place is evidence at 5 %.
// Of values with chance in them every place is not equally likely: those of
// small areas are more often first or last, so that p is then too small for
// them (see Level.Untested).
//
// Of equal values the place is the one nearest the middle. Areas whose value
// is suppressed may have any place: they count as equal to the region. NaN
// below ten areas with a value.
func positionP(value float64, areas []series.Point) float64 {
	var below, above, equal, valued int
	for _, p := range areas {
		switch {
		case p.Status == domain.Suppressed:
			equal++
			continue
		case math.IsNaN(p.Value):
			continue
		case p.Value < value:
			below++
		case p.Value > value:
			above++
		default:
			equal++
		}
		valued++
	}
	if valued < minPlaces {
		return nan
	}
	// From the end that is nearer when all equal ones stand before the region.
	r := min(below, above) + equal
	return min(1, 2*float64(r)/float64(below+above+equal))
}
