package change

import (
	"math"

	"kuvio/internal/figure/axis"
)

// beyond is how far past the values the limits of changes may stretch the
// scale, as a share of what the values span: those of one small area would
// flatten all the others.
const beyond = 0.2

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
	least, most := low-beyond*(high-low), high+beyond*(high-low)
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
