package stats

import (
	"cmp"
	"math"
	"slices"
)

// BenjaminiHochberg returns the p-values of many tests adjusted so that
// calling those below α significant lets a share of at most α of them be
// false on average (the false discovery rate), where the tests are independent
// or positively dependent. The result stands in the order of p, which is left
// as it is.
//
// With the m p-values in ascending order, the adjusted i-th is
// min(1, min_{j≥i} m·p_j/j) (Benjamini & Hochberg 1995, JRSS B 57), as R's
// p.adjust(method = "BH") gives it. NaN is a test not computed: it stays NaN
// and does not count in m.
//
// It panics where a p lies outside 0 to 1.
func BenjaminiHochberg(p []float64) []float64 {
	adjusted := make([]float64, len(p))
	order := make([]int, 0, len(p))
	for i, v := range p {
		switch {
		case math.IsNaN(v):
			adjusted[i] = v
		case v < 0 || v > 1:
			panic("stats: a p-value lies outside 0 to 1")
		default:
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	m := float64(len(order))
	least := 1.0
	for rank := len(order); rank > 0; rank-- {
		i := order[rank-1]
		least = min(least, m/float64(rank)*p[i])
		adjusted[i] = least
	}
	return adjusted
}
