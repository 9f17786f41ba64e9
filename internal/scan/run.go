package scan

import (
	"context"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// Result is what a scan found.
type Result struct {
	Region  series.Area
	Setting Setting
	NoPeers error   // why the region is set against no peers; nil where it is, or its category has none
	Entries []Entry // judged, the most evident first
	series.Lacking
}

// Run scans the one region of a query: its indicators, read one by one, are set
// against the country, the other areas of the region's category and its peers.
// limit is that of q. Where it ends in an error, the result holds the setting;
// where nothing it asks for is held, that is of session.Vain.
func Run(ctx context.Context, s *session.Session, q series.Query, limit float64) (Result, error) {
	all, err := RunEach(ctx, s, q, peers.NewFinder(s), limit)
	if err == nil && len(all[0].Entries) == 0 {
		err = session.Vain(all[0].Lacking)
	}
	return all[0], err
}

// RunEach is Run for each region of a query, each with tests of its own: every indicator
// is read once for all of them, so that those of one category cost little more than one.
// All their entries are held at once.
func RunEach(ctx context.Context, s *session.Session, q series.Query, finder *peers.Finder, limit float64) ([]Result, error) {
	all := make([]Result, len(q.Areas))
	q.Areas = slices.Clone(q.Areas)
	read := make(map[domain.RegionID]bool)
	for i, region := range q.Areas {
		read[region.ID] = true
		all[i].Region, all[i].Setting = region, settingOf(s, region)
		if all[i].Setting.Category != nil {
			all[i].NoPeers = all[i].Setting.findPeers(ctx, finder)
		}
	}
	for i := range all {
		for _, id := range all[i].Setting.Regions() {
			if !read[id] {
				read[id] = true
				q.Areas = append(q.Areas, s.Area(id))
			}
		}
	}
	settings := make([]Setting, len(all))
	for i := range all {
		settings[i] = all[i].Setting
	}
	lacking, err := series.Each(ctx, s.Loader(), q, func(found []series.Series) ([][]Entry, error) {
		return Entries(found, settings...), nil
	}, func(some [][]Entry) error {
		for i := range some { // none where the indicator is not held
			all[i].Entries = append(all[i].Entries, some[i]...)
		}
		return nil
	})
	if err != nil {
		return all, err
	}
	for i := range all {
		all[i].Lacking = lacking
		Judge(all[i].Entries, limit)
	}
	return all, nil
}

// settingOf is what a region is set against: the country and, where it is an
// area that the country is divided into, the others of its category.
func settingOf(s *session.Session, region series.Area) Setting {
	setting := Setting{Region: region.ID, Trend: trend.Options{Direction: s.Direction()}}
	if region.ID != domain.WholeCountry {
		setting.Country = domain.WholeCountry
		setting.Part = s.PartsOf(s.Area(domain.WholeCountry))(region.ID)
	}
	r, known := s.Catalog.ByID(region.ID)
	if region.Derived() || !known || r.Category == domain.Maa {
		return setting
	}
	areas, err := s.Areas(string(r.Category) + "@" + string(domain.WholeCountry))
	if err != nil {
		return setting // such as the countries of Europe: areas of no whole
	}
	for _, a := range areas {
		setting.Category = append(setting.Category, a.ID)
	}
	return setting
}

// minPeersBy is the fewest indicators that peers to test against are found by.
const minPeersBy = 2

// findPeers sets the region's peers, found by two indicators or more: areas
// alike in one, such as population, need have nothing else in common.
func (s *Setting) findPeers(ctx context.Context, finder *peers.Finder) error {
	found, err := finder.Nearest(ctx, s.Region)
	if err != nil {
		return err
	}
	if len(found.By) < minPeersBy {
		return fmt.Errorf("they would be found by indicator %s alone, and %d are needed: import others that 'kuvio peers' uses for every area, or name them under peers: in kuvio.yaml", domain.Some(found.By), minPeersBy)
	}
	s.Peers, s.PeersBy = found.Peers, found.By
	return nil
}
