package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// rate12 is a falling annual rate, whose forecasts by R's package forecast 8.20
// are carried in the tests.
var rate12 = []float64{12.1, 11.8, 11.9, 11.2, 10.9, 11, 10.4, 10.1, 10.3, 9.8, 9.9, 9.4}

var forecasters = map[string]func([]float64, int, float64) (Forecast, error){
	MethodDrift: Drift, MethodDampedHolt: DampedHolt, MethodCombined: usualCombined,
}

// R 4.2.2, forecast 8.20: rwf(y, drift = TRUE, h = 5, level = 95).
func TestDrift(t *testing.T) {
	f, err := Drift(rate12, 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Method != "drift" || f.N != 12 || f.Level != 0.95 || len(f.Points) != 5 {
		t.Fatalf("%+v", f)
	}
	statstest.Near(t, "drift", f.Params.Slope, -2.7/11, 1e-14)
	for _, c := range []ForecastPoint{
		{1, 9.15454545454545, 8.49842247166327, 9.81066843742764},
		{5, 8.17272727272727, 6.47862501554951, 9.86682952990503},
	} {
		checkPoint(t, f.Points[c.H-1], c, 1e-12)
	}
}

func checkPoint(t *testing.T, got, want ForecastPoint, tolerance float64) {
	t.Helper()
	if got.H != want.H {
		t.Errorf("step %d, want %d", got.H, want.H)
	}
	statstest.Near(t, "mean", got.Mean, want.Mean, tolerance)
	statstest.Near(t, "lower", got.Lower, want.Lower, tolerance)
	statstest.Near(t, "upper", got.Upper, want.Upper, tolerance)
}

func TestDriftOfLine(t *testing.T) {
	y := make([]float64, 10)
	for i := range y {
		y[i] = 3.1 + 0.7*float64(i) // not exact in binary
	}
	f, err := Drift(y, 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Sigma != 0 {
		t.Errorf("sigma %g, want 0", f.Sigma)
	}
	for i, p := range f.Points {
		statstest.Near(t, "mean", p.Mean, 3.1+0.7*float64(10+i), 1e-14)
		if p.Lower != p.Mean || p.Upper != p.Mean {
			t.Errorf("limits that do not meet: %+v", p)
		}
	}
}

func TestForecastOfConstant(t *testing.T) {
	y := []float64{0.3, 0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 0.3, 0.3} // but for rounding
	for name, forecast := range forecasters {
		f, err := forecast(y, 3, 0.95)
		if err != nil {
			t.Fatal(name, err)
		}
		want := ForecastPoint{H: 3, Mean: 0.3, Lower: 0.3, Upper: 0.3}
		if f.Points[2] != want || f.Sigma != 0 || f.Params.Level != 0.3 || name != MethodCombined && f.Params.Slope != 0 {
			t.Errorf("%s: %+v", name, f)
		}
		if !math.IsNaN(f.Params.Alpha) || !math.IsNaN(f.Params.Beta) || !math.IsNaN(f.Params.Phi) {
			t.Errorf("%s: parameters that a constant cannot tell: %+v", name, f.Params)
		}
	}
}

func TestForecastRefused(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		what  string
		y     []float64
		h     int
		level float64
		want  error
	}{
		{"none", nil, 1, 0.95, ErrTooFew},
		{"seven", rate12[:7], 1, 0.95, ErrTooFew},
		{"eight", rate12[:8], 5, 0.95, nil},
		{"no step", rate12, 0, 0.95, ErrHorizon},
		{"a step back", rate12, -1, 0.95, ErrHorizon},
		{"six steps", rate12, 6, 0.95, ErrHorizon},
		{"level 95", rate12, 1, 95, ErrLevel},
		{"level NaN", rate12, 1, nan, ErrLevel},
		{"missing", []float64{1, 2, 3, nan, 5, 6, 7, 8}, 1, 0.95, ErrNotFinite},
		{"infinite", []float64{1, 2, 3, math.Inf(1), 5, 6, 7, 8}, 1, 0.95, ErrNotFinite},
	} {
		for name, forecast := range forecasters {
			f, err := forecast(c.y, c.h, c.level)
			if !errors.Is(err, c.want) {
				t.Errorf("%s of %s: %v, want %v", name, c.what, err, c.want)
			}
			if f.Method != name || f.N != len(c.y) {
				t.Errorf("%s of %s: %+v", name, c.what, f)
			}
			if err != nil && (f.Points != nil || !math.IsNaN(f.Sigma) || !math.IsNaN(f.Params.Slope)) {
				t.Errorf("%s of %s: numbers beside an error: %+v", name, c.what, f)
			}
		}
	}
}

// Another origin or unit of y moves drift's forecast with it (damped Holt's
// search depends on both); the mean lies between the limits, and they part
// with every step.
func TestForecastProperties(t *testing.T) {
	eachSeries(t, 8, func(t *testing.T, r *rand.Rand, _, y []float64) {
		for i := range y {
			y[i] += float64(i) * r.NormFloat64() // some trend
		}
		by, scale := 100*r.NormFloat64(), 10*r.NormFloat64()
		moved := make([]float64, len(y))
		for i, v := range y {
			moved[i] = by + scale*v
		}
		for name, forecast := range forecasters {
			f, err := forecast(y, 5, 0.9)
			if err != nil {
				t.Fatal(name, err)
			}
			g, err := forecast(moved, 5, 0.9)
			if err != nil {
				t.Fatal(name, err)
			}
			width := 0.0
			for i, p := range f.Points {
				q := g.Points[i]
				lower, upper := by+scale*p.Lower, by+scale*p.Upper
				if scale < 0 {
					lower, upper = upper, lower
				}
				unit := math.Abs(scale) * Reach(y, Mean(y))
				if !(p.Lower < p.Mean && p.Mean < p.Upper && p.Upper-p.Lower > width) {
					t.Errorf("%s: step %d: %+v after a width of %g", name, p.H, p, width)
				}
				width = p.Upper - p.Lower
				if name == MethodDampedHolt {
					continue
				}
				if off := max(math.Abs(q.Mean-by-scale*p.Mean), math.Abs(q.Lower-lower), math.Abs(q.Upper-upper)); !(off <= 1e-5*unit) {
					t.Errorf("%s: %+v became %+v with y %g + %g·y (off by %g)", name, p, q, by, scale, off/unit)
				}
			}
		}
	})
}

func BenchmarkDrift(b *testing.B) { benchForecast(b, Drift) }

func BenchmarkDampedHolt(b *testing.B) { benchForecast(b, DampedHolt) }

func benchForecast(b *testing.B, forecast func([]float64, int, float64) (Forecast, error)) {
	eachLength(b, func(b *testing.B, _ []float64, series [][]float64) {
		for i := 0; b.Loop(); i++ {
			if _, err := forecast(series[i%len(series)], 5, 0.95); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// rForecast is what R's package forecast says of one series by one method.
type rForecast struct {
	Alpha, Beta, Phi float64 // Phi is 0 where the method has none
	Level, Slope     float64 // before the first value
	SSE, Variance    float64 // Variance is 0 where R prints none
	Fitted           []float64
	Mean             []float64
	Lower80, Upper80 []float64
	Lower95, Upper95 []float64
}

type rForecastCase struct {
	Y             []float64
	Drift, Damped rForecast
	Holt          rForecast
	HoltFixed     rForecast `json:"holt_fixed"`
	HoltSimple    rForecast `json:"holt_simple"`
	Line          struct {
		Intercept, Slope float64
		ResidualSD       float64 `json:"residual_sd"`
	}
}

func eachRForecast(t *testing.T, check func(t *testing.T, c rForecastCase)) {
	t.Helper()
	var all map[string]rForecastCase
	statstest.Read(t, "r-forecast", &all)
	if len(all) != 6 {
		t.Fatalf("%d series, want 6", len(all))
	}
	for name, c := range all {
		t.Run(name, func(t *testing.T) { check(t, c) })
	}
}

// points is R's forecast in our form.
func (r rForecast) points(level float64) []ForecastPoint {
	lower, upper := r.Lower95, r.Upper95
	if level == 0.80 {
		lower, upper = r.Lower80, r.Upper80
	}
	var out []ForecastPoint
	for i, mean := range r.Mean {
		out = append(out, ForecastPoint{i + 1, mean, lower[i], upper[i]})
	}
	return out
}

// model is R's parameters, with beta as the share that enters the slope.
func (r rForecast) model() (holt, holtState) {
	phi := r.Phi
	if phi == 0 {
		phi = 1
	}
	return holt{r.Alpha, r.Beta, phi}, holtState{r.Level, r.Slope}
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
		statstest.Near(t, "intercept", line.Intercept, c.Line.Intercept, 1e-12)
		statstest.Near(t, "slope", line.Slope, c.Line.Slope, 1e-11)
		statstest.Near(t, "sigma", line.Sigma, c.Line.ResidualSD, 1e-12)
	})
}

// Given R's parameters and start, the sum of squares, the means and the
// limits are R's to all digits of the file, whichever way R came by them.
func TestHoltGivenParametersAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		for _, fit := range []struct {
			r         rForecast
			estimated int // parameters, which R takes off n
		}{{c.HoltFixed, 4}, {c.Holt, 4}, {c.Damped, holtParams}} {
			model, start := fit.r.model()
			end, sse := model.run(c.Y, start)
			statstest.Near(t, "sum of squares", sse, fit.r.SSE, 1e-12)
			sigma := math.Sqrt(sse / float64(len(c.Y)-fit.estimated))
			if fit.r.Variance != 0 {
				statstest.Near(t, "σ²", sigma*sigma, fit.r.Variance, 1e-12)
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
		model, start := c.HoltSimple.model()
		spread := model
		model.beta *= model.alpha
		s := start
		for i, y := range c.Y {
			statstest.Near(t, "fitted", model.mean(s, 1), c.HoltSimple.Fitted[i], 1e-12)
			s, _ = model.step(s, y)
		}
		_, sse := model.run(c.Y, start)
		f := Forecast{Level: 0.95, Sigma: math.Sqrt(sse / float64(len(c.Y)))}
		f.setPoints(5, func(h int) (mean, variance float64) {
			return model.mean(s, h), spread.variance(h)
		})
		checkPoints(t, f.Points, c.HoltSimple.points(0.95), 1e-11)
	})
}
