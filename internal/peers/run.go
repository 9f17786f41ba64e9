package peers

import (
	"context"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Options say by what and among which areas peers are looked for.
type Options struct {
	Indicators []series.Selector // nil for those of the workspace, or the usual ones
	Among      []domain.RegionID // the region is one of them
	Period     domain.Period     // of every indicator; "" for each one's latest that covers the areas
	Share      float64           // of the areas, that must have a value
	Count      int               // how many peers
	Basis      series.Basis      // of the values they are found by
	Decimals   *int              // to show those with; nil for as many as they are published with
}

// Run finds the peers of a region. Errors are those of Find and VariableOf, and
// a *session.NotHeldError where an indicator named is not held.
func Run(ctx context.Context, s *session.Session, region domain.RegionID, o Options) (Result, error) {
	b := basis{among: o.Among, period: o.Period, share: o.Share, on: o.Basis, decimals: o.Decimals}
	if err := b.read(ctx, s, o.Indicators); err != nil {
		return Result{}, err
	}
	return b.find(region, o.Count)
}

// Nearest are the peers of a region, nearest first, and the indicators that
// they were found by.
type Nearest struct {
	Peers []domain.RegionID
	By    []domain.IndicatorID
}

// Finder finds the usual number of peers of many regions, each among the areas
// of its category, by the workspace's own indicators or the usual ones. What
// the areas of a category are compared by is read once; it may be asked from
// several goroutines.
type Finder struct {
	s    *session.Session
	mu   sync.Mutex
	read map[domain.Category]reading
}

// NewFinder is a finder in a session.
func NewFinder(s *session.Session) *Finder {
	return &Finder{s: s, read: make(map[domain.Category]reading)}
}

// Nearest finds the peers of a region. One that lacks a value is a
// *TargetError.
func (f *Finder) Nearest(ctx context.Context, region domain.RegionID) (Nearest, error) {
	b, err := f.basis(ctx, region)
	if err != nil {
		return Nearest{}, err
	}
	found, err := b.find(region, Count)
	if err != nil {
		return Nearest{}, err
	}
	var n Nearest
	for _, p := range found.Peers {
		n.Peers = append(n.Peers, p.Region)
	}
	for _, v := range found.By {
		n.By = append(n.By, v.Indicator.ID)
	}
	return n, nil
}

func (f *Finder) basis(ctx context.Context, region domain.RegionID) (*basis, error) {
	among, err := Category(f.s, region)
	if err != nil {
		return nil, err
	}
	r, _ := f.s.Catalog.ByID(region)
	f.mu.Lock()
	defer f.mu.Unlock()
	if was, ok := f.read[r.Category]; ok {
		return was.basis, was.err
	}
	b := &basis{among: among, share: Share}
	if err = b.read(ctx, f.s, nil); ctx.Err() != nil {
		return nil, err
	}
	f.read[r.Category] = reading{b, err}
	return b, err
}

// reading is what the areas of a category are compared by, or why they cannot be.
type reading struct {
	basis *basis
	err   error
}
