package series

import "kuvio/internal/domain"

// group explains a group by its members, and the denominators under them.
func (e *explaining) group(d *Derivation, s *Series, area Area) error {
	switch {
	case s.Indicator.Unit.Per() > 0:
		d.Rule = SumOfCounts
	case perPerson(s.Indicator):
		d.Rule = SumOfMoney
	default:
		d.Rule = SumOfValues
	}
	r := reading{
		ctx: e.ctx, l: e.l, q: &Query{Vintage: e.vintage}, panels: make(map[domain.IndicatorID]held),
		judges: make(map[kind]*withheld), zeros: make(map[domain.IndicatorID]bool),
	}
	h, err := r.panel(s.Indicator.ID)
	if err != nil {
		return err
	}
	kind := Series{Indicator: s.Indicator, Gender: s.Gender, Breakdown: s.Breakdown, MadeUp: s.MadeUp}
	g, err := r.gather(&kind, h, area.Members)
	if err != nil {
		return err
	}
	for _, m := range g.at(e.period) {
		member := kind
		member.Region, member.RegionName, member.places = m.region, e.name(m.region), &g.places
		member.Points = []Point{m.point}
		member.noteTaken()
		one := e.observed(TheMember, &member, m.point)
		switch {
		case d.Rule == SumOfCounts:
			err = e.denominator(&one, &member, m.point, m.region)
		case d.Rule == SumOfMoney:
			err = e.population(&one, &member, m.point, m.region)
		}
		if err != nil {
			return err
		}
		d.Parts = append(d.Parts, one)
	}
	return nil
}
