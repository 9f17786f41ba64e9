package series

import (
	"bufio"
	"context"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/realfiles"
)

// ofBreakdown loads the one series of an indicator for a breakdown.
func ofBreakdown(t testing.TB, l *Loader, id domain.IndicatorID, breakdown string) Series {
	t.Helper()
	return load(t, l, Query{Indicators: one(id), Areas: []Area{jyvaskyla}, Breakdowns: []string{breakdown}})
}

// Jyväskylä's population at the end of 2019 (Statistics Finland, 11re): 1,219 under
// one, 1,221 and 1,308 and 1,401 at 1, 2 and 3.
func TestAgesAreSummedWhereTheyAddUp(t *testing.T) {
	people := func(extra ...obs) *Loader {
		all := append([]obs{
			{year: 2019, value: 1219, count: nan, breakdown: "age=0"}, {year: 2019, value: 1221, count: nan, breakdown: "age=1"},
			{year: 2019, value: 1308, count: nan, breakdown: "age=2"}, {year: 2019, value: 1401, count: nan, breakdown: "age=3-"},
		}, extra...)
		return &Loader{Store: reader{panels: fakeStore{"oma:n": {makePanel(t, all...), "2020"}}}, Describe: deaths.describe}
	}
	for name, c := range map[string]struct {
		l         *Loader
		breakdown string
		want      float64
		note      string
	}{
		"single years":             {people(), "age=0-2", 3748, "summed:0+1+2"},
		"to no end":                {people(), "age=1-", 3930, "summed:1+2+3-"},
		"all of them":              {people(), "", 5149, "summed:0+1+2+3-"},
		"one as it is":             {people(), "age=2", 1308, ""},
		"the class held":           {people(obs{year: 2019, value: 3750, count: nan, breakdown: "age=0-2"}), "age=0-2", 3750, ""},
		"the total held":           {people(obs{year: 2019, value: 5150, count: nan}), "", 5150, ""},
		"the coarsest":             {people(obs{year: 2019, value: 2441, count: nan, breakdown: "age=0-1"}), "age=0-2", 3749, "summed:0-1+2"},
		"what has figures":         {people(obs{year: 2018, value: 2441, count: nan, breakdown: "age=0-1"}), "age=0-2", 3748, "summed:0+1+2"},
		"held in another year":     {people(obs{year: 2018, value: 3700, count: nan, breakdown: "age=0-2"}), "age=0-2", 3748, "summed:0+1+2"},
		"beside another dimension": {people(obs{year: 2019, value: 1, count: nan, breakdown: "age=0,school=a"}), "age=0-1", 2440, "summed:0+1"},
	} {
		s := ofBreakdown(t, c.l, "oma:n", c.breakdown)
		p, _ := s.At("2019")
		var note string
		if p.notes != nil {
			note = p.notes.String()
		}
		if p.Published != c.want || note != c.note || s.Breakdown != c.breakdown {
			t.Errorf("%s: %v (%s) of %q, want %v (%s)", name, p.Published, note, s.Breakdown, c.want, c.note)
		}
	}
}

func TestAgesThatDoNotAddUp(t *testing.T) {
	n := func(breakdowns ...string) *panel.Panel {
		var all []obs
		for _, b := range breakdowns {
			all = append(all, obs{year: 2019, value: 10, count: 1, breakdown: b})
		}
		return makePanel(t, all...)
	}
	for name, c := range map[string]struct {
		panel     *panel.Panel
		unit      domain.Unit
		breakdown string
		want      string
	}{
		"a hole":                {n("age=0-6", "age=8-"), domain.UnitCount, "age=0-9", "no classes that it has add up to it"},
		"an overlap":            {n("age=0-6", "age=6-17"), domain.UnitCount, "age=0-17", "begin with age 0, 6 and end with 6, 17"},
		"no end":                {n("age=0-6", "age=7-17"), domain.UnitCount, "age=0-", "no classes"},
		"a total of some":       {n("age=18-64", "age=65-"), domain.UnitCount, "", "no breakdown total"},
		"a total less unknowns": {n("age=0-64", "age=65-", "age=unknown"), domain.UnitCount, "", "held are age=0-64, age=65-, age=unknown"},
		"another dimension":     {n("school=a", "school=b"), domain.UnitCount, "", "no breakdown total"},
		"a mean":                {n("age=0-6", "age=7-17"), domain.UnitIndex, "age=0-17", "what it measures does not add up"},
		"not known":             {n("age=0-6", "age=7-17"), domain.UnitUnknown, "age=0-17", "its unit is not known"},
	} {
		l := &Loader{Store: reader{panels: fakeStore{"oma:x": {c.panel, "2020"}}}, Describe: indicators{"oma:x": {Unit: c.unit}}.describe}
		all, lacking, err := l.Load(context.Background(), Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}, Breakdowns: []string{c.breakdown}})
		if err != nil || len(all) != 0 || len(lacking.Kinds) != 1 || !strings.Contains(lacking.Kinds[0].Error(), c.want) {
			t.Errorf("%s: %d series, %v, %v; want %q", name, len(all), lacking.Kinds, err, c.want)
		}
	}
}

