package series

import "kuvio/internal/domain"

// Kind is the series of one indicator, gender and breakdown, which can be set
// side by side, and the place of each among all of them.
type Kind struct {
	Series []Series
	At     []int
}

// Kinds parts series into kinds, in the order in which each first appears.
func Kinds(all []Series) []Kind {
	places := make(map[domain.Key]int)
	var kinds []Kind
	for i, s := range all {
		k := domain.Key{Indicator: s.Indicator.ID, Gender: s.Gender, Breakdown: s.Breakdown}
		place, ok := places[k]
		if !ok {
			place = len(kinds)
			places[k] = place
			kinds = append(kinds, Kind{})
		}
		kinds[place].Series = append(kinds[place].Series, s)
		kinds[place].At = append(kinds[place].At, i)
	}
	return kinds
}
