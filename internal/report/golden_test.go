package report

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/profile"
	"kuvio/internal/proof"
	"kuvio/internal/proof/numeral"
	"kuvio/internal/proof/passage"
	"kuvio/internal/revision"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/source"
	sourcetable "kuvio/internal/source/table"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/store"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

var update = flag.Bool("update", false, "write the golden tables anew")

// Every table has a golden of a row or two in which no two columns say the
// same, so that no two values can be swapped unseen: its values as machines
// read them, column by column, then the table as people do. Numbers are made up.
func TestGoldens(t *testing.T) {
	for name, tab := range map[string]*table.Table{
		"values":      valuesOf(t, []series.Series{girls()}, domain.Swedish),
		"trends":      Trends([]series.Series{girls()}, []trend.Trend{rising()}, TrendOptions{Forecast: true, Beside: &series.Area{ID: "maa", Name: text("Koko maa", "Hela landet", "Whole country")}}, domain.Swedish),
		"segments":    Segments([]series.Series{girls()}, []trend.Trend{rising()}, true, domain.Swedish),
		"change":      Change(changed(), 95, called, domain.Swedish),
		"compare":     Compare(compared(), 95, called, domain.Swedish),
		"profile":     Profile(profiled(), central, true, called, domain.Swedish),
		"spread":      Spread(spreads(), domain.Swedish),
		"classes":     Classes(classes(), between.Limits{At: []float64{10, 20.5}, Closed: between.ClosedBelow, Decimals: between.Unrounded}, domain.Swedish),
		"peers":       Peers(alike(), called, domain.Swedish),
		"scan":        Scan(scanned(), ScanOptions{FDR: 5, Limit: 1, Width: 120}, called, domain.Swedish),
		"proof":       Proof(proofed(), false, domain.Swedish),
		"imports":     Imports([]store.Vintage{vintage()}),
		"revisions":   Revisions(revised(), called, domain.Swedish),
		"indicators":  Indicators(listed(), 7, domain.Swedish),
		"regions":     regions(),
		"region":      regionInfo(t, "kunta:174"),
		"indicator":   Indicator(girls().Indicator, extent(), describe, domain.Swedish),
		"filecolumns": FileColumns(&source.TableView{Columns: []sourcetable.ShapeColumn{{At: "C", Header: "Osuus", Role: "value", Decimal: ",", Filled: 12, Examples: []string{"1,5", "2"}}}}),
	} {
		t.Run(name, func(t *testing.T) {
			got := columnsOf(t, tab)
			for _, l := range domain.Langs {
				got += "\n--- " + string(l) + "\n" + written(t, tab, table.Markdown, table.Options{Lang: l, Wide: true})
			}
			path := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; write it with go test ./internal/report -update, and look at it", err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func valuesOf(t *testing.T, all []series.Series, l domain.Lang) *table.Table {
	t.Helper()
	values, err := Values(series.Together(all), l)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// columnsOf is a table for machines, turned: a line for each column. No two may
// say the same in every row, else their values could be swapped unseen.
func columnsOf(t *testing.T, tab *table.Table) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(written(t, tab, table.CSV, table.Options{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	said := make(map[string]string)
	for i, name := range rows[0] {
		var values []string
		for _, row := range rows[1:] {
			values = append(values, row[i])
		}
		says := strings.Join(values, " | ")
		if other, ok := said[says]; ok {
			t.Errorf("columns %s and %s both say %q: give them values that differ", other, name, says)
		}
		said[says] = name
		fmt.Fprintf(&b, "%-20s %s\n", name, says)
	}
	return b.String()
}

func written(t *testing.T, tab *table.Table, f table.Format, o table.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := tab.Write(&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// girls is a series of two years, the second withheld.
func girls() series.Series {
	one := 1
	return series.Series{
		Indicator: domain.Indicator{
			ID: "191", Title: text("Sijoitetut", "Placerade", "Placed"), Organization: same("THL"), Unit: domain.UnitPercent, Decimals: &one,
			Denominator: "1065", Continues: "190", Updated: "2026-02-03", Description: text("Kuvaus.", "Beskrivning.", "Description."), Polarity: domain.HighBad,
		},
		Region: "maakunta:13", RegionName: called("maakunta:13"), Gender: domain.Female, Breakdown: "age=0-6",
		Points: []series.Point{
			series.NewPoint("2014", domain.Cell{Value: 1.7, Count: 934, Status: domain.OK}),
			series.NewPoint("2015", domain.Cell{Value: nan, Count: nan, Status: domain.Suppressed}),
		},
		Provenance: series.Provenance{Retrieved: "2026-03-04"},
	}
}

func basedGirls() series.Based {
	s := girls()
	return s.On(series.AsPublished)
}

func valued(p domain.Period, value, count float64) series.Valued {
	return series.Valued{Point: series.NewPoint(p, domain.Cell{Value: value, Count: count, Status: domain.OK}), Value: value}
}

// rising is a trend with every number of its own, and one year ahead.
func rising() trend.Trend {
	return trend.Trend{
		Series: basedGirls(), N: 21, First: valued("1995", 1.25, nan), Last: valued("2014", 1.75, nan), Change: 0.5, ChangePct: 40,
		OLS:       stats.Line{Slope: 0.031, Lower: 0.022, Upper: 0.043, P: 0.014},
		Sen:       stats.Sen{Slope: 0.033, Lower: 0.024, Upper: 0.045},
		MK:        stats.MK{N: 21, S: 123, TauB: 0.625, P: 0.016},
		Direction: stats.Rising, Q: 0.027,
		Recent:   stats.Recent{Trend: stats.RecentFalling, P: 0.0018},
		Evidence: stats.Weak, PCorrected: 0.061, R: 0.47,
		Turning: trend.Turning{
			Stretches: trend.Stretches{Phases: []trend.Phase{{}, {}}, Turns: []trend.Turn{{At: "2009", Change: trend.Turned, Firm: true}}},
			Found:     found(),
		},
		Shift:    trend.Shift{Shift: stats.Shift{P: 0.038}, Period: "2004"},
		Forecast: trend.Forecast{Method: trend.Holt, Points: []trend.ForecastPoint{{Period: "2016", Value: 1.85, Lower: 1.55, Upper: 2.15, Lower80: 1.65, Upper80: 2.05, Past: stats.Past{Hits: 9, Forecasts: 11}}}},
		Against: &trend.Against{
			Benchmark: &trend.Trend{Direction: stats.Steady, Sen: stats.Sen{Slope: 0.029}},
			Slope:     1.1, Lower: 0.7, Upper: 1.6, P: 0.0051, Q: 0.0063, Pace: trend.PaceUpwards,
		},
		Notes: domain.Notes{{Code: domain.NoteGaps, Arg: "1"}, {Code: domain.NoteMadeUp}},
	}
}

// found are turning points with every number of their own.
func found() trend.Stretches {
	return trend.Stretches{
		Line: joinpoint.Line{Scale: joinpoint.Log, At: []float64{2001, 2008}, AAPC: 1.8, AAPCLower: 0.9, AAPCUpper: 2.7},
		Phases: []trend.Phase{
			{Segment: joinpoint.Segment{Slope: 0.051, Lower: 0.041, Upper: 0.061, APC: 5.2, APCLower: 4.1, APCUpper: 6.3, P: 0.0021}, First: "1995", Last: "2001", Direction: stats.Rising},
			{Segment: joinpoint.Segment{Slope: 0.062, Lower: 0.052, Upper: 0.077, APC: 6.4, APCLower: 5.5, APCUpper: 7.7, P: 0.0032}, First: "2001", Last: "2008", Direction: stats.Rising},
			{Segment: joinpoint.Segment{Slope: nan, APC: nan, APCLower: nan, APCUpper: nan, P: nan}, First: "2008", Last: "2014", Direction: stats.Unclear, Hole: true},
		},
		Turns: []trend.Turn{{At: "2001", Lower: "2000", Upper: "2003", Change: trend.Faster, Firm: true}, {At: "2008", Lower: "2006", Upper: "2010", Change: trend.Gap}},
	}
}

var nan = math.NaN()

var (
	central = series.Area{ID: "maakunta:13", Name: called("maakunta:13")}
	country = series.Area{ID: domain.WholeCountry, Name: called(domain.WholeCountry)}
)

// compared is a region beside two benchmarks, of which one is told of.
func compared() *compare.Result {
	s := basedGirls()
	row := compare.Comparison{
		Area: compare.Area{
			Series: &s, Point: valued("2014", 1.75, 934), Lower: 1.65, Upper: 1.85, Interval: compare.Wilson,
			Rank: 3, Of: 18, RankBelow: 16, Country: compare.Place{Rank: 41, Below: 268, Of: 307, Areas: 308}, RankLower: 2, RankUpper: 7, Highest: 0.83, Lowest: 0.04, Quantile: 1, Funnel: stats.High95, Smoothed: 1.72,
			Notes: domain.Notes{{Code: domain.NoteDerived}},
		},
		Benchmark: "maa", BenchmarkName: country.Name, BenchValue: 1.45, Difference: 0.3, Ratio: 1.21, Gap: 161.5,
		Verdict: compare.Higher, Assessment: compare.Worse, P: 0.0021, Q: 0.0045,
		Apart: compare.Apart{DifferenceLower: 0.15, DifferenceUpper: 0.46, RatioLower: 1.11, RatioUpper: 1.32},
	}
	return &compare.Result{
		Areas:       &between.Areas{Found: session.Found{Series: []series.Series{girls()}}},
		Benchmarks:  compare.Benchmarks{All: []compare.Benchmark{compare.Region(country, nil), compare.Mean()}},
		Comparisons: []compare.Compared{{Comparison: row, Decimals: 2}},
	}
}

// changed is a region at two times beside two benchmarks, of which one is told of.
func changed() *compare.ChangeResult {
	s := basedGirls()
	row := compare.Change{
		Series: &s, From: valued("2012", 1.55, 900), To: valued("2014", 1.75, 934),
		Own: compare.Move{
			Difference: stats.Estimate{Value: 0.2, Lower: 0.06, Upper: 0.34}, Ratio: stats.Estimate{Value: 1.13, Lower: 1.04, Upper: 1.23},
		},
		Verdict: compare.Rose, Assessment: compare.Worse, P: 0.0061, Q: 0.0183,
		Benchmark: "maa", BenchmarkName: country.Name, BenchFrom: 1.45, BenchTo: 1.48,
		Bench: compare.Move{
			Difference: stats.Estimate{Value: 0.03, Lower: 0.01, Upper: 0.05}, Ratio: stats.Estimate{Value: 1.02, Lower: 1.01, Upper: 1.03},
		},
		Beside: compare.Move{
			Difference: stats.Estimate{Value: 0.17, Lower: 0.04, Upper: 0.31}, Ratio: stats.Estimate{Value: 1.11, Lower: 1.07, Upper: 1.2},
		},
		Standing: compare.Higher, Notes: domain.Notes{{Code: domain.NoteFromCounts}},
	}
	return &compare.ChangeResult{
		Areas:      &between.Areas{Found: session.Found{Series: []series.Series{girls()}}},
		Benchmarks: compare.Benchmarks{All: []compare.Benchmark{compare.Region(country, nil), compare.Mean()}},
		Changes:    []compare.Changed{{Change: row, Decimals: 2}},
	}
}

// profiled is a region beside two benchmarks.
func profiled() *profile.Result {
	row := profile.Entry{
		Series: basedGirls(), Point: valued("2014", 1.75, 934), Previous: valued("2012", 1.55, 900), Change: 0.2,
		Direction: stats.Mixed, Recent: stats.RecentFalling, Turned: "2009", Since: stats.Steady, Assessment: compare.Worse,
		Beside: []profile.Beside{{Value: 1.35, Difference: 0.4, Verdict: compare.Higher}, {Value: 2.05, Difference: -0.3, Verdict: compare.Lower}},
		Notes:  domain.Notes{{Code: domain.NoteFromCounts}},
	}
	return &profile.Result{
		Benchmarks: compare.Benchmarks{All: []compare.Benchmark{compare.Region(country, nil), compare.Region(series.Area{ID: "maakunta:11", Name: called("maakunta:11")}, nil)}},
		Entries:    []profile.Entry{row},
	}
}

// municipalities are series of one kind.
func municipalities(ids ...domain.RegionID) []*series.Based {
	var all []*series.Based
	for _, id := range ids {
		s := basedGirls()
		s.Region, s.RegionName = id, called(id)
		all = append(all, &s)
	}
	return all
}

func spreads() *between.SpreadResult {
	row := between.PeriodSpread{
		Period: "2014", Missing: 4, Suppressed: 2, Least: municipalities("kunta:892"), Greatest: municipalities("kunta:179", "kunta:182", "kunta:992"), Weights: between.Derived,
		Spread: stats.Spread{
			N: 23, Min: 0.25, Max: 3.25, MaxMin: 13, Mean: 1.65, Median: 1.55, SD: 0.75, CV: 0.4545, Gini: 0.255, Theil: 0.1045,
			P10: 0.65, P25: 1.05, P75: 2.05, P90: 2.65, P90P10: 4.0769,
			WeightedMean: 1.85, WeightedCV: 0.3535, WeightedGini: 0.205, WeightedTheil: 0.0805, WeightedP90P10: 3.0303,
		},
		Notes: domain.Notes{{Code: domain.NoteWeightsDerived}},
	}
	return &between.SpreadResult{
		Areas: &between.Areas{Found: session.Found{Series: []series.Series{girls()}}},
		Kinds: []between.KindSpread{{Series: []series.Series{girls()}, Decimals: 1, Spreads: []between.PeriodSpread{row}}},
	}
}

// classes has a class between two limits, and areas of which none is known.
func classes() *between.ClassesResult {
	c := between.Classes{
		Period: "2014", N: 8,
		Classes: []between.Class{{Lower: 10, Upper: 20.5, Areas: municipalities("kunta:179", "kunta:182"), Below: 5, Notes: domain.Notes{{Code: domain.NoteGaps, Arg: "1"}}}},
		Missing: between.Class{Areas: municipalities("kunta:892", "kunta:992", "kunta:216")},
	}
	return &between.ClassesResult{
		Used:  []series.Series{girls()},
		Areas: &between.Areas{Found: session.Found{Series: []series.Series{girls()}}},
		Kinds: []between.KindClasses{{Series: []series.Series{girls()}, Classes: c}},
	}
}

func alike() *peers.Result {
	by := func(id domain.IndicatorID, period domain.Period) peers.Variable {
		ind := girls().Indicator
		ind.ID, ind.Title, ind.Unit = id, describe(id).Title, domain.Unit("PER"+string(id))
		return peers.Variable{Indicator: ind, Period: period, Decimals: 1, Series: []series.Series{girls()}, Notes: domain.Notes{{Code: domain.NoteGaps, Arg: "2"}}}
	}
	return &peers.Result{
		Target:   peers.Peer{Region: "kunta:179", Values: []float64{140.5, 15.5}, Z: []float64{0, 0}},
		Peers:    []peers.Peer{{Region: "kunta:182", Distance: 1.25, Values: []float64{21.5, 18.5}, Z: []float64{-0.75, 1.05}}},
		Compared: 292, LeftOut: []domain.RegionID{"kunta:992"},
		By: []peers.Variable{by("127", "2023"), by("1065", "2022")},
	}
}

// scanned has a row with a finding by every test, and one that is not shown.
func scanned() *scan.Result {
	tr := rising()
	tr.Series.Indicator.Polarity = ""
	row := scan.Entry{
		Series: girls(), Trend: tr, Period: "2014", Value: 1.75, Verdict: compare.Higher, Rank: 3, Of: 19,
		Country: scan.Level{Value: 1.45, Difference: 0.3, N: 1, Method: scan.Funnel, Test: scan.Test{P: 0.0101, Q: 0.0102}},
		Peers:   scan.Level{Value: 1.25, Difference: 0.5, N: 4, Method: scan.Funnel, Test: scan.Test{P: 0.0203, Q: 0.0204}},
		Against: trend.Against{Pace: trend.PaceFaster, Slope: 2.75}, Diverging: scan.Test{P: 0.0611, Q: 0.0612},
		Long: scan.Test{P: 0.0305, Q: 0.0306}, Recent: scan.Test{P: 0.0407, Q: 0.0408},
		Class: scan.StandsOut, Findings: []scan.Finding{scan.CountryLevel, scan.PeersLevel, scan.CountryTrend}, Own: []scan.Finding{scan.LongTrend, scan.RecentTrend}, P: 0.0509, Q: 0.051,
		Notes: domain.Notes{{Code: domain.NoteFromCounts}},
	}
	return &scan.Result{
		Region:  central,
		Setting: scan.Setting{Region: "maakunta:13", Peers: []domain.RegionID{"maakunta:11"}, PeersBy: []domain.IndicatorID{"127", "1065"}},
		Entries: []scan.Entry{row, row},
	}
}

func vintage() store.Vintage {
	return store.Vintage{
		ID: 3, Imported: time.Date(2026, 3, 5, 11, 30, 0, 0, time.UTC), Retrieved: "2026-03-04",
		Files: []store.File{
			{Name: "191.csv", Rows: 60, New: 30, Changed: 9, Same: 8, Missing: 7, Rejected: 6, Older: 11},
			{Name: "a.xlsx", Rows: 100, New: 20, Changed: 5, Same: 4, Missing: 2, Rejected: 1},
		},
	}
}

func revised() *revision.History {
	return &revision.History{
		Rows: []revision.Revised{{
			Change: revision.Change{
				Key: domain.Key{Region: "maakunta:13", Gender: domain.Female, Breakdown: "age=0-6", Period: "2014"},
				Old: domain.Cell{Value: nan, Count: 4, Status: domain.Suppressed}, New: domain.Cell{Value: 1.7, Count: 934, Status: domain.OK}, Cause: revision.Correction,
			},
			Vintage: vintage(), Indicator: girls().Indicator, Decimals: 1,
		}},
		OnlyNew: []revision.OnlyNew{{Vintage: vintage(), Observations: 1234}},
		Pruned:  []domain.IndicatorID{"190"},
	}
}

// proofed are a number that was true at an earlier import, one that agrees and one of
// which no indicator has the words.
func proofed() *proof.Result {
	stated := func(number int, day string) *revision.Stated {
		v := vintage()
		v.ID = store.VintageID(number)
		return &revision.Stated{Origin: store.Origin{Vintage: v, File: store.File{Name: "191.csv", Retrieved: day}}}
	}
	return &proof.Result{Findings: []proof.Finding{
		{
			Place: passage.Place{File: "luku.txt", Line: 12}, Number: numeral.Number{Text: "1,56 %"}, Sentence: "Kodin ulkopuolelle oli sijoitettu 1,56 % tytöistä vuonna 2014.",
			Verdict: proof.WasTrue, Was: &revision.Earlier{Stated: stated(2, "2026-01-31")}, Also: []domain.IndicatorID{"1244"}, Support: 0.91,
			Taken: &proof.Taken{
				Indicator: girls().Indicator, Region: "maakunta:13", Name: central.Name, Gender: domain.Female, Breakdown: "age=0-6", Period: "2014", Measure: proof.TheValue,
				Today: domain.NewCell(1.73, 934), Decimals: 2, Factor: 1, MadeUp: true, Stated: stated(3, "2026-03-04"),
			},
		},
		{Verdict: proof.Agrees},
		{Place: passage.Place{File: "luku.docx", Paragraph: 4, Head: "Lapset"}, Number: numeral.Number{Text: "7"}, Sentence: "Lapset 7", Verdict: proof.NotFound, Why: proof.NoIndicator},
	}}
}

// listed are an indicator with data and one without.
func listed() []Listed {
	described := girls().Indicator
	described.ID, described.Title, described.Unit = "1065", text("Lapset", "Barn", "Children"), domain.UnitCount
	return []Listed{
		{Indicator: girls().Indicator, Held: &store.Holding{Indicator: "191", Retrieved: "2026-03-04", First: "1991", Last: "2023", Regions: 45, Values: 6789, MadeUp: true}},
		{Indicator: described},
	}
}

// regions lists one that has ended and one that an import alone knows.
func regions() *table.Table {
	ended, _ := catalog.Default().ByID("kunta:174")
	return Regions([]catalog.Region{ended}, []domain.Region{{ID: "oma:piiri", Category: "piiri", Name: same("Piiri")}}, domain.Swedish)
}

func regionInfo(t *testing.T, id domain.RegionID) *table.Table {
	tab, err := Region(id, catalog.Default(), called, domain.Swedish)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func extent() *session.Extent {
	return &session.Extent{
		First: "1991", Last: "2023", Levels: []session.CategoryCount{{Category: domain.Kunta, Areas: 23}, {Areas: 2}}, Genders: []domain.Gender{domain.Total, domain.Female},
		Breakdowns: []string{"", "age=0-6"}, Cells: [4]int{domain.OK: 3, domain.Missing: 4, domain.Suppressed: 5}, Retrieved: "2026-03-04", MadeUp: true,
	}
}

func describe(id domain.IndicatorID) domain.Indicator {
	return domain.Indicator{ID: id, Title: text("Muu "+string(id), "Annan "+string(id), "Other "+string(id))}
}
