package joinpoint

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The number chosen up to three, as a run over every series needs it, and
// exactly so many of them.
func BenchmarkFit(b *testing.B) {
	const n = 30
	r := rand.New(rand.NewPCG(15, 16))
	var series [][]float64
	for range 128 {
		_, y, _ := wiggly(r, n)
		series = append(series, y)
	}
	t := statstest.Years(1990, n)
	for _, k := range []int{-1, 3, 5} {
		name := fmt.Sprintf("n=%d/k=%d", n, k)
		if k < 0 {
			name = fmt.Sprintf("n=%d/chosen", n)
		}
		b.Run(name, func(b *testing.B) {
			var s Scratch
			o := Options{Scale: Log, Number: k, Level: 0.95}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := s.Fit(t, series[i%len(series)], nil, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
