package report

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/diff"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/revision"
	"kuvio/internal/table"
)

// differing is a diff with something of everything. Numbers are made up.
func differing() *diff.Diff {
	key := func(r domain.RegionID, g domain.Gender, p domain.Period) domain.Key {
		return domain.Key{Indicator: "191", Region: r, Gender: g, Period: p}
	}
	ok := func(v, n float64) domain.Cell { return domain.Cell{Value: v, Count: n, Status: domain.OK} }
	corrected := diff.Revised{Key: key("maakunta:13", domain.Total, "2014"), Old: ok(1.7, 934), New: ok(6.9, 3736), Cause: revision.Correction, Vintage: 4, Shown: true, StandOut: true}
	counted := diff.Revised{Key: key("maa", domain.Female, "2013"), Old: ok(1.5, 16668), New: ok(1.5, 16701), Cause: revision.Division, Vintage: 3, Shown: true}
	withdrawn := diff.Revised{Key: key("kunta:291", domain.Total, "2012"), Old: ok(1.25, 5), New: domain.EmptyCell(domain.Absent), Cause: revision.Withdrawn, Vintage: 4, Shown: true}
	ind := girls().Indicator
	said := func(kind lock.Kind, with func(*lock.Conclusion)) *lock.Conclusion {
		c := &lock.Conclusion{Kind: kind, Indicator: "191", Region: "maakunta:13", Years: "2005-2014"}
		with(c)
		return c
	}
	was := said(lock.OfTrend, func(c *lock.Conclusion) { c.Direction, c.Evidence, c.Turns = "rising", "weak", "2008;2011" })
	is := said(lock.OfTrend, func(c *lock.Conclusion) { c.Direction, c.Years = "steady", "2005-2015" })
	high := said(lock.OfLevel, func(c *lock.Conclusion) {
		c.Verdict, c.Rank, c.Benchmark, c.Gender = "higher", "3/19", "maa", domain.Female
	})
	return &diff.Diff{
		Before: diff.Moment{Import: 2, Day: "2026-02-01", Release: "0.5"}, Now: diff.Moment{Import: 4, Day: "2026-03-01", Release: "0.6"},
		Standouts: []diff.Standout{
			{Indicator: ind, Decimals: 1, Key: corrected.Key, Old: corrected.Old, New: corrected.New, Size: 3.06, Past: 0.07, Leap: &diff.Leap{Times: 4.1, Period: "2013", Cell: ok(1.7, 900)}},
			{Indicator: ind, Decimals: 1, Key: key("kunta:179", domain.Total, "2015"), New: ok(8, 1600), Leap: &diff.Leap{Times: 5, Period: "2014", Cell: ok(1.6, 320)}},
		},
		Conclusions: []diff.Conclusion{
			{Key: is.Key(), Before: was, Now: is, Fields: []diff.Field{diff.Direction, diff.Evidence, diff.Turns}, Outputs: []string{"kuvio-3", "out/a|b.xlsx"}, Why: []diff.Cause{
				{Kind: diff.ByCorrection, Values: 3, Largest: &corrected, Of: []domain.IndicatorID{"191"}},
				{Kind: diff.ByDivision, Values: 1, Largest: &diff.Revised{Key: domain.Key{Indicator: "1065", Region: "maa", Gender: domain.Total, Period: "2013"}, Old: ok(nan, 1000), New: ok(nan, 1010)}},
				{Kind: diff.ByNewYear, Values: 1, Years: "2015"}, {Kind: diff.ByPriceIndex, Of: []domain.IndicatorID{"oma:cpi"}},
				{Kind: diff.ByNotice, Of: []domain.IndicatorID{"191"}}, {Kind: diff.ByDefinition}, {Kind: diff.BySpec}, {Kind: diff.BySetting}, {Kind: diff.ByDrawing}, {Kind: diff.ByRelease},
			}},
			{Key: high.Key(), Now: high, Outputs: []string{"sijat"}, Why: []diff.Cause{{Kind: diff.ByOthers, Values: 12}}},
			{Key: high.Key(), Before: high, Outputs: []string{"sijat"}},
		},
		Standing: 1234,
		Years: []diff.Years{
			{Indicator: ind, Periods: []domain.Period{"2014", "2015"}, Areas: 301, Cells: 620, Held: true},
			{Indicator: domain.Indicator{ID: "1065", Title: text("Lapset", "Barn", "Children"), Unit: domain.UnitCount}, Cells: 7, Areas: 5, Held: true},
			{Indicator: domain.Indicator{ID: "oma:uusi"}, Periods: []domain.Period{"2020"}, Areas: 1, Cells: 1},
		},
		Values:  []diff.Values{{Indicator: ind, Decimals: 2, N: 40, Areas: 12, Shown: 3, Causes: map[revision.Cause]int{revision.Correction: 8, revision.Division: 31, revision.Withdrawn: 1}, Rows: []diff.Revised{corrected, counted, withdrawn}}},
		Outputs: []diff.Output{{Name: "kuvio-3", State: diff.Remade, Files: []string{"out/kuvio-3.png"}, Why: []diff.Cause{{Kind: diff.ByCorrection, Of: []domain.IndicatorID{"191"}}, {Kind: diff.ByRelease}}}, {Name: "rikki", State: diff.Failing}, {Name: "yksin", State: diff.Behind}, {Name: "uusi", State: diff.New, Conclusions: 4}, {Name: "vanha", State: diff.Gone}},
		Pruned:  []domain.IndicatorID{"127"}, Later: 2,
	}
}

