package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRanks(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		values     []float64
		descending bool
		want       []int
	}{
		{[]float64{30, 10, 20, 20, 40}, false, []int{4, 1, 2, 2, 5}},
		{[]float64{30, 10, 20, 20, 40}, true, []int{2, 5, 3, 3, 1}},
		{[]float64{nan, 5, nan, 0, -1}, false, []int{0, 3, 0, 2, 1}},
		{[]float64{0, math.Copysign(0, -1)}, false, []int{1, 1}},
		{nil, true, []int{}},
	} {
		if got := Ranks(c.values, c.descending); !slices.Equal(got, c.want) {
			t.Errorf("%v descending %v: %v, want %v", c.values, c.descending, got, c.want)
		}
	}
}

// A rank depends on the value alone, not on where it stands, and is one more
// than the number of values before it.
func TestRanksProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		values := make([]float64, r.IntN(40))
		for i := range values {
			values[i] = float64(r.IntN(20))
			if r.IntN(8) == 0 {
				values[i] = math.NaN()
			}
		}
		ranks, order := Ranks(values, true), r.Perm(len(values))
		moved := make([]float64, len(values))
		for i, from := range order {
			moved[i] = values[from]
		}
		for i, rank := range Ranks(moved, true) {
			if rank != ranks[order[i]] {
				t.Fatalf("%v moved by %v: rank %d, was %d", values, order, rank, ranks[order[i]])
			}
		}
		for i, v := range values {
			before := 0
			for _, w := range values {
				if w > v {
					before++
				}
			}
			if want := before + 1; !math.IsNaN(v) && ranks[i] != want || math.IsNaN(v) && ranks[i] != 0 {
				t.Fatalf("%v: rank %d of %v, want %d", values, ranks[i], v, want)
			}
		}
	}
}

// Ranks within the areas of a region in phe_quantile's published cases, ties
// lowest and blank values without one. Where low is good they count down.
func TestRanksAgainstPHE(t *testing.T) {
	checked := 0
	for _, c := range readPHEAreas(t) {
		if c.Ranks == nil {
			continue
		}
		if got := Ranks(c.Values, c.Descending); !slices.Equal(got, c.Ranks) {
			t.Errorf("%v: %v, want %v", c.Values, got, c.Ranks)
		}
		checked += len(c.Values)
	}
	if checked != 339 {
		t.Errorf("%d ranks, want 339", checked)
	}
}
