package stats

import "math"

// CA is the result of a Cochran–Armitage test.
type CA struct {
	Groups int     // number of proportions
	Z      float64 // above 0 where the proportion rises with the score
	Chi2   float64 // Z², of one degree of freedom
	P      float64 // two-sided
}

// CochranArmitage tests the proportions x of n, one pair for each score, for
// a linear trend over the scores (usually the years).
//
// With p = Σx/Σn and s̄ = Σns/Σn, Z = Σ(x−np)(s−s̄)/√(p(1−p)Σn(s−s̄)²), without
// correction for continuity (Cochran 1954, Biometrics 10; Armitage 1955,
// Biometrics 11); Z² is what R's prop.trend.test gives. Where nothing or
// everything was counted the proportions are all equal: Z = 0 and P = 1. x
// need not be whole.
//
// Errors: ErrTooFew below two proportions, ErrNotFinite for a score,
// ErrDenominator unless every n > 0, ErrCount unless 0 ≤ x ≤ n, and
// ErrDegenerate where the scores do not differ. It panics where the slices
// differ in length.
func CochranArmitage(x, n, scores []float64) (CA, error) {
	mustMatch(x, n)
	mustMatch(x, scores)
	nan := math.NaN()
	ca := CA{Groups: len(x), Z: nan, Chi2: nan, P: nan}
	if len(x) < 2 {
		return ca, ErrTooFew
	}
	if !AllFinite(scores) {
		return ca, ErrNotFinite
	}
	var counted, of, weighted float64
	for i := range x {
		switch {
		case !(n[i] > 0) || !Finite(n[i]):
			return ca, ErrDenominator
		case !(x[i] >= 0) || x[i] > n[i]:
			return ca, ErrCount
		}
		counted += x[i]
		of += n[i]
		weighted += n[i] * (scores[i] - scores[0])
	}
	// Scores are taken from the first, so that years lose no digits.
	p, mean := counted/of, weighted/of
	var trend, sxx float64
	for i := range x {
		s := scores[i] - scores[0] - mean
		trend += (x[i] - n[i]*p) * s
		sxx += n[i] * s * s
	}
	switch variance := p * ((of - counted) / of) * sxx; {
	case sxx == 0:
		return ca, ErrDegenerate
	case counted == 0 || counted == of:
		ca.Z = 0
	default:
		ca.Z = trend / math.Sqrt(variance)
	}
	ca.Chi2 = ca.Z * ca.Z
	ca.P = chi2PValue(ca.Chi2)
	return ca, nil
}

// chi2PValue is the p of a χ² of one degree of freedom.
func chi2PValue(chi2 float64) float64 { return math.Erfc(math.Sqrt(chi2 / 2)) }
