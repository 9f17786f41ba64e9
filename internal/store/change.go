package store

import (
	"context"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// ByChange is the store with every cell belonging to the download that last brought
// or changed it, and not to the one that confirmed it last: what is made of such
// panels stays as it is for as long as they do. Where nothing is known of a cell (in
// stores that were written before it was) it belongs to the latter all the same.
func ByChange(s Store) Store { return byChange{s} }

type byChange struct{ Store }

// Panel implements Reader.
func (b byChange) Panel(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, Vintage, error) {
	p, vintage, err := b.Store.Panel(ctx, id, v)
	if err != nil {
		return nil, vintage, err
	}
	brought, err := b.Store.Brought(ctx, id, vintage.ID)
	if err != nil {
		return nil, vintage, err
	}
	p = p.ByChange(brought)
	vintage.Retrieved = p.Newest()
	return p, vintage, nil
}

// AsOf implements Store.
func (b byChange) AsOf(v VintageID, day string) Store { return byChange{b.Store.AsOf(v, day)} }
