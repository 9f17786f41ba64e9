package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The oracle's numbers are those of R 4.2.2, package trend 1.1.6, mk.test;
// its p is always the normal one.
func TestMannKendall(t *testing.T) {
	for _, c := range []struct {
		name  string
		y     []float64
		s     int
		varS  float64
		z, p  float64
		tau   float64
		exact bool
	}{
		{"Nile 1951–1970 (R)", statstest.Nile20, -28, 950, -0.875995674106118, 0.381032385484343, -0.147368421052632, false},
		{"Nile 1956–1970 (R)", statstest.Nile20[5:], -39, 408.333333333333, -1.8805123053605, 0.0600382909095791, -0.371428571428571, false},
		// S, Z and tau from R; p from counting the orders of 10 and 8 values
		// (Kendall 1975, appendix table 1: 0.023 and 0.054 in one tail).
		{"Nile 1961–1970", statstest.Nile20[10:], -23, 125, -1.96773982019981, 2 * 84592. / 3628800, -0.511111111111111, true},
		{"Nile 1963–1970", statstest.Nile20[12:], -14, 65.3333333333333, -1.60833289274253, 2 * 2191. / 40320, -0.5, true},
		{"perfect order of four", []float64{1, 2, 3, 4}, 6, 26. / 3, 1.69841555121689, 2. / 24, 1, true},
		{"no order at all", []float64{2, 4, 1, 3}, 0, 26. / 3, 0, 1, 0, true},
		// One tie of two: var S = (4·3·13 − 2·1·9)/18, tau-b = 5/√(6·5).
		{"tie among four", []float64{1, 1, 2, 3}, 5, 23. / 3, 1.44463023702923, 0.148561774891869, 0.912870929175277, false},
		{"−0 is 0", []float64{math.Copysign(0, -1), 0, 2, 3}, 5, 23. / 3, 1.44463023702923, 0.148561774891869, 0.912870929175277, false},
		{"0 is −0", []float64{0, math.Copysign(0, -1), 2, 3}, 5, 23. / 3, 1.44463023702923, 0.148561774891869, 0.912870929175277, false},
		{"real zeros", []float64{0, 0, 0, 0, 0}, 0, 0, 0, 1, math.NaN(), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			mk, err := MannKendall(c.y)
			if err != nil {
				t.Fatal(err)
			}
			if mk.N != len(c.y) || mk.S != c.s || mk.Exact != c.exact {
				t.Errorf("got N %d, S %d, exact %v; want N %d, S %d, exact %v", mk.N, mk.S, mk.Exact, len(c.y), c.s, c.exact)
			}
			statstest.Near(t, "var S", mk.VarS, c.varS, 1e-13)
			statstest.Near(t, "Z", mk.Z, c.z, 1e-13)
			statstest.Near(t, "p", mk.P, c.p, 1e-12)
			statstest.Near(t, "tau-b", mk.TauB, c.tau, 1e-13)
		})
	}
}

func TestMannKendallRefuses(t *testing.T) {
	mk, err := MannKendall([]float64{1, 2, 3})
	if !errors.Is(err, ErrTooFew) || mk.N != 3 || !math.IsNaN(mk.P) {
		t.Errorf("three values: %+v, %v", mk, err)
	}
	if _, err := MannKendall([]float64{1, 2, math.NaN(), 4}); !errors.Is(err, ErrNotFinite) {
		t.Errorf("NaN: %v", err)
	}
}

// Kendall (1975), Rank Correlation Methods, appendix table 1: the probability
// that S is at least s, in one tail, to three decimals.
func TestExactPAgainstKendall(t *testing.T) {
	for _, c := range []struct {
		n, s int
		tail float64
	}{
		{4, 6, .042}, {4, 4, .167}, {4, 2, .375}, {5, 10, .0083}, {5, 8, .042}, {5, 6, .117},
		{8, 14, .054}, {8, 16, .031}, {9, 20, .022}, {9, 18, .038}, {10, 21, .036}, {10, 23, .023},
	} {
		if got := exactP(c.n, -c.s) / 2; math.Abs(got-c.tail) > 0.0005 {
			t.Errorf("n %d, S %d: %.4f, want %.4f", c.n, c.s, got, c.tail)
		}
	}
}

func TestMannKendallProperties(t *testing.T) {
	eachSeries(t, 4, func(t *testing.T, _ *rand.Rand, _, y []float64) {
		mk, err := MannKendall(y)
		if err != nil {
			t.Fatal(err)
		}
		backwards := slices.Clone(y)
		slices.Reverse(backwards)
		reversed, _ := MannKendall(backwards)
		if reversed.S != -mk.S || reversed.P != mk.P || reversed.VarS != mk.VarS {
			t.Errorf("reversed: %+v, forwards %+v", reversed, mk)
		}
		bent := make([]float64, len(y))
		for i, v := range y {
			bent[i] = 3 + v*v*v // rises with v and keeps ties
		}
		if same, _ := MannKendall(bent); same != mk && !(math.IsNaN(same.TauB) && math.IsNaN(mk.TauB)) {
			t.Errorf("transformed: %+v, as it was %+v", same, mk)
		}
		if mk.P < 0 || mk.P > 1 || math.Abs(mk.TauB) > 1+1e-15 {
			t.Errorf("out of range: %+v", mk)
		}
	})
}
