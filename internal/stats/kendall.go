package stats

import (
	"math"
	"slices"
)

// MinMK is the fewest observations a Mann–Kendall test is computed for: with
// three, even a perfect order has p = 1/3.
const MinMK = 4

// MK is the result of a Mann–Kendall test.
type MK struct {
	N     int     // number of observations
	S     int     // pairs that rise minus pairs that fall
	Ties  int     // pairs of equal values
	VarS  float64 // variance of S without a trend, corrected for ties
	Z     float64 // S in standard deviations, with continuity correction
	P     float64 // two-sided
	Exact bool    // P is from the exact distribution of S, not the normal one
	TauB  float64 // Kendall's tau-b, −1 to 1; NaN where all values are equal
}

// MannKendall tests the values y, in order of time and one per time, for a
// monotonic trend.
//
// S = Σ_{i<j} sign(y_j − y_i); var S = [n(n−1)(2n+5) − Σt(t−1)(2t+5)]/18 over
// groups of t equal values, compared exactly; Z = (S∓1)/√var S, and 0 at S = 0
// (Mann 1945; Kendall 1975, Rank Correlation Methods). P is 2(1−Φ(|Z|)) except
// for n ≤ 10 without ties, where it is exact (see exactP). Where all values
// are equal there is nothing to order and P = 1. TauB is S over
// √(pairs × pairs that are not ties in y).
//
// Errors: ErrTooFew below four observations (N is set even then) and
// ErrNotFinite.
func MannKendall(y []float64) (MK, error) {
	var s Scratch
	return s.MannKendall(y)
}

// MannKendall is the function of that name, without allocating.
func (s *Scratch) MannKendall(y []float64) (MK, error) {
	n := len(y)
	mk := MK{N: n, VarS: math.NaN(), Z: math.NaN(), P: math.NaN(), TauB: math.NaN()}
	if n < MinMK {
		return mk, ErrTooFew
	}
	if !AllFinite(y) {
		return mk, ErrNotFinite
	}
	s.setValues(y)
	mk.S = kendallS(s.y)
	ties := s.sortValues()
	mk.Ties = ties.pairs
	mk.VarS = varS(n, ties)
	switch {
	case ties.pairs == pairs(n):
		mk.Z, mk.P = 0, 1
		return mk, nil
	case n <= maxExact && ties.pairs == 0:
		mk.Exact = true
		mk.P = exactP(n, mk.S)
	}
	mk.Z = kendallZ(mk.S, mk.VarS)
	if !mk.Exact {
		mk.P = math.Erfc(math.Abs(mk.Z) / math.Sqrt2)
	}
	total := float64(pairs(n))
	mk.TauB = float64(mk.S) / math.Sqrt(total*float64(pairs(n)-ties.pairs))
	return mk, nil
}

// kendallS counts the pairs that rise minus those that fall. The values must
// hold no −0, which the sign of a difference would tell from 0; the difference
// of two other float64 numbers is 0 only where they are equal.
func kendallS(y []float64) int {
	s := 0
	for i, a := range y {
		for _, b := range y[i+1:] {
			s += signBit(a-b) - signBit(b-a)
		}
	}
	return s
}

func kendallZ(s int, variance float64) float64 {
	switch {
	case s > 0:
		return float64(s-1) / math.Sqrt(variance)
	case s < 0:
		return float64(s+1) / math.Sqrt(variance)
	}
	return 0
}

// tieSums describes the groups of equal values in a series: how many pairs
// they make and Σt(t−1)(2t+5) over groups of t.
type tieSums struct{ pairs, cubic int }

// setValues fills s.y with y, −0 as 0.
func (s *Scratch) setValues(y []float64) {
	s.y = s.y[:0]
	for _, v := range y {
		s.y = append(s.y, v+0)
	}
}

// sortValues puts s.y in ascending order and returns its ties.
func (s *Scratch) sortValues() tieSums {
	slices.Sort(s.y)
	var ties tieSums
	for i := 0; i < len(s.y); {
		j := i + 1
		for j < len(s.y) && s.y[j] == s.y[i] {
			j++
		}
		t := j - i
		ties.pairs += pairs(t)
		ties.cubic += t * (t - 1) * (2*t + 5)
		i = j
	}
	return ties
}

// varS is the variance of Kendall's S for n values with these ties. The sum
// is of whole numbers, so it is exact before the division.
func varS(n int, ties tieSums) float64 {
	return float64(n*(n-1)*(2*n+5)-ties.cubic) / 18
}

func pairs(n int) int { return n * (n - 1) / 2 }

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
