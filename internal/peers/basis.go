package peers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// usual is what peers are found by where nobody names indicators: population,
// children and old people, and low income. Of each, the first that the
// workspace can give; one that it cannot, or not of the region whose peers are
// looked for, is done without.
var usual = [][]domain.IndicatorID{{"127"}, {"1065", "1064"}, {"1068"}, {"3099", "228"}}

// basis is what areas are compared by.
type basis struct {
	among    []domain.RegionID
	period   domain.Period // asked for; "" is each indicator's latest that covers the areas
	share    float64       // of the areas, that must have a value
	on       series.Basis
	decimals *int // to show values with
	usual    bool // nobody named indicators
	vars     []Variable
	without  []domain.IndicatorID // usual ones that could not be had
}

// Category lists the areas among which those like the region are looked for:
// of its category as it is today.
func Category(s *session.Session, id domain.RegionID) ([]domain.RegionID, error) {
	r, ok := s.Catalog.ByID(id)
	if !ok || r.Category == domain.Maa {
		return nil, &NoKindError{id}
	}
	members, err := s.Catalog.MembersOf(r.Category, domain.WholeCountry, 0)
	if err != nil {
		return nil, fmt.Errorf("peers of %s: %w", id, err)
	}
	among := make([]domain.RegionID, len(members))
	for i, m := range members {
		among[i] = m.ID
	}
	return among, nil
}

// read reads what the areas are compared by: the indicators named; where none
// are, those of the workspace (peers: in kuvio.yaml); else the usual ones as
// far as they can be had.
func (b *basis) read(ctx context.Context, s *session.Session, named []series.Selector) error {
	if named == nil {
		for _, id := range s.Config.Peers {
			named = append(named, series.Selector{id})
		}
	}
	for _, sel := range named {
		if err := b.add(ctx, s, sel); err != nil {
			return err
		}
	}
	if b.usual = len(named) == 0; !b.usual {
		return nil
	}
	for _, alternatives := range usual {
		if err := b.addFirst(ctx, s, alternatives); err != nil {
			return err
		}
	}
	if len(b.vars) == 0 {
		return b.none()
	}
	return nil
}

// none is the error that none of the usual indicators can be had.
func (b *basis) none() error {
	return &NoBasisError{Period: b.period, Share: b.share, Areas: len(b.among)}
}

// NoKindError is that there are no areas of a region's kind to find peers among.
type NoKindError struct{ Region domain.RegionID }

func (e *NoKindError) Error() string {
	return string(e.Region) + " has no areas of its own kind to find peers among"
}

// NoBasisError is that none of the indicators by which peers are usually found
// covers the areas.
type NoBasisError struct {
	Period domain.Period // in which they were to; "" for any
	Share  float64       // of the areas that were to have a value
	Areas  int
}

func (e *NoBasisError) Error() string {
	when := ""
	if !e.Period.IsZero() {
		when = " in " + string(e.Period)
	}
	return fmt.Sprintf("peers are found by population (127), children (1065 or 1064), old people (1068) and low income (3099 or 228), and none of these has a value%s for %.3g %% of the %d areas: import them for all the areas, or name others under 'peers:' in kuvio.yaml",
		when, 100*e.Share, e.Areas)
}

// addFirst adds the first of the alternatives that is held and covers the
// areas, or notes that none is.
func (b *basis) addFirst(ctx context.Context, s *session.Session, alternatives []domain.IndicatorID) error {
	for _, id := range alternatives {
		err := b.add(ctx, s, series.Selector{id})
		var none *session.NotHeldError
		var thin *CoverageError
		switch {
		case err == nil:
			return nil
		case !errors.As(err, &none) && !errors.As(err, &thin):
			return err
		}
	}
	b.without = append(b.without, alternatives...)
	return nil
}

// add reads one indicator of the areas as a variable.
func (b *basis) add(ctx context.Context, s *session.Session, sel series.Selector) error {
	q := series.Query{Indicators: []series.Selector{sel}, Areas: s.Together(b.among), Basis: b.on, Decimals: b.decimals}
	found, err := s.Load(ctx, q)
	if err != nil {
		return err
	}
	if len(found.Series) == 0 {
		return &session.NotHeldError{Missing: sel}
	}
	v, err := VariableOf(found.Series, b.period, b.share)
	if err != nil {
		return err
	}
	b.vars = append(b.vars, v)
	return nil
}

// find finds the peers of a region: by all of the basis where its indicators
// were named, else by what there is of the region.
func (b *basis) find(region domain.RegionID, count int) (Result, error) {
	by, without := b.vars, b.without
	if b.usual {
		by, without = nil, slices.Clone(b.without)
		for _, v := range b.vars {
			if _, ok := v.Values[region]; ok {
				by = append(by, v)
			} else {
				without = append(without, v.Indicator.ID)
			}
		}
		if len(by) == 0 {
			by, without = b.vars, b.without // so that the error names one that is missing
		}
	}
	r, err := Find(region, b.among, by, count)
	r.By, r.Without = by, without
	return r, err
}
