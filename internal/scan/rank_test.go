package scan

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// published is a point with its published value.
func published(p series.Point) series.Valued { return series.Valued{Point: p, Value: p.Published} }

func TestRank(t *testing.T) {
	points := func(values ...float64) []series.Valued {
		all := make([]series.Valued, len(values))
		for i, v := range values {
			all[i] = published(valued(2023, v))
		}
		return all
	}
	ten := points(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	missing := published(series.NewPoint("", domain.EmptyCell(domain.Missing)))
	hidden := published(withheld(2023))
	for name, c := range map[string]struct {
		value    float64
		areas    []series.Valued
		rank, of int
		p        float64
	}{
		"highest":               {10, ten, 1, 10, 0.2},
		"lowest":                {1, ten, 10, 10, 0.2},
		"third":                 {8, ten, 3, 10, 0.6},
		"middle":                {5, ten, 6, 10, 1},
		"nine areas":            {9, ten[:9], 1, 9, nan},
		"missing do not count":  {10, append(points(), append(ten, missing)...), 1, 10, 0.2},
		"two share the highest": {10, append(points(10), ten...), 1, 11, 4.0 / 11},
		"all equal":             {3, points(3, 3, 3, 3, 3, 3, 3, 3, 3, 3), 1, 10, 1},
		"one may be lower":      {1, append(points(), append(ten, hidden)...), 10, 10, 4.0 / 11},
		"many may be higher":    {10, append(points(), append(ten, hidden, hidden, hidden, hidden)...), 1, 10, 10.0 / 14},
	} {
		at := rankAmong(c.value, c.areas)
		rank, of := at.rank()
		p := nan
		if at.ranked >= minRanked {
			p = at.p()
		}
		if rank != c.rank || of != c.of || math.Abs(p-c.p) > 1e-15 || math.IsNaN(p) != math.IsNaN(c.p) {
			t.Errorf("%s: rank %d of %d, p = %v; want %d of %d, %v", name, rank, of, p, c.rank, c.of, c.p)
		}
	}
}
