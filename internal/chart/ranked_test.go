package chart

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/ranked"
)

func rankedOf(t *testing.T, text string, files ...string) *Figure {
	t.Helper()
	f, err := builder(t, exampleStore(t, files...)).Build(t.Context(), spec(t, "kind: ranked\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func drawnRows(f *Figure, l domain.Lang) (names []string, content ranked.Content) {
	content = f.content(l).(ranked.Content)
	for _, r := range content.Rows {
		names = append(names, r.Name)
	}
	return names, content
}

// THL's indicator 191 in 2021: 2.42 % of Kymenlaakso's under-eighteens are placed
// outside the home, 0.82 % of South Karelia's, 1.73 % of the country's.
func TestRanked(t *testing.T) {
	f := rankedOf(t, "indicator: \"191\"\nregions: maakunta@maa\nwith: [maa, target:1.2]\nfocus: [maakunta:13]\nyear: latest\n", "placements.csv")
	names, content := drawnRows(f, domain.Finnish)
	if len(names) != 19 || names[0] != "Kymenlaakso" || names[18] != "Etelä-Karjala" {
		t.Errorf("%d rows, %v", len(names), names)
	}
	first := content.Rows[0]
	if first.Text != "2,42" || first.Verdict != ranked.Differs || first.Focus || math.Abs(first.Lower-2.2427) > 1e-4 || math.Abs(first.Upper-2.6190) > 1e-4 {
		t.Errorf("first row %+v", first)
	}
	if b := content.Benchmarks; len(b) != 2 || b[0].Label != "Koko maa 1,73" || b[1].Label != "Tavoite 1,2\u00a0%" || b[1].Value != 1.2 || content.Bars || content.Unit != "%" {
		t.Errorf("benchmarks %+v, bars %v, unit %q", b, content.Bars, content.Unit)
	}
	focused := 0
	for _, r := range content.Rows {
		if r.Focus {
			focused++
			if r.Name != "Keski-Suomi" {
				t.Errorf("in focus: %s", r.Name)
			}
		}
	}
	alt := strings.ReplaceAll(f.Alt(domain.Finnish), "\u00a0", " ")
	for _, want := range []string{
		"Pistekuvio, 19 aluetta, 2021: suurin 2,42 % (Kymenlaakso), pienin 0,82 % (Etelä-Karjala).",
		"Koko maa 1,73 %: selvästi suurempi 8 (Kymenlaakso, Päijät-Häme, Pohjois-Savo, Pohjois-Karjala, Etelä-Savo, Kanta-Häme, Keski-Suomi, Satakunta), selvästi pienempi 7 (Etelä-Karjala, ",
		"ei selvää eroa 4.", "Keski-Suomi 2,01 % (95 %:n väli 1,89–2,13), sija 7/19 (väli ",
	} {
		if focused != 1 || !strings.Contains(alt, want) {
			t.Errorf("alternative text %q\nwants %q", alt, want)
		}
	}
	if got := f.text(domain.Text{FI: "{year}"}, domain.Finnish); got != "2021" {
		t.Errorf("year %q", got)
	}
	if got := value(t, f, "191", "target:1.2", "2021"); got != 1.2 {
		t.Errorf("the target is %v in the table", got)
	}
}

// Differences are from the one benchmark, its own row has none, and rows on top are
// outside the ranking.
func TestRankedDifferences(t *testing.T) {
	f := rankedOf(t, "indicator: \"191\"\nregions: maakunta@maa\nwith: maa\npin: [maa]\nshow: difference\nyear: 2021\n", "placements.csv")
	names, content := drawnRows(f, domain.English)
	if len(names) != 20 || !content.Rows[0].Benchmark || content.Rows[0].Verdict != ranked.NoVerdict || !content.Rows[1].Apart {
		t.Errorf("%v, %+v", names, content.Rows[:2])
	}
	if r := content.Rows[1]; r.Text != "+0.70" || math.Abs(r.Value-(2.42374727669-1.72696343952)) > 1e-9 || r.Lower <= 0 || content.Unit != "% pts" {
		t.Errorf("%+v in %q", r, content.Unit)
	}
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Ero vertailuun (koko maa 1,73 %), prosenttiyksikköä, 2021", domain.Swedish: "Skillnad från jämförelsen (hela landet 1,73 %), procentenheter, 2021",
		domain.English: "Difference from the benchmark (whole country 1.73%), percentage points, 2021",
	} {
		if got := strings.ReplaceAll(f.subtitle(l), "\u00a0", " "); got != want {
			t.Errorf("subtitle %q, want %q", got, want)
		}
	}
	for _, r := range rows(t, f) {
		if rank := r["rank"]; r["region"] == "maa" && rank != "" || r["region"] == "maakunta:08" && rank != "1" {
			t.Errorf("%s has rank %q", r["region"], rank)
		}
	}
}

// Of many areas the ends are drawn, those in focus, and how many are left out.
func TestRankedTop(t *testing.T) {
	f := rankedOf(t, "indicator: \"191\"\nregions: maakunta@maa\ntop: 2\nfocus: maakunta:13\nyear: 2021\n", "placements.csv")
	names, _ := drawnRows(f, domain.Swedish)
	if got := strings.Join(names, "; "); got != "Kymmenedalen; Päijänne-Tavastland; … 4 andra; Mellersta Finland; … 10 andra; Österbotten; Södra Karelen" {
		t.Errorf("rows %s", got)
	}
	if n := len(rows(t, f)); n != 19 {
		t.Errorf("%d rows of data, want all 19", n)
	}
}

// Areas without a value are named below those with one, and in the alternative
// text; in an order of one's own they stand in their place.
func TestRankedWithout(t *testing.T) {
	// Of Keski-Suomi's municipalities SOTKAnet lists no placements of Luhanka in 2021.
	spec := "indicator: \"191\"\nregions: kunta@maakunta:13/2016\nyear: 2021\nwith: maa\n"
	f := rankedOf(t, spec, "placements.csv")
	names, content := drawnRows(f, domain.English)
	if len(content.Without) != 1 || len(content.Without[0].Names) == 0 || content.Without[0].Why != "Missing" || len(names)+len(content.Without[0].Names) != 23 {
		t.Fatalf("%d rows, without %+v", len(names), content.Without)
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "Missing: "+content.Without[0].Names[0]) {
		t.Errorf("alternative text %q", alt)
	}
	f = rankedOf(t, spec+"order: name\n", "placements.csv")
	if names, content := drawnRows(f, domain.Finnish); len(names) != 23 || len(content.Without) != 0 || names[22] != "Äänekoski" {
		t.Errorf("by name: %v, without %v", names, content.Without)
	}
}

// An area that is itself the benchmark is drawn as that, and not compared with itself.
func TestRankedBesideItself(t *testing.T) {
	f := rankedOf(t, "indicator: \"191\"\nregions: maakunta@maa,maa\nyear: 2021\nwith: [maa, mean]\n", "placements.csv")
	_, content := drawnRows(f, domain.Finnish)
	own := 0
	for _, r := range content.Rows {
		if !math.IsNaN(r.Beside) {
			t.Errorf("%s has a benchmark of its own: %v", r.Name, r.Beside)
		}
		if r.Benchmark {
			own++
		}
	}
	if own != 1 || len(content.Benchmarks) != 2 {
		t.Errorf("%d rows are the benchmark, lines %+v", own, content.Benchmarks)
	}
	if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "ei selvää eroa 4.") {
		t.Errorf("the country is counted as not differing from itself: %q", alt)
	}
}

