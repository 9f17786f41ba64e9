package scan

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/statstest"
)

// twelve areas of 10,000 with 100 events each and the country with 1,200 of
// 120,000, in 2023, of which own has x.
func twelve(x float64, unit domain.Unit) []series.Series {
	all := []series.Series{of(country, "191", unit, counted(2023, 1200, 120_000, unit.Per(), 1))}
	for i := range 12 {
		events := 100.0
		if i == 0 {
			events = x
		}
		all = append(all, of(area(i), "191", unit, counted(2023, events, 10_000, unit.Per(), 1)))
	}
	return all
}

func only(t *testing.T, rows []Entry) Entry {
	t.Helper()
	if len(rows) != 1 {
		t.Fatalf("%d rows", len(rows))
	}
	return rows[0]
}

func TestLevel(t *testing.T) {
	r := only(t, run(among(12, area(3), area(4), area(5), area(6)), twelve(200, domain.UnitPer1000)))
	if r.Value != 20 || r.Country.Value != 10 || r.Country.Difference != 10 || r.Verdict != compare.Higher || r.Period != "2023" {
		t.Errorf("value %v, country %+v, %s in %s", r.Value, r.Country, r.Verdict, r.Period)
	}
	if r.Rank != 1 || r.Of != 12 || r.Country.Method != Funnel || r.Peers.Method != Funnel || r.Peers.N != 4 || r.Peers.Value != 10 || r.Peers.Difference != 10 {
		t.Errorf("rank %d of %d, %s; peers %+v", r.Rank, r.Of, r.Country.Method, r.Peers)
	}
	// The eleven others are alike, so that only chance sets own apart: 200 where
	// 100 are expected is 20(√2−1) = 8.28 standard errors. The peers' 400 of
	// 40,000 have chance of their own.
	if want := math.Erfc(20 * (math.Sqrt2 - 1) / math.Sqrt2); !(statstest.Relative(r.Country.P, want) <= 1e-9) {
		t.Errorf("country p = %v, want %v", r.Country.P, want)
	}
	if want := math.Erfc((math.Sqrt2 - 1) / math.Sqrt(2*(1.0/400+1.0/1600))); !(statstest.Relative(r.Peers.P, want) <= 1e-9) {
		t.Errorf("peers p = %v, want %v", r.Peers.P, want)
	}
	if !(r.Peers.P > r.Country.P) || r.Class != StandsOut || !slices.Equal(r.Findings, []Finding{CountryLevel, PeersLevel}) {
		t.Errorf("peers p = %v, %s, %v", r.Peers.P, r.Class, r.Findings)
	}
	// Two tests of p₁ < p₂: q is min(2p₁, p₂) and p₂.
	if r.Country.Q != min(2*r.Country.P, r.Peers.P) || r.Peers.Q != r.Peers.P || r.Q != r.Country.Q || r.P != r.Country.P {
		t.Errorf("p %v and %v, q %v and %v, the row's %v, %v", r.Country.P, r.Peers.P, r.Country.Q, r.Peers.Q, r.P, r.Q)
	}
}

func TestFewAreasHaveNoDispersion(t *testing.T) {
	setting := among(10) // nine beside own
	r := only(t, run(setting, twelve(140, domain.UnitPercent)))
	if !r.Notes.Has(domain.NoteChanceAlone) || r.Country.Method != Funnel {
		t.Errorf("nine areas: %s, %s", r.Country.Method, r.Notes)
	}
	if want := (stats.RateBenchmark{Proportion: true, Rate: 0.01, Low: 0.01, High: 0.01}).P(stats.Sample{X: 140, N: 1e4, Low: 1e4, High: 1e4}, stats.CautiousDispersion{}); r.Country.P != want {
		t.Errorf("p = %v, by chance alone %v", r.Country.P, want)
	}
	if r := only(t, run(among(12), twelve(140, domain.UnitPercent))); r.Notes.Has(domain.NoteChanceAlone) {
		t.Errorf("twelve areas: %s", r.Notes)
	}
}

