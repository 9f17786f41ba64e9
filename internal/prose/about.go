package prose

import (
	"context"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// About is what a paragraph is of.
type About struct {
	Trend        *trend.Trend
	Place        catalog.Place  // of the series' area; a zero field gives a neutral form
	Country      *series.Series // to compare the last value with, of the same kind; nil for none, and where the area is the country
	CountryPlace catalog.Place  // "koko maassa"
	Year         int            // the present one, by which a forecast is of a year that has passed; 0 where nothing has
}

// Abouts are what paragraphs on the trends of a query are made of, each beside
// the series of the whole country, told in a year.
func Abouts(ctx context.Context, s *session.Session, q series.Query, trends []trend.Trend, year int) ([]About, error) {
	countries, err := s.Country(ctx, q)
	if err != nil {
		return nil, err
	}
	all := make([]About, len(trends))
	for i := range trends {
		all[i] = AboutOf(s.Place, &trends[i], countries)
		all[i].Year = year
	}
	return all, nil
}

// AboutOf is what a paragraph on a trend is made of. countries are series of the
// whole country, among which the one to compare with is found.
func AboutOf(places Places, tr *trend.Trend, countries []series.Series) About {
	about := About{Trend: tr, Place: places(tr.Series.Region), CountryPlace: places(domain.WholeCountry)}
	if tr.Series.Region == domain.WholeCountry {
		return about
	}
	for i := range countries {
		if countries[i].SameKind(&tr.Series.Series) && len(countries[i].Points) > 0 {
			about.Country = &countries[i]
		}
	}
	return about
}
