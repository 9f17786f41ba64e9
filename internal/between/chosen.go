package between

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/locale"
)

// QuantileLimits are limits that part values, of which NaN is none, as nearly as they
// can into n classes of equal size (stats/METHODS.md, "Between areas"). They are
// round numbers in the values' own digits. Where many values are alike there are
// fewer classes, and none is empty. Values are compared as they are written, with so
// many decimals.
func QuantileLimits(values []float64, n, decimals int) Limits {
	l := Limits{Closed: ClosedBelow, Decimals: decimals}
	sorted := l.written(values)
	if len(sorted) == 0 {
		return l
	}
	low, high := sorted[0], sorted[len(sorted)-1]
	step := roundBelow((high - low) / (10 * float64(n)))
	for k := 1; k < n; k++ {
		at := nearest(sorted, float64(k*len(sorted))/float64(n))
		if step > 0 {
			if round := locale.Rounded(math.Ceil(at/step-1e-9)*step, decimals); holdsSame(sorted, at, round) {
				at = round
			}
		}
		l.add(at, low, high)
	}
	return l
}

// nearest is the limit that as nearly as can be has so many of the sorted values
// below it.
func nearest(sorted []float64, below float64) float64 {
	at := sorted[int(below)]
	first, _ := slices.BinarySearch(sorted, at)
	next, _ := slices.BinarySearch(sorted, math.Nextafter(at, math.Inf(1)))
	if next < len(sorted) && float64(next)-below < below-float64(first) {
		return sorted[next]
	}
	return at
}

// holdsSame reports whether a limit at round parts sorted values as one at at does,
// but for a fiftieth of them.
func holdsSame(sorted []float64, at, round float64) bool {
	a, _ := slices.BinarySearch(sorted, at)
	b, _ := slices.BinarySearch(sorted, round)
	return b < len(sorted) && b-a <= len(sorted)/50
}

// EqualLimits are limits at whole multiples of a round step that part the span of
// values, of which NaN is none, into at most n classes of equal width.
func EqualLimits(values []float64, n, decimals int) Limits {
	l := Limits{Closed: ClosedBelow, Decimals: decimals}
	sorted := l.written(values)
	if len(sorted) == 0 {
		return l
	}
	low, high := sorted[0], sorted[len(sorted)-1]
	for step := roundAbove((high - low) / float64(n)); step > 0; step = roundAbove(step * 1.01) {
		first, last := math.Floor(low/step+1e-9), math.Floor(high/step+1e-9)
		if last-first >= float64(n) {
			continue
		}
		for k := first + 1; k <= last; k++ {
			l.add(locale.Rounded(k*step, decimals), low, high)
		}
		break
	}
	return l
}

// GivenLimits are limits as they are given, for values that are written with so many
// decimals or, where the limits have more, with as many as those: a value is compared
// as it is written, so that the number that is read is in the class that it shows.
func GivenLimits(at []float64, decimals int) Limits {
	for _, v := range at {
		if _, fraction, ok := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), "."); ok {
			decimals = max(decimals, min(len(fraction), MaxDecimals))
		}
	}
	return Limits{At: at, Closed: ClosedBelow, Decimals: decimals}
}

// leastSide is the share of the values that lie on either side of a middle that they
// are about.
const leastSide = 0.1

// About reports whether values, of which NaN is none, lie on both sides of a middle,
// and not but for a few.
func About(values []float64, middle float64) bool {
	below, above, all := 0.0, 0.0, 0.0
	for _, v := range values {
		switch {
		case math.IsNaN(v):
			continue
		case v < middle:
			below++
		case v > middle:
			above++
		}
		all++
	}
	return min(below, above) > 0 && min(below, above) >= leastSide*all
}

// MiddleLimits are limits as far below a middle as above it, and the middle itself:
// an even number n of classes, at a round step, of which the outermost are open.
func MiddleLimits(values []float64, middle float64, n, decimals int) Limits {
	l := Limits{Closed: ClosedBelow, Decimals: decimals}
	away := 0.0
	for _, v := range l.written(values) {
		away = max(away, math.Abs(v-middle))
	}
	step := roundAbove(away / float64(n/2) * 0.8) // the outermost classes reach a little further
	for k := 1 - n/2; k < n/2; k++ {
		if at := locale.Rounded(middle+float64(k)*step, decimals); len(l.At) == 0 || at > l.At[len(l.At)-1] {
			l.At = append(l.At, at)
		}
	}
	return l
}

// written are the values that there are as they are written, ascending.
func (l Limits) written(values []float64) []float64 {
	var sorted []float64
	for _, v := range values {
		if !math.IsNaN(v) {
			sorted = append(sorted, l.rounded(v))
		}
	}
	slices.Sort(sorted)
	return sorted
}

// add appends a limit that has values on both sides and is above the last.
func (l *Limits) add(at, low, high float64) {
	if at > low && at <= high && (len(l.At) == 0 || at > l.At[len(l.At)-1]) {
		l.At = append(l.At, at+0) // 0, not −0
	}
}

// roundBelow and roundAbove are the nearest of 1, 2, 2.5 and 5 times a power of ten
// not above and not below v; 0 of 0.
func roundBelow(v float64) float64 {
	if v <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{5, 2.5, 2} {
		if m*power <= v*(1+1e-9) {
			return m * power
		}
	}
	return power
}

func roundAbove(v float64) float64 {
	if v <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}
