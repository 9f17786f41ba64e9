package series

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// group is an area of the regions, with what the catalogue says of them.
func group(ids ...domain.RegionID) Area {
	a := Area{ID: "group:g", Name: domain.Text{FI: "Ryhmä"}}
	for _, id := range ids {
		m := Member{ID: id}
		if r, ok := catalog.Default().ByID(id); ok && r.Ended() {
			m.Last, m.Successor = r.Last, catalog.Default().LastSuccessor(id)
			m.Wider = catalog.Default().Wider(m.Successor, ids)
		}
		a.Members = append(a.Members, m)
	}
	return a
}

// restOf is the whole country without a group.
func restOf(g Area) Area {
	return Area{ID: "rest:" + g.ID, Whole: "maa", Part: g.ID, Members: g.Members, Years: g.Years}
}

var saarikka = group("kunta:216", "kunta:226", "kunta:265", "kunta:312", "kunta:729")

// Kannonkoski, Karstula, Kivijärvi, Kyyjärvi and Saarijärvi in
// data/example/placements.csv (THL, Sotkanet.fi, ind. 191 and 1065): in 2012
// 5 of 279, 17 of 781, 9 of 234, 5 of 276 and 45 of 1,850. In 2021 Kyyjärvi has
// no figure; Kivijärvi has a real zero.
func TestGroupOfMunicipalities(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{saarikka}})
	p, _ := s.At("2012")
	if p.Count != 81 || p.Denominator != exactly(3420) || !near(p.Published, 2.3684210526315788) || p.Status != domain.OK {
		t.Errorf("2012: %+v, want 81 of 3420 = 2.368 %%", p)
	}
	if got := notesAt(s, p).String(); got != "computed_from_counts" {
		t.Errorf("2012: notes %q", got)
	}
	p, _ = s.At("2021")
	if !math.IsNaN(p.Published) || !math.IsNaN(p.Count) || p.Status != domain.Missing || p.Range.Bounded() || notesAt(s, p).String() != "members_missing:1" {
		t.Errorf("2021: %+v with notes %q, want missing for one member and no bounds", p, notesAt(s, p))
	}
	if got := s.Indicators(); !slices.Equal(got, []domain.IndicatorID{"191", "1065"}) || s.Decimals() != 1 {
		t.Errorf("computed with %v, shown with %d decimals; want 191 and 1065, and the published 1", got, s.Decimals())
	}
	low, high, note := func() (float64, float64, domain.Note) {
		p, _ := s.At("2012")
		return p.Limits(domain.UnitPercent, 0.95)
	}()
	// Wilson (1927) for 81 of 3420, by hand.
	if note.Code != "" || math.Abs(low-1.90971) > 1e-5 || math.Abs(high-2.93401) > 1e-5 {
		t.Errorf("limits %v … %v (%s), want 1.90971 … 2.93401", low, high, note)
	}
}

// With the setting, what Kyyjärvi's 216 under-18s may hide in 2021 is known: 1 to
// 4, so that Saarikka had 47 to 50 of 2,687.
func TestGroupWithSuppressedMembers(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe, SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{saarikka}})
	p, _ := s.At("2021")
	if r := p.Range; !near(r.Low, 100*47.0/2687) || !near(r.High, 100*50.0/2687) || r.Steps != 0 || !r.Bounded() || r.Known() || p.Possible() != nil {
		t.Errorf("2021: range %+v, possible %v; want 47 to 50 of 2687 and no steps", r, p.Possible())
	}
	if p.Status != domain.Missing || notesAt(s, p).String() != "members_missing:1;value_between:1.74-1.87" {
		t.Errorf("2021: %s with notes %q", p.Status, notesAt(s, p))
	}
	if !s.Notes.Has(domain.NoteMembersMissing) || s.Notes.Has(domain.NoteBetween) {
		t.Errorf("notes of the series %q, want how many members are missing and no bounds of one year", s.Notes)
	}
	for _, p := range s.Points {
		if p.Range.Bounded() && !(p.Range.Low < p.Range.High && p.Range.Low >= 0 && p.Range.High <= 100) {
			t.Errorf("%s: %+v", p.Period, p.Range)
		}
	}
}

