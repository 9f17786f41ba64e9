package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

func TestQuantilesOfAreas(t *testing.T) {
	nan := math.NaN()
	twelve := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	for _, c := range []struct {
		name       string
		values     []float64
		k          int
		descending bool
		want       []int
	}{
		// The North East's cancer mortality in phe_quantile's published case:
		// 12 areas into tenths, low is good: ranks 12, 11, 10 are in 10, 9, 8.
		{"twelve into tenths", twelve, 10, false, []int{1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10}},
		{"greatest first", twelve, 4, true, []int{4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1}},
		{"one each", []float64{30, 10, 20}, 3, false, []int{3, 1, 2}},
		{"too few", []float64{30, 10, nan}, 3, false, []int{0, 0, 0}},
		{"a gap", []float64{5, nan, 3, 4, 9}, 2, false, []int{2, 0, 1, 1, 2}},
		{"all equal", []float64{7, 7, 7, 7}, 2, false, []int{1, 1, 1, 1}},
		{"a tie over the boundary", []float64{1, 2, 2, 3}, 2, false, []int{1, 1, 1, 2}},
		{"no areas", nil, 5, false, []int{}},
	} {
		if got := Quantiles(c.values, c.k, c.descending); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// pheAreas are the areas of one group of phe_quantile's published cases.
type pheAreas struct {
	Groups           int
	Descending       bool
	Values           statstest.Numbers
	Quantiles, Ranks []int // 0 for none; Ranks nil where they were not published
}

func readPHEAreas(t *testing.T) []pheAreas {
	t.Helper()
	var all struct{ Quantiles []pheAreas }
	statstest.Read(t, "phe-indicatormethods", &all)
	return all.Quantiles
}

// Every row of phe_quantile's published cases, in the groups it was computed
// in; groups with fewer areas than quantiles have none.
func TestQuantilesAgainstPHE(t *testing.T) {
	checked := 0
	for _, c := range readPHEAreas(t) {
		if got := Quantiles(c.Values, c.Groups, c.Descending); !slices.Equal(got, c.Quantiles) {
			t.Errorf("%v into %d: %v, want %v", c.Values, c.Groups, got, c.Quantiles)
		}
		checked += len(c.Values)
	}
	if checked != 1017 {
		t.Errorf("%d areas, want 1017", checked)
	}
}

// Without ties no two groups differ by more than one area, groups follow the
// values, and turning the polarity round turns the groups round where N is a
// multiple of k.
func TestQuantilesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	for range 2000 {
		k := 1 + r.IntN(12)
		values := make([]float64, k+r.IntN(60))
		for i, v := range r.Perm(len(values)) {
			values[i] = float64(v)
		}
		groups := Quantiles(values, k, false)
		counts := make([]int, k+1)
		for i, g := range groups {
			counts[g]++
			for j, h := range groups {
				if values[i] < values[j] && g > h {
					t.Fatalf("%v: group %d of %v, %d of %v", values, g, values[i], h, values[j])
				}
			}
		}
		if counts[0] != 0 || slices.Max(counts[1:])-slices.Min(counts[1:]) > 1 {
			t.Fatalf("%d areas into %d: %v", len(values), k, counts[1:])
		}
		if len(values)%k == 0 {
			for i, g := range Quantiles(values, k, true) {
				if g != k+1-groups[i] {
					t.Fatalf("%v into %d: %d, turned round %d", values, k, groups[i], g)
				}
			}
		}
	}
}
