package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

const kuhmoinen, helsinki = domain.RegionID("kunta:291"), domain.RegionID("kunta:091")

// gap is a cell that the source lists without a figure.
func gap(year int, r domain.RegionID) obs {
	return obs{year: year, region: r, status: domain.Missing}
}

// shown writes the points of a series as year, status and range.
func shown(s *Series) string {
	var out []string
	for _, p := range s.Points {
		one := fmt.Sprintf("%s %s", p.Period, p.Status)
		if p.Range.Known() {
			one += fmt.Sprintf(" %.4g…%.4g/%d", p.Range.Low, p.Range.High, p.Range.Steps)
		}
		out = append(out, one)
	}
	return strings.Join(out, "; ")
}

// Kuhmoinen had 217 under-18s in 2020, 238 in 2019, 245 in 2018 and 261 in 2017
// (SOTKAnet 1065); the rest is made for the case.
func TestSuppressedBelow(t *testing.T) {
	people := makePanel(t,
		obs{year: 2017, value: nan, count: 261, region: kuhmoinen}, obs{year: 2018, value: nan, count: 245, region: kuhmoinen},
		obs{year: 2019, value: nan, count: 238, region: kuhmoinen}, obs{year: 2020, value: nan, count: 217, region: kuhmoinen},
		obs{year: 2018, value: nan, count: 99000, region: helsinki}, obs{year: 2018, value: nan, count: 1e6, region: "maa"})
	jkl := func(year int, count float64) obs { return obs{year: year, value: 1, count: count} }
	for name, c := range map[string]struct {
		below int
		unit  domain.Unit
		cells []obs
		area  domain.RegionID
		want  string
	}{
		"without the setting a gap is missing, and what is absent absent": {
			cells: []obs{jkl(2017, 0), jkl(2018, 9), jkl(2019, 9), gap(2018, kuhmoinen), {year: 2019, value: 2.1, count: 5, region: kuhmoinen}},
			want:  "2018 missing; 2019 ok",
		},
		"listed or not, where the source published": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), jkl(2019, 9), gap(2018, kuhmoinen), {year: 2019, value: 2.1, count: 5, region: kuhmoinen}, gap(2020, kuhmoinen)},
			want:  "2017 suppressed 0.3831…1.533/4; 2018 suppressed 0.4082…1.633/4; 2019 ok",
		},
		"no zero published, so zeros may be withheld": {
			below: 5,
			cells: []obs{jkl(2018, 9), gap(2018, kuhmoinen)},
			want:  "2018 suppressed 0…1.633/5",
		},
		"an area that is 0 throughout is no sign of zeros": {
			below: 5,
			cells: []obs{jkl(2018, 9), gap(2018, kuhmoinen), {year: 2018, value: 0, count: 0, region: "kunta:005"}},
			want:  "2018 suppressed 0…1.633/5",
		},
		"no people known, no judgement": {
			below: 5,
			cells: []obs{jkl(2015, 0), jkl(2016, 9), gap(2016, kuhmoinen)},
			want:  "2016 missing",
		},
		"an area the file knows nothing of": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), gap(2018, kuhmoinen)},
			area:  helsinki,
		},
		"one whose every figure is withheld: its people alone tell": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), jkl(2021, 9), gap(2018, helsinki)},
			want:  "2017 suppressed 0.3831…1.533/4; 2018 suppressed 0.4082…1.633/4",
		},
		"published of maakunnat only, while municipalities have figures in other years": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2019, 9), gap(2018, kuhmoinen), {year: 2018, value: 1, count: 9, region: "maakunta:13"}},
			want:  "2017 suppressed 0.3831…1.533/4; 2018 missing; 2019 suppressed 0.4202…1.681/4",
		},
		"the one municipality of a file": {
			below: 5,
			cells: []obs{{year: 2017, value: 0, count: 0, region: kuhmoinen}, gap(2018, kuhmoinen), {year: 2019, value: 2.1, count: 5, region: kuhmoinen}, {year: 2018, value: 1, count: 9000, region: "maa"}},
			want:  "2017 ok; 2018 suppressed 0.4082…1.633/4; 2019 ok",
		},
		"the whole country is no small number": {
			below: 5,
			cells: []obs{jkl(2018, 9), gap(2018, "maa"), {year: 2017, value: 1, count: 9000, region: "maa"}},
			area:  "maa",
			want:  "2017 ok; 2018 missing",
		},
		"what the source marks has a range": {
			below: 3,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), {year: 2018, region: kuhmoinen, status: domain.Suppressed}, {year: 2016, region: kuhmoinen, status: domain.Suppressed}},
			want:  "2016 suppressed; 2017 suppressed 0.3831…0.7663/2; 2018 suppressed 0.4082…0.8163/2",
		},
		"and none without the setting": {
			cells: []obs{jkl(2018, 9), {year: 2018, region: kuhmoinen, status: domain.Suppressed}},
			want:  "2018 suppressed",
		},
		"a named denominator that does not fit gives no range": {
			below: 5,
			cells: []obs{jkl(2018, 9), gap(2018, kuhmoinen), {year: 2019, value: 9.9, count: 5, region: kuhmoinen}},
			want:  "2018 suppressed; 2019 ok",
		},
		"girls and boys are no fewer than the girls": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), gap(2018, kuhmoinen), {year: 2018, value: 2, count: 3, region: kuhmoinen, gender: domain.Female}},
			want:  "2017 suppressed 0.3831…1.533/4; 2018 suppressed 1.224…1.633/2",
		},
		"so a gap beside seven girls is no small number": {
			below: 5,
			cells: []obs{jkl(2017, 0), jkl(2018, 9), gap(2018, kuhmoinen), {year: 2018, value: 2, count: 7, region: kuhmoinen, gender: domain.Female}},
			want:  "2017 suppressed 0.3831…1.533/4; 2018 missing",
		},
	} {
		area := c.area
		if area == "" {
			area = kuhmoinen
		}
		in := indicators{"191": {Unit: domain.UnitPercent, Denominator: "1065", Decimals: new(int)}}
		*in["191"].Decimals = 1
		l := Loader{Describe: in.describe, Store: reader{panels: fakeStore{"191": {makePanel(t, c.cells...), ""}, "1065": {people, ""}}}}
		if c.below > 0 {
			l.SuppressedBelow = map[domain.IndicatorID]int{"191": c.below, "1065": 5}
		}
		s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: area}}})
		if got := shown(&s); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		for _, p := range s.Points {
			checkPossible(t, p)
			if taken := p.Status == domain.Suppressed && c.below > 0 && !slices.ContainsFunc(c.cells, func(o obs) bool {
				return o.status == domain.Suppressed && domain.Year(o.year) == p.Period
			}); taken != notesAt(s, p).Has(domain.NoteTakenSuppressed) {
				t.Errorf("%s: notes of %s are %q", name, p.Period, notesAt(s, p))
			}
		}
	}
}

