package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// nistCase is one of NIST's Statistical Reference Datasets for linear
// regression, with its certified values.
type nistCase struct {
	File  string    `json:"file"`
	N     int       `json:"n"`
	Coef  []float64 `json:"coef"`
	SE    []float64 `json:"se"`
	RSS   *float64  `json:"rss"`
	Sigma float64   `json:"residual_sd"`
	R2    float64   `json:"r2"`
}

// The whole digits each dataset is met to at least, in its coefficients and
// its standard errors: about one fewer than are reached on amd64, so that a
// change of method that loses digits shows and another processor's rounding
// does not.
var nistDigits = map[string]struct{ coef, se float64 }{
	"filip": {12, 12}, "norris": {11, 12}, "pontius": {11, 12}, "noint1": {13, 13}, "longley": {10, 11},
	"wampler1": {8, 15}, "wampler2": {8, 15}, "wampler3": {8, 13}, "wampler4": {8, 13}, "wampler5": {7, 13},
}

func TestLeastSquaresQRAgainstNIST(t *testing.T) {
	var cases map[string]nistCase
	readJSON(t, "nist-strd/expected.json", &cases)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			coef, se, fit := fitNIST(t, name, c)
			want := nistDigits[name]
			least := math.Inf(1)
			for j := range c.Coef {
				least = min(least, digits(coef[j], c.Coef[j]))
			}
			leastSE := math.Inf(1)
			for j := range c.SE {
				leastSE = min(leastSE, digits(se[j], c.SE[j]))
			}
			t.Logf("digits: coefficients %.1f, standard errors %.1f, residual sd %.1f", least, leastSE, digits(fit.Sigma, c.Sigma))
			if least < want.coef || leastSE < want.se {
				t.Errorf("coefficients %v (%.1f digits, want %v), standard errors %v (%.1f, want %v)",
					coef, least, want.coef, se, leastSE, want.se)
			}
		})
	}
}

// fitNIST fits a dataset: its columns as they are, or for a polynomial the
// powers of u = (x−centre)/scale, brought back to powers of x.
func fitNIST(t *testing.T, name string, c nistCase) (coef, se []float64, fit Regression) {
	rows := readTable(t, "nist-strd/"+c.File)
	var columns [][]float64
	back := identity(len(c.Coef))
	y := rows.column(t, "y")
	switch name {
	case "longley":
		y = rows.column(t, "TOTEMP")
		columns = append(columns, power(y, 0))
		for _, k := range []string{"GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"} {
			columns = append(columns, rows.column(t, k))
		}
	case "noint1":
		columns = append(columns, rows.column(t, "x"))
	default:
		u, centre, scale := centred(rows.column(t, "x"))
		for k := range c.Coef {
			columns = append(columns, power(u, k))
		}
		back = fromCentred(len(c.Coef), centre, scale)
	}
	x := mat.NewDense(len(y), len(columns), nil)
	for j, column := range columns {
		x.SetCol(j, column)
	}
	fit, err := LeastSquaresQR(x, y)
	if err != nil {
		t.Fatal(err)
	}
	for j := range c.Coef {
		b, s := fit.Combination(back[j])
		coef, se = append(coef, b), append(se, s)
	}
	return coef, se, fit
}

func centred(x []float64) (u []float64, centre, scale float64) {
	lo, hi := x[0], x[0]
	for _, v := range x {
		lo, hi = min(lo, v), max(hi, v)
	}
	centre, scale = (lo+hi)/2, (hi-lo)/2
	for _, v := range x {
		u = append(u, (v-centre)/scale)
	}
	return u, centre, scale
}

func power(x []float64, k int) []float64 {
	out := make([]float64, len(x))
	for i := range x {
		out[i] = 1
		for range k {
			out[i] *= x[i]
		}
	}
	return out
}

func identity(p int) [][]float64 {
	rows := make([][]float64, p)
	for j := range rows {
		rows[j] = make([]float64, p)
		rows[j][j] = 1
	}
	return rows
}

// fromCentred gives, per power j of x, the weights of the coefficients of the
// powers k of u: ((x−c)/s)^k has binomial(k,j)·(−c)^(k−j)/s^k at x^j.
func fromCentred(p int, centre, scale float64) [][]float64 {
	rows := make([][]float64, p)
	for j := range rows {
		rows[j] = make([]float64, p)
		binomial := 1.0
		for k := j; k < p; k++ {
			rows[j][k] = binomial * math.Pow(-centre, float64(k-j)) / math.Pow(scale, float64(k))
			binomial *= float64(k+1) / float64(k+1-j)
		}
	}
	return rows
}
