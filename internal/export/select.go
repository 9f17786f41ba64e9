package export

import (
	"context"
	"errors"

	"kuvio/internal/domain"
	"kuvio/internal/ordered"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Selected is what an export is to be made of, of the imports there were when it
// was selected: one that ends meanwhile is not seen in part.
type Selected struct {
	Query series.Query

	s         *session.Session
	everyArea bool // that an indicator has, rather than the query's
}

// Select selects what a query names, every indicator that is held where it
// names none, and every area of each where it has no areas. Where nothing at all
// is held the error is session.ErrNothingHeld.
func Select(ctx context.Context, s *session.Session, q series.Query) (*Selected, error) {
	vintages, err := s.Store.Vintages(ctx)
	if err != nil {
		return nil, err
	}
	if len(vintages) == 0 {
		return nil, session.ErrNothingHeld
	}
	if q.Indicators == nil {
		if q.Indicators, err = s.Held(ctx); err != nil {
			return nil, err
		}
	}
	q.Basis = series.AsPublished // a bank keeps what its source has
	return &Selected{Query: q, s: s, everyArea: q.Areas == nil}, nil
}

// Taken is what an export has taken.
type Taken struct {
	Parts, Rows int
	Empty       []domain.IndicatorID // without a row in the selection
	series.Lacking
}

// Each reads the indicators of the selection, each of which make is called with, several
// at once; what it makes of them goes to use one after the other, in their order. Then,
// held or not, done is called. Where none is held the error is a *session.NotHeldError.
// It says what was taken also where it ends in an error.
func Each[T any](ctx context.Context, x *Selected, make func(Part) (T, error), use func(T) error, done func()) (t Taken, err error) {
	type read struct {
		made    T
		part    Part
		rows    int
		held    bool
		lacking series.Lacking
	}
	err = ordered.Each(ctx, x.Query.Indicators, func(ctx context.Context, sel series.Selector) (r read, err error) {
		if r.part, r.lacking, r.held, err = x.part(ctx, sel); err == nil && r.held {
			r.rows = r.part.Rows()
			r.made, err = make(r.part)
			r.part.Series = nil // while it waits
		}
		return r, err
	}, func(r read) error {
		t.Missing = append(t.Missing, r.lacking.Missing...)
		t.Kinds = append(t.Kinds, r.lacking.Kinds...)
		defer done()
		if !r.held {
			return nil
		}
		if err := use(r.made); err != nil {
			return err
		}
		if r.rows == 0 {
			t.Empty = append(t.Empty, r.part.ID)
		}
		t.Parts++
		t.Rows += r.rows
		return nil
	})
	if err == nil && t.Parts == 0 {
		err = session.Vain(t.Lacking)
	}
	return t, err
}

// part reads one selector; held is that there is something of it.
func (x *Selected) part(ctx context.Context, sel series.Selector) (p Part, lacking series.Lacking, held bool, err error) {
	q, s := x.Query, x.s.On(store.Kept(x.s.Store))
	q.Indicators = []series.Selector{sel}
	if x.everyArea {
		if q.Areas, err = areas(ctx, s, sel); err != nil {
			return p, lacking, false, err
		}
	}
	all, lacking, err := s.Loader().Load(ctx, q)
	if err != nil || len(lacking.Missing) == len(sel) || len(all) == 0 && len(lacking.Kinds) > 0 {
		return p, lacking, false, err
	}
	return NewPart(sel, all, s.Lang), lacking, true, nil
}

// areas is every area that one of the indicators has.
func areas(ctx context.Context, s *session.Session, sel series.Selector) ([]series.Area, error) {
	seen := make(map[domain.RegionID]bool)
	var areas []series.Area
	for _, id := range sel {
		p, _, err := s.Store.Panel(ctx, id, store.Latest)
		if errors.Is(err, store.ErrNotHeld) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, r := range p.Regions {
			if !seen[r] {
				seen[r] = true
				areas = append(areas, s.Area(r))
			}
		}
	}
	return areas, nil
}
