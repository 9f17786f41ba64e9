package series

import (
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// checkMoney refuses a query for real prices or figures per inhabitant that
// none of its indicators can have, or for which the workspace names nothing to
// compute with.
func (l *Loader) checkMoney(q *Query) error {
	any := func(fits func(domain.Indicator) bool) bool {
		return slices.ContainsFunc(q.Indicators, func(sel Selector) bool { return fits(l.Describe(sel[len(sel)-1])) })
	}
	switch {
	case q.Real != 0 && l.PriceIndex == "":
		return fmt.Errorf("prices of %d: kuvio.yaml names no price index: import one and name it there, as in price_index: oma:cpi", q.Real)
	case q.Real != 0 && !any(func(ind domain.Indicator) bool { return ind.Unit.Money() }):
		return fmt.Errorf("prices of %d: none of the indicators is money: expected one in euros (%s)", q.Real, list(q.Indicators))
	case q.PerCapita && l.Population == "":
		return errors.New("per inhabitant: kuvio.yaml names no population: name the indicator there, as in population: 127")
	case q.PerCapita && !any(amount):
		return fmt.Errorf("per inhabitant: none of the indicators is an amount of money of a whole area: expected one in euros or thousands of euros (%s)", list(q.Indicators))
	}
	return nil
}

func list(selectors []Selector) string {
	const most = 5
	text := ""
	for i, sel := range selectors {
		if i == most {
			return text + ", …"
		}
		if i > 0 {
			text += ", "
		}
		text += sel.String()
	}
	return text
}

// money puts a series over the inhabitants, and at the prices, that the query
// asks for.
func (r *reading) money(s *Series) error {
	if r.q.PerCapita && amount(s.Indicator) {
		at := slices.IndexFunc(r.q.Areas, func(a Area) bool { return a.ID == s.Region })
		persons, err := r.beside(r.l.Population, "population", r.q.Areas[at], s.Breakdown, s.Gender)
		if err != nil {
			return fmt.Errorf("per inhabitant: %w", err)
		}
		*s = PerCapita(*s, &persons)
	} else if r.q.PerCapita {
		*s = PerCapita(*s, nil)
	}
	if r.q.Real == 0 {
		return nil
	}
	var index Series
	var err error
	if s.Indicator.Unit.Money() {
		if index, err = r.beside(r.l.PriceIndex, "price index", Area{ID: domain.WholeCountry}, "", domain.Total); err != nil {
			return fmt.Errorf("prices of %d: %w", r.q.Real, err)
		}
	}
	*s, err = Real(*s, &index, r.q.Real)
	return err
}

// beside reads a series that others are computed with.
func (r *reading) beside(id domain.IndicatorID, what string, area Area, breakdown string, gender domain.Gender) (Series, error) {
	h, err := r.panel(id)
	if errors.Is(err, store.ErrNotHeld) {
		return Series{}, fmt.Errorf("the %s, indicator %s, is not held in this workspace: import it", what, id)
	}
	if err != nil {
		return Series{}, err
	}
	return r.series(r.l.Describe(id), h, area, breakdown, gender)
}
