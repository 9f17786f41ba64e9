package series

import "kuvio/internal/domain"

// Kind is the series of one indicator, gender and breakdown, which can be set
// side by side, and the index of each among all of them.
type Kind struct {
	Series []Series
	At     []int
}

// Kinds parts series into kinds, in the order in which each first appears.
func Kinds(all []Series) []Kind {
	index := make(map[domain.Key]int)
	var kinds []Kind
	for i := range all {
		s := &all[i]
		key := domain.Key{Indicator: s.Indicator.ID, Gender: s.Gender, Breakdown: s.Breakdown}
		k, ok := index[key]
		if !ok {
			k = len(kinds)
			index[key] = k
			kinds = append(kinds, Kind{})
		}
		kinds[k].At = append(kinds[k].At, i)
	}
	for k := range kinds {
		kinds[k].Series = make([]Series, len(kinds[k].At))
		for n, i := range kinds[k].At {
			kinds[k].Series[n] = all[i]
		}
	}
	return kinds
}
