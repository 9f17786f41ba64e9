package export

import (
	"context"
	"errors"
	"maps"
	"slices"

	"kuvio/internal/datapackage"
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
	held      map[domain.IndicatorID]store.Holding
	vintages  map[store.VintageID]store.Vintage
	last      last
}

// Select selects what a query names, every indicator that is held where it
// names none, and every area of each where it has no areas. Where nothing at all
// is held the error is session.ErrNothingHeld.
func Select(ctx context.Context, s *session.Session, q series.Query) (*Selected, error) {
	x := &Selected{s: s, everyArea: q.Areas == nil, held: make(map[domain.IndicatorID]store.Holding), vintages: make(map[store.VintageID]store.Vintage)}
	vintages, err := s.Store.Vintages(ctx)
	if err != nil {
		return nil, err
	}
	if len(vintages) == 0 {
		return nil, session.ErrNothingHeld
	}
	for _, v := range vintages {
		x.vintages[v.ID] = v
	}
	holdings, err := s.Store.Holdings(ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range holdings {
		x.held[h.Indicator] = h
	}
	if q.Indicators == nil {
		if q.Indicators, err = s.Held(ctx); err != nil {
			return nil, err
		}
	}
	q.Basis = series.AsPublished // a bank keeps what its source has
	x.Query = q
	return x, nil
}

// Taken is what an export has taken.
type Taken struct {
	Parts, Rows int
	Empty       []domain.IndicatorID // without a row in the selection
	series.Lacking
}

// Work is what is done with the parts of an export.
type Work[T any] struct {
	Keep func(*datapackage.Resource) (T, bool) // takes a file that would be made the same, if it is still there; of several at once
	Make func(Part) (T, error)                 // of several at once
	Use  func(T) error                         // what of each was kept or made, in their order
	Done func()                                // after each, held or not
}

// Each has work done with the indicators of the selection; those of which the last export
// made what this one would are not read. Where none is held the error is a
// *session.NotHeldError. It says what was taken also where it ends in an error.
func Each[T any](ctx context.Context, x *Selected, w Work[T]) (t Taken, err error) {
	type read struct {
		made    T
		id      domain.IndicatorID
		rows    int
		held    bool
		lacking series.Lacking
	}
	err = ordered.Each(ctx, x.Query.Indicators, func(ctx context.Context, sel series.Selector) (read, error) {
		r := read{id: sel.ID()}
		if was := x.unchanged(sel); was != nil {
			if r.made, r.held = w.Keep(was); r.held {
				r.rows, r.lacking.Missing = was.Made.Rows, x.missing(sel)
				return r, nil
			}
		}
		var part Part
		var err error
		if part, r.lacking, r.held, err = x.part(ctx, sel); err == nil && r.held {
			r.rows = part.Rows()
			r.made, err = w.Make(part)
		}
		return r, err
	}, func(r read) error {
		t.Missing = append(t.Missing, r.lacking.Missing...)
		t.Kinds = append(t.Kinds, r.lacking.Kinds...)
		defer w.Done()
		if !r.held {
			return nil
		}
		if err := w.Use(r.made); err != nil {
			return err
		}
		if r.rows == 0 {
			t.Empty = append(t.Empty, r.id)
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
	recorded, record := store.Recorded(store.Kept(x.s.Store))
	q, s := x.Query, x.s.On(recorded)
	q.Indicators, q.Listed = []series.Selector{sel}, len(sel) == 1
	if x.everyArea {
		if q.Areas, err = areas(ctx, s, sel); err != nil {
			return p, lacking, false, err
		}
	}
	all, lacking, err := s.Loader().Load(ctx, q)
	if err != nil || len(lacking.Missing) == len(sel) || len(all) == 0 && len(lacking.Kinds) > 0 {
		return p, lacking, false, err
	}
	p = NewPart(sel, all, s.Lang)
	for _, id := range sel { // the oldest of a splice
		if day := x.vintages[x.held[id].Vintage].Retrieved; p.day == "" || day != "" && day < p.day {
			p.day = day
		}
	}
	if x.last.common != nil && len(lacking.Kinds) == 0 && !record.Everything() {
		p.reads = slices.Sorted(maps.Keys(record.Vintages()))
		p.of = x.madeOf(sel, p.reads)
	}
	return p, lacking, true, nil
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
