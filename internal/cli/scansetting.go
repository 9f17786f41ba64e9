package cli

import (
	"context"
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/scan"
	"kuvio/internal/series"
)

// scanSetting is what a region is set against: the country and, where it is
// an area that the country is divided into, the others of its category.
func (s *session) scanSetting(region series.Area) scan.Setting {
	setting := scan.Setting{Region: region.ID, Trend: s.trendOptions()}
	if region.ID != domain.WholeCountry {
		setting.Country = domain.WholeCountry
	}
	r, known := s.cat.ByID(region.ID)
	if region.Derived() || !known || r.Category == domain.Maa {
		return setting
	}
	areas, err := s.areas(string(r.Category) + "@" + string(domain.WholeCountry))
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

// scanPeers sets the region's peers, found by two indicators or more: areas
// alike in one, such as population, need have nothing else in common.
func (s *session) scanPeers(ctx context.Context, setting *scan.Setting) error {
	found, err := s.peersOf(ctx, setting.Region)
	if err != nil {
		return err
	}
	by := s.peersBy(setting.Region)
	if len(by) < minPeersBy {
		return fmt.Errorf("they would be found by indicator %s alone, and %d are needed: import others that 'kuvio peers' uses for every area, or name them under peers: in kuvio.yaml", someOf(by), minPeersBy)
	}
	setting.Peers, setting.PeersBy = found, by
	return nil
}
