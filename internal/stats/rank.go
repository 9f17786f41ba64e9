package stats

import (
	"cmp"
	"math"
	"slices"
)

// Ranks returns the rank of each value among the others, from 1 for the
// smallest, or for the greatest where descending. Equal values share the
// lowest of their ranks (1, 2, 2, 4). NaN has no rank: 0.
func Ranks(values []float64, descending bool) []int {
	order := make([]int, 0, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if descending {
			a, b = b, a
		}
		return cmp.Compare(values[a], values[b])
	})
	ranks := make([]int, len(values))
	for k, i := range order {
		ranks[i] = k + 1
		if k > 0 && values[i] == values[order[k-1]] {
			ranks[i] = ranks[order[k-1]]
		}
	}
	return ranks
}
