package series

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
)

// Kinds keep to one indicator, gender and breakdown, and know the places.
func TestKinds(t *testing.T) {
	of := func(id domain.IndicatorID, gender domain.Gender, breakdown string) Series {
		return Series{Indicator: domain.Indicator{ID: id}, Gender: gender, Breakdown: breakdown}
	}
	all := []Series{of("191", "total", ""), of("191", "male", ""), of("127", "total", ""), of("191", "total", "age=0-6"), of("191", "total", "")}
	var places [][]int
	for _, k := range Kinds(all) {
		places = append(places, k.At)
		for n, i := range k.At {
			if !k.Series[n].SameKind(&all[i]) {
				t.Errorf("place %d holds another kind than series %d of its kind", i, n)
			}
		}
	}
	if want := [][]int{{0, 4}, {1}, {2}, {3}}; !slices.EqualFunc(places, want, slices.Equal[[]int]) {
		t.Errorf("places %v, want %v", places, want)
	}
}
