package stats

import (
	"testing"

	"kuvio/internal/stats/statstest"
)

// The search comes to R's parameters and forecasts in all six series.
func TestDampedHoltAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		model, start := fitHolt(c.Y)
		for name, got := range map[string]float64{"alpha": model.alpha, "beta": model.beta, "phi": model.phi, "l": start.level, "b": start.slope} {
			statstest.Near(t, "R's "+name, got, c.AAdN.Par[name], 1e-7)
		}
		for _, level := range []float64{0.80, 0.95} {
			f, err := DampedHolt(c.Y, 5, level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "σ²", f.Sigma*f.Sigma, c.AAdN.Sigma2, 1e-7)
			checkPoints(t, f.Points, c.AAdN.points(level), 1e-7)
		}
	})
}

// In another unit R's search stops elsewhere, and so does ours.
func TestSearchDependsOnUnit(t *testing.T) {
	thousandths := make([]float64, len(rate12))
	for i, v := range rate12 {
		thousandths[i] = v * 1000
	}
	model, start := fitHolt(rate12)
	_, sse := model.run(rate12, start)
	statstest.Near(t, "sum of squares", sse, 0.359524995, 1e-6)
	model, start = fitHolt(thousandths)
	if _, other := model.run(thousandths, start); other/1e6 < 1.2*sse {
		t.Errorf("sum of squares %g, and %g in thousandths: the doc comment says they differ", sse, other/1e6)
	}
}
