package stats

import "math"

// RankOptions are the settings of RankIntervals.
type RankOptions struct {
	Ascending bool // rank 1 is the lowest rate; otherwise the highest
}

// RankInterval is an area's rank and how sure it is. All is zero, and the
// probabilities NaN, for an area without a count or denominator.
type RankInterval struct {
	Rank         int // of the observed rate, from 1; equal rates share the lowest
	Lower, Upper int // limits of the rank; Rank lies within
	// highest[r] is the probability that r areas have a higher rate.
	highest []float64
}

// TopK is the probability that the area is truly among the k with the highest
// rates, whichever way the ranks run.
func (r RankInterval) TopK(k int) float64 { return r.among(0, k) }

// BottomK is the probability that the area is truly among the k with the
// lowest rates.
func (r RankInterval) BottomK(k int) float64 {
	return r.among(len(r.highest)-k, len(r.highest))
}

// among sums the places from to up to to, as far as there are any.
func (r RankInterval) among(from, to int) float64 {
	if r.highest == nil {
		return math.NaN()
	}
	p := 0.0
	for place := max(from, 0); place < min(to, len(r.highest)); place++ {
		p += r.highest[place]
	}
	return min(p, 1)
}

// RankIntervals returns the rank of each area by its rate x/n, or proportion
// x of n, with the limits between which its true rank lies at the level given
// (0.95), and the probabilities of being among the highest or lowest.
//
// Each area's true rate has the distribution that its own count allows:
// gamma(x+½, n) for a rate, beta(x+½, n−x+½) for a proportion, which is the
// likelihood with Jeffreys' prior, independent between areas. The rank of an
// area is one more than the number of areas with a higher rate; the limits are
// the (1−level)/2 and 1−(1−level)/2 quantiles of its distribution (Goldstein &
// Spiegelhalter 1996, JRSS A 159; Marshall & Spiegelhalter 1998, BMJ 316, who
// simulate it). Here it is not simulated but summed: given an area's rate the
// number above it is a sum of independent yes-or-nos, whose distribution is
// known, and the rate is integrated out numerically, to some 0.0002 in a
// probability. So the result is the same on every run, and the limits on
// every machine but where a probability meets a limit to 12 digits.
//
// Where the observed rank is outside its limits, as with an area without a
// single event, whose true rate must lie above what was observed, they are
// extended to it. The areas are not taken to be alike: the rates are not
// drawn together as EmpiricalBayes does, so that with many small areas the
// extremes look surer than they are.
//
// An area whose count or denominator is missing (NaN), negative or, the
// denominator, 0, or for a proportion exceeded by its count, is left out of
// the ranks. The time grows with the cube of the number of areas: well under
// a second for 309.
//
// Errors: ErrLevel, and ErrTooFew below two areas. It panics where x and n
// differ in length.
func RankIntervals(x, n []float64, proportion bool, level float64, o RankOptions) ([]RankInterval, error) {
	usable := usableAreas(x, n, proportion)
	switch {
	case !ValidLevel(level):
		return nil, ErrLevel
	case len(usable) < 2:
		return nil, ErrTooFew
	}
	rates := blanks(len(x))
	for _, i := range usable {
		rates[i] = x[i] / n[i]
	}
	places := rankPlaces(x, n, usable, proportion)
	out := make([]RankInterval, len(x))
	ranks := Ranks(rates, !o.Ascending)
	for k, i := range usable {
		r := RankInterval{Rank: ranks[i], highest: places[k]}
		r.setLimits((1-level)/2, o.Ascending)
		out[i] = r
	}
	return out, nil
}

// setLimits finds the limits with a probability of at most tail beyond each,
// and extends them to the observed rank.
func (r *RankInterval) setLimits(tail float64, ascending bool) {
	const rounding = 1e-12
	first := r.quantile(tail + rounding)
	last := r.quantile(1 - tail - rounding)
	if ascending {
		first, last = len(r.highest)+1-last, len(r.highest)+1-first
	}
	r.Lower, r.Upper = min(first, r.Rank), max(last, r.Rank)
}

// quantile is the first place from the highest, from 1, at which the
// distribution reaches p.
func (r *RankInterval) quantile(p float64) int {
	total := 0.0
	for place, v := range r.highest {
		if total += v; total >= p {
			return place + 1
		}
	}
	return len(r.highest)
}
