package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The numbers of R 4.2.2, package trend 1.1.6, pettitt.test, whose place
// counts from 1; the small ones by hand, with p = min(1, 2·exp(−6K²/(n³+n²))).
func TestPettitt(t *testing.T) {
	for _, c := range []struct {
		name     string
		y        []float64
		k, index int
		p        float64
	}{
		{"Nile 1951–1970 (R)", statstest.Nile20, 55, 15 - 1, 0.230485550728554},
		{"Nile 1956–1970 (R)", statstest.Nile20[5:], 40, 10 - 1, 0.138966902445603},
		{"Nile 1961–1970 (R)", statstest.Nile20[10:], 21, 7 - 1, 0.180448950325176},
		{"Nile 1963–1970 (R)", statstest.Nile20[12:], 15, 5 - 1, 0.191934172089997},
		{"four", []float64{1, 1, 2, 2}, 4, 1, 2 * math.Exp(-96./80)},
		{"one tie", []float64{1, 2, 2, 3}, 3, 0, 1},
		// U is −2, 0, 2, 0: of two places the first.
		{"there and back", []float64{1, 2, 2, 1}, 2, 0, 1},
		{"all alike", []float64{7, 7, 7, 7, 7}, 0, -1, 1},
		{"−0 is 0", []float64{math.Copysign(0, -1), 0, 0, math.Copysign(0, -1)}, 0, -1, 1},
		{"ten, as far apart as can be", []float64{1, 1, 1, 1, 1, 2, 2, 2, 2, 2}, 25, 4, 2 * math.Exp(-3750./1100)},
	} {
		t.Run(c.name, func(t *testing.T) {
			shift, err := new(Scratch).Pettitt(c.y)
			if err != nil {
				t.Fatal(err)
			}
			if shift.N != len(c.y) || shift.K != c.k || shift.Index != c.index {
				t.Errorf("%+v, want N %d, K %d, index %d", shift, len(c.y), c.k, c.index)
			}
			statstest.Near(t, "p", shift.P, c.p, 1e-13)
		})
	}
}

// The whole series of R's package, with and without ties.
func TestPettittAgainstR(t *testing.T) {
	var s Scratch
	tested := 0
	eachRTrend(t, func(t *testing.T, y []float64, want rTrend) {
		if want.Pettitt == nil {
			return
		}
		tested++
		shift, err := s.Pettitt(y)
		if err != nil {
			t.Fatal(err)
		}
		if shift.K != want.Pettitt.K || shift.Index+1 != want.Pettitt.Place {
			t.Errorf("%+v, want %+v", shift, *want.Pettitt)
		}
		statstest.Near(t, "p", shift.P, want.Pettitt.P, 1e-12)
	})
	if tested != 10 {
		t.Errorf("%d cases, want 10", tested)
	}
}

func TestPettittRefuses(t *testing.T) {
	shift, err := new(Scratch).Pettitt([]float64{1, 2, 3})
	if !errors.Is(err, ErrTooFew) || shift.N != 3 || !math.IsNaN(shift.P) || shift.Index != -1 {
		t.Errorf("three values: %+v, %v", shift, err)
	}
	shift, err = new(Scratch).Pettitt([]float64{1, 2, math.NaN(), 4})
	if !errors.Is(err, ErrNotFinite) || !math.IsNaN(shift.P) || shift.Index != -1 {
		t.Errorf("NaN: %+v, %v", shift, err)
	}
}

// What the doc comment says of short series, of which a sentence about them
// depends: at most n²/4 is K, and p is below 0.05 from eleven on only.
func TestPettittShortest(t *testing.T) {
	for n := minPettitt; n < 14; n++ {
		y := make([]float64, n)
		for i := range y {
			y[i] = float64(2 * i / n)
		}
		shift, err := new(Scratch).Pettitt(y)
		if err != nil || shift.K != n*n/4 || (shift.P < 0.05) != (n >= 11) {
			t.Errorf("%d values: %+v, %v", n, shift, err)
		}
	}
}

// K is what counting every pair gives; it depends on the order of the values
// only, and backwards it is the same.
func TestPettittProperties(t *testing.T) {
	var s Scratch
	eachSeries(t, 4, func(t *testing.T, _ *rand.Rand, _, y []float64) {
		shift, err := s.Pettitt(y)
		if err != nil {
			t.Fatal(err)
		}
		sizes := allPettitt(y)
		k := slices.Max(sizes)
		if shift.K != k || k > 0 && shift.Index != slices.Index(sizes, k) {
			t.Errorf("%+v, pairs give %v", shift, sizes)
		}
		if !(shift.P >= 0 && shift.P <= 1) {
			t.Errorf("p %v", shift.P)
		}
		bent, backwards := make([]float64, len(y)), slices.Clone(y)
		for i, v := range y {
			bent[i] = 3 - v*v*v // falls where v rises and keeps ties
		}
		slices.Reverse(backwards)
		if same, _ := s.Pettitt(bent); same != shift {
			t.Errorf("bent: %+v, was %+v", same, shift)
		}
		if same, _ := s.Pettitt(backwards); same.K != shift.K || same.P != shift.P {
			t.Errorf("backwards: %+v, was %+v", same, shift)
		}
	})
}

// allPettitt is |U_k| after each observation by the definition, over pairs.
func allPettitt(y []float64) []int {
	sizes := make([]int, len(y))
	for k := range y {
		u := 0
		for _, a := range y[:k+1] {
			for _, b := range y[k+1:] {
				switch {
				case a > b:
					u++
				case a < b:
					u--
				}
			}
		}
		sizes[k] = max(u, -u)
	}
	return sizes
}

func TestPettittAllocatesNothing(t *testing.T) {
	var s Scratch
	if n := testing.AllocsPerRun(10, func() { _, _ = s.Pettitt(statstest.Nile20) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkPettitt(b *testing.B) {
	eachLength(b, func(b *testing.B, _ []float64, series [][]float64) {
		var s Scratch
		for i := 0; b.Loop(); i++ {
			if _, err := s.Pettitt(series[i%len(series)]); err != nil {
				b.Fatal(err)
			}
		}
	})
}
