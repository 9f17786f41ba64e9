package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Known is the store as some of its imports alone make it, those of downloads up
// to a day, where others of later downloads were imported between them: of each
// cell what the newest of those imports says, as the panels that they left show.
func Known(s Store, day string, in map[VintageID]bool) Store { return known{s, day, in} }

type known struct {
	Store
	day string
	in  map[VintageID]bool
}

// Panel implements Reader.
func (k known) Panel(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, Vintage, error) {
	p, vintage, err := k.Store.Panel(ctx, id, v)
	if err != nil {
		return nil, vintage, err
	}
	at := vintage.ID
	p, err = p.Until(k.day, func() (*panel.Panel, error) {
		if at--; at == Latest {
			return nil, nil
		}
		before, left, err := k.Store.Panel(ctx, id, at)
		if errors.Is(err, ErrNotHeld) {
			return nil, nil
		}
		at = left.ID
		return before, err
	})
	if err == nil && p.Stated() == 0 {
		err = fmt.Errorf("indicator %s as of %s: %w", id, k.day, ErrNotHeld)
	}
	if err != nil {
		return nil, vintage, err
	}
	vintage.Retrieved = p.Newest()
	return p, vintage, nil
}

// Holdings implements Reader.
func (k known) Holdings(ctx context.Context) ([]Holding, error) {
	all, err := k.Store.Holdings(ctx)
	var held []Holding
	for _, h := range all {
		p, vintage, err := k.Panel(ctx, h.Indicator, Latest)
		if errors.Is(err, ErrNotHeld) {
			continue
		}
		if err != nil {
			return nil, err
		}
		h.Retrieved, h.Regions, h.Values = vintage.Retrieved, len(p.Regions), p.Tally()[domain.OK]
		h.First, h.Last, _ = p.Span()
		held = append(held, h)
	}
	return held, err
}

// Vintages implements Reader.
func (k known) Vintages(ctx context.Context) ([]Vintage, error) {
	all, err := k.Store.Vintages(ctx)
	return slices.DeleteFunc(all, func(v Vintage) bool { return !k.in[v.ID] }), err
}

// Revisions implements Reader: what those imports did, to figures of later downloads too.
func (k known) Revisions(ctx context.Context, id domain.IndicatorID) ([]Revision, error) {
	all, err := k.Store.Revisions(ctx, id)
	return slices.DeleteFunc(all, func(r Revision) bool { return !k.in[r.Vintage] }), err
}

// Steps implements Reader: each import made of what was known after the one before it
// what was known after it, whatever it found in the store.
func (k known) Steps(ctx context.Context, id domain.IndicatorID) ([]Step, error) {
	all, err := k.Store.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	var steps []Step
	before, now := new(panel.Panel), new(panel.Panel) // nil where that has been pruned
	for _, r := range all {
		if now, err = k.after(ctx, r, now); err != nil {
			return nil, err
		}
		if !k.in[r.Vintage] {
			continue
		}
		step, err := since(before, now, r)
		if err != nil {
			return nil, err
		}
		steps, before = append(steps, step), now
	}
	return steps, nil
}

// after is what was known after a revision, given what was before it; nil where that has
// been pruned.
func (k known) after(ctx context.Context, r Revision, before *panel.Panel) (*panel.Panel, error) {
	p, _, err := k.Store.Panel(ctx, r.Indicator, r.Vintage)
	if err == nil {
		p, err = p.Until(k.day, func() (*panel.Panel, error) {
			if before == nil {
				return nil, ErrPruned
			}
			return before, nil
		})
	}
	if errors.Is(err, ErrPruned) {
		return nil, nil
	}
	return p, err
}

// since is the revision of what was known before into what is known now.
func since(before, now *panel.Panel, r Revision) (Step, error) {
	if before == nil || now == nil {
		return NewStep(r, func() (*panel.Panel, error) {
			return nil, fmt.Errorf("what vintage %d replaced of indicator %s: %w", r.Vintage, r.Indicator, ErrPruned)
		}), nil
	}
	if before.MadeUp != now.MadeUp {
		before = new(panel.Panel)
	}
	changes, replaced, err := now.Since(before)
	r.Changes = panel.Changes{New: changes.New, Changed: changes.Changed}
	r.First, r.Last, _ = now.Span()
	return NewStep(r, func() (*panel.Panel, error) { return replaced, nil }), err
}

// Replaced implements Reader.
func (k known) Replaced(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, error) {
	steps, err := k.Steps(ctx, id)
	if err != nil {
		return nil, err
	}
	for i := range steps {
		if steps[i].Vintage == v {
			return steps[i].Replaced()
		}
	}
	return nil, fmt.Errorf("indicator %s, import %d: %w", id, v, ErrNotHeld)
}

// Origin implements Reader.
func (k known) Origin(ctx context.Context, key domain.Key, v VintageID) (Origin, error) {
	for {
		o, err := k.Store.Origin(ctx, key, v)
		if err != nil || k.in[o.Vintage.ID] {
			return o, err
		}
		if v = o.Vintage.ID - 1; v == Latest {
			return Origin{}, fmt.Errorf("indicator %s, region %s, %s: %w", key.Indicator, key.Region, key.Period, ErrNotHeld)
		}
	}
}

// Brought implements Reader.
func (k known) Brought(ctx context.Context, id domain.IndicatorID, v VintageID) ([]panel.Brought, error) {
	all, err := k.Store.Brought(ctx, id, v)
	return slices.DeleteFunc(all, func(b panel.Brought) bool { return b.Retrieved > k.day }), err
}

// AsOf implements Store.
func (k known) AsOf(v VintageID, day string) Store { return known{k.Store.AsOf(v, day), k.day, k.in} }
