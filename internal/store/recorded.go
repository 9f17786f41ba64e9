package store

import (
	"context"
	"errors"
	"maps"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Recorded is a store that notes what is read of it, so that whoever read it knows
// when that would be another. Several goroutines may read at once.
func Recorded(s Store) (Store, *Record) {
	r := &Record{vintages: make(map[domain.IndicatorID]VintageID)}
	return recorded{s, r}, r
}

// Record is what was read of a store.
type Record struct {
	mu         sync.Mutex
	vintages   map[domain.IndicatorID]VintageID
	everything bool
}

// Vintages are the newest vintages that were read of the indicators that were asked
// for, 0 of one that is not held.
func (r *Record) Vintages() map[domain.IndicatorID]VintageID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.vintages)
}

// Everything reports whether it was asked which indicators or imports there are, what
// they revised or how imports describe them, so that any import may change the answer.
func (r *Record) Everything() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.everything
}

func (r *Record) panel(id domain.IndicatorID, v VintageID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.vintages[id] = max(r.vintages[id], v)
}

func (r *Record) all() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.everything = true
}

type recorded struct {
	Store
	*Record
}

// Panel implements Reader.
func (r recorded) Panel(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, Vintage, error) {
	p, vintage, err := r.Store.Panel(ctx, id, v)
	switch {
	case err == nil:
		r.panel(id, vintage.ID)
	case errors.Is(err, ErrNotHeld), errors.Is(err, ErrPruned):
		r.panel(id, 0)
	}
	return p, vintage, err
}

// Holdings implements Reader.
func (r recorded) Holdings(ctx context.Context) ([]Holding, error) {
	r.all()
	return r.Store.Holdings(ctx)
}

// Vintages implements Reader.
func (r recorded) Vintages(ctx context.Context) ([]Vintage, error) {
	r.all()
	return r.Store.Vintages(ctx)
}

// Described implements Reader.
func (r recorded) Described(ctx context.Context) ([]domain.IndicatorID, error) {
	r.all()
	return r.Store.Described(ctx)
}

// Indicators implements Reader.
func (r recorded) Indicators(ctx context.Context, ids []domain.IndicatorID) (map[domain.IndicatorID]domain.Indicator, error) {
	r.all()
	return r.Store.Indicators(ctx, ids)
}

// Regions implements Reader.
func (r recorded) Regions(ctx context.Context) ([]domain.Region, error) {
	r.all()
	return r.Store.Regions(ctx)
}

// Revisions implements Reader.
func (r recorded) Revisions(ctx context.Context, id domain.IndicatorID) ([]Revision, error) {
	r.all()
	return r.Store.Revisions(ctx, id)
}

// Steps implements Reader.
func (r recorded) Steps(ctx context.Context, id domain.IndicatorID) ([]Step, error) {
	r.all()
	return r.Store.Steps(ctx, id)
}

// Replaced implements Reader.
func (r recorded) Replaced(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, error) {
	r.all()
	return r.Store.Replaced(ctx, id, v)
}

// Origin implements Reader.
func (r recorded) Origin(ctx context.Context, k domain.Key, v VintageID) (Origin, error) {
	r.all()
	return r.Store.Origin(ctx, k, v)
}

// AsOf implements Store: what is read of it then is noted too.
func (r recorded) AsOf(v VintageID, day string) Store {
	return recorded{r.Store.AsOf(v, day), r.Record}
}
