package compare

import (
	"context"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/stats"
)

// Place is where an area stands among others; ties share the lowest rank. Zero
// where it has none.
type Place struct {
	Rank, Below int // 1 is the highest value, of Below the lowest
	Of          int // areas with a value
	Areas       int // of all areas, where some have none
}

// inCountry fills in where the areas stand among all of their category in the
// country, of each indicator whose figures are held for as many of these as a
// search for peers asks for.
func (r *Result) inCountry(ctx context.Context, s *session.Session, q series.Query) error {
	for _, category := range categories(r.Series) {
		areas := r.countrywide(s, category)
		found := slices.DeleteFunc(slices.Clone(r.Series), func(one series.Series) bool { return one.Region.Category() != category })
		if slices.ContainsFunc(areas, func(a series.Area) bool { return !slices.ContainsFunc(found, isOf(a.ID)) }) {
			q.Areas = areas
			var err error
			if found, _, err = s.Loader().Load(ctx, q); err != nil {
				return err
			}
		}
		for _, kind := range series.Kinds(found) {
			r.place(kind.Series, len(areas), category)
		}
	}
	return nil
}

func isOf(id domain.RegionID) func(series.Series) bool {
	return func(s series.Series) bool { return s.Region == id }
}

// categories are those that areas are of, but for the country and for areas that
// are made of others.
func categories(all []series.Series) []domain.Category {
	var categories []domain.Category
	for i := range all {
		c := all[i].Region.Category()
		_, group := all[i].Region.Group()
		_, rest := all[i].Region.Rest()
		if c != "" && c != domain.Maa && !group && !rest && !slices.Contains(categories, c) {
			categories = append(categories, c)
		}
	}
	return categories
}

// countrywide are all areas of a category: of today's division or, where an area
// compared is not in that, of the period's; none where it is in neither.
func (r *Result) countrywide(s *session.Session, category domain.Category) []series.Area {
	for _, year := range []int{0, r.Comparisons[0].Point.Period.Year()} {
		members, err := s.Catalog.MembersOf(category, domain.WholeCountry, year)
		if err != nil { // no division of that year is known
			return nil
		}
		ids := make([]domain.RegionID, len(members))
		for i, m := range members {
			ids[i] = m.ID
		}
		areas := s.Together(ids)
		if !slices.ContainsFunc(r.Series, func(one series.Series) bool {
			return one.Region.Category() == category && !slices.ContainsFunc(areas, func(a series.Area) bool { return a.ID == one.Region })
		}) {
			return areas
		}
	}
	return nil
}

// place gives the areas of a category their place among so many, of which these
// are the series of one kind.
func (r *Result) place(all []series.Series, of int, category domain.Category) {
	held := 0
	for i := range all {
		if len(all[i].Points) > 0 {
			held++
		}
	}
	if of < 2 || float64(held) < peers.Share*float64(of) {
		return
	}
	each := len(r.Comparisons) / len(r.Series) // comparisons of a region
	var places map[domain.RegionID]Place
	for i := range r.Series {
		if s := &r.Series[i]; s.Region.Category() != category || !s.SameKind(&all[0]) {
			continue
		}
		own := r.Comparisons[i*each : (i+1)*each]
		if places == nil {
			places = placesAt(all, of, own[0].Point.Period)
		}
		for b := range own {
			own[b].Country = places[own[b].Series.Region]
		}
	}
}

// placesAt are the places of areas, of which there are so many in all, among
// each other in a period: of those that have a value.
func placesAt(all []series.Series, areas int, period domain.Period) map[domain.RegionID]Place {
	values, of := make([]float64, len(all)), 0
	for i := range all {
		s := all[i].Based()
		p, _ := s.At(period)
		if values[i] = p.Value; p.HasValue() {
			of++
		}
	}
	places := make(map[domain.RegionID]Place, of)
	below := stats.Ranks(values, false)
	for i, rank := range stats.Ranks(values, true) {
		if rank > 0 {
			places[all[i].Region] = Place{Rank: rank, Below: below[i], Of: of, Areas: areas}
		}
	}
	return places
}
