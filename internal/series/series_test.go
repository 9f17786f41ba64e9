package series

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// 191 of Keski-Suomi and the whole country in data/example/placements.csv.
func TestFromCounts(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	published := load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: keskiSuomi}}})
	s := published.FromCounts()
	p, _ := s.At("2014")
	if !near(p.Value, 100*934.0/54082) || p.Count != 934 {
		t.Errorf("2014: %+v, want 934 of 54,082 = 1.727 %%", p)
	}
	if before, _ := published.At("2014"); before.Value != 1.7 {
		t.Errorf("the series it is made from was changed: %+v", before)
	}
	if !s.NotesAt(p).Has(domain.NoteFromCounts) || published.NotesAt(p).Has(domain.NoteFromCounts) {
		t.Errorf("notes %q after, %q before", s.NotesAt(p), published.NotesAt(p))
	}
	if s.Decimals() != 1 || !slices.Equal(s.Indicators(), []domain.IndicatorID{"191", "1065"}) || len(published.Indicators()) != 1 {
		t.Errorf("%d decimals, %v", s.Decimals(), s.Indicators())
	}
}

// Every value that is computed rounds to the published one (some source rounds
// half up, so a rounding's width is allowed) and lies within its interval.
func TestFromCountsAgreesWithWhatWasPublished(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	n := 0
	for _, region := range l.Store.(reader).panels["191"].Regions {
		published := load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: region}}})
		computed := published.FromCounts()
		for i, p := range computed.Points {
			n++
			if math.Abs(p.Value-published.Points[i].Value) > 0.05+1e-9 {
				t.Errorf("%s %s: computed %v, published %v", region, p.Period, p.Value, published.Points[i].Value)
			}
			e, err := stats.Proportion(p.Count, p.Denominator.Value, 100, 0.95)
			if err != nil || e.Lower > p.Value || p.Value > e.Upper {
				t.Errorf("%s %s: %v outside %+v, %v", region, p.Period, p.Value, e, err)
			}
		}
	}
	if n < 1100 {
		t.Errorf("only %d values were checked", n)
	}
}

func TestFromCountsLeavesAlone(t *testing.T) {
	l := Loader{Describe: indicators{"oma:x": {Unit: domain.UnitPercent, Denominator: "oma:n"}, "oma:i": {Unit: domain.UnitIndex, Denominator: "oma:n"}, "oma:n": {Unit: domain.UnitCount}}.describe, Store: reader{panels: fakeStore{
		"oma:x": {makePanel(t, obs{year: 2010, value: 2, count: nan}, obs{year: 2011, value: nan, count: 30}, obs{year: 2012, value: 2, count: 30}, obs{year: 2013, value: 2, count: 30}), "2025"},
		"oma:i": {makePanel(t, obs{year: 2013, value: 107.5, count: 30}), "2025"},
		"oma:n": {makePanel(t, obs{year: 2010, value: 1000, count: nan}, obs{year: 2011, value: 1000, count: nan}, obs{year: 2013, value: 1000, count: nan}), "2023-06"},
	}}}
	published := load(t, &l, Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}})
	got := values(published.FromCounts())
	if got["2010"] != 2 || got["2011"] != 3 || got["2012"] != 2 || got["2013"] != 3 {
		t.Errorf("%v: only 2011, published with a count alone, and 2013 have a count and an exact denominator", got)
	}
	computed := published.FromCounts()
	if computed.Retrieved != "2023-06" || published.Retrieved != "2025" {
		t.Errorf("retrieved %s, before %s: want that of the older data once it is used", computed.Retrieved, published.Retrieved)
	}
	if p, _ := computed.At("2012"); computed.NotesAt(p).Has(domain.NoteFromCounts) {
		t.Error("2012 was not computed from counts and says it was")
	}
	index := load(t, &l, Query{Indicators: one("oma:i"), Areas: []Area{jyvaskyla}})
	if index = index.FromCounts(); index.Points[0].Value != 107.5 || index.Points[0].Denominator.Known() || index.Retrieved != "2025" {
		t.Errorf("an index was computed from counts: %+v", index.Points[0])
	}
}

func TestAfterLastBreak(t *testing.T) {
	points := []Point{}
	for y := 2000; y < 2010; y++ {
		points = append(points, Point{Period: domain.Year(y), Cell: domain.NewCell(float64(y), nan)})
	}
	for _, c := range []struct {
		breaks []domain.Period
		from   domain.Period
		note   string
	}{
		{nil, "2000", ""},
		{[]domain.Period{"2004"}, "2004", "from_break:2004"},
		{[]domain.Period{"2002", "2007"}, "2007", "from_break:2007"},
		{[]domain.Period{"2002", "2015"}, "2002", "from_break:2002"}, // no point is beyond 2015 yet
		{[]domain.Period{"1995"}, "2000", ""},
		{[]domain.Period{"2000"}, "2000", ""},
		{[]domain.Period{"2009"}, "2009", "from_break:2009"},
	} {
		s := Series{Points: points, Breaks: c.breaks}
		cut := s.AfterLastBreak()
		if cut.Points[0].Period != c.from || cut.Notes.String() != c.note || cut.Points[len(cut.Points)-1].Period != "2009" {
			t.Errorf("%v: from %s with notes %q, want %s, %q", c.breaks, cut.Points[0].Period, cut.Notes, c.from, c.note)
		}
		if len(s.Points) != 10 || len(s.Notes) != 0 {
			t.Errorf("%v: the series itself was cut", c.breaks)
		}
	}
	empty := Series{Breaks: []domain.Period{"2004"}}
	if cut := empty.AfterLastBreak(); len(cut.Points) != 0 || len(cut.Notes) != 0 {
		t.Errorf("an empty series after its break: %+v", cut)
	}
}

func TestSuppressedPointSaysSo(t *testing.T) {
	s := Series{Points: []Point{{Period: "2014", Cell: domain.EmptyCell(domain.Suppressed)}, {Period: "2015", Cell: domain.EmptyCell(domain.Missing)}, {Period: "2016", Cell: domain.NewCell(0, 0)}}}
	for i, want := range []string{"suppressed:1", "", ""} {
		if got := s.NotesAt(s.Points[i]).String(); got != want {
			t.Errorf("%s: notes %q, want %q", s.Points[i].Period, got, want)
		}
	}
	if ts, y := s.Values(); !slices.Equal(ts, []float64{2016}) || !slices.Equal(y, []float64{0}) {
		t.Errorf("values %v in %v: zero is one, missing and suppressed are none", y, ts)
	}
	if p, ok := s.At("2017"); ok || p.Status != domain.Absent || !math.IsNaN(p.Value) {
		t.Errorf("2017: %+v, %v", p, ok)
	}
}
