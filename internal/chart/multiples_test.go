package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/multiples"
)

// panelsOf is what a figure of small lines draws, in Finnish.
func panelsOf(t *testing.T, b *Builder, text string) (*Figure, multiples.Content) {
	t.Helper()
	f, err := b.Build(t.Context(), spec(t, "kind: multiples\nindicator: \"191\"\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(domain.Finnish).(multiples.Content)
}

// SOTKAnet's 191 of 2021: Jyväskylä 616 of 26,166 children, the country 17,883 of
// 1,035,517.
func TestPanelsStandByTheirLastValue(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, c := panelsOf(t, b, "regions: [Keuruu, Jyväskylä]\nyears: 2010-2021\nwith: maa\nfocus: [\"kunta:249\"]\n")
	if len(c.Panels) != 2 || c.Panels[0].Label != "Jyväskylä" || c.Panels[1].Label != "Keuruu" || c.Panels[0].Focus || !c.Panels[1].Focus {
		t.Fatalf("panels %+v, want Jyväskylä before Keuruu, which is in focus", c.Panels)
	}
	if c.FirstLabel != "2010" || c.LastLabel != "2021" || c.Unit != "\u00a0%" || len(c.Panels[0].Points) != 12 || c.Benchmarks[0] != "koko maa" {
		t.Errorf("%s–%s%s, %d points beside %v", c.FirstLabel, c.LastLabel, c.Unit, len(c.Panels[0].Points), c.Benchmarks)
	}
	country := c.Panels[1].Benchmarks[0].Points
	if got := country[len(country)-1].Y; !near(got, 100*17883/1035517.0) {
		t.Errorf("the country's last value is %v", got)
	}
	alt := f.Alt(domain.English)
	for _, want := range []string{"Small line charts 2010–2021, 2 panels.", "In 2021 the highest is Jyväskylä, 2.4%, and the lowest Keuruu, 1.7%.", "Whole country, 1.7%: the value is higher in "} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q: wants %q", alt, want)
		}
	}
	for _, r := range rows(t, f) {
		if r["period"] == "2021" && r["maa"][:7] != "1.72696" {
			t.Errorf("beside %s stands %s", r["region"], r["maa"])
		}
	}
}

// The country has values of years in which no municipality drawn has one, and its
// line goes on through them: Luhanka's are of 2000 to 2004, Toivakka's of 2019.
func TestBenchmarksGoOnWherePanelsDoNot(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	_, c := panelsOf(t, b, "regions: [Luhanka, Toivakka]\nyears: 2000-2019\nwith: maa\n")
	for _, p := range c.Panels[0].Benchmarks[0].Points {
		if p.Y != p.Y {
			t.Errorf("the country has no value in %g", p.X)
		}
	}
	if n := len(c.Panels[0].Benchmarks[0].Points); n != 20 {
		t.Errorf("%d years, want 20", n)
	}
}

func TestPanelsInOrder(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for order, want := range map[string]string{
		"value": "Karstula, Jyväskylä, Laukaa", "last": "Karstula, Jyväskylä, Laukaa", "name": "Jyväskylä, Karstula, Laukaa", "given": "Laukaa, Jyväskylä, Karstula", "change": "Karstula, Jyväskylä, Laukaa",
	} {
		_, c := panelsOf(t, b, "regions: [Laukaa, Jyväskylä, Karstula]\nyears: 2000-2021\norder: "+order+"\n")
		var names []string
		for _, p := range c.Panels {
			names = append(names, p.Label)
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("order %s: %s, want %s", order, got, want)
		}
	}
}

// Luhanka's figures are suppressed where they are below five, and those of Kyyjärvi
// in part: panels and notes say so, and not that there are none.
func TestPanelsTellSuppressedFromMissing(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.SuppressedBelow = map[domain.IndicatorID]int{"191": 5}
	f, c := panelsOf(t, b, "regions: [Luhanka, Kyyjärvi, Jyväskylä]\nyears: 2008-2021\norder: given\n")
	if c.Panels[0].Empty != "salattu" || c.Panels[0].End != "" {
		t.Errorf("Luhanka: %+v", c.Panels[0])
	}
	if c.Panels[1].EndYear != "2012" || c.Panels[2].EndYear != "" {
		t.Errorf("ends in %q and %q, want 2012 and the figure's last year", c.Panels[1].EndYear, c.Panels[2].EndYear)
	}
	alt := f.Alt(domain.Finnish)
	for _, want := range []string{"Aukoissa tieto on salattu: Kyyjärvi.", "Salattu: Luhanka.", "Vuodelta 2021 tieto on salattu: Kyyjärvi."} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q: wants %q", alt, want)
		}
	}
	if len(f.Empty) > 0 {
		t.Errorf("%q of figures that are suppressed", f.Empty)
	}
}

