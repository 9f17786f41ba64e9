package stats

import (
	"math"
)

// Estimate is a rate or proportion with its limits.
type Estimate struct{ Value, Lower, Upper float64 }

// noEstimate is what goes with an error.
var noEstimate = Estimate{Value: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}

// over divides an estimate by n and brings it to a base such as 100 000.
func (e Estimate) over(n, per float64) Estimate {
	return Estimate{Value: e.Value / n * per, Lower: e.Lower / n * per, Upper: e.Upper / n * per}
}

// Proportion returns x/n × per, 100 for a percentage, with Wilson's score
// limits (2x+z²∓z√(z²+4x(1−x/n)))/(2(n+z²)) (Wilson 1927, JASA 22; Newcombe
// 1998, Statistics in Medicine 17, method 3). x need not be whole. The lower
// limit is 0 at x = 0, the upper the base at x = n.
//
// Errors: ErrDenominator unless n > 0, ErrCount unless 0 ≤ x ≤ n, ErrPer
// unless per > 0, ErrLevel.
func Proportion(x, n, per, level float64) (Estimate, error) {
	if err := checkRow(x, n, per, level); err != nil {
		return noEstimate, err
	}
	if x > n {
		return noEstimate, ErrCount
	}
	z := Z(level)
	sum := 2*x + z*z + z*math.Sqrt(z*z+4*x*(1-x/n))
	// The lower limit multiplied by sum/sum: as it stands in the formula the
	// subtraction would lose the digits of a small x.
	e := Estimate{Value: x / n, Lower: 2 * (x / n) * x / sum, Upper: sum / (2 * (n + z*z))}
	if x == n {
		e.Upper = 1 // as it is but for rounding
	}
	return e.over(1, per), nil
}

// checkRow refuses what no rate or proportion can be computed from.
func checkRow(x, n, per, level float64) error {
	switch {
	case !(n > 0) || !Finite(n):
		return ErrDenominator
	case !(x >= 0) || !Finite(x):
		return ErrCount
	case !(per > 0) || !Finite(per):
		return ErrPer
	case !ValidLevel(level):
		return ErrLevel
	}
	return nil
}

// ByarFrom is the count from which Byar's limits stand in for the exact ones.
const ByarFrom = 10

// Rate returns x/n × per with limits: exact ones for a count below 10, Byar's
// from there on, as in the Public Health England rule (PHEindicatormethods,
// phe_rate). x may exceed n: events may outnumber people.
//
// Errors, all of them the row's own: ErrDenominator unless n > 0, ErrCount
// unless x ≥ 0, ErrPer unless per > 0, ErrLevel.
func Rate(x, n, per, level float64) (Estimate, error) {
	if x < ByarFrom {
		return RateExact(x, n, per, level)
	}
	return RateByar(x, n, per, level)
}

// RateExact returns x/n × per with exact Poisson limits χ²(α/2; 2x)/2 and
// χ²(1−α/2; 2x+2)/2 of the count (Garwood 1936, Biometrika 28); the lower is
// 0 at x = 0. Errors as for Rate.
func RateExact(x, n, per, level float64) (Estimate, error) {
	if err := checkRow(x, n, per, level); err != nil {
		return noEstimate, err
	}
	tail := (1 - level) / 2
	count := Estimate{Value: x, Upper: chiSquared(1-tail, 2*x+2) / 2}
	if x > 0 {
		count.Lower = chiSquared(tail, 2*x) / 2
	}
	return count.over(n, per), nil
}

// RateByar returns x/n × per with Byar's approximate limits of the count,
// x(1−1/(9x)−z/(3√x))³ and (x+1)(1−1/(9(x+1))+z/(3√(x+1)))³ (Breslow & Day
// 1987, Statistical Methods in Cancer Research II, 2.3). The lower is 0 at
// x = 0 and where the formula would give less than 0. Errors as for Rate.
func RateByar(x, n, per, level float64) (Estimate, error) {
	if err := checkRow(x, n, per, level); err != nil {
		return noEstimate, err
	}
	z := Z(level)
	count := Estimate{Value: x, Upper: byar(x+1, z)}
	if x > 0 {
		count.Lower = max(0, byar(x, -z))
	}
	return count.over(n, per), nil
}

func byar(x, z float64) float64 {
	root := 1 - 1/(9*x) + z/(3*math.Sqrt(x))
	return x * root * root * root
}

// RateSE is the standard error of a rate of x events by the Poisson
// distribution, rate/√x, in the unit of the rate. NaN where x is below 0 or
// both are 0, infinite where x alone is.
func RateSE(rate, x float64) float64 { return math.Sqrt(rate * rate / x) }

// ProportionSE is the standard error of a proportion by the binomial
// distribution, p√((1−p)/x) of the x that have it, in the unit of the
// proportion, which is per base: 100 for a percentage. NaN as RateSE is, and
// where the proportion is above its base.
func ProportionSE(proportion, x, per float64) float64 {
	return math.Sqrt(proportion * proportion / x * (1 - proportion/per))
}
