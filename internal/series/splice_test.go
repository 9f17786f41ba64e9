package series

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// costs are the shape of 1339 (1997–2005) and 3377 (from 2006), 1 000 euros.
func costs(t *testing.T, later ...obs) *Loader {
	return &Loader{Describe: indicators{}.describe, Store: reader{panels: fakeStore{
		"1339": {makePanel(t, obs{year: 2003, value: 3000, count: nan}, obs{year: 2004, value: 3400, count: nan}, obs{year: 2005, value: 3800, count: nan}, obs{year: 2006, value: 9999, count: nan}), "2024-05-01"},
		"3377": {makePanel(t, later...), "2025-11-21"},
	}}}
}

func spliced(t *testing.T, l *Loader) Series {
	t.Helper()
	return load(t, l, Query{Indicators: []Selector{{"1339", "3377"}}, Areas: []Area{jyvaskyla}})
}

func values(s Series) map[domain.Period]float64 {
	m := map[domain.Period]float64{}
	for _, p := range s.Points {
		m[p.Period] = p.Published
	}
	return m
}

func TestSplice(t *testing.T) {
	s := spliced(t, costs(t, obs{year: 2006, value: 4200, count: nan}, obs{year: 2007, value: 4600, count: nan}))
	want := []float64{3000, 3400, 3800, 4200, 4600} // the continuing one takes over in 2006
	if _, y := published(s).Values(); !slices.Equal(y, want) {
		t.Errorf("values %v, want %v", y, want)
	}
	if !slices.Equal(s.Breaks, []domain.Period{"2006"}) || s.Indicator.ID != "1339+3377" || s.Indicator.Title.FI != "Muiden lasten ja perheiden palveluiden käyttökustannukset yhteensä, 1 000 euroa" {
		t.Errorf("seams %v, described as %q %q", s.Breaks, s.Indicator.ID, s.Indicator.Title.FI)
	}
	if s.Provenance.Retrieved != "2024-05-01" || !slices.Equal(s.Indicators(), []domain.IndicatorID{"1339", "3377"}) {
		t.Errorf("retrieved %s, of %v; want the older day and both indicators", s.Provenance.Retrieved, s.Indicators())
	}
	after := published(s).AfterLastBreak()
	if _, y := after.Values(); !slices.Equal(y, want[3:]) || after.Notes.String() != "from_break:2006" {
		t.Errorf("after the seam %v, notes %q", y, after.Notes)
	}
}

// The web service's tables list every year of a row: those without a value
// take nothing over.
func TestSpliceWithEmptyYears(t *testing.T) {
	missing := func(year int) obs { return obs{year: year, status: domain.Missing} }
	s := spliced(t, costs(t, missing(2003), missing(2004), missing(2005), missing(2006), obs{year: 2007, value: 4600, count: nan}))
	if got := values(s); got["2003"] != 3000 || got["2006"] != 9999 || got["2007"] != 4600 || len(s.Points) != 5 || !slices.Equal(s.Breaks, []domain.Period{"2007"}) {
		t.Errorf("%v with seams %v", got, s.Breaks)
	}
	s = spliced(t, costs(t, missing(2003), missing(2004), missing(2005), missing(2006)))
	if got := values(s); got["2003"] != 3000 || got["2005"] != 3800 || len(s.Breaks) != 0 || s.Indicator.ID != "1339+3377" {
		t.Errorf("nothing continues it: %v with seams %v", got, s.Breaks)
	}
	// A suppressed first year is a statement: it is not filled from the other.
	s = spliced(t, costs(t, obs{year: 2006, status: domain.Suppressed}, obs{year: 2007, value: 4600, count: nan}))
	if p, _ := s.At("2006"); p.Status != domain.Suppressed || !math.IsNaN(p.Published) {
		t.Errorf("2006: %+v, want it suppressed", p)
	}
}

func TestSpliceWithOneSide(t *testing.T) {
	l := costs(t, obs{year: 2006, value: 4200, count: nan})
	delete(l.Store.(reader).panels, "1339")
	all, missing, err := l.Load(t.Context(), Query{Indicators: []Selector{{"1339", "3377"}}, Areas: []Area{jyvaskyla}})
	if err != nil || !slices.Equal(missing.Missing, []domain.IndicatorID{"1339"}) || len(all) != 1 || len(all[0].Points) != 1 || len(all[0].Breaks) != 0 {
		t.Errorf("only the later is held: %+v, missing %v, %v", all, missing, err)
	}
	// Held, but not of this region.
	s := spliced(t, costs(t, obs{year: 2006, value: 4200, count: nan, region: "kunta:077"}))
	if _, y := published(s).Values(); len(y) != 4 || len(s.Breaks) != 0 {
		t.Errorf("only the earlier has the region: %v, seams %v", y, s.Breaks)
	}
	// Begins before the ended one does: nothing is left of that, not even its
	// being made up.
	l = costs(t, obs{year: 2000, value: 1, count: nan}, obs{year: 2010, value: 2, count: nan})
	l.Store.(reader).panels["1339"].MadeUp = true
	if s := spliced(t, l); len(s.Points) != 2 || len(s.Breaks) != 0 || s.MadeUp || len(s.Notes) != 0 || s.Provenance.Retrieved != "2025-11-21" {
		t.Errorf("%v, seams %v, made up %v, notes %q, retrieved %s", values(s), s.Breaks, s.MadeUp, s.Notes, s.Provenance.Retrieved)
	}
}

