package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
)

// usualPeers is what peers are found by where nobody names indicators:
// population, children and old people, and low income. Of each, the first that
// the workspace can give; one that it cannot, or not of the region whose peers
// are looked for, is done without.
var usualPeers = [][]domain.IndicatorID{{"127"}, {"1065", "1064"}, {"1068"}, {"3099", "228"}}

// peerBasis is what areas are compared by.
type peerBasis struct {
	among   []domain.RegionID
	period  domain.Period // asked for; "" is each indicator's latest that covers the areas
	share   float64       // of the areas, that must have a value
	usual   bool          // nobody named indicators
	vars    []peers.Variable
	series  [][]series.Series    // that each variable was made of, for the source
	without []domain.IndicatorID // usual ones that could not be had
}

// peerIndicators are the indicators that kuvio.yaml names under peers, or nil.
func (s *session) peerIndicators() []series.Selector {
	var sels []series.Selector
	for _, id := range s.ws.Config.Peers {
		sels = append(sels, series.Selector{id})
	}
	return sels
}

// read reads what the areas are compared by: the indicators named or, where
// none are, the usual ones as far as they can be had.
func (b *peerBasis) read(ctx context.Context, s *session, sels []series.Selector) error {
	for _, sel := range sels {
		if err := b.add(ctx, s, sel); err != nil {
			return err
		}
	}
	if b.usual = len(sels) == 0; !b.usual {
		return nil
	}
	for _, alternatives := range usualPeers {
		if err := b.addFirst(ctx, s, alternatives); err != nil {
			return err
		}
	}
	if len(b.vars) == 0 {
		return errNoPeers{b}
	}
	return nil
}

// errNoPeers is that none of the usual indicators can be had.
type errNoPeers struct{ b *peerBasis }

func (e errNoPeers) Error() string {
	when := ""
	if !e.b.period.IsZero() {
		when = " in " + string(e.b.period)
	}
	return fmt.Sprintf("peers are found by population (127), children (1065 or 1064), old people (1068) and low income (3099 or 228), and none of these has a value%s for %.3g %% of the %d areas: import them for all the areas, or name other indicators (-i, or 'peers:' in kuvio.yaml) or fewer areas (--among)",
		when, 100*e.b.share, len(e.b.among))
}

// addFirst adds the first of the alternatives that is held and covers the
// areas, or notes that none is.
func (b *peerBasis) addFirst(ctx context.Context, s *session, alternatives []domain.IndicatorID) error {
	for _, id := range alternatives {
		err := b.add(ctx, s, series.Selector{id})
		var none errNoData
		var thin *peers.CoverageError
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
func (b *peerBasis) add(ctx context.Context, s *session, sel series.Selector) error {
	areas := make([]series.Area, len(b.among))
	for i, id := range b.among {
		areas[i] = series.Area{ID: id, Name: s.regionName(id)}
	}
	all, missing, err := s.loader().Load(ctx, series.Query{Indicators: []series.Selector{sel}, Areas: areas})
	switch {
	case err != nil:
		return err
	case len(all) == 0:
		return errNoData{missing}
	}
	v, err := peers.VariableOf(all, b.period, b.share)
	if err != nil {
		return err
	}
	var made []series.Series
	for i := range all {
		if all[i].Breakdown == "" {
			made = append(made, all[i].On(peers.UsualBasis).Series)
		}
	}
	b.vars, b.series = append(b.vars, v), append(b.series, made)
	return nil
}

// find returns the peers of a region, and the basis they were found by: all of
// it where its indicators were named, else what there is of the region.
func (b peerBasis) find(region domain.RegionID, count int) (peers.Result, peerBasis, error) {
	by := b
	if b.usual {
		by.vars, by.series, by.without = nil, nil, slices.Clone(b.without)
		for j, v := range b.vars {
			if _, ok := v.Values[region]; !ok {
				by.without = append(by.without, v.Indicator.ID)
				continue
			}
			by.vars, by.series = append(by.vars, v), append(by.series, b.series[j])
		}
		if len(by.vars) == 0 {
			by = b // whose error names one that is missing
		}
	}
	found, err := peers.Find(region, by.among, by.vars, count)
	return found, by, err
}

// sayWithout names the usual indicators that areas are not compared by.
func (a *app) sayWithout(b peerBasis) {
	if len(b.without) == 0 {
		return
	}
	by := make([]domain.IndicatorID, len(b.vars))
	for i, v := range b.vars {
		by[i] = v.Indicator.ID
	}
	a.say("no values for the region, or for too few areas: %s; compared by %s alone", someOf(b.without), someOf(by))
}