// What a period of two members comes to, by unit.
func TestTogether(t *testing.T) {
	ok := func(value, count, den float64) Point {
		return NewPoint("", domain.NewCell(value, count)).Over(exactly(den))
	}
	empty := func(s domain.Status) Point { return NewPoint("", domain.EmptyCell(s)) }
	hidden := func(low, high float64, steps int, den float64) Point {
		p := NewPoint("", domain.EmptyCell(domain.Suppressed)).Over(exactly(den))
		p.Range = Range{low, high, steps}
		return p
	}
	derived := ok(0.3, 12, nan)
	derived.Denominator = derive(derived.Cell(), 100, 1) // 3,429 to 4,800
	certain := ok(12.5, 1000, nan)
	certain.Denominator = derive(certain.Cell(), 100, 1)
	for name, c := range map[string]struct {
		ind          domain.Indicator
		a, b         Point
		value, count float64
		status       domain.Status
		notes        string
	}{
		"a rate is no mean of rates":                   {domain.Indicator{Unit: domain.UnitPercent}, ok(10, 100, 1000), ok(1, 90, 9000), 1.9, 190, domain.OK, "computed_from_counts"},
		"a real zero":                                  {domain.Indicator{Unit: domain.UnitPer1000}, ok(0, 0, 1000), ok(5, 5, 1000), 2.5, 5, domain.OK, "computed_from_counts"},
		"nothing but zeros":                            {domain.Indicator{Unit: domain.UnitPer100000}, ok(0, 0, 10), ok(0, 0, 20), 0, 0, domain.OK, "computed_from_counts"},
		"a number":                                     {domain.Indicator{Unit: domain.UnitCount}, ok(7, nan, nan), ok(0, nan, nan), 7, nan, domain.OK, ""},
		"money, some of it negative":                   {domain.Indicator{Unit: domain.UnitKiloEuro}, ok(120, nan, nan), ok(-20, nan, nan), 100, nan, domain.OK, ""},
		"money whose unit is read out of a title":      {domain.Indicator{Unit: domain.UnitEuro, UnitFromTitle: true}, ok(120, nan, nan), ok(20, nan, nan), nan, nan, domain.Missing, "group_not_computable"},
		"an index":                                     {domain.Indicator{Unit: domain.UnitIndex}, ok(107, nan, nan), ok(98, nan, nan), nan, nan, domain.Missing, "group_not_computable"},
		"euros per inhabitant without inhabitants":     {domain.Indicator{Unit: domain.UnitEuroPerInhabitant}, ok(3000, nan, 10), ok(4000, nan, 10), nan, nan, domain.Missing, "group_not_computable"},
		"euros per inhabitant with them":               {domain.Indicator{Unit: domain.UnitEuroPerInhabitant, Denominator: "127"}, ok(3000, nan, 1000), ok(4000, nan, 3000), 3750, nan, domain.OK, ""},
		"euros per inhabitant, one population missing": {domain.Indicator{Unit: domain.UnitEuroPerInhabitant, Denominator: "127"}, ok(3000, nan, 1000), ok(4000, nan, nan), nan, nan, domain.Missing, "group_not_computable"},
		"a standardised amount per person":             {domain.Indicator{Unit: domain.UnitEuroPerInhabitant, Denominator: "127", Title: domain.Text{FI: "Ikävakioidut menot"}}, ok(3000, nan, 1000), ok(4000, nan, 3000), nan, nan, domain.Missing, "group_not_computable"},
		"counts without values":                        {domain.Indicator{Unit: domain.UnitPercent}, ok(nan, 100, nan), ok(nan, 90, nan), nan, 190, domain.OK, ""},
		"values without a count":                       {domain.Indicator{Unit: domain.UnitPercent}, ok(10, 100, 1000), ok(1, nan, 9000), nan, nan, domain.Missing, "group_not_computable"},
		"counts are people, the rate is not known":     {domain.Indicator{Unit: domain.UnitPercent}, ok(10, 100, 1000), ok(1, 90, nan), nan, 190, domain.OK, "group_not_computable"},
		"more people than there are":                   {domain.Indicator{Unit: domain.UnitPercent}, ok(10, 100, 10), ok(1, 90, 20), nan, 190, domain.OK, "group_not_computable"},
		"too uncertain a denominator":                  {domain.Indicator{Unit: domain.UnitPercent}, derived, derived, nan, 24, domain.OK, "group_not_computable"},
		"a certain one beside it":                      {domain.Indicator{Unit: domain.UnitPercent}, ok(2, 2000, 100000), derived, 100 * 2012.0 / 104000, 2012, domain.OK, "computed_from_counts;group_from_derived_denominator;known_within:1.9-2.0"},
		"derived ones":                                 {domain.Indicator{Unit: domain.UnitPercent}, certain, certain, 12.5, 2000, domain.OK, "computed_from_counts;group_from_derived_denominator;known_within:12.4-12.6"},
		"a member missing":                             {domain.Indicator{Unit: domain.UnitCount}, ok(7, nan, nan), empty(domain.Missing), nan, nan, domain.Missing, "members_missing:1"},
		"both":                                         {domain.Indicator{Unit: domain.UnitCount}, empty(domain.Absent), empty(domain.Missing), nan, nan, domain.Missing, "members_missing:2"},
		"suppressed, and no more is known":             {domain.Indicator{Unit: domain.UnitCount}, ok(7, nan, nan), empty(domain.Suppressed), nan, nan, domain.Missing, "members_missing:1"},
		"suppressed between bounds":                    {domain.Indicator{Unit: domain.UnitCount}, ok(7, nan, nan), hidden(1, 4, 4, nan), nan, nan, domain.Missing, "members_missing:1;value_between:8-11"},
		"suppressed rates":                             {domain.Indicator{Unit: domain.UnitPercent}, hidden(0, 2, 5, 200), hidden(0.5, 2, 4, 200), nan, nan, domain.Missing, "members_missing:2;value_between:0.2-2.0"},
		"one suppressed, the other missing":            {domain.Indicator{Unit: domain.UnitCount}, empty(domain.Missing), hidden(1, 4, 4, nan), nan, nan, domain.Missing, "members_missing:2"},
		"suppressed beside too uncertain":              {domain.Indicator{Unit: domain.UnitPercent}, derived, hidden(0.5, 2, 4, 200), nan, nan, domain.Missing, "members_missing:1"},
		"suppressed beside a missing count":            {domain.Indicator{Unit: domain.UnitPercent}, ok(1, nan, 200), hidden(0.5, 2, 4, 200), nan, nan, domain.Missing, "members_missing:1"},
	} {
		p := together("2014", []contribution{{region: "kunta:179", point: c.a}, {region: "kunta:182", point: c.b}}, c.ind, 0)
		same := func(a, b float64) bool { return near(a, b) || math.IsNaN(a) && math.IsNaN(b) }
		s := Series{Indicator: c.ind}
		if !same(p.Published, c.value) || !same(p.Count, c.count) || p.Status != c.status || notesAt(s, p).String() != c.notes {
			t.Errorf("%s: value %v, count %v, %s, notes %q; want %v, %v, %s, %q", name, p.Published, p.Count, p.Status, notesAt(s, p), c.value, c.count, c.status, c.notes)
		}
		if math.IsNaN(p.Published) && p.Denominator.Known() {
			t.Errorf("%s: a denominator %+v under no value", name, p.Denominator)
		}
	}
}

