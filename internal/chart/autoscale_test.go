package chart

import (
	"math"
	"strings"
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
		{domain.UnitKiloEuro, []float64{800_000, 951}, 0}, // 951 000 euros are not a million
		{domain.UnitKiloEuro, []float64{10421, 951}, 0.001},
		{domain.UnitKiloEuro, []float64{8043, 9}, 0},   // not 0.01 millions
		{domain.UnitKiloEuro, []float64{10421, -1}, 0}, // as they are
		{domain.UnitEuro, []float64{10_421_000, 1000}, 0.001},
		{domain.UnitEuro, []float64{10_421_000, 7}, 0},
	} {
		used := sums(c.unit, c.values...)
		s := &Table{Values: Values{Scale: scaleAuto}}
		got, err := autoScaled(s, &Figure{used: used})
		if err != nil || got.(*Table).Multiply != c.want {
			t.Errorf("%v in %s: times %g, %v, want %g", c.values, c.unit, got.(*Table).Multiply, err, c.want)
		}
	}
}

// sums are series of one year, each of one sum.
func sums(unit domain.Unit, values ...float64) (used []series.Series) {
	for _, v := range values {
		used = append(used, series.Series{Indicator: domain.Indicator{Unit: unit}, Points: []series.Point{series.NewPoint(domain.Year(2021), domain.NewCell(v, math.NaN()))}})
	}
	return used
}

// A change of 2 thousand euros is none of 0.0 million.
func TestAutoScaleTellsChanges(t *testing.T) {
	for _, c := range []struct {
		difference float64
		want       float64
		places     int
	}{{2, 0, -1}, {450, 0.001, 2}, {-450, 0.001, 2}, {1500, 0.001, 2}, {0, 0.001, 2}} {
		got, err := autoScaled(&Change{Values: Values{Scale: scaleAuto}}, &Figure{used: sums(domain.UnitKiloEuro, 4930, 7069), differences: []float64{c.difference}})
		if err != nil {
			t.Fatal(err)
		}
		values := got.(*Change).Values
		places := -1
		if values.Decimals != nil {
			places = *values.Decimals
		}
		if values.Multiply != c.want || places != c.places {
			t.Errorf("a change of %v: times %g with %d decimals, want %g with %d", c.difference, values.Multiply, places, c.want, c.places)
		}
	}
}

// Thousands of euros and euros an inhabitant have no factor in common.
func TestAutoScaleOfSeveralUnits(t *testing.T) {
	used := append(sums(domain.UnitKiloEuro, 4930), sums(domain.UnitEuroPerInhabitant, 230)...)
	if _, err := autoScaled(&Table{Values: Values{Scale: scaleAuto}}, &Figure{used: used}); err == nil || !strings.Contains(err.Error(), "found values in 1,000 euros and in euros per inhabitant") {
		t.Errorf("error %v", err)
	}
	used = append(sums(domain.UnitPercent, 2), sums(domain.UnitEuroPerInhabitant, 230)...)
	if _, err := autoScaled(&Table{Values: Values{Scale: scaleAuto}}, &Figure{used: used}); err != nil {
		t.Errorf("no sums: %v", err)
	}
}
