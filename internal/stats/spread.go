package stats

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// MinSpread is the fewest areas whose values can be said to lie apart.
const MinSpread = 2

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
	case len(values) < MinSpread:
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

// distribution is the values of areas, smallest first, and the share that each
// has of all the weight.
type distribution struct {
	values, shares []float64
	even           bool // every share is 1/n
}

// distribute puts the areas with a weight above 0 in order, or all of them with
// the same share where weights is nil. One weight at least must be above 0.
func distribute(values, weights []float64) distribution {
	order := make([]int, 0, len(values))
	for i := range values {
		if weights == nil || weights[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	d := distribution{values: make([]float64, 0, len(order)), shares: make([]float64, 0, len(order)), even: true}
	greatest := 1.0 // divides the weights, so that their sum cannot overflow
	if weights != nil {
		greatest = slices.Max(weights)
	}
	total := 0.0
	for _, i := range order {
		share := 1.0
		if weights != nil {
			share = weights[i] / greatest
		}
		d.even = d.even && share == 1
		d.values, d.shares = append(d.values, values[i]), append(d.shares, share)
		total += share
	}
	for i := range d.shares {
		d.shares[i] /= total
	}
	return d
}

// measures are the measures of one distribution.
type measures struct {
	n                       int
	mean, sd, cv            float64
	gini, theil             float64
	p10, p25, p50, p75, p90 float64
}

func blankMeasures() measures {
	nan := math.NaN()
	return measures{mean: nan, sd: nan, cv: nan, gini: nan, theil: nan,
		p10: nan, p25: nan, p50: nan, p75: nan, p90: nan}
}

// measures computes them. A single area (one that alone has a weight) has a
// mean and percentiles, but nothing that it could lie apart from.
func (d distribution) measures() measures {
	m := blankMeasures()
	m.n, m.mean = len(d.values), d.mean()
	m.p10, m.p25, m.p50 = d.percentile(0.10), d.percentile(0.25), d.percentile(0.50)
	m.p75, m.p90 = d.percentile(0.75), d.percentile(0.90)
	if m.n < MinSpread {
		return m
	}
	// Values that differ by no more than their rounding are equal: without
	// this, 0.3 and 0.1+0.2 would lie apart.
	least, equal := d.values[0], Reach(d.values, m.mean) <= Rounding(d.values)
	unless := func(forbidden bool, measure func(mean float64) float64) float64 {
		switch {
		case forbidden:
			return math.NaN()
		case equal:
			return 0
		}
		return measure(m.mean)
	}
	m.sd = unless(false, d.sd)
	m.cv = ratio(m.sd, m.mean)
	m.gini = unless(least < 0 || m.mean <= 0, d.gini)
	m.theil = unless(least <= 0, d.theil)
	return m
}

func (d distribution) mean() float64 {
	if d.even {
		return Mean(d.values)
	}
	// As a distance from the smallest value, so that equal values have exactly
	// that mean.
	least, above := d.values[0], 0.0
	for i, v := range d.values {
		above += d.shares[i] * (v - least)
	}
	return least + above
}

func (d distribution) sd(mean float64) float64 {
	squares := 0.0
	for i, v := range d.values {
		squares += d.shares[i] * (v - mean) * (v - mean)
	}
	n := float64(len(d.values))
	return math.Sqrt(n / (n - 1) * squares)
}

// gini is ΣΣ w_i·w_j·|x_i−x_j|/(2m). With the areas in order, the distance of a
// pair is the sum of the steps between them, and a step that has the share F of
// the weight below it lies between F(1−F) of the pairs: ΣF(1−F)(x_{i+1}−x_i)/m.
func (d distribution) gini(mean float64) float64 {
	sum, below := 0.0, 0.0
	for i, v := range d.values[1:] {
		below += d.shares[i]
		sum += below * (1 - below) * (v - d.values[i])
	}
	return max(0, sum/mean)
}

// theil is Σ w·r·ln r for r = x/m. Since Σw(r−1) is 0, each term has r−1 taken
// from it: none is then below 0, and nearly equal values keep their digits.
func (d distribution) theil(mean float64) float64 {
	sum := 0.0
	for i, v := range d.values {
		off := (v - mean) / mean
		sum += d.shares[i] * ((1+off)*math.Log1p(off) - off)
	}
	return max(0, sum)
}

// percentile is the p-quantile, 0 < p < 1.
//
// Where every area counts the same it is that of R's type 7, the default of R,
// NumPy and Excel (Hyndman & Fan 1996, American Statistician 50): from the
// value (n−1)p ranks above the smallest, interpolated between two.
//
// With weights it is the mean over that n-th part of the weight which begins
// where p(1−1/n) of it lies below, the areas laid end to end and each as long
// as its share. With equal shares that part is as long as an area and covers
// two of them in the proportions of type 7, so that the two agree. The
// definition is Akinshin's (2023, Weighted quantile estimators,
// arXiv:2304.07265, section on type 7) except for n, which there is Kish's
// effective size of a sample and here the number of areas, which are no sample.
//
// So P10 weighted by population is the value about the tenth of the
// inhabitants, counted from the area with the lowest value, and a city that
// spans the middle is the median by itself. It depends neither on the unit of
// the weights nor on the order of equal values.
func (d distribution) percentile(p float64) float64 {
	if d.even {
		return percentile7(d.values, p)
	}
	n := float64(len(d.values))
	from := p * (1 - 1/n)
	to := from + 1/n
	// Summed as a distance from the first value of the part, so that a part
	// that lies in one area has exactly its value.
	var first, above, covered, end float64
	for i, v := range d.values {
		start := end
		end += d.shares[i]
		length := min(end, to) - max(start, from)
		if length <= 0 {
			continue
		}
		if covered == 0 {
			first = v
		}
		covered += length
		above += length * (v - first)
	}
	return first + above/covered
}

// percentile7 is the p-quantile of type 7 of values in ascending order.
func percentile7(sorted []float64, p float64) float64 {
	last := len(sorted) - 1
	at := p * float64(last)
	i := int(at)
	if i >= last {
		return sorted[last] + 0
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
