package stats

import (
	"math"
	"slices"
)

// Sen is a Theil–Sen line.
type Sen struct {
	N            int     // number of observations
	Pairs        int     // number of pairwise slopes
	Slope        float64 // per unit of t
	Intercept    float64 // value at t = 0
	Lower, Upper float64 // limits of the slope; NaN without an interval
	HasInterval  bool    // false where the series is too short for limits
	C            float64 // z·√var S, which the limits are found by
	LowerAt      int     // position of Lower among the sorted slopes, from 1; 0 without an interval
	UpperAt      int     // position of Upper
	Level        float64 // coverage of the limits
	MedianY      float64 // median of the values

	// The limits where values are rounded (see Rounded); those above where they
	// are not.
	RoundedLower, RoundedUpper float64
	Reach                      float64 // the change a year that rounding alone may make over the whole time: the mean step over its length
}

// TheilSen fits a line through the median of the slopes of all pairs of
// observations at different times t (Theil 1950; Sen 1968), and finds limits
// of the slope at the given level. The order of the observations is free.
//
// The intercept is median(y) − slope·median(t). For the limits the N slopes
// are sorted and C = z·√var S taken with the var S of the Mann–Kendall test,
// ties included; the limits are the slopes at positions round((N−C)/2) and
// round((N+C)/2+1), counted from 1, halves rounded to the even number as in
// R's package trend. Where a position falls outside 1..N there is no interval
// (as with four observations without ties).
//
// Two observations at the same time have no slope: such a pair is left out of
// N, while var S is still that of all n values, which widens the limits. One
// value per time is what the method expects.
//
// Errors: ErrTooFew below two observations, ErrNotFinite, ErrLevel, and
// ErrDegenerate where all times are the same.
func TheilSen(t, y []float64, level float64) (Sen, error) {
	var s Scratch
	return s.TheilSen(t, y, level)
}

// TheilSen is the function of that name, without allocating.
func (s *Scratch) TheilSen(t, y []float64, level float64) (Sen, error) {
	mustMatch(t, y)
	nan := math.NaN()
	sen := Sen{N: len(y), Slope: nan, Intercept: nan, Lower: nan, Upper: nan, Level: level, C: nan, MedianY: nan, RoundedLower: nan, RoundedUpper: nan}
	switch {
	case len(y) < 2:
		return sen, ErrTooFew
	case !ValidLevel(level):
		return sen, ErrLevel
	case !AllFinite(t) || !AllFinite(y):
		return sen, ErrNotFinite
	}
	s.pairSlopes(t, y)
	sen.Pairs = len(s.slopes)
	if sen.Pairs == 0 {
		return sen, ErrDegenerate
	}
	s.setValues(y)
	ties := s.sortValues()
	sen.MedianY = medianSorted(s.y)
	sen.C = Z(level) * math.Sqrt(varS(len(y), ties))
	sen.Slope = s.medianSlope()
	if lower, upper, ok := limitPositions(sen.Pairs, sen.C); ok {
		sen.HasInterval, sen.LowerAt, sen.UpperAt = true, lower, upper
		sen.Lower, sen.Upper = s.slopeAt(lower-1), s.slopeAt(upper-1)
		sen.RoundedLower, sen.RoundedUpper = sen.Lower, sen.Upper
	}
	sen.Intercept = sen.MedianY - sen.Slope*s.medianTime(t)
	return sen, nil
}

// Rounded is the line of values that were rounded, of which each may be off by
// half its step: the slope of a pair may then be less or more by the mean of
// its two steps over its span, and the rounded limits are those of the least and
// of the greatest slopes, at the places where Lower and Upper stand among the
// slopes themselves. The times are ascending.
func (s *Scratch) Rounded(sen Sen, t, y, steps []float64) Sen {
	mustMatch(t, y)
	mustMatch(t, steps)
	if !sen.HasInterval {
		return sen
	}
	sen.Reach = Mean(steps) / (t[len(t)-1] - t[0])
	end := func(sign float64, place int) float64 {
		s.slopes = s.slopes[:0]
		for i, yi := range y {
			for k := i + 1; k < len(y); k++ {
				if dt := t[k] - t[i]; dt != 0 {
					s.slopes = append(s.slopes, (y[k]-yi+sign*(steps[i]+steps[k])/2)/dt)
				}
			}
		}
		return nth(s.slopes, place-1) + 0
	}
	sen.RoundedLower, sen.RoundedUpper = end(-1, sen.LowerAt), end(1, sen.UpperAt)
	return sen
}

// limitPositions returns the positions, from 1, of the limits among n sorted
// slopes, and whether both exist; c is z·√var S.
func limitPositions(n int, c float64) (lower, upper int, ok bool) {
	lo := math.RoundToEven((float64(n) - c) / 2)
	hi := math.RoundToEven((float64(n)+c)/2 + 1)
	if lo < 1 || hi > float64(n) {
		return 0, 0, false
	}
	return int(lo), int(hi), true
}

// medianTime is the median of t, which is usually in order already.
func (s *Scratch) medianTime(t []float64) float64 {
	if slices.IsSorted(t) {
		return medianSorted(t)
	}
	s.t = append(s.t[:0], t...)
	slices.Sort(s.t)
	return medianSorted(s.t)
}

func medianSorted(v []float64) float64 {
	n := len(v)
	if n%2 == 1 {
		return v[n/2]
	}
	return mean2(v[n/2-1], v[n/2])
}

// mean2 is the mean of two numbers; adding zero makes it 0 rather than −0.
func mean2(a, b float64) float64 { return (a+b)/2 + 0 }
