package series

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

var (
	deaths = indicators{
		"oma:d": {Unit: domain.UnitPer100000, Title: domain.Text{FI: "Kuolleet"}, Denominator: "oma:n"},
		"oma:n": {Unit: domain.UnitCount},
	}
	esp2013 = &Standard{Name: "esp2013", Bands: stats.ESP2013}
)

// byAges is a store of deaths and people by age, of one region and year.
func byAges(t testing.TB, all map[string][2]float64) *Loader {
	t.Helper()
	var d, n []obs
	for age, of := range all {
		d = append(d, obs{year: 2020, value: nan, count: of[0], breakdown: "age=" + age})
		n = append(n, obs{year: 2020, value: of[1], count: nan, breakdown: "age=" + age})
	}
	return &Loader{Store: reader{panels: fakeStore{"oma:d": {makePanel(t, d...), "2024"}, "oma:n": {makePanel(t, n...), "2024"}}}, Describe: deaths.describe}
}

func standardised(t testing.TB, l *Loader, s *Standard) Series {
	t.Helper()
	return load(t, l, Query{Indicators: one("oma:d"), Areas: []Area{jyvaskyla}, Standard: s})
}

// Single years within a band count as the band, classes of several bands have their
// weights summed, and whatever else overlaps them is left out.
func TestStandardisedClassesMayBeFinerOrCoarser(t *testing.T) {
	all := map[string][2]float64{"0": {3, 100}, "1-4": {0, 400}, "5-64": {20, 9000}, "65-89": {30, 1500}, "90-": {40, 100}}
	for year := 5; year < 10; year++ {
		all[strconv.Itoa(year)] = [2]float64{1, 100}
	}
	all["10-64"] = [2]float64{15, 8500}
	s := standardised(t, byAges(t, all), esp2013)
	want := (1000*3./100 + 4000*0 + 5500*5./500 + (100000-5000-5500-18500-1000)*15/8500. + 18500*30/1500. + 1000*40/100.)
	if len(s.Points) != 1 || !near(s.Points[0].Published, want) || s.Points[0].Count != 93 || s.Breakdown != "" {
		t.Errorf("%+v of %q; want %v of 93 deaths", s.Points, s.Breakdown, want)
	}
	if s.Indicator.Title.FI != "Kuolleet, ikävakioitu (ESP2013)" || !s.Indicator.Standardised() {
		t.Errorf("title %q", s.Indicator.Title.FI)
	}
}

// A table may be of some ages only, which the title says.
func TestStandardisedOverTheAgesThereAre(t *testing.T) {
	s := standardised(t, byAges(t, map[string][2]float64{"20-24": {10, 1000}, "25-34": {30, 2000}}), esp2013)
	want := (6000*10/1000. + 12500*30/2000.) / 18500 * 100000
	if !near(s.Points[0].Published, want) || !strings.HasSuffix(s.Indicator.Title.FI, "(ESP2013, 20–34-vuotiaat)") {
		t.Errorf("%v under %q; want %v", s.Points[0].Published, s.Indicator.Title.FI, want)
	}
}

func TestCannotBeStandardised(t *testing.T) {
	for name, c := range map[string]struct {
		all  map[string][2]float64
		by   *Standard
		want string
	}{
		"classes across bands":  {map[string][2]float64{"0-6": {1, 10}, "7-": {10, 10}}, esp2013, "its age classes (0-6, 7-) are not whole bands of ESP2013"},
		"a hole":                {map[string][2]float64{"0-4": {1, 10}, "10-": {10, 10}}, esp2013, "its age classes (0-4, 10-) are not whole bands of ESP2013, end to end"},
		"half a band":           {map[string][2]float64{"0": {1, 10}, "1": {1, 10}, "2": {1, 10}}, esp2013, "its age classes (0, 1, 2) are not whole bands"},
		"a hole in a reference": {map[string][2]float64{"0-6": {1, 10}, "10-": {10, 10}}, &Standard{Name: "kunta:179", Reference: jyvaskyla}, "its age classes (0-6, 10-) do not lie end to end"},
	} {
		_, _, err := byAges(t, c.all).Load(context.Background(), Query{Indicators: one("oma:d"), Areas: []Area{jyvaskyla}, Standard: c.by})
		if e := new(StandardError); !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

// Where the people are derived from rounded rates the value is known within bounds,
// and the limits are outside those of either end. A class without events has a rate
// of 0 whoever is in it.
func TestStandardisedOverDerivedPeople(t *testing.T) {
	l := &Loader{Describe: indicators{"oma:d": {Unit: domain.UnitPer100000}}.describe, Store: reader{panels: fakeStore{"oma:d": {makePanel(t,
		obs{year: 2020, value: 0, count: 0, breakdown: "age=0-14"},
		obs{year: 2020, value: 100.1, count: 10, breakdown: "age=15-64"},
		obs{year: 2020, value: 1500.5, count: 60, breakdown: "age=65-"}), "2024"}}}}
	s := standardised(t, l, esp2013)
	p := s.Points[0]
	young, middle, old := 16000., 64500., 19500.
	if young+middle+old != 100000 {
		t.Fatal("the weights")
	}
	low, high := (middle*100.05+old*1500.45)/100000, (middle*100.15+old*1500.55)/100000
	if !near(p.Published, (middle*100.1+old*1500.5)/100000) || !near(p.Range.Low, low) || !near(p.Range.High, high) {
		t.Errorf("%v in %+v; want it in %v to %v", p.Published, p.Range, low, high)
	}
	lower, upper, note := p.Limits(domain.UnitPer100000, 0.95)
	exact, err := stats.DirectlyStandardised([]stats.Stratum{{Count: 0, Of: 1, Standard: young}, {Count: 10, Of: 10 / 100.1 * 1e5, Standard: middle}, {Count: 60, Of: 60 / 1500.5 * 1e5, Standard: old}}, 1e5, 0.95)
	if err != nil || !(lower < exact.Lower && exact.Lower-lower < 0.1) || !(upper > exact.Upper && upper-exact.Upper < 0.1) || note.Code != "" {
		t.Errorf("limits %v to %v, %v; want a little outside %+v (%v)", lower, upper, note, exact, err)
	}
}

// A class that is suppressed leaves bounds where it is known what may be behind it:
// 0 to 4, as the source publishes no zeros.
func TestStandardisedWithASuppressedClass(t *testing.T) {
	l := byAges(t, map[string][2]float64{"0-64": {20, 10000}, "65-": {50, 2000}})
	l.SuppressedBelow = map[domain.IndicatorID]int{"oma:d": 5}
	panels := l.Store.(reader).panels
	panels["oma:d"] = fakePanel{makePanel(t, obs{year: 2020, breakdown: "age=0-64", value: nan, count: nan, status: domain.Suppressed}, obs{year: 2020, value: nan, count: 50, breakdown: "age=65-"}), "2024"}
	p := standardised(t, l, esp2013).Points[0]
	low, high := 19500*50/2000., 80500*4/10000.+19500*50/2000.
	if p.Status != domain.Missing || !near(p.Range.Low, low) || !near(p.Range.High, high) || !p.notes.Has(domain.NoteAgesMissing) {
		t.Errorf("%+v, %v; want it between %v and %v", p, p.notes, low, high)
	}
}
