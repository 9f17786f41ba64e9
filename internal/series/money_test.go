package series

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// moneyBank is a bank with an amount of money, a price index, inhabitants and a
// number of children, of Jyväskylä, Jämsä and the whole country.
func moneyBank(t *testing.T) *Loader {
	in := indicators{
		"oma:cost": {Unit: domain.UnitKiloEuro, Organization: domain.Text{FI: "Kuntaliitto"}}, "oma:cpi": {Unit: domain.UnitIndex, Organization: domain.Text{FI: "Tilastokeskus"}},
		"127": {Unit: domain.UnitCount}, "oma:children": {Unit: domain.UnitCount},
	}
	return &Loader{Describe: in.describe, PriceIndex: "oma:cpi", Population: "127", Store: reader{panels: fakeStore{
		"oma:cost": {makePanel(t,
			obs{year: 2019, value: 900, count: nan}, obs{year: 2020, value: 1000, count: nan}, obs{year: 2021, value: 1100, count: nan},
			obs{year: 2020, value: 300, count: nan, region: "kunta:182"}, obs{year: 2021, value: 310, count: nan, region: "kunta:182"},
			obs{year: 2020, value: 9000, count: nan, region: "maa"}, obs{year: 2021, value: 9900, count: nan, region: "maa"}), "2026"},
		"oma:cpi": {makePanel(t, obs{year: 2020, value: 100, count: nan, region: "maa"}, obs{year: 2021, value: 110, count: nan, region: "maa"}), "2026"},
		"127": {makePanel(t, obs{year: 2020, value: 100, count: nan}, obs{year: 2020, value: 30, count: nan, region: "kunta:182"}, obs{year: 2020, value: 1000, count: nan, region: "maa"},
			obs{year: 2021, value: 100, count: nan}), "2026"},
		"oma:children": {makePanel(t, obs{year: 2020, value: 7, count: nan}), "2026"},
	}}}
}

func TestLoadMoney(t *testing.T) {
	g := group("kunta:179", "kunta:182")
	from2020 := domain.YearRange{From: 2020}
	for name, c := range map[string]struct {
		q    Query
		want map[domain.Period]float64
	}{
		"prices of 2021":                         {Query{Areas: []Area{jyvaskyla}, Years: from2020, Real: 2021}, map[domain.Period]float64{"2020": 1100, "2021": 1100}},
		"per inhabitant":                         {Query{Areas: []Area{jyvaskyla}, PerCapita: true}, map[domain.Period]float64{"2019": nan, "2020": 10000, "2021": 11000}},
		"both":                                   {Query{Areas: []Area{jyvaskyla}, Years: from2020, Real: 2020, PerCapita: true}, map[domain.Period]float64{"2020": 10000, "2021": 10000}},
		"a group over its own inhabitants":       {Query{Areas: []Area{g}, Years: from2020, PerCapita: true}, map[domain.Period]float64{"2020": 10000, "2021": nan}},
		"a group at prices of 2020":              {Query{Areas: []Area{g}, Years: from2020, Real: 2020}, map[domain.Period]float64{"2020": 1300, "2021": 1410 / 1.1}},
		"the rest of a group, over its own":      {Query{Areas: []Area{restOf(g)}, Years: from2020, PerCapita: true}, map[domain.Period]float64{"2020": 7700000.0 / 870, "2021": nan}},
		"the index is asked for no other year":   {Query{Areas: []Area{jyvaskyla}, Years: domain.YearRange{From: 2020, To: 2020}, Real: 2020}, map[domain.Period]float64{"2020": 1000}},
		"an area without data needs no index":    {Query{Areas: []Area{{ID: "kunta:005"}}, Real: 2020}, nil},
		"an area without data has no population": {Query{Areas: []Area{{ID: "kunta:005"}}, PerCapita: true}, nil},
	} {
		c.q.Indicators = one("oma:cost")
		s := load(t, moneyBank(t), c.q)
		if len(s.Points) != len(c.want) {
			t.Errorf("%s: %d points, want %d", name, len(s.Points), len(c.want))
		}
		for period, want := range c.want {
			if p, _ := s.At(period); !near(p.Published, want) && !(p.Published != p.Published && want != want) {
				t.Errorf("%s: %s is %v, want %v", name, period, p.Published, want)
			}
		}
		if s.Notes.Has(domain.NoteRealPrices) != (c.q.Real != 0) || s.Notes.Has(domain.NotePerCapita) != c.q.PerCapita {
			t.Errorf("%s: notes %q", name, s.Notes)
		}
	}
}

// Beside money, what is no money is left as it is; alone it is an error.
func TestLoadMoneyErrors(t *testing.T) {
	l := moneyBank(t)
	both, _, err := l.Load(t.Context(), Query{Indicators: []Selector{{"oma:cost"}, {"oma:children"}}, Areas: []Area{jyvaskyla}, Years: domain.YearRange{From: 2020}, Real: 2020, PerCapita: true})
	if err != nil || both[1].Points[0].Published != 7 || both[1].Notes.String() != "not_an_amount;not_money" {
		t.Errorf("%v, %v", both, err)
	}
	for name, c := range map[string]struct {
		change func(*Loader, *Query)
		want   string
	}{
		"no money":            {func(_ *Loader, q *Query) { q.Indicators, q.Real = one("oma:children"), 2020 }, "none of the indicators is money"},
		"no amount":           {func(_ *Loader, q *Query) { q.Indicators, q.PerCapita = one("oma:children"), true }, "none of the indicators is an amount of money"},
		"no index named":      {func(l *Loader, q *Query) { l.PriceIndex, q.Real = "", 2020 }, "kuvio.yaml names no price index"},
		"no population named": {func(l *Loader, q *Query) { l.Population, q.PerCapita = "", true }, "kuvio.yaml names no population"},
		"the index not held":  {func(l *Loader, q *Query) { l.PriceIndex, q.Real = "oma:none", 2020 }, "prices of 2020: the price index, indicator oma:none, is not held in this workspace: import it"},
		"people not held":     {func(l *Loader, q *Query) { l.Population, q.PerCapita = "oma:none", true }, "per inhabitant: the population, indicator oma:none, is not held"},
		"a year of the index": {func(_ *Loader, q *Query) { q.Years, q.Real = domain.YearRange{}, 2020 }, "the price index oma:cpi has no value above 0 for 2019"},
		"the base year":       {func(_ *Loader, q *Query) { q.Real = 2024 }, "for 2024 (it has values from 2020 to 2021)"},
	} {
		l, q := moneyBank(t), Query{Indicators: one("oma:cost"), Areas: []Area{jyvaskyla}, Years: domain.YearRange{From: 2020}}
		c.change(l, &q)
		if _, _, err := l.Load(t.Context(), q); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		_, err := Each(t.Context(), l, q, func(all []Series) (int, error) { return len(all), nil }, func(int) error { return nil })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, one selector at a time: %v, want %q", name, err, c.want)
		}
	}
}

// Money at made up prices is made up.
func TestMadeUpPrices(t *testing.T) {
	l := moneyBank(t)
	held := l.Store.(reader).panels["oma:cpi"]
	held.MadeUp = true
	s := load(t, l, Query{Indicators: one("oma:cost"), Areas: []Area{jyvaskyla}, Years: domain.YearRange{From: 2020}, Real: 2020})
	if !s.MadeUp || !s.Notes.Has(domain.NoteMadeUp) {
		t.Errorf("made up %v, notes %q", s.MadeUp, s.Notes)
	}
}
