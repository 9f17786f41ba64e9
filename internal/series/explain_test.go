package series

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// told writes a derivation on one line: rule, indicator, region, value, count
// and, in brackets, its parts.
func told(d Derivation) string {
	s := fmt.Sprintf("%s %s %s %.4g/%v", d.Rule, d.Key.Indicator, d.Key.Region, d.Point.Value, d.Point.Count)
	if d.Role != "" {
		s = string(d.Role) + ": " + s
	}
	var parts []string
	for _, p := range d.Parts {
		parts = append(parts, told(p))
	}
	if parts != nil {
		s += " [" + strings.Join(parts, "; ") + "]"
	}
	return s
}

// Placements (191) and 0–17-year-olds (1065) of 2014 as SOTKAnet had them in
// 2024: Keski-Suomi 934 of 54,082, 1.7 %; the whole country 16,668 of
// 1,075,492, 1.5 %.
func TestExplain(t *testing.T) {
	const area, maa = domain.RegionID("maakunta:13"), domain.RegionID("maa")
	panels := fakeStore{
		"191": {Panel: makePanel(t,
			obs{year: 2014, value: 1.7, count: 934, region: area}, obs{year: 2014, value: 1.5, count: 16668, region: maa},
			obs{year: 2013, value: 1.8, count: 975, region: area}, obs{year: 2013, value: 1.6, count: 16801, region: maa},
			obs{year: 2012, value: nan, count: nan, region: area}, obs{year: 2012, value: 1.5, count: 16644, region: maa})},
		"1065": {Panel: makePanel(t, obs{year: 2014, value: nan, count: 54082, region: area}, obs{year: 2014, value: nan, count: 1075492, region: maa})},
		"1339": {Panel: makePanel(t, obs{year: 2013, value: 2850, count: nan}, obs{year: 2014, value: 3460, count: nan}, obs{year: 2015, value: 9, count: nan})},
		"3377": {Panel: makePanel(t, obs{year: 2014, value: nan, count: nan}, obs{year: 2015, value: 3740, count: nan}, obs{year: 2016, value: nan, count: nan}, obs{year: 2017, value: 1, count: nan})},
		"9":    {Panel: makePanel(t, obs{year: 2014, value: 9, count: nan, region: area}, obs{year: 2014, value: 100, count: nan, region: maa})},
	}
	l := &Loader{Store: reader{panels: panels}, Describe: func(id domain.IndicatorID) domain.Indicator {
		ind := domain.Indicator{ID: id, Unit: map[domain.IndicatorID]domain.Unit{"191": domain.UnitPercent, "9": domain.UnitCount, "1339": domain.UnitKiloEuro, "3377": domain.UnitKiloEuro}[id]}
		if id == "191" {
			ind.Denominator = "1065"
		}
		return ind
	}}
	rest := Area{ID: "rest:maakunta:13", Whole: maa, Part: area}
	plain := Area{ID: area}
	jyvaskyla := Area{ID: "kunta:179"}
	for _, c := range []struct {
		sel    Selector
		area   Area
		period domain.Period
		basis  Basis
		want   string
	}{
		{Selector{"191"}, plain, "2014", AsPublished, "published 191 maakunta:13 1.7/934"},
		{Selector{"191"}, plain, "2012", AsPublished, "published 191 maakunta:13 NaN/NaN"},
		{Selector{"191"}, plain, "2014", AsComputed, "from_counts 191 maakunta:13 1.727/934 [observation: published 191 maakunta:13 1.7/934; denominator: published 1065 maakunta:13 NaN/54082]"},
		{Selector{"191"}, plain, "2013", AsComputed, "published 191 maakunta:13 1.8/975"}, // no named denominator, so no such value
		{Selector{"191"}, rest, "2014", AsPublished, "rest 191 rest:maakunta:13 1.54/15734 [" +
			"whole: published 191 maa 1.5/16668 [denominator: published 1065 maa NaN/1.075492e+06]; " +
			"part: published 191 maakunta:13 1.7/934 [denominator: published 1065 maakunta:13 NaN/54082]]"},
		{Selector{"191"}, rest, "2013", AsPublished, "rest 191 rest:maakunta:13 1.589/15826 [" +
			"whole: published 191 maa 1.6/16801 [denominator: derived_below 191 maa 1.6/16801]; " +
			"part: published 191 maakunta:13 1.8/975 [denominator: derived_below 191 maakunta:13 1.8/975]]"},
		{Selector{"191"}, rest, "2012", AsPublished, "rest 191 rest:maakunta:13 NaN/NaN [" +
			"whole: published 191 maa 1.5/16644 [denominator: derived_below 191 maa 1.5/16644]; part: published 191 maakunta:13 NaN/NaN]"},
		{Selector{"9"}, rest, "2014", AsPublished, "rest_amount 9 rest:maakunta:13 91/NaN [whole: published 9 maa 100/NaN; part: published 9 maakunta:13 9/NaN]"},
		{Selector{"1339", "3377"}, jyvaskyla, "2014", AsPublished, "published 1339 kunta:179 3460/NaN"},
		{Selector{"1339", "3377"}, jyvaskyla, "2015", AsPublished, "published 3377 kunta:179 3740/NaN"},
		{Selector{"1339", "3377"}, jyvaskyla, "2016", AsPublished, "published 3377 kunta:179 NaN/NaN"},
	} {
		q := Query{Indicators: []Selector{c.sel}, Areas: []Area{c.area}}
		d, err := l.Explain(context.Background(), q, "", c.period, c.basis)
		if err != nil || told(d) != c.want {
			t.Errorf("%s of %s, %s: %v\n got %s\nwant %s", c.sel, c.area.ID, c.period, err, told(d), c.want)
		}
		// What is explained is what every other command shows.
		all, _, err := l.Load(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		s := all[0].On(c.basis)
		if p, ok := s.At(c.period); !ok || !p.Cell().Equal(d.Point.Cell()) {
			t.Errorf("%s of %s, %s: explained %+v, shown %+v", c.sel, c.area.ID, c.period, d.Point.Cell(), p.Cell())
		}
		if len(c.sel) > 1 && (d.Splice.String() != c.sel.String() || math.IsNaN(s.Points[0].Published)) {
			t.Errorf("splice %v", d.Splice)
		}
	}
	for _, c := range []struct {
		sel       Selector
		breakdown string
		period    domain.Period
		want      error
	}{{Selector{"191"}, "", "1999", ErrNoPoint}, {Selector{"191"}, "age=0-6", "2014", ErrNoPoint}, {Selector{"77"}, "", "2014", store.ErrNotHeld}} {
		if _, err := l.Explain(context.Background(), Query{Indicators: []Selector{c.sel}, Areas: []Area{plain}}, c.breakdown, c.period, AsPublished); !errors.Is(err, c.want) {
			t.Errorf("%s %s %s: %v", c.sel, c.breakdown, c.period, err)
		}
	}
}
