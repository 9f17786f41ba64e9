package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// countBelow is the count, whole or not, whose exact upper Poisson limit at a
// tail is the expected number: P(X ≤ count) = tail. It is 0 where even no
// event at all is likelier than that.
func countBelow(expected, tail float64) float64 {
	if math.Exp(-expected) >= tail {
		return 0
	}
	log := func(count float64) float64 {
		return math.Log(mathext.GammaIncRegComp(count+1, expected) / tail)
	}
	z := Z(1 - 2*tail)
	start := expected - z*math.Sqrt(expected) + (z*z-1)/6 - 0.5
	return crossing(log, 0, expected, start)
}

// countAbove is the count whose exact lower Poisson limit at a tail is the
// expected number: P(X ≥ count) = tail.
func countAbove(expected, tail float64) float64 {
	log := func(count float64) float64 {
		return -math.Log(mathext.GammaIncReg(count, expected) / tail)
	}
	z := Z(1 - 2*tail)
	start := expected + z*math.Sqrt(expected) + (z*z-1)/6 + 0.5
	// No tail of 0.001 reaches further: with nothing expected it ends before
	// a count of 1, with much at about three standard deviations.
	return crossing(log, expected, expected+8*math.Sqrt(expected)+8, start)
}

// crossing finds where an increasing function passes 0 between low and high,
// from a guess: by secants, and by halving wherever a secant leaves the
// bracket or the function is not finite.
func crossing(f func(float64) float64, low, high, guess float64) float64 {
	at := min(max(guess, low), high)
	last, lastF := math.NaN(), math.NaN()
	for range 200 {
		v := f(at)
		if v == 0 {
			return at
		}
		if v < 0 {
			low = at
		} else {
			high = at
		}
		next := at - v*(at-last)/(v-lastF)
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-at) <= 4*Eps*high || high-low <= 4*Eps*high {
			return next
		}
		last, lastF, at = at, v, next
	}
	return at
}
