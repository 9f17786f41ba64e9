package profile

import (
	"context"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Result is the profile of one area.
type Result struct {
	session.Found
	compare.Benchmarks
	Entries []Entry
}

// Run describes the one area of a query beside the benchmarks that refs name.
// Years after the options' period are not looked at. The result is nil where
// nothing was found; where it ends in an error after that, it holds what was.
func Run(ctx context.Context, s *session.Session, q series.Query, refs []compare.Ref, o Options) (*Result, error) {
	if !o.Period.IsZero() {
		q.Years = domain.YearRange{To: o.Period.Year()}
		if q.Pool > 1 {
			q.Years.To = o.Period.LastYear()
		}
	}
	found, err := s.Load(ctx, q)
	if err != nil {
		return nil, err
	}
	r := &Result{Found: found}
	if r.Benchmarks, err = compare.ReadBenchmarks(ctx, s, q, refs, found.Series); err != nil {
		return r, err
	}
	r.Entries = Of(found.Series, r.All, o)
	return r, nil
}
