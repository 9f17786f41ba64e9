package between

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/locale"
)

// Shares of placed children (SOTKAnet 191) of 17 municipalities in 2021, and what
// else limits are chosen for.
func TestChosenLimits(t *testing.T) {
	shares := []float64{3.5, 3.0, 2.7, 2.4, 2.4, 2.4, 2.2, 2.2, 2.2, 1.7, 1.7, 1.2, 1.2, 1.1, 1.1, 0.9, 0.6, math.NaN()}
	people := []float64{122594, 19759, 16842, 8900, 6300, 4100, 2700, 2100, 1300, 980}
	for _, tt := range []struct {
		name     string
		got      Limits
		want     []float64
		decimals int
	}{
		{"fifths", QuantileLimits(shares, 5, 1), []float64{1.2, 1.7, 2.4, 2.7}, 1},
		{"thirds", QuantileLimits(shares, 3, 1), []float64{1.7, 2.4}, 1},
		{"people", QuantileLimits(people, 5, 0), []float64{2100, 4100, 8900, 19759}, 0},
		{"steps", EqualLimits(shares, 5, 1), []float64{1, 2, 3}, 1},
		{"steps of people", EqualLimits(people, 5, 0), []float64{25000, 50000, 75000, 100000}, 0},
		{"about zero", MiddleLimits([]float64{-17.6, -12.5, 3.4, 8.8}, 0, 4, 1), []float64{-10, 0, 10}, 1},
		{"tiny", EqualLimits([]float64{0.0003, 0.0011}, 5, 4), []float64{0.0004, 0.0006, 0.0008, 0.001}, 4},
		{"all equal", QuantileLimits([]float64{2, 2, 2}, 5, 0), nil, 0},
		{"all equal", EqualLimits([]float64{2, 2, 2}, 5, 0), nil, 0},
		{"none", QuantileLimits(nil, 5, 0), nil, 0},
		{"ties", QuantileLimits([]float64{0, 0, 0, 0, 0, 0, 0, 1}, 4, 0), []float64{1}, 0},
	} {
		if !slices.EqualFunc(tt.got.At, tt.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("%s: limits %v, want %v", tt.name, tt.got.At, tt.want)
		}
	}
}

// Whatever the values: limits rise, no class is empty, and there are no more than
// were asked for.
func TestChosenLimitsProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for range 2000 {
		n, decimals := 2+r.IntN(6), r.IntN(4)
		values := make([]float64, 1+r.IntN(60))
		size := math.Pow(10, float64(r.IntN(8)-2))
		for i := range values {
			if values[i] = (r.Float64() - 0.3) * size; r.IntN(3) == 0 {
				values[i] = values[r.IntN(i+1)]
			}
		}
		for name, l := range map[string]Limits{"quantiles": QuantileLimits(values, n, decimals), "equal": EqualLimits(values, n, decimals)} {
			if len(l.At) >= n || !slices.IsSorted(l.At) {
				t.Fatalf("%s of %v: %v for %d classes", name, values, l.At, n)
			}
			in := make([]int, len(l.At)+1)
			for _, v := range values {
				in[l.Class(v)]++
			}
			if empty := slices.Index(in, 0); empty >= 0 && name == "quantiles" {
				t.Fatalf("%s of %v at %v: class %d is empty", name, values, l.At, empty+1)
			}
			for _, at := range l.At {
				if at != locale.Rounded(at, decimals) {
					t.Fatalf("%s: limit %v has more than %d decimals", name, at, decimals)
				}
			}
		}
	}
}
