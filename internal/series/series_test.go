package series

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// 191 of Keski-Suomi and the whole country in data/example/placements.csv.
func TestComputedOfPublished(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	whole := load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: keskiSuomi}}})
	s, published := whole.On(AsComputed), whole.On(AsPublished)
	p, _ := s.At("2014")
	if !near(p.Value, 100*934.0/54082) || p.Count != 934 {
		t.Errorf("2014: %+v, want 934 of 54,082 = 1.727 %%", p)
	}
	before, _ := published.At("2014")
	if before.Value != 1.7 {
		t.Errorf("published %+v, want 1.7", before)
	}
	if !s.NotesAt(p).Has(domain.NoteFromCounts) || published.NotesAt(before).Has(domain.NoteFromCounts) {
		t.Errorf("notes %q computed, %q published", s.NotesAt(p), published.NotesAt(before))
	}
	if s.Decimals() != 1 || !slices.Equal(s.Indicators(), []domain.IndicatorID{"191", "1065"}) || len(published.Indicators()) != 1 {
		t.Errorf("%d decimals, %v", s.Decimals(), s.Indicators())
	}
}

// Every value that is computed rounds to the published one (some source rounds
// half up, so a rounding's width is allowed) and lies within its interval.
func TestComputedAgreesWithWhatWasPublished(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	n := 0
	for _, region := range l.Store.(reader).panels["191"].Regions {
		published := load(t, &l, Query{Indicators: one("191"), Areas: []Area{{ID: region}}})
		computed := published.On(AsComputed)
		for p := range computed.All() {
			n++
			if math.Abs(p.Value-p.Published) > 0.05+1e-9 {
				t.Errorf("%s %s: computed %v, published %v", region, p.Period, p.Value, p.Published)
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

func TestComputedLeavesAlone(t *testing.T) {
	l := Loader{Describe: indicators{"oma:x": {Unit: domain.UnitPercent, Denominator: "oma:n"}, "oma:i": {Unit: domain.UnitIndex, Denominator: "oma:n"}, "oma:n": {Unit: domain.UnitCount}}.describe, Store: reader{panels: fakeStore{
		"oma:x": {makePanel(t, obs{year: 2010, value: 2, count: nan}, obs{year: 2011, value: nan, count: 30}, obs{year: 2012, value: 2, count: 30}, obs{year: 2013, value: 2, count: 30}), "2025"},
		"oma:i": {makePanel(t, obs{year: 2013, value: 107.5, count: 30}), "2025"},
		"oma:n": {makePanel(t, obs{year: 2010, value: 1000, count: nan}, obs{year: 2011, value: 1000, count: nan}, obs{year: 2013, value: 1000, count: nan}), "2023-06"},
	}}}
	published := load(t, &l, Query{Indicators: one("oma:x"), Areas: []Area{jyvaskyla}})
	computed := published.On(AsComputed)
	got := map[domain.Period]float64{}
	for p := range computed.All() {
		got[p.Period] = p.Value
	}
	if got["2010"] != 2 || got["2011"] != 3 || got["2012"] != 2 || got["2013"] != 3 {
		t.Errorf("%v: only 2011, published with a count alone, and 2013 have a count and an exact denominator", got)
	}
	if computed.Provenance.Retrieved != "2025" || published.Provenance.Retrieved != "2025" {
		t.Errorf("retrieved %s, before %s: want that of what it is a value of, however old the denominator is", computed.Provenance.Retrieved, published.Provenance.Retrieved)
	}
	if p, _ := computed.At("2012"); computed.NotesAt(p).Has(domain.NoteFromCounts) {
		t.Error("2012 was not computed from counts and says it was")
	}
	index := load(t, &l, Query{Indicators: one("oma:i"), Areas: []Area{jyvaskyla}})
	level := index.On(AsComputed)
	if p, _ := level.At("2013"); p.Value != 107.5 || p.Denominator.Known() || level.Provenance.Retrieved != "2025" {
		t.Errorf("an index was computed from counts: %+v", p)
	}
}

func TestAfterLastBreak(t *testing.T) {
	points := []Point{}
	for y := 2000; y < 2010; y++ {
		points = append(points, NewPoint(domain.Year(y), domain.NewCell(float64(y), nan)))
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
		published := s.On(AsPublished)
		cut := published.AfterLastBreak()
		if cut.Points[0].Period != c.from || cut.Notes.String() != c.note || cut.Points[len(cut.Points)-1].Period != "2009" {
			t.Errorf("%v: from %s with notes %q, want %s, %q", c.breaks, cut.Points[0].Period, cut.Notes, c.from, c.note)
		}
		if len(s.Points) != 10 || len(s.Notes) != 0 {
			t.Errorf("%v: the series itself was cut", c.breaks)
		}
	}
	empty := Based{Series: Series{Breaks: []domain.Period{"2004"}}}
	if cut := empty.AfterLastBreak(); len(cut.Points) != 0 || len(cut.Notes) != 0 {
		t.Errorf("an empty series after its break: %+v", cut)
	}
}

func TestSuppressedPointSaysSo(t *testing.T) {
	s := Based{Series: Series{Points: []Point{NewPoint("2014", domain.EmptyCell(domain.Suppressed)), NewPoint("2015", domain.EmptyCell(domain.Missing)), NewPoint("2016", domain.NewCell(0, 0))}}}
	for period, want := range map[domain.Period]string{"2014": "suppressed:1", "2015": "", "2016": ""} {
		p, _ := s.At(period)
		if got := s.NotesAt(p).String(); got != want {
			t.Errorf("%s: notes %q, want %q", period, got, want)
		}
	}
	if ts, y := s.Values(); !slices.Equal(ts, []float64{2016}) || !slices.Equal(y, []float64{0}) {
		t.Errorf("values %v in %v: zero is one, missing and suppressed are none", y, ts)
	}
	if p, ok := s.At("2017"); ok || p.Status != domain.Absent || !math.IsNaN(p.Value) {
		t.Errorf("2017: %+v, %v", p, ok)
	}
}
