package session

import (
	"context"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Absorbed lists the municipalities that have merged into a region of the query
// and have figures of their own without being in it themselves: the region's
// figure of those years is without them, and a set by today's division lacks
// them. Figures that a newer download has moved to the region are not theirs any
// more. year is the one looked at; 0 is every year of the query.
func (s *Session) Absorbed(ctx context.Context, q series.Query, year int) ([]series.Area, error) {
	in := make(map[domain.RegionID]bool, len(q.Areas))
	var into []series.Area // what they have merged into
	for _, a := range q.Areas {
		in[a.ID] = true
	}
	var gone []series.Area
	for _, r := range s.Catalog.Regions() {
		if r.Ended() && r.Last >= year && in[r.Successor] && !in[r.ID] {
			gone = append(gone, series.Area{ID: r.ID, Name: r.Name, Merged: series.Member{ID: r.ID, Last: r.Last, Successor: r.Successor}})
			into = append(into, s.Area(r.Successor))
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	q.Areas, q.Real, q.PerCapita = append(gone, into...), 0, false
	if year != 0 {
		q.Years = domain.YearRange{From: year, To: year}
	}
	found, _, err := s.Loader().Load(ctx, q)
	var with []series.Area
	for _, f := range found {
		has := !in[f.Region] && slices.ContainsFunc(f.Points, func(p series.Point) bool { return !math.IsNaN(p.Published) || !math.IsNaN(p.Count) })
		if has && !slices.ContainsFunc(with, func(a series.Area) bool { return a.ID == f.Region }) {
			with = append(with, series.Area{ID: f.Region, Name: f.RegionName})
		}
	}
	return with, err
}