func TestPeers(t *testing.T) {
	setting := among(12, area(1), area(2), area(3), area(4), area(5))
	change := func(f func(all []series.Series)) Entry {
		all := twelve(200, domain.UnitPercent)
		f(all)
		return only(t, run(setting, all))
	}
	at := func(i int) int { return i + 1 } // the country stands first
	if r := change(func(all []series.Series) { all[at(1)].Points[0] = valued(2023, 3) }); r.Peers.Method != "" || r.Peers.Value != (3+4*1)/5.0 || !r.Notes.Has(domain.NotePeersUnweighted) {
		t.Errorf("a peer without a count: %+v, %s", r.Peers, r.Notes)
	}
	if r := change(func(all []series.Series) { all[at(1)].Points[0] = withheld(2023) }); r.Peers.Method != "" || r.Peers.N != 4 || !math.IsNaN(r.Peers.Value) || !slices.Contains(r.Notes, domain.Note{Code: domain.NotePeersSuppressed, Arg: "1"}) {
		t.Errorf("a suppressed peer: %+v, %s", r.Peers, r.Notes)
	}
	if r := change(func(all []series.Series) {
		all[at(1)].Points[0], all[at(2)].Points[0] = withheld(2023), valued(2023, 3)
	}); !math.IsNaN(r.Peers.Value) || r.Notes.Has(domain.NotePeersUnweighted) {
		t.Errorf("a suppressed peer and one without a count: %+v, %s", r.Peers, r.Notes)
	}
	by := setting
	by.PeersBy = []domain.IndicatorID{"127", "191"}
	if r := only(t, run(by, twelve(200, domain.UnitPercent))); computed(r.Peers.Test) || r.Peers.Value != 1 || !r.Notes.Has(domain.NotePeersFoundBy) || !computed(r.Country.Test) {
		t.Errorf("what the peers were found by: %+v, %s", r.Peers, r.Notes)
	}
	if r := change(func(all []series.Series) { all[at(1)].Points, all[at(2)].Points = nil, nil }); r.Peers.Method != "" || r.Peers.N != 3 {
		t.Errorf("three peers: %+v", r.Peers)
	}
	if r := change(func(all []series.Series) {
		for i := 1; i < 6; i++ {
			all[at(i)].Points[0] = counted(2023, 1, 10_000, 100, 2)
		}
	}); r.Peers.Method != "" || !(statstest.Relative(r.Peers.Value, 0.01) <= 1e-12) {
		t.Errorf("five events among the peers: %+v", r.Peers)
	}
	if r := only(t, run(among(12), twelve(200, domain.UnitPercent))); r.Peers.N != 0 || computed(r.Peers.Test) || !math.IsNaN(r.Peers.Value) {
		t.Errorf("without peers: %+v", r.Peers)
	}
}

// Ten events are enough, and of a share ten others.
func TestEventsAmongPeers(t *testing.T) {
	for last, want := range map[float64]Method{1: "", 2: Funnel, 9_998: Funnel, 9_999: ""} {
		rest := 2.0
		if last > 5000 {
			rest = 9_998
		}
		all := twelve(200, domain.UnitPercent) // the country stands first
		for i := 1; i < 5; i++ {
			all[i+1].Points[0] = counted(2023, rest, 10_000, 100, 2)
		}
		all[6].Points[0] = counted(2023, last, 10_000, 100, 2)
		r := only(t, run(among(12, area(1), area(2), area(3), area(4), area(5)), all))
		if r.Peers.Method != want || r.Peers.N != 5 {
			t.Errorf("%v events of the fifth peer: tested by %q, want %q", last, r.Peers.Method, want)
		}
	}
}

func TestLevelsThatAreNotTested(t *testing.T) {
	number := twelve(200, domain.UnitCount)
	for i := range number {
		number[i].Points[0] = valued(2023, number[i].Points[0].Count)
	}
	r := only(t, run(among(12, area(1), area(2), area(3), area(4)), number))
	if computed(r.Country.Test) || r.Rank != 0 || r.Verdict != "" || r.Peers.N != 0 || r.Country.Value != 1200 || r.Class != TooSmall {
		t.Errorf("a number of people: %+v, rank %d, %q, %s", r.Country, r.Rank, r.Verdict, r.Class)
	}
	outside := among(12)
	outside.Category = nil
	r = only(t, run(outside, twelve(200, domain.UnitPercent)))
	if computed(r.Country.Test) || r.Rank != 0 || r.Verdict != compare.Higher || r.Country.Difference != 1 {
		t.Errorf("an area of no category: %+v, rank %d, %s", r.Country, r.Rank, r.Verdict)
	}
	alone := outside
	alone.Region, alone.Country = country, ""
	if r = only(t, run(alone, twelve(200, domain.UnitPercent))); r.Value != 1 || !math.IsNaN(r.Country.Value) || r.Verdict != "" {
		t.Errorf("the country itself: %+v, %s", r.Country, r.Verdict)
	}
	values := twelve(200, domain.UnitPercent)
	for i := range values {
		values[i].Points[0] = valued(2023, float64(i))
	}
	if r = only(t, run(among(12), values)); r.Country.Method != Position || r.Country.P != 2.0/12*1 && r.Country.P != 1 || r.Rank != 12 || r.Verdict != compare.NoInterval {
		t.Errorf("values alone: %+v, rank %d, %s", r.Country, r.Rank, r.Verdict)
	}
}

