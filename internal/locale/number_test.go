package locale

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		lang     domain.Lang
		value    float64
		decimals int
		want     string
	}{
		{domain.Finnish, 1234.5, 1, "1\u00a0234,5"},
		{domain.Swedish, 1234567, 0, "1\u00a0234\u00a0567"},
		{domain.English, 1234.5, 1, "1,234.5"},
		{domain.Finnish, -0.25, 2, "−0,25"},
		{domain.Finnish, -0.001, 1, "0,0"},
		{domain.Finnish, 999, 0, "999"},
		{domain.Finnish, math.NaN(), 1, ""},
		{domain.Finnish, math.Inf(-1), 1, "−∞"},
	} {
		if got := Number(tt.lang, tt.value, tt.decimals); got != tt.want {
			t.Errorf("Number(%s, %v, %d) = %q, want %q", tt.lang, tt.value, tt.decimals, got, tt.want)
		}
	}
}

func TestPercentAndRange(t *testing.T) {
	if got := Percent(domain.Finnish, 5, 0); got != "5\u00a0%" {
		t.Errorf("Percent fi = %q", got)
	}
	if got := Percent(domain.English, 5, 0); got != "5%" {
		t.Errorf("Percent en = %q", got)
	}
	if got := Range("2015", "2022"); got != "2015–2022" {
		t.Errorf("Range = %q", got)
	}
	if got := Range("2015", "2015"); got != "2015" {
		t.Errorf("Range of one year = %q", got)
	}
	if got := Signed(domain.Finnish, 0.04, 1); got != "0,0" {
		t.Errorf("Signed rounds to zero: %q", got)
	}
	if got := Signed(domain.Finnish, 0.4, 1); got != "+0,4" {
		t.Errorf("Signed = %q", got)
	}
}

func TestDecimals(t *testing.T) {
	if got := Decimals(3, 1, 2.5, 0.25, math.NaN()); got != 2 {
		t.Errorf("Decimals = %d, want 2", got)
	}
}

// Halves are rounded away from zero, as people do it, by what is written and not by
// the nearest float64, which of 2.05 and 1.005 lies below and of 0.15 above; what
// 12 × 0.208333333333333 leaves of 2.5 is dust.
func TestRounded(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{2.5, 0, "3"}, {3.5, 0, "4"}, {-2.5, 0, "−3"}, {0.5, 0, "1"}, {-0.5, 0, "−1"}, {0.4999, 0, "0"},
		{2.05, 1, "2.1"}, {1.005, 2, "1.01"}, {0.15, 1, "0.2"}, {16.45, 1, "16.5"}, {2.4999999999999996, 0, "3"}, {2.499999, 0, "2"},
		{1234567.125, 2, "1,234,567.13"}, {9007199254740991, 0, "9,007,199,254,740,991"}, {1e300, 0, Number(domain.English, 1e300, 0)},
		{0.045, 2, "0.05"}, {0.0005, 3, "0.001"}, {99.95, 1, "100.0"}, {math.SmallestNonzeroFloat64, 3, "0.000"},
	} {
		if got := Number(domain.English, c.v, c.decimals); got != c.want {
			t.Errorf("%v with %d decimals: %s, want %s", c.v, c.decimals, got, c.want)
		}
	}
	if r := Rounded(math.Inf(1), 2); !math.IsInf(r, 1) || !math.IsNaN(Rounded(math.NaN(), 2)) {
		t.Errorf("%v", r)
	}
}
