package series

import (
	"context"
	"math"
	"testing"

	"kuvio/internal/domain"
)

const keskiSuomi domain.RegionID = "maakunta:13"

// Keski-Suomi and the whole country in data/example/placements.csv (THL,
// Sotkanet.fi, ind. 191 and 1065): 934 of 54,082 and 16,668 of 1,075,492 in
// 2014, 1,018 of 50,718 and 17,883 of 1,035,517 in 2021, 402 of 61,017 and
// 8,405 of 1,159,853 in 1991. The rest by hand.
func TestRestOfTheCountry(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{rest(keskiSuomi)}})
	if len(s.Points) != 32 || len(s.Notes) != 0 {
		t.Fatalf("%d points with the notes %q, want 1990–2021 without any", len(s.Points), s.Notes)
	}
	for _, c := range []struct {
		year             domain.Period
		count, den, want float64
	}{
		{"1991", 8003, 1098836, 0.728316145448456},
		{"2014", 15734, 1021410, 1.540419616020991},
		{"2021", 16865, 984799, 1.712532202002642},
	} {
		p, ok := s.At(c.year)
		if !ok || p.Count != c.count || p.Denominator != exactly(c.den) || !near(p.Published, c.want) || p.Status != domain.OK {
			t.Errorf("%s: %+v, want %v of %v = %v %%", c.year, p, c.count, c.den, c.want)
		}
	}
	if got := s.Indicators(); len(got) != 2 || got[1] != "1065" || s.Decimals() != 1 {
		t.Errorf("computed with %v, shown with %d decimals; want 191 and 1065, and the published 1", got, s.Decimals())
	}
}

