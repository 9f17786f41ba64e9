package compare

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Apart is how far an area lies from its benchmark: the limits of the
// difference, in the indicator's unit, and of the ratio; NaN for none.
type Apart struct {
	DifferenceLower, DifferenceUpper float64
	RatioLower, RatioUpper           float64
	Both                             bool // the benchmark's own chance is in them
}

// apart gives the limits of a point's distance from the mark. A value taken as
// known only moves the limits of the point. Of two areas they follow from both
// (stats.Difference, stats.ShareRatio, stats.RateRatio); there are none where
// one of them has no counts.
func (m mark) apart(p series.Valued, unit domain.Unit, level float64) Apart {
	a := Apart{nan, nan, nan, nan, m.both}
	if math.IsNaN(m.value) || math.IsNaN(p.Value) {
		return a
	}
	own := estimate(p, unit, level)
	if !a.Both {
		low, high := m.bounds()
		a.DifferenceLower, a.DifferenceUpper = own.Lower-high, own.Upper-low
		if low > 0 {
			a.RatioLower, a.RatioUpper = own.Lower/high, own.Upper/low
		}
		return a
	}
	other := estimate(*m.point, unit, level)
	d := stats.Difference(own, other)
	a.DifferenceLower, a.DifferenceUpper = d.Lower, d.Upper
	if !math.IsNaN(d.Lower) {
		r := ratio(p, *m.point, own, other, unit, level)
		a.RatioLower, a.RatioUpper = r.Lower, r.Upper
	}
	return a
}

// bounds are what a value taken as known lies between.
func (m mark) bounds() (low, high float64) {
	if m.within.Bounded() {
		return m.within.Low, m.within.High
	}
	return m.value, m.value
}

// estimate is the value that a point's limits are of, that of its count, with
// those limits; NaN for none.
func estimate(p series.Valued, unit domain.Unit, level float64) stats.Estimate {
	lower, upper, _ := p.Limits(unit, level)
	if p.Standardised() {
		return stats.Estimate{Value: p.Value, Lower: lower, Upper: upper}
	}
	return stats.Estimate{Value: p.Count / p.Denominator.Value * unit.Per(), Lower: lower, Upper: upper}
}

// ratio is of two points that have limits. The range of a derived denominator
// is in the limits of shares, and is added to those of rates.
func ratio(p, q series.Valued, own, other stats.Estimate, unit domain.Unit, level float64) stats.Estimate {
	if unit == domain.UnitPercent || p.Standardised() || q.Standardised() {
		return stats.ShareRatio(own, other)
	}
	d, e := p.Denominator, q.Denominator
	r, err := stats.RateRatio(p.Count, d.Value, q.Count, e.Value, level)
	if err != nil {
		return stats.Estimate{Value: nan, Lower: nan, Upper: nan}
	}
	r.Lower *= d.Value / d.High * e.Low / e.Value
	r.Upper *= d.Value / d.Low * e.High / e.Value
	return r
}

// verdict reads the limits.
func (a Apart) verdict() Verdict {
	switch {
	case math.IsNaN(a.DifferenceLower):
		return NoInterval
	case a.DifferenceLower > 0 && !(a.RatioLower <= 1):
		return Higher
	case a.DifferenceUpper < 0 && !(a.RatioUpper >= 1):
		return Lower
	}
	return NoClearDifference
}

// p is the two-sided p of there being no difference between a point that has
// limits and the mark: below 1−level exactly where the verdict at that level is
// higher or lower.
func (m mark) p(p series.Valued, unit domain.Unit) float64 {
	if m.both || p.Standardised() {
		return surest(func(level float64) bool {
			v := m.apart(p, unit, level).verdict()
			return v == Higher || v == Lower
		})
	}
	x, d := p.Count, p.Denominator
	test := func(n, rate float64) float64 { return stats.RateP(x, n*rate) }
	least := d.Low
	if unit == domain.UnitPercent {
		test = func(n, rate float64) float64 { return stats.ProportionP(x, n, rate) }
		least = max(least, min(x, d.High))
	}
	low, high := m.bounds()
	switch low, high = low/unit.Per(), high/unit.Per(); {
	case x > high*d.High:
		return test(d.High, high)
	case x < low*least:
		return test(least, low)
	}
	return 1
}

// surest is the least p at which limits at the level 1−p part two areas, to
// some nine digits of its distance in standard errors; none is below that of
// eight of them, beyond which a level cannot be told from 1.
func surest(parts func(level float64) bool) float64 {
	near, far := 0.0, 8.0
	if parts(math.Erf(far / math.Sqrt2)) {
		return math.Erfc(far / math.Sqrt2)
	}
	for far-near > 1e-9 {
		if z := (near + far) / 2; parts(math.Erf(z / math.Sqrt2)) {
			near = z
		} else {
			far = z
		}
	}
	return math.Erfc(far / math.Sqrt2)
}
