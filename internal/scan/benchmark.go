package scan

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// benchmark is a rate to test against, which lies from low to high, with the
// error of its own.
type benchmark struct {
	rate, low, high float64
	size            float64 // denominator that its own chance works on; 0 where that does not enter
	shares          float64 // Σw² of its areas' shares of size: what is left of the dispersion between them
}

var noBenchmark = benchmark{rate: nan, low: nan, high: nan}

// usable reports whether a distance from the rate can be measured.
func (b benchmark) usable(d dispersion) bool {
	return b.rate > 0 && !(d.proportion && b.rate >= 1)
}

// pool is the rate of several areas taken together, with the events and the
// others that it is of.
func pool(rates []sample) (b benchmark, events, others float64) {
	var n, low, high, squares float64
	for _, s := range rates {
		events += s.x
		n += s.n
		low += s.low
		high += s.high
		squares += s.n * s.n
	}
	return benchmark{rate: events / n, low: events / high, high: events / low, size: n, shares: squares / (n * n)}, events, n - events
}

// p is the two-sided p of the region's rate against the benchmark's: the
// larger of
//
//   - that of the distance z = (y−y₀)/√(s²+s₀²+τ²(1+Σw²)), on the scales of
//     the funnel, y = asin√p with s² = 1/(4n) for proportions, y = √(x/E)
//     with s² = 1/(4E) for rates; τ² is the variance between the other areas
//     of the category (Spiegelhalter 2005, Quality and Safety in Health Care
//     14), s₀² the benchmark's own variance and Σw² that of the areas it is
//     made of, both 0 for the country. The distribution is normal where τ² is
//     0, else Student's with the degrees of freedom of τ²: by the normal one,
//     one run in five of eight indicators among 19 areas finds something where
//     nothing but chance and the dispersion is at work;
//   - that of chance alone, exact: twice the smaller tail of the binomial or
//     Poisson distribution (Garwood 1936; Clopper & Pearson 1934). The normal
//     distance makes far too much of small counts: none where five are
//     expected has z = −4.5, and happens once in 150.
//
// Where denominators or the benchmark's rate are known within limits only,
// every combination of these is tried and the largest p taken, 1 where they do
// not agree which is the higher.
func (b benchmark) p(own sample, d dispersion) float64 {
	largest, side := 0.0, 0
	for _, rate := range []float64{b.low, b.high} {
		for _, n := range []float64{own.low, own.high} {
			way := sign(own.x/n - rate)
			if way == 0 || side != 0 && way != side {
				return 1
			}
			side = way
			largest = max(largest, b.distanceP(own.x, n, rate, d), chanceP(own.x, n, rate, d.proportion))
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

// distanceP is the p of the distance from a rate.
func (b benchmark) distanceP(x, n, rate float64, d dispersion) float64 {
	if rate <= 0 || d.proportion && rate >= 1 {
		return 0 // nothing of the kind happens there; chanceP says so too
	}
	away, variance := onScale(x, n, rate, d.proportion)
	between := d.between * (1 + b.shares)
	if !d.proportion && between > 0 {
		between *= d.centre / rate // it is in shares of the rate it was measured about
	}
	variance += between
	if b.size > 0 {
		_, own := onScale(0, b.size, rate, d.proportion)
		variance += own
	}
	if between > 0 { // Student's t: I(ν/(ν+t²); ν/2, 1/2)
		return mathext.RegIncBeta(d.df/2, 0.5, d.df/(d.df+away*away/variance))
	}
	return math.Erfc(math.Abs(away) / math.Sqrt(2*variance))
}

// chanceP is twice the smaller tail beyond x, itself included, of the binomial
// or Poisson distribution with n times the rate expected. 1 at most.
func chanceP(x, n, rate float64, proportion bool) float64 {
	var lower, upper float64 // P(X ≤ x), P(X ≥ x)
	switch {
	case rate <= 0:
		lower, upper = 1, 0
		if x == 0 {
			upper = 1
		}
	case proportion && rate >= 1:
		lower, upper = 0, 1
		if x >= n {
			lower = 1
		}
	case proportion:
		lower, upper = 1, 1
		if x < n {
			lower = mathext.RegIncBeta(n-x, x+1, 1-rate)
		}
		if x > 0 {
			upper = mathext.RegIncBeta(x, n-x+1, rate)
		}
	default:
		lower, upper = mathext.GammaIncRegComp(x+1, n*rate), 1
		if x > 0 {
			upper = mathext.GammaIncReg(x, n*rate)
		}
	}
	return min(1, 2*min(lower, upper))
}
