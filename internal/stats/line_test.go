package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Nile 1951–1970 against scipy 1.10 linregress and t.ppf.
func TestLeastSquares(t *testing.T) {
	line, err := LeastSquares(statstest.Years(1951, 20), statstest.Nile20, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "slope", line.Slope, -3.1827067669172941, 1e-13)
	statstest.Near(t, "intercept", line.Intercept, 7116.7466165413553, 1e-13)
	statstest.Near(t, "SE", line.SE, 4.945794320866205, 1e-13)
	statstest.Near(t, "p", line.P, 0.52800260967752755, 1e-12)
	statstest.Near(t, "lower", line.Lower, -13.573435062123675, 1e-12)
	statstest.Near(t, "upper", line.Upper, 7.2080215282890876, 1e-12)
	statstest.Near(t, "R²", line.R2, 0.022489007877699113, 1e-12)
}

// Norris (NIST): the certified slope, intercept, standard errors, residual
// standard deviation and R².
func TestLeastSquaresAgainstNorris(t *testing.T) {
	var all struct {
		Norris struct {
			X, Y             []float64
			Intercept, Slope float64
			InterceptSE      float64 `json:"intercept_se"`
			SlopeSE          float64 `json:"slope_se"`
			ResidualSD       float64 `json:"residual_sd"`
			R2               float64
		}
	}
	statstest.Read(t, "nist", &all)
	want := all.Norris
	line, err := LeastSquares(want.X, want.Y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "slope", line.Slope, want.Slope, 1e-14)
	statstest.Near(t, "intercept", line.Intercept, want.Intercept, 1e-12)
	statstest.Near(t, "SE", line.SE, want.SlopeSE, 1e-13)
	statstest.Near(t, "intercept's SE", line.InterceptSE, want.InterceptSE, 1e-13)
	statstest.Near(t, "sigma", line.Sigma, want.ResidualSD, 1e-13)
	statstest.Near(t, "R²", line.R2, want.R2, 1e-14)

	// The limits of the line at 0 are those of the intercept; they are narrowest at
	// the mean, σ/√n there.
	quantile := (line.Upper - line.Slope) / line.SE
	value, lower, upper := line.At(0)
	statstest.Near(t, "value at 0", value, want.Intercept, 1e-12)
	statstest.Near(t, "limits at 0", (upper-lower)/2, quantile*want.InterceptSE, 1e-12)
	_, lower, upper = line.At(Mean(want.X))
	statstest.Near(t, "limits at the mean", (upper-lower)/2, quantile*want.ResidualSD/math.Sqrt(float64(len(want.X))), 1e-12)
	if v, l, u := (Line{Intercept: 1, Slope: 2}).At(3); v != 7 || l != 7 || u != 7 {
		t.Errorf("a line that leaves nothing: %v, %v to %v", v, l, u)
	}
}

func TestLeastSquaresEdges(t *testing.T) {
	at := statstest.Years(2010, 5)
	for _, c := range []struct {
		name             string
		y                []float64
		slope, se, p, r2 float64
	}{
		{"perfect", []float64{0.1, 0.2, 0.3, 0.4, 0.5}, 0.1, 0, 0, 1},
		{"constant", []float64{0.1, 0.1, 0.1, 0.1, 0.1}, 0, 0, 1, math.NaN()},
		{"constant but for rounding", []float64{0.3, 0.1 + 0.2, 0.3, 0.3, 0.3}, 0, 0, 1, math.NaN()},
		{"real zeros", make([]float64, 5), 0, 0, 1, math.NaN()},
		// Slope exactly 0 with noise: p is 1 and there is a standard error.
		{"level", []float64{1, -1, 0, -1, 1}, 0, math.Sqrt(4. / 3 / 10), 1, 0},
	} {
		line, err := LeastSquares(at, c.y, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, c.name+": slope", line.Slope, c.slope, 1e-14)
		statstest.Near(t, c.name+": SE", line.SE, c.se, 1e-14)
		statstest.Near(t, c.name+": p", line.P, c.p, 1e-14)
		statstest.Near(t, c.name+": R²", line.R2, c.r2, 1e-14)
		if c.se == 0 && (line.Lower != line.Slope || line.Upper != line.Slope) {
			t.Errorf("%s: limits %v to %v, want the slope %v", c.name, line.Lower, line.Upper, line.Slope)
		}
	}
}

func TestLeastSquaresRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		t, y  []float64
		level float64
		want  error
	}{
		{"two observations", []float64{1, 2}, []float64{1, 2}, 0.95, ErrTooFew},
		{"one time", []float64{2000, 2000, 2000}, []float64{1, 2, 3}, 0.95, ErrDegenerate},
		{"infinite", []float64{1, 2, math.Inf(1)}, []float64{1, 2, 3}, 0.95, ErrNotFinite},
		{"level of 1", []float64{1, 2, 3}, []float64{1, 2, 3}, 1, ErrLevel},
	} {
		if line, err := LeastSquares(c.t, c.y, c.level); !errors.Is(err, c.want) || !math.IsNaN(line.Slope) {
			t.Errorf("%s: %+v, %v, want %v", c.name, line, err, c.want)
		}
	}
}

func TestLeastSquaresProperties(t *testing.T) {
	eachSeries(t, 3, func(t *testing.T, _ *rand.Rand, times, y []float64) {
		line, err := LeastSquares(times, y, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if !(line.Lower <= line.Slope && line.Slope <= line.Upper) || !(0 <= line.P && line.P <= 1) {
			t.Errorf("got %+v", line)
		}
		if significant := line.P < 0.05; significant != (line.Lower > 0 || line.Upper < 0) && line.P != 1 {
			t.Errorf("p and interval disagree: %+v", line)
		}
		tilted := make([]float64, len(y))
		for i := range y {
			tilted[i] = 5 - 2*y[i] + 3*times[i]
		}
		turned, _ := LeastSquares(times, tilted, 0.95)
		if math.Abs(turned.Slope-(3-2*line.Slope)) > 1e-9 || math.Abs(turned.SE-2*line.SE) > 1e-9 {
			t.Errorf("slope %v and SE %v of 5−2y+3t, from %v and %v", turned.Slope, turned.SE, line.Slope, line.SE)
		}
	})
}
