package series

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

func kinds(all []Series) string {
	var out []string
	for _, s := range all {
		out = append(out, fmt.Sprintf("%s %s %s%s:%d", s.Indicator.ID, s.Region, s.Gender, s.Breakdown, len(s.Points)))
	}
	return strings.Join(out, "; ")
}

func TestLoadOrder(t *testing.T) {
	l := Loader{Describe: indicators{}.describe, Store: reader{panels: fakeStore{
		"2": {makePanel(t, obs{year: 2014, value: 1, count: nan}, obs{year: 2014, value: 1, count: nan, region: "maa"}), ""},
		"1": {makePanel(t, obs{year: 2014, value: 1, count: nan, breakdown: "age=7"}, obs{year: 2014, value: 1, count: nan, breakdown: "age=0"}), ""},
	}}}
	all, missing, err := l.Load(t.Context(), Query{Indicators: []Selector{{"2"}, {"3"}, {"1"}, {"3"}}, Areas: []Area{{ID: "maa"}, jyvaskyla}})
	want := "2 maa total:1; 2 kunta:179 total:1; 1 maa totalage=0:0; 1 kunta:179 totalage=0:1; 1 maa totalage=7:0; 1 kunta:179 totalage=7:1"
	if got := kinds(all); err != nil || got != want {
		t.Errorf("loaded %s (%v)\nwant   %s", got, err, want)
	}
	if !slices.Equal(missing.Missing, []domain.IndicatorID{"3"}) {
		t.Errorf("missing %v, want 3 once", missing)
	}
}

func TestLoadGenders(t *testing.T) {
	l := Loader{Describe: indicators{}.describe, Store: reader{panels: fakeStore{
		"1": {makePanel(t, obs{year: 2014, value: 1, count: nan}, obs{year: 2014, value: 2, count: nan, gender: domain.Male}, obs{year: 2014, value: 3, count: nan, gender: domain.Female}), ""},
		"2": {makePanel(t, obs{year: 2014, value: 1, count: nan}), ""},
	}}}
	for _, c := range []struct {
		genders []domain.Gender
		want    string
	}{
		{nil, "1 kunta:179 total:1; 2 kunta:179 total:1"},
		{[]domain.Gender{domain.Male}, "1 kunta:179 male:1; 2 kunta:179 male:0"}, // asked for: not there
		{domain.Genders, "1 kunta:179 total:1; 1 kunta:179 male:1; 1 kunta:179 female:1; 2 kunta:179 total:1"},
	} {
		all, _, err := l.Load(t.Context(), Query{Indicators: []Selector{{"1"}, {"2"}}, Areas: []Area{jyvaskyla}, Genders: c.genders})
		if got := kinds(all); err != nil || got != c.want {
			t.Errorf("%v: %s (%v), want %s", c.genders, got, err, c.want)
		}
	}
}

func TestLoadYears(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	for _, c := range []struct {
		years       domain.YearRange
		first, last domain.Period
		n           int
	}{
		{domain.YearRange{}, "1990", "2021", 32},
		{domain.YearRange{From: 2014, To: 2014}, "2014", "2014", 1},
		{domain.YearRange{From: 2015}, "2015", "2021", 7},
		{domain.YearRange{To: 1995}, "1990", "1995", 6},
		{domain.YearRange{From: 2030}, "", "", 0},
	} {
		for _, area := range []Area{{ID: "maa"}, rest(keskiSuomi)} {
			s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{area}, Years: c.years})
			if len(s.Points) != c.n {
				t.Errorf("%v of %s: %d points, want %d", c.years, area.ID, len(s.Points), c.n)
			} else if c.n > 0 && (s.Points[0].Period != c.first || s.Points[c.n-1].Period != c.last) {
				t.Errorf("%v of %s: %s to %s, want %s to %s", c.years, area.ID, s.Points[0].Period, s.Points[c.n-1].Period, c.first, c.last)
			}
		}
	}
}

// 1065 has counts and no values: its cells are there, and none is a value.
func TestLoadCountsOnly(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	s := load(t, &l, Query{Indicators: one("1065"), Areas: []Area{{ID: keskiSuomi}}})
	p, _ := s.At("2014")
	if _, y := published(s).Values(); len(y) != 0 || len(s.Points) != 32 || p.Count != 54082 || p.Status != domain.OK || s.Provenance.Retrieved != "2024" {
		t.Errorf("%d points with %d values; 2014: %+v", len(s.Points), len(y), p)
	}
}

func TestLoadMadeUp(t *testing.T) {
	p := makePanel(t, obs{year: 2014, value: 1, count: nan})
	p.MadeUp = true
	l := Loader{Describe: indicators{}.describe, Store: reader{panels: fakeStore{"1": {p, "2026-11-21"}}}}
	for _, area := range []Area{jyvaskyla, rest("kunta:179")} {
		if s := load(t, &l, Query{Indicators: one("1"), Areas: []Area{area}}); !s.MadeUp || !s.Notes.Has(domain.NoteMadeUp) {
			t.Errorf("%s: made up %v, notes %q", area.ID, s.MadeUp, s.Notes)
		}
	}
}

// broken is a store that cannot be read.
type broken struct{ store.Reader }

func (broken) Panel(context.Context, domain.IndicatorID, store.VintageID) (*panel.Panel, store.Vintage, error) {
	return nil, store.Vintage{}, errors.New("the disk is gone")
}

func TestLoadOfABrokenStoreIsNoMissingIndicator(t *testing.T) {
	l := Loader{Describe: indicators{}.describe, Store: broken{}}
	all, missing, err := l.Load(t.Context(), Query{Indicators: one("191"), Areas: []Area{jyvaskyla}})
	if err == nil || err.Error() != "the disk is gone" || all != nil || missing.Missing != nil {
		t.Errorf("%v, %v, %v", all, missing, err)
	}
}