// Numbers of people are bars; without benchmarks nothing is judged.
func TestRankedBars(t *testing.T) {
	f := rankedOf(t, "indicator: \"127\"\nregions: kunta@maakunta:13\nyear: 2022\nmultiply: 0.001\n", "population.csv")
	names, content := drawnRows(f, domain.Finnish)
	if !content.Bars || names[0] != "Jyväskylä" || content.Benchmarks != nil || content.Rows[0].Verdict != ranked.NoVerdict {
		t.Errorf("%v, %+v", names, content)
	}
	if v := value(t, f, "127", "kunta:179", "2022"); math.Abs(v-content.Rows[0].Value) > 1e-9 || v < 140 || v > 150 {
		t.Errorf("Jyväskylä %v thousand in the table, %v drawn", v, content.Rows[0].Value)
	}
	for _, r := range rows(t, f) {
		if strings.Contains(r["note"], "benchmark") {
			t.Errorf("%s: %s, though none was asked for", r["region"], r["note"])
		}
		if v, err := strconv.ParseFloat(r["value"], 64); err != nil || v <= 0 {
			t.Errorf("%s: %q", r["region"], r["value"])
		}
	}
}

func TestRankedFaults(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	const base = "id: a\nkind: ranked\nindicator: \"191\"\nregions: maakunta@maa\n"
	for text, want := range map[string]string{
		base + "order: rank\n":                                `charts/a.yaml:5: order: found "rank", expected value or name or given`,
		base + "mark: pie\n":                                  `charts/a.yaml:5: mark: found "pie", expected dots or bars`,
		base + "top: 3\norder: name\n":                        "charts/a.yaml:5: top: found with order: name",
		base + "columns: 9\n":                                 "columns: found 9, expected 1 to 4",
		base + "show: difference\n":                           "show: difference: found 0 benchmarks",
		base + "interval: false\nverdict: true\n":             "charts/a.yaml:6: verdict: found with interval: false",
		base + "interval: true\npublished: true\n":            "interval: found with published: true",
		"id: a\nkind: ranked\nregions: maa\n":                 "indicator: found none",
		"id: a\nkind: ranked\nindicator: \"191\"\n":           "regions: found none",
		base + "year: 1900\n":                                 "191: none of the regions has a value in 1900; the latest is of 2021",
		base + "year: 2021\nfocus: kunta:179\n":               "focus: kunta:179 is not among the regions drawn",
		base + "year: 2021\nwith: kunta@maakunta:13\n":        "expected one; 'mean' is the mean of the regions compared",
		base + "year: 2021\nforecast: 3\n":                    "forecast: found in a figure of kind ranked, expected only with kind: lines",
		"id: a\nkind: ranked\nindicator: \"9\"\nregions: maa": "no data of indicator 9 in this workspace",
	} {
		s, err := Parse("charts/a.yaml", []byte(text), domain.Finnish)
		if err == nil {
			_, err = b.Build(t.Context(), s)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v\nwant %q", text, err, want)
		}
	}
}

// Of differences the alternative text has differences.
func TestRankedDifferencesInWords(t *testing.T) {
	f := rankedOf(t, "indicator: \"191\"\nregions: maakunta@maa\nwith: maa\nshow: difference\nfocus: maakunta:13\nyear: 2021\n", "placements.csv")
	alt := strings.ReplaceAll(f.Alt(domain.Finnish), "\u00a0", " ")
	for _, want := range []string{"Erotuskuvio, 19 aluetta, 2021: ero vertailuun (Koko maa) on suurin Kymenlaakso +0,70 %-yks., pienin Etelä-Karjala −0,91 %-yks. ", "Keski-Suomi +0,28 %-yks. (95 %:n väli +0,16 … +0,41), sija 7/19"} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q\nwants %q", alt, want)
		}
	}
	if strings.Contains(alt, "2,42") {
		t.Errorf("alternative text tells levels that are not drawn: %q", alt)
	}
}
