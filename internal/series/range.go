package series

import (
	"math"

	"kuvio/internal/domain"
)

// Range is what a suppressed value may be, in the indicator's unit: one value
// for each count from Low's to High's. Of a group with suppressed members it is
// bounds alone, without Steps: which values between them are possible is not
// known. The zero Range is not known at all.
type Range struct {
	Low, High float64
	Steps     int // counts possible: 4 for 1 to 4; 0 for bounds alone
}

// Known reports whether it is known which values there may be.
func (r Range) Known() bool { return r.Steps > 0 }

// Bounded reports whether it is known between which values the value lies.
func (r Range) Bounded() bool { return r.Steps > 0 || r.High > 0 }

// Possible returns the values that a suppressed point may have, one for each
// count that may be behind it, ascending; nil where they are not known. A rate's
// are count ÷ denominator × per, not rounded as a published value is.
func (p Point) Possible() []float64 {
	if !p.Range.Known() {
		return nil
	}
	values := make([]float64, p.Range.Steps)
	for i := range values {
		values[i] = p.Range.Low
		if i > 0 {
			values[i] += (p.Range.High - p.Range.Low) * float64(i) / float64(p.Range.Steps-1)
		}
	}
	return values
}

// fill gives the suppressed points of a region their ranges: the counts that
// may be withheld, of a rate over its exact denominator. Where the indicator
// named as denominator disagrees with a published value of the region, or
// where a count does not make the value, there is none.
func (w *withheld) fill(s *Series, points []Point, region domain.RegionID) {
	if w == nil {
		return
	}
	per := s.Indicator.Unit.Per()
	for i := range points {
		p := &points[i]
		if p.Status != domain.Suppressed {
			continue
		}
		low, high, fits := w.window(w.key(region, p.Period))
		switch {
		case !fits || math.IsNaN(low):
		case s.Indicator.Unit == domain.UnitCount:
			p.Range = Range{low, high, int(high-low) + 1}
		case p.Denominator.Exact() && !s.Notes.Has(domain.NoteDenominatorDisagrees):
			d := p.Denominator.Value
			p.Range = Range{low / d * per, high / d * per, int(high-low) + 1}
		}
	}
}
