package stats

// maxExact is the longest series whose Mann–Kendall p is computed exactly.
const maxExact = 10

// exactTails holds, for each n up to maxExact, P(|S| ≥ s) at index |s|.
var exactTails = makeExactTails()

// exactP is the exact two-sided p of Kendall's S for n ≤ maxExact values
// without ties: the probability, over all n! orders being equally likely, of
// an |S| at least as great as the one observed. S is symmetric about zero, so
// this is twice the one-sided tail, and 1 at S = 0.
//
// Source: Kendall (1938), Biometrika 30, and Mann (1945), Econometrica 13.
// S = n(n−1)/2 − 2d where d is the number of inversions of the order, and the
// orders of n values with d inversions number c(n,d) = Σ_{j<n} c(n−1,d−j).
func exactP(n, s int) float64 {
	if s < 0 {
		s = -s
	}
	return exactTails[n][s]
}

func makeExactTails() [maxExact + 1][]float64 {
	var tails [maxExact + 1][]float64
	counts := []int{1} // orders of one value, by number of inversions
	orders := 1
	for n := 2; n <= maxExact; n++ {
		counts = addValue(counts, n)
		orders *= n
		tails[n] = make([]float64, pairs(n)+1)
		for s := range tails[n] {
			atLeast := 0
			for d, c := range counts {
				if at := pairs(n) - 2*d; at >= s || -at >= s {
					atLeast += c
				}
			}
			tails[n][s] = float64(atLeast) / float64(orders)
		}
	}
	return tails
}

// addValue takes the numbers of orders of n−1 values by inversions to those
// of n values: the new value can be put before 0 to n−1 of the others.
func addValue(counts []int, n int) []int {
	next := make([]int, pairs(n)+1)
	for d, c := range counts {
		for j := range n {
			next[d+j] += c
		}
	}
	return next
}
