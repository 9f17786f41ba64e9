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
		q := Query{Indicators: []Selector{c.sel}, Areas: []Area{c.area}, Basis: c.basis}
		d, err := l.Explain(context.Background(), q, "", c.period)
		if err != nil || told(d) != c.want {
			t.Errorf("%s of %s, %s: %v\n got %s\nwant %s", c.sel, c.area.ID, c.period, err, told(d), c.want)
		}
		// What is explained is what every other command shows.
		all, _, err := l.Load(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		s := all[0].Based()
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
		if _, err := l.Explain(context.Background(), Query{Indicators: []Selector{c.sel}, Areas: []Area{plain}}, c.breakdown, c.period); !errors.Is(err, c.want) {
			t.Errorf("%s %s %s: %v", c.sel, c.breakdown, c.period, err)
		}
	}
}

// A group is traced to its members, each with what is under its count, and a
// rest of a group to the country and the group.
func TestExplainGroup(t *testing.T) {
	in := indicators{
		"191": {Unit: domain.UnitPercent, Denominator: "1065"}, "9": {Unit: domain.UnitCount}, "oma:cost": {Unit: domain.UnitEuroPerInhabitant, Denominator: "127"},
	}
	at := func(value, count float64, r domain.RegionID) obs {
		return obs{year: 2014, value: value, count: count, region: r}
	}
	l := &Loader{Describe: in.describe, SuppressedBelow: map[domain.IndicatorID]int{"191": 5}, Store: reader{panels: fakeStore{
		"191": {Panel: makePanel(t, at(2.2, 22, "kunta:182"), at(1.5, 300, pori), at(1.5, 900, "maa"), obs{year: 2014, region: "kunta:291", status: domain.Missing},
			obs{year: 2013, value: 1.5, count: 10, region: "kunta:291"})},
		"1065":     {Panel: makePanel(t, at(nan, 1000, "kunta:182"), at(nan, 20000, pori), at(nan, 60000, "maa"), at(nan, 245, "kunta:291"))},
		"9":        {Panel: makePanel(t, at(3, nan, "kunta:182"), at(4, nan, pori))},
		"oma:cost": {Panel: makePanel(t, at(3000, nan, "kunta:182"), at(4000, nan, pori))},
		"127":      {Panel: makePanel(t, at(1000, nan, "kunta:182"), at(3000, nan, pori))},
	}}}
	g := group("kunta:182", lavia) // Lavia's figures are Pori's
	const ofG = "member: published 191 kunta:182 2.2/22 [denominator: published 1065 kunta:182 NaN/1000]; member: published 191 kunta:609 1.5/300 [denominator: published 1065 kunta:609 NaN/20000]"
	for _, c := range []struct {
		id   domain.IndicatorID
		area Area
		want string
	}{
		{"191", g, "group 191 group:g 1.533/322 [" + ofG + "]"},
		{"191", restOf(g), "rest 191 rest:group:g 1.482/578 [whole: published 191 maa 1.5/900 [denominator: published 1065 maa NaN/60000]; part: group 191 group:g 1.533/322 [" + ofG + "]]"},
		{"9", g, "group_amount 9 group:g 7/NaN [member: published 9 kunta:182 3/NaN; member: published 9 kunta:609 4/NaN]"},
		{"oma:cost", g, "group_money oma:cost group:g 3750/NaN [member: published oma:cost kunta:182 3000/NaN [denominator: published 127 kunta:182 1000/NaN]; member: published oma:cost kunta:609 4000/NaN [denominator: published 127 kunta:609 3000/NaN]]"},
		{"oma:cost", restIn(pori, "kunta:182"), "rest_money oma:cost rest:kunta:182 4500/NaN [whole: published oma:cost kunta:609 4000/NaN [denominator: published 127 kunta:609 3000/NaN]; part: published oma:cost kunta:182 3000/NaN [denominator: published 127 kunta:182 1000/NaN]]"},
		{"191", group("kunta:182", "kunta:291"), "group 191 group:g NaN/NaN [member: published 191 kunta:182 2.2/22 [denominator: published 1065 kunta:182 NaN/1000]; member: published 191 kunta:291 NaN/NaN [denominator: published 1065 kunta:291 NaN/245]]"},
	} {
		d, err := l.Explain(t.Context(), Query{Indicators: one(c.id), Areas: []Area{c.area}}, "", "2014")
		if err != nil {
			t.Errorf("%s of %s: %v", c.id, c.area.ID, err)
		} else if got := told(d); got != c.want {
			t.Errorf("%s of %s:\n got %s\nwant %s", c.id, c.area.ID, got, c.want)
		}
	}
	d, err := l.Explain(t.Context(), Query{Indicators: one("191"), Areas: []Area{group("kunta:182", "kunta:291")}}, "", "2014")
	if err != nil || !d.Parts[1].Notes.Has(domain.NoteTakenSuppressed) {
		t.Errorf("a suppressed member has the notes %q (%v), want why it is taken as suppressed", d.Parts[1].Notes, err)
	}
}
