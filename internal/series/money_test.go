package series

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats/statstest"
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

// yearly is a series of a value a year.
func yearly(ind domain.Indicator, values map[int]float64) Series {
	s := Series{Indicator: ind, Region: "maa"}
	for y, v := range values {
		s.Points = append(s.Points, NewPoint(domain.Year(y), domain.NewCell(v, nan)))
	}
	slices.SortFunc(s.Points, func(a, b Point) int { return strings.Compare(string(a.Period), string(b.Period)) })
	return s
}

var (
	euros = domain.Indicator{ID: "oma:cost", Unit: domain.UnitEuro}
	cpi   = domain.Indicator{ID: "oma:cpi", Unit: domain.UnitIndex}
)

// US CPI-U annual averages 24.1 (1950), 29.6 (1960) and 245.12 (2017), and what
// palewire/cpi makes of 100 dollars (its tests.py).
func TestReal(t *testing.T) {
	index := yearly(cpi, map[int]float64{1950: 24.1, 1960: 29.6, 2000: 172.2, 2017: 245.12})
	s, err := Real(yearly(euros, map[int]float64{1950: 100, 2017: 1017.0954356846472, 1960: nan}), &index, 2017)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := s.At("1950"); !near(p.Published, 1017.0954356846472) {
		t.Errorf("100 of 1950 in 2017: %v", p.Published)
	}
	if p, _ := s.At("2017"); p.Published != 1017.0954356846472 {
		t.Errorf("the base year changed: %v", p.Published)
	}
	if p, _ := s.At("1960"); !math.IsNaN(p.Published) || p.Status != domain.Missing {
		t.Errorf("a missing value became %+v", p)
	}
	if s.Notes.String() != "real_prices:2017" || s.Decimals() != 3 || s.Indicator.Title.SV != "i 2017 års priser" {
		t.Errorf("notes %q, %d decimals, title %+v", s.Notes, s.Decimals(), s.Indicator.Title)
	}
	if beside := s.Provenance.Beside; len(beside) != 1 || beside[0].Indicator.ID != "oma:cpi" {
		t.Errorf("computed with %v, want the index as a source", beside)
	}
}

func TestRealReference(t *testing.T) {
	var cpis struct {
		Index map[string]float64
		Cases []struct {
			Amount, Expected float64
			Of, In           int
		}
	}
	statstest.Read(t, "cpi", &cpis)
	if len(cpis.Cases) != 4 {
		t.Fatalf("%d cases, want 4", len(cpis.Cases))
	}
	levels := make(map[int]float64)
	for y, v := range cpis.Index {
		n, _ := strconv.Atoi(y)
		levels[n] = v
	}
	index := yearly(cpi, levels)
	for _, c := range cpis.Cases {
		s, err := Real(yearly(euros, map[int]float64{c.Of: c.Amount}), &index, c.In)
		if err != nil || !near(s.Points[0].Published, c.Expected) {
			t.Errorf("%v of %d in %d: %v, %v; want %v", c.Amount, c.Of, c.In, s.Points, err, c.Expected)
		}
	}
}

// Prices of one year and then of another are those of the other; a series at
// its own year's prices is itself.
func TestRealGoesBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 100 {
		levels, values := map[int]float64{}, map[int]float64{}
		for y := 2000; y <= 2010; y++ {
			levels[y], values[y] = 50+100*rng.Float64(), 1e6*(rng.Float64()-0.3)
		}
		index, nominal := yearly(cpi, levels), yearly(euros, values)
		for _, base := range []int{2000, 2007} {
			s, err := Real(nominal, &index, base)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range s.Points {
				if want := nominal.Points[i].Published * levels[base] / levels[p.Period.Year()]; !near(p.Published, want) {
					t.Errorf("%s at prices of %d: %v, want %v", p.Period, base, p.Published, want)
				}
			}
			if p, _ := s.At(domain.Year(base)); !near(p.Published, values[base]) {
				t.Errorf("%d at its own prices: %v, want %v", base, p.Published, values[base])
			}
		}
	}
}

