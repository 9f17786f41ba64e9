// Package axis makes scales: values with round steps, and years, both placed in
// points by whoever draws them.
package axis

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/locale"
)

// Scale is a value axis: rules at every whole multiple of step from low to
// high, which are multiples too.
type Scale struct {
	Low, High, step float64
}

// zeroShare: a scale begins at zero where the lowest value is at most this
// share of the highest, as there is little to win then by cutting the axis.
const zeroShare = 0.5

// leastSpan is the share of the highest value that a scale spans at least, so
// that a change in the last digit does not fill the figure.
const leastSpan = 0.04

// leastValue is what is told from zero: of numbers near the smallest there are,
// no tenth is one.
const leastValue = 1e-300

// NewScale covers values, whose order and NaN do not matter and of which none is
// that cannot be drawn, with three to six equal steps of 1, 2, 2.5 or 5 times a power of ten. Zero is included if
// asked for, if values stand on both sides of it or near it, and if all the
// values are equal.
func NewScale(values []float64, zero bool) Scale { return Spanning(values, zero, 0) }

// Spanning is NewScale of values that are no closer known than a part of span,
// which the scale spans at least, so that rounding does not fill the figure.
func Spanning(values []float64, zero bool, span float64) Scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) && canvas.Printable(v) {
			if math.Abs(v) < leastValue {
				v = 0
			}
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		low, high = 0, 0
	}
	same := high-low <= 1e-9*max(math.Abs(low), math.Abs(high))
	if least := max(span, leastSpan*max(math.Abs(low), math.Abs(high))); !same && high-low < least {
		low, high = widened(low, high, least)
	}
	if zero || same || low >= 0 && low <= zeroShare*high || high <= 0 && high >= zeroShare*low {
		low, high = min(low, 0), max(high, 0)
	}
	if low == high {
		high = 1
	}
	return bestScale(low, high)
}

// widened is low to high with more on both sides, so that it spans least; zero is
// not passed for its sake.
func widened(low, high, least float64) (float64, float64) {
	wideLow, wideHigh := (low+high-least)/2, (low+high+least)/2
	switch {
	case low >= 0 && wideLow < 0:
		return 0, least
	case high <= 0 && wideHigh > 0:
		return -least, 0
	}
	return wideLow, wideHigh
}

// bestScale weighs the empty room a step leaves against how many rules it
// makes; 2.5 is taken only where it is clearly better.
func bestScale(low, high float64) Scale {
	var best Scale
	least := math.Inf(1)
	exponent := math.Floor(math.Log10(high - low))
	for e := exponent - 2; e <= exponent; e++ {
		for _, m := range []float64{1, 2, 2.5, 5} {
			c := Scale{step: m * math.Pow(10, e)}
			const slack = 1e-9 // a value on a rule needs no step beyond it
			c.Low = math.Floor(low/c.step+slack) * c.step
			c.High = math.Ceil(high/c.step-slack) * c.step
			steps := math.Round((c.High - c.Low) / c.step)
			if steps < 3 || steps > 6 {
				continue
			}
			cost := (c.High-c.Low)/(high-low) - 1 + 0.06*math.Abs(steps-4.5)
			if m == 2.5 {
				cost += 0.12
			}
			if cost < least {
				best, least = c, cost
			}
		}
	}
	return best
}

// Ticks are the values with a rule, rising.
func (sc Scale) Ticks() []float64 {
	first, last := math.Round(sc.Low/sc.step), math.Round(sc.High/sc.step)
	var ticks []float64
	for i := first; i <= last; i++ {
		ticks = append(ticks, i*sc.step)
	}
	return ticks
}

// decimals is the number of decimals all of the axis is written with.
func (sc Scale) decimals() int { return locale.Decimals(15, clean(sc.step)) }

// clean rounds away what binary fractions add to a step such as 0.2.
func clean(v float64) float64 {
	digits := math.Pow(10, 3-math.Floor(math.Log10(v)))
	return math.Round(v*digits) / digits
}

// Labels are the ticks as the reader's language writes them.
func (sc Scale) Labels(l domain.Lang) []string {
	var labels []string
	for _, v := range sc.Ticks() {
		labels = append(labels, locale.Number(l, v, sc.decimals()))
	}
	return labels
}

// large are the words for what the labels of large values are multiples of, from
// the first that the highest reaches.
var large = []struct {
	of   float64
	word domain.Text
}{
	{1e9, domain.Text{FI: "mrd.", SV: "md", EN: "bn"}},
	{1e6, domain.Text{FI: "milj.", SV: "mn", EN: "million"}},
}

// Short are Labels in millions or billions where they reach so far, and the word
// for that; "" where they do not.
func (sc Scale) Short(l domain.Lang) (labels []string, word string) {
	for _, u := range large {
		if max(math.Abs(sc.Low), math.Abs(sc.High)) < u.of {
			continue
		}
		return Scale{sc.Low / u.of, sc.High / u.of, sc.step / u.of}.Labels(l), u.word.In(l)
	}
	return sc.Labels(l), ""
}

// Y places v between bottom and top, in points.
func (sc Scale) Y(v, bottom, top float64) float64 {
	return bottom + (v-sc.Low)/(sc.High-sc.Low)*(top-bottom)
}
