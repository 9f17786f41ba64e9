package export

import (
	"context"
	"errors"

	"kuvio/internal/domain"
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

// Each reads one indicator of the selection after the other and hands it to
// take; then, held or not, calls done. Where none is held the error is a
// *session.NotHeldError. It says what was taken also where it ends in an error.
func (x *Selected) Each(ctx context.Context, take func(Part) error, done func()) (t Taken, err error) {
	for _, sel := range x.Query.Indicators {
		if ctx.Err() != nil {
			return t, ctx.Err()
		}
		if err := x.one(ctx, sel, take, &t); err != nil {
			return t, err
		}
		done()
	}
	if t.Parts == 0 {
		err = session.Vain(t.Lacking)
	}
	return t, err
}

// one hands on one selector; one that is not held is noted as missing.
func (x *Selected) one(ctx context.Context, sel series.Selector, take func(Part) error, t *Taken) error {
	q := x.Query
	q.Indicators = []series.Selector{sel}
	if x.everyArea {
		var err error
		if q.Areas, err = x.areas(ctx, sel); err != nil {
			return err
		}
	}
	all, lacking, err := x.s.Loader().Load(ctx, q)
	if err != nil {
		return err
	}
	t.Missing = append(t.Missing, lacking.Missing...)
	t.Kinds = append(t.Kinds, lacking.Kinds...)
	if len(lacking.Missing) == len(sel) || len(all) == 0 && len(lacking.Kinds) > 0 {
		return nil
	}
	p := NewPart(sel, all, x.s.Lang)
	if err := take(p); err != nil {
		return err
	}
	if p.Rows() == 0 {
		t.Empty = append(t.Empty, p.ID)
	}
	t.Parts++
	t.Rows += p.Rows()
	return nil
}

// areas is every area that one of the indicators has.
func (x *Selected) areas(ctx context.Context, sel series.Selector) ([]series.Area, error) {
	seen := make(map[domain.RegionID]bool)
	var areas []series.Area
	for _, id := range sel {
		p, _, err := x.s.Store.Panel(ctx, id, store.Latest)
		if errors.Is(err, store.ErrNotHeld) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, r := range p.Regions {
			if !seen[r] {
				seen[r] = true
				areas = append(areas, x.s.Area(r))
			}
		}
	}
	return areas, nil
}