// Breaks of the parts hold within the part, the seam is one however often it
// is named, and a trend is never computed across it.
func TestSpliceBreaks(t *testing.T) {
	l := costs(t, obs{year: 2006, value: 4200, count: nan}, obs{year: 2007, value: 4600, count: nan}, obs{year: 2009, value: 5000, count: nan})
	for _, c := range []struct {
		breaks map[domain.IndicatorID][]int
		want   []domain.Period
	}{
		{map[domain.IndicatorID][]int{"3377": {2006}}, []domain.Period{"2006"}},
		{map[domain.IndicatorID][]int{"3377": {2009, 2000}, "1339": {2004, 2008}}, []domain.Period{"2004", "2006", "2009"}},
		{map[domain.IndicatorID][]int{"1339": {2007}, "3377": {2005}}, []domain.Period{"2006"}},
	} {
		l.Breaks = c.breaks
		s := spliced(t, l)
		if !slices.Equal(s.Breaks, c.want) {
			t.Errorf("%v: breaks %v, want %v", c.breaks, s.Breaks, c.want)
		}
		if after := published(s).AfterLastBreak(); after.Points[0].Period < "2006" {
			t.Errorf("%v: a trend would begin in %s, before the seam", c.breaks, after.Points[0].Period)
		}
	}
}

// A series of per cents that goes on per 1 000 is no series; neither is one
// whose end comes first.
func TestSpliceRefused(t *testing.T) {
	l := costs(t, obs{year: 2006, value: 4200, count: nan})
	for _, c := range []struct {
		sel  Selector
		want string
	}{
		{Selector{"191", "2483"}, "191+2483: 191 is measured in \"%\" and 2483 in \"per 1,000\""},
		{Selector{"3377", "1339"}, "3377+1339: 3377 continues 1339: write the ended one first, 1339+3377"},
	} {
		_, _, err := l.Load(t.Context(), Query{Indicators: []Selector{c.sel}, Areas: []Area{jyvaskyla}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.sel, err, c.want)
		}
	}
}

func TestSpliceByGender(t *testing.T) {
	l := costs(t, obs{year: 2006, value: 1, count: nan}, obs{year: 2006, value: 2, count: nan, gender: domain.Male})
	l.Store.(reader).panels["1339"] = fakePanel{makePanel(t, obs{year: 2005, value: 3, count: nan}, obs{year: 2005, value: 4, count: nan, gender: domain.Female}), ""}
	all, _, err := l.Load(t.Context(), Query{Indicators: []Selector{{"1339", "3377"}}, Areas: []Area{jyvaskyla}, Genders: domain.Genders})
	if err != nil {
		t.Fatal(err)
	}
	got := map[domain.Gender][]float64{}
	for _, s := range all {
		_, got[s.Gender] = published(s).Values()
	}
	if len(all) != 3 || !slices.Equal(got[domain.Total], []float64{3, 1}) || !slices.Equal(got[domain.Male], []float64{2}) || !slices.Equal(got[domain.Female], []float64{4}) {
		t.Errorf("%v: genders are spliced with their own", got)
	}
}

// What the indicators of a splice have in common is its own title and subject;
// of indicators that measure different things it has the last one's title alone.
func TestSpliceHasItsOwnTitle(t *testing.T) {
	cost := domain.Text{FI: "käyttökustannusten määrä", SV: "driftkostnaden"}
	in := indicators{
		"1": {Title: domain.Text{FI: "Kustannukset, 1 000 euroa (–2005)", SV: "Kostnader (–2005)"}, Subject: cost},
		"2": {Title: domain.Text{FI: "Kustannukset, 1 000 euroa (2006 alkaen)", SV: "Utgifter (2006–)"}, Subject: domain.Text{FI: cost.FI, SV: "utgifterna"}},
	}
	l := Loader{Describe: in.describe}
	all := []Series{{Indicator: in["2"]}}
	l.name(Selector{"1", "2"}, all)
	if got := all[0].Indicator; got.ID != "1+2" || got.Title != (domain.Text{FI: "Kustannukset, 1 000 euroa", SV: "Utgifter (2006–)"}) || got.Subject != (domain.Text{FI: cost.FI}) {
		t.Errorf("%+v", got)
	}
	alone := []Series{{Indicator: in["1"]}}
	if l.name(Selector{"1"}, alone); alone[0].Indicator.Title != in["1"].Title {
		t.Errorf("one indicator alone is called %q", alone[0].Indicator.Title)
	}
}
