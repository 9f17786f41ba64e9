package stats

import "math"

// Estimate is a rate or proportion with its limits.
type Estimate struct{ Value, Lower, Upper float64 }

// noEstimate is what goes with an error.
var noEstimate = Estimate{Value: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}

// over divides an estimate by n and brings it to a base such as 100 000.
func (e Estimate) over(n, per float64) Estimate {
	return Estimate{Value: e.Value / n * per, Lower: e.Lower / n * per, Upper: e.Upper / n * per}
}

// Wilson returns the proportion x/n with Wilson's score limits
// (2x+z²∓z√(z²+4x(1−x/n)))/(2(n+z²)) (Wilson 1927, JASA 22; Newcombe 1998,
// Statistics in Medicine 17, method 3). x need not be whole. The lower limit
// is 0 at x = 0, the upper 1 at x = n.
//
// Errors: ErrDenominator unless n > 0, ErrCount unless 0 ≤ x ≤ n, ErrLevel.
func Wilson(x, n, level float64) (Estimate, error) {
	return Proportion(x, n, 1, level)
}

// Proportion is Wilson per base: 100 for a percentage.
//
// Errors: those of Wilson, and ErrPer unless per > 0.
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
