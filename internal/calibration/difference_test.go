package calibration

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/stats"
)

// Two municipalities with the same true share or rate: how often the limits of
// their difference leave 0 out, which 5 % may. Before, the other one's value was
// taken as known.
func TestCalibrationDifference(t *testing.T) {
	for _, c := range []struct {
		on         string
		mean       float64
		n1, n2     float64
		proportion bool
	}{
		{"shares, 1.7 % of 3,249 and of 26,129", 0.017, 3249, 26129, true},
		{"shares, 1.7 % of 1,099 and of 1,615", 0.017, 1099, 1615, true},
		{"shares, 20 % of 300 and of 250", 0.2, 300, 250, true},
		{"rates, 10 per 1,000 of 20,600 and of 5,000", 0.01, 20600, 5000, false},
		{"rates, 1 per 1,000 of 5,000 and of 4,000", 0.001, 5000, 4000, false},
	} {
		random := random(c.on)
		before, after, n := 0, 0, number(1000)
		for range n {
			draw := func(size float64) (float64, stats.Estimate) {
				if c.proportion {
					x := distuv.Binomial{N: size, P: c.mean, Src: random}.Rand()
					e, _ := stats.Proportion(x, size, 1, 0.95)
					return x, e
				}
				x := distuv.Poisson{Lambda: size * c.mean, Src: random}.Rand()
				e, _ := stats.Rate(x, size, 1, 0.95)
				return x, e
			}
			x1, a := draw(c.n1)
			x2, b := draw(c.n2)
			if a.Lower > b.Value || a.Upper < b.Value {
				before++
			}
			d := stats.Difference(a, b)
			apart := d.Lower > 0 || d.Upper < 0
			if r, err := stats.RateRatio(x1, c.n1, x2, c.n2, 0.95); !c.proportion && err == nil && !math.IsNaN(r.Upper) {
				apart = apart && (r.Lower > 1 || r.Upper < 1)
			}
			if apart {
				after++
			}
		}
		hold(t, measured{method: "two areas alike, called different", on: c.on, before: float64(before) / float64(n), after: float64(after) / float64(n), n: n, most: 0.05})
	}
}
