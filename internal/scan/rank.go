package scan

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// minRanked is the fewest areas with a value among which a rank is tested.
const minRanked = 10

// ranking is where a value stands among the areas of its category, its own
// included.
type ranking struct {
	below, equal, above int // areas with a value
	ranked              int // all of these
	suppressed          int // areas whose value may stand anywhere
}

func rankAmong(value float64, areas []series.Valued) ranking {
	var at ranking
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
		at.ranked++
	}
	return at
}

// rank is the rank from 1 for the highest, and how many areas have one.
func (at ranking) rank() (rank, of int) { return at.above + 1, at.ranked }

// p is the p of the rank (stats.RankP). Areas whose value is suppressed count
// as equal to the region.
func (at ranking) p() float64 {
	return stats.RankP(at.below, at.equal+at.suppressed, at.above)
}
