package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Sample is a count X of a denominator that lies from Low to High; N is the
// one to reckon with, Low and High where it is known exactly.
type Sample struct{ X, N, Low, High float64 }

// RateBenchmark is a rate, events per unit of the denominator, that the rate of
// an area is tested against.
type RateBenchmark struct {
	Proportion      bool    // binomial; otherwise Poisson
	Rate, Low, High float64 // the rate, and what it lies between
	Size            float64 // denominator that its own chance works on; 0 where that does not enter
	Shares          float64 // Σw² of its areas' shares of Size: what is left of the dispersion between them
}

// Pool is the rate of several areas taken together, Σx/Σn, with the events and
// the others (Σn−Σx) that it is of.
func Pool(areas []Sample, proportion bool) (b RateBenchmark, events, others float64) {
	var n, low, high, squares float64
	for _, s := range areas {
		events += s.X
		n += s.N
		low += s.Low
		high += s.High
		squares += s.N * s.N
	}
	b = RateBenchmark{Proportion: proportion, Rate: events / n, Low: events / high, High: events / low, Size: n, Shares: squares / (n * n)}
	return b, events, n - events
}

// Usable reports whether a distance from the rate can be measured: it is above
// 0 and, a proportion, below 1.
func (b RateBenchmark) Usable() bool { return b.Rate > 0 && !(b.Proportion && b.Rate >= 1) }

// P is the two-sided p of an area's rate against the benchmark's: the larger
// of
//
//   - that of the distance z = (y−y₀)/√(s²+s₀²+τ²(1+Σw²)), on the scales of
//     the funnel, y = asin√p with s² = 1/(4n) for proportions, y = √(x/E)
//     with s² = 1/(4E) for rates; τ² is the variance between the other areas
//     of the category (Spiegelhalter 2005, Quality and Safety in Health Care
//     14), s₀² the benchmark's own variance and Σw² that of the areas it is
//     made of, both 0 where its own chance does not enter. The distribution is
//     normal where τ² is 0, else Student's with the degrees of freedom of τ²:
//     by the normal one, one run in five of eight indicators among 19 areas
//     finds something where nothing but chance and the dispersion is at work;
//   - that of chance alone, exact (BinomialP, PoissonP). The normal distance
//     makes far too much of small counts: none where five are expected has
//     z = −4.5, and happens once in 150.
//
// Where denominators or the benchmark's rate are known within limits only,
// every combination of these is tried and the largest p taken, 1 where they do
// not agree which is the higher.
func (b RateBenchmark) P(own Sample, d CautiousDispersion) float64 {
	largest, side := 0.0, 0
	for _, rate := range []float64{b.Low, b.High} {
		for _, n := range []float64{own.Low, own.High} {
			way := sign(own.X/n - rate)
			if way == 0 || side != 0 && way != side {
				return 1
			}
			side = way
			largest = max(largest, b.distanceP(own.X, n, rate, d), b.chanceP(own.X, n, rate))
		}
	}
	return largest
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// chanceP is the p of x of n by chance alone.
func (b RateBenchmark) chanceP(x, n, rate float64) float64 {
	if b.Proportion {
		return BinomialP(x, n, rate)
	}
	return PoissonP(x, n*rate)
}

// distanceP is the p of the distance from a rate.
func (b RateBenchmark) distanceP(x, n, rate float64, d CautiousDispersion) float64 {
	if rate <= 0 || b.Proportion && rate >= 1 {
		return 0 // no event of the benchmark happens there; chanceP says so too
	}
	model := rateModel{b.Proportion, rate}
	y, variance := model.stabilised(x, n)
	away := y - model.centre()
	between := d.Tau2 * (1 + b.Shares)
	if !b.Proportion && between > 0 {
		between *= d.Centre / rate // it is in shares of the rate it was measured about
	}
	variance += between
	if b.Size > 0 {
		_, own := model.stabilised(0, b.Size)
		variance += own
	}
	if between > 0 { // Student's t: I(ν/(ν+t²); ν/2, 1/2)
		return mathext.RegIncBeta(d.DF/2, 0.5, d.DF/(d.DF+away*away/variance))
	}
	return math.Erfc(math.Abs(away) / math.Sqrt(2*variance))
}

// BinomialP is the exact two-sided p of x events of n where a share of p is
// expected: twice the smaller tail beyond x, itself included, 1 at most
// (Clopper & Pearson 1934, Biometrika 26). Neither x nor n need be whole. Where
// p is 0 or 1 nothing but no event, or nothing else, has a p above 0.
func BinomialP(x, n, p float64) float64 {
	lower, upper := 1.0, 1.0 // P(X ≤ x), P(X ≥ x)
	switch {
	case p <= 0:
		if x != 0 {
			upper = 0
		}
	case p >= 1:
		if x < n {
			lower = 0
		}
	default:
		if x < n {
			lower = mathext.RegIncBeta(n-x, x+1, 1-p)
		}
		if x > 0 {
			upper = mathext.RegIncBeta(x, n-x+1, p)
		}
	}
	return min(1, 2*min(lower, upper))
}

// PoissonP is the exact two-sided p of x events where a number is expected:
// twice the smaller tail beyond x, itself included, 1 at most (Garwood 1936,
// Biometrika 28). x need not be whole. Where none is expected, any has p = 0.
func PoissonP(x, expected float64) float64 {
	lower, upper := 1.0, 1.0 // P(X ≤ x), P(X ≥ x)
	switch {
	case expected <= 0:
		if x != 0 {
			upper = 0
		}
	default:
		lower = mathext.GammaIncRegComp(x+1, expected)
		if x > 0 {
			upper = mathext.GammaIncReg(x, expected)
		}
	}
	return min(1, 2*min(lower, upper))
}

// RankP is the two-sided p of a value's rank r among the N values of a
// set, of which some are below it, some above, and some equal, itself counted
// among the equal: min(1, 2·min(r, N+1−r)/N). Of equal values the rank is the
// one nearest the middle.
//
// Where nothing sets the values apart every rank is equally likely, so that
// P(r ≤ k) = k/N and likewise from the other end (a permutation test with the
// rank as its statistic; Davison & Hinkley 1997, Bootstrap Methods and their
// Application, section 4.3, (1+others as extreme)/(1+others) doubled). p cannot
// be below 2/N: among 19 values no rank is evidence at 5 %. Of values with
// chance in them every rank is not equally likely: those of small areas are
// more often first or last, so that p is then too small for them.
func RankP(below, equal, above int) float64 {
	// From the end that is nearer when all equal ones stand before the value.
	r := min(below, above) + equal
	return min(1, 2*float64(r)/float64(below+equal+above))
}
