package stats

import (
	"cmp"
	"math"
	"slices"
)

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
	if m.n < minSpread {
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