// A rate of several classes is their counts over their people, and never a mean of
// theirs: 12 of 6,000 and 60 of 12,000 are 4 per thousand, not 3.5.
func TestRatesOfAgesAreOfTheirPeople(t *testing.T) {
	l := byAges(t, map[string][2]float64{"0-14": {12, 6000}, "15-64": {60, 12000}, "65-": {0, 0}})
	for breakdown, want := range map[string]float64{"age=0-64": 400, "": 400} { // of nobody are none
		s := ofBreakdown(t, l, "oma:d", breakdown)
		p := s.Points[0]
		if v := s.On(AsComputed); !near(v.Value(&p), want) || p.Count != 72 || p.Denominator != exactly(18000) {
			t.Errorf("%q: %v of %v; want %v", breakdown, v.Value(&p), p.Count, want)
		}
	}
	alone := makePanel(t, obs{year: 2020, value: 2, count: nan, breakdown: "age=0-14"}, obs{year: 2020, value: 5, count: nan, breakdown: "age=15-64"})
	l = &Loader{Store: reader{panels: fakeStore{"oma:d": {alone, "2020"}}}, Describe: deaths.describe}
	all, lacking, err := l.Load(context.Background(), Query{Indicators: one("oma:d"), Areas: []Area{jyvaskyla}, Breakdowns: []string{"age=0-64"}})
	if err != nil || len(all) != 0 || len(lacking.Kinds) != 1 || !strings.Contains(lacking.Kinds[0].Error(), "rates are not added without the counts") {
		t.Errorf("%+v, %v, %v", all, lacking.Kinds, err)
	}
}

// A class without a figure leaves no sum, a suppressed one its bounds, also of a
// group.
func TestAgesWithoutAFigureLeaveNoSum(t *testing.T) {
	panels := fakeStore{"oma:n": {makePanel(t,
		obs{year: 2018, value: 100, count: nan, breakdown: "age=0-6"}, obs{year: 2018, value: 50, count: nan, breakdown: "age=7-17"},
		obs{year: 2019, value: 101, count: nan, breakdown: "age=0-6"}, obs{year: 2019, status: domain.Missing, breakdown: "age=7-17"},
		obs{year: 2020, value: 102, count: nan, breakdown: "age=0-6"},
		obs{year: 2021, value: 103, count: nan, breakdown: "age=0-6"}, obs{year: 2021, status: domain.Suppressed, breakdown: "age=7-17"},
		obs{year: 2021, value: 200, count: nan, breakdown: "age=0-6", region: "kunta:182"}, obs{year: 2021, value: 300, count: nan, breakdown: "age=7-17", region: "kunta:182"},
	), "2022"}}
	l := &Loader{Store: reader{panels: panels}, Describe: deaths.describe, SuppressedBelow: map[domain.IndicatorID]int{"oma:n": 5}}
	s := ofBreakdown(t, l, "oma:n", "age=0-17")
	want := []struct {
		t     domain.Period
		value float64
		notes string
	}{
		{"2018", 150, "summed:0-6+7-17"}, {"2019", nan, "classes_missing:7-17;summed:0-6+7-17"},
		{"2020", nan, "classes_missing:7-17;summed:0-6+7-17"}, {"2021", nan, "classes_missing:7-17;value_between:103-107;summed:0-6+7-17"},
	}
	if len(s.Points) != len(want) {
		t.Fatalf("%+v", s.Points)
	}
	for i, w := range want {
		p := s.Points[i]
		if p.Period != w.t || p.Published != w.value && !(math.IsNaN(p.Published) && math.IsNaN(w.value)) || p.notes.String() != w.notes {
			t.Errorf("%s: %v %s; want %v %s", p.Period, p.Published, p.notes, w.value, w.notes)
		}
	}
	both := load(t, l, Query{Indicators: one("oma:n"), Areas: []Area{group("kunta:179", "kunta:182")}, Breakdowns: []string{"age=0-17"}, Years: domain.YearRange{From: 2021}})
	if p := both.Points[0]; p.Range != (Range{Low: 603, High: 607}) || p.notes.String() != "members_missing:1;value_between:603-607;classes_missing:7-17;summed:0-6+7-17" {
		t.Errorf("a group: %+v, %s", p.Range, p.notes)
	}
}

