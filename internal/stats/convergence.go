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
	if s.Years < minMK {
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
