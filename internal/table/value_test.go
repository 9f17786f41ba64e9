package table

import (
	"math"
	"strconv"
	"testing"

	"kuvio/internal/domain"
)

func TestValue(t *testing.T) {
	tenth, minuend := 0.1, 102.3 // variables: constants are computed with exactly
	for _, tt := range []struct {
		name            string
		value           Value
		fi, en, machine string
	}{
		{"number", Num(1234.5678, 1), "1\u00a0234,6", "1,234.6", "1234.5678"},
		{"dust of a difference", Num(minuend-98.7, 1), "3,6", "3.6", "3.6"},
		{"dust of a product", Num(2.02*2.4, 1), "4,8", "4.8", "4.848"},
		{"dust of a sum", Num(tenth+14.5, 1), "14,6", "14.6", "14.6"},
		{"every digit of a share", Num(100*934/54082., 1), "1,7", "1.7", "1.72700713731"},
		{"every digit of a whole number", Num(123456789012345, 0), "123\u00a0456\u00a0789\u00a0012\u00a0345", "123,456,789,012,345", "123456789012345"},
		{"number without decimals", Num(1234.5678, -3), "1\u00a0235", "1,235", "1234.5678"},
		{"shortest digits", Num(tenth+2*tenth, 2), "0,30", "0.30", "0.3"},
		{"large", Num(1e15, 0), "1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000", "1,000,000,000,000,000", "1000000000000000"},
		{"larger still", Num(1e16, 0), "10\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000", "10,000,000,000,000,000", "1e+16"},
		{"small", Num(0.000001, 1), "0,0", "0.0", "0.000001"},
		{"smaller still", Num(-1.5e-7, 1), "0,0", "0.0", "-1.5e-07"},
		{"minus zero", Num(math.Copysign(0, -1), 1), "0,0", "0.0", "0"},
		{"negative", Num(-0.5, 1), "−0,5", "−0.5", "-0.5"},
		{"NaN", Num(math.NaN(), 1), "", "", ""},
		{"infinite", Num(math.Inf(1), 1), "∞", "∞", "Inf"},
		{"signed", SignedNum(0.5, 1), "+0,5", "+0.5", "0.5"},
		{"p", PValue(0.012, 3), "0,012", "0.012", "0.012"},
		{"p below what is shown", PValue(0.00099, 3), "<0,001", "<0.001", "0.00099"},
		{"whole", IntOf(54082), "54\u00a0082", "54,082", "54082"},
		{"year", YearOf(2014), "2014", "2014", "2014"},
		{"period of a year", PeriodOf("2014"), "2014", "2014", "2014"},
		{"period of several", PeriodOf("2017-2019"), "2017-2019", "2017-2019", ""},
		{"none", None(), "", "", ""},
		{"zero Value", Value{}, "", "", ""},
		{"missing, with a word for it", None().ForPeople(domain.Text{FI: "salattu", EN: "suppressed"}), "salattu", "suppressed", ""},
		{"a number with a word for it", Num(3, 0).ForPeople(domain.Text{FI: "kolme"}), "kolme", "kolme", "3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.value.shown(domain.Finnish); got != tt.fi {
				t.Errorf("Finnish %q, want %q", got, tt.fi)
			}
			if got := tt.value.shown(domain.English); got != tt.en {
				t.Errorf("English %q, want %q", got, tt.en)
			}
			if got := string(tt.value.appendNumber(nil)); got != tt.machine {
				t.Errorf("to machines %q, want %q", got, tt.machine)
			}
		})
	}
}

// Whatever the number, machines read it back to 12 digits, whole ones exactly, and
// what was read is written the same.
func FuzzNumber(f *testing.F) {
	for _, v := range []float64{0, -0.5, 1e-6, 1e15, 1.73, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		s := string(Num(v, 2).appendNumber(nil))
		if math.IsNaN(v) {
			if s != "" {
				t.Fatalf("NaN is %q", s)
			}
			return
		}
		if got, err := strconv.ParseFloat(s, 64); err != nil || math.Abs(got-v) > 5e-12*math.Abs(v) || v == math.Trunc(v) && got != v {
			t.Fatalf("%v is read back as %v from %q: %v", v, got, s, err)
		} else if again := string(Num(got, 2).appendNumber(nil)); again != s {
			t.Fatalf("%q is written as %q when read back", s, again)
		}
	})
}

// What is told by its few decimals is told as the long way round tells it.
func FuzzShortDecimal(f *testing.F) {
	for _, v := range []float64{0, math.Copysign(0, -1), 2.5, -0.001, 999999999.999, 1e12, 1e12 - 0.5, 102.3 - 98.7, 0.1 + 0.2, 1e-9, math.MaxFloat64, 123456789012.3} {
		f.Add(v, int64(v))
	}
	f.Fuzz(func(t *testing.T, v float64, n int64) {
		for _, v := range []float64{v, float64(n) / 10, float64(n) / 100, float64(n) / 1000} {
			digits, decimals, short := decimal(v)
			if !short {
				continue
			}
			rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 11, 64), 64)
			if err != nil || rounded != v {
				t.Errorf("%v has dust: %v (%v)", v, rounded, err)
			}
			want := strconv.FormatFloat(v+0, 'f', -1, 64) // -0 + 0 is 0
			if got := string(appendDecimal(nil, digits, decimals)); got != want {
				t.Errorf("%v is written %s, want %s", v, got, want)
			}
		}
	})
}
