package stats

import (
	"fmt"
	"math"
)

// Beta is beta convergence: whether what starts low grows faster.
type Beta struct {
	N            int     // number of areas
	DF           int     // degrees of freedom, N−2
	Years        float64 // length of the period, T
	Slope        float64 // growth per year (of the logarithm) by unit of ln(initial); below 0 is convergence
	SE           float64 // standard error of Slope
	Lower, Upper float64 // limits of Slope, Student's t
	Level        float64 // coverage of the limits
	P            float64 // two-sided, that Slope is 0
	R2           float64 // share of the variance explained; NaN where all grow alike
	Intercept    float64
	Speed        float64 // λ, the rate per year at which the gap closes, continuously; NaN where Slope·T ≤ −1
	HalfLife     float64 // years in which half the gap closes, ln 2/λ; NaN unless λ is above 0
}

// BetaConvergence regresses the growth of areas over a period of the given
// number of years on where they began: ln(last/first)/T on ln(first), by least
// squares, unweighted and unconditional (Barro & Sala-i-Martin 1992, Journal of
// Political Economy 100). In their model the slope is −(1−e^(−λT))/T, so that the
// speed is λ = −ln(1+T·slope)/T (some programs leave out the T in the
// logarithm); it is below 0 where areas draw apart. It is that of the slope as
// estimated, and says nothing where the limits of the slope lie on both sides
// of 0.
//
// First and last hold a value of each area. Chance in the first year alone
// makes a slope below 0: what was high by accident falls back (Friedman 1992;
// Quah 1993). Rates of small areas show it without any convergence, so that a
// claim needs the trend of the spread as well (see SigmaConvergence).
//
// Where all areas grow alike the slope is 0 and p is 1. Where the last values
// are the same, or their order is turned about, nothing is left of the gap or
// more than all of it has gone: there is no speed.
//
// Errors: ErrTooFew below three areas, ErrNotFinite, ErrRatio for a value
// or a number of years that is not above 0, naming the area by its place from
// 0, ErrDegenerate where all begin alike, and ErrLevel. It panics where first
// and last differ in length.
func BetaConvergence(first, last []float64, years, level float64) (Beta, error) {
	if len(first) != len(last) {
		panic("stats: first and last values differ in length")
	}
	nan := math.NaN()
	b := Beta{N: len(first), DF: max(len(first)-2, 0), Years: years, Slope: nan, SE: nan, Lower: nan, Upper: nan,
		Level: level, P: nan, R2: nan, Intercept: nan, Speed: nan, HalfLife: nan}
	if err := b.check(first, last); err != nil {
		return b, err
	}
	initial, growth := make([]float64, b.N), make([]float64, b.N)
	for i, y := range first {
		initial[i] = math.Log(y)
		growth[i] = math.Log(last[i]/y) / years
	}
	// The logarithm of a ratio is rounded at about eps however small it is:
	// growth that differs by no more is the same, or a slope would be found in
	// the rounding.
	if centre := Mean(growth); Reach(growth, centre) <= 16*Eps/years {
		for i := range growth {
			growth[i] = centre
		}
	}
	line, err := LeastSquares(initial, growth, level)
	if err != nil {
		return b, err
	}
	b.Slope, b.SE, b.Lower, b.Upper = line.Slope, line.SE, line.Lower, line.Upper
	b.P, b.R2, b.Intercept = line.P, line.R2, line.Intercept
	b.setSpeed()
	return b, nil
}

func (b Beta) check(first, last []float64) error {
	switch {
	case b.N < 3:
		return ErrTooFew
	case !Finite(b.Years) || !AllFinite(first) || !AllFinite(last):
		return ErrNotFinite
	case !(b.Years > 0):
		return fmt.Errorf("a period of %v years: %w", b.Years, ErrRatio)
	}
	for i := range first {
		for _, v := range []float64{first[i], last[i]} {
			if !(v > 0) {
				return fmt.Errorf("area %d goes from %v to %v: %w", i, first[i], last[i], ErrRatio)
			}
		}
	}
	// Checked here, since the logarithms of values near 1 are so small that
	// their rounding would count as a difference.
	if Reach(first, Mean(first)) <= Rounding(first) {
		return fmt.Errorf("every area begins at %v: %w", first[0], ErrDegenerate)
	}
	return nil
}

// setSpeed sets Speed and HalfLife from Slope.
func (b *Beta) setSpeed() {
	gone := -b.Slope * b.Years // of the gap, at the end
	if gone >= 1-16*Eps {
		return
	}
	b.Speed = -math.Log1p(-gone)/b.Years + 0
	if b.Speed > 0 {
		b.HalfLife = math.Ln2 / b.Speed
	}
}
