package change

import (
	"math"

	"kuvio/internal/figure/axis"
)

// Limits of changes are whole in the scale where it spans no more than wholeUpTo times
// what the values span; else they stretch it by beyond of that: those of one small
// area would flatten all the others.
const (
	wholeUpTo = 2.0
	beyond    = 0.2
)

// scale covers the values, and of the limits what lies near them. Limits take it
// across zero only where a value is across.
func (c Content) scale() axis.Scale {
	var values []float64
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range c.Rows {
		for _, v := range []float64{r.From, r.To} {
			if !math.IsNaN(v) {
				values, low, high = append(values, v), min(low, v), max(high, v)
			}
		}
	}
	least, most := c.limitsWithin(low, high)
	if low >= 0 {
		least = max(0, least)
	}
	if high <= 0 {
		most = min(0, most)
	}
	for _, r := range c.Rows {
		if r.both() && !math.IsNaN(r.Low) && !math.IsNaN(r.High) {
			values = append(values, max(least, min(most, r.Low)), max(least, min(most, r.High)))
		}
	}
	return axis.NewScale(values, false)
}

// Cut reports whether the scale does not show zero, and whether limits go on
// beyond it: both are to be said.
func (c Content) Cut() (zero, limits bool) {
	if c.empty() {
		return false, false
	}
	sc := c.scale()
	for _, r := range c.Rows {
		limits = limits || !c.Slope && r.both() && (r.Low < sc.Low || r.High > sc.High)
	}
	return sc.Low > 0 || sc.High < 0, limits
}

// limitsWithin are the ends up to which limits stretch a scale of values from low to
// high.
func (c Content) limitsWithin(low, high float64) (least, most float64) {
	least, most = low, high
	for _, r := range c.Rows {
		if r.both() && !math.IsNaN(r.Low) && !math.IsNaN(r.High) {
			least, most = min(least, r.Low), max(most, r.High)
		}
	}
	if most-least <= wholeUpTo*(high-low) {
		return least, most
	}
	return low - beyond*(high-low), high + beyond*(high-low)
}
