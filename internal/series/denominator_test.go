package series

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// 0.3 % and 12 children: 3,429 to 4,800 (stats/METHODS.md, "Rates"); the others
// by hand.
func TestDerive(t *testing.T) {
	for _, c := range []struct {
		value, count, per float64
		decimals          int
		mid, low, high    float64
		usable            bool
	}{
		{0.3, 12, 100, 1, 4000, 3428.571428571429, 4800, false},
		{1.7, 934, 100, 1, 54941.17647058823, 53371.42857142857, 56606.06060606061, true}, // Keski-Suomi 2014, really 54,082
		{1.0, 100, 100, 1, 10000, 9523.809523809524, 10526.315789473685, false},           // +5.3 %
		{1.1, 110, 100, 1, 10000, 9565.217391304348, 10476.190476190477, true},            // +4.8 %
		{274.1, 2741, 1000, 1, 10000, 9998.176226518, 10001.824106530, true},
		{50, 500, 100, 0, 1000, 990.0990099009901, 1010.10101010101, true},
		{0.05, 3, 100, 1, 6000, 3000, math.Inf(1), false}, // may be all but zero
		{0.04, 3, 100, 1, 7500, 3333.3333333333335, math.Inf(1), false},
	} {
		d := derive(domain.NewCell(c.value, c.count), c.per, c.decimals)
		ok := func(got, want float64) bool { return got == want || math.Abs(got-want) < 1e-6*want }
		if !ok(d.Value, c.mid) || !ok(d.Low, c.low) || !ok(d.High, c.high) || d.Usable() != c.usable || d.Exact() || !d.Known() {
			t.Errorf("%v with %d decimals and %v: %+v (usable %v), want %v in %v … %v (%v)", c.value, c.decimals, c.count, d, d.Usable(), c.mid, c.low, c.high, c.usable)
		}
	}
	for _, c := range []domain.Cell{
		domain.NewCell(nan, 12), domain.NewCell(0.3, nan), domain.NewCell(0, 0), domain.NewCell(0, 12), domain.NewCell(0.3, 0), domain.NewCell(-1, 12), domain.EmptyCell(domain.Suppressed),
	} {
		if d := derive(c, 100, 1); d.Known() || d.Usable() || d.Exact() {
			t.Errorf("%+v gave the denominator %+v, want none", c, d)
		}
	}
	if d := derive(domain.NewCell(10, 12), 0, 1); d.Known() {
		t.Errorf("a unit without a base gave %+v", d)
	}
}

func TestExactDenominator(t *testing.T) {
	for _, v := range []float64{54082, 1} { // one child of an age is a population too
		if d := exactly(v); !d.Known() || !d.Exact() || !d.Usable() {
			t.Errorf("%v people: %+v is not exact", v, d)
		}
	}
	for _, v := range []float64{0, -1, nan} {
		if d := exactly(v); d.Known() || d.Usable() {
			t.Errorf("%v people gave %+v", v, d)
		}
	}
	if d := exactly(100).minus(exactly(100)); d.Known() {
		t.Errorf("nobody is left, and they are %+v", d)
	}
	if d := exactly(100).minus(noDenominator); d.Known() {
		t.Errorf("a part that is not known leaves %+v", d)
	}
}

// ±5 % is certain enough, one more is not: of 1,000 people 50 and 51.
func TestUsableUpToItsBound(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      bool
	}{{950, 1050, true}, {1000, 1050, true}, {950, 1000, true}, {1000, 1051, false}, {949, 1000, false}} {
		if d := (Denominator{1000, c.low, c.high}); d.Usable() != c.want {
			t.Errorf("%+v: usable %v, want %v", d, d.Usable(), c.want)
		}
	}
}

// What an indicator says of its decimals holds between 0 and 9; where it says
// nothing, they are those of its values, 3 at the most or as many as give two digits
// of a value that is not zero.
func TestPublishedDecimals(t *testing.T) {
	for said, want := range map[int]int{-1: 0, 0: 0, 1: 1, 9: 9, 10: 9, 20: 9} {
		if got := publishedDecimals(domain.Indicator{Decimals: &said}, nil); got != want {
			t.Errorf("%d decimals are taken for %d, want %d", said, got, want)
		}
	}
	for v, want := range map[float64]int{2: 0, 1.75: 2, 0.12345: 3, 0.0003: 4, 0.00034567: 5, -0.00034567: 5, 0.01: 2, 0.012345: 3, 0.0012345: 4, 1e-12: 0, 0: 0} {
		if got := publishedDecimals(domain.Indicator{}, []Point{NewPoint("2014", domain.NewCell(v, nan))}); got != want {
			t.Errorf("%v has %d decimals, want %d", v, got, want)
		}
	}
}

