package scan

import (
	"context"
	"fmt"

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
	r := Result{Region: q.Areas[0]}
	r.Setting = settingOf(s, r.Region)
	if r.Setting.Category != nil {
		r.NoPeers = r.Setting.findPeers(ctx, s)
	}
	for _, id := range r.Setting.Regions() {
		if id != r.Region.ID {
			q.Areas = append(q.Areas[:len(q.Areas):len(q.Areas)], s.Area(id))
		}
	}
	var err error
	r.Lacking, err = series.Each(ctx, s.Loader(), q, func(all []series.Series) ([]Entry, error) {
		return Entries(all, r.Setting), nil
	}, func(some []Entry) error {
		r.Entries = append(r.Entries, some...)
		return nil
	})
	if err == nil && len(r.Entries) == 0 {
		err = session.Vain(r.Lacking)
	}
	if err != nil {
		return r, err
	}
	Judge(r.Entries, limit)
	return r, nil
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
func (s *Setting) findPeers(ctx context.Context, in *session.Session) error {
	found, err := peers.NewFinder(in).Nearest(ctx, s.Region)
	if err != nil {
		return err
	}
	if len(found.By) < minPeersBy {
		return fmt.Errorf("they would be found by indicator %s alone, and %d are needed: import others that 'kuvio peers' uses for every area, or name them under peers: in kuvio.yaml", domain.Some(found.By), minPeersBy)
	}
	s.Peers, s.PeersBy = found.Peers, found.By
	return nil
}
