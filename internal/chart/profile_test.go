package chart

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	drawing "kuvio/internal/figure/profile"
)

// profileOf is a profile's figure and what it draws, in Finnish.
func profileOf(t *testing.T, b *Builder, text string) (*Figure, drawing.Content) {
	t.Helper()
	f, err := b.Build(t.Context(), spec(t, "kind: profile\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(domain.Finnish).(drawing.Content)
}

// SOTKAnet's 191 of 2021: Jyväskylä 616 of 26,166 children, clearly more than the
// country's 17,883 of 1,035,517. 3775 is not held for the country.
func TestProfileOfAnArea(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	b.Session.Config.HighIs = map[domain.IndicatorID]domain.Polarity{"191": domain.HighBad}
	f, c := profileOf(t, b, "region: Jyväskylä\nindicators: [\"191\", \"3775\"]\nwith: [maa, \"maakunta:13\"]\n")
	if len(c.Rows) != 2 || c.Own != "Jyväskylä" || strings.Join(c.Beside, ", ") != "Koko maa, Keski-Suomi" || !c.Range {
		t.Fatalf("%+v", c)
	}
	r := c.Rows[0]
	if r.Value != "2,4" || r.Name != "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat" || r.Detail != "% vastaavanikäisestä väestöstä, 2021" || strings.Join(r.Beside, " ") != "1,7 2,0" || r.Verdict != drawing.Worse || !r.Range.Flip {
		t.Errorf("%+v", r)
	}
	if !near(r.Range.Own, 100*616/26166.0) || !near(r.Range.Marks[0], 100*17883/1035517.0) || r.Range.Low != 0 || r.Range.High < r.Range.Own {
		t.Errorf("range %+v", r.Range)
	}
	if c.Sides.Left != "heikompi*" || c.Sides.Middle != "koko maa" {
		t.Errorf("sides %+v", c.Sides)
	}
	if c.Rows[1].Verdict != drawing.NoVerdict || c.Rows[1].Beside[0] != ".." {
		t.Errorf("%+v", c.Rows[1])
	}
	profileTexts(t, f)
}

// profileTexts are what that profile says and the data beside it.
func profileTexts(t *testing.T, f *Figure) {
	t.Helper()
	alt := f.Alt(domain.English)
	for _, want := range []string{"Profile: Jyväskylä, 2 indicators; beside whole country.", "Clearly worse: ", "2.4% (whole country 1.7).", "Each row's range has a scale of its own"} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q: wants %q", alt, want)
		}
	}
	data := rows(t, f)
	if len(data) != 2 || data[0]["maa"][:6] != "1.7269" || data[0]["verdict"] != "higher" || data[0]["assessment"] != "worse" || data[0]["range_low"] != "0" || data[1]["maa"] != "" {
		t.Errorf("data %v", data)
	}
}

// Without a range there are numbers alone, and the country has no benchmark unless
// one is named.
func TestProfileWithoutRange(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	_, c := profileOf(t, b, "region: Jyväskylä\nindicators: \"191\"\nrange: none\nyear: 2010\n")
	if c.Range || !strings.HasSuffix(c.Rows[0].Detail, ", 2010") || !math.IsNaN(c.Rows[0].Range.Low) {
		t.Errorf("%+v", c.Rows[0])
	}
	if _, c = profileOf(t, b, "region: maa\nindicators: \"191\"\n"); len(c.Beside) != 0 || c.Range || c.Rows[0].Verdict != drawing.NoVerdict {
		t.Errorf("the country: %+v", c)
	}
}

func TestProfileErrors(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for text, want := range map[string]string{
		"region: kunta@maakunta:13\nindicators: \"191\"\n":                     "region: kunta@maakunta:13 is 22 regions, expected one",
		"region: Jyväskylä\nindicators: \"191\"\nwith: mean\n":                 "with: mean is of several regions",
		"region: Jyväskylä\nindicators: \"191\"\nwith: \"target:1.2\"\n":       "with: a target is of one indicator",
		"region: Jyväskylä\nindicators: \"191\"\nwith: Jyväskylä\n":            "with: kunta:179 is the region itself",
		"region: Jyväskylä\nindicators: \"191\"\nrange: \"maa,maakunta:13\"\n": "range: found 2 regions, expected at least 5",
		"region: Jyväskylä\nindicators: \"191\"\nyear: 1950\n":                 "no values to draw: 191 of Jyväskylä, 1950",
		"region: Jyväskylä\nindicators: \"9999\"\n":                            "no data of indicator 9999",
		"region: Jyväskylä\nindicators: \"191\"\nyear: kesä\n":                 "year: ",
	} {
		if _, err := b.Build(t.Context(), spec(t, "kind: profile\n"+text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"indicators: \"191\"\n": "region: found none",
		"region: maa\n":         "indicators: found none",
		"region: maa\nindicators: \"191\"\nmultiply: 1000\n":     "charts/a.yaml:6: multiply: found in a figure of kind profile",
		"region: maa\nindicators: \"191\"\nscale: auto\n":        "charts/a.yaml:6: scale: found in a figure of kind profile",
		"region: maa\nindicators: \"191\"\nregions: kunta@maa\n": `unknown field "regions": did you mean region?`,
	} {
		if _, err := Parse("charts/a.yaml", []byte("id: a\nkind: profile\ntitle: {fi: A}\n"+text), domain.Finnish); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
