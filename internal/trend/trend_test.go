package trend

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

var usual = Options{Direction: stats.DefaultDirection()}

// Real series of data/example (THL, Sotkanet.fi): S, p and the slopes as an
// independent computation gives them.
func TestDirections(t *testing.T) {
	for _, c := range []struct {
		name, file, indicator, region string
		n, s                          int
		p, sen, lower, upper          float64
		want                          stats.Direction
		notes                         string
	}{
		{"in care, Jyväskylä", "children.csv", "1244", "85", 34, 505, 4.68796e-14, 0.0347826, 0.0333333, 0.0375, stats.Rising, ""},
		{"Gini, Jyväskylä", "children.csv", "3126", "85", 29, 273, 3.16579e-07, 0.16, 0.1, 0.2384615, stats.Rising, ""},
		{"Gini, Jämsä", "children.csv", "3126", "88", 29, 16, 0.778096, 0.00645833, -0.0444444, 0.0777778, stats.Mixed, ""},
		{"3775, Jyväskylä", "children.csv", "3775", "85", 15, -15, 0.488422, -13.9769, -17.913043, 5.16, stats.Unclear, "gaps:15;stretch_mostly_missing:1998–2016"},
		{"population, Keuruu", "population.csv", "127", "126", 23, -253, 2.824634e-11, -112.294118, -116.25, -108.428571, stats.Falling, ""},
		{"placed, Keski-Suomi", "placements.csv", "191", "499", 32, 452, 1.9469e-13, 0.05, 0.0473684, 0.0529412, stats.Rising, ""},
		{"placed, Hankasalmi", "placements.csv", "191", "35", 30, 198, 0.000402827, 0.03636364, 0.02068966, 0.05454545, stats.Rising, "gaps:2"},
		{"placed, Luhanka, all zero", "placements.csv", "191", "208", 6, 0, 1, 0, 0, 0, stats.Steady, ""},
	} {
		tr := Analyse(exampleSeries(t, c.file, c.indicator, c.region), usual)
		near := func(got, want float64) bool { return math.Abs(got-want) <= 2e-6*math.Max(math.Abs(want), 1e-3) }
		relative := func(got, want float64) bool { return math.Abs(got-want) <= 1e-5*want }
		if tr.Direction != c.want || tr.N != c.n || tr.MK.S != c.s || !relative(tr.MK.P, c.p) {
			t.Errorf("%s: %s of %d, S %d, p %g; want %s of %d, S %d, p %g", c.name, tr.Direction, tr.N, tr.MK.S, tr.MK.P, c.want, c.n, c.s, c.p)
		}
		if !near(tr.Sen.Slope, c.sen) || !near(tr.Sen.Lower, c.lower) || !near(tr.Sen.Upper, c.upper) {
			t.Errorf("%s: Sen %v (%v … %v), want %v (%v … %v)", c.name, tr.Sen.Slope, tr.Sen.Lower, tr.Sen.Upper, c.sen, c.lower, c.upper)
		}
		if tr.Notes.String() != c.notes {
			t.Errorf("%s: notes %q, want %q", c.name, tr.Notes, c.notes)
		}
	}
}

func TestLevelAndChange(t *testing.T) {
	tr := Analyse(exampleSeries(t, "children.csv", "3126", "85"), usual) // 1990–1994 are listed without a value
	if tr.First.Period != "1995" || tr.First.Value != 20.8 || tr.Last.Period != "2023" || tr.Last.Value != 27.4 {
		t.Errorf("from %+v to %+v, want 20.8 in 1995 and 27.4 in 2023", tr.First, tr.Last)
	}
	if math.Abs(tr.Change-6.6) > 1e-12 || math.Abs(tr.ChangePct-100*6.6/20.8) > 1e-9 {
		t.Errorf("change %v, %v %%", tr.Change, tr.ChangePct)
	}
	for _, c := range []struct {
		first, last, change, pct float64
	}{{0, 3, 3, nan}, {-2, 3, 5, nan}, {2, -1, -3, -150}, {2, 2, 0, 0}} {
		tr := Analyse(yearly(2000, c.first, 1, 1, c.last), usual)
		if tr.Change != c.change || tr.ChangePct != c.pct && !(math.IsNaN(tr.ChangePct) && math.IsNaN(c.pct)) {
			t.Errorf("%v to %v: %v, %v %%", c.first, c.last, tr.Change, tr.ChangePct)
		}
	}
}

// 1244 of Kyyjärvi has two values, of Toivakka three.
func TestTooFew(t *testing.T) {
	for region, want := range map[string]string{"171": "too_few:2", "387": "gaps:11;too_few:3"} {
		tr := Analyse(exampleSeries(t, "children.csv", "1244", region), usual)
		if tr.Direction != stats.TooFew || tr.Notes.String() != want || math.IsNaN(tr.Change) {
			t.Errorf("%s: %s with notes %q and change %v, want too_few, %q and a change", region, tr.Direction, tr.Notes, tr.Change, want)
		}
		nothingComputed(t, region, tr)
	}
	if tr := Analyse(yearly(2000, 1), usual); tr.N != 1 || !math.IsNaN(tr.Change) || tr.First.Period != tr.Last.Period {
		t.Errorf("one value has no change: %+v", tr)
	}
	if tr := Analyse(yearly(2000, 1, 2, 3, 4), usual); tr.Direction != stats.Unclear || tr.Sen.HasInterval || tr.MK.P == 0 {
		t.Errorf("four values are enough, but not for a conclusion: %s, %+v", tr.Direction, tr.Sen)
	}
}

