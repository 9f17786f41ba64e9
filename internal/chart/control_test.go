package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/control"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
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
	for _, want := range []string{"Control chart: Jyväskylä, 32 values from 1990 to 2021.", "Above the upper limit: ", "7 or more in a row above the mean: 2006–2021.", "The latest value is 2.4% (2021)."} {
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

// A value is told by the rule that tells it: those within the limits by their run,
// those at the mean by no side of it, and where nothing is limited nothing is said of
// limits.
func TestControlTellsRules(t *testing.T) {
	signalled := func(values ...float64) *process {
		p := &process{multiply: 1}
		phase := trend.ControlPhase{Process: stats.Process{Mean: 100, Lower: 90, Upper: 110, Range: 10 / 2.66}, Known: true}
		for i, signals := range phase.Signals(values) {
			at := domain.Year(2000 + i)
			phase.Points = append(phase.Points, trend.ControlPoint{Valued: series.Valued{Point: series.Point{Period: at}, Value: values[i]}, Signals: signals})
		}
		p.Phases = []trend.ControlPhase{phase}
		return p
	}
	for _, c := range []struct {
		values []float64
		marks  []control.Mark
		key    map[control.Mark]string
	}{
		{[]float64{99, 112, 101, 88}, []control.Mark{0, control.High, 0, control.Low}, map[control.Mark]string{control.High: "above the upper limit", control.Low: "below the lower limit"}},
		{[]float64{101, 102, 101, 104, 101, 111, 102}, []control.Mark{control.Above, control.Above, control.Above, control.Above, control.Above, control.High, control.Above},
			map[control.Mark]string{control.Above: "7 or more in a row above the mean", control.High: "above the upper limit"}},
		{[]float64{97, 98, 99, 100, 101, 102, 103}, []control.Mark{control.Way, control.Way, control.Way, control.Way, control.Way, control.Way, control.Way},
			map[control.Mark]string{control.Way: "7 or more in a row in one direction", control.Above: "", control.Below: ""}},
	} {
		p := signalled(c.values...)
		for i, pt := range p.Phases[0].Points {
			if got := mark(&p.Phases[0], pt); got != c.marks[i] {
				t.Errorf("%v: value %d is marked %d, want %d", c.values, i, got, c.marks[i])
			}
		}
		for m, want := range c.key {
			if got := p.meaning(m, domain.English); got != want {
				t.Errorf("%v: mark %d means %q, want %q", c.values, m, got, want)
			}
		}
	}
	none := &process{Control: trend.Control{Phases: []trend.ControlPhase{{}}}}
	if notes := none.notes(); len(notes) != 1 || notes[0].EN != "Of fewer than six values no limits are computed." {
		t.Errorf("notes without limits %v", notes)
	}
}
