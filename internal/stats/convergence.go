package stats

import (
	"errors"
	"fmt"
	"math"
)

// ErrRatio: a value that others are measured by is not above 0, so that there
// is neither growth nor proportion.
var ErrRatio = errors.New("growth and proportions need values above 0")

// Sigma is sigma convergence: whether areas draw together over the years.
type Sigma struct {
	Years int       // number of years
	Areas int       // number of areas, the same in every year
	CV    []float64 // coefficient of variation between the areas, one per year
	MK    MK        // test of the CVs for a trend
	Sen   Sen       // trend of the CVs, per year: below 0 the areas draw together
}

// SigmaConvergence finds the trend of the spread between areas: the
// coefficient of variation (sample SD over mean, unweighted) of each year, a
// Mann–Kendall test of these and their Theil–Sen line with limits at the given
// level. (The idea is Barro & Sala-i-Martin's 1992, Journal of Political Economy
// 100, who take the SD of logarithms where this takes the CV.) DirectionOf puts
// the trend in a word: falling where the areas draw together.
//
// Values has a row per year, in order of time, with the same areas in each: an
// area without a value in some year is left out of all by the caller, since
// areas that come and go change the spread by themselves. The CV falls too
// where every area gains the same amount: areas draw together in proportion
// then, not in amounts.
//
// Errors: ErrTooFew below two areas, and below four years, where the CVs are
// set but nothing is said of their trend; ErrNotFinite and, where the mean of a
// year is not above 0, ErrRatio, naming the year; ErrDegenerate
// unless each year is later than the one before; ErrLevel. It panics where years and rows, or two rows, differ
// in length.
func SigmaConvergence(years []float64, values [][]float64, level float64) (Sigma, error) {
	if len(years) != len(values) {
		panic("stats: years and rows differ in number")
	}
	s := Sigma{Years: len(years)}
	s.MK, _ = MannKendall(nil)
	s.MK.N = s.Years
	s.Sen, _ = TheilSen(nil, nil, level)
	s.Sen.N = s.Years
	if len(values) > 0 {
		s.Areas = len(values[0])
	}
	for i, row := range values {
		if len(row) != s.Areas {
			panic("stats: years differ in their number of areas")
		}
		year, err := SpreadOf(row, nil)
		if err != nil {
			return s, fmt.Errorf("year %v: %w", years[i], err)
		}
		if math.IsNaN(year.CV) {
			return s, fmt.Errorf("year %v: the mean of the areas is %v, so it has no coefficient of variation: %w", years[i], year.Mean, ErrRatio)
		}
		s.CV = append(s.CV, year.CV)
	}
	return s, s.setTrend(years, level)
}

// setTrend tests the CVs.
func (s *Sigma) setTrend(years []float64, level float64) error {
	for i := range years[:max(0, s.Years-1)] {
		if !(years[i] < years[i+1]) {
			return fmt.Errorf("year %v is followed by %v: %w", years[i], years[i+1], ErrDegenerate)
		}
	}
	if s.Years < MinMK {
		return ErrTooFew
	}
	sen, err := TheilSen(years, s.CV, level)
	if err != nil {
		return err
	}
	mk, err := MannKendall(s.CV)
	if err != nil {
		return err
	}
	s.Sen, s.MK = sen, mk
	return nil
}

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
// or a number of years that is not above 0, naming the area by its
// index, ErrDegenerate where all begin alike, and ErrLevel. It panics where first
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
