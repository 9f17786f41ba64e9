package stats

import (
	"errors"
	"math"
)

// minSpread is the fewest areas whose values can be said to lie apart.
const minSpread = 2

// ErrWeight: a weight is negative or not finite, or every weight is 0.
var ErrWeight = errors.New("a weight must be 0 or more, and at least one above 0")

// Spread is how far the values of areas lie apart. Each measure stands twice:
// with every area counting the same, and weighted, where an area counts by its
// weight (usually its population). A measure that the values do not allow, or
// for which there are too few areas, is NaN; so are all the weighted ones
// where no weights were given.
type Spread struct {
	N            int     // number of areas
	Min, Max     float64 // smallest and greatest value
	MinAt, MaxAt int     // the first area that has it, from 0; −1 where there is none
	MaxMin       float64 // Max/Min; NaN unless every value is above 0

	Mean, Median       float64
	SD                 float64 // sample standard deviation, with N−1
	CV                 float64 // SD/Mean, 0.1 for 10 %; NaN unless Mean is above 0
	Gini               float64 // 0 to 1−1/N; NaN where a value is below 0 or all are 0
	Theil              float64 // Theil's T, 0 to ln N; NaN unless every value is above 0
	P10, P25, P75, P90 float64
	P90P10             float64 // P90/P10; NaN unless P10 is above 0
	WeightedN          int     // areas with a weight above 0
	WeightedMean       float64
	WeightedMedian     float64
	WeightedSD         float64 // with the factor N/(N−1) of the unweighted one
	WeightedCV         float64
	WeightedGini       float64
	WeightedTheil      float64
	WeightedP10        float64
	WeightedP25        float64
	WeightedP75        float64
	WeightedP90        float64
	WeightedP90P10     float64
}

// SpreadOf measures the spread of the values of areas, one per area. Weights,
// one per area, are counts such as the population; nil where there are none.
// With shares w = weight/Σweight, or 1/n unweighted, and mean m = Σwx:
//
//   - SD = √(n/(n−1)·Σw(x−m)²) over the n areas with a weight above 0: the
//     sample SD where the weights are equal (weighted: NIST 1996, Dataplot
//     Reference Manual, WEIGHTED STANDARD DEVIATION). CV = SD/m; without the
//     factor n/(n−1) the weighted one is Williamson's (1965) index of regional
//     disparities.
//   - Gini = ΣΣ w_i·w_j·|x_i−x_j|/(2m), the population form, at most 1−1/n
//     unweighted (Gini 1912; Cowell 2011, Measuring Inequality). The form that
//     reaches 1 is n/(n−1) times it.
//   - Theil's T = Σ w·(x/m)·ln(x/m) (Theil 1967; Cowell 2011), not his L, the
//     mean logarithmic deviation, which some programs call Theil as well.
//   - Percentiles are those of R's type 7 (Hyndman & Fan 1996) and, weighted,
//     the mean over the n-th part of the weight that begins where p(1−1/n) of
//     it lies below (after Akinshin 2023), which is the same at equal weights.
//
// CV, Gini and Theil compare values with their mean, which says something only
// of quantities that start at a natural zero: not of a balance, an index or a
// temperature. Nor do they tell real differences from those that chance makes
// in small areas.
//
// A weight of 0 keeps an area out of the weighted measures alone.
//
// Errors: ErrTooFew below two areas, ErrNotFinite (a missing area is left out
// by the caller) and ErrWeight. N is set even then, and every measure NaN. It
// panics where weights are given and differ from the values in number.
func SpreadOf(values, weights []float64) (Spread, error) {
	if weights != nil && len(weights) != len(values) {
		panic("stats: values and weights differ in length")
	}
	s := blankSpread(len(values))
	switch {
	case len(values) < minSpread:
		return s, ErrTooFew
	case !AllFinite(values):
		return s, ErrNotFinite
	case weights != nil && !validWeights(weights):
		return s, ErrWeight
	}
	s.setExtremes(values)
	s.setUnweighted(distribute(values, nil).measures())
	if weights != nil {
		s.setWeighted(distribute(values, weights).measures())
	}
	return s, nil
}

func blankSpread(n int) Spread {
	nan := math.NaN()
	s := Spread{N: n, Min: nan, Max: nan, MinAt: -1, MaxAt: -1, MaxMin: nan}
	s.setUnweighted(blankMeasures())
	s.setWeighted(blankMeasures())
	return s
}

func validWeights(weights []float64) bool {
	some := false
	for _, w := range weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return false
		}
		some = some || w > 0
	}
	return some
}

func (s *Spread) setExtremes(values []float64) {
	s.MinAt, s.MaxAt = 0, 0
	for i, v := range values {
		if v < values[s.MinAt] {
			s.MinAt = i
		}
		if v > values[s.MaxAt] {
			s.MaxAt = i
		}
	}
	s.Min, s.Max = values[s.MinAt]+0, values[s.MaxAt]+0 // 0, not −0
	s.MaxMin = ratio(s.Max, s.Min)
}

func (s *Spread) setUnweighted(m measures) {
	s.Mean, s.Median, s.SD, s.CV = m.mean, m.p50, m.sd, m.cv
	s.Gini, s.Theil = m.gini, m.theil
	s.P10, s.P25, s.P75, s.P90, s.P90P10 = m.p10, m.p25, m.p75, m.p90, ratio(m.p90, m.p10)
}

func (s *Spread) setWeighted(m measures) {
	s.WeightedN = m.n
	s.WeightedMean, s.WeightedMedian, s.WeightedSD, s.WeightedCV = m.mean, m.p50, m.sd, m.cv
	s.WeightedGini, s.WeightedTheil = m.gini, m.theil
	s.WeightedP10, s.WeightedP25, s.WeightedP75, s.WeightedP90 = m.p10, m.p25, m.p75, m.p90
	s.WeightedP90P10 = ratio(m.p90, m.p10)
}

// ratio is a/b where b is above 0, else NaN: a ratio to a zero or negative
// amount says nothing.
func ratio(a, b float64) float64 {
	if b > 0 {
		return a / b
	}
	return math.NaN()
}
