package stats

// Quantiles divides areas by their values into k groups as equal in number as
// they can be, 1 to k: fifths with k = 5. Group 1 has the smallest values,
// or the greatest where descending; equal values share a group.
//
// With N values and the rank of Ranks (ties take the lowest), the group is
// ⌊(k+1)−⌈(N+1−rank)/(N/k)⌉⌋ (Fingertips technical guidance, Assigning
// deprivation categories; PHEindicatormethods, phe_quantile). It is computed
// in whole numbers, so that a quotient such as 12/1.2 cannot round up. Many
// equal values at a boundary leave groups uneven or empty.
//
// NaN is in no group: 0. So is everything where fewer than k areas have a
// value. It panics where k < 1.
func Quantiles(values []float64, k int, descending bool) []int {
	if k < 1 {
		panic("stats: fewer than one quantile")
	}
	groups := Ranks(values, descending)
	n := 0
	for _, rank := range groups {
		if rank > 0 {
			n++
		}
	}
	for i, rank := range groups {
		switch {
		case rank == 0 || n < k:
			groups[i] = 0
		default:
			behind := (n + 1 - rank) * k
			groups[i] = k + 1 - (behind+n-1)/n
		}
	}
	return groups
}