// Euros per inhabitant are weighted with the named population: Jyväskylä with
// 3,000 euros and 140,000 inhabitants, Jämsä with 4,000 and 20,000, by hand.
func TestGroupOfEurosPerInhabitant(t *testing.T) {
	in := indicators{"oma:cost": {Unit: domain.UnitEuroPerInhabitant, Denominator: "127"}}
	l := Loader{Describe: in.describe, Store: reader{panels: fakeStore{
		"oma:cost": {makePanel(t, obs{year: 2020, value: 3000, count: nan}, obs{year: 2020, value: 4000, count: nan, region: "kunta:182"},
			obs{year: 2021, value: 3000, count: nan}, obs{year: 2021, value: 4000, count: nan, region: "kunta:182"}), "2025"},
		"127": {makePanel(t, obs{year: 2020, value: 140000, count: nan}, obs{year: 2020, value: 20000, count: nan, region: "kunta:182"},
			obs{year: 2021, value: 141000, count: nan}), "2023"},
	}}}
	s := load(t, &l, Query{Indicators: one("oma:cost"), Areas: []Area{group("kunta:179", "kunta:182")}})
	if p, _ := s.At("2020"); p.Published != 3125 || notesAt(s, p).Has(domain.NoteFromCounts) {
		t.Errorf("2020: %+v, want 3125", p)
	}
	if p, _ := s.At("2021"); !math.IsNaN(p.Published) || notesAt(s, p).String() != "group_not_computable" {
		t.Errorf("2021: %+v with notes %q, want none without Jämsä's inhabitants", p, notesAt(s, p))
	}
	if s.Provenance.Retrieved != "2025" || !slices.Contains(s.Indicators(), "127") {
		t.Errorf("retrieved %s, from %v; want the costs', however old the population is", s.Provenance.Retrieved, s.Indicators())
	}
}

