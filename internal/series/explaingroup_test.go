package series

import (
	"testing"

	"kuvio/internal/domain"
)

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
		{"191", group("kunta:182", "kunta:291"), "group 191 group:g NaN/NaN [member: published 191 kunta:182 2.2/22 [denominator: published 1065 kunta:182 NaN/1000]; member: published 191 kunta:291 NaN/NaN [denominator: published 1065 kunta:291 NaN/245]]"},
	} {
		d, err := l.Explain(t.Context(), Query{Indicators: one(c.id), Areas: []Area{c.area}}, "", "2014", AsPublished)
		if err != nil {
			t.Errorf("%s of %s: %v", c.id, c.area.ID, err)
		} else if got := told(d); got != c.want {
			t.Errorf("%s of %s:\n got %s\nwant %s", c.id, c.area.ID, got, c.want)
		}
	}
	d, err := l.Explain(t.Context(), Query{Indicators: one("191"), Areas: []Area{group("kunta:182", "kunta:291")}}, "", "2014", AsPublished)
	if err != nil || !d.Parts[1].Notes.Has(domain.NoteTakenSuppressed) {
		t.Errorf("a suppressed member has the notes %q (%v), want why it is taken as suppressed", d.Parts[1].Notes, err)
	}
}
