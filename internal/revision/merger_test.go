package revision

import (
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// Hämeenkoski became a part of Hollola in 2016, Maaninka and Juankoski of Kuopio
// in 2015 and 2017. Populations of Hämeenkoski and Hollola in 2009: 2,126 and
// 21,845 (THL, Sotkanet.fi, ind. 127); the others are made up.
func TestMergerIsADivision(t *testing.T) {
	into := mergers(catalog.Default())
	for _, c := range []struct {
		name          string
		before, after []cell
		division, all int
	}{
		{"one year of two areas", []cell{{"kunta:283", 2009, 2126, nan}, {"kunta:098", 2009, 21845, nan}}, []cell{{"kunta:098", 2009, 23971, nan}}, 1, 1},
		{"a correction of one year", []cell{{"kunta:283", 2009, 2126, nan}, {"kunta:098", 2009, 21845, nan}}, []cell{{"kunta:098", 2009, 21846, nan}}, 0, 1},
		{"one year of three by chance", []cell{{"kunta:283", 2008, 1, nan}, {"kunta:283", 2009, 1, nan}, {"kunta:283", 2010, 2, nan}, {"kunta:098", 2008, 5, nan}, {"kunta:098", 2009, 6, nan}, {"kunta:098", 2010, 7, nan}},
			[]cell{{"kunta:098", 2008, 6, nan}}, 0, 1},
		{"with a correction beside it",
			[]cell{{"kunta:283", 2009, 2126, nan}, {"kunta:283", 2010, 2100, nan}, {"kunta:098", 2009, 21845, nan}, {"kunta:098", 2010, 21800, nan}, {"kunta:098", 2016, 23800, nan}, {"kunta:179", 2009, 1, nan}},
			[]cell{{"kunta:098", 2009, 23971, nan}, {"kunta:098", 2010, 23900, nan}, {"kunta:098", 2016, 23801, nan}, {"kunta:179", 2009, 2, nan}}, 3, 4},
		{"two that have merged in different years",
			[]cell{{"kunta:476", 2014, 3700, nan}, {"kunta:174", 2014, 4900, nan}, {"kunta:174", 2015, 4800, nan}, {"kunta:297", 2014, 107000, nan}, {"kunta:297", 2015, 112000, nan}},
			[]cell{{"kunta:297", 2014, 115600, nan}, {"kunta:297", 2015, 116800, nan}}, 2, 2},
		{"the second of them alone",
			[]cell{{"kunta:476", 2014, 3700, nan}, {"kunta:174", 2014, 4900, nan}, {"kunta:174", 2015, 4800, nan}, {"kunta:297", 2014, 110700, nan}, {"kunta:297", 2015, 112000, nan}},
			[]cell{{"kunta:297", 2014, 115600, nan}, {"kunta:297", 2015, 116800, nan}}, 2, 2},
		{"two years that nearly add up", []cell{{"kunta:174", 2014, 4900, nan}, {"kunta:174", 2015, 4829, nan}, {"kunta:297", 2014, 111000, nan}, {"kunta:297", 2015, 112117, nan}},
			[]cell{{"kunta:297", 2014, 116170, nan}, {"kunta:297", 2015, 116923, nan}}, 2, 2},
		{"one year that nearly does", []cell{{"kunta:174", 2015, 4829, nan}, {"kunta:297", 2015, 112117, nan}}, []cell{{"kunta:297", 2015, 116923, nan}}, 0, 1},
		{"shares with counts", []cell{{"kunta:283", 2009, 10, 20}, {"kunta:098", 2009, 5, 100}}, []cell{{"kunta:098", 2009, 5.5, 120}}, 1, 1},
		{"shares whose counts say otherwise", []cell{{"kunta:283", 2009, 10, 20}, {"kunta:098", 2009, 5, 100}}, []cell{{"kunta:098", 2009, 5.5, 110}}, 0, 1},
		{"shares without counts move towards those of the other", []cell{{"kunta:283", 2009, 10, nan}, {"kunta:098", 2009, 5, nan}}, []cell{{"kunta:098", 2009, 5.4, nan}}, 1, 1},
		{"shares that move away", []cell{{"kunta:283", 2009, 10, nan}, {"kunta:098", 2009, 5, nan}}, []cell{{"kunta:098", 2009, 4.9, nan}}, 0, 1},
		{"the other was never held", []cell{{"kunta:098", 2009, 21845, nan}, {"kunta:098", 2010, 21900, nan}, {"kunta:098", 2011, 21950, nan}},
			[]cell{{"kunta:098", 2009, 23971, nan}, {"kunta:098", 2010, 24000, nan}, {"kunta:098", 2011, 24050, nan}}, 3, 3},
		{"nor what came after stays", []cell{{"kunta:098", 2009, 21845, nan}, {"kunta:098", 2010, 21900, nan}, {"kunta:098", 2011, 21950, nan}, {"kunta:098", 2017, 23000, nan}},
			[]cell{{"kunta:098", 2009, 23971, nan}, {"kunta:098", 2010, 24000, nan}, {"kunta:098", 2011, 24050, nan}, {"kunta:098", 2017, 23100, nan}}, 0, 4},
		{"nothing has merged into it", []cell{{"kunta:179", 2009, 1, nan}, {"kunta:179", 2010, 1, nan}, {"kunta:179", 2011, 1, nan}},
			[]cell{{"kunta:179", 2009, 2, nan}, {"kunta:179", 2010, 2, nan}, {"kunta:179", 2011, 2, nan}}, 0, 3},
	} {
		after, replaced := merge(t, makePanel(t, c.before), c.after)
		if division, all := count(NewWalk(after, into).Back(replaced, domain.Year(2017))); division != c.division || all != c.all {
			t.Errorf("%s: %d of %d changes are a division, want %d of %d", c.name, division, all, c.division, c.all)
		}
	}
}
