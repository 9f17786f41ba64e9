package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// R 4.2.2, forecast 8.20: holt(y, initial = "simple", alpha = 0.8,
// beta = 0.2), whose beta of 0.2 is ours of 0.8·0.2. The first three forecasts
// one step ahead can be had by hand: 12.1−0.3; 12.1−0.6+0.8·0.3+0.16·0.3; …
func TestHoltSteps(t *testing.T) {
	m, s := holt{alpha: 0.8, beta: 0.16, phi: 1}, holtState{level: 12.1, slope: -0.3}
	fitted := []float64{11.8, 11.788, 11.54752, 11.6358208, 11.023749632, 10.64153545728,
		10.7024469491712, 10.186237735682, 9.82919785527509, 9.99311822234968, 9.59500338018865, 9.64417987092626}
	sum := 0.0
	for i, y := range rate12 {
		statstest.Near(t, "fitted", m.mean(s, 1), fitted[i], 1e-13)
		var off float64
		s, off = m.step(s, y)
		statstest.Near(t, "error", off, y-fitted[i], 1e-11)
		sum += off * off
	}
	statstest.Near(t, "one step", m.mean(s, 1), 9.21494638972558, 1e-13)
	statstest.Near(t, "five steps", m.mean(s, 5), 8.2793880518869, 1e-13)
	end, sse := m.run(rate12, holtState{level: 12.1, slope: -0.3})
	if end != s {
		t.Errorf("run ends in %v, its steps in %v", end, s)
	}
	statstest.Near(t, "sum of squares", sse, sum, 1e-14)
}

// Hyndman & Athanasopoulos 2021, 8.7, print the variance of (A,Ad,N) multiplied
// out; ours is the sum that it stands for.
func TestHoltVariance(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		alpha := r.Float64()
		m := holt{alpha, r.Float64() * alpha, 0.8 + 0.18*r.Float64()}
		a, b, p := m.alpha, m.beta, m.phi
		for steps := 1; steps <= 5; steps++ {
			h, ph := float64(steps), math.Pow(p, float64(steps))
			want := 1 + a*a*(h-1) + b*p*h/((1-p)*(1-p))*(2*a*(1-p)+b*p) -
				b*p*(1-ph)/((1-p)*(1-p)*(1-p*p))*(2*a*(1-p*p)+b*p*(1+2*p-ph))
			statstest.Near(t, "variance", m.variance(steps), want, 1e-7) // it cancels near phi = .98
		}
	}
}

// R 4.2.2, forecast 8.20: ets(y, "AAN", damped = TRUE) of rate12 says alpha
// and beta .0001, phi .9527, σ² .051361 and, one and five steps ahead, 9.3327
// (8.8885 to 9.7769) and 8.6987 (8.2545 to 9.1429).
func TestDampedHolt(t *testing.T) {
	f, err := DampedHolt(rate12, 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Method != "damped_holt" || f.N != 12 || f.Level != 0.95 || len(f.Points) != 5 {
		t.Fatalf("%+v", f)
	}
	statstest.Near(t, "alpha", f.Params.Alpha, 1e-4, 1e-4)
	statstest.Near(t, "beta", f.Params.Beta, 1e-4, 1e-4)
	statstest.Near(t, "phi", f.Params.Phi, 0.952658, 1e-6)
	statstest.Near(t, "σ²", f.Sigma*f.Sigma, 0.0513607, 2e-6)
	checkPoint(t, f.Points[0], ForecastPoint{1, 9.33272, 8.88854, 9.77691}, 1e-6)
	checkPoint(t, f.Points[4], ForecastPoint{5, 8.69869, 8.25451, 9.14288}, 1e-6)
	statstest.Near(t, "one step", f.Points[0].Mean, f.Params.Level+f.Params.Phi*f.Params.Slope, 1e-14)
}

// A series that damps as the model does goes on nearly so: the search stops
// short of it.
func TestDampedHoltOfCurve(t *testing.T) {
	m, s := holt{phi: 0.9}, holtState{level: 40, slope: 3}
	var y []float64
	for i := range 15 {
		y = append(y, m.mean(s, i+1))
	}
	f, err := DampedHolt(y, 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Points {
		statstest.Near(t, "mean", p.Mean, m.mean(s, 15+p.H), 0.01)
		if want := m.mean(s, 15+p.H); want < p.Lower || want > p.Upper {
			t.Errorf("step %d: %g lies outside %g to %g", p.H, want, p.Lower, p.Upper)
		}
	}
}

// A straight line is flattened, as phi is at most .98, and no more than that.
func TestDampedHoltOfLine(t *testing.T) {
	f, err := DampedHolt(statstest.Years(1, 20), 5, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Points {
		line := float64(20 + p.H)
		if !(p.Mean < line && p.Mean > line-0.1*float64(p.H)) {
			t.Errorf("step %d: %g, the line is at %g", p.H, p.Mean, line)
		}
	}
}

// What the search comes to is allowed, and no worse than where it starts.
func TestHoltSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for i := range 300 {
		y := randomWalk(r, 8+i%28)
		model, start := fitHolt(y)
		_, found := model.run(y, start)
		line, err := LeastSquares(statstest.Years(1, min(10, len(y))), y[:min(10, len(y))], 0.95)
		if err != nil {
			t.Fatal(err)
		}
		_, first := holt{0.20006, 0.020096, 0.9782}.run(y, holtState{line.Intercept, line.Slope})
		if !model.allowed() || !(found <= first*(1+1e-9)) {
			t.Fatalf("%v: sum of squares %g at %+v, %g at the start", y, found, model, first)
		}
	}
}

// randomWalk has a level and a slope that wander, each at a pace of its own.
func randomWalk(r *rand.Rand, n int) []float64 {
	level, slope := 50.0, r.NormFloat64()
	pace := r.Float64()
	y := make([]float64, n)
	for i := range y {
		slope += 0.3 * pace * r.NormFloat64()
		level += slope + r.NormFloat64()*r.Float64()
		y[i] = level + 2*(1-pace)*r.NormFloat64()
	}
	return y
}

// The search comes to R's parameters and forecasts in all six series.
func TestDampedHoltAgainstR(t *testing.T) {
	eachRForecast(t, func(t *testing.T, c rForecastCase) {
		model, start := fitHolt(c.Y)
		for name, p := range map[string]struct{ got, want float64 }{
			"alpha": {model.alpha, c.Damped.Alpha}, "beta": {model.beta, c.Damped.Beta}, "phi": {model.phi, c.Damped.Phi},
			"level": {start.level, c.Damped.Level}, "slope": {start.slope, c.Damped.Slope},
		} {
			statstest.Near(t, "R's "+name, p.got, p.want, 1e-7)
		}
		for _, level := range []float64{0.80, 0.95} {
			f, err := DampedHolt(c.Y, 5, level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "σ²", f.Sigma*f.Sigma, c.Damped.Variance, 1e-7)
			checkPoints(t, f.Points, c.Damped.points(level), 1e-7)
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