// Fewer than ten counted are too few: of a number its value is the count, of a
// share without one nothing is known.
func TestTooFew(t *testing.T) {
	for _, c := range []struct {
		unit         domain.Unit
		value, count float64
		want         bool
	}{
		{domain.UnitPercent, 20, 9, true}, {domain.UnitPercent, 2, 10, false}, {domain.UnitPercent, 2, nan, false},
		{domain.UnitCount, 9, nan, true}, {domain.UnitCount, 10, nan, false}, {domain.UnitCount, 3, 10, false}, {domain.UnitCount, nan, nan, false},
	} {
		if got := tooFew(published(series.NewPoint("2023", domain.NewCell(c.value, c.count))), c.unit); got != c.want {
			t.Errorf("%v %s with a count of %v: too few %v, want %v", c.value, c.unit, c.count, got, c.want)
		}
	}
}

// The country's rate is exact where its denominator was read; else it lies
// within half a unit of the last decimal published, 0.05 ‰ of 10.0 ‰, and not
// below 0.
func TestCountryRate(t *testing.T) {
	for _, c := range []struct {
		point           series.Point
		rate, low, high float64
	}{
		{counted(2023, 1200, 120_000, 1000, 1), 0.01, 0.01, 0.01},
		{valued(2023, 10), 0.01, 0.00995, 0.01005},
		{valued(2023, 0), 0, 0, 0.00005},
	} {
		all := of(country, "191", domain.UnitPer1000, c.point)
		in := crossSection{held: map[domain.RegionID]*series.Series{country: &all}, period: "2023"}
		b := among(12).countryRate(&Entry{Series: all}, in, in.point(country))
		if !(math.Abs(b.Rate-c.rate)+math.Abs(b.Low-c.low)+math.Abs(b.High-c.high) <= 1e-15) || b.Proportion {
			t.Errorf("%v of the country: %+v, want %v in %v … %v", c.point.Published, b, c.rate, c.low, c.high)
		}
	}
}

func TestClasses(t *testing.T) {
	few := twelve(9, domain.UnitPer1000) // nine where 100 are expected: that is a finding
	r := only(t, run(among(12), few))
	if r.Class != StandsOut {
		t.Errorf("nine of a hundred expected: %s, p = %v", r.Class, r.Country.P)
	}
	small := twelve(100, domain.UnitPer1000)
	small[1].Points[0] = counted(2023, 3, 400, 1000, 1) // own: 4 expected
	if r := only(t, run(among(12), small)); r.Class != TooSmall || !computed(r.Country.Test) {
		t.Errorf("three of four expected: %s", r.Class)
	}
	small[1].Points[0] = counted(2023, 11, 450, 1000, 1) // 4.5 expected, eleven counted
	many := [][]series.Series{small}
	for range 9 {
		many = append(many, twelve(100, domain.UnitPer1000))
	}
	if r := run(among(12), many...)[9]; r.Class != TooSmall || r.Country.P > 0.02 || r.Country.Q < 0.05 {
		t.Errorf("eleven of 4.5 expected, among ten indicators: %s, p = %v, q = %v", r.Class, r.Country.P, r.Country.Q)
	}
	if r := only(t, run(among(12), twelve(104, domain.UnitPer1000))); r.Class != NoFinding {
		t.Errorf("104 of a hundred expected: %s", r.Class)
	}
	empty := twelve(100, domain.UnitPer1000)
	empty[1].Points = nil
	if r := only(t, run(among(12), empty)); r.Class != NoData || !math.IsNaN(r.P) || r.Period != "" {
		t.Errorf("no value: %s, %v", r.Class, r.P)
	}
}
