package series

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// Denominator is the population under a share or rate, and the range it may
// lie in. The zero range (Low = High = Value) is exact: it was read from an
// indicator that the catalogue or the workspace names for it. One derived
// from a rounded value and a count (count ÷ value × per, METHODS "Rates") is
// only known within Low … High.
type Denominator struct {
	Value, Low, High float64 // NaN where there is none
}

var noDenominator = Denominator{math.NaN(), math.NaN(), math.NaN()}

// MaxSpread is how far a derived denominator may lie from its middle, as a
// share of it, and still be used: ±5 %.
const MaxSpread = 0.05

// Known reports whether there is a denominator, however uncertain.
func (d Denominator) Known() bool { return d.Value > 0 }

// Exact reports whether the denominator was read and not derived.
func (d Denominator) Exact() bool { return d.Known() && d.Low == d.High }

// Usable reports whether the denominator is certain enough to compute with.
func (d Denominator) Usable() bool {
	return d.Known() && d.Low > 0 && d.High-d.Value <= MaxSpread*d.Value && d.Value-d.Low <= MaxSpread*d.Value
}

func exactly(v float64) Denominator {
	if !(v > 0) {
		return noDenominator
	}
	return Denominator{v, v, v}
}

// derive is the denominator behind a value published with so many decimals
// and the count behind it; none where either is missing or the value is 0.
func derive(c domain.Cell, per float64, decimals int) Denominator {
	if math.IsNaN(c.Value) || math.IsNaN(c.Count) || c.Value <= 0 || c.Count <= 0 || per == 0 {
		return noDenominator
	}
	half := 0.5 * math.Pow10(-decimals)
	d := Denominator{Value: c.Count / c.Value * per, Low: c.Count / (c.Value + half) * per, High: math.Inf(1)}
	if c.Value > half {
		d.High = c.Count / (c.Value - half) * per
	}
	return d
}

// minus is what remains of a whole without its part, uncertain by as much as
// the two together.
func (d Denominator) minus(part Denominator) Denominator {
	if !d.Known() || !part.Known() || d.Value <= part.Value {
		return noDenominator
	}
	return Denominator{d.Value - part.Value, d.Low - part.High, d.High - part.Low}
}

// maxDecimals bounds what is read out of values that came from computation.
const maxDecimals = 3

func decimals(ind domain.Indicator, points []Point) int {
	if ind.Decimals != nil {
		return *ind.Decimals
	}
	values := make([]float64, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	return locale.Decimals(maxDecimals, values...)
}
