package between

import (
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// PeriodSpread is the spread of the areas in one period.
type PeriodSpread struct {
	Period       domain.Period
	stats.Spread                 // of the areas with a value, N of them; NaN where there are not two
	Missing      int             // areas without a value, the suppressed among them
	Suppressed   int             // areas whose value is withheld
	Least        []*series.Based // those that have Min, several where it is shared
	Greatest     []*series.Based // those that have Max
	Weights      Weights         // what the areas were weighted by; "" where the weighted measures are NaN
	Notes        domain.Notes
}

// Spreads measures how far the values of areas lie apart in each period (see
// stats.SpreadOf). The areas are series of one kind and all of them are counted:
// one without a value in a period is missing from it, and one whose value is
// suppressed is also counted as that.
//
// The weights are the denominators of the values, those derived from rounded
// values only where they are known to ±5 %, or, where weights is not nil, the
// people that its series give for the same regions. Where one area with a value
// has no weight, there are no weighted measures: a mean of some of the areas
// is not that of all.
func Spreads(areas, weights []series.Series) []PeriodSpread {
	based := make([]series.Based, len(areas))
	for i := range areas {
		based[i] = areas[i].Based()
	}
	w := newWeighing(weights)
	var spreads []PeriodSpread
	for _, period := range Periods(areas) {
		spreads = append(spreads, w.spread(based, period))
	}
	return spreads
}

func (w weighing) spread(areas []series.Based, period domain.Period) PeriodSpread {
	r := PeriodSpread{Period: period}
	var with []*series.Based
	var points []series.Valued
	var values []float64
	counts := 0
	for i := range areas {
		s := &areas[i]
		p, _ := s.At(period)
		r.Notes = reservations(r.Notes, s, p)
		if p.HasValue() {
			with, points, values = append(with, s), append(points, p), append(values, p.Value)
			continue
		}
		r.Missing++
		if p.Status == domain.Suppressed {
			r.Suppressed++
		}
		if p.CountsOnly() {
			counts++
		}
	}
	if r.Suppressed > 0 {
		r.note(domain.NoteSuppressed, r.Suppressed)
	}
	if len(with) == 0 && counts > 0 {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteCountsOnly})
	}
	if len(with) < stats.MinSpread {
		r.note(domain.NoteTooFewAreas, len(with))
		r.Spread, _ = stats.SpreadOf(values, nil) // blank, with N
		return r
	}
	r.measure(with, values, w.of(&r, with, points))
	return r
}

// measure fills in the measures of values, which an import has found to be
// numbers.
func (r *PeriodSpread) measure(areas []*series.Based, values, weights []float64) {
	var err error
	if r.Spread, err = stats.SpreadOf(values, weights); err != nil {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteNotFinite})
		return
	}
	for i, v := range values {
		if v == r.Min {
			r.Least = append(r.Least, areas[i])
		}
		if v == r.Max {
			r.Greatest = append(r.Greatest, areas[i])
		}
	}
}

func (r *PeriodSpread) note(code domain.NoteCode, n int) {
	r.Notes = r.Notes.With(domain.Note{Code: code, Arg: strconv.Itoa(n)})
}