// How the values are rounded is seen from the whole series: 2 beside 1.9 is
// 2.0, whatever years are asked for. Else 2 with 40 would be of 1,600 to 2,667.
func TestDerivedDoesNotDependOnTheYearsAskedFor(t *testing.T) {
	l := Loader{Describe: indicators{"oma:x": {Unit: domain.UnitPercent}}.describe, Store: reader{panels: fakeStore{
		"oma:x": {makePanel(t, obs{year: 2013, value: 1.9, count: 38}, obs{year: 2014, value: 2, count: 40}), ""}}}}
	want := derive(domain.NewCell(2, 40), 100, 1)
	for _, years := range []domain.YearRange{{}, {From: 2014, To: 2014}} {
		s := load(t, &l, Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}, Years: years})
		if p, _ := s.At("2014"); p.Denominator != want {
			t.Errorf("years %v: %+v, want %+v", years, p.Denominator, want)
		}
	}
}

// A named denominator is read for the same region, gender, breakdown and
// year, and never made up under real counts.
func TestNamedDenominator(t *testing.T) {
	ind := indicators{"oma:x": {Unit: domain.UnitPercent, Denominator: "oma:n"}, "oma:n": {Unit: domain.UnitCount}}
	x := makePanel(t,
		obs{year: 2014, value: 5, count: 50},
		obs{year: 2014, gender: domain.Male, value: 6, count: 30},
		obs{year: 2014, breakdown: "age=0-6", value: 4, count: 10},
		obs{year: 2014, breakdown: "age=7-17", value: 10, count: 30})
	n := makePanel(t,
		obs{year: 2014, value: 1001, count: nan},
		obs{year: 2014, gender: domain.Male, value: 499, count: nan},
		obs{year: 2014, breakdown: "age=0-6", value: 251, count: nan})
	l := Loader{Describe: ind.describe, Store: reader{panels: fakeStore{"oma:x": {x, "2025-03-01"}, "oma:n": {n, "2024-01-31"}}}}
	all, _, err := l.Load(t.Context(), Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}, Genders: domain.Genders})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if len(s.Points) == 0 {
			continue
		}
		d := s.Points[0].Denominator
		switch key := s.Breakdown + string(s.Gender); {
		case key == "total" && d != exactly(1001), key == "male" && d != exactly(499), key == "age=0-6total" && d != exactly(251):
			t.Errorf("%s: read %+v", key, d)
		case key == "age=7-17total" && (d.Exact() || !near(d.Value, 300)):
			t.Errorf("%s: %+v, want it derived: the population of other ages is not its own", key, d)
		}
	}
	n.MadeUp = true
	all, _, err = l.Load(t.Context(), Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}})
	if err != nil {
		t.Fatal(err)
	}
	if first := all[0]; first.MadeUp {
		t.Error("a real series is called made up for its denominator")
	} else if d := first.Points[0].Denominator; d.Exact() {
		t.Errorf("a made-up population was put under a real count: %+v", d)
	}
}

// SOTKAnet says that 191 has one decimal, and a file has 1.56: it is shown with
// both, the others with one, and each is known as closely as it is written.
func TestPublishedDecimalsStay(t *testing.T) {
	one := 1
	l := Loader{Describe: indicators{"191": {Unit: domain.UnitPercent, Decimals: &one}}.describe, Store: reader{panels: fakeStore{
		"191": {makePanel(t, obs{year: 2013, value: 1.7, count: nan}, obs{year: 2014, value: 1.56, count: nan}, obs{year: 2015, value: 2, count: nan}), ""}}}}
	s := load(t, &l, Query{Indicators: []Selector{{"191"}}, Areas: []Area{jyvaskyla}, Years: domain.YearRange{From: 2014, To: 2015}})
	b := s.Based()
	if b.Decimals() != 2 || b.DecimalsAt(&b.Points[0]) != 2 || b.DecimalsAt(&b.Points[1]) != 1 {
		t.Errorf("%d decimals, %d and %d; want 2, of them 2 and 1", b.Decimals(), b.DecimalsAt(&b.Points[0]), b.DecimalsAt(&b.Points[1]))
	}
	if steps := b.Steps(); !near(steps[0], 0.01) || !near(steps[1], 0.1) {
		t.Errorf("steps %v, want 0.01 and 0.1", steps)
	}
}
