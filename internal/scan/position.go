package scan

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// minPlaces is the fewest areas with a value among which a place is tested.
const minPlaces = 10

// place is where a value stands among the areas of its category, its own
// included.
type place struct {
	below, equal, above int // areas with a value
	valued              int // all of these
	suppressed          int // areas whose value may stand anywhere
}

func placeOf(value float64, areas []series.Point) place {
	var at place
	for _, p := range areas {
		switch {
		case p.Status == domain.Suppressed:
			at.suppressed++
			continue
		case math.IsNaN(p.Value):
			continue
		case p.Value < value:
			at.below++
		case p.Value > value:
			at.above++
		default:
			at.equal++
		}
		at.valued++
	}
	return at
}

// rank is the place from 1 for the highest, and how many areas have one.
func (at place) rank() (rank, of int) { return at.above + 1, at.valued }

// p is the p of the place (stats.PositionP). Areas whose value is suppressed
// count as equal to the region.
func (at place) p() float64 {
	return stats.PositionP(at.below, at.equal+at.suppressed, at.above)
}
