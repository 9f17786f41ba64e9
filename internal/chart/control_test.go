package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/control"
)

// Yearly values move together, and a control chart of them needs a baseline that
// somebody chose.
func TestControlOfYears(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	text := "kind: control\nindicator: \"191\"\nregion: Jyväskylä\n"
	if _, err := b.Build(t.Context(), spec(t, text)); err == nil || !strings.Contains(err.Error(), "found values of years, expected months or quarters") {
		t.Errorf("error %v", err)
	}
	f, err := b.Build(t.Context(), spec(t, text+"baseline: 2000-2010\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := f.content(domain.Finnish).(control.Content)
	if len(c.Phases) != 1 || c.Phases[0].From != 2000 || c.Phases[0].To != 2010 || c.Step != 1 || c.Phases[0].Trial || c.Unit != "\u00a0%" {
		t.Fatalf("%+v", c)
	}
	if last := c.Phases[0].Points[31]; last.Mark != control.High || c.HighTone != control.Neutral {
		t.Errorf("2021: %+v in tone %d, want high and neither better nor worse", last, c.HighTone)
	}
	b.Session.Config.HighIs = map[domain.IndicatorID]domain.Polarity{"191": domain.HighBad}
	worse, err := b.Build(t.Context(), spec(t, text+"baseline: 2000-2010\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c := worse.content(domain.Swedish).(control.Content); c.HighTone != control.Worse || c.LowTone != control.Better {
		t.Errorf("tones %d and %d, where high is bad", c.HighTone, c.LowTone)
	}
	alt := f.Alt(domain.English)
	for _, want := range []string{"Control chart: Jyväskylä, 32 values from 1990 to 2021.", "Higher than chance explains: 2006–2021.", "The latest value is 2.4% (2021)."} {
		if !strings.Contains(alt, want) {
			t.Errorf("alternative text %q: wants %q", alt, want)
		}
	}
	for _, r := range rows(t, f) {
		if r["period"] == "2021" && (r["signal"] != "beyond_limit;one_side" || r["limits_from"] != "2000" || r["phase"] != "1") {
			t.Errorf("row %v", r)
		}
	}
}

func TestControlRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"baseline: 2000\n":             "baseline: found \"2000\", expected the first period and the last",
		"baseline: 2010-2000\n":        "expected the first period and the last",
		"rebase: [soon]\n":             "rebase: \"soon\" is not a period",
		"years: sometimes\n":           "years: ",
		"regions: kunta@maakunta:13\n": `unknown field "regions": did you mean region?`,
		"pool: 1\n":                    "pool: found 1",
		"indicator: \"\"\n":            "",
		"turning_points: true\n":       "turning_points: found in a figure of kind control",
	} {
		_, err := Parse("a.yaml", []byte("id: a\nkind: control\nindicator: \"191\"\nregion: maa\n"+text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestParsePeriods(t *testing.T) {
	for text, want := range map[string]string{
		"2010-2017": "2010 2017", "2018-01-2018-12": "2018-01 2018-12", "2018M01-2018M12": "2018-01 2018-12", "2018Q1 – 2019Q4": "2018Q1 2019Q4", "2010–2017": "2010 2017",
	} {
		if from, to, err := parsePeriods(text); err != nil || string(from+" "+to) != want {
			t.Errorf("%s: %s %s, %v, want %s", text, from, to, err, want)
		}
	}
}