func TestRealRefuses(t *testing.T) {
	index := yearly(cpi, map[int]float64{2010: 100, 2012: 104, 2013: 0})
	for name, c := range map[string]struct {
		values map[int]float64
		base   int
		want   string
	}{
		"a year between is not interpolated": {map[int]float64{2010: 5, 2011: 6}, 2012, "prices of 2012: the price index oma:cpi has no value above 0 for 2011 (it has values from 2010 to 2013): import it"},
		"the base year":                      {map[int]float64{2010: 5}, 2030, "prices of 2030: the price index oma:cpi has no value above 0 for 2030"},
		"an index of zero":                   {map[int]float64{2013: 5}, 2012, "for 2013"},
	} {
		if _, err := Real(yearly(euros, c.values), &index, c.base); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := Real(yearly(euros, map[int]float64{2010: 5}), &Series{Indicator: cpi}, 2010); err == nil || !strings.Contains(err.Error(), "it has no values at all") {
		t.Errorf("an index without values: %v", err)
	}
}

// What is no money stays, and no index is asked for.
func TestRealLeavesAlone(t *testing.T) {
	for _, unit := range []domain.Unit{domain.UnitCount, domain.UnitPercent, domain.UnitIndex, domain.UnitUnknown} {
		s, err := Real(yearly(domain.Indicator{ID: "1", Unit: unit}, map[int]float64{2010: 5}), nil, 2012)
		if err != nil || s.Points[0].Published != 5 || s.Notes.String() != "not_money" {
			t.Errorf("%q: %v, notes %q, %v", unit, s.Points, s.Notes, err)
		}
	}
	for _, unit := range []domain.Unit{domain.UnitEuro, domain.UnitKiloEuro, domain.UnitEuroPerInhabitant, domain.UnitEuroPerPerson} {
		if !unit.Money() {
			t.Errorf("%q is money", unit)
		}
	}
}

// 12,345 thousand euros for 6,789 inhabitants are 1,818.4 euros each, by hand.
func TestPerCapita(t *testing.T) {
	thousands := domain.Indicator{ID: "oma:cost", Unit: domain.UnitKiloEuro, Title: domain.Text{FI: "Menot, 1 000 euroa", EN: "Costs, 1,000 euros"}, Subject: domain.Text{FI: "meno"}}
	persons := yearly(domain.Indicator{ID: "127", Unit: domain.UnitCount}, map[int]float64{2020: 6789, 2021: 0})
	s := PerCapita(yearly(thousands, map[int]float64{2020: 12345, 2021: 1, 2022: 2, 2019: nan}), &persons)
	p, _ := s.At("2020")
	if math.Abs(p.Published-1818.3826779) > 1e-6 || p.Denominator != exactly(6789) || s.Decimals() != 1 {
		t.Errorf("2020: %+v with %d decimals", p, s.Decimals())
	}
	for _, y := range []domain.Period{"2021", "2022"} {
		if p, _ := s.At(y); !math.IsNaN(p.Published) || p.Status != domain.Missing || !notesAt(s, p).Has(domain.NoteNoPopulation) {
			t.Errorf("%s without inhabitants: %+v, notes %q", y, p, notesAt(s, p))
		}
	}
	if p, _ := s.At("2019"); notesAt(s, p).Has(domain.NoteNoPopulation) {
		t.Errorf("a year without money: notes %q", notesAt(s, p))
	}
	want := domain.Text{FI: "Menot, 1 000 euroa (asukasta kohti, euroa / asukas)", EN: "Costs, 1,000 euros (per inhabitant, in euros per inhabitant)"}
	if s.Indicator.Unit != domain.UnitEuroPerInhabitant || s.Indicator.Title != want || s.Indicator.Subject.FI != "meno asukasta kohti" {
		t.Errorf("described as %+v", s.Indicator)
	}
	for _, ind := range []domain.Indicator{
		{Unit: domain.UnitCount}, {Unit: domain.UnitEuroPerInhabitant}, {Unit: domain.UnitEuroPerPerson}, {Unit: domain.UnitEuro, UnitFromTitle: true},
	} {
		if s := PerCapita(yearly(ind, map[int]float64{2020: 5}), nil); s.Points[0].Published != 5 || s.Notes.String() != "not_an_amount" || s.Indicator.Unit != ind.Unit {
			t.Errorf("%+v: %v, notes %q", ind, s.Points, s.Notes)
		}
	}
	if s := PerCapita(yearly(euros, map[int]float64{2020: 6789}), &persons); s.Points[0].Published != 1 {
		t.Errorf("euros: %v, want 1 each", s.Points[0].Published)
	}
}
