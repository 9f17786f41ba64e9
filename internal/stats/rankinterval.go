package stats

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

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

// among sums the probabilities of from to to−1 areas with a higher rate, as far
// as there are any.
func (r RankInterval) among(from, to int) float64 {
	if r.highest == nil {
		return math.NaN()
	}
	p := 0.0
	for higher := max(from, 0); higher < min(to, len(r.highest)); higher++ {
		p += r.highest[higher]
	}
	return min(p, 1)
}

// RankIntervals returns the rank of each area by its rate x/n, or proportion
// x of n, with the limits between which its true rank lies at the level given
// (0.95), and the probabilities of being among the highest or lowest.
//
// The true rates are drawn together, rankDraws times, and every area's rank
// counted in each draw (Goldstein & Spiegelhalter 1996, JRSS A 159; Marshall &
// Spiegelhalter 1998, BMJ 316). They are drawn out of their empirical Bayes
// posterior: the areas' rates are themselves drawn from one gamma distribution,
// proportions from one beta distribution, whose mean and spread are the areas'
// own, so that an area's rate given its count has gamma(α+x, β+n) or beta(α+x,
// β+n−x). How far the areas truly lie apart is not known but estimated, and
// enters with its uncertainty: see ratesPrior. Each area's own likelihood
// alone, as the sources have it, takes chance for difference: of many small
// areas the ranks then look surer than they are.
//
// The limits are the (1−level)/2 and 1−(1−level)/2 quantiles of the ranks
// drawn. Where the observed rank is outside them, as with an area so small
// that its own count says next to nothing, they are extended to it.
//
// The draws are the same on every run, whatever the order of the areas, and
// areas of the same count and size have the same distribution. An area whose
// count or denominator is missing (NaN), negative or, the
// denominator, 0, or for a proportion exceeded by its count, is left out of
// the ranks.
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
	// In an order of their own, so that the draws are the same however the areas
	// were passed.
	slices.SortFunc(usable, func(i, j int) int {
		return cmp.Or(cmp.Compare(n[i], n[j]), cmp.Compare(x[i], x[j]))
	})
	rates := blanks(len(x))
	counts := make([]areaCount, len(usable))
	for k, i := range usable {
		rates[i] = x[i] / n[i]
		counts[k] = areaCount{x[i], n[i]}
	}
	distributions := drawRanks(counts, newRatesPrior(counts, proportion).draw, proportion)
	out := make([]RankInterval, len(x))
	ranks := Ranks(rates, !o.Ascending)
	for k, i := range usable {
		r := RankInterval{Rank: ranks[i], highest: distributions[k]}
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

// quantile is the first rank from the highest, from 1, at which the
// distribution reaches p.
func (r *RankInterval) quantile(p float64) int {
	total := 0.0
	for higher, v := range r.highest {
		if total += v; total >= p {
			return higher + 1
		}
	}
	return len(r.highest)
}

// areaCount is x events or persons of n.
type areaCount struct{ x, n float64 }

// rankDraws is how often the rates of all areas are drawn: a probability then
// has a standard error of at most 0.009.
const rankDraws = 3000

// drawRanks returns for each area the shares of draws in which 0, 1, … of the
// others have a higher rate; areas of the same count and size, which stand
// beside each other, share theirs. prior draws α and β, at a share of the
// spreads that it may have.
func drawRanks(areas []areaCount, prior func(u float64, random *rand.Rand) (alpha, beta float64), proportion bool) [][]float64 {
	random := rand.New(rand.NewPCG(1996, 1998))
	rates := make([]drawnRate, len(areas))
	times := make([]int, len(areas)*len(areas)) // by area and number of others that are higher
	for d := range rankDraws {
		alpha, beta := prior((float64(d)+0.5)/rankDraws, random)
		for i, a := range areas {
			if proportion {
				have, lack := gammaDraw(alpha+a.x, random), gammaDraw(beta+a.n-a.x, random)
				rates[i] = drawnRate{have / (have + lack), i}
			} else {
				rates[i] = drawnRate{gammaDraw(alpha+a.x, random) / (beta + a.n), i}
			}
		}
		slices.SortFunc(rates, func(a, b drawnRate) int { return cmp.Compare(b.rate, a.rate) })
		for higher, r := range rates {
			times[r.area*len(areas)+higher]++
		}
	}
	highest := make([][]float64, len(areas))
	for i := 0; i < len(areas); {
		next := i + 1
		for next < len(areas) && areas[next] == areas[i] {
			next++
		}
		shares := make([]float64, len(areas))
		for higher := range shares {
			sum := 0
			for k := i; k < next; k++ {
				sum += times[k*len(areas)+higher]
			}
			shares[higher] = float64(sum) / float64((next-i)*rankDraws)
		}
		for ; i < next; i++ {
			highest[i] = shares
		}
	}
	return highest
}

// drawnRate is the rate that an area has in a draw.
type drawnRate struct {
	rate float64
	area int
}

// gammaDraw is a draw from the gamma distribution of a shape and the scale 1
// (Marsaglia & Tsang 2000, ACM TOMS 26).
func gammaDraw(shape float64, random *rand.Rand) float64 {
	boost := 1.0
	if shape < 1 {
		boost = math.Pow(random.Float64(), 1/shape)
		shape++
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		z := random.NormFloat64()
		v := 1 + c*z
		if v <= 0 {
			continue
		}
		v *= v * v
		u := random.Float64()
		if u < 1-0.0331*z*z*z*z || math.Log(u) < z*z/2+d*(1-v+math.Log(v)) {
			return d * v * boost
		}
	}
}

// CertainShare is the share of an area's count that tells as much of its rate
// as all of it with a denominator that may be anything within ±h of n, a share
// of it: with that share of count and denominator an area's rate is as
// uncertain as with both in full and n not known. Evenly spread between its
// limits, the denominator adds h²/3 to the relative variance of the rate, which
// by chance is 1/x, of a proportion (1−x/n)/x, where the half person more of
// Jeffreys' prior keeps it above 0 (first order in h, by the delta method). 1
// where x is 0.
func CertainShare(x, n, h float64, proportion bool) float64 {
	if x == 0 {
		return 1
	}
	chance := 1 / x
	if proportion {
		chance *= 1 - x/n + 0.5/n
	}
	return chance / (chance + h*h/3)
}
