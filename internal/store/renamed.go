package store

import (
	"context"
	"errors"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Renamed is the store as read by what its regions are called today: a region
// that was stored under another id (SOTKAnet's number, by a catalogue that did
// not know it yet) is found by the one that today gives. What is written is
// not renamed.
func Renamed(s Store, today func(domain.RegionID) domain.RegionID) Store {
	return renamed{s, today}
}

type renamed struct {
	Store
	today func(domain.RegionID) domain.RegionID
}

// Panel implements Reader.
func (r renamed) Panel(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, Vintage, error) {
	p, vintage, err := r.Store.Panel(ctx, id, v)
	if err == nil {
		p, err = p.Relabel(r.today)
	}
	return p, vintage, err
}

// Steps implements Reader.
func (r renamed) Steps(ctx context.Context, id domain.IndicatorID) ([]Step, error) {
	all, err := r.Store.Steps(ctx, id)
	for i := range all {
		replaced := all[i].replaced
		all[i].replaced = func() (*panel.Panel, error) {
			p, err := replaced()
			if err != nil {
				return nil, err
			}
			return p.Relabel(r.today)
		}
	}
	return all, err
}

// Replaced implements Reader.
func (r renamed) Replaced(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, error) {
	p, err := r.Store.Replaced(ctx, id, v)
	if err != nil {
		return nil, err
	}
	return p.Relabel(r.today)
}

// Origin implements Reader: by whatever name the observation's region had then.
func (r renamed) Origin(ctx context.Context, k domain.Key, v VintageID) (Origin, error) {
	o, err := r.Store.Origin(ctx, k, v)
	if !errors.Is(err, ErrNotHeld) {
		return o, err
	}
	p, _, panelErr := r.Store.Panel(ctx, k.Indicator, Latest)
	if panelErr != nil {
		return o, panelErr
	}
	for _, region := range slices.Backward(p.Regions) {
		if region == k.Region || r.today(region) != k.Region {
			continue
		}
		called := k
		called.Region = region
		if found, err := r.Store.Origin(ctx, called, v); !errors.Is(err, ErrNotHeld) {
			return found, err
		}
	}
	return o, err
}

// Brought implements Reader.
func (r renamed) Brought(ctx context.Context, id domain.IndicatorID, v VintageID) ([]panel.Brought, error) {
	all, err := r.Store.Brought(ctx, id, v)
	for i := range all {
		all[i] = all[i].Relabel(r.today)
	}
	return all, err
}

// AsOf implements Store.
func (r renamed) AsOf(v VintageID, day string) Store { return renamed{r.Store.AsOf(v, day), r.today} }
