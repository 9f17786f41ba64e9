package chart

import (
	"maps"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/lines"
)

// A figure without its data is an error that names what to import.
func TestBuildNamesWhatIsMissing(t *testing.T) {
	b := builder(t, emptyStore(t))
	for id, want := range map[string]string{
		"kuvio-1":    "charts/kuvio-1-vaesto.yaml: part 1: no data of indicator oma:vaesto-ika in this workspace: import it with 'kuvio import FILE'",
		"kuvio-3":    "charts/kuvio-3-lastenpsykiatria.yaml: no data of indicator 2483 in this workspace",
		"kuvio-5":    "charts/kuvio-5-kustannukset.yaml: series 1: no data of indicator 3375 in this workspace",
		"placements": "charts/placements.yaml: no data of indicator 191 in this workspace",
	} {
		f, err := b.Build(t.Context(), planSpecs(t)[id])
		if err == nil || !strings.Contains(err.Error(), want) || f != nil {
			t.Errorf("%s: %v, want %q", id, err, want)
		}
	}
}

func spec(t *testing.T, text string) Spec {
	t.Helper()
	s, err := Parse("charts/a.yaml", []byte("id: a\ntitle: {fi: Otsikko}\n"+text), domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBuildErrors(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "age.csv", "madeup-costs.csv"))
	for _, c := range []struct{ name, text, want string }{
		{"unknown region", "kind: lines\nseries: [{indicator: \"191\", region: Jyväskyl}]\n", "charts/a.yaml:4: series 1: unknown region \"Jyväskyl\": did you mean kunta:179 Jyväskylä"},
		{"several regions", "kind: lines\nseries: [{indicator: \"191\", region: kunta@maakunta:13}]\n", "expected one: name one indicator and one region"},
		{"several breakdowns", "kind: lines\nseries: [{indicator: \"oma:vaesto-ika\", region: maa}]\n", "found 7 series and no total, expected one: name its breakdown: of age=0-6, age=7-12, "},
		{"no indicator", "kind: lines\nseries: [{indicator: sijoitetut, region: maa}]\n", "charts/a.yaml:4: series 1: \"sijoitetut\" is not an indicator"},
		{"half a splice", "kind: lines\nseries: [{indicator: 1339+3399, region: \"shp:14\"}]\n", "no data of indicator 3399"},
		{"splice of two units", "kind: lines\nseries: [{indicator: 191+3377, region: \"shp:14\"}]\n", "191 is measured in \"%\" and 3377 in \"1,000 euros\""},
		{"no such breakdown", "kind: parts\nindicator: \"oma:vaesto-ika\"\nyear: 2019\nregions: [maa]\nparts: [age=0-7, age=65+]\n", "indicator oma:vaesto-ika has no breakdown age=0-7, and no classes that it has add up to it"},
		{"member of no outer", "kind: structure\nyear: 2015\nouter: [{region: \"shp:14\"}]\ngroups: [{title: {fi: Muut}, members: [Helsinki]}]\n", "group \"Muut\": kunta:091 belonged to none of the outer areas in 2015"},
		{"unknown member", "kind: structure\nyear: 2015\ngroups: [{title: {fi: Muut}, members: [Helsinky]}]\n", "charts/a.yaml:5: group \"Muut\": unknown region \"Helsinky\""},
	} {
		if _, err := b.Build(t.Context(), spec(t, c.text)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "charts/a.yaml:") {
			t.Errorf("%s: %v\nwant %q", c.name, err, c.want)
		}
	}
}

// 3775 of Jyväskylä is listed without a value in 2000–2014: the table says so,
// and the line has a gap there.
func TestGapsStayGaps(t *testing.T) {
	b := builder(t, exampleStore(t, "children.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: lines\nyears: 1999-2015\nseries: [{indicator: \"3775\", region: \"kunta:179\"}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, r := range rows(t, f) {
		got[r["period"]] = r["value"] + " " + r["status"]
	}
	if got["1999"] != "491.2 ok" || got["2000"] != " missing" || got["2014"] != " missing" || got["2015"] != "23.5 ok" || len(got) != 17 {
		t.Errorf("table %v", got)
	}
	points := f.content(domain.Finnish).(lines.Content).Series[0].Points
	if len(points) != 17 || points[0].Y != 491.2 || !math.IsNaN(points[1].Y) || !math.IsNaN(points[15].Y) || points[16].Y != 23.5 {
		t.Errorf("drawn %+v, want a gap of 15 years", points)
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "491.2") || !strings.Contains(alt, "23.5") {
		t.Errorf("alternative text %q: wants the first and the last value", alt)
	}
}

// A seam is drawn where it parts two values, and not before the first.
func TestSeams(t *testing.T) {
	b := builder(t, exampleStore(t, "children.csv"))
	for breaks, want := range map[int]int{1990: 0, 1993: 0, 1994: 1, 2007: 1, 2022: 1, 2023: 0, 2030: 0} {
		b.Session.Config.Breaks = map[domain.IndicatorID][]int{"3775": {breaks}}
		f, err := b.Build(t.Context(), spec(t, "kind: lines\nseries: [{indicator: \"3775\", region: \"kunta:179\"}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := f.content(domain.Finnish).(lines.Content).Series[0].Seams; len(got) != want {
			t.Errorf("break of %d: seams %+v, want %d (values 1993–1999 and 2015–2022)", breaks, got, want)
		}
	}
}

// Years stand in texts as the data has them, not as the spec asks for them.
func TestYearsInTexts(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	s := spec(t, "kind: lines\nsubtitle: {fi: \"{years}, {first}, {last}, {year}\"}\nyears: 2019-2030\nseries: [{indicator: \"191\", region: maa}]\n")
	f, err := b.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.text(s.Head().Subtitle.Text, domain.Finnish); got != "2019–2021, 2019, 2021, 2021" {
		t.Errorf("%q", got)
	}
}

// Figures are of breakdowns held or summed, and say what was summed: Statistics
// Finland's 18,174, 18,894 and 15,088 of Keski-Suomi are 52,156 under eighteen.
func TestBreakdownsInFigures(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv"))
	for name, c := range map[string]struct {
		spec string
		want map[string]string
		note string
	}{
		"a figure's": {"kind: lines\nbreakdown: age=0-17\nseries: [{indicator: \"oma:vaesto-ika\", region: \"maakunta:13\"}]\n", map[string]string{"age=0-17": "52156"}, "0–6 + 7–12 + 13–17"},
		"a series'":  {"kind: lines\nbreakdown: age=0-17\nseries: [{indicator: \"oma:vaesto-ika\", region: \"maakunta:13\", breakdown: age=65-}]\n", map[string]string{"age=65+": "64162"}, ""},
		"parts":      {"kind: parts\nindicator: \"oma:vaesto-ika\"\nyear: 2019\nregions: \"maakunta:13\"\nparts: [age=65-, age=0-17]\n", map[string]string{"age=65+": "64162", "age=0-17": "52156"}, "0–6 + 7–12 + 13–17"},
	} {
		f, err := b.Build(t.Context(), spec(t, c.spec))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := make(map[string]string)
		for _, r := range rows(t, f) {
			got[r["breakdown"]] = r["value"]
		}
		said := ""
		for _, n := range f.notes {
			said += n.FI
		}
		if !maps.Equal(got, c.want) || !strings.Contains(said, c.note) || c.note == "" && said != "" {
			t.Errorf("%s: %v, %q; want %v, %q", name, got, said, c.want, c.note)
		}
	}
}
