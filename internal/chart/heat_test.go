package chart

import (
	"strings"
	"testing"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/figure/figuretest"
	"kuvio/internal/figure/heat"
)

// tableOf is a table's figure and what it draws, in Finnish.
func tableOf(t *testing.T, b *Builder, text string) (*Figure, heat.Content) {
	t.Helper()
	f, err := b.Build(t.Context(), spec(t, "kind: table\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(domain.Finnish).(heat.Content)
}

// inWords is a table as text: a line a row, of each cell its text, the number of its
// class and its mark.
func inWords(c heat.Content) string {
	var b strings.Builder
	for _, r := range c.Rows {
		b.WriteString(r.Name)
		for _, cell := range r.Cells {
			b.WriteString(" " + cell.Text + "/" + string(rune('0'+cell.Class)) + [...]string{"", "▲", "▼"}[cell.Mark])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// SOTKAnet's 191 as published; Luhanka has none.
func TestTableOfYears(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, c := tableOf(t, b, "indicator: \"191\"\nregions: [Keuruu, Jyväskylä, Luhanka]\nyears: 2019-2021\nwith: [maa, \"target:1.2\"]\nfocus: Jyväskylä\nclasses: 3\n")
	want := "Jyväskylä 2,4/3 2,4/3 2,4/3\nKeuruu 1,6/1 2,0/2 1,7/2\nLuhanka ../0 ../0 ../0\nKoko maa 1,7/2 1,7/2 1,7/2\n"
	if got := inWords(c); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if c.Scale != heat.Sequential || strings.Join(c.Classes, "; ") != "1,6; 1,7–2,3; 2,4" {
		t.Errorf("classes %q", c.Classes)
	}
	if !c.Rows[0].Focus || c.Rows[1].Focus || !c.Rows[3].Benchmark || c.Columns[0].Heading != "2019" {
		t.Errorf("rows %+v", c.Rows)
	}
	alt := f.Alt(domain.English)
	for _, want := range []string{"Table: 3 areas, 2019–2021.", "2021: highest Jyväskylä 2.4%, lowest Keuruu 1.7%; Whole country 1.7%.", "most up Keuruu (1.6 → 1.7%)", "No numbers at all: Luhanka."} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q: wants %q", alt, want)
		}
	}
	if r := rows(t, f); len(r) != 12 || r[0]["region"] != "kunta:179" || r[0]["period"] != "2019" || r[11]["series"] != "Koko maa" || r[8]["status"] != "absent" {
		t.Errorf("data %v", r)
	}
}

// Jyväskylä's 616 of 26,166 children in 2021 are clearly more than the country's
// 1.73 %, Keuruu's few are not, which tints say by what is good.
func TestTableOfVerdicts(t *testing.T) {
	for polarity, class := range map[domain.Polarity]string{"": "2", domain.HighBad: "1", domain.HighGood: "3"} {
		b := builder(t, exampleStore(t, "placements.csv"))
		b.Session.Config.HighIs = map[domain.IndicatorID]domain.Polarity{"191": polarity}
		f, c := tableOf(t, b, "indicator: \"191\"\nregions: [Keuruu, Jyväskylä]\nyear: 2021\nwith: maa\nshade: verdict\n")
		if got, want := inWords(c), "Jyväskylä 2,4/"+class+"▲\nKeuruu 1,7/0\nKoko maa 1,7/0\n"; got != want {
			t.Errorf("%q: got\n%swant\n%s", polarity, got, want)
		}
		if alt := f.Alt(domain.English); !strings.Contains(alt, "clearly higher than whole country: Jyväskylä; clearly lower: none.") {
			t.Errorf("alternative text %q", alt)
		}
	}
}

// Indicators are rows, each with its own latest year.
func TestTableOfIndicators(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	f, c := tableOf(t, b, "indicator: \"191,3775\"\nregions: [Keuruu, Jyväskylä]\nwith: maa\nfocus: \"kunta:249\"\n")
	if c.Scale != heat.Verdict || len(c.Rows) != 2 || len(c.Columns) != 3 || c.Columns[2].Heading != "Koko maa" || !c.Columns[0].Focus {
		t.Fatalf("%+v", c)
	}
	if c.Rows[0].Detail != "% vastaavanikäisestä väestöstä, 2021" || !strings.Contains(c.Rows[1].Detail, "euroa") {
		t.Errorf("details %q and %q, want the unit and the year", c.Rows[0].Detail, c.Rows[1].Detail)
	}
	if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "Taulukko: 2 indikaattoria, 2 aluetta.") || !strings.Contains(alt, "Keuruu: selvästi heikompi: ei mikään") {
		t.Errorf("alternative text %q", alt)
	}
}

// Below and above zero are two colours; missing, suppressed and zero are three things.
func TestClassesAboutZero(t *testing.T) {
	for _, c := range []struct {
		name     string
		at       []float64
		decimals int
		low      float64
		high     float64
		given    bool
		want     string
	}{
		{"net migration", []float64{-10, 0, 10}, 1, -17.6, 12, false, "−17,6 … −10,1; −10,0 … −0,1; 0,0 … 9,9; 10,0 … 12,0"},
		{"one class", nil, 0, 2, 2, false, "2"},
		{"costs, of which one is below zero: no class lies beyond", []float64{-20000, 0, 20000}, 0, -366, 26473, false, "; −366 … −1; 0 … 19 999; 20 000 … 26 473"},
		{"none above ten", []float64{-10, 0, 10}, 1, -17.6, 9.94, false, "−17,6 … −10,1; −10,0 … −0,1; 0,0 … 9,9; "},
		{"limits of the shares of children placed", []float64{1.55, 1.72}, 2, 0.8149, 2.4302, true, "0,81–1,54; 1,55–1,71; 1,72–2,43"},
		{"limits on either side of the values", []float64{1, 2, 3}, 1, 1.2, 2.4, true, "alle 1,0; 1,0–1,9; 2,0–2,9; vähintään 3,0"},
		{"a value that is written as the limit", []float64{1, 2}, 1, 0.96, 1.96, true, "alle 1,0; 1,0–1,9; 2,0"},
	} {
		r := classRanges{limits: between.Limits{At: c.at, Decimals: c.decimals}, low: c.low, high: c.high, given: c.given}
		if got := strings.ReplaceAll(strings.Join(r.ranges(domain.Finnish), "; "), "\u00a0", " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTableErrors(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	for text, want := range map[string]string{
		"indicator: \"191,3775\"\nregions: [Keuruu, Jyväskylä]\nyears: 2019-2021\n":   "charts/a.yaml:6: years: found of 2 indicators and 2 regions, expected year",
		"indicator: \"191,3775\"\nregions: [Keuruu]\nshade: quantile\n":               "shade: found quantile of 2 indicators, expected verdict or none",
		"indicator: \"191\"\nregions: [Luhanka]\nyears: 2019-2021\n":                  "no values to draw: 191 of Luhanka",
		"indicator: \"191\"\nregions: [Keuruu]\nfocus: Jyväskylä\n":                   "focus: kunta:179 is not among the regions drawn",
		"indicator: \"191\"\nregions: [Keuruu]\nyears: 1950-1960\n":                   "no values to draw",
		"indicator: \"191\"\nregions: [Keuruu, Jyväskylä]\nyear: 1950\nwith: [maa]\n": "191: none of the regions has a value in 1950; the latest is of 2021",
	} {
		if _, err := b.Build(t.Context(), spec(t, "kind: table\n"+text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"shade: rainbow\n":                  "charts/a.yaml:6: shade: found \"rainbow\", expected quantile, equal, verdict or none",
		"shade: verdict\n":                  "charts/a.yaml:6: shade: found verdict without with",
		"classes: 9\n":                      "charts/a.yaml:6: classes: found 9, expected 2 to 7",
		"shade: none\nclasses: 3\n":         "charts/a.yaml:7: classes: found with shade: none",
		"order: size\n":                     "charts/a.yaml:6: order: found \"size\"",
		"year: 2021\nyears: 2010-2021\n":    "charts/a.yaml:6: year: found with years",
		"trend_line: true\n":                "trend_line: found in a figure of kind table",
		"years: 2021-2010\n":                "charts/a.yaml:6: years:",
		"published: true\ngender: nobody\n": "charts/a.yaml:7: gender:",
	} {
		_, err := Parse("charts/a.yaml", []byte("id: a\nkind: table\ntitle: {fi: A}\nindicator: \"191\"\nregions: [Keuruu]\n"+text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// A table of Finland's municipalities is drawn, if as large as it takes.
func TestTableOfTheCountry(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: table\nindicator: \"191\"\nregions: kunta@maa\nyears: 2010-2021\nsize: {width: 45, dpi: 50}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.content(domain.Finnish).(heat.Content).Rows); n < 300 {
		t.Errorf("%d rows", n)
	}
	pic := f.picture(domain.Swedish)
	if _, img := figuretest.Draw(t, pic); true {
		if p, ok := figuretest.InkNearEdge(img, 50); ok {
			t.Errorf("ink at %v of %v", p, img.Bounds().Max)
		}
	}
}
