package series

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
)

// MostPooled is the most years that are pooled into one period.
const MostPooled = 10

// PoolError is that an indicator's years cannot be taken together.
type PoolError struct{ Indicator domain.IndicatorID }

func (e *PoolError) Error() string {
	return fmt.Sprintf("indicator %s: years are pooled from counts and denominators, and there are none of both: leave it out, or import the counts and the denominator ('kuvio info -i %[1]s')", e.Indicator)
}

// pool takes the years of the series of one selector together, so many at a time
// as the query says: of each spell the sum of its counts over the sum of its
// denominators, as of the areas of a group (stats/METHODS.md, "Between areas").
// Spells do not overlap, since values that share years are not independent; the
// last ends with the last year that any of the areas has a count of, and a first
// one that would be incomplete is left out.
func (r *reading) pool(all []Series) error {
	if r.q.Pool < 2 || len(all) == 0 {
		return nil
	}
	last := 0
	for i := range all {
		for _, p := range all[i].Points {
			if all[i].Indicator.Unit.Per() > 0 && p.Period.IsYear() && !math.IsNaN(p.Count) && p.Denominator.Usable() {
				last = max(last, p.Period.Year())
			}
		}
	}
	if last == 0 {
		if !slices.ContainsFunc(all, func(s Series) bool { return len(s.Points) > 0 }) {
			return nil
		}
		return &PoolError{all[0].Indicator.ID}
	}
	for i := range all {
		all[i].pool(r.q.Pool, last)
	}
	return nil
}

// pool takes years of the series together, the last spell ending with the year
// last.
func (s *Series) pool(years, last int) {
	at := make(map[int]Point, len(s.Points))
	first := last + 1
	for _, p := range s.Points {
		if p.Period.IsYear() {
			at[p.Period.Year()] = p
			first = min(first, p.Period.Year())
		}
	}
	if s.Provenance.Decimals == nil { // that of a group is its members'
		decimals := publishedDecimals(s.Indicator, s.Points)
		s.Provenance.Decimals = &decimals
	}
	var pooled []Point
	for end := last; end-years+1 >= first; end -= years {
		var parts []contribution
		for y := end - years + 1; y <= end; y++ {
			p, ok := at[y]
			if !ok {
				p = NewPoint(domain.Year(y), domain.EmptyCell(domain.Absent))
			}
			parts = append(parts, contribution{region: s.Region, point: p})
		}
		pooled = append(pooled, s.spell(parts))
	}
	slices.Reverse(pooled)
	s.Points, s.Pooled = pooled, years
	s.Provenance.Computed = true
	s.Notes = s.Notes.With(domain.Note{Code: domain.NotePooled, Arg: strconv.Itoa(years)})
	if !s.Indicator.RepeatedEvents { // which have no limits
		s.Notes = s.Notes.With(domain.Note{Code: domain.NotePooledPersons})
	}
}

// spell is the years of a period taken together. Where one of them has no figure,
// or the definition changed within, there is no sum; it is withheld where one of them is.
func (s *Series) spell(years []contribution) Point {
	from, to := years[0].point.Period, years[len(years)-1].point.Period
	p := NewPoint(from+"–"+to, domain.EmptyCell(domain.Missing))
	missing := 0
	for _, y := range years {
		if y.point.Status != domain.OK {
			missing++
		}
	}
	switch {
	case slices.ContainsFunc(s.Breaks, func(b domain.Period) bool { return from < b && b <= to }):
		p.say(domain.NotePooledBreak, "")
		for _, y := range years {
			p.RetrievedWith(y.point)
		}
	case missing > 0:
		p = unsummed(p.Period, years, s.Indicator, *s.Provenance.Decimals, domain.Note{Code: domain.NoteYearsMissing, Arg: strconv.Itoa(missing)})
		if slices.ContainsFunc(years, func(y contribution) bool { return y.point.Status == domain.Suppressed }) {
			p.Status = domain.Suppressed
		}
	default:
		p.add(years, s.Indicator, *s.Provenance.Decimals, addedYears)
		if !math.IsNaN(p.Published) && p.Denominator.Exact() {
			s.useDenominator()
		}
	}
	p.sayAges(years...)
	return p
}
