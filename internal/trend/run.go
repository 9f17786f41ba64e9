package trend

import (
	"context"
	"slices"
	"sync"

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
// indicators: a whole bank has a million. The series of one indicator and their trends
// go to build, on every processor at once; a trend's Q is not known there yet, and the
// trends are not to be kept. What it makes goes to use in the order of the query, once
// the p of all are known, with the q of each of its series. What the query asks for in
// vain is returned.
func Stream[T any](ctx context.Context, s *session.Session, q series.Query, o Options, build func(all []series.Series, trends []Trend) (T, error), use func(built T, qs []float64) error) (series.Lacking, error) {
	type part struct {
		built T
		ps    []float64
	}
	buffers := sync.Pool{New: func() any { return new([]Trend) }} // of trends, which are large
	var parts []part
	var ps []float64
	lacking, err := series.Each(ctx, s.Loader(), q, func(all []series.Series) (one part, err error) {
		buffer := buffers.Get().(*[]Trend)
		defer buffers.Put(buffer)
		trends := slices.Grow((*buffer)[:0], len(all))
		for _, tr := range Each(all, o) {
			trends = append(trends, *tr)
			one.ps = append(one.ps, tr.PCorrected)
		}
		*buffer = trends
		one.built, err = build(all, trends)
		return one, err
	}, func(one part) error {
		parts, ps = append(parts, one), append(ps, one.ps...)
		return nil
	})
	if err != nil {
		return lacking, err
	}
	qs := stats.BenjaminiHochberg(ps)
	for _, one := range parts {
		if err := use(one.built, qs[:len(one.ps)]); err != nil {
			return lacking, err
		}
		qs = qs[len(one.ps):]
	}
	return lacking, nil
}
