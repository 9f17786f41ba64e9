package chart

import (
	"context"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// municipalSum is the series of an area summed from its municipalities.
type municipalSum struct {
	series.Series
	divisions map[int]int // of each year, the year of the division it is summed by; 0 for today's
}

// sumOfMunicipalities is the series of an area of which nothing is held, summed in
// each year from those who were its municipalities then: statistics by municipality
// leave regions out. It reports whether there is one with a value.
func (b *Builder) sumOfMunicipalities(ctx context.Context, q series.Query, a series.Area) (municipalSum, bool) {
	if a.Derived() || a.ID == domain.WholeCountry {
		return municipalSum{}, false
	}
	load := func(area series.Area) (series.Series, bool) {
		if len(area.Members) < 2 {
			return series.Series{}, false // it is no area of municipalities
		}
		q.Areas = []series.Area{area}
		found, err := b.Session.Load(ctx, q)
		if err != nil || len(found.Series) != 1 {
			return series.Series{}, false
		}
		return found.Series[0], true
	}
	refs := municipalitiesOf + string(a.ID)
	today, _, err := b.Session.SumIn(refs, 0)
	if err != nil {
		return municipalSum{}, false
	}
	one, ok := load(today)
	if !ok {
		return municipalSum{}, false
	}
	sum := municipalSum{Series: one, divisions: make(map[int]int)}
	sum.Region, sum.RegionName, sum.Points = a.ID, a.Name, slices.Clone(one.Points)
	by := make(map[string]series.Series) // what is loaded, by the members
	for i, p := range sum.Points {
		area, division, err := b.Session.SumIn(refs, p.Period.Year())
		if err != nil {
			return municipalSum{}, false
		}
		sum.divisions[p.Period.Year()] = division
		members := fmt.Sprint(area.Members)
		if _, ok := by[members]; !ok {
			if by[members], ok = load(area); !ok {
				return municipalSum{}, false
			}
		}
		then := by[members]
		if at, ok := then.At(p.Period); ok {
			sum.Points[i] = at
		}
	}
	based := sum.Based()
	return sum, hasValue(&based)
}

// summedNote says which areas were summed from their municipalities.
func (set *partSet) summedNote() (domain.Text, bool) {
	var names []domain.Text
	var by []int
	for i := range set.wholes {
		w := &set.wholes[i]
		sum, ok := set.municipal[w.region]
		if !ok {
			continue
		}
		if !slices.Contains(names, sum.RegionName) {
			names = append(names, sum.RegionName)
		}
		if d := sum.divisions[w.period.Year()]; !slices.Contains(by, d) {
			by = append(by, d)
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
		division := byDivision(by[0], l)
		switch {
		case len(by) > 1 && slices.Contains(by, 0):
			division = domain.Text{FI: "kunkin vuoden kuntajaolla, jos se tunnetaan, muuten nykyisellä", SV: "enligt kommunindelningen varje år där den är känd, annars dagens", EN: "by the division of municipalities of each year where it is known, else today's"}.In(l)
		case len(by) > 1:
			division = domain.Text{FI: "kunkin vuoden kuntajaolla", SV: "enligt kommunindelningen varje år", EN: "by the division of municipalities of each year"}.In(l)
		}
		return fmt.Sprintf(domain.Text{FI: "Kuntien luvuista %s summattu: %s.", SV: "Summerat av kommunernas tal %s: %s.", EN: "Summed from municipalities %s: %s."}.In(l), division, list(of, l))
	}), true
}