func describedAs(id domain.IndicatorID) domain.Indicator {
	if id == "191" {
		return girls().Indicator
	}
	return domain.Indicator{ID: id, Title: text("Lapset <1>", "Barn <1>", "Children <1>"), Unit: domain.UnitCount}
}

// What changed in every form.
func TestDiff(t *testing.T) {
	d := differing()
	page := func(l domain.Lang) *Page { return DiffPage(d, called, describedAs, l) }
	texts := func() (string, error) {
		var b strings.Builder
		for _, l := range domain.Langs {
			b.WriteString("--- " + string(l) + "\n" + page(l).Text(80, false))
		}
		return b.String(), nil
	}
	for name, write := range map[string]func() (string, error){
		"diff.txt":  texts,
		"diff.md":   page(domain.English).Markdown,
		"diff.html": page(domain.Swedish).Mail,
		"diff.csv": func() (string, error) {
			return written(t, DiffTable(d, called, describedAs, domain.English), table.CSV, table.Options{}), nil
		},
		"diff.json": func() (string, error) {
			content, err := DiffJSON(d, called, describedAs, domain.English)
			return string(content), err
		},
	} {
		got, err := write()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
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
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// Lines for a terminal are no wider than it, but for words that are.
func TestDiffFitsATerminal(t *testing.T) {
	for _, l := range domain.Langs {
		for line := range strings.Lines(DiffPage(differing(), called, describedAs, l).Text(80, false)) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}

// Nothing changed is one line, and every list of the JSON is there.
func TestNothingDiffers(t *testing.T) {
	d := &diff.Diff{Before: diff.Moment{Import: 4, Day: "2026-03-01"}, Now: diff.Moment{Import: 4, Day: "2026-03-01"}, Standing: 7}
	if got, want := DiffPage(d, called, describedAs, domain.Finnish).Text(80, true), "tuonti 4 (1.3.2026): Mikään ei ole muuttunut.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	content, err := DiffJSON(d, called, describedAs, domain.English)
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]any
	if err := json.Unmarshal(content, &read); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"standouts", "conclusions", "years", "values", "outputs", "pruned"} {
		if all, ok := read[key].([]any); !ok || len(all) > 0 {
			t.Errorf("%s is %v, want an empty list", key, read[key])
		}
	}
}

// What is said of several areas alike stands in one row; ranks, which differ, in one each.
func TestConclusionsOfSeveralAreas(t *testing.T) {
	verdict := func(r domain.RegionID, before, now string) diff.Conclusion {
		was := &lock.Conclusion{Kind: lock.OfLevel, Indicator: "191", Region: r, Benchmark: "maa", Verdict: before}
		is := *was
		is.Verdict = now
		return diff.Conclusion{Key: was.Key(), Before: was, Now: &is, Fields: []diff.Field{diff.Verdict}, Outputs: []string{"k"}, Why: []diff.Cause{{Kind: diff.BySetting}}}
	}
	d := &diff.Diff{Conclusions: []diff.Conclusion{verdict("a", "similar", "higher"), verdict("b", "similar", "higher"), verdict("c", "similar", "lower")}}
	names := func(r domain.RegionID) domain.Text { return text(string(r), string(r), string(r)) }
	page := DiffPage(d, names, describedAs, domain.English)
	rows := page.Sections[0].Rows
	if len(rows) != 2 || rows[0].Cells[0] != "a, b (beside maa)" || rows[1].Cells[0] != "c (beside maa)" || !strings.HasPrefix(rows[0].Lines[0], "a, b (beside maa): verdict") {
		t.Errorf("%+v", rows)
	}
}
