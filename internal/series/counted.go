package series

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Counted is FromCounts, and gives a value to the points that were published
// with a count alone as well: count ÷ exact denominator × per of a share or
// rate, of a number the count itself. It is for putting areas side by side in
// one year; a trend is made of published values. Where the count is no part of
// the denominator (a share above 100 %) there is still no value.
func (s *Series) Counted() Series {
	out := s.FromCounts()
	unit := s.Indicator.Unit
	per := unit.Per()
	if per == 0 && unit != domain.UnitCount {
		return out
	}
	out.Points = slices.Clone(out.Points)
	for i := range out.Points {
		p := &out.Points[i]
		switch d := p.Denominator; {
		case !math.IsNaN(p.Value) || math.IsNaN(p.Count):
		case per == 0:
			p.Value = p.Count
		case d.Exact() && !(unit == domain.UnitPercent && p.Count > d.Value):
			p.Value = p.Count / d.Value * per
			out.fromCounts = true
			out.useDenominator()
		}
	}
	return out
}
