package stats

import (
	"math/rand/v2"
	"testing"
)

// randomSeries makes n observations in years with gaps, some of them tied.
func randomSeries(r *rand.Rand, n int) (t, y []float64) {
	year := 1990
	for range n {
		year += 1 + r.IntN(3)/2*r.IntN(3)
		v := r.NormFloat64()*10 + 50
		if r.IntN(3) == 0 {
			v = float64(r.IntN(5) + 48)
		}
		t, y = append(t, float64(year)), append(y, v)
	}
	return t, y
}

// eachSeries runs a check on many random series, the same ones every time.
func eachSeries(t *testing.T, least int, check func(t *testing.T, r *rand.Rand, times, y []float64)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		times, y := randomSeries(r, least+i%34)
		check(t, r, times, y)
		if t.Failed() {
			t.Fatalf("series %d: times %v, values %v", i, times, y)
		}
	}
}