// checkPossible holds a point's possible values to its range and its counts.
func checkPossible(t *testing.T, p Point) {
	t.Helper()
	values := p.Possible()
	if !p.Range.Known() {
		if values != nil {
			t.Errorf("%+v: possible values %v without a range", p, values)
		}
		return
	}
	if p.Status != domain.Suppressed || !math.IsNaN(p.Published) || len(values) != p.Range.Steps || values[0] != p.Range.Low || !near(values[len(values)-1], p.Range.High) || !slices.IsSorted(values) {
		t.Errorf("%+v: possible values %v", p, values)
	}
	for i, v := range values {
		if d := p.Denominator; d.Known() {
			if n := v * d.Value / 100; math.Abs(n-math.Round(n)) > 1e-9 || i > 0 && values[i-1] == v {
				t.Errorf("%v of %v is %v, want whole counts", v, d.Value, n)
			}
		}
	}
}

// Numbers: children placed (1081) have no denominator in the catalogue, so the
// file itself must show that the area has data.
func TestSuppressedNumbers(t *testing.T) {
	kuh := func(value float64, g domain.Gender, breakdown string) obs {
		return obs{year: 2018, value: value, count: nan, region: kuhmoinen, gender: g, breakdown: breakdown}
	}
	gapOf := func(g domain.Gender, breakdown string) obs {
		return obs{year: 2018, region: kuhmoinen, gender: g, breakdown: breakdown, status: domain.Missing}
	}
	others := []obs{
		{year: 2018, value: 40, count: nan}, {year: 2018, value: 20, count: nan, gender: domain.Male}, {year: 2018, value: 9, count: nan, breakdown: "age=0-6"},
		{year: 2017, value: 0, count: nan},
	}
	for name, c := range map[string]struct {
		cells     []obs
		sex       domain.Gender
		breakdown string
		want      string
	}{
		"nothing else of the area":                {cells: []obs{gapOf(domain.Total, "")}, want: "2018 missing"},
		"an age has figures":                      {cells: []obs{gapOf(domain.Total, ""), kuh(2, domain.Total, "age=0-6")}, want: "2018 suppressed 2…4/3"},
		"an age is more than is withheld":         {cells: []obs{gapOf(domain.Total, ""), kuh(6, domain.Total, "age=0-6")}, want: "2018 missing"},
		"the total is known":                      {cells: []obs{gapOf(domain.Male, ""), kuh(9, domain.Total, "")}, sex: domain.Male, want: "2018 suppressed"},
		"the total and the other gender":          {cells: []obs{gapOf(domain.Male, ""), kuh(9, domain.Total, ""), kuh(7, domain.Female, "")}, sex: domain.Male, want: "2018 suppressed 1…2/2"},
		"the other gender is all":                 {cells: []obs{gapOf(domain.Male, ""), kuh(9, domain.Total, ""), kuh(9, domain.Female, "")}, sex: domain.Male, want: "2018 missing"},
		"of none there are none":                  {cells: []obs{gapOf(domain.Male, ""), kuh(0, domain.Total, "")}, sex: domain.Male, want: "2018 missing"},
		"an age is no more than all":              {cells: []obs{gapOf(domain.Total, "age=0-6"), kuh(3, domain.Total, "")}, breakdown: "age=0-6", want: "2018 suppressed 1…3/3"},
		"what is not listed says nothing":         {cells: []obs{kuh(5, domain.Total, ""), {year: 2019, value: 3, count: nan, region: kuhmoinen, gender: domain.Male}}, sex: domain.Male, want: "2019 ok"},
		"a gap in a year without a male anywhere": {cells: []obs{{year: 2017, region: kuhmoinen, gender: domain.Male, status: domain.Missing}, {year: 2017, value: 8, count: nan, region: kuhmoinen}}, sex: domain.Male, want: "2017 missing"},
	} {
		l := Loader{
			Describe: indicators{"1081": {Unit: domain.UnitCount}}.describe, SuppressedBelow: map[domain.IndicatorID]int{"1081": 5},
			Store: reader{panels: fakeStore{"1081": {makePanel(t, append(slices.Clone(others), c.cells...)...), ""}}},
		}
		if c.sex == "" {
			c.sex = domain.Total
		}
		all, _, err := l.Load(t.Context(), Query{Indicators: one("1081"), Areas: []Area{{ID: kuhmoinen}}, Genders: []domain.Gender{c.sex}})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(all, func(s Series) bool { return s.Breakdown == c.breakdown })
		if got := shown(&all[i]); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		for _, p := range all[i].Points {
			checkPossible(t, p)
		}
	}
}