// What is summed can be explained by its classes.
func TestExplainASumOfAges(t *testing.T) {
	l := byAges(t, map[string][2]float64{"0-14": {12, 6000}, "15-64": {60, 12000}})
	d, err := l.Explain(context.Background(), Query{Indicators: one("oma:d"), Areas: []Area{jyvaskyla}}, "age=0-64", "2020")
	if err != nil || d.Rule != AgesOfCounts || len(d.Parts) != 2 || d.Parts[1].Role != TheClass || d.Parts[1].Key.Breakdown != "age=15-64" || len(d.Parts[1].Parts) != 1 {
		t.Fatalf("%+v, %v", d, err)
	}
	if f := d.Formula(Machine); f != "72 / 18000 * 100000 = 400" {
		t.Errorf("formula %s", f)
	}
	_, err = l.Explain(context.Background(), Query{Indicators: one("oma:d"), Areas: []Area{jyvaskyla}}, "age=0-50", "2020")
	if kind := (*KindError)(nil); !errors.Is(err, ErrNoPoint) || !errors.As(err, &kind) {
		t.Errorf("%v", err)
	}
}

// All single years of age of all of Finland's municipalities and the country at the
// end of 2019 (Statistics Finland, 11re): they add up to the total that the file
// has, and any two classes end to end to the class of both.
func TestAgesOfEveryMunicipalityAddUpToItsTotal(t *testing.T) {
	file, err := os.Open(realfiles.Path(t, "other-finnish/reina_005_11re_2019.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b panel.Builder
	totals := make(map[domain.Key]float64)
	var areas []Area
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Split(strings.ReplaceAll(lines.Text(), `"`, ""), ";")
		if len(f) != 5 || f[0] == "Alue" {
			continue
		}
		region := domain.RegionID("area:" + f[0])
		for i, gender := range []domain.Gender{domain.Total, domain.Male, domain.Female} {
			k, v := domain.Key{Region: region, Gender: gender, Period: "2019"}, number(t, f[2+i])
			if strings.HasPrefix(f[1], "Yhteens") {
				totals[k] = v
				if i == 0 {
					areas = append(areas, Area{ID: region})
				}
				continue
			}
			k.Breakdown = "age=" + strings.ReplaceAll(f[1], " ", "")
			b.Add(k, domain.NewCell(v, nan))
		}
	}
	l := &Loader{Store: reader{panels: fakeStore{"oma:n": {build(t, &b), "2020"}}}, Describe: deaths.describe}
	asked := []string{""}
	cuts := []int{0, 7, 16, 18, 65, 85}
	for i, from := range cuts {
		to := ""
		if i+1 < len(cuts) {
			to = strconv.Itoa(cuts[i+1] - 1)
		}
		asked = append(asked, "age="+strconv.Itoa(from)+"-"+to)
	}
	all, lacking, err := l.Load(context.Background(), Query{Indicators: one("oma:n"), Areas: areas, Genders: domain.Genders, Breakdowns: asked})
	if err != nil || len(lacking.Kinds) > 0 || len(all) != len(asked)*len(totals) || len(areas) != 311 {
		t.Fatalf("%d series of %d areas, %v, %v", len(all), len(areas), lacking.Kinds, err)
	}
	sums := make(map[domain.Key]float64)
	for _, s := range all {
		k := domain.Key{Region: s.Region, Gender: s.Gender, Period: "2019"}
		if s.Breakdown == "" && s.Points[0].Published != totals[k] {
			t.Errorf("%v: %v, in the file %v", k, s.Points[0].Published, totals[k])
		}
		if s.Breakdown != "" {
			sums[k] += s.Points[0].Published
		}
	}
	for k, sum := range sums {
		if sum != totals[k] {
			t.Errorf("%v: classes add up to %v, the file has %v", k, sum, totals[k])
		}
	}
}
