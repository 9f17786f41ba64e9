// Package session is what is read before anything is computed: a workspace's
// store, catalogue and settings as one, in which indicators are described,
// references become areas and words become queries. It opens nothing itself,
// so that whoever has a store can ask what the command line asks.
package session

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// Session is an opened workspace. Its methods may be called by several
// goroutines at once, but for Refresh.
type Session struct {
	// Store is read by today's names of regions; nil where there is the
	// catalogue alone, and then nothing can be loaded.
	Store   store.Store
	Catalog *catalog.Catalog
	Config  workspace.Config
	Lang    domain.Lang

	// Stale gives, of indicators that have not been had from their source as lately as
	// somebody wants, the day (yyyy-mm-dd) on which they last were: what is made of
	// them says so. nil for none.
	Stale map[domain.IndicatorID]string

	// Between is the day (yyyy-mm-dd) as of which imports between others are left out,
	// for their downloads are of later days; "" where none is.
	Between string

	imported *descriptions                     // what imports said of indicators; nil where there is no store
	regions  map[domain.RegionID]domain.Region // that imports named and the catalogue does not know
}

// New is a session of a store, which may be nil, and its settings.
func New(ctx context.Context, db store.Store, cat *catalog.Catalog, config workspace.Config, lang domain.Lang) (*Session, error) {
	s := &Session{Catalog: cat, Config: config, Lang: lang}
	if db == nil {
		return s, nil
	}
	s.Store = store.Renamed(db, cat.Canonical)
	return s, s.Refresh(ctx)
}

// Refresh reads again what imports have described.
func (s *Session) Refresh(ctx context.Context) error {
	s.imported = newDescriptions(ctx, s.Store)
	regions, err := s.Store.Regions(ctx)
	s.regions = make(map[domain.RegionID]domain.Region, len(regions))
	for _, r := range regions {
		s.regions[r.ID] = r
	}
	return err
}

// Describe joins what imports and the catalogue say of an indicator; see Err. Only a
// description in every language, which is the data bank's own, comes before
// the catalogue's. Euros per inhabitant are of the inhabitants, unless another
// denominator is named.
func (s *Session) Describe(id domain.IndicatorID) domain.Indicator {
	known, _ := s.Catalog.Indicator(id)
	var imported domain.Indicator
	if s.imported != nil {
		imported = s.imported.of(id)
	}
	ind := known.Or(imported)
	if imported.Complete() {
		ind = imported.Or(known)
	}
	ind.ID = id
	ind.Title = domain.Text{FI: domain.Dashes(ind.Title.FI), SV: domain.Dashes(ind.Title.SV), EN: domain.Dashes(ind.Title.EN)}
	if ind.Unit == domain.UnitUnknown {
		ind.Unit, ind.UnitFromTitle = domain.UnitFromTitle(ind.Title.FI), true
	}
	if den, ok := s.Config.Denominators[id]; ok {
		ind.Denominator = den
	}
	if ind.Denominator == "" && ind.Unit == domain.UnitEuroPerInhabitant && !ind.Standardised() {
		ind.Denominator = s.Population()
	}
	ind.Polarity = s.Config.HighIs[id]
	ind.RepeatedEvents = ind.RepeatedEvents || slices.Contains(s.Config.RepeatedEvents, id)
	return ind
}

// Loader reads series of the session's store, by its settings.
func (s *Session) Loader() *series.Loader {
	return &series.Loader{
		Store: s.Store, Describe: s.Describe, Name: s.RegionName,
		Breaks: s.Config.Breaks, SuppressedBelow: s.Config.SuppressedBelow,
		PriceIndex: s.Config.PriceIndex, Population: s.Population(), Stale: s.Stale,
	}
}

// usualPopulation is SOTKAnet's number of inhabitants.
const usualPopulation domain.IndicatorID = "127"

// Population is the indicator of the inhabitants.
func (s *Session) Population() domain.IndicatorID {
	return cmp.Or(s.Config.Population, usualPopulation)
}

// Direction is what the workspace calls rising, falling and steady.
func (s *Session) Direction() stats.DirectionOptions {
	o := stats.DefaultDirection()
	if band := s.Config.SteadyBand; band > 0 {
		o.Band = band / 100
	}
	return o
}

// Set and SetNames make the session series.Sets: the workspace's own sets
// come before those of the catalogue.
func (s *Session) Set(name string) ([]domain.IndicatorID, bool) {
	if set, ok := s.Config.Sets[name]; ok {
		return set, true
	}
	return s.Catalog.Set(name)
}

// SetNames lists the names of sets.
func (s *Session) SetNames() []string {
	names := slices.AppendSeq([]string{"plan"}, maps.Keys(s.Config.Sets))
	slices.Sort(names)
	return slices.Compact(names)
}
