package series

import (
	"fmt"

	"kuvio/internal/domain"
)

// Spell is the point of a period, which may be several years: then, unless the
// source itself has that period, the years taken together. Of a share or rate
// whose years all have a count and a usable denominator those are summed; of
// all else the value is the mean of the years, without a count, which a note
// says. Where a year has no value there is none, and a note says how many of
// the years have one.
func (s *Series) Spell(at domain.Period) Point {
	p, ok := s.At(at)
	if l, _ := at.Length(); ok || l != domain.SeveralYears {
		return p
	}
	b := s.Based()
	var years []Valued
	status := domain.Missing
	all := 0
	for y := at.Year(); y <= at.LastYear(); y++ {
		all++
		switch p, _ := b.At(domain.Year(y)); {
		case p.HasValue():
			years = append(years, p)
		case p.Status == domain.Suppressed:
			status = domain.Suppressed
		}
	}
	if len(years) < all {
		p = NewPoint(at, domain.EmptyCell(status))
		for y := at.Year(); y <= at.LastYear(); y++ {
			of, _ := s.At(domain.Year(y))
			p.RetrievedWith(of)
		}
		p.say(domain.NoteYearsWithValue, fmt.Sprintf("%d/%d (%s)", len(years), all, at))
		return p
	}
	return s.taken(at, years)
}

// taken is years that all have a value taken together.
func (s *Series) taken(at domain.Period, years []Valued) Point {
	mean := 0.0
	counted := s.Indicator.Unit.Per() > 0
	parts := make([]contribution, len(years))
	for i := range years {
		y := &years[i]
		mean += y.Value / float64(len(years))
		parts[i] = contribution{region: s.Region, point: y.Point}
		counted = counted && y.Count >= 0 && y.Denominator.Usable()
	}
	p := NewPoint(at, domain.EmptyCell(domain.OK))
	if counted {
		p.add(parts, s.Indicator, s.Decimals(), addedYears)
		return p
	}
	for _, y := range parts {
		p.RetrievedWith(y.point)
	}
	p.Published = mean
	p.say(domain.NoteMeanOfYears, "")
	return p
}
