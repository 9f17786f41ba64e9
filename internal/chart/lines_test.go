package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/lines"
	"kuvio/internal/series"
)

// linesOf is what a figure of lines draws, in Finnish.
func linesOf(t *testing.T, text string) (*Figure, lines.Content) {
	t.Helper()
	b := builder(t, exampleStore(t, "placements.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: lines\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(domain.Finnish).(lines.Content)
}

// SOTKAnet's 191 of 2021: Jyväskylä 616 of 26,166 children, the country 17,883 of
// 1,035,517.
func TestLinesHaveTheirRoles(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []lines.Role
		bands      []bool
	}{
		{"the country is a benchmark wherever it stands", "series:\n  - {indicator: \"191\", region: maa}\n  - {indicator: \"191\", region: \"kunta:179\"}\ninterval: true\n", []lines.Role{lines.Benchmark, lines.Ordinary}, []bool{false, true}},
		{"alone it is what the figure is about", "series: [{indicator: \"191\", region: maa}]\ninterval: true\n", []lines.Role{lines.Ordinary}, []bool{true}},
		{"municipalities are none", "indicator: \"191\"\nregions: [\"kunta:179\", \"kunta:249\"]\ninterval: true\n", []lines.Role{lines.Ordinary, lines.Ordinary}, []bool{true, false}},
		{"set beside", "indicator: \"191\"\nregions: [\"kunta:179\", \"kunta:249\"]\nwith: [maa, \"maakunta:13\"]\nfocus: \"kunta:249\"\ninterval: focus\n", []lines.Role{lines.Ordinary, lines.Focus, lines.Benchmark, lines.Benchmark}, []bool{false, true, false, false}},
		{"limits of all", "indicator: \"191\"\nregions: [\"kunta:179\", \"kunta:249\"]\ninterval: all\n", []lines.Role{lines.Ordinary, lines.Ordinary}, []bool{true, true}},
	} {
		_, c := linesOf(t, tt.text)
		var roles []lines.Role
		var bands []bool
		for _, s := range c.Series {
			roles, bands = append(roles, s.Role), append(bands, len(s.Band) > 0)
		}
		if !slices.Equal(roles, tt.want) || !slices.Equal(bands, tt.bands) {
			t.Errorf("%s: roles %v with limits %v, want %v with %v", tt.name, roles, bands, tt.want, tt.bands)
		}
	}
}

func TestIndexIsAHundredInItsYear(t *testing.T) {
	f, c := linesOf(t, "indicator: \"191\"\nregions: \"kunta:179\"\nwith: maa\nindex: 2011\nyears: 2005-2021\nothers: \"kunta:249\"\n")
	for _, s := range append(slices.Clone(c.Series), c.Others...) {
		for _, p := range s.Points {
			if p.X == 2011 && math.Abs(p.Y-100) > 1e-9 {
				t.Errorf("%s: %v in 2011", s.Label, p.Y)
			}
		}
	}
	if c.Unit != "\u00a0(2011 = 100)" || c.Base != 100 || len(c.Others) != 1 {
		t.Errorf("unit %q, base %v, %d behind", c.Unit, c.Base, len(c.Others))
	}
	for _, r := range rows(t, f) {
		if r["region"] == "kunta:179" && r["period"] == "2021" {
			_, plain := linesOf(t, "indicator: \"191\"\nregions: \"kunta:179\"\nyears: 2011-2021\n")
			all := plain.Series[0].Points
			got, err := strconv.ParseFloat(r["value"], 64)
			if want := 100 * all[len(all)-1].Y / all[0].Y; err != nil || math.Abs(got-want) > 1e-6 || r["unit"] != "INDEKSI" {
				t.Errorf("2021: %s %s, want %v", r["value"], r["unit"], want)
			}
		}
	}
}

func TestMeanIsALineOfItsOwn(t *testing.T) {
	_, c := linesOf(t, "indicator: \"191\"\nregions: [\"kunta:179\", \"kunta:249\"]\nwith: mean\nyears: 2021\npublished: true\n")
	at := func(i int) float64 { return c.Series[i].Points[0].Y }
	if len(c.Series) != 3 || math.Abs(at(2)-(at(0)+at(1))/2) > 1e-9 || c.Series[2].Role != lines.Benchmark {
		t.Fatalf("%+v", c.Series)
	}
}

func TestPeriodsOfSeveralYearsStandInTheirMiddle(t *testing.T) {
	set := &lineSet{spec: new(Lines), multiply: 1}
	var s series.Series
	for i, p := range []domain.Period{"2006–2008", "2009–2011", "1999–2001"} {
		s.Points = append(s.Points, series.NewPoint(p, domain.NewCell(float64(i), math.NaN())))
	}
	set.all = []series.Based{s.Based()}
	want := []lines.Period{{X: 2000, Label: "1999–2001"}, {X: 2007, Label: "2006–08"}, {X: 2010, Label: "2009–11"}}
	if got := set.periods("1999", "2011"); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	line := set.line(&set.all[0], "", "1999", "2011", domain.Finnish)
	if line.Points[0].X != 2007 {
		t.Errorf("2006–2008 stands at %v, want 2007", line.Points[0].X)
	}
}

// What lies on either side of a break has no year in common.
func TestNoIndexAcrossABreak(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.Breaks = map[domain.IndicatorID][]int{"191": {2005}}
	text := "kind: lines\nindicator: \"191\"\nregions: [kunta:179]\nindex: 2011\n"
	want := "index: 191 of kunta:179 changes in 2005, and what lies on either side has no year in common: name years on one side of it, as years: 2005-"
	if _, err := b.Build(t.Context(), spec(t, text)); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
	if _, err := b.Build(t.Context(), spec(t, text+"years: 2005-\n")); err != nil {
		t.Errorf("after the break: %v", err)
	}
}

func TestWhatLinesCannotBe(t *testing.T) {
	six := "kunta:179, kunta:249, kunta:410, kunta:500, kunta:182, kunta:992, kunta:226"
	for _, tt := range []struct{ text, want string }{
		{"indicator: \"191\"\nregions: [" + six + "]\n", "7 series: at most 6 can be told apart in one figure; kind: multiples draws a small figure of each, and others: draws them light grey behind"},
		{"indicator: \"191\"\nregions: kunta:179\nwith: kunta:249\nindex: 1950\n", "index: 191 of kunta:179 has no value in 1950"},
		{"indicator: \"191\"\nregions: \"kunta:179, kunta:249\"\nwith: peers\n", "with: peers: found 2 regions, expected one"},
		{"indicator: \"191\"\nregions: kunta:179\nfocus: kunta:249\n", "focus: kunta:249 is not among the regions drawn"},
	} {
		b := builder(t, exampleStore(t, "placements.csv"))
		_, err := b.Build(t.Context(), spec(t, "kind: lines\n"+tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.text, err, tt.want)
		}
	}
	for _, tt := range []struct{ text, want string }{
		{"indicator: \"191\"\nseries: [{indicator: \"191\", region: maa}]\n", "indicator: found beside series, expected one of them"},
		{"indicator: \"191\"\n", "regions: found none"},
		{"indicator: \"191\"\nregions: maa\ntarget: soon\n", "found soon, expected a value such as 1.2"},
		{"indicator: \"191\"\nregions: maa\ntarget: [{value: 1}, {value: 2}]\n", "target: expected each value's first year"},
		{"indicator: \"191\"\nregions: maa\nrange: {from: 2020, to: 2019, text: x}\n", "range 1: found from 2020 to 2019"},
		{"indicator: \"191\"\nregions: maa\nannotations: [{text: x}]\n", "annotation 1: expected a year and a text"},
		{"indicator: \"191\"\nregions: maa\ninterval: some\n", "found some, expected focus, all, true or false"},
	} {
		_, err := Parse("charts/a.yaml", []byte("id: a\nkind: lines\n"+tt.text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.text, err, tt.want)
		}
	}
}

// The subtitle says how far a forecast goes, and the lines behind are called what
// their set is.
func TestLinesSayWhatIsBehindAndAhead(t *testing.T) {
	f, _ := linesOf(t, "indicator: \"191\"\nregions: [maakunta:13]\nforecast: 3\n")
	if got := f.subtitle(domain.Finnish); !strings.HasSuffix(got, "2021, ennuste vuoteen 2024") {
		t.Errorf("subtitle %q", got)
	}
	b := builder(t, exampleStore(t, "placements.csv"))
	if got := b.setWords(List{"kunta@maakunta:13"}); got.FI != "Keski-Suomen kunnat" || got.EN != "municipalities in Central Finland" {
		t.Errorf("%+v", got)
	}
	if got := b.setWords(List{"kunta:179", "kunta:182"}); !got.IsZero() {
		t.Errorf("%+v of two municipalities", got)
	}
}

func TestTitlesWithinASentence(t *testing.T) {
	for title, want := range map[string]string{"Kodin ulkopuolelle sijoitetut": "kodin ulkopuolelle sijoitetut", "BKT asukasta kohti": "BKT asukasta kohti", "0–17-vuotiaat": "0–17-vuotiaat"} {
		if got := inSentence(title); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
