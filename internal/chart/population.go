package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// population is the people of one area, or of several taken as one.
type population struct {
	key    string // of the spec, that names it
	area   series.Area
	id     domain.RegionID // "" of several that are no region
	refs   string          // what it is summed from
	summed bool            // from municipalities
	in     int             // the year of the division that it is summed by; 0 for today's
	found  []series.Series // by gender and class of ages
}

// municipalitiesOf begins the reference to those of an area.
const municipalitiesOf = "kunta@"

// population reads the people of what references name, by the division of a year (0
// today's): several areas are taken as one and, of a region of which nothing is held,
// its municipalities.
func (b *Builder) population(ctx context.Context, q series.Query, refs string, year int) (population, error) {
	p, err := b.populationOf(ctx, q, refs, year)
	if err != nil || anyValue(p.found) || p.summed {
		return p, err
	}
	sum, err := b.populationOf(ctx, q, municipalitiesOf+string(p.id), year)
	if err != nil || !sum.summed || !anyValue(sum.found) {
		return p, nil // what it lacks is told of the region itself
	}
	return sum, nil
}

func (b *Builder) populationOf(ctx context.Context, q series.Query, refs string, year int) (p population, err error) {
	p.refs = refs
	if p.area, p.in, err = b.Session.SumIn(refs, year); err != nil {
		return p, err
	}
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
		return p, fmt.Errorf("%w: 'kuvio info -i' shows what is held", errNoValues)
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

// byDivision says by which division municipalities are summed: that of a year, or
// today's where none is known of the figure's.
func byDivision(year int, l domain.Lang) string {
	if year == 0 {
		return domain.Text{FI: "nykyisellä kuntajaolla", SV: "enligt dagens kommunindelning", EN: "by today's division of municipalities"}.In(l)
	}
	return fmt.Sprintf(domain.Text{FI: "vuoden %d kuntajaolla", SV: "enligt kommunindelningen %d", EN: "by the division of municipalities of %d"}.In(l), year)
}
