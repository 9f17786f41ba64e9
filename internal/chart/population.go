package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// population is the people of one area, or of several taken as one.
type population struct {
	key    string // of the spec, that names it
	area   series.Area
	id     domain.RegionID // "" of several that are no region
	summed bool            // from municipalities
	found  []series.Series // by gender and class of ages
}

// municipalitiesOf begins the reference to those of an area.
const municipalitiesOf = "kunta@"

// population reads the people of what references name: several areas are taken as
// one and, of a region of which nothing is held, its municipalities in the year drawn.
func (s *Ages) population(ctx context.Context, b *Builder, q series.Query, refs string) (population, error) {
	p, err := b.populationOf(ctx, q, refs)
	if err != nil || anyValue(p.found) || p.summed {
		return p, err
	}
	members := municipalitiesOf + string(p.id)
	sum, err := b.populationOf(ctx, q, members)
	if err != nil || !sum.summed || !anyValue(sum.found) {
		return p, nil // what it lacks is told of the region itself
	}
	at, err := s.when(sum.found)
	if err != nil {
		return p, err
	}
	if then, err := b.populationOf(ctx, q, fmt.Sprintf("%s/%d", members, at.Year())); err == nil {
		return then, nil
	}
	return sum, nil
}

func (b *Builder) populationOf(ctx context.Context, q series.Query, refs string) (p population, err error) {
	one, err := b.Session.Query(session.Selection{Regions: refs, Gender: string(domain.Total), Sum: true})
	if err != nil {
		return p, err
	}
	p.area = one.Areas[0]
	if p.id, p.summed = p.area.ID, len(p.area.Members) > 0; p.summed {
		p.id = ""
		if whole, ok := strings.CutPrefix(refs, municipalitiesOf); ok {
			whole, _, _ = strings.Cut(whole, "/")
			if id, err := b.Session.Region(whole, true); err == nil {
				p.id, p.area.Name = id, b.Session.RegionName(id)
			}
		}
	}
	q.Areas = []series.Area{p.area}
	found, lacking, err := b.Session.Loader().Load(ctx, q)
	switch {
	case err != nil:
		return p, err
	case len(lacking.Missing) > 0:
		return p, missingError(lacking.Missing)
	case len(lacking.Kinds) > 0:
		return p, lacking.Kinds[0]
	case len(found) == 0:
		return p, fmt.Errorf("no values to draw: 'kuvio info -i' shows what is held")
	}
	if u := found[0].Indicator.Unit; u.Per() > 0 || u.Money() {
		return p, faultf("$.indicator", "indicator: %s is in %s, expected numbers of people", found[0].Indicator.ID, u.Name().In(domain.English))
	}
	p.found = found
	return p, nil
}

func (p *population) based() []series.Based {
	all := make([]series.Based, len(p.found))
	for i := range p.found {
		all[i] = p.found[i].Based()
	}
	return all
}

func anyValue(all []series.Series) bool {
	return slices.ContainsFunc(all, func(s series.Series) bool {
		one := s.Based()
		for range one.WithValue() {
			return true
		}
		return false
	})
}
