package workspace

import (
	"maps"
	"strings"
	"testing"
)

func TestOutputs(t *testing.T) {
	const want = "kunta:005,maa"
	for _, regions := range []string{`"kunta:005,maa"`, `[kunta:005, maa]`, `["kunta:005", 'maa']`, "\n      - kunta:005\n      - maa # all", `kunta:005,maa`} {
		c, err := parseConfig("kuvio.yaml", []byte("outputs:\n  - command: trend\n    indicators: 191\n    all_turns: true\n    to: out/suunnat.csv\n    regions: "+regions+"\n"))
		if err != nil {
			t.Errorf("%s: %v", regions, err)
			continue
		}
		o := c.Outputs[0]
		if o.Command != "trend" || o.To != "out/suunnat.csv" || !maps.Equal(o.Flags, map[string]string{"indicators": "191", "all-turns": "true", "regions": want}) {
			t.Errorf("%s: %+v", regions, o)
		}
	}
	for text, want := range map[string]string{
		"outputs: [{to: a.csv}]":                                        "outputs: entry 1: expected a command",
		"outputs: [{command: trend}]":                                   "outputs: entry 1: expected to",
		"outputs: [{command: trend, to: ../a.csv}]":                     "expected a file within the workspace",
		"outputs: [{command: trend, to: /a.csv}]":                       "expected a file within the workspace",
		"outputs: [{command: a, to: a.csv}, {command: b, to: ./a.csv}]": "entry 2: to: ./a.csv is made by an entry before",
		"outputs: [{command: trend, to: a.csv, regions: {a: b}}]":       "expected a word, a number or a list",
	} {
		if _, err := parseConfig("kuvio.yaml", []byte(text+"\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestSources(t *testing.T) {
	c, err := parseConfig("kuvio.yaml", []byte(`
sources:
  - {kind: sotkanet, indicators: ["@plan", 191], years: 2000-, gender: all, pause: 3s}
  - {kind: sotkanet, indicators: 191}
  - {kind: file, path: data/raw/*.csv, covers: true}
  - {kind: url, url: "https://intra.example.fi/kaynnit.csv", map: maps/kaynnit.yaml}
watch:
  - {indicators: "191, 1065", regions: "maakunta:13"}
`))
	if err != nil {
		t.Fatal(err)
	}
	if s := c.Sources[0]; s.Indicators.String() != "@plan,191" || s.Called() != "sotkanet" || s.Pause != Duration(3e9) {
		t.Errorf("%+v", s)
	}
	if c.Sources[1].Indicators.String() != "191" || c.Sources[2].Called() != "data/raw/*.csv" || c.Watch[0].Indicators.String() != "191,1065" {
		t.Errorf("%+v", c)
	}
	for text, want := range map[string]string{
		"{kind: sotkanett, indicators: 191}":              `kind: found "sotkanett", expected sotkanet, pxweb, kolada, url or file`,
		"{kind: sotkanet}":                                "a source of kind sotkanet needs indicators",
		"{kind: sotkanet, indicators: 191, path: a}":      "path: a source of kind sotkanet has none",
		"{kind: sotkanet, indicators: 191, years: x}":     "years:",
		"{kind: sotkanet, indicators: 191, gender: boys}": "gender:",
		"{kind: sotkanet, indicators: 191, pause: fast}":  "expected a time such as 2s, 12h or 30d",
		"{kind: file, path: \"[\"}":                       "path:",
	} {
		if _, err := parseConfig("kuvio.yaml", []byte("sources:\n  - "+text+"\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestParseDuration(t *testing.T) {
	for word, want := range map[string]float64{"30d": 30 * 86400, "2s": 2, "500ms": 0.5, "12h": 43200, "0d": 0} {
		if d, err := ParseDuration(word); err != nil || d.Seconds() != want {
			t.Errorf("%s: %v, %v", word, d, err)
		}
	}
	for _, word := range []string{"", "30", "-1d", "1d2h", "d", "-5s"} {
		if d, err := ParseDuration(word); err == nil {
			t.Errorf("%q: %v", word, d)
		}
	}
}
