package stats

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Consumer prices of the United States (CPI-U, annual averages, BLS) and the
// results of palewire/cpi's own tests, to the last bit.
var usPrices = PriceIndex{1950: 24.1, 1960: 29.6, 2000: 172.2, 2017: 245.12}

func TestReal(t *testing.T) {
	for _, c := range []struct {
		nominal    float64
		year, base int
		want       float64
	}{
		{100, 1950, 2017, 1017.0954356846472},
		{100, 1950, 1960, 122.82157676348547},
		{1017.0954356846472, 2017, 1950, 100},
		{122.82157676348547, 1960, 1950, 100},
		{12.3, 1950, 1950, 12.3}, // 12.3 × 24.1 / 24.1 is not
		{0, 1950, 2017, 0},
		{-100, 1950, 2017, -1017.0954356846472},
	} {
		if got, err := usPrices.Real(c.nominal, c.year, c.base); err != nil || got != c.want {
			t.Errorf("%v of %d in prices of %d: %v, %v, want %v", c.nominal, c.year, c.base, got, err, c.want)
		}
	}
}

func TestRealAgainstCPI(t *testing.T) {
	var all struct {
		Index map[string]float64 `json:"index"`
		Cases []struct {
			Value, Expected float64
			From            int `json:"from_"`
			To              int `json:"to"`
		} `json:"cases"`
	}
	readJSON(t, "deflation/cpi_cases.json", &all)
	prices := PriceIndex{}
	for name, v := range all.Index {
		year, err := strconv.Atoi(name)
		if err != nil {
			t.Fatal(err)
		}
		prices[year] = v
	}
	for _, c := range all.Cases {
		if got, err := prices.Real(c.Value, c.From, c.To); err != nil || got != c.Expected {
			t.Errorf("%+v: %v, %v", c, got, err)
		}
	}
	if len(all.Cases) < 4 {
		t.Errorf("%d cases, want 4 or more", len(all.Cases))
	}
}

func TestRealSeries(t *testing.T) {
	nominal := []float64{100, 122.82157676348547, 245.12}
	got, err := usPrices.RealSeries([]int{1950, 1960, 2017}, nominal, 1950)
	if err != nil || len(got) != 3 || got[0] != 100 || got[1] != 100 {
		t.Fatal(got, err)
	}
	near(t, "of 2017", got[2], 24.1, 4*eps)
	if nominal[2] != 245.12 {
		t.Error("the nominal amounts were changed")
	}
	// The base of the index itself is free.
	scaled := PriceIndex{}
	for year, v := range usPrices {
		scaled[year] = v / 24.1 * 100
	}
	same, err := scaled.RealSeries([]int{1950, 1960, 2017}, nominal, 1950)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		near(t, "on another base", same[i], got[i], 8*eps)
	}
}

func TestRealRefuses(t *testing.T) {
	broken := PriceIndex{2010: 100, 2011: 0, 2012: -3, 2013: math.NaN(), 2014: math.Inf(1)}
	for _, c := range []struct {
		name  string
		index PriceIndex
		years []int
		base  int
		want  error
		says  string
	}{
		{"years missing, never interpolated", usPrices, []int{2000, 1955, 1950, 1951, 1955}, 2017, ErrNoIndex, "no price index for 1951, 1955:"},
		{"base missing", usPrices, []int{1950}, 2026, ErrNoIndex, "2026"},
		{"no index at all", nil, []int{1950}, 1950, ErrNoIndex, "1950"},
		{"zero", broken, []int{2010, 2011}, 2010, ErrIndex, "2011 is 0"},
		{"negative base", broken, []int{2010}, 2012, ErrIndex, "2012 is -3"},
		{"not a number", broken, []int{2013}, 2010, ErrIndex, "2013"},
		{"infinite", broken, []int{2014}, 2010, ErrIndex, "2014"},
		{"bad index, base year's own amount", broken, []int{2011}, 2011, ErrIndex, "2011"},
	} {
		got, err := c.index.RealSeries(c.years, slices.Repeat([]float64{1}, len(c.years)), c.base)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || got != nil {
			t.Errorf("%s: %v, %v, want %v of %q", c.name, got, err, c.want, c.says)
		}
	}
	if v, err := usPrices.Real(math.NaN(), 1950, 2017); !errors.Is(err, ErrNotFinite) || !math.IsNaN(v) {
		t.Errorf("a missing amount: %v, %v", v, err)
	}
	if v, err := usPrices.Real(1, 1955, 2017); !errors.Is(err, ErrNoIndex) || !math.IsNaN(v) {
		t.Errorf("a missing year: %v, %v", v, err)
	}
	panicsOn(t, "years and amounts", func() { _, _ = usPrices.RealSeries([]int{1950}, nil, 1950) })
}
