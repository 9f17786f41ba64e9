package stats

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// NoInt1 (NIST): y = 130..140 on x = 60..70 through the origin, certified
// slope 2.07438016528926, standard error 0.0165289256198347.
func TestLeastSquaresQRThroughOrigin(t *testing.T) {
	x := mat.NewDense(11, 1, nil)
	y := make([]float64, 11)
	for i := range y {
		x.Set(i, 0, float64(60+i))
		y[i] = float64(130 + i)
	}
	fit, err := LeastSquaresQR(x, y)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", fit.Coef[0], 2.07438016528926, 1e-14)
	near(t, "standard error", fit.SE[0], 0.0165289256198347, 1e-13)
	value, se := fit.Combination([]float64{70})
	near(t, "value at 70", value, 70*2.07438016528926, 1e-14)
	near(t, "its standard error", se, 70*0.0165289256198347, 1e-13)
}

func TestLeastSquaresQRAgreesWithLine(t *testing.T) {
	x := mat.NewDense(len(nile20), 2, nil)
	for i, year := range years(1951, len(nile20)) {
		x.Set(i, 0, 1)
		x.Set(i, 1, year-1960)
	}
	fit, err := LeastSquaresQR(x, nile20)
	if err != nil {
		t.Fatal(err)
	}
	line, err := LeastSquares(years(1951, len(nile20)), nile20, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", fit.Coef[1], line.Slope, 1e-12)
	near(t, "standard error", fit.SE[1], line.SE, 1e-12)
	near(t, "sigma", fit.Sigma, line.Sigma, 1e-12)
}

func TestLeastSquaresQRRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		x    *mat.Dense
		y    []float64
		want error
	}{
		{"as many columns as rows", mat.NewDense(2, 2, []float64{1, 1, 1, 2}), []float64{1, 2}, ErrTooFew},
		{"a column twice the other", mat.NewDense(3, 2, []float64{1, 2, 2, 4, 4, 8}), []float64{1, 2, 3}, ErrDegenerate},
		{"a column of zeros", mat.NewDense(3, 2, []float64{1, 0, 1, 0, 1, 0}), []float64{1, 2, 3}, ErrDegenerate},
		{"NaN in a column", mat.NewDense(3, 1, []float64{1, math.NaN(), 1}), []float64{1, 2, 3}, ErrNotFinite},
		{"infinite value", mat.NewDense(3, 1, []float64{1, 1, 1}), []float64{1, 2, math.Inf(1)}, ErrNotFinite},
	} {
		if _, err := LeastSquaresQR(c.x, c.y); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
