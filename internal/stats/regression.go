package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// maxCondition is the condition number of the scaled columns beyond which
// they count as depending on each other: fewer than two digits would be left.
const maxCondition = 1e14

// Regression is a linear model fitted by least squares.
type Regression struct {
	N     int
	DF    int       // degrees of freedom, N − number of columns
	Coef  []float64 // one per column
	SE    []float64 // standard errors of Coef
	RSS   float64   // residual sum of squares
	Sigma float64   // residual standard deviation, √(RSS/DF)

	rInverse *mat.TriDense // of the columns scaled to length 1
	lengths  []float64     // of the columns
}

// LeastSquaresQR fits y = x·coef, for x with one row per observation and one
// column per coefficient; a column of ones is the caller's to add, and x is
// left as it was. It does not centre: columns that would lose digits, such as
// powers of a year, are better passed centred.
//
// The columns are scaled to length 1 and decomposed by Householder's QR
// (Golub & Van Loan, Matrix Computations, 5.3); normal equations are never
// formed. A fit that leaves nothing but rounding has RSS 0. Of NIST's certified
// coefficients it meets 13 digits on Filip (degree 10, powers of the centred
// and scaled x), 12 on Norris and Pontius, 10 on Longley's raw columns, 9 on
// Wampler's polynomials and 7 on the fifth of them, which is nearly all noise.
//
// Errors: ErrTooFew unless rows outnumber columns, ErrNotFinite, and
// ErrDegenerate where columns depend on each other. It panics where y is not
// as long as x has rows.
func LeastSquaresQR(x *mat.Dense, y []float64) (Regression, error) {
	n, p := x.Dims()
	if len(y) != n {
		panic("stats: rows and values differ in length")
	}
	fit := Regression{N: n, DF: max(n-p, 0)}
	switch {
	case n <= p:
		return fit, ErrTooFew
	case !allFinite(y):
		return fit, ErrNotFinite
	}
	scaled, lengths, err := scaleColumns(x)
	if err != nil {
		return fit, err
	}
	fit.lengths = lengths
	if err := fit.solve(scaled, y); err != nil {
		return fit, err
	}
	fit.RSS = residualSquares(x, y, fit.Coef)
	fit.Sigma = math.Sqrt(fit.RSS / float64(fit.DF))
	fit.SE = make([]float64, p)
	unit := make([]float64, p)
	for j := range p {
		unit[j] = 1
		_, fit.SE[j] = fit.Combination(unit)
		unit[j] = 0
	}
	return fit, nil
}

// Combination returns Σ c_j·Coef_j and its standard error σ‖R⁻ᵀc‖: the fitted
// value at a row c, or a difference of coefficients. It panics where c is not
// as long as Coef.
func (r Regression) Combination(c []float64) (value, se float64) {
	if len(c) != len(r.Coef) {
		panic("stats: combination and coefficients differ in length")
	}
	squares := 0.0
	for j := range c {
		value += c[j] * r.Coef[j]
		dot := 0.0
		for i := range j + 1 {
			dot += c[i] / r.lengths[i] * r.rInverse.At(i, j)
		}
		squares += dot * dot
	}
	return value, r.Sigma * math.Sqrt(squares)
}

// scaleColumns returns a copy of x with columns of length 1, and what their
// lengths were.
func scaleColumns(x *mat.Dense) (scaled *mat.Dense, lengths []float64, err error) {
	n, p := x.Dims()
	scaled = mat.NewDense(n, p, nil)
	lengths = make([]float64, p)
	column := make([]float64, n)
	for j := range p {
		mat.Col(column, j, x)
		if !allFinite(column) {
			return nil, nil, ErrNotFinite
		}
		lengths[j] = mat.Norm(mat.NewVecDense(n, column), 2)
		if lengths[j] == 0 {
			return nil, nil, ErrDegenerate
		}
		for i, v := range column {
			scaled.Set(i, j, v/lengths[j])
		}
	}
	return scaled, lengths, nil
}

// solve decomposes the scaled columns and sets Coef and rInverse.
func (r *Regression) solve(scaled *mat.Dense, y []float64) error {
	n, p := scaled.Dims()
	var qr mat.QR
	qr.Factorize(scaled)
	if !(qr.Cond() < maxCondition) {
		return ErrDegenerate
	}
	var b mat.VecDense
	if err := qr.SolveVecTo(&b, false, mat.NewVecDense(n, y)); err != nil {
		return ErrDegenerate
	}
	r.Coef = make([]float64, p)
	for j := range p {
		r.Coef[j] = b.AtVec(j) / r.lengths[j]
	}
	var full mat.Dense
	qr.RTo(&full)
	upper := mat.NewTriDense(p, mat.Upper, nil)
	for i := range p {
		for j := i; j < p; j++ {
			upper.SetTri(i, j, full.At(i, j))
		}
	}
	r.rInverse = mat.NewTriDense(p, mat.Upper, nil)
	if err := r.rInverse.InverseTri(upper); err != nil {
		return ErrDegenerate
	}
	return nil
}

// residualSquares is the sum of squared residuals; 0 where every residual is
// no more than the rounding of the terms it is the difference of.
func residualSquares(x *mat.Dense, y, coef []float64) float64 {
	var rss, worst, size float64
	for i, yi := range y {
		residual, terms := yi, math.Abs(yi)
		for j, b := range coef {
			term := x.At(i, j) * b
			residual -= term
			terms += math.Abs(term)
		}
		rss += residual * residual
		worst, size = max(worst, math.Abs(residual)), max(size, terms)
	}
	if worst <= 16*eps*size {
		return 0
	}
	return rss
}
