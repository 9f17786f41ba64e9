package stats

import (
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The normal quantiles are R's qnorm. Those of t were solved for in 50 digits
// from the finite series for whole degrees of freedom (Abramowitz & Stegun
// 26.7.3 and 26.7.4); scipy 1.10 is off by up to 4e−10 here.
func TestQuantiles(t *testing.T) {
	statstest.Near(t, "z at 95 %", Z(0.95), 1.959963984540054, 1e-15)
	statstest.Near(t, "z at 99.8 %", Z(0.998), 3.090232306167813, 1e-15)
	for _, c := range []struct{ level, df, want float64 }{
		{0.95, 1, 12.706204736174694}, {0.95, 2, 4.3026527297494619}, {0.95, 5, 2.5705818356363146},
		{0.95, 16, 2.1199052992212541}, {0.998, 5, 5.8934295313560092}, {0.998, 16, 3.686154792686013},
		{0.9, 32, 1.6938887483837108}, {0.998, 100, 3.1737394937387826},
	} {
		statstest.Near(t, "t", tTwoSided(c.level, c.df), c.want, 2e-14)
	}
	statstest.Near(t, "χ² 2.5 % of 2", chiSquared(0.025, 2), -2*math.Log(0.975), 1e-14)
}
