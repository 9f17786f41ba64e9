// Package statstest is what the tests of formulas share: published cases,
// how near a number is to one, and series to try a formula on.
package statstest

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Near fails unless got agrees with want to a relative difference, or to an
// absolute one where want is 0.
func Near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if off := Relative(got, want); !(off <= tolerance) {
		t.Errorf("%s = %.17g, want %.17g (off by %.2g)", what, got, want, off)
	}
}

// Relative is how far got is from want, as a share of want, or as such where
// want is 0. Two NaN are 0 apart.
func Relative(got, want float64) float64 {
	if got == want || math.IsNaN(got) && math.IsNaN(want) {
		return 0
	}
	if want == 0 {
		return math.Abs(got)
	}
	return math.Abs(got-want) / math.Abs(want)
}

// Nile20 is the annual flow of the Nile at Aswan 1951–1970, 10⁸ m³ (Cobb
// 1978; R's datasets::Nile): one tie, no trend. Nile20[10:] and Nile20[12:]
// have none.
var Nile20 = []float64{744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
	1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740}

// Years are n years from the first on, as times.
func Years(first, n int) []float64 {
	t := make([]float64, n)
	for i := range t {
		t[i] = float64(first + i)
	}
	return t
}

// Poisson draws a count: by inversion where few are expected, else rounded
// from the normal of its square root.
func Poisson(r *rand.Rand, mean float64) float64 {
	if mean > 500 {
		root := math.Sqrt(mean) + r.NormFloat64()/2
		return math.Round(max(0, root*root-0.25))
	}
	k, p := 0.0, math.Exp(-mean)
	for u := r.Float64(); u > p && k < 10*mean+50; {
		u -= p
		k++
		p *= mean / k
	}
	return k
}