// Counts below five are hidden from a made truth; what was hidden is found, and
// is one of the values said to be possible. Nothing that was published changes.
func TestHiddenCountsAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(191, 5))
	found := 0
	for range 60 {
		hideZeros := r.IntN(2) == 0
		below := 2 + r.IntN(8)
		truth := map[domain.Key]float64{}
		var cells, people []obs
		for a := range 12 {
			region := domain.RegionID(fmt.Sprintf("kunta:%03d", 100+a))
			cells = append(cells, obs{year: 2000, value: 20, count: 200, region: region}) // before the years judged
			for year := 2001; year < 2010; year++ {
				den := float64(20 + r.IntN(3000))
				count := float64(r.IntN(min(int(den), 20)))
				people = append(people, obs{year: year, value: nan, count: den, region: region})
				k := domain.Key{Region: region, Period: domain.Year(year)}
				switch hidden := count < float64(below) && (count > 0 || hideZeros); {
				case !hidden:
					cells = append(cells, obs{year: year, value: math.Round(count/den*1000) / 10, count: count, region: region})
				case r.IntN(2) == 0:
					cells = append(cells, gap(year, region))
					fallthrough
				default:
					truth[k] = count / den * 100
				}
			}
		}
		store := fakeStore{"191": {makePanel(t, cells...), ""}, "1065": {makePanel(t, people...), ""}}
		l := Loader{Describe: indicators{"191": {Unit: domain.UnitPercent, Denominator: "1065"}}.describe, Store: reader{panels: store}}
		judged := l
		judged.SuppressedBelow = map[domain.IndicatorID]int{"191": below}
		for a := range 12 {
			area := Area{ID: domain.RegionID(fmt.Sprintf("kunta:%03d", 100+a))}
			before, after := load(t, &l, Query{Indicators: one("191"), Areas: []Area{area}}), load(t, &judged, Query{Indicators: one("191"), Areas: []Area{area}})
			for _, p := range before.Points {
				q, _ := after.At(p.Period)
				if p.Status == domain.OK && (!q.Cell().Equal(p.Cell()) || q.Range.Known()) || p.Status == domain.Suppressed {
					t.Fatalf("%+v became %+v", p, q)
				}
			}
			for _, p := range after.Points {
				was, hidden := truth[domain.Key{Region: area.ID, Period: p.Period}]
				if p.Status != domain.Suppressed {
					if hidden && slices.ContainsFunc(cells, func(o obs) bool {
						return o.status == 0 && domain.Year(o.year) == p.Period
					}) {
						t.Fatalf("%s %s is %s, but was hidden", area.ID, p.Period, p.Status)
					}
					continue
				}
				checkPossible(t, p)
				if !hidden || !slices.ContainsFunc(p.Possible(), func(v float64) bool { return near(v, was) }) {
					t.Fatalf("%s %s is one of %v, but was %v (hidden: %v)", area.ID, p.Period, p.Possible(), was, hidden)
				}
				found++
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d hidden counts only: the test shows little", found)
	}
}

// A rest is not computable where its part is suppressed, taken as such or not;
// a splice goes over to an indicator that withholds its figures.
func TestSuppressedInDerivedSeries(t *testing.T) {
	panels := fakeStore{
		"191": {makePanel(t, obs{year: 2018, value: 1, count: 9000, region: "maa"}, obs{year: 2018, value: 1, count: 20}, gap(2018, kuhmoinen),
			obs{year: 2017, value: 1, count: 9000, region: "maa"}, obs{year: 2017, value: 3, count: 8, region: kuhmoinen}, obs{year: 2017, value: 0, count: 0}), ""},
		"1065": {makePanel(t, obs{year: 2018, value: nan, count: 245, region: kuhmoinen}, obs{year: 2018, value: nan, count: 900000, region: "maa"}), ""},
		"190":  {makePanel(t, obs{year: 2016, value: 4, count: nan, region: kuhmoinen}, obs{year: 2018, value: 5, count: nan, region: kuhmoinen}), ""},
	}
	in := indicators{"191": {Unit: domain.UnitPercent, Denominator: "1065"}, "190": {Unit: domain.UnitPercent}}
	l := Loader{Describe: in.describe, Store: reader{panels: panels}, SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{rest(kuhmoinen)}, Years: domain.YearRange{From: 2018}})
	if p, _ := s.At("2018"); shown(&s) != "2018 missing" || p.Range.Known() || s.Notes.String() != "rest_not_computable" {
		t.Errorf("rest: %s, notes %q", shown(&s), s.Notes)
	}
	s = load(t, &l, Query{Indicators: []Selector{{"190", "191"}}, Areas: []Area{{ID: kuhmoinen}}})
	if got := shown(&s); got != "2016 ok; 2017 ok; 2018 suppressed 0.4082…1.633/4" || s.Notes.String() != "taken_as_suppressed:5" {
		t.Errorf("splice: %s, notes %q", got, s.Notes)
	}
	s = load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: kuhmoinen}}, Years: domain.YearRange{To: 2017}})
	if s.Notes != nil {
		t.Errorf("notes %q of a series whose gap is not asked for", s.Notes)
	}
}

