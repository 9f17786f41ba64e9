package locale

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]float64{
		"16": 16, "16.5": 16.5, "16,5": 16.5, "-5": -5, "−5": -5, "0": 0, "0,125": 0.125, "0.125": 0.125, "1e3": 1000, "10000": 10000,
		"10 000": 10000, "10\u00a0000": 10000, "10\u202f000": 10000, "1 234 567,5": 1234567.5, "16,1250": 16.125, "16.12": 16.12, "1000,125": 1000.125,
	} {
		if got, err := Read(text); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"10,000": "write 10000 for thousands, or 10,0000 for decimals", "20.000": "write 20000 for thousands", "1.000": "write 1000", "-1,500": "write -1500",
		"1,234,567": "more than one way", "1.234,567": "more than one way", "1.234,56": "more than one way", "000": "begins with 0", "007": "begins with 0",
	} {
		if got, err := Read(text); err == nil || errors.Is(err, ErrNoNumber) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "x", "1 00", "10 0000", "1000 000", "1,2,3", "NaN", "Inf", "-", "1 2"} {
		if got, err := Read(text); !errors.Is(err, ErrNoNumber) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

// FuzzRead: what Number writes is read as it was meant, or refused: never as another.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"10 000", "10,000", "16,5", "-0.5", "1e3"} {
		f.Add(text, 1234.5, 3)
	}
	f.Fuzz(func(t *testing.T, text string, v float64, decimals int) {
		_, _ = Read(text)
		if decimals < 0 || decimals > 6 || v > 1e12 || v < -1e12 || v != v {
			return
		}
		for _, l := range domain.Langs {
			said := Number(l, v, decimals)
			if got, err := Read(said); err == nil && got != Rounded(v, decimals) {
				t.Errorf("%q is read as %v", said, got)
			}
		}
	})
}
