package stats

import "math"

// minPettitt is the fewest observations a shift is looked for in.
const minPettitt = 4

// Shift is where a series most likely moved to another level.
type Shift struct {
	N     int     // number of observations
	K     int     // the greatest |U|: how far the two parts stand apart
	Index int     // of the last observation before the shift, from 0; −1 where there is none to name
	P     float64 // two-sided, approximate
}

// Pettitt tests the values y, in order of time and one per time, for a single
// shift of level at an unknown time.
//
// U_k = Σ_{i≤k} Σ_{j>k} sign(y_i − y_j), which is 2Σ_{i≤k}r_i − k(n+1) with
// mean ranks, ties included; K = max|U_k|, and P = min(1, 2·exp(−6K²/(n³+n²)))
// (Pettitt 1979, Applied Statistics 28). The approximation is good for
// P ≤ 0.5; because K is at most n²/4, no series shorter than 11 can reach
// P < 0.05. The shift comes after Index: y[:Index+1] and y[Index+1:] are the
// two parts. Where several times have the same K the first is given (R's
// pettitt.test lists them all). Where all values are equal K = 0, P = 1 and
// Index is −1.
//
// A steady trend gives a small P too: it is a shift only to one who knows
// that there are two levels.
//
// Errors: ErrTooFew below four observations (N is set even then) and
// ErrNotFinite. It does not allocate.
func (s *Scratch) Pettitt(y []float64) (Shift, error) {
	n := len(y)
	shift := Shift{N: n, Index: -1, P: math.NaN()}
	if n < minPettitt {
		return shift, ErrTooFew
	}
	if !AllFinite(y) {
		return shift, ErrNotFinite
	}
	s.setValues(y)
	u := 0
	for k, a := range s.y {
		u += above(a, s.y)
		if size := max(u, -u); size > shift.K {
			shift.K, shift.Index = size, k
		}
	}
	k, size := float64(shift.K), float64(n)
	shift.P = min(1, 2*math.Exp(-6*k*k/(size*size*(size+1))))
	return shift, nil
}

// above counts the values below a minus those above it. The values must hold
// no −0, as in kendallS.
func above(a float64, values []float64) int {
	d := 0
	for _, v := range values {
		d += signBit(v-a) - signBit(a-v)
	}
	return d
}