func TestGroupYears(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	for _, c := range []struct {
		years, asked domain.YearRange
		want         string // first to last: notes of the first, notes of the last
	}{
		{domain.YearRange{}, domain.YearRange{}, "1990–2021: , "},
		{domain.YearRange{From: 2009}, domain.YearRange{}, "2009–2021: group_years:2009-, "},
		{domain.YearRange{From: 2009, To: 2016}, domain.YearRange{}, "2009–2016: group_years:2009-2016, group_years:2009-2016"},
		{domain.YearRange{To: 2016}, domain.YearRange{From: 2010}, "2010–2016: , group_years:-2016"},
		{domain.YearRange{From: 2009}, domain.YearRange{From: 2010, To: 2012}, "2010–2012: , "},
	} {
		g := group(keskiSuomi)
		g.Years = c.years
		for _, area := range []Area{g, restOf(g)} {
			s := load(t, &l, Query{Indicators: one("1065"), Areas: []Area{area}, Years: c.asked})
			first, last := s.Points[0], s.Points[len(s.Points)-1]
			years := func(p Point) string {
				return slices.DeleteFunc(notesAt(s, p), func(n domain.Note) bool { return n.Code != domain.NoteGroupYears }).String()
			}
			if got := fmt.Sprintf("%s–%s: %s, %s", first.Period, last.Period, years(first), years(last)); got != c.want {
				t.Errorf("%s of %v, asked for %v: %s, want %s", area.ID, c.years, c.asked, got, c.want)
			}
		}
	}
	g := group(keskiSuomi)
	g.Years = domain.YearRange{From: 2030}
	if s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{g}}); len(s.Points) != 0 || s.Notes.String() != "group_years:2030-" {
		t.Errorf("%d points, notes %q; want none and why", len(s.Points), s.Notes)
	}
}

// Notes of a splice and of years cut off are those of the points there are.
func TestGroupNotesAreThoseOfItsPoints(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{saarikka}, Years: domain.YearRange{From: 2012, To: 2012}})
	if got := s.Notes.String(); got != "computed_from_counts" {
		t.Errorf("2012 alone: notes %q", got)
	}
	s = load(t, &l, Query{Indicators: one("191"), Areas: []Area{saarikka}})
	if got := s.Notes.String(); !strings.HasPrefix(got, "computed_from_counts;members_missing:1-") {
		t.Errorf("all years: notes %q", got)
	}
}

// In a division of 2013, before Lavia merged into Pori (2015) and Maaninka (2015)
// and Juankoski (2017) into Kuopio.
const (
	lavia, pori                 = domain.RegionID("kunta:413"), domain.RegionID("kunta:609")
	maaninka, juankoski, kuopio = domain.RegionID("kunta:476"), domain.RegionID("kunta:174"), domain.RegionID("kunta:297")
	kokemaki                    = domain.RegionID("kunta:271")
)

