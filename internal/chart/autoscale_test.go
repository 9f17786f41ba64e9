package chart

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// No sum is written as 0 that is none: net costs of 10.4 million euros in one
// municipality and of a thousand in another are thousands.
func TestAutoScaleWritesNoFalseZero(t *testing.T) {
	for _, c := range []struct {
		unit   domain.Unit
		values []float64
		want   float64
	}{
		{domain.UnitKiloEuro, []float64{10421, 5250}, 0.001},
		{domain.UnitKiloEuro, []float64{10421, 0}, 0.001},
		{domain.UnitKiloEuro, []float64{10421, -1}, 0}, // as they are
		{domain.UnitEuro, []float64{10_421_000, 1000}, 0.001},
		{domain.UnitEuro, []float64{10_421_000, 7}, 0},
	} {
		var used []series.Series
		for _, v := range c.values {
			used = append(used, series.Series{Indicator: domain.Indicator{Unit: c.unit}, Points: []series.Point{series.NewPoint(domain.Year(2021), domain.NewCell(v, math.NaN()))}})
		}
		s := &Table{Values: Values{Scale: scaleAuto}}
		if got := autoScaled(s, used).(*Table).Multiply; got != c.want {
			t.Errorf("%v in %s: times %g, want %g", c.values, c.unit, got, c.want)
		}
	}
}
