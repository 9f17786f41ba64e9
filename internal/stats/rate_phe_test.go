package stats

import (
	"fmt"
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The tolerance of PHEindicatormethods' numbers, which have about 15 digits.
const pheTolerance = 2e-13

// estimates are published rates or proportions, a place in each column to one.
type estimates struct {
	Count, Of, Per, Value                statstest.Numbers
	Level                                statstest.Numbers
	Lower, Upper                         statstest.Numbers // at Level
	Lower95, Upper95, Lower998, Upper998 statstest.Numbers
}

func TestWilsonAndByarAgainstPHE(t *testing.T) {
	var all struct{ Wilson, Byar estimates }
	statstest.Read(t, "phe-indicatormethods", &all)
	for _, c := range []struct {
		name   string
		cases  estimates
		number int
		method func(c estimates, i int) (Estimate, error)
	}{
		{"Wilson", all.Wilson, 6, func(c estimates, i int) (Estimate, error) { return Proportion(c.Count[i], c.Of[i], 1, c.Level[i]) }},
		{"Byar", all.Byar, 7, func(c estimates, i int) (Estimate, error) { return RateByar(c.Count[i], 1, 1, c.Level[i]) }},
	} {
		if len(c.cases.Count) != c.number {
			t.Errorf("%s: %d cases, want %d", c.name, len(c.cases.Count), c.number)
		}
		for i, x := range c.cases.Count {
			got, err := c.method(c.cases, i)
			if err != nil {
				t.Fatal(err)
			}
			if want := c.cases.Lower[i]; !math.IsNaN(want) { // of one event at 99.8 % it is not given
				statstest.Near(t, fmt.Sprintf("%s, lower of %v", c.name, x), got.Lower, want, pheTolerance)
			}
			statstest.Near(t, fmt.Sprintf("%s, upper of %v", c.name, x), got.Upper, c.cases.Upper[i], pheTolerance)
		}
	}
}

func TestRateAndProportionAgainstPHE(t *testing.T) {
	var all struct{ Rates, Proportions estimates }
	statstest.Read(t, "phe-indicatormethods", &all)
	for _, c := range []struct {
		name     string
		cases    estimates
		method   func(x, n, per, level float64) (Estimate, error)
		computed int // rows with a count and a denominator
	}{
		{"rates", all.Rates, Rate, 26},
		{"proportions", all.Proportions, Proportion, 24},
	} {
		t.Run(c.name, func(t *testing.T) {
			computed := 0
			for i := range c.cases.Count {
				if checkPHE(t, c.cases, i, c.method) {
					computed++
				}
			}
			if computed != c.computed {
				t.Errorf("%d rows had an estimate, want %d", computed, c.computed)
			}
		})
	}
}

// checkPHE compares one row at each level it has, and reports whether it has
// any: a row without a count or denominator must be an error.
func checkPHE(t *testing.T, c estimates, i int, method func(x, n, per, level float64) (Estimate, error)) bool {
	t.Helper()
	x, n, per := c.Count[i], c.Of[i], c.Per[i]
	for level, want := range map[float64][2]float64{0.95: {c.Lower95[i], c.Upper95[i]}, 0.998: {c.Lower998[i], c.Upper998[i]}} {
		got, err := method(x, n, per, level)
		switch {
		case math.IsNaN(x) || math.IsNaN(n):
			if err == nil {
				t.Errorf("row %d: %+v from a missing count or denominator", i, got)
			}
			return false
		case err != nil:
			t.Errorf("row %d: %v", i, err)
			return false
		case math.IsNaN(want[0]): // grouped rows are published at 95 % alone
			continue
		}
		name := fmt.Sprintf("%v of %v ", x, n)
		statstest.Near(t, name+"value", got.Value, c.Value[i], 1e-14)
		statstest.Near(t, name+"lower", got.Lower, want[0], pheTolerance)
		statstest.Near(t, name+"upper", got.Upper, want[1], pheTolerance)
	}
	return true
}

// R's poisson.test and prop.test, to the 15 digits they print.
func TestRateExactAndWilsonAgainstR(t *testing.T) {
	var all struct{ Poisson, Wilson estimates }
	statstest.Read(t, "r-rates", &all)
	if len(all.Poisson.Count) != 13 || len(all.Wilson.Count) != 7 {
		t.Fatalf("%d and %d cases, want 13 and 7", len(all.Poisson.Count), len(all.Wilson.Count))
	}
	for i, x := range all.Poisson.Count {
		c := all.Poisson
		for level, want := range map[float64][2]float64{0.95: {c.Lower95[i], c.Upper95[i]}, 0.998: {c.Lower998[i], c.Upper998[i]}} {
			got, err := RateExact(x, 1, 1, level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "lower", got.Lower, want[0], 1e-13)
			statstest.Near(t, "upper", got.Upper, want[1], 1e-13)
		}
	}
	for i, x := range all.Wilson.Count {
		got, err := Proportion(x, all.Wilson.Of[i], 1, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "Wilson, lower", got.Lower, all.Wilson.Lower95[i], 1e-13)
		statstest.Near(t, "Wilson, upper", got.Upper, all.Wilson.Upper95[i], 1e-13)
	}
}
