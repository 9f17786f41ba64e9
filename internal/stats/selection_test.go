package stats

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Selection must put at k what sorting would, also where many are equal.
func TestNthIsWhatSortingGives(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 3000 {
		a := make([]float64, 1+r.IntN(200))
		for i := range a {
			switch round % 4 {
			case 0:
				a[i] = r.NormFloat64()
			case 1:
				a[i] = float64(r.IntN(4))
			case 2:
				a[i] = float64(i)
			default:
				a[i] = float64(i%2*len(a) - i) // organ pipes
			}
		}
		sorted := slices.Clone(a)
		slices.Sort(sorted)
		k := r.IntN(len(a))
		if got := nth(a, k); got != sorted[k] {
			t.Fatalf("number %d of %v: %v, want %v", k, sorted, got, sorted[k])
		}
		if k > 0 && slices.Max(a[:k]) > a[k] || slices.Min(a[k:]) < a[k] {
			t.Fatalf("not divided at %d: %v", k, a)
		}
		slices.Sort(a)
		if !slices.Equal(a, sorted) {
			t.Fatalf("values lost: %v, want %v", a, sorted)
		}
	}
}
