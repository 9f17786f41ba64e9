package calibration

import (
	"math"
	"math/rand/v2"
)

// ar1 is n values of a stationary first-order autoregression of standard
// deviation 1 whose neighbours correlate by r.
func ar1(random *rand.Rand, n int, r float64) []float64 {
	y := make([]float64, n)
	for i := range y {
		y[i] = random.NormFloat64()
		if i > 0 {
			y[i] = r*y[i-1] + math.Sqrt(1-r*r)*y[i]
		}
	}
	return y
}

// years are n successive years.
func years(n int) []float64 {
	t := make([]float64, n)
	for i := range t {
		t[i] = float64(2000 + i)
	}
	return t
}
