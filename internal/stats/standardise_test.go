package stats

import (
	"errors"
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// standardised are published rates: limits of an area.
type standardised struct {
	Area     string
	Per      float64
	Count    statstest.Numbers // by class; of an indirect rate all events, once
	Of       statstest.Numbers
	Standard statstest.Numbers
	Variance statstest.Numbers
	Value    *float64
	Lower95  *float64
	Upper95  *float64
	Lower998 *float64
	Upper998 *float64
}

func (c *standardised) check(t *testing.T, digits float64, at func(level float64) (Estimate, error)) {
	t.Helper()
	for _, l := range []struct {
		level        float64
		lower, upper *float64
	}{{0.95, c.Lower95, c.Upper95}, {0.998, c.Lower998, c.Upper998}} {
		got, err := at(l.level)
		switch {
		case c.Value == nil:
			if !errors.Is(err, ErrFewEvents) || !math.IsNaN(got.Value) {
				t.Errorf("%s: %v, %v; want none, of fewer than ten", c.Area, got, err)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", c.Area, err)
			continue
		}
		for _, n := range []struct {
			name string
			got  float64
			want *float64
		}{{"value", got.Value, c.Value}, {"lower", got.Lower, l.lower}, {"upper", got.Upper, l.upper}} {
			if n.want != nil && !(statstest.Relative(n.got, *n.want) <= digits) {
				t.Errorf("%s per %v, %v: %s %.16g, want %.16g", c.Area, c.Per, l.level, n.name, n.got, *n.want)
			}
		}
	}
}

func TestDirectlyStandardised(t *testing.T) {
	var cases struct{ Direct []standardised }
	statstest.Read(t, "phe-standardised", &cases)
	if len(cases.Direct) < 11 {
		t.Fatalf("%d cases", len(cases.Direct))
	}
	for _, c := range cases.Direct {
		strata := make([]Stratum, len(c.Count))
		for i := range strata {
			strata[i] = Stratum{Count: c.Count[i], Of: c.Of[i], Standard: c.Standard[i]}
			if c.Variance != nil {
				strata[i].Variance = c.Variance[i]
			}
		}
		digits := 1e-12
		if c.Variance != nil {
			digits = 1e-11 // published to 8 decimals
		}
		c.check(t, digits, func(level float64) (Estimate, error) { return DirectlyStandardised(strata, c.Per, level) })
	}
}

func TestIndirectlyStandardised(t *testing.T) {
	var cases struct {
		Reference struct{ Count, Of statstest.Numbers }
		Indirect  []struct {
			standardised
			Ratio    bool
			Count    float64
			Expected float64
		}
	}
	statstest.Read(t, "phe-standardised", &cases)
	events, people := 0.0, 0.0
	for i := range cases.Reference.Count {
		events += cases.Reference.Count[i]
		people += cases.Reference.Of[i]
	}
	if len(cases.Indirect) < 12 {
		t.Fatalf("%d cases", len(cases.Indirect))
	}
	for _, c := range cases.Indirect {
		strata := make([]Stratum, len(c.Of))
		for i := range strata {
			strata[i] = Stratum{Of: c.Of[i], Standard: cases.Reference.Count[i] / cases.Reference.Of[i]}
		}
		expected, err := Expected(strata)
		if err != nil || !(statstest.Relative(expected, c.Expected) <= 1e-12) {
			t.Errorf("%s: %.16g expected (%v), want %.16g", c.Area, expected, err, c.Expected)
		}
		rate := c.Per
		if !c.Ratio {
			rate *= events / people
		}
		c.check(t, 1e-12, func(level float64) (Estimate, error) { return IndirectlyStandardised(c.Count, expected, rate, level) })
	}
}

func TestStandardisedRefuses(t *testing.T) {
	good := []Stratum{{Count: 8, Of: 100, Standard: 2}, {Count: 5, Of: 50, Standard: 1}}
	with := func(s Stratum) []Stratum { return []Stratum{good[0], s} }
	for name, c := range map[string]struct {
		strata []Stratum
		want   error
	}{
		"nobody of an age":  {with(Stratum{Count: 5, Standard: 1}), ErrDenominator},
		"a count below 0":   {with(Stratum{Count: -26, Of: 594, Standard: 6000}), ErrCount},
		"a weight below 0":  {with(Stratum{Count: 5, Of: 50, Standard: -1}), ErrStandard},
		"no class":          {nil, ErrStandard},
		"no weight":         {[]Stratum{{Count: 20, Of: 100}}, ErrStandard},
		"nine events":       {[]Stratum{{Count: 9, Of: 100, Standard: 1}}, ErrFewEvents},
		"a missing count":   {with(Stratum{Count: math.NaN(), Of: 50, Standard: 1}), ErrCount},
		"an endless weight": {with(Stratum{Count: 5, Of: 50, Standard: math.Inf(1)}), ErrStandard},
	} {
		if e, err := DirectlyStandardised(c.strata, 1000, 0.95); !errors.Is(err, c.want) || !math.IsNaN(e.Value) {
			t.Errorf("%s: %v, %v; want %v", name, e, err, c.want)
		}
	}
	if v, err := Expected([]Stratum{{Of: -1, Standard: 1}}); !errors.Is(err, ErrDenominator) || !math.IsNaN(v) {
		t.Errorf("people below 0: %v, %v", v, err)
	}
	if v, err := Expected([]Stratum{{Of: 1, Standard: math.NaN()}}); !errors.Is(err, ErrStandard) || !math.IsNaN(v) {
		t.Errorf("no rate: %v, %v", v, err)
	}
}

// One class alone is its own rate, whatever its weight, with Byar's limits; and
// weights count by their proportions alone.
func TestDirectlyStandardisedOfOneClass(t *testing.T) {
	want, err := RateByar(25, 1000, 100, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, weight := range []float64{1, 5000} {
		got, err := DirectlyStandardised([]Stratum{{Count: 25, Of: 1000, Standard: weight}}, 100, 0.95)
		if err != nil || !(statstest.Relative(got.Lower, want.Lower) <= 1e-14) || !(statstest.Relative(got.Upper, want.Upper) <= 1e-14) || !(statstest.Relative(got.Value, 2.5) <= 1e-14) {
			t.Errorf("weight %v: %v (%v), want %v", weight, got, err, want)
		}
	}
}
