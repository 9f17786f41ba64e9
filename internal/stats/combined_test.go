package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// usualCombined is Combined in the form of the other methods, without rounding.
func usualCombined(y []float64, h int, level float64) (Forecast, error) {
	return Combined(y, h, level, 0)
}

// The t of the mixture against gonum's, and its quantiles against its own
// distribution function.
func TestMixture(t *testing.T) {
	for _, x := range []float64{-30, -2.571, -1, 0, 0.3, 2.015, 12} {
		cdf, density := tBelow5(x)
		p := StudentP(x, 5) / 2
		if x > 0 {
			p = 1 - p
		}
		statstest.Near(t, "distribution", cdf, p, 1e-9)
		step := 1e-5 * max(1, math.Abs(x))
		above, _ := tBelow5(x + step)
		under, _ := tBelow5(x - step)
		statstest.Near(t, "density", density, (above-under)/(2*step), 1e-6)
	}
	statstest.Near(t, "97.5 %", mixture{{1, 0, 1}}.quantile(0.975, 2.570581835636314), 2.570581835636314, 1e-12) // any table of t
	m := mixture{{0.5, 0, 1}, {0.3, 10, 2}, {0.2, -4, 0.01}}
	statstest.Near(t, "mean", m.mean(), 2.2, 1e-14)
	for _, p := range []float64{0.001, 0.025, 0.1, 0.45, 0.5, 0.9, 0.975} {
		q := tTwoSided(math.Abs(2*p-1), 5)
		cdf, _ := m.below(m.quantile(p, math.Copysign(q, p-0.5)))
		statstest.Near(t, "quantile", cdf, p, 1e-6)
	}
}

// One course against the textbook: a level that stands still is the mean of the
// values, its forecast's variance s²(1+1/n); the last value's is s²·h, s² the
// mean square of the changes; a slope that stays, with no rein on it, is the
// line of least squares.
func TestCourses(t *testing.T) {
	y := rate12
	n := float64(len(y))
	still := course{holt: holt{}}.fit(y)
	still.weight = 1
	statstest.Near(t, "level", still.end.level, Mean(y), 1e-14)
	ss := 0.0
	for _, v := range y {
		ss += (v - Mean(y)) * (v - Mean(y))
	}
	statstest.Near(t, "scale", still.ahead(3).scale, widthShare*math.Sqrt(ss/(n-1)*(1+1/n)), 1e-13)

	last := course{holt: holt{alpha: 1}}.fit(y)
	ss = 0
	for i, v := range y[1:] {
		ss += (v - y[i]) * (v - y[i])
	}
	statstest.Near(t, "last", last.ahead(4).centre, 9.4, 1e-14)
	statstest.Near(t, "its scale", last.ahead(4).scale, widthShare*math.Sqrt(4*ss/(n-1)), 1e-13)

	// The slope's prior draws the line towards level: ridge regression.
	sloped := course{holt: holt{phi: 1}}.fit(y)
	years := statstest.Years(1, len(y))
	var sxx, sxy float64
	for i, v := range y {
		sxx += (years[i] - Mean(years)) * (years[i] - Mean(years))
		sxy += (years[i] - Mean(years)) * v
	}
	b := sxy / (sxx + 1/(slopeSD*slopeSD))
	statstest.Near(t, "slope", sloped.end.slope, b, 1e-12)
	statstest.Near(t, "ahead", sloped.ahead(2).centre, Mean(y)+b*(14-Mean(years)), 1e-12)
}

// Beforehand the last value counts as much as all other courses together.
func TestCoursesBeforehand(t *testing.T) {
	var w Weights
	for _, c := range courses {
		w.add(c.holt, math.Exp(c.logPrior))
		if !(c.beta <= c.alpha && c.alpha <= 1) {
			t.Errorf("%+v", c)
		}
	}
	statstest.Near(t, "last", w.Last, 0.5, 1e-12)
	statstest.Near(t, "level", w.Level, 0.25, 1e-12)
	statstest.Near(t, "slope", w.Slope, 0.25, 1e-12)
	if len(courses) != 28 {
		t.Errorf("%d courses, want 28", len(courses))
	}
}

