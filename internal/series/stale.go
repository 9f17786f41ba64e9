package series

import (
	"slices"

	"kuvio/internal/domain"
)

// noteStale says of which day a series is, where the data of one of the indicators
// that it is made with is older than it should be: the oldest of their days. It says
// nothing of today, so that the same data gives the same note every night.
func (r *reading) noteStale(s *Series) {
	if len(r.l.Stale) == 0 || len(s.Points) == 0 {
		return
	}
	day := ""
	for _, id := range r.madeWith(s) {
		day = older(day, r.l.Stale[id])
	}
	if day != "" {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteAsOf, Arg: day})
	}
}

// madeWith lists the indicators whose data stands in a series, or under it.
func (r *reading) madeWith(s *Series) []domain.IndicatorID {
	ids := slices.Clone(s.Provenance.Indicators)
	exact := slices.ContainsFunc(s.Points, func(p Point) bool { return p.Denominator.Exact() })
	for _, id := range s.Provenance.Indicators {
		if den := r.l.Describe(id).Denominator; exact && den != "" {
			ids = append(ids, den)
		}
	}
	for i := range s.Provenance.Beside {
		ids = append(ids, r.madeWith(&s.Provenance.Beside[i])...)
	}
	return ids
}
