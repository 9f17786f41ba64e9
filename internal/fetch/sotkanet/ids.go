package sotkanet

import (
	"slices"

	"kuvio/internal/domain"
)

// IDs lists SOTKAnet's indicators among some, the parts of splices apart, and those
// that are needed beside them: the populations under shares and rates, and of sums of
// money those under them and the price index. Each is listed once, what was named
// first; indicators of other banks and of the workspace's own are left out.
func IDs(named []domain.IndicatorID, describe func(domain.IndicatorID) domain.Indicator, forMoney ...domain.IndicatorID) []domain.IndicatorID {
	var all []domain.IndicatorID
	add := func(id domain.IndicatorID) {
		for _, part := range id.Parts() {
			if _, ours := part.Sotkanet(); ours && !slices.Contains(all, part) {
				all = append(all, part)
			}
		}
	}
	for _, id := range named {
		add(id)
	}
	for i := 0; i < len(all); i++ { // all grows by what is needed
		ind := describe(all[i])
		add(ind.Denominator)
		if ind.Unit.Money() {
			for _, id := range forMoney {
				add(id)
			}
		}
	}
	return all
}
