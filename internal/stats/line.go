package stats

import "math"

// Line is a straight line fitted by least squares.
type Line struct {
	N            int
	DF           int     // degrees of freedom, N−2
	Slope        float64 // per unit of t
	Intercept    float64 // value at t = 0
	SE           float64 // standard error of the slope
	InterceptSE  float64
	Lower, Upper float64 // limits of the slope, Student's t
	Level        float64 // coverage of the limits
	P            float64 // two-sided, that the slope is 0
	R2           float64 // share of the variance explained; NaN for constant y
	Sigma        float64 // residual standard deviation
	tMean        float64
}

// At is the line's value at t with the limits of the mean of y there, at the line's
// level: ŷ ∓ Student's t·σ·√(1/n + (t−t̄)²/Σ(t−t̄)²) (Draper & Smith 1998, chapter 1).
// At t = 0 they are those of the intercept.
func (l Line) At(t float64) (value, lower, upper float64) {
	value = l.Intercept + l.Slope*t
	if !(l.SE > 0) {
		return value, value, value
	}
	quantile := (l.Upper - l.Slope) / l.SE
	half := quantile * math.Hypot(l.Sigma/math.Sqrt(float64(l.N)), (t-l.tMean)*l.SE)
	return value, value - half, value + half
}

// LeastSquares fits y = intercept + slope·t, with limits of the slope at the
// given level from Student's t with n−2 degrees of freedom.
//
// Times and values are centred on their means first. The columns 1 and
// t − mean(t) are then at right angles, so their QR decomposition is their
// two lengths, and the slope is Σ(t−t̄)(y−ȳ)/Σ(t−t̄)²: no normal equations are
// formed. (Draper & Smith 1998, Applied Regression Analysis, chapter 1;
// NIST's certified Norris values are met to 12 digits.)
//
// A fit that leaves nothing but rounding has SE 0 and p 0. A constant y has
// slope 0, p 1 and no R².
//
// Errors: ErrTooFew below three observations, ErrNotFinite, ErrLevel, and
// ErrDegenerate where all times are the same.
func LeastSquares(t, y []float64, level float64) (Line, error) {
	var s Scratch
	return s.LeastSquares(t, y, level)
}

// LeastSquares is the function of that name. It remembers Student's t
// quantiles, which cost more than the fit.
func (s *Scratch) LeastSquares(t, y []float64, level float64) (Line, error) {
	mustMatch(t, y)
	n := len(y)
	nan := math.NaN()
	line := Line{N: n, DF: max(n-2, 0), Slope: nan, Intercept: nan, SE: nan, InterceptSE: nan,
		Lower: nan, Upper: nan, Level: level, P: nan, R2: nan, Sigma: nan}
	switch {
	case n < 3:
		return line, ErrTooFew
	case !ValidLevel(level):
		return line, ErrLevel
	case !AllFinite(t) || !AllFinite(y):
		return line, ErrNotFinite
	case Reach(t, Mean(t)) <= Rounding(t):
		return line, ErrDegenerate
	}
	line.fit(t, y)
	half := 0.0
	switch {
	case line.SE > 0:
		half = s.student.Quantile(level, line.DF) * line.SE
		line.P = StudentP(line.Slope/line.SE, float64(line.DF))
	case line.Slope == 0:
		line.P = 1
	default:
		line.P = 0
	}
	line.Lower, line.Upper = line.Slope-half, line.Slope+half
	return line, nil
}

// fit sets the estimates and standard errors.
func (l *Line) fit(t, y []float64) {
	tMean, yMean := Mean(t), Mean(y)
	l.tMean = tMean
	if Reach(y, yMean) <= Rounding(y) {
		l.Slope, l.Intercept, l.SE, l.InterceptSE, l.Sigma = 0, y[0], 0, 0, 0
		return
	}
	var sxx, sxy, syy float64
	for i := range t {
		dt, dy := t[i]-tMean, y[i]-yMean
		sxx += dt * dt
		sxy += dt * dy
		syy += dy * dy
	}
	l.Slope = sxy / sxx
	l.Intercept = yMean - l.Slope*tMean
	var rss, worst float64
	for i := range t {
		r := (y[i] - yMean) - l.Slope*(t[i]-tMean)
		rss += r * r
		worst = max(worst, math.Abs(r))
	}
	if worst <= Rounding(y) {
		rss = 0
	}
	l.R2 = max(0, 1-rss/syy)
	l.Sigma = math.Sqrt(rss / float64(l.DF))
	l.SE = l.Sigma / math.Sqrt(sxx)
	l.InterceptSE = l.Sigma * math.Sqrt(1/float64(l.N)+tMean*tMean/sxx)
}
