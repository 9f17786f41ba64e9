// Package series turns panels into the series that trends, comparisons and
// figures are made of: one indicator, one area, one gender, over time, with
// what must be said about them. Derived series are made here and nowhere
// else: an ended indicator continued by another, several areas as one, the rest
// of the country without a part of it, rates by age as one that is standardised, money at the prices of one year or per
// inhabitant.
package series

import "kuvio/internal/domain"

// Point is one observation of a series with the denominator under it. It may
// have two values, the published one and one computed from its count: a Basis
// says which is taken.
type Point struct {
	Period      domain.Period
	Published   float64 // as the source has it or, of an area or money that is computed, as made of what it has; NaN for none
	Count       float64 // NaN for none
	Status      domain.Status
	taken       uint32 // the count below which a gap was taken as suppressed; 0 where the source speaks
	Denominator Denominator
	step        float64       // see Based.Step, of a value made of others; 0 to see it from the point
	Range       Range         // of a suppressed value what it may be, of one over a derived denominator what it lies between; zero where neither is known
	direct      *direct       // of a directly standardised value, what it is made of; nil of any other
	retrieved   string        // the day of its download; "" where it has none of its own
	under       string        // the day its denominator last came or changed, where that was read and is the newer
	notes       *domain.Notes // what must be said of this point alone; nil for nothing
}

// NewPoint is a point of what was observed, without a denominator.
func NewPoint(t domain.Period, c domain.Cell) Point {
	p := Point{Period: t, Denominator: noDenominator}
	p.set(c)
	return p
}

// Over is the point over a denominator.
func (p Point) Over(d Denominator) Point {
	p.Denominator = d
	return p
}

// set gives the point what was observed.
func (p *Point) set(c domain.Cell) { p.Published, p.Count, p.Status = c.Value, c.Count, c.Status }

// Cell is what was observed, as published.
func (p *Point) Cell() domain.Cell {
	return domain.Cell{Value: p.Published, Count: p.Count, Status: p.Status}
}

// Series is the observations of one kind in order of time. Only periods for
// which the source says something are points; a value of NaN has its reason
// in the point's Status.
type Series struct {
	Indicator  domain.Indicator // of a splice: the continuing one, with both ids in ID
	Region     domain.RegionID  // "rest:shp:14" for a derived area
	RegionName domain.Text
	Gender     domain.Gender
	Breakdown  string
	Basis      Basis // which of their values the points are taken to have
	Pooled     int   // years taken together in each point; 0 where each is by itself
	Points     []Point
	Breaks     []domain.Period // the line breaks before each of these
	MadeUp     bool
	Notes      domain.Notes
	Provenance Provenance
	Asked      *int // decimals to show its values with, where whoever asks for it says how many
}

// At returns the point of a period.
func (s *Series) At(p domain.Period) (Point, bool) {
	for _, pt := range s.Points {
		if pt.Period == p {
			return pt, true
		}
	}
	return NewPoint(p, domain.EmptyCell(domain.Absent)), false
}

// SameKind reports whether two series are of the same indicator, gender and
// breakdown.
func (s *Series) SameKind(o *Series) bool {
	return s.Indicator.ID == o.Indicator.ID && s.Gender == o.Gender && s.Breakdown == o.Breakdown
}
