package series

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// FromCounts is the series with every value that has a count and an exact
// denominator computed from those, since published values are rounded: count ÷
// denominator × per of a share or rate. A point published with a count alone
// gets its value so too; of a number, it is the count itself. Where the count
// is no part of the denominator (a share above 100 %) there is still no value.
func (s *Series) FromCounts() Series {
	out := *s
	unit := s.Indicator.Unit
	per := unit.Per()
	if per == 0 && unit != domain.UnitCount {
		return out
	}
	places := s.Decimals()
	if s.countsAlone() && places == 0 && per > 0 {
		places = 1 // nobody says how many a value would have
	}
	out.places = &places
	out.Points = slices.Clone(s.Points)
	for i := range out.Points {
		p := &out.Points[i]
		switch d := p.Denominator; {
		case math.IsNaN(p.Count):
		case per == 0:
			if math.IsNaN(p.Value) {
				p.Value = p.Count
			}
		case d.Exact() && !(math.IsNaN(p.Value) && unit == domain.UnitPercent && p.Count > d.Value):
			p.Value = p.Count / d.Value * per
			out.fromCounts = true
			out.useDenominator()
		}
	}
	return out
}

// countsAlone reports whether no value was published, but counts were.
func (s *Series) countsAlone() bool {
	counts := false
	for _, p := range s.Points {
		if !math.IsNaN(p.Value) {
			return false
		}
		counts = counts || !math.IsNaN(p.Count)
	}
	return counts
}

// OrFromCounts is the series, or where it was published with counts alone,
// FromCounts of it.
func (s *Series) OrFromCounts() Series {
	if s.countsAlone() {
		return s.FromCounts()
	}
	return *s
}
