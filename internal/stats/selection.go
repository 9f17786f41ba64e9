package stats

import (
	"math"
	"slices"
)

// Stretches of up to this many numbers are sorted rather than divided.
const sortBelow = 12

// nth moves the k-th smallest of a, from 0, to a[k], with nothing greater
// before it and nothing smaller behind it, and returns it: what sorting a
// would put there. It is quickselect with the median of three as pivot; a run
// of bad pivots ends in a sort, so it is never much worse than one.
func nth(a []float64, k int) float64 {
	lo, hi := 0, len(a) // the k-th is in a[lo:hi]
	for bad := 0; hi-lo > sortBelow && bad < 8; {
		width := hi - lo
		x, y, z := a[lo], a[lo+width/2], a[hi-1]
		pivot := max(min(x, y), min(max(x, y), z))
		switch less := moveLess(a[lo:hi], pivot); {
		case k < lo+less:
			hi = lo + less
		case less > 0:
			lo += less
		default: // the pivot is the smallest: those equal to it go first
			lo += moveEqual(a[lo:hi], pivot)
			if k < lo {
				return pivot
			}
		}
		if hi-lo > width-width/8 {
			bad++
		}
	}
	slices.Sort(a[lo:hi])
	return a[k]
}

// moveLess moves the numbers below the pivot to the front and returns how
// many they are. Which of two slopes is less is as good as random, so a branch
// would be guessed wrong half the time; the sign of the difference is counted
// instead, which is about twice as fast.
func moveLess(a []float64, pivot float64) int {
	n := 0
	for i, v := range a {
		a[i], a[n] = a[n], v
		n += signBit(v - pivot)
	}
	return n
}

// moveEqual moves the numbers equal to the pivot to the front and returns how
// many they are.
func moveEqual(a []float64, pivot float64) int {
	n := 0
	for i, v := range a {
		if v == pivot {
			a[i], a[n] = a[n], v
			n++
		}
	}
	return n
}

// signBit is 1 for a negative number and for −0, else 0.
func signBit(v float64) int { return int(math.Float64bits(v) >> 63) }
