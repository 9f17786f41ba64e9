package cli

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/trend"
	"kuvio/internal/workspace"
)

// session is an opened workspace with everything a command reads from it.
type session struct {
	ws       *workspace.Workspace // nil where only the catalogue is asked for
	db       store.Store          // nil with ws
	cat      *catalog.Catalog
	lang     domain.Lang
	imported map[domain.IndicatorID]domain.Indicator
	regions  map[domain.RegionID]domain.Region
	peers    peerBases
}

// open opens the workspace; where there is none and the command can do with
// the catalogue alone (optional), the session is without.
func (a *app) open(cmd *cobra.Command, optional bool) (*session, error) {
	s := &session{cat: catalog.Default()}
	ws, err := workspace.Find(a.dir)
	if err != nil && !(optional && errors.Is(err, workspace.ErrNone)) {
		return nil, err
	}
	s.ws = ws
	var fromConfig domain.Lang
	if ws != nil {
		fromConfig = ws.Config.Lang
	}
	if s.lang, err = a.language(cmd, fromConfig); err != nil || ws == nil {
		return s, err
	}
	if err := s.openStore(cmd.Context()); err != nil {
		return s, err
	}
	if err := a.goBack(cmd, s); err != nil {
		s.close()
		return s, err
	}
	return s, nil
}

// openFor is open for a command that prints a table: what is wrong with the
// flags of its output is found first.
func (a *app) openFor(cmd *cobra.Command, o *output, optional bool) (*session, error) {
	if err := o.check(cmd, a); err != nil {
		return nil, err
	}
	return a.open(cmd, optional)
}

func (s *session) openStore(ctx context.Context) error {
	if err := os.MkdirAll(s.ws.DataDir(), 0o755); err != nil {
		return err
	}
	db, err := sqlite.Open(ctx, s.ws.StorePath())
	if err != nil {
		return err
	}
	s.db = db
	return s.refresh(ctx)
}

// refresh reads again what imports have described.
func (s *session) refresh(ctx context.Context) error {
	var err error
	if s.imported, err = s.db.Indicators(ctx); err != nil {
		return err
	}
	regions, err := s.db.Regions(ctx)
	s.regions = make(map[domain.RegionID]domain.Region, len(regions))
	for _, r := range regions {
		s.regions[r.ID] = r
	}
	return err
}

func (s *session) close() {
	if s.db != nil {
		s.db.Close()
	}
}

// describe joins what imports and the catalogue say of an indicator. Only a
// description in every language, which is the data bank's own, comes before
// the catalogue's.
func (s *session) describe(id domain.IndicatorID) domain.Indicator {
	known, _ := s.cat.Indicator(id)
	imported := s.imported[id]
	ind := known.Or(imported)
	if imported.Complete() {
		ind = imported.Or(known)
	}
	ind.ID = id
	if ind.Unit == domain.UnitUnknown {
		ind.Unit, ind.UnitFromTitle = domain.UnitFromTitle(ind.Title.FI), true
	}
	if s.ws != nil {
		if den, ok := s.ws.Config.Denominators[id]; ok {
			ind.Denominator = den
		}
		ind.Polarity = s.ws.Config.HighIs[id]
	}
	return ind
}

func (s *session) loader() *series.Loader {
	return &series.Loader{
		Store: s.db, Describe: s.describe, Canonical: s.cat.Canonical, Name: s.regionName,
		Breaks: s.ws.Config.Breaks, SuppressedBelow: s.ws.Config.SuppressedBelow,
		PriceIndex: s.ws.Config.PriceIndex, Population: s.populationIndicator(),
	}
}

// populationIndicator is the indicator of the inhabitants.
func (s *session) populationIndicator() domain.IndicatorID {
	return cmp.Or(s.ws.Config.Population, usualPopulation)
}

// usualPopulation is SOTKAnet's number of inhabitants.
const usualPopulation domain.IndicatorID = "127"

// Set and SetNames make the session series.Sets: the workspace's own sets
// come before those of the catalogue.
func (s *session) Set(name string) ([]domain.IndicatorID, bool) {
	if s.ws != nil {
		if set, ok := s.ws.Config.Sets[name]; ok {
			return set, true
		}
	}
	return s.cat.Set(name)
}

// SetNames lists the names of sets.
func (s *session) SetNames() []string {
	names := []string{"plan"}
	if s.ws != nil {
		names = slices.AppendSeq(names, maps.Keys(s.ws.Config.Sets))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// named reports whether an import named the region.
func (s *session) named(id domain.RegionID) bool {
	_, ok := s.regions[id]
	return ok
}

// members is the municipalities of an area in a year.
func (s *session) members(ref string, year int) (map[domain.RegionID]bool, error) {
	id, err := s.cat.ResolveOne(ref, s.references(true))
	if err != nil {
		return nil, err
	}
	regions, err := s.cat.MembersOf(domain.Kunta, id, year)
	set := make(map[domain.RegionID]bool, len(regions))
	for _, r := range regions {
		set[r.ID] = true
	}
	return set, err
}

// trendOptions are the settings of trends in this workspace.
func (s *session) trendOptions() trend.Options {
	o := trend.Options{Direction: stats.DefaultDirection()}
	if band := s.ws.Config.SteadyBand; band > 0 {
		o.Direction.Band = band / 100
	}
	return o
}
