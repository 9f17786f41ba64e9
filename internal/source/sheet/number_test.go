package sheet

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"14,3", "1.234", "1 234,5", "−3", "0x1p-2", "1_000", "inf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, parse := range map[string]func(string) (float64, bool){
			"parseNumber": ParseNumber,
			"parsePoint":  func(s string) (float64, bool) { return ParsePoint([]byte(s)) },
		} {
			v, ok := parse(s)
			if ok && (math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(s, "xX_iInN") || !strings.ContainsAny(s, "0123456789")) {
				t.Fatalf("%s(%q) = %v", name, s, v)
			}
		}
	})
}

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"14,3": 14.3, "50,2": 50.2, "0": 0, "-0": 0, "-3,25": -3.25, "−3,25": -3.25, "1,234": 1.234, "007": 7,
		"50.2": 50.2, "0.125": 0.125, "-0.125": -0.125, "1234.567": 1234.567, "1.2345": 1.2345,
		"1 234,5": 1234.5, "1\u00a0234": 1234, "12\u202f345\u202f678,25": 12345678.25, "1 234.567": 1234.567, " 5 ": 5,
	} {
		got, ok := ParseNumber(s)
		if !ok || got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("parseNumber(%q) = %v, %t, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{
		"", "-", "1.234", "-12.345", "999.000", "1,234,567", "1.234,5", "1,234.5", "12 34", "1234 567", "1 23", " 1  234",
		"1 234\u00a0567", "5,", ",5", ".5", "+5", "--5", "5 %", "1e5", "inf", "Infinity", "NaN", "0x10", "1_000", "..", "*", "x", "5-", "٣",
	} {
		if got, ok := ParseNumber(s); ok {
			t.Errorf("parseNumber(%q) = %v, want it refused", s, got)
		}
	}
}

func TestParsePoint(t *testing.T) {
	for _, s := range []string{"0", "2406", "17.3", "-0.5", "5351427", "1.234", "0.1", "123456789012345", "0.123456789012345", "12345678901234567890.5", "1.0E7", "5e-3", "1e+2"} {
		want, err := strconv.ParseFloat(s, 64)
		if got, ok := ParsePoint([]byte(s)); err != nil || !ok || got != want {
			t.Errorf("parsePoint(%q) = %v, %t, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "-", ".", "5.", ".5", "+5", "12..5", "1.2.3", "50,2", "1 234", "inf", "-Inf", "nan", "0x1p-2", "1_000", "1e", "e5", "1e+", "1e999", "5f", "1e5.0"} {
		if got, ok := ParsePoint([]byte(s)); ok {
			t.Errorf("parsePoint(%q) = %v, want it refused", s, got)
		}
	}
	if got, ok := ParsePoint([]byte("-0.0")); !ok || math.Signbit(got) {
		t.Errorf("parsePoint(-0.0) = %v, %t, want 0 without a sign", got, ok)
	}
}

// The short way must round as strconv does, to the last bit.
func TestParsePointRounds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		s := strconv.FormatFloat(random.NormFloat64()*math.Pow(10, float64(random.IntN(12)-4)), 'f', random.IntN(8), 64)
		want, _ := strconv.ParseFloat(s, 64)
		if got, ok := ParsePoint([]byte(s)); !ok || got != want {
			t.Fatalf("parsePoint(%q) = %v, %t, want %v", s, got, ok, want)
		}
	}
}
