package trend

import (
	"context"
	"slices"

	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/stats"
)

// Result is what the series of a query were found to do.
type Result struct {
	session.Found
	Trends []Trend // of each series
}

// Run analyses every series of a query.
func Run(ctx context.Context, s *session.Session, q series.Query, o Options) (Result, error) {
	found, err := s.Load(ctx, q)
	if err != nil {
		return Result{}, err
	}
	return Result{found, All(found.Series, o)}, nil
}

// Beside sets each of the trends of a query beside the series of its kind of one
// benchmark, with the p of the ratios adjusted for their number. The
// benchmark's own series, where it is among them, is beside nothing.
func Beside(ctx context.Context, s *session.Session, q series.Query, benchmark series.Area, trends []Trend, o Options) error {
	q.Areas = []series.Area{benchmark}
	held, _, err := s.Loader().Load(ctx, q)
	if err != nil {
		return err
	}
	benchmarks := All(held, o)
	part := s.PartsOf(benchmark)
	var p []float64
	for i := range trends {
		tr := &trends[i]
		if tr.Series.Region == benchmark.ID {
			continue
		}
		against := NoAgainst()
		if j := slices.IndexFunc(held, func(b series.Series) bool { return b.SameKind(&tr.Series.Series) }); j >= 0 {
			against = AgainstOf(tr, &benchmarks[j], part(tr.Series.Region), o)
		}
		tr.Against = &against
		p = append(p, against.P)
	}
	adjusted := stats.BenjaminiHochberg(p)
	for i := range trends {
		if a := trends[i].Against; a != nil {
			a.Q, adjusted = adjusted[0], adjusted[1:]
		}
	}
	return nil
}

// Stream analyses every series of a query without holding more than a few
// indicators: a whole bank has a million. The series of one indicator and their
// trends go to use, in the order of the query. The store is read twice, since
// the q of each depends on the p of all: the session is one that is read at one state.
// What the query asks for in vain is returned.
func Stream(ctx context.Context, s *session.Session, q series.Query, o Options, use func(all []series.Series, trends []Trend) error) (series.Lacking, error) {
	adjusted, err := adjustedPs(ctx, s.Loader(), q, o)
	if err != nil {
		return series.Lacking{}, err
	}
	type part struct {
		all    []series.Series
		trends []Trend
	}
	return series.Each(ctx, s.Loader(), q, func(all []series.Series) (part, error) {
		p := part{all: all, trends: make([]Trend, len(all))}
		for i, tr := range Each(all, o) {
			p.trends[i] = *tr
		}
		return p, nil
	}, func(p part) error {
		for i := range p.trends {
			p.trends[i].Q = adjusted[i]
		}
		adjusted = adjusted[len(p.trends):]
		return use(p.all, p.trends)
	})
}

// adjustedPs computes the long trend of every series of the query, and returns
// their p adjusted for their number, in the order of the query.
func adjustedPs(ctx context.Context, l *series.Loader, q series.Query, o Options) ([]float64, error) {
	o.LongOnly = true
	var p []float64
	_, err := series.Each(ctx, l, q, func(all []series.Series) ([]float64, error) {
		ps := make([]float64, len(all))
		for i, tr := range Each(all, o) {
			ps[i] = tr.PCorrected
		}
		return ps, nil
	}, func(ps []float64) error {
		p = append(p, ps...)
		return nil
	})
	return stats.BenjaminiHochberg(p), err
}