func TestExplainTakenAsSuppressed(t *testing.T) {
	panels := fakeStore{
		"191":  {makePanel(t, obs{year: 2018, value: 1, count: 20}, obs{year: 2017, value: 3, count: 8, region: kuhmoinen}, obs{year: 2017, value: 0, count: 0}), ""},
		"1065": {makePanel(t, obs{year: 2018, value: nan, count: 245, region: kuhmoinen}), ""},
	}
	for unit, want := range map[domain.Unit]string{
		domain.UnitPercent: "published 191 kunta:291 NaN/NaN [denominator: published 1065 kunta:291 NaN/245]",
		domain.UnitCount:   "published 191 kunta:291 NaN/NaN [denominator: published 1065 kunta:291 NaN/245]",
	} {
		in := indicators{"191": {Unit: unit, Denominator: "1065"}}
		l := Loader{Describe: in.describe, Store: reader{panels: panels}, SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}
		d, err := l.Explain(t.Context(), Query{Indicators: one("191"), Areas: []Area{{ID: kuhmoinen}}}, "", "2018")
		if err != nil || told(d) != want || d.Notes.String() != "taken_as_suppressed:5;suppressed:1" || !d.Point.Range.Known() {
			t.Errorf("%s, notes %q, %+v, %v\nwant %s", told(d), d.Notes, d.Point.Range, err, want)
		}
	}
}

