package cli

import (
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// warnMerged says which municipalities have since merged into a region selected
// but have figures of their own: the region's figure of those years is without
// them, and a set by today's division lacks them. year is the one looked at; 0
// is every year selected.
func (a *app) warnMerged(cmd *cobra.Command, s *session, sel selection, all []series.Series, year int) error {
	var gone []series.Area
	for _, r := range s.cat.Regions() {
		selected := func(id domain.RegionID) bool {
			return slices.ContainsFunc(all, func(s series.Series) bool { return s.Region == id })
		}
		if r.Ended() && r.Last >= year && selected(r.Successor) && !selected(r.ID) {
			gone = append(gone, series.Area{ID: r.ID, Name: r.Name})
		}
	}
	if len(gone) == 0 {
		return nil
	}
	sel.real, sel.per = 0, ""
	q, err := sel.query(cmd, s)
	if err != nil {
		return err
	}
	if q.Areas = gone; year != 0 {
		q.Years = domain.YearRange{From: year, To: year}
	}
	found, _, err := s.loader().Load(cmd.Context(), q)
	var names []string
	for _, f := range found {
		has := slices.ContainsFunc(f.Points, func(p series.Point) bool { return !math.IsNaN(p.Published) || !math.IsNaN(p.Count) })
		if name := f.RegionName.In(s.lang) + " (" + string(f.Region) + ")"; has && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		a.warn("have figures of their own and are not among the regions, since they have merged: %s; a division by year, such as kunta@maa/2019, has them", strings.Join(names, ", "))
	}
	return err
}
