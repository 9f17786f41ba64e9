package stats

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// PHEindicatormethods' published cases and R's prop.test and poisson.test.
func TestProportionAndRate(t *testing.T) {
	type method func(x, n, per, level float64) (Estimate, error)
	for _, c := range []struct {
		name          string
		method        method
		x, n, per     float64
		level         float64
		value, lo, hi float64
	}{
		{"Wilson 65 of 100", Proportion, 65, 100, 1, 0.95, 0.65, 0.5525444329688797, 0.7363575175690247},
		{"Wilson 0.445 of 1", Proportion, 0.445, 1, 1, 0.998, 0.445, 0.019347006132900975, 0.9702259947019541},
		{"Wilson 1 of 10", Proportion, 1, 10, 100, 0.95, 10, 1.78762130950729, 40.4150026795238},
		{"Wilson none of 10", Proportion, 0, 10, 1, 0.95, 0, 0, 0.277532799862889},
		{"Wilson 5 of 5", Proportion, 5, 5, 1, 0.95, 1, 0.565517535216825, 1},
		{"exact none", RateExact, 0, 1, 1, 0.95, 0, 0, 3.68887945411394},
		{"exact 10", RateExact, 10, 1, 1, 0.95, 10, 4.79538869613243, 18.3903560420178},
		{"exact 1045", RateExact, 1045, 1, 1, 0.998, 1045, 947.946414895378, 1148.80029179317},
		{"Byar 1", RateByar, 1, 1, 1, 0.95, 1, 0.01307213290150435, 5.5637555824752605},
		{"Byar 10", RateByar, 10, 1, 1, 0.998, 10, 2.916318374695686, 24.193724927880535},
		{"rate of 5 is exact", Rate, 5, 100, 100000, 0.95, 5000, 1623.4863901184199, 11668.332079322669},
		{"rate of 10 is Byar's", Rate, 10, 200, 100000, 0.95, 5000, 2393.7249569837822, 9195.729302878237},
		{"more events than people", Rate, 250, 220, 100000, 0.95, 113636.36363636365, 99984.94738532876, 128631.14487455782},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.method(c.x, c.n, c.per, c.level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "value", got.Value, c.value, 1e-15)
			statstest.Near(t, "lower", got.Lower, c.lo, 2e-14)
			statstest.Near(t, "upper", got.Upper, c.hi, 2e-14)
		})
	}
}

func TestRowsThatHaveNoEstimate(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x, n, per, level float64
		want             error
	}{
		{5, 0, 100, 0.95, ErrDenominator}, {5, -1, 100, 0.95, ErrDenominator}, {5, nan, 100, 0.95, ErrDenominator},
		{-1, 10, 100, 0.95, ErrCount}, {nan, 10, 100, 0.95, ErrCount},
		{5, 10, 0, 0.95, ErrPer}, {5, 10, 100, 95, ErrLevel}, {5, 10, 100, 0, ErrLevel},
	} {
		for _, method := range []func(x, n, per, level float64) (Estimate, error){Proportion, Rate, RateExact, RateByar} {
			if got, err := method(c.x, c.n, c.per, c.level); !errors.Is(err, c.want) || !math.IsNaN(got.Value) {
				t.Errorf("%v: %v, %v, want %v", c, got, err, c.want)
			}
		}
	}
	if _, err := Proportion(11, 10, 1, 0.95); !errors.Is(err, ErrCount) {
		t.Errorf("11 of 10: %v, want %v", err, ErrCount)
	}
}

// Byar's formula goes below zero for one event at 99.8 %; the published case
// leaves that limit empty.
func TestByarIsNotNegative(t *testing.T) {
	got, err := RateByar(1, 1, 1, 0.998)
	if err != nil || got.Lower != 0 {
		t.Errorf("lower %v, %v; want 0", got.Lower, err)
	}
	statstest.Near(t, "upper", got.Upper, 9.362180217908362, 1e-14)
}

func TestIntervalProperties(t *testing.T) {
	for _, x := range []float64{0, 0.5, 1, 2, 9, 9.5, 10, 11, 99, 100, 12345} {
		for _, n := range []float64{1, 10, 100, 12345, 5.5e6} {
			checkWidens(t, fmt.Sprintf("exact %v per %v", x, n), x, n, RateExact)
			checkWidens(t, fmt.Sprintf("Byar %v per %v", x, n), x, n, RateByar)
			if x <= n {
				checkWidens(t, fmt.Sprintf("Wilson %v of %v", x, n), x, n, Proportion)
			}
		}
	}
}

// checkWidens: the value lies within its limits, and a higher level's limits
// lie outside a lower one's.
func checkWidens(t *testing.T, name string, x, n float64, method func(x, n, per, level float64) (Estimate, error)) {
	t.Helper()
	inner := Estimate{Value: x / n, Lower: x / n, Upper: x / n}
	for _, level := range []float64{0.5, 0.9, 0.95, 0.998} {
		e, err := method(x, n, 1, level)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !(0 <= e.Lower && e.Lower <= inner.Lower && inner.Upper <= e.Upper) || x == 0 && e.Lower != 0 {
			t.Errorf("%s at %v: %+v, at the level below %+v", name, level, e, inner)
		}
		inner = e
	}
}
