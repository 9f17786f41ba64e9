package stats

import "math"

// Smoothed are rates or proportions drawn towards their common mean, the
// more the smaller the area.
type Smoothed struct {
	N        int       // areas with a count and a denominator
	Mean     float64   // Σx/Σn, per base
	Variance float64   // estimated between areas, in the square of the values' unit; 0 where chance explains it all
	Values   []float64 // smoothed, per base, as the areas were passed; NaN without a count or denominator
	Weights  []float64 // of an area's own value, 0 to 1; the rest is the mean's
}

// EmpiricalBayes smooths the rates x/n, or proportions x of n, per base by
// Marshall's global estimator: with p = x/n, b = Σx/Σn, s² = Σn(p−b)²/Σn and
// n̄ = Σn/m over the m areas of the run,
//
//	rate:       a = max(0, s²−b/n̄),               value = b + (p−b)·a/(a+b/n)
//	proportion: a = max(0, (s²−v/n̄)/(1−1/n̄)),     value = b + (p−b)·a/(a+(v−a)/n), v = b(1−b)
//
// (Marshall 1991, Applied Statistics 40; for proportions Martuzzi & Elliott
// 1996, Statistics in Medicine 15, written with the variance between areas;
// spdep's EBest, but that it does not stop a at 0 for proportions). Where
// a = 0 every area has the mean: the data do not show that they differ.
//
// The smoothed value is an estimate of an area's rate, not a published
// figure, and says nothing about neighbours. An area whose count or
// denominator is missing (NaN), negative or, the denominator, 0, or for a
// proportion exceeded by its count, has NaN and is in no sum.
//
// Errors: ErrTooFew below two areas, ErrPer. It panics where x and n differ
// in length.
func EmpiricalBayes(x, n []float64, proportion bool, per float64) (Smoothed, error) {
	if !(per > 0) || !Finite(per) {
		return Smoothed{}, ErrPer
	}
	usable := usableAreas(x, n, proportion)
	out := Smoothed{N: len(usable), Mean: math.NaN(), Variance: math.NaN()}
	if out.N < 2 {
		return out, ErrTooFew
	}
	events, size := totals(x, n, usable)
	b := events / size
	a, noise := betweenAreas(x, n, usable, b, size, proportion)
	out.Mean, out.Variance = b*per, a*per*per
	out.Values, out.Weights = blanks(len(x)), blanks(len(x))
	for _, i := range usable {
		weight := ownWeight(a, noise, n[i])
		out.Weights[i] = weight
		out.Values[i] = (b + (x[i]/n[i]-b)*weight) * per
	}
	return out, nil
}

// ownWeight is the weight of an area's own value: the share of the variance
// between values of its size that is between areas.
func ownWeight(a, noise, n float64) float64 {
	if a == 0 {
		return 0
	}
	return a / (a + noise/n)
}

// betweenAreas estimates the variance a between areas, and the variance that
// chance gives an area of size 1.
func betweenAreas(x, n []float64, usable []int, b, size float64, proportion bool) (a, noise float64) {
	s2 := 0.0
	for _, i := range usable {
		off := x[i]/n[i] - b
		s2 += n[i] * off * off
	}
	s2 /= size
	mean := size / float64(len(usable))
	if !proportion {
		return max(0, s2-b/mean), b
	}
	v := b * (1 - b)
	if mean <= 1 {
		return 0, v // areas of one person each show no difference between areas
	}
	a = max(0, (s2-v/mean)/(1-1/mean))
	return a, max(0, v-a)
}

func blanks(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