func nothingComputed(t *testing.T, name string, tr Trend) {
	t.Helper()
	for what, v := range map[string]float64{
		"slope": tr.OLS.Slope, "se": tr.OLS.SE, "r2": tr.OLS.R2, "ols lower": tr.OLS.Lower, "sen": tr.Sen.Slope, "sen lower": tr.Sen.Lower, "p": tr.MK.P, "tau": tr.MK.TauB,
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %s is %v, want NaN: it was not computed", name, what, v)
		}
	}
}

// 1065 has counts and no values (data/example/placements.csv).
func TestWithoutValues(t *testing.T) {
	for want, s := range map[string]series.Series{
		"counts_only":           exampleSeries(t, "placements.csv", "1065", "499"),
		"no_value":              yearly(2000, nan, nan, nan, nan, nan),
		"suppressed:1;no_value": {Points: []series.Point{series.NewPoint("2000", domain.EmptyCell(domain.Suppressed))}},
	} {
		tr := Analyse(s, usual)
		if tr.Direction != stats.TooFew || tr.N != 0 || tr.Notes.String() != want || tr.First.Period != "" || !math.IsNaN(tr.First.Value) || !math.IsNaN(tr.Change) {
			t.Errorf("%s of %d from %+v with notes %q, want too_few of none and %q", tr.Direction, tr.N, tr.First, tr.Notes, want)
		}
		nothingComputed(t, want, tr)
	}
	if tr := Analyse(series.Series{}, usual); tr.Notes.String() != "no_value" || tr.Direction != stats.TooFew {
		t.Errorf("no points at all: %s, notes %q", tr.Direction, tr.Notes)
	}
}

func TestGapsAreKept(t *testing.T) {
	s := yearly(2000, nan, 1, nan, nan, 4, 5, 6, nan)
	s.Points[3].Status = domain.Suppressed
	tr := Analyse(s, usual)
	if tr.N != 4 || tr.Notes.String() != "suppressed:1;gaps:1" {
		t.Errorf("%d values, notes %q, want 4, a year without and one suppressed between them", tr.N, tr.Notes)
	}
	if tr.Sen.Slope != 1 || math.Abs(tr.OLS.Slope-1) > 1e-12 {
		t.Errorf("slopes %v and %v: years count, not the index of the point", tr.Sen.Slope, tr.OLS.Slope)
	}
}

func TestBreaks(t *testing.T) {
	s := yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8, 107, 106, 105, 104, 103, 102)
	s.Breaks = []domain.Period{"2004", "2008"}
	tr := Analyse(s, usual)
	if tr.Direction != stats.Falling || tr.N != 6 || tr.First.Period != "2008" || tr.Notes.String() != "from_break:2008" || len(s.Points) != 14 {
		t.Errorf("%s of %d from %s, notes %q", tr.Direction, tr.N, tr.First.Period, tr.Notes)
	}
	across := usual
	across.AcrossBreak = true
	if tr := Analyse(s, across); tr.Direction != stats.Rising || tr.N != 14 || strings.Contains(tr.Notes.String(), "from_break") {
		t.Errorf("across: %s of %d, notes %q", tr.Direction, tr.N, tr.Notes)
	}
	s.Breaks = []domain.Period{"2012"}
	if tr := Analyse(s, usual); tr.Direction != stats.TooFew || tr.Notes.String() != "from_break:2012;too_few:2" {
		t.Errorf("two years after a break: %s, notes %q", tr.Direction, tr.Notes)
	}
}

// The band is a setting: ±1 % a year holds these steady, ±0.1 % does not.
func TestBand(t *testing.T) {
	s := yearly(2000, 20, 20.4, 19.8, 20.1, 20.5, 19.9, 20.2, 20, 20.3, 19.7, 20.2, 20.1)
	wide, narrow := usual, usual
	wide.Direction.Band, narrow.Direction.Band = 0.01, 0.001
	if tr := Analyse(s, wide); tr.Direction != stats.Steady {
		t.Errorf("within 1 %%: %s, want steady", tr.Direction)
	}
	if tr := Analyse(s, narrow); tr.Direction != stats.Unclear {
		t.Errorf("within 0.1 %%: %s, want unclear", tr.Direction)
	}
}

func TestInfinityIsNotComputed(t *testing.T) {
	tr := Analyse(yearly(2000, 1, 2, math.Inf(1), 4, 5), usual)
	if tr.Direction != stats.Unclear || !tr.Notes.Has(domain.NoteNotFinite) {
		t.Errorf("%s, notes %q", tr.Direction, tr.Notes)
	}
	nothingComputed(t, "infinity", tr)
}

func TestNotesOfTheSeriesAreKept(t *testing.T) {
	s := yearly(2000, 1, 2)
	s.Notes = domain.Notes{{Code: domain.NoteMadeUp}}
	tr := Analyse(s, usual)
	if tr.Notes.String() != "made_up;too_few:2" || !reflect.DeepEqual(s.Notes, domain.Notes{{Code: domain.NoteMadeUp}}) {
		t.Errorf("notes %q, the series' own %q", tr.Notes, s.Notes)
	}
}
