// Package stats holds the formulas of trends and comparisons: Mann–Kendall,
// Theil–Sen, least squares, recent trends, shifts of level, forecasts, limits
// of rates and proportions, ranks, the direction of a trend, and what many
// tests at once do to a p. Plain numbers go in, plain structs come out; it
// knows neither regions nor files. Joinpoints have package joinpoint.
//
// Conventions. Times and values are two slices of equal length, one entry per
// observation; a missing observation is left out by the caller, never passed
// as NaN or zero. Slopes are per unit of time (per year where t is in years).
// A level is the coverage of an interval, between 0 and 1: 0.95 or 0.998.
// What was not computed is NaN, never a made-up number. Slices of different
// lengths are a programmer's error and panic; everything that data can cause
// is an error value.
//
// METHODS.md says of every formula where it is from, its edge rules, and which
// published case it is held against; the cases are in testdata/reference.
package stats

import "errors"

// The reasons for which a method gives no answer. They are returned as they
// are: only the caller knows which series or row to name.
var (
	// ErrTooFew: fewer observations than the method needs.
	ErrTooFew = errors.New("too few observations")
	// ErrNotFinite: a time or value is NaN or infinite.
	ErrNotFinite = errors.New("a time or value is not a finite number: leave missing observations out")
	// ErrDegenerate: the times, or what else a slope is fitted to, are all the
	// same.
	ErrDegenerate = errors.New("the times or columns do not differ enough to fit a slope")
	// ErrLevel: the confidence level is not between 0 and 1.
	ErrLevel = errors.New("the confidence level must lie between 0 and 1, such as 0.95")
	// ErrCount: a count is negative, not finite or, for a proportion, greater
	// than its denominator.
	ErrCount = errors.New("the count must be 0 or more and, for a proportion, at most its denominator")
	// ErrDenominator: a denominator is zero, negative or not finite.
	ErrDenominator = errors.New("the denominator must be above 0")
	// ErrPer: the base of a rate is not a positive number.
	ErrPer = errors.New("the base of a rate must be above 0, such as 100 or 1000")
)

// ValidLevel reports whether level is one an interval can have.
func ValidLevel(level float64) bool { return level > 0 && level < 1 }

func mustMatch(t, y []float64) {
	if len(t) != len(y) {
		panic("stats: times and values differ in length")
	}
}
