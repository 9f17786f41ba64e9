package ranked

import (
	"math"
	"slices"

	"kuvio/internal/figure/axis"
)

// Limits widen the scale but for those of the widest rows of many, and by no more
// than the values themselves span: what is wider is cut at the edge, with an arrow.
const (
	farLimits  = 1.0
	widestRows = 0.02
)

// Scale covers the values, the benchmarks and, so far as that leaves the values
// room, their limits.
func (c Content) Scale() axis.Scale {
	values := make([]float64, 0, 3*len(c.Rows)+len(c.Benchmarks))
	for _, r := range c.Rows {
		values = append(values, r.Value, r.Beside)
	}
	for _, b := range c.Benchmarks {
		values = append(values, b.Value)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	// Of values that do not differ the limits are all there is to see.
	if beyond := farLimits * (high - low); beyond > 0 {
		low, high = low-beyond, high+beyond
	} else {
		low, high = math.Inf(-1), math.Inf(1)
	}
	var lower, upper []float64
	for _, r := range c.Rows {
		if !math.IsNaN(r.Lower) && !math.IsNaN(r.Upper) && !math.IsNaN(r.Value) {
			lower, upper = append(lower, max(r.Lower, low)), append(upper, min(r.Upper, high))
		}
	}
	if n := int(widestRows * float64(len(lower))); len(lower) > 0 {
		slices.Sort(lower)
		slices.Sort(upper)
		values = append(values, lower[n], upper[len(upper)-1-n])
	}
	return axis.NewScale(values, c.Bars)
}

// FromZero reports whether the scale shows zero.
func (c Content) FromZero() bool {
	sc := c.Scale()
	return c.empty() || sc.Low <= 0 && sc.High >= 0
}

// cut reports whether limits of a row go beyond the scale.
func cut(r Row, sc axis.Scale) (below, above bool) {
	const slack = 1e-9
	span := sc.High - sc.Low
	return r.Lower < sc.Low-slack*span, r.Upper > sc.High+slack*span
}

// cutsAny reports whether limits of some row go beyond the scale.
func (c Content) cutsAny() bool {
	sc := c.Scale()
	for _, r := range c.Rows {
		if below, above := cut(r, sc); (below || above) && !math.IsNaN(r.Value) {
			return true
		}
	}
	return false
}
