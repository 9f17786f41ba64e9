// Package joinpoint finds the years at which a series turns: a continuous line
// of straight segments, fitted by least squares. It keeps the conventions of
// package stats.
package joinpoint

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/stats"
)

// The reasons for which joinpoints are not looked for.
var (
	// ErrNotPositive: a value is 0 or negative and has no logarithm.
	ErrNotPositive = errors.New("a value is 0 or negative, which the log scale cannot take: use the linear scale")
	// ErrStandardErrors: a standard error is 0, negative or not finite.
	ErrStandardErrors = errors.New("every standard error must be a finite number above 0, of a size with the values: give all of them or none")
	// ErrScale: the scale is neither Log nor Linear.
	ErrScale = errors.New(`the scale must be "log" or "linear"`)
	// ErrTooMany: more joinpoints are asked for than the observations allow.
	ErrTooMany = errors.New("too many joinpoints")
	// ErrSpan: the times span more whole years than are searched.
	ErrSpan = errors.New("the times span more than a thousand years, which is too wide to look for joinpoints by whole years")
)

// Scale is what the lines between joinpoints are straight on.
type Scale string

// The scales.
const (
	Log    Scale = "log"    // ln(y): a steady change in percent
	Linear Scale = "linear" // y itself, where a value may be 0 or negative
)

// Most is the greatest number of joinpoints that is looked for.
const Most = 5

// Options are the settings of Fit.
type Options struct {
	Scale  Scale     // Log needs every y above 0
	Number int       // of joinpoints, exactly so many; below 0: chosen, from 0 to Max
	Max    int       // the greatest number looked at when chosen; 0: UsualMost(n)
	Level  float64   // coverage of the limits, such as 0.95
	Steps  []float64 // the rounding step of each value, in its unit; nil where values are not rounded
	Places bool      // find where each joinpoint may lie
	ByBIC3 bool      // chosen by BIC3 alone, which takes the years for independent, as the program does, and not tested
}

// Default is the usual setting: the log scale, a number of joinpoints chosen
// for the series and the years they may lie in, limits at 95 %.
func Default() Options {
	return Options{Scale: Log, Number: -1, Level: 0.95, Places: true}
}

// UsualMost is the usual greatest number of joinpoints for n observations:
// none up to 6, one up to 11, two up to 16, then three (National Cancer
// Institute, Joinpoint Regression Program, default settings, which go on to
// five).
func UsualMost(n int) int {
	switch {
	case n <= 6:
		return 0
	case n <= 11:
		return 1
	case n <= 16:
		return 2
	}
	return 3
}

// Scratch holds what a fit can leave to the next one, so that a run over many
// series allocates nothing but results once the buffers have grown. The zero
// Scratch is ready for use; each goroutine needs its own.
type Scratch struct {
	search  search
	student stats.StudentT
}

// Fit fits a continuous line of straight segments by least squares and finds
// the years at which it turns (Kim, Fay, Feuer & Midthune 2000, Statistics in
// Medicine 19:335–351; the grid search of Lerman 1980).
//
// Observations may come in any order and with gaps. Standard errors se of the
// values weight them, on the log scale by (y/se)², on the linear one by 1/se²;
// nil weights all alike. Joinpoints lie on whole years, whether or not there
// is an observation, with at least two times of observations strictly between
// two of them and beyond the first and last. Of placements that fit equally
// well the earliest is taken.
//
// Their number k is as asked, or chosen as described at choose: by BIC3 =
// ln(SSE/n) + 3k·ln(n)/n (Kim & Kim 2016, a penalty of 3 for each joinpoint), of
// models with n > 2(k+1), and by a test that allows for years that hang
// together; or by BIC3 alone. A fit that leaves nothing but rounding ends the
// search.
//
// The segments' standard errors are described at inference; AAPC is the mean
// of their slopes weighted by their lengths, brought back from logarithms,
// with normal limits, or those of the one segment where there is one (Clegg
// et al. 2009, Statistics in Medicine 28:3670–3682). Limits and p take the
// places of the joinpoints as known.
//
// Errors: stats.ErrTooFew below three observations, stats.ErrNotFinite (also
// where squares of residuals overflow), stats.ErrDegenerate where all times
// are the same, stats.ErrLevel, ErrScale, ErrNotPositive, ErrStandardErrors,
// ErrSpan, and ErrTooMany where more are asked for than the observations
// allow. It panics where the slices differ in length. The
// result holds none of the buffers.
func (s *Scratch) Fit(t, y, se []float64, o Options) (Line, error) {
	if len(t) != len(y) || se != nil && len(t) != len(se) || o.Steps != nil && len(t) != len(o.Steps) {
		panic("joinpoint: times, values, standard errors and steps differ in length")
	}
	n, nan := len(y), math.NaN()
	fit := Line{N: n, Scale: o.Scale, Weighted: se != nil, SSE: nan, BIC3: nan, Level: o.Level,
		R: nan, AAPC: nan, AAPCLower: nan, AAPCUpper: nan}
	if err := check(t, y, se, o); err != nil {
		return fit, err
	}
	search := &s.search
	if err := search.load(t, y, se, o); err != nil {
		return fit, err
	}
	least, most, err := search.numbers(o)
	if err != nil {
		return fit, err
	}
	chosen, err := search.choose(least, most, o)
	if err != nil {
		return fit, err
	}
	fit.SSE, fit.BIC3 = chosen.sse, chosen.bic3(n)
	_, r, other := search.nearer(chosen)
	fit.R = r
	fit.take(chosen)
	fit.LogSSE = search.logSSE(chosen)
	if other != nil && chosen.k == 0 {
		fit.OtherNearer, fit.other = true, slices.Clone(other.levels[:chosen.k+2])
	}
	s.inference(&fit)
	if o.Places {
		s.places(&fit, chosen)
	}
	return fit, nil
}

// check returns the first reason not to fit.
func check(t, y, se []float64, o Options) error {
	switch {
	case len(y) < 3:
		return stats.ErrTooFew
	case !stats.ValidLevel(o.Level):
		return stats.ErrLevel
	case o.Scale != Log && o.Scale != Linear:
		return fmt.Errorf("%w: found %q", ErrScale, string(o.Scale))
	case !stats.AllFinite(t) || !stats.AllFinite(y):
		return stats.ErrNotFinite
	case stats.Reach(t, stats.Mean(t)) <= stats.Rounding(t):
		return stats.ErrDegenerate
	}
	if o.Scale == Log {
		for _, v := range y {
			if v <= 0 {
				return ErrNotPositive
			}
		}
	}
	for _, v := range se {
		if !stats.Finite(v) || v <= 0 {
			return ErrStandardErrors
		}
	}
	return nil
}