// A panel whose series changed between the years is none of those that moved most.
func TestPanelsMoveWithinABreak(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	text := "regions: [Karstula, Jyväskylä, Laukaa]\nyears: 2000-2021\n"
	if f, _ := panelsOf(t, b, text); !strings.Contains(f.Alt(domain.Finnish), "Vuodesta 2000 eniten kasvoi Karstula") {
		t.Errorf("without a break: %s", f.Alt(domain.Finnish))
	}
	b.Session.Config.Breaks = map[domain.IndicatorID][]int{"191": {2010}}
	f, _ := panelsOf(t, b, text)
	if alt := f.Alt(domain.Finnish); strings.Contains(alt, "eniten kasvoi") || !strings.Contains(alt, "Vuonna 2021 suurin on Karstula") {
		t.Errorf("with a break: %s", alt)
	}
	f, _ = panelsOf(t, b, "regions: [Jyväskylä]\nyears: 2000-2021\n")
	if alt := f.Alt(domain.Finnish); strings.Contains(alt, "(2000)") || !strings.Contains(alt, "(2010)") {
		t.Errorf("one panel with a break: %s", alt)
	}
}

// Several indicators of one region have nothing but the years in common.
func TestPanelsOfSeveralIndicators(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	text := "regions: [Jyväskylä]\nwith: [maakunta:13]\nyears: 2015-2021\nscale: own\n"
	_, c := panelsOf(t, b, text)
	f, err := b.Build(t.Context(), spec(t, "kind: multiples\nindicator: 191,3775\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	if c = f.content(domain.Swedish).(multiples.Content); len(c.Panels) != 2 || !c.Own || c.OwnLabel != "egen skala" || c.Panels[0].Label == c.Panels[1].Label {
		t.Errorf("panels %+v", c.Panels)
	}
	if c.Panels[0].Unit != "\u00a0%" || c.Panels[1].Unit != "" || c.Panels[0].End != "2,4" {
		t.Errorf("%s in%q, then one in%q: want 2,4 %%, then euros, in the order given", c.Panels[0].End, c.Panels[0].Unit, c.Panels[1].Unit)
	}
	if note := f.small(domain.Swedish, c); !strings.Contains(strings.Join(note, " "), "Varje ruta har sin egen skala") {
		t.Errorf("notes %q", note)
	}
}

func TestMultiplesRefuse(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	for _, c := range []struct{ name, text, want string }{
		{"two units on one scale", "indicator: 191,3775\nregions: Jyväskylä\n", "191 is measured in \"%\" and 3775 in \"euros per inhabitant\", which have no scale in common"},
		{"a target of two indicators", "indicator: 191,3775\nregions: Jyväskylä\nscale: own\nwith: target:2\n", "a target is of one indicator"},
		{"focus outside", "indicator: \"191\"\nregions: Jyväskylä\nfocus: Keuruu\n", "kunta:249 is not among the regions drawn"},
		{"no year", "indicator: \"191\"\nregions: Jyväskylä\nyears: 2040-\n", "no values to draw: 191 of Jyväskylä, years 2040-"},
		{"no data", "indicator: \"2483\"\nregions: Jyväskylä\n", "no data of indicator 2483"},
	} {
		if _, err := b.Build(t.Context(), spec(t, "kind: multiples\n"+c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	for text, want := range map[string]string{
		"order: up\n":                         "order: found \"up\", expected value, change, name, given",
		"cap: 20%\n":                          "cap: found \"20%\"",
		"cap: 95%\nscale: own\n":              "cap: found with scale: own",
		"columns: 90\n":                       "columns: found 90, expected 1 to 12",
		"scale: log\n":                        "scale: found \"log\", expected auto, common or own",
		"interval: true\npublished: true\n":   "interval: found with published: true",
		"turning_points: true\n":              "turning_points: found in a figure of kind multiples",
		"years: sometimes\n":                  "years: ",
		"regions: []\nyears: \"2000-2010\"\n": "",
	} {
		_, err := Parse("a.yaml", []byte("id: a\nkind: multiples\nindicator: \"191\"\nregions: maa\n"+text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// A figure for half a page that needs more than a page says so, and no other does.
func TestOverPage(t *testing.T) {
	for text, want := range map[string]string{"for: half\n": "and a page has room for 25: draw it for: plan", "": "", "for: web\n": "", "for: half\nsize: {height: 40}\n": ""} {
		f, _ := builtOf(t, "kind: multiples\nindicator: \"191\"\nregions: kunta@maakunta:13\n"+text, "placements.csv")
		p, err := f.Draw(domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.OverPage(p); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
