package stats

import (
	"errors"
	"math"
)

// ErrFewEvents is that a directly standardised rate is of fewer than
// LeastStandardised events.
var ErrFewEvents = errors.New("too few events for a directly standardised rate")

// LeastStandardised is the fewest events that a directly standardised rate is
// given for, as Public Health England has it: the limits do not hold below.
const LeastStandardised = 10

// Stratum is a class of age (or of what else is standardised by) of an area.
type Stratum struct {
	Count    float64 // events
	Of       float64 // people, or person-years
	Standard float64 // people of the class in the standard population

	// Variance is that of Count: 0 where events are independent of each other,
	// as its variance is then the count; else, of n_f people who had f events
	// each, Σf²·n_f.
	Variance float64
}

// DirectlyStandardised is the rate that the standard population would have with
// the area's rates by age, Σ(wᵢ·xᵢ/nᵢ)/Σwᵢ × per, with the limits of Dobson and
// others (1991, Statistics in Medicine 10): the rate ± √(V/X)·(X's limit − X), X
// being all events with Byar's limits and V = Σ(wᵢ²·xᵢ/nᵢ²)/(Σwᵢ)².
//
// Errors: ErrFewEvents below LeastStandardised events in all, ErrDenominator
// unless each class has people, ErrCount unless each count is 0 or more, ErrPer,
// ErrLevel; ErrStandard unless every weight is 0 or more and one is above.
func DirectlyStandardised(strata []Stratum, per, level float64) (Estimate, error) {
	var events, weights, rate, variance float64
	for _, s := range strata {
		if err := checkRow(s.Count, s.Of, per, level); err != nil {
			return noEstimate, err
		}
		if !(s.Standard >= 0) || !Finite(s.Standard) {
			return noEstimate, ErrStandard
		}
		spread := s.Variance
		if spread == 0 {
			spread = s.Count
		}
		events += s.Count
		weights += s.Standard
		rate += s.Standard * s.Count / s.Of
		variance += s.Standard * s.Standard * spread / (s.Of * s.Of)
	}
	switch {
	case !(weights > 0):
		return noEstimate, ErrStandard
	case events < LeastStandardised:
		return noEstimate, ErrFewEvents
	}
	count, err := RateByar(events, 1, 1, level)
	if err != nil {
		return noEstimate, err
	}
	rate /= weights
	scale := math.Sqrt(variance/events) / weights
	e := Estimate{Value: rate, Lower: rate + scale*(count.Lower-events), Upper: rate + scale*(count.Upper-events)}
	return e.over(1, per), nil
}

// ErrStandard is that a standard has a weight below zero, or none above.
var ErrStandard = errors.New("a weight of the standard is below zero, or none is above")

// Expected is the events that people would have at the rates of a reference,
// Σnᵢ·rᵢ: strata's Standard are those rates, events per person.
func Expected(strata []Stratum) (float64, error) {
	sum := 0.0
	for _, s := range strata {
		switch {
		case !(s.Of >= 0) || !Finite(s.Of):
			return math.NaN(), ErrDenominator
		case !(s.Standard >= 0) || !Finite(s.Standard):
			return math.NaN(), ErrStandard
		}
		sum += s.Of * s.Standard
	}
	return sum, nil
}

// IndirectlyStandardised is an area's events over those expected of it, times
// the reference's own rate (1 gives the ratio, SMR), with the limits of Rate: exact
// below ten events, Byar's from there on (PHEindicatormethods, calculate_ISRate).
// Errors are those of Rate.
func IndirectlyStandardised(count, expected, rate, level float64) (Estimate, error) {
	return Rate(count, expected, rate, level)
}
