package stats

import "math"

// Eps is the distance from 1 to the next float64.
const Eps = 0x1p-52

// Finite reports whether v is a number at all.
func Finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// AllFinite reports whether every value is Finite.
func AllFinite(values []float64) bool {
	for _, v := range values {
		if !Finite(v) {
			return false
		}
	}
	return true
}

// Mean is the arithmetic mean, with a second pass that takes back the
// rounding of the first.
func Mean(v []float64) float64 {
	n := float64(len(v))
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	m, rest := sum/n, 0.0
	for _, x := range v {
		rest += x - m
	}
	return m + rest/n
}

// Reach is the greatest distance of a value from the centre.
func Reach(v []float64, centre float64) float64 {
	widest := 0.0
	for _, x := range v {
		widest = max(widest, math.Abs(x-centre))
	}
	return widest
}

// Rounding is the size below which differences among v are those of float64
// and not of the data.
func Rounding(v []float64) float64 { return 16 * Eps * Reach(v, 0) }
