package prose

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/stats/statstest"
	"kuvio/internal/trend"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Real figures of data/example (THL, Sotkanet.fi), each in another language.
func TestExplainGolden(t *testing.T) {
	few := yearly(2010, 1.5, nan, 2)
	empty := yearly(2010, nan, nan)
	hidden := yearly(2010, 1, 2, nan, 4, 5, 6, 7, 8)
	hidden.Points[2].Status, hidden.Points[2].Range = domain.Suppressed, series.Range{Low: 2.5, High: 3.5, Steps: 3}
	for _, c := range []struct {
		name string
		s    series.Series
		lang domain.Lang
	}{
		{"placed-keski-suomi", children(t, example(t, "placements.csv", "191", "499", "maakunta:13"), "499"), domain.Finnish},
		{"gini-jamsa", example(t, "children.csv", "3126", "88", "kunta:182"), domain.Swedish},
		{"costs-jyvaskyla", example(t, "children.csv", "3775", "85", "kunta:179"), domain.English},
		{"zero-luhanka", example(t, "placements.csv", "191", "208", "kunta:435"), domain.English},
		{"too-few", few, domain.Finnish},
		{"empty", empty, domain.English},
		{"suppressed", hidden, domain.English},
	} {
		o := usual
		o.Forecast.Years = 2
		tr := trend.Analyse(c.s, o)
		got := strings.Join(Explain(&tr, o, c.lang), "\n") + "\n"
		path := filepath.Join("testdata", c.name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; write it with go test ./internal/prose -update, and read it", err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
		}
	}
}

// The Nile at Aswan, 1871–1970, by R's package trend 1.1.6: S −1387, var S
// 112728.333, z −4.12807, tau-b −0.280741, Sen −2.6 (−3.627907 to −1.428571),
// Pettitt's U* 1617 after the 28th year.
func TestExplainNile(t *testing.T) {
	var all struct{ Series map[string][]float64 }
	statstest.Read(t, "r-trend", &all)
	s := series.Series{Indicator: domain.Indicator{ID: "oma:nile"}, Gender: domain.Total}
	for i, v := range all.Series["nile"] {
		s.Points = append(s.Points, series.NewPoint(domain.Year(1871+i), domain.NewCell(v, nan)))
	}
	tr := trend.Analyse(s, usual)
	lines := Explain(&tr, usual, domain.English)
	text := strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
	for _, want := range []string{
		"S = 1,772 − 3,159 = −1,387.", "Var S = 112,728.33, Z = −4.128, tau-b = −0.2807; p < 0.0001",
		"their median is −2.6 a year", "−3.628 … −1.429", "ends in 1898 and the second begins in 1899: K = 1,617, p < 0.0001",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing from\n%s", want, strings.Join(lines, "\n"))
		}
	}
	if !slices.Contains(lines, "Direction: falling") {
		t.Errorf("no heading of the direction in\n%s", strings.Join(lines, "\n"))
	}
}

// A reader who takes the values and counts as the account lists them and the
// weights as it states them comes to its SSE.
func TestWeightsGiveSSE(t *testing.T) {
	s := children(t, example(t, "placements.csv", "191", "499", "maakunta:13"), "499")
	rate := s
	rate.Indicator.Unit = domain.UnitPer1000
	for _, c := range []struct {
		s      series.Series
		scale  joinpoint.Scale
		says   string
		weight func(x, value float64) float64
	}{
		{s, joinpoint.Log, "x / (1 − p), where x is the count", func(x, v float64) float64 { return x / (1 - v/100) }},
		{s, joinpoint.Linear, "x / (p²·(1 − p)·100²), where x is the count", func(x, v float64) float64 { return x / (v / 100 * v / 100 * (1 - v/100) * 100 * 100) }},
		{rate, joinpoint.Log, "the count x of the value", func(x, _ float64) float64 { return x }},
		{rate, joinpoint.Linear, "x / value², where x is the count", func(x, v float64) float64 { return x / (v * v) }},
	} {
		o := usual
		one := 1
		o.Turning.Scale, o.Turning.Exactly = c.scale, &one // a straight line is drawn on the scale it is nearer on
		tr := trend.Analyse(c.s, o)
		sse := 0.0
		for p := range tr.Series.All() {
			off := p.Value - tr.Turning.Value(p.Period.Time())
			if c.scale == joinpoint.Log {
				off = math.Log(p.Value) - math.Log(tr.Turning.Value(p.Period.Time()))
			}
			sse += c.weight(p.Count, p.Value) * off * off
		}
		if !tr.Turning.Weighted || math.Abs(sse-tr.Turning.SSE) > 1e-6*sse {
			t.Errorf("%s, %s: SSE %v by hand, %v", c.s.Indicator.Unit, c.scale, sse, tr.Turning.SSE)
		}
		lines := Explain(&tr, o, domain.English)
		text := strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
		for _, want := range []string{c.says, "(311 ÷ 60,164);", "In brackets the count x"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s, %s: %q is missing from\n%s", c.s.Indicator.Unit, c.scale, want, strings.Join(lines, "\n"))
			}
		}
	}
}

// Every reason for which a recent trend is not computed has words.
func TestReasonsHaveWords(t *testing.T) {
	for _, why := range []stats.RecentReason{
		stats.RecentNotFive, stats.RecentMissing, stats.RecentNoLimits, stats.RecentNoWidth,
		stats.RecentBadCount, stats.RecentAllCounted, stats.RecentNoneCounted, trend.RecentNotAnnual,
	} {
		for _, l := range domain.Langs {
			if own(whyNotRecent[why], l) == "" {
				t.Errorf("%s has no words in %s", why, l)
			}
		}
	}
}

// What was done about suppressed values is told as package trend does it.
func TestExplainSuppressed(t *testing.T) {
	hidden := func(values []float64, low, high float64, at ...int) series.Series {
		s := yearly(1990, values...)
		for _, i := range at {
			s.Points[i] = series.NewPoint(s.Points[i].Period, domain.EmptyCell(domain.Suppressed))
			s.Points[i].Range = series.Range{Low: low, High: high, Steps: 3}
		}
		return s
	}
	var rising []float64
	for i := range 32 {
		rising = append(rising, float64(i))
	}
	nine := []int{10, 11, 12, 13, 14, 15, 16, 17, 18}
	for _, c := range []struct {
		name string
		s    series.Series
		want string
	}{
		{"every combination", hidden(rising, 10, 11, 10, 11), "9 were tried of 9 in all; the direction was always rising"},
		{"until one differs", hidden(rising[:8], 0, 900, 1, 2), "of 9 in all; with the last of them the direction was no longer that of the published values, so it is unclear"},
		{"too many, proven", hidden(rising, 10, 18, nine...), "too many to try, but by the outermost bounds on the test and the median slope the direction is, for them all, rising"},
		{"too many, not proven", hidden(rising, 0, 900, nine...), "too many to try, and the outermost bounds on the test and the median slope show no direction for them all, so it is unclear"},
	} {
		tr := trend.Analyse(c.s, usual)
		lines := Explain(&tr, usual, domain.English)
		text := strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
		if !strings.Contains(text, c.want) || !strings.Contains(text, "From the published values: p") {
			t.Errorf("%s: %q is missing from\n%s", c.name, c.want, strings.Join(lines, "\n"))
		}
	}
}
