package revision

import (
	"context"
	"errors"

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/source/record"
	"kuvio/internal/store"
)

// Traced is one number with where it came from.
type Traced struct {
	series.Derivation           // of its own parts: see Parts
	Stated            *Stated   // of a published number that an import brought; else nil
	Earlier           []Earlier // what it was before, the latest first
	Parts             []*Traced // that it was computed from
}

// Stated is where a published number stands.
type Stated struct {
	store.Origin
	Place record.Place // in the file
}

// Earlier is what a number was before an import changed it, absent where it had
// been withdrawn, and where that stood, nil where that is not known.
type Earlier struct {
	Cell       domain.Cell
	Stated     *Stated
	ReplacedBy store.VintageID
}

// Trace says where the one number of a query came from: that of its first
// indicator, area and gender, of a breakdown and a period. Where the indicator is not
// held the error is a *session.NotHeldError.
func Trace(ctx context.Context, s *session.Session, q series.Query, breakdown string, period domain.Period) (*Traced, error) {
	d, err := s.Loader().Explain(ctx, q, breakdown, period)
	if errors.Is(err, store.ErrNotHeld) {
		return nil, &session.NotHeldError{Missing: q.Indicators[0]}
	}
	if err != nil {
		return nil, err
	}
	t := tracer{ctx, s.Store}
	return t.trace(d)
}

// tracer finds the origins of numbers in a store.
type tracer struct {
	ctx context.Context
	db  store.Reader
}

// trace is a derivation with the origins of its published numbers.
func (t *tracer) trace(d series.Derivation) (*Traced, error) {
	n := &Traced{Derivation: d}
	for _, p := range d.Parts {
		part, err := t.trace(p)
		if err != nil {
			return nil, err
		}
		n.Parts = append(n.Parts, part)
	}
	if d.Rule != series.Published || d.Point.Status == domain.Absent {
		return n, nil
	}
	return n, t.origins(n, d.Key)
}

// origins finds where the number stands, and what it was before. It goes back
// to the import that brought it, or to where the history was pruned.
func (t *tracer) origins(n *Traced, k domain.Key) error {
	at := store.Latest
	for {
		o, err := t.db.Origin(t.ctx, k, at)
		if errors.Is(err, store.ErrNotHeld) {
			return nil
		}
		if err != nil {
			return err
		}
		here := &Stated{o, ingest.Place(o)}
		if n.Stated == nil {
			n.Stated = here
		} else {
			n.Earlier[len(n.Earlier)-1].Stated = here
		}
		replaced, err := t.db.Replaced(t.ctx, k.Indicator, o.Vintage.ID)
		if errors.Is(err, store.ErrPruned) {
			return nil
		}
		if err != nil {
			return err
		}
		was := replaced.Cell(k)
		if was.Status == domain.Absent {
			return nil
		}
		if was.Status == domain.Missing && t.withdrawn(k, o.Vintage.ID-1) {
			n.Earlier = append(n.Earlier, Earlier{Cell: domain.EmptyCell(domain.Absent), ReplacedBy: o.Vintage.ID})
			return nil
		}
		n.Earlier = append(n.Earlier, Earlier{Cell: was, ReplacedBy: o.Vintage.ID})
		if at = o.Vintage.ID - 1; at == store.Latest {
			return nil
		}
	}
}

// withdrawn reports whether the number had been withdrawn as of an import; a
// state that has been pruned does not tell.
func (t *tracer) withdrawn(k domain.Key, at store.VintageID) bool {
	if at == store.Latest {
		return false
	}
	p, _, err := t.db.Panel(t.ctx, k.Indicator, at)
	return err == nil && p.Cell(k).Status == domain.Absent
}
