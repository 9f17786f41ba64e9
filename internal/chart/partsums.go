package chart

import (
	"context"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// sumOfMunicipalities is the series of an area of which nothing is held, summed from
// those of its municipalities in a year of the division ("" today's): statistics by
// municipality leave regions out. It reports whether there is one with a value.
func (b *Builder) sumOfMunicipalities(ctx context.Context, q series.Query, a series.Area, year When) (series.Series, bool) {
	if a.Derived() || a.ID == domain.WholeCountry {
		return series.Series{}, false
	}
	refs := fmt.Sprintf("%s@%s", domain.Kunta, a.ID)
	if year != "" && year != Latest {
		refs += "/" + string(year)
	}
	of, err := b.Session.Query(session.Selection{Regions: refs, Gender: string(domain.Total), Sum: true})
	if err != nil || len(of.Areas) != 1 || len(of.Areas[0].Members) < 2 {
		return series.Series{}, false // it is no area of municipalities
	}
	q.Areas = of.Areas
	found, err := b.Session.Load(ctx, q)
	if err != nil || len(found.Series) != 1 {
		return series.Series{}, false
	}
	one := found.Series[0]
	one.Region, one.RegionName = a.ID, a.Name
	based := one.Based()
	return one, hasValue(&based)
}

// summedNote says which areas were summed from their municipalities.
func (set *partSet) summedNote() (domain.Text, bool) {
	var names []domain.Text
	for i := range set.wholes {
		if w := &set.wholes[i]; set.municipal[w.region] && !slices.Contains(names, w.name) {
			names = append(names, w.name)
		}
	}
	if len(names) == 0 {
		return domain.Text{}, false
	}
	return inEach(func(l domain.Lang) string {
		of := make([]string, len(names))
		for i, n := range names {
			of[i] = n.In(l)
		}
		return fmt.Sprintf(domain.Text{FI: "Kuntien luvuista summattu: %s.", SV: "Summerat av kommunernas tal: %s.", EN: "Summed from municipalities: %s."}.In(l), list(of, l))
	}), true
}
