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
