package stats

import (
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// rForecast is what R's package forecast says of one series by one method.
type rForecast struct {
	Par              map[string]float64 `json:"par"`
	SSE              float64            `json:"sse"`
	Sigma2           float64            `json:"sigma2"`
	Fitted           []float64          `json:"fitted"`
	Mean             []float64          `json:"mean"`
	Lo80, Hi80       []float64
	Lo95, Hi95       []float64
	Coefficients     []float64 `json:"coef"`
	ResidualStandard float64   `json:"sigma"`
}

type rForecastCase struct {
	Y     []float64 `json:"y"`
	Drift rForecast `json:"drift"`
	OLS   rForecast `json:"ols_linear"`
	AAdN  rForecast `json:"ets_AAdN"`
	AAN   rForecast `json:"ets_AAN"`
	Fixed rForecast `json:"ets_AAN_fixed_a0.6_b0.1"`
	Holt  rForecast `json:"holt_simple_a0.8_b0.2"`
}

func eachRForecast(t *testing.T, check func(t *testing.T, c rForecastCase)) {
	t.Helper()
	var all struct {
		Results map[string]rForecastCase `json:"results"`
	}
	statstest.ReadJSON(t, "r-forecast/expected.json", &all)
	if len(all.Results) == 0 {
		t.Fatal("no cases")
	}
	for name, c := range all.Results {
		t.Run(name, func(t *testing.T) { check(t, c) })
	}
}

// points is R's forecast in our form.
func (r rForecast) points(level float64) []ForecastPoint {
	lower, upper := r.Lo95, r.Hi95
	if level == 0.80 {
		lower, upper = r.Lo80, r.Hi80
	}
	var out []ForecastPoint
	for i, mean := range r.Mean {
		out = append(out, ForecastPoint{i + 1, mean, lower[i], upper[i]})
	}
	return out
}

// model is R's parameters, with beta as the share that enters the slope.
func (r rForecast) model() (holt, holtState) {
	phi, damped := r.Par["phi"]
	if !damped {
		phi = 1
	}
	return holt{r.Par["alpha"], r.Par["beta"], phi}, holtState{r.Par["l"], r.Par["b"]}
}

func checkPoints(t *testing.T, got, want []ForecastPoint, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d points, want %d", len(got), len(want))
	}
	for i := range got {
		checkPoint(t, got[i], want[i], tolerance)
	}
}

// Drift, and the straight line beside it, to all digits of the file.
func TestDriftAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		for _, level := range []float64{0.80, 0.95} {
			f, err := Drift(c.Y, 5, level)
			if err != nil {
				t.Fatal(err)
			}
			checkPoints(t, f.Points, c.Drift.points(level), 1e-12)
		}
		line, err := LeastSquares(statstest.Years(1, len(c.Y)), c.Y, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "intercept", line.Intercept, c.OLS.Coefficients[0], 1e-12)
		statstest.Near(t, "slope", line.Slope, c.OLS.Coefficients[1], 1e-11)
		statstest.Near(t, "sigma", line.Sigma, c.OLS.ResidualStandard, 1e-12)
	})
}

// Given R's parameters and start, the sum of squares, the means and the
// limits are R's to all digits of the file, whichever way R came by them.
func TestHoltGivenParametersAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		for _, fit := range []struct {
			r         rForecast
			estimated int // parameters, which R takes off n
		}{{c.Fixed, 4}, {c.AAN, 4}, {c.AAdN, holtParams}} {
			model, start := fit.r.model()
			end, sse := model.run(c.Y, start)
			statstest.Near(t, "sum of squares", sse, fit.r.SSE, 1e-12)
			sigma := math.Sqrt(sse / float64(len(c.Y)-fit.estimated))
			if fit.r.Sigma2 != 0 {
				statstest.Near(t, "σ²", sigma*sigma, fit.r.Sigma2, 1e-12)
			}
			for _, level := range []float64{0.80, 0.95} {
				f := Forecast{Level: level, Sigma: sigma}
				f.setPoints(5, func(h int) (mean, variance float64) {
					return model.mean(end, h), model.variance(h)
				})
				checkPoints(t, f.Points, fit.r.points(level), 1e-11)
			}
		}
	})
}

// holt(initial = "simple") multiplies beta with alpha in its steps, yet leaves
// it as it is in the variance, and divides the sum of squares by n.
func TestHoltSimpleAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		model, start := c.Holt.model()
		spread := model
		model.beta *= model.alpha
		s := start
		for i, y := range c.Y {
			statstest.Near(t, "fitted", model.mean(s, 1), c.Holt.Fitted[i], 1e-12)
			s, _ = model.step(s, y)
		}
		_, sse := model.run(c.Y, start)
		f := Forecast{Level: 0.95, Sigma: math.Sqrt(sse / float64(len(c.Y)))}
		f.setPoints(5, func(h int) (mean, variance float64) {
			return model.mean(s, h), spread.variance(h)
		})
		checkPoints(t, f.Points, c.Holt.points(0.95), 1e-11)
	})
}
