package series

import (
	"math"
	"slices"
	"testing"
)

// The population of Keski-Suomi at the end of 2019 by age (Statistics Finland,
// table 11re).
func TestWhole(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name   string
		parts  []float64
		sum    float64
		shares []float64
	}{
		{"ages", []float64{52_156, 158_786, 64_162}, 275_104, []float64{18.958648, 57.718536, 23.322816}},
		{"one of them is not known", []float64{3, nan, 1}, nan, []float64{nan, nan, nan}},
		{"of nothing", []float64{0, 0}, 0, []float64{nan, nan}},
		{"below zero", []float64{5, -1}, 4, []float64{nan, nan}},
		{"none", nil, 0, nil},
	} {
		same := func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-6 || math.IsNaN(a) && math.IsNaN(b) }
		if sum, shares := Whole(tt.parts); !same(sum, tt.sum) || !slices.EqualFunc(shares, tt.shares, same) {
			t.Errorf("%s: %v of %v, want %v of %v", tt.name, shares, sum, tt.shares, tt.sum)
		}
	}
}
