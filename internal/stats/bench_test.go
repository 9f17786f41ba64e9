package stats

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The lengths of a SOTKAnet series: a usual one and the longest.
var benchLengths = []int{18, 34}

// benchSeries makes many series, so that a benchmark does not run on one
// whose branches the processor has learnt.
func benchSeries(n int) (t []float64, series [][]float64) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 512 {
		y := make([]float64, n)
		for i := range y {
			y[i] = float64(i)*0.3 + r.NormFloat64()*5 + 50
		}
		series = append(series, y)
	}
	return statstest.Years(1990, n), series
}

func eachLength(b *testing.B, run func(b *testing.B, t []float64, series [][]float64)) {
	for _, n := range benchLengths {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			t, series := benchSeries(n)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, t, series)
		})
	}
}

func BenchmarkMannKendall(b *testing.B) {
	eachLength(b, func(b *testing.B, _ []float64, series [][]float64) {
		var s Scratch
		for i := 0; b.Loop(); i++ {
			if _, err := s.MannKendall(series[i%len(series)]); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkTheilSen(b *testing.B) {
	eachLength(b, func(b *testing.B, t []float64, series [][]float64) {
		var s Scratch
		for i := 0; b.Loop(); i++ {
			if _, err := s.TheilSen(t, series[i%len(series)], 0.95); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The whole of a trend as a run over every series needs it.
func BenchmarkDirection(b *testing.B) {
	eachLength(b, func(b *testing.B, t []float64, series [][]float64) {
		var s Scratch
		for i := 0; b.Loop(); i++ {
			y := series[i%len(series)]
			mk, _ := s.MannKendall(y)
			sen, _ := s.TheilSen(t, y, 0.95)
			DirectionOf(mk, sen, DefaultDirection())
		}
	})
}

func BenchmarkLeastSquares(b *testing.B) {
	eachLength(b, func(b *testing.B, t []float64, series [][]float64) {
		var s Scratch
		for i := 0; b.Loop(); i++ {
			if _, err := s.LeastSquares(t, series[i%len(series)], 0.95); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRate(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Rate(float64(i%20), 1234, 1000, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProportion(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Proportion(float64(i%1000), 1234, 1, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRanks(b *testing.B) {
	values := make([]float64, 308) // municipalities
	r := rand.New(rand.NewPCG(9, 10))
	for i := range values {
		values[i] = r.Float64()
	}
	b.ReportAllocs()
	for b.Loop() {
		Ranks(values, true)
	}
}