// Kuhmoinen's placements (191) of 1990-2021 as SOTKAnet has them: nine years
// have a value, and in the others 1 to 4 of its under-18s (1065) were placed,
// since zeros are published.
func TestKuhmoinen(t *testing.T) {
	text := realfiles.Read(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")
	l := Loader{Describe: indicators{}.describe, Store: restCSV(t, text)}
	query := Query{Indicators: one("191"), Areas: []Area{{ID: kuhmoinen}}}
	if s := load(t, &l, query); len(s.Points) != 9 || s.Notes != nil {
		t.Errorf("without the setting: %s, notes %q", shown(&s), s.Notes)
	}
	l.SuppressedBelow = map[domain.IndicatorID]int{"191": 5}
	s := load(t, &l, query)
	_, y := published(s).Values()
	suppressed := 0
	for _, p := range s.Points {
		if p.Status == domain.Suppressed {
			suppressed++
			checkPossible(t, p)
		}
	}
	if len(s.Points) != 32 || len(y) != 9 || suppressed != 23 {
		t.Errorf("%d points, %d values, %d suppressed, want 32, 9 and 23: %s", len(s.Points), len(y), suppressed, shown(&s))
	}
	p, _ := s.At("2012") // of 297
	if want := []float64{100. / 297, 200. / 297, 300. / 297, 400. / 297}; !slices.EqualFunc(p.Possible(), want, near) {
		t.Errorf("2012: %v, want %v", p.Possible(), want)
	}
	// Every gap of the 309 municipalities is one: all of them have under-18s.
	var all []Area
	h, _ := (&reading{ctx: t.Context(), l: &l, q: &query, panels: map[domain.IndicatorID]held{}}).panel("191")
	for _, r := range h.panel.Regions {
		all = append(all, Area{ID: r})
	}
	series, _, err := l.Load(t.Context(), Query{Indicators: one("191"), Areas: all})
	if err != nil {
		t.Fatal(err)
	}
	suppressed = 0
	for _, s := range series {
		for _, p := range s.Points {
			if p.Status == domain.Suppressed {
				suppressed++
				if category(s.Region) != "kunta" || float64(p.Range.Steps) != min(4, p.Denominator.Value) { // Sottunga had three
					t.Fatalf("%s: %+v", s.Region, p)
				}
			}
		}
	}
	if suppressed != 2377 {
		t.Errorf("%d suppressed figures in the file, want its 2,377 gaps", suppressed)
	}
}
