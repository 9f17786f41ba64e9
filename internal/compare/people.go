package compare

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// population puts under the points of euros per inhabitant or person of these
// areas the people they are of, so that a gap can be told in euros. Where the workspace lacks them
// they stay without.
func (r *reading) population(all []series.Series, areas []series.Area) error {
	loaded := make(map[domain.IndicatorID]map[domain.Key]*series.Series)
	for i := range all {
		s := &all[i]
		id := peopleOf(s.Indicator)
		if id == "" {
			continue
		}
		if loaded[id] == nil {
			var err error
			if loaded[id], err = r.people(id, areas); err != nil {
				return err
			}
		}
		people := loaded[id][domain.Key{Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown}]
		if people != nil && (s.MadeUp || !people.MadeUp) { // no made up people under real euros
			divideBy(s, people)
			r.Used = append(r.Used, *people)
		}
	}
	return nil
}

// peopleOf is the indicator of the people that an amount is divided by, which is
// named as its denominator; "" of what is no amount per person.
func peopleOf(ind domain.Indicator) domain.IndicatorID {
	euros := ind.Unit == domain.UnitEuroPerInhabitant || ind.Unit == domain.UnitEuroPerPerson
	if !euros || ind.Standardised() {
		return ""
	}
	return ind.Denominator
}

// people reads the numbers of people of the areas.
func (r *reading) people(id domain.IndicatorID, areas []series.Area) (map[domain.Key]*series.Series, error) {
	q := r.q
	q.Indicators, q.Areas, q.Real, q.PerCapita = []series.Selector{{id}}, areas, 0, false
	found, _, err := r.s.Loader().Load(r.ctx, q)
	by := make(map[domain.Key]*series.Series, len(found))
	for i := range found {
		s := &found[i]
		if len(s.Points) > 0 {
			by[domain.Key{Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown}] = s
		}
	}
	return by, err
}

// divideBy puts the number of people under each point that has none.
func divideBy(s, people *series.Series) {
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		of, ok := people.At(p.Period)
		n := of.People(people.Indicator.Unit)
		if ok && n > 0 && !p.Denominator.Known() {
			p.Denominator = series.Denominator{Value: n, Low: n, High: n}
		}
	}
}
