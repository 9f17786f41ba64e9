package store

import (
	"context"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// mostKept bounds the panels that are kept at a time.
const mostKept = 100

// Kept is a store whose panels are read once, for whoever asks for one number after
// another of the same indicators while nobody writes. Several goroutines may read at once.
func Kept(s Store) Store { return &kept{Store: s, panels: make(map[keptKey]keptPanel)} }

type keptKey struct {
	id domain.IndicatorID
	v  VintageID
}

type keptPanel struct {
	panel   *panel.Panel
	vintage Vintage
	err     error
}

type kept struct {
	Store
	mu     sync.Mutex
	panels map[keptKey]keptPanel
}

// Panel implements Reader.
func (k *kept) Panel(ctx context.Context, id domain.IndicatorID, v VintageID) (*panel.Panel, Vintage, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := keptKey{id, v}
	p, ok := k.panels[key]
	if !ok {
		if len(k.panels) >= mostKept {
			clear(k.panels)
		}
		p.panel, p.vintage, p.err = k.Store.Panel(ctx, id, v)
		if ctx.Err() != nil {
			return nil, Vintage{}, ctx.Err()
		}
		k.panels[key] = p
	}
	return p.panel, p.vintage, p.err
}
