package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Difference is a − b with the limits that follow from those of the two, which
// are independent: Newcombe's (1998, Statistics in Medicine 17, 873–890) method
// 10 where both have Wilson's,
//
//	d − √((a−lₐ)²+(u_b−b)²)   and   d + √((uₐ−a)²+(b−l_b)²),
//
// and the same of whatever limits they have (Zou & Donner 2008, Statistics in
// Medicine 27, the method of variance estimates recovery). So it also takes
// differences of differences. Where one has no limits there are none.
func Difference(a, b Estimate) Estimate {
	d := a.Value - b.Value
	return Estimate{
		Value: d,
		Lower: d - math.Hypot(a.Value-a.Lower, b.Upper-b.Value),
		Upper: d + math.Hypot(a.Upper-a.Value, b.Value-b.Lower),
	}
}

// ShareRatio is a/b with the limits that follow from those of the two, which
// are independent and not below 0 (Donner & Zou 2012, Statistical Methods in
// Medical Research 21): the L at which the difference a − L·b has 0 as a limit.
// So these lie on one side of 1 exactly where those of Difference do of 0. There
// is no upper limit, NaN, where b may be 0, and nothing where b is.
func ShareRatio(a, b Estimate) Estimate {
	if !(b.Value > 0) {
		return noEstimate
	}
	r := Estimate{Value: a.Value / b.Value, Upper: math.NaN()}
	// L solves A·L² − 2ab·L + C = 0.
	product := a.Value * b.Value
	A, C := b.Upper*(2*b.Value-b.Upper), a.Lower*(2*a.Value-a.Lower)
	switch root := math.Sqrt(max(0, product*product-A*C)); {
	case math.IsNaN(root):
		r.Lower = math.NaN()
	case C > 0:
		r.Lower = C / (product + root)
	}
	A, C = b.Lower*(2*b.Value-b.Lower), a.Upper*(2*a.Value-a.Upper)
	if A > 0 {
		r.Upper = (product + math.Sqrt(max(0, product*product-A*C))) / A
	}
	return r
}

// RateRatio is the ratio of two rates, x₁ events of n₁ to x₂ of n₂, with
// Wald's limits on the logarithm, ln r ∓ z√(1/x₁+1/x₂) (Rothman & Greenland
// 1998, Modern Epidemiology, chapter 14), from ten events each on; below that
// with the exact ones of the share x₁ of x₁+x₂ (Clopper & Pearson 1934, as R's
// poisson.test). Events that are none leave one limit: the ratio to none has no
// value, and no upper limit.
//
// Errors as for Rate.
func RateRatio(x1, n1, x2, n2, level float64) (Estimate, error) {
	for _, row := range [][2]float64{{x1, n1}, {x2, n2}} {
		if err := checkRow(row[0], row[1], 1, level); err != nil {
			return noEstimate, err
		}
	}
	if min(x1, x2) < ByarFrom {
		return exactRatio(x1, n1, x2, n2, level), nil
	}
	ratio, half := x1/n1/(x2/n2), Z(level)*math.Sqrt(1/x1+1/x2)
	return Estimate{ratio, ratio * math.Exp(-half), ratio * math.Exp(half)}, nil
}

// exactRatio is RateRatio with the exact limits, for any counts.
func exactRatio(x1, n1, x2, n2, level float64) Estimate {
	r := noEstimate
	tail := (1 - level) / 2
	odds := func(share float64) float64 { return share / (1 - share) * n2 / n1 }
	if x2 > 0 {
		r.Value = x1 / n1 / (x2 / n2)
		r.Lower = 0
		r.Upper = odds(distuv.Beta{Alpha: x1 + 1, Beta: x2}.Quantile(1 - tail))
	}
	if x1 > 0 {
		r.Lower = odds(distuv.Beta{Alpha: x1, Beta: x2 + 1}.Quantile(tail))
	}
	return r
}

// ProportionP is the two-sided p of x of n where a share p is expected, the
// score test's: it is below α exactly where Wilson's limits at 1−α (see
// Proportion) leave p out. A p of 0 or 1 is left out by any that is not it.
func ProportionP(x, n, p float64) float64 {
	off := math.Abs(x/n - p)
	if off == 0 {
		return 1
	}
	return normalP(off / math.Sqrt(max(0, p*(1-p)/n)))
}

// RateP is the two-sided p of x events where a number is expected, below α
// exactly where the limits of the rule (see Rate) at 1−α leave that number out:
// of the exact ones below ten events, of Byar's from there on.
func RateP(x, expected float64) float64 {
	switch {
	case x < ByarFrom:
		return PoissonP(x, expected)
	case expected < x:
		return normalP(3 * math.Sqrt(x) * (1 - 1/(9*x) - math.Cbrt(expected/x)))
	}
	x++
	return normalP(3 * math.Sqrt(x) * (math.Cbrt(expected/x) - 1 + 1/(9*x)))
}

// normalP is the two-sided p of a distance in standard errors; 1 where it is
// not above 0.
func normalP(z float64) float64 { return math.Erfc(max(0, z) / math.Sqrt2) }