// The rest and its part make up the whole, whichever part it is.
func TestRestAndPartAddUpToTheWhole(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	p := l.Store.(reader).panels["191"]
	checked := 0
	for _, part := range p.Regions {
		if part == "maa" {
			continue
		}
		all, _, err := l.Load(context.Background(), Query{Indicators: one("191"), Areas: []Area{{ID: "maa"}, {ID: part}, rest(part)}})
		if err != nil {
			t.Fatal(err)
		}
		whole, of, left := all[0], all[1].On(AsComputed), all[2].On(AsPublished)
		for _, w := range whole.Points {
			a, held := of.At(w.Period)
			b, _ := left.At(w.Period)
			if !held {
				if !math.IsNaN(b.Value) || b.Status != domain.Missing {
					t.Errorf("%s %s: a rest of %v without its part", part, w.Period, b)
				}
				continue
			}
			checked++
			n := a.Denominator.Value + b.Denominator.Value
			if a.Count+b.Count != w.Count || n != w.Denominator.Value {
				t.Errorf("%s %s: %v + %v of %v, want %v of %v", part, w.Period, a.Count, b.Count, n, w.Count, w.Denominator.Value)
			}
			if mean := (a.Value*a.Denominator.Value + b.Value*b.Denominator.Value) / n; !near(mean, 100*w.Count/w.Denominator.Value) {
				t.Errorf("%s %s: the weighted mean of part and rest is %v, the whole %v", part, w.Period, mean, 100*w.Count/w.Denominator.Value)
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d rests were checked", checked)
	}
}

// Where the part or the whole lacks its count or denominator the rest is not
// known either, and only those years say so. A rest cannot be negative.
func TestRestWithoutItsPart(t *testing.T) {
	share := indicators{"oma:a": {Unit: domain.UnitPercent, Denominator: "oma:n"}, "oma:n": {Unit: domain.UnitCount}}
	l := Loader{Describe: share.describe, Store: reader{panels: fakeStore{
		"oma:a": {makePanel(t,
			obs{year: 2010, region: "maa", value: 2, count: 2000}, obs{year: 2010, region: "shp:14", value: 3, count: 300},
			obs{year: 2011, region: "maa", value: 2, count: 2000},
			obs{year: 2012, region: "maa", value: 2, count: 2000}, obs{year: 2012, region: "shp:14", status: domain.Suppressed},
			obs{year: 2013, region: "maa", value: 2, count: 2000}, obs{year: 2013, region: "shp:14", value: 3, count: nan},
			obs{year: 2014, region: "maa", value: 2, count: nan}, obs{year: 2014, region: "shp:14", value: 3, count: 300},
			obs{year: 2015, region: "maa", value: 0.2, count: 200}, obs{year: 2015, region: "shp:14", value: 3, count: 300},
			obs{year: 2016, region: "shp:14", value: 3, count: 300}), ""},
		"oma:n": {makePanel(t,
			obs{year: 2010, region: "maa", value: 100000, count: nan}, obs{year: 2010, region: "shp:14", value: 10000, count: nan},
			obs{year: 2015, region: "maa", value: 100000, count: nan}, obs{year: 2015, region: "shp:14", value: 10000, count: nan}), ""},
	}}}
	s := load(t, &l, Query{Indicators: one("oma:a"), Areas: []Area{rest("shp:14")}})
	if len(s.Points) != 6 || !s.Notes.Has(domain.NoteRestUnknown) {
		t.Fatalf("%d points, notes %q; want 2010–2015 and a note that some cannot be computed", len(s.Points), s.Notes)
	}
	for _, p := range s.Points {
		if p.Period == "2010" {
			if !near(p.Published, 100*1700.0/90000) || len(notesAt(s, p)) != 0 {
				t.Errorf("2010: %+v with notes %q, want 1700 of 90000 and none", p, notesAt(s, p))
			}
			continue
		}
		if !math.IsNaN(p.Published) || !math.IsNaN(p.Count) || p.Status != domain.Missing || p.Denominator.Known() || !notesAt(s, p).Has(domain.NoteRestUnknown) {
			t.Errorf("%s: %+v, want a missing rest with its note", p.Period, p)
		}
	}
}

// Amounts are subtracted; an index or a mean has no rest.
func TestRestOfWhatIsNoRate(t *testing.T) {
	for unit, want := range map[domain.Unit]float64{
		domain.UnitCount: 90, domain.UnitEuro: 90, domain.UnitKiloEuro: 90,
		domain.UnitIndex: nan, domain.UnitEuroPerInhabitant: nan, domain.UnitUnknown: nan, "KESKIARVO": nan,
	} {
		l := Loader{Describe: indicators{"oma:x": {Unit: unit}}.describe, Store: reader{panels: fakeStore{"oma:x": {makePanel(t,
			obs{year: 2014, region: "maa", value: 100, count: nan}, obs{year: 2014, region: "shp:14", value: 10, count: nan}), ""}}}}
		s := load(t, &l, Query{Indicators: one("oma:x"), Areas: []Area{rest("shp:14")}})
		got := s.Points[0].Published
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) || s.Notes.Has(domain.NoteRestUnknown) != math.IsNaN(want) {
			t.Errorf("%q: rest %v with notes %q, want %v", unit, got, s.Notes, want)
		}
	}
}

// restIn is the rest of another whole than the country.
func restIn(whole, part domain.RegionID) Area {
	a := rest(part)
	a.Whole = whole
	return a
}

// Euros per inhabitant are subtracted as euros: 3,000 people at 4,000 € without
// 1,000 at 3,000 € are 2,000 at 4,500 €, known to 1 € × 4,000 ÷ 2,000.
func TestRestOfEurosPerInhabitant(t *testing.T) {
	l := Loader{Describe: indicators{"1073": {Unit: domain.UnitEuroPerInhabitant, Denominator: "127"}, "127": {Unit: domain.UnitCount}}.describe, Store: reader{panels: fakeStore{
		"1073": {makePanel(t, obs{year: 2014, region: "maa", value: 4000, count: nan}, obs{year: 2014, region: "shp:14", value: 3000, count: nan}), ""},
		"127":  {makePanel(t, obs{year: 2014, region: "maa", value: 3000, count: nan}, obs{year: 2014, region: "shp:14", value: 1000, count: nan}), ""},
	}}}
	s := load(t, &l, Query{Indicators: one("1073"), Areas: []Area{rest("shp:14")}})
	b := s.Based()
	if p := s.Points[0]; p.Published != 4500 || p.Denominator != exactly(2000) || b.Step(&p) != 2 || len(s.Notes) != 0 {
		t.Errorf("%+v, step %v, notes %q", p, b.Step(&p), s.Notes)
	}
}

// Without a named denominator those of the two are derived, and the rest's is
// as uncertain as both together: 20,000 less 1,000, each within half of 0.1.
func TestRestFromDerivedDenominators(t *testing.T) {
	l := Loader{Describe: indicators{"oma:x": {Unit: domain.UnitPer1000}}.describe, Store: reader{panels: fakeStore{"oma:x": {makePanel(t,
		obs{year: 2013, region: "maa", value: 100.5, count: 2010}, obs{year: 2013, region: "shp:14", value: 100.5, count: 100.5},
		obs{year: 2014, region: "maa", value: 100.5, count: 2010}, obs{year: 2014, region: "shp:14", value: 0.5, count: 9}), ""}}}}
	s := load(t, &l, Query{Indicators: one("oma:x"), Areas: []Area{rest("shp:14")}})
	d := s.Points[0].Denominator
	low, high := 2010/100.55*1000-100.5/100.45*1000, 2010/100.45*1000-100.5/100.55*1000
	if !near(d.Value, 19000) || !near(d.Low, low) || !near(d.High, high) || !notesAt(s, s.Points[0]).Has(domain.NoteRestDerived) {
		t.Errorf("denominator %+v with notes %q, want 19000 in %v … %v, derived", d, s.Notes, low, high)
	}
	// 9 events at 0.5 may be of 16,364 or of 20,000: a rest of 0 … 3,636.
	if p := s.Points[1]; !math.IsNaN(p.Published) || notesAt(s, p).Has(domain.NoteRestDerived) || !notesAt(s, p).Has(domain.NoteRestUnknown) {
		t.Errorf("2014: %+v with notes %q, want none: the denominator is too uncertain", p, notesAt(s, p))
	}
}

// Without 1065 the denominators of 191 are derived from values rounded to 0.1:
// what the rest of the country is with it lies within what is then known of it.
func TestRestLiesWithinItsBounds(t *testing.T) {
	exact := Loader{Store: placements(t), Describe: indicators{}.describe}
	unnamed := indicators{"191": {Unit: domain.UnitPercent}}
	derived := Loader{Store: exact.Store, Describe: unnamed.describe}
	checked, closer := 0, 0
	for _, part := range exact.Store.(reader).panels["191"].Regions {
		if part == domain.WholeCountry {
			continue
		}
		q := Query{Indicators: one("191"), Areas: []Area{rest(part)}}
		truth, known := load(t, &exact, q), load(t, &derived, q)
		on := known.Based()
		steps := on.Steps()
		for p := range on.WithValue() {
			if !p.Within() || !on.NotesAt(p).Has(domain.NoteWithin) {
				t.Fatalf("%s %s: %+v with notes %q, want bounds", part, p.Period, p, on.NotesAt(p))
			}
			if !near(steps[0], p.Range.High-p.Range.Low) {
				t.Errorf("%s %s: step %v of %v", part, p.Period, steps[0], p.Range)
			}
			steps = steps[1:]
			if was, _ := truth.At(p.Period); !math.IsNaN(was.Published) {
				checked++
				if was.Published < p.Range.Low || was.Published > p.Range.High {
					t.Errorf("%s %s: %v is not within %v", part, p.Period, was.Published, p.Range)
				}
				if math.Abs(was.Published-p.Value) > 0.01*was.Published {
					closer++
				}
			}
		}
	}
	if checked < 400 || closer < 100 {
		t.Errorf("%d rests were checked, %d of them off by more than 1 %%: the case is none", checked, closer)
	}
}