// Births (1315) in made numbers that tell by their digits who was counted.
func TestMergedMembers(t *testing.T) {
	births := func(region domain.RegionID, year int, n float64) obs {
		return obs{year: year, value: n, count: nan, region: region}
	}
	for name, c := range map[string]struct {
		group Area
		cells []obs
		want  string // period: number and notes
	}{
		"a source that keeps the past apart": {
			group(lavia, pori),
			[]obs{births(lavia, 2013, 10), births(pori, 2013, 700), births(lavia, 2014, 11), births(pori, 2014, 701), births(pori, 2015, 720)},
			"2013 710 ; 2014 712 ; 2015 720 successor_used:kunta:609",
		},
		"a source that has moved the past to the successor, which is a member": {
			group(lavia, pori),
			[]obs{births(pori, 2013, 710), births(pori, 2014, 712), births(pori, 2015, 720)},
			"2013 710 successor_used:kunta:609; 2014 712 successor_used:kunta:609; 2015 720 successor_used:kunta:609",
		},
		"listed without figures is not in the data": {
			group(lavia, pori),
			[]obs{{year: 2013, region: lavia, status: domain.Missing}, births(pori, 2013, 710)},
			"2013 710 successor_used:kunta:609",
		},
		"a gap of a municipality that the source knows": {
			group(lavia, pori),
			[]obs{births(lavia, 2013, 10), births(pori, 2013, 700), births(pori, 2014, 701), births(pori, 2015, 720)},
			"2013 710 ; 2014 NaN members_missing:1; 2015 720 successor_used:kunta:609",
		},
		"figures of one gender show that the source knows it": {
			group(lavia, pori),
			[]obs{{year: 2013, value: 4, count: nan, region: lavia, gender: domain.Male}, births(pori, 2013, 700), births(pori, 2015, 720)},
			"2013 NaN members_missing:1; 2015 720 successor_used:kunta:609",
		},
		"the successor is wider than a group without it": {
			group(lavia, kokemaki),
			[]obs{births(lavia, 2014, 10), births(kokemaki, 2014, 3000), births(pori, 2014, 700), births(pori, 2015, 720), births(kokemaki, 2015, 3000)},
			"2014 3010 ; 2015 3720 successor_used:kunta:609;successor_wider:kunta:609",
		},
		"two that merged into one count it once": {
			group(maaninka, juankoski, kokemaki),
			[]obs{births(kuopio, 2013, 500), births(kokemaki, 2013, 3000), births(kuopio, 2018, 600), births(kokemaki, 2018, 3000)},
			"2013 3500 successor_used:kunta:297;successor_wider:kunta:297; 2018 3600 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"one merged, the other not yet": {
			group(maaninka, juankoski),
			[]obs{births(maaninka, 2014, 1), births(juankoski, 2014, 20), births(juankoski, 2016, 21), births(kuopio, 2014, 500), births(kuopio, 2016, 600), births(kuopio, 2017, 700)},
			"2014 21 ; 2016 621 successor_used:kunta:297;successor_wider:kunta:297; 2017 700 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"the successor lacks its figure too": {
			group(maaninka, juankoski, kokemaki),
			[]obs{births(kokemaki, 2018, 3000), births(kuopio, 2019, 600), births(kokemaki, 2019, 3000)},
			"2018 NaN members_missing:1; 2019 3600 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"what came after a divided area is not known": {
			group("seutukunta:151", kokemaki),
			[]obs{births("seutukunta:151", 2020, 50), births(kokemaki, 2020, 3000), births(kokemaki, 2021, 3000)},
			"2020 3050 ; 2021 NaN members_missing:1",
		},
	} {
		l := Loader{Describe: indicators{"1315": {Unit: domain.UnitCount}}.describe, Store: reader{panels: fakeStore{"1315": {makePanel(t, c.cells...), ""}}}}
		s := load(t, &l, Query{Indicators: one("1315"), Areas: []Area{c.group}})
		var got []string
		for _, p := range s.Points {
			got = append(got, fmt.Sprintf("%s %v %s", p.Period, p.Published, notesAt(s, p)))
			if math.IsNaN(p.Published) != (p.Status == domain.Missing) {
				t.Errorf("%s: %s is %v and %s", name, p.Period, p.Published, p.Status)
			}
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, all, c.want)
		}
	}
}

// The denominator under a successor's count is the successor's own.
func TestMergedMembersOfARate(t *testing.T) {
	l := Loader{Describe: indicators{"191": {Unit: domain.UnitPercent, Denominator: "1065"}}.describe, Store: reader{panels: fakeStore{
		"191":  {makePanel(t, obs{year: 2014, value: 1.5, count: 225, region: pori}, obs{year: 2014, value: 2, count: 20, region: kokemaki}), ""},
		"1065": {makePanel(t, obs{year: 2014, value: nan, count: 15000, region: pori}, obs{year: 2014, value: nan, count: 1000, region: kokemaki}, obs{year: 2014, value: nan, count: 300, region: lavia}), ""},
	}}}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{group(lavia, kokemaki)}})
	if p := s.Points[0]; !near(p.Published, 100*245.0/16000) || !notesAt(s, p).Has(domain.NoteSuccessorWider) {
		t.Errorf("%+v with notes %q, want 245 of 16000", p, notesAt(s, p))
	}
}