// By an independent computation in Python: each course's values as one
// multivariate normal with its whole covariance matrix, generalised least squares,
// Simpson's rule for t and halving for the quantiles.
func TestCombinedByCovariances(t *testing.T) {
	for _, c := range []struct {
		level float64
		want  []ForecastPoint
	}{
		{0.95, []ForecastPoint{{1, 9.30033817421534, 8.512502886736968, 10.13911042534545}, {2, 9.145678285763147, 8.139682904246968, 10.314484163254178}, {3, 8.99343138962476, 7.762382681069084, 10.491608603517193}}},
		{0.80, []ForecastPoint{{1, 9.30033817421534, 8.84457895378631, 9.772160198158701}, {2, 9.145678285763147, 8.565031084581278, 9.78646299858326}, {3, 8.99343138962476, 8.285378302190054, 9.818983022301211}}},
	} {
		f, err := Combined(rate12, 3, c.level, 0.1)
		if err != nil {
			t.Fatal(err)
		}
		checkPoints(t, f.Points, c.want, 1e-5) // courses of a weight below 1e-6 are left out
		statstest.Near(t, "last", f.Weights.Last, 0.22012830631622232, 1e-5)
		statstest.Near(t, "slope", f.Weights.Slope, 0.7617705721588973, 1e-5)
	}
}

// The kind of course that a series takes is found in it.
func TestCombinedWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 35))
	var noise, walk, line []float64
	for i := range 35 {
		e := r.NormFloat64()
		noise, line = append(noise, e), append(line, 2*float64(i)+e)
		if i > 0 {
			e += walk[i-1]
		}
		walk = append(walk, e)
	}
	for _, c := range []struct {
		what string
		y    []float64
		of   func(Weights) float64
	}{
		{"noise about a level", noise, func(w Weights) float64 { return w.Level }},
		{"a random walk", walk, func(w Weights) float64 { return w.Last }},
		{"a line and noise", line, func(w Weights) float64 { return w.Slope }},
	} {
		f, err := usualCombined(c.y, 5, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.of(f.Weights); got < 0.6 {
			t.Errorf("%s: weights %+v", c.what, f.Weights)
		}
		statstest.Near(t, "together", f.Weights.Last+f.Weights.Level+f.Weights.Slope, 1, 1e-12)
	}
}

// Limits never lie nearer than half a rounding step, also where every value but
// one is the same, and widen with the step.
func TestCombinedRounding(t *testing.T) {
	y := []float64{8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.5}
	before := 0.0
	for _, step := range []float64{0, 0.1, 0.5, 2} {
		f, err := Combined(y, 5, 0.8, step)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.Points {
			if !(p.Mean-p.Lower >= step/2-1e-12 && p.Upper-p.Mean >= step/2-1e-12) {
				t.Errorf("step %g: %+v", step, p)
			}
		}
		if width := f.Points[0].Upper - f.Points[0].Lower; width <= before {
			t.Errorf("step %g: width %g after %g", step, width, before)
		} else {
			before = width
		}
	}
}

// A straight line goes on, flattened little by the chance that it does not.
func TestCombinedOfLine(t *testing.T) {
	f, err := Combined([]float64{100, 110, 120, 130, 140, 150, 160, 170, 180, 190}, 1, 0.95, 1)
	if err != nil {
		t.Fatal(err)
	}
	if p := f.Points[0]; !(math.Abs(p.Mean-200) < 1 && p.Lower > 190 && p.Upper < 210 && f.Weights.Slope > 0.99) {
		t.Errorf("%+v, weights %+v", p, f.Weights)
	}
}

// A forecast of the past sees nothing of what came after.
func TestPastHits(t *testing.T) {
	y := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 11, 12}
	var seen []int
	past, err := PastHits(y, 3, func(y []float64, h int) (Forecast, error) {
		seen = append(seen, len(y), h)
		f := Forecast{Sigma: 1}
		for i := range h { // the last value and i more, or one to either side
			mean := y[len(y)-1] + float64(i+1)
			f.Points = append(f.Points, ForecastPoint{i + 1, mean, mean - 1, mean + 1})
		}
		return f, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// From 8: 9 held, 100 did not, 11 held; from 9: 100 no, 11 and 12 held; from
	// 100: none; from 11: 12 held.
	want := []Past{{2, 4}, {1, 3}, {2, 2}}
	for i, p := range past {
		if p != want[i] {
			t.Errorf("%d steps ahead: %+v, want %+v", i+1, p, want[i])
		}
	}
	if len(seen) != 8 || seen[0] != 8 || seen[6] != 11 || seen[7] != 1 {
		t.Errorf("forecasts made from %v", seen)
	}
	if past, err := PastHits(y[:8], 2, nil); err != nil || past[0].Forecasts != 0 || past[1].Forecasts != 0 {
		t.Errorf("eight values: %v, %v", past, err)
	}
	if past, err := PastHits([]float64{5, 5, 5, 5, 5, 5, 5, 5, 5, 6}, 1, func(y []float64, h int) (Forecast, error) { return Combined(y, h, 0.95, 1) }); err != nil || past[0].Forecasts != 0 {
		t.Errorf("forecasts without limits: %v, %v", past, err)
	}
}

func BenchmarkCombined(b *testing.B) { benchForecast(b, usualCombined) }
