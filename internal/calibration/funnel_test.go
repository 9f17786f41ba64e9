package calibration

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/stats"
)

// Shares of real municipalities' under-18s that differ by chance alone: how
// often one of which fewer than ten, or five, are expected lies above the 99.8 %
// limit, which one in a thousand may. Before, the limits were those of the
// normal distribution at every size.
func TestCalibrationFunnelOfShares(t *testing.T) {
	real := readSizes(t)
	for _, c := range []struct {
		on       string
		mean     float64
		fewest   float64 // expected
		expected float64
	}{
		{"1.7 %, 5 to 10 expected", 0.017, 5, 10},
		{"1.7 %, 2 to 5 expected", 0.017, 2, 5},
		{"0.3 %, under 5 expected", 0.003, 0, 5},
	} {
		random := random(c.on)
		var before, after, n int
		for range number(40) {
			for _, size := range real.Under18 {
				if e := size * c.mean; e < c.fewest || e >= c.expected {
					continue
				}
				x := distuv.Binomial{N: size, P: c.mean, Src: random}.Rand()
				f, err := stats.FunnelProportion([]float64{x}, []float64{size}, stats.FunnelOptions{Per: 1, Target: c.mean})
				if err != nil {
					t.Fatal(err)
				}
				n++
				if f.Areas[0].Position == stats.High998 {
					after++
				}
				if x/size > c.mean+stats.Z(0.998)*math.Sqrt(c.mean*(1-c.mean)/size) {
					before++
				}
			}
		}
		hold(t, measured{method: "funnel of shares, above 99.8 %", on: c.on, before: float64(before) / float64(n), after: float64(after) / float64(n), n: n, most: 0.001})
	}
}
