package series

import (
	"math"

	"kuvio/internal/domain"
)

// rest is the points of a whole without a part of it. Shares and rates come
// from the counts and denominators of the two, never from the rates; amounts
// are subtracted. What cannot be computed is missing, with a note.
func (r *reading) rest(s *Series, h held, area Area) ([]Point, error) {
	whole, err := r.member(s, h, area.Whole)
	if err != nil {
		return nil, err
	}
	part, err := r.part(s, h, area)
	if err != nil {
		return nil, err
	}
	of := make(map[domain.Period]Point, len(part))
	for _, p := range part {
		of[p.Period] = p
	}
	decimals := whole.Decimals()
	s.Provenance.Decimals = &decimals
	var points []Point
	derived := false
	for _, w := range whole.Points {
		if !area.Years.Contains(w.Period) {
			continue
		}
		p, ok := of[w.Period]
		point := NewPoint(w.Period, domain.EmptyCell(domain.Missing))
		if ok {
			point = subtract(w, p, s.Indicator, math.Pow10(-decimals))
			point.sayWithin(s.Indicator, decimals)
			point.inherit(p)
			point.sayAges(contribution{point: w}, contribution{point: p})
		}
		point.RetrievedWith(w, p)
		point.madeOf(w, p)
		if math.IsNaN(point.Published) {
			s.Notes = s.Notes.With(domain.Note{Code: domain.NoteRestUnknown})
		}
		if point.Denominator.Exact() {
			s.useDenominator()
		}
		derived = derived || point.Denominator.Known() && !point.Denominator.Exact()
		points = append(points, point)
	}
	if derived {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteRestDerived})
	}
	return points, nil
}

// part is the points of what a rest leaves out: a region or a group.
func (r *reading) part(s *Series, h held, area Area) ([]Point, error) {
	if len(area.Members) > 0 {
		return r.group(s, h, area)
	}
	one, err := r.member(s, h, area.Part)
	return one.Points, err
}

// subtract is one period of a rest. A rest that cannot be, a negative number
// of people or more of them than there are, is missing: the part was not a
// part of the whole. unit is that of the last published decimal.
func subtract(whole, part Point, ind domain.Indicator, unit float64) Point {
	rest := NewPoint(whole.Period, domain.EmptyCell(domain.Missing))
	count := whole.Count - part.Count
	switch {
	case ind.Unit.Per() > 0:
		den := whole.Denominator.minus(part.Denominator)
		if count >= 0 && den.Usable() && !(ind.Unit == domain.UnitPercent && count > den.High) {
			rest.set(domain.NewCell(count/den.Value*ind.Unit.Per(), count))
			rest.Range = den.bounds(count, ind.Unit)
			rest.Denominator, rest.step = den, den.step(count, ind.Unit)
		}
	case perPerson(ind):
		den := whole.Denominator.minus(part.Denominator)
		if money := whole.money() - part.money(); den.Exact() && !math.IsNaN(money) {
			rest.set(domain.NewCell(money/den.Value, math.NaN()))
			rest.Denominator = den
			rest.step = unit * (whole.Denominator.Value + part.Denominator.Value) / den.Value
		}
	case ind.Unit == domain.UnitCount && whole.Published-part.Published < 0 && part.Published >= 0:
	case ind.Unit == domain.UnitCount || amount(ind):
		rest.set(domain.NewCell(whole.Published-part.Published, count))
	}
	return rest
}

// money is what money per person comes to for all of them.
func (p *Point) money() float64 { return p.Published * p.Denominator.Value }

// amount reports whether the indicator is an amount of money of an area as a
// whole. A unit read out of a title does not tell: it may be a mean.
func amount(ind domain.Indicator) bool {
	return !ind.UnitFromTitle && (ind.Unit == domain.UnitEuro || ind.Unit == domain.UnitKiloEuro)
}
