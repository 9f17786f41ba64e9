package scan

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Where so many areas are suppressed that the dispersion is not known, the
// level is not tested by chance alone: that would find too much.
func TestSuppressedAreas(t *testing.T) {
	setting := among(12, area(8), area(9), area(10), area(11))
	all := twelve(200, domain.UnitPercent)
	for i := 2; i < 4; i++ { // own and nine others are left
		all[i].Points[0] = withheld(2023)
	}
	r := only(t, run(setting, all))
	if computed(r.Country.Test) || computed(r.Peers.Test) || r.Class != TooSmall || !slices.Contains(r.Notes, domain.Note{Code: domain.NoteAreasSuppressed, Arg: "2"}) || r.Notes.Has(domain.NoteChanceAlone) {
		t.Errorf("two of eleven suppressed: %+v, peers %+v, %s, %s", r.Country, r.Peers, r.Class, r.Notes)
	}
	all[2] = twelve(100, domain.UnitPercent)[2]
	if r := only(t, run(setting, all)); r.Country.Method != Funnel || r.Notes.Has(domain.NoteAreasSuppressed) {
		t.Errorf("one of eleven suppressed: %+v, %s", r.Country, r.Notes)
	}
}

// The place of a share without a count is no finding, that of euros per
// inhabitant is one; the p of both is told.
func TestPlacesWithoutCounts(t *testing.T) {
	for unit, want := range map[domain.Unit]Class{domain.UnitPercent: TooSmall, domain.UnitPer1000: TooSmall, domain.UnitEuroPerInhabitant: StandsOut} {
		var all []series.Series
		for i := range 100 {
			all = append(all, of(area(i), "191", unit, valued(2023, float64(100-i))))
		}
		rows := run(among(100), all)
		r := only(t, rows)
		told := want == TooSmall
		if r.Class != want || r.Country.Method != Position || r.Country.P != 0.02 || r.Country.Untested != told || math.IsNaN(r.Country.Q) != told || r.Notes.Has(domain.NotePositionUncounted) != told || numberOf(rows) != len(r.Findings) {
			t.Errorf("%s: %s, %+v, %s, %d tests", unit, r.Class, r.Country, r.Notes, numberOf(rows))
		}
	}
}

// numberOf is how many tests there are of both families.
func numberOf(rows []Entry) int {
	differences, own := Tests(rows)
	return differences + own
}

// A trend is found where it has a direction, whatever its p.
func TestTrendsNeedADirection(t *testing.T) {
	r := Entry{Country: Level{Test: Test{nan, nan}}, Peers: Level{Test: Test{nan, nan}}, Diverging: Test{nan, nan}, Long: Test{0.4, nan}, Recent: Test{1e-6, nan}}
	r.Trend.N, r.Trend.Direction, r.Trend.Recent.Trend = 20, stats.Unclear, stats.RecentNoChange
	rows := []Entry{r}
	Judge(rows, 0.05)
	if got := rows[0]; got.Class != NoFinding || got.P != 1 || got.Q != 1 || got.Recent.P != 1e-6 || got.Recent.Q != 1 || numberOf(rows) != 2 {
		t.Errorf("a change that hangs on one year: %s, p = %v, q = %v", got.Class, got.P, got.Recent.Q)
	}
	alone := r
	alone.Long.P = nan // a row whose only test has no direction was tested all the same
	rows = []Entry{alone}
	Judge(rows, 0.05)
	if got := rows[0]; got.Class != NoFinding || got.Q != 1 {
		t.Errorf("a change that hangs on one year, and no other test: %s, q = %v", got.Class, got.Q)
	}
	r.Trend.Recent.Trend = stats.RecentRising
	rows = []Entry{r}
	Judge(rows, 0.05)
	if got := rows[0]; got.Class != OwnTrend || got.Findings != nil || !slices.Equal(got.Own, []Finding{RecentTrend}) || got.P != 1e-6 {
		t.Errorf("a recent rise: %s, %v, %v, p = %v", got.Class, got.Findings, got.Own, got.P)
	}
}

// A direction that depends on suppressed values is none to report.
func TestTrendThatDependsOnSuppressedValues(t *testing.T) {
	s := of(own, "191", domain.UnitCount)
	for i, v := range []float64{3, nan, nan, nan, 5, 6, 7, 8} {
		p := valued(2016+i, v)
		if math.IsNaN(v) {
			p = withheld(2016 + i)
			p.Range = series.Range{Low: 1, High: 9, Steps: 9}
		}
		s.Points = append(s.Points, p)
	}
	r := only(t, run(Setting{Region: own, Trend: among(0).Trend}, []series.Series{s}))
	if !r.Notes.Has(domain.NoteDependsOnSuppressed) || computed(r.Long) || !(r.Trend.MK.P < 0.05) || r.Class == StandsOut {
		t.Errorf("%s, MK p = %v, of the scan %v: %s", r.Notes, r.Trend.MK.P, r.Long.P, r.Class)
	}
}

// Differences and trends of the region's own are two families: 95 entries that
// move, as nearly all do, let no more pass of the differences of 100.
func TestOwnTrendsLetNoDifferencePass(t *testing.T) {
	make := func(country, long float64) Entry {
		e := Entry{Country: Level{Test: Test{country, nan}}, Peers: Level{Test: Test{nan, nan}}, Diverging: Test{nan, nan}, Long: Test{long, nan}, Recent: Test{nan, nan}}
		e.Trend.N, e.Trend.Direction = 20, stats.Rising
		return e
	}
	rows := []Entry{make(0.01, 1e-6)}
	for range 99 {
		rows = append(rows, make(0.6, 1e-6))
	}
	Judge(rows, 0.05)
	for _, r := range rows {
		if r.Class != OwnTrend || !slices.Equal(r.Own, []Finding{LongTrend}) || r.Country.Q < 0.5 || r.Long.Q > 1.1e-6 {
			t.Fatalf("p = %v, q = %v: %s, trend q = %v", r.Country.P, r.Country.Q, r.Class, r.Long.Q)
		}
	}
	rows = append(rows, make(1e-5, nan))
	Judge(rows, 0.05)
	if r := rows[0]; r.Class != StandsOut || !slices.Equal(r.Findings, []Finding{CountryLevel}) || r.Own != nil {
		t.Errorf("a difference: %s, %v, %v", r.Class, r.Findings, r.Own)
	}
}
