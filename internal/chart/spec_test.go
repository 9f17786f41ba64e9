package chart

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kuvio/charts"
	"kuvio/internal/domain"
)

const good = "id: sijoitetut\nkind: lines\ntitle: {fi: Sijoitetut}\nseries:\n  - {indicator: \"191\", region: maa}\n"

// Errors name the file, the line and what to do.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "id: a\nkinds: lines\n", `charts/a.yaml:2: found the key kinds and no kind: did you mean kind: lines?`},
		{"a key once called otherwise", good + "joinpoints: true\n", `unknown field "joinpoints": did you mean turning_points?`},
		{"unknown key within", strings.Replace(good, "region: maa", "regions: maa", 1), `unknown field "regions"`},
		{"key twice", "id: a\nid: b\n", `charts/a.yaml: [2:1] mapping key "id" already defined`},
		{"broken YAML", "id: [\n", "charts/a.yaml: [1:"},
		{"wrong type", "id: a\nkind: structure\nyear: vuosi\n", "charts/a.yaml: [3:7]"},
		{"a title in a language there is none of", "id: a\nkind: lines\ntitle: {no: Plasserte}\n", "charts/a.yaml: [3:9]"},
		{"wrong kind", strings.Replace(good, "lines", "line", 1), `charts/a.yaml:2: kind: found "line", expected ` + kindNames("or")},
		{"no kind", strings.Replace(good, "kind: lines\n", "", 1), `charts/a.yaml: kind: found none, expected ` + kindNames("or")},
		{"no id", "kind: lines\n", `charts/a.yaml: id: found "", expected lower-case letters, digits and hyphens`},
		{"id that is no file's name", "kind: lines\n\nid: ../kuvio\n", `charts/a.yaml:3: id: found "../kuvio"`},
		{"gender", good + "gender: women\n", `charts/a.yaml:6: gender: found "women", expected total, male or female`},
		{"years", good + "years: 2020-2010\n", `charts/a.yaml:6: years: "2020-2010": the first year is after the last`},
		{"no series", "id: a\nkind: lines\ntitle: {fi: A}\n", "charts/a.yaml:2: series: found none, expected indicator and regions, or series"},
		{"forecast too far", good + "forecast: 6\n", "charts/a.yaml:6: forecast: found 6, expected 1 to 5 years ahead"},
		{"forecast of the past", good + "forecast: -1\n", "charts/a.yaml:6: forecast: found -1, expected 1 to 5 years ahead"},
		{"forecast that is no number", good + "forecast: yes\n", "charts/a.yaml: [6:11]"},
		{"trend line of parts", "id: a\nkind: parts\ntitle: {fi: A}\ntrend_line: true\n", "charts/a.yaml: [4:1] trend_line: found in a figure of kind parts, expected only with kind: lines"},
		{"turning points of parts", "id: a\nkind: parts\ntitle: {fi: A}\nturning_points: true\n", "charts/a.yaml: [4:1] turning_points: found in a figure of kind parts"},
		{"interval of parts", "id: a\nkind: parts\ntitle: {fi: A}\ninterval: true\n", "charts/a.yaml: [4:1] interval: found in a figure of kind parts"},
		{"forecast of a structure", "id: a\nkind: structure\ntitle: {fi: A}\nforecast: 9\n", "charts/a.yaml: [4:1] forecast: found in a figure of kind structure"},
		{"series without a region", good + "  - {indicator: \"1065\"}\n", "charts/a.yaml:6: series 2: expected an indicator and a region"},
		{"structure without groups", "id: a\nkind: structure\ntitle: {fi: A}\nyear: 2015\n", "a structure needs groups with members, or regions and the category"},
		{"two documents", good + "---\n" + good, "expected one"},
		{"what the YAML package panics on", "id: a\nkind: lines\ntitle: {fi: A}\nseries:\n !0 #", "charts/a.yaml: cannot be read as YAML"},
		{"empty", "", "charts/a.yaml: the file is empty: expected id, kind and what to draw"},
		{"only a comment", "# later\n", "charts/a.yaml: the file is empty"},
	} {
		s, err := Parse("charts/a.yaml", []byte(c.text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), c.want) || s != nil {
			t.Errorf("%s: %+v, %v\nwant an error with %q", c.name, s, err, c.want)
		}
	}
}

// All that is wrong with a file is told, each with its place; near names are those of
// the kind's own keys, and no value is written as Go would.
func TestToldTogether(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"id: a\nkind: ranked\nregion: maa\nfor: slaid\nyaer: 2015\ntitle: \"{regio:in} {foo}\"\nseries: [{x: 1}]\nindicator: \"191\"\n", []string{
			`3:1: unknown field "region": did you mean regions?`,
			`4:6: for: found "slaid", expected plan, half, slide, web or a size in centimetres such as 20x12: did you mean slide?`,
			`5:1: unknown field "yaer": did you mean year?`,
			`6:8: title: found {regio:in}, expected one of {year}, {years}, {first}, {last}, {region}, {region:in}, {region:gen}, {indicator}, {unit}: did you mean {region:in}?`,
			`6:8: title: found {foo}, expected one of {year}, {years}, {first}, {last}, {region}, {region:in}, {region:gen}, {indicator}, {unit}`,
			`7:1: series: found in a figure of kind ranked, expected only with kind: lines: leave it out`,
		}},
		{"id: a\nkind: profile\nregions: maa\n", []string{`3:1: unknown field "regions": did you mean region?`}},
		{"id: a\nkind: rankked\n", []string{`2:7: kind: found "rankked", expected ` + kindNames("or") + `: did you mean ranked?`}},
		{"id: a\nkind: lines\nindicator: \"191\"\nregions: maa\nwith: {maa}\n", []string{`5:7: with: found {maa}, expected maa without braces`}},
		{"id: a\nkind: lines\nindicator: \"191\"\nregions: {a: [1]}\n", []string{`4:10: regions: found a list or keys within a list, expected words`}},
		{"id: a\nkind: lines\nindicator: \"191\"\nregions: maa\ninterval: {a: {b: 1}}\n", []string{`5:11: interval: found a list or keys within a list, expected words`}},
		{"id: a\nkind: tiles\nindicator: \"191\"\nregions: maakunta\neach: kunta\n", []string{`5:7: each: no region of the figure is written as each, expected one, such as regions: each or focus: each`}},
	} {
		_, err := Parse("a.yaml", []byte(c.text), domain.Finnish)
		var got []string
		for _, line := range Told(err) {
			got = append(got, strings.TrimPrefix(line, "a.yaml:"))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

func TestParse(t *testing.T) {
	parsed, err := Parse("charts/a.yaml", []byte(good+"decimals: 0\nyears: 1994-2014\n"), domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	if s := parsed.(*Lines); s.ID != "sijoitetut" || s.Kind != "lines" || s.Series[0].Indicator != "191" || s.Decimals == nil || *s.Decimals != 0 {
		t.Errorf("%+v", s)
	}
	if plain, err := Parse("charts/a.yaml", []byte(good), domain.Finnish); err != nil || plain.(*Lines).Decimals != nil {
		t.Errorf("decimals that are left out are the data's, not 0: %+v, %v", plain, err)
	}
}

// A broken file does not hide the others, and an id is one figure's: of two files none is
// drawn over the other's pictures.
func TestReadDir(t *testing.T) {
	dir := fstest.MapFS{
		"b.yaml":    {Data: []byte(strings.Replace(good, "sijoitetut", "b", 1))},
		"a.yaml":    {Data: []byte(strings.Replace(good, "sijoitetut", "z", 1))},
		"c.yaml":    {Data: []byte("id: c\nkind: pie\ntitle: {fi: C}\n")},
		"d.yaml":    {Data: []byte(strings.Replace(good, "sijoitetut", "b", 1))},
		"e.yaml":    {Data: []byte(strings.Replace(good, "sijoitetut", "y", 1))},
		"notes.txt": {Data: []byte("not a figure")},
	}
	specs, broken, err := ReadDir(dir, "charts", domain.Finnish)
	if len(specs) != 2 || specs[0].Head().ID != "y" || specs[1].Head().ID != "z" {
		t.Errorf("%d specs, want y and z, by id", len(specs))
	}
	if err != nil || len(broken) != 3 || broken[0].ID != "c" || broken[1].ID != "b" || broken[2].ID != "b" {
		t.Fatalf("%v, %v, want c and both of b", broken, err)
	}
	for i, want := range []string{`charts/c.yaml:2: kind: found "pie"`, "charts/b.yaml:1: id b is taken by d.yaml", "charts/d.yaml:1: id b is taken by b.yaml"} {
		if got := broken[i].Err.Error(); !strings.Contains(got, want) {
			t.Errorf("%s\nwant it to say %q", got, want)
		}
	}
}

func TestPlanSpecsAreInEveryLanguage(t *testing.T) {
	specs, broken, err := ReadDir(charts.Plan, "charts", domain.Finnish)
	if err != nil || len(broken) > 0 || len(specs) != 11 {
		t.Fatalf("%d specs, %v, %v", len(specs), broken, err)
	}
	for _, s := range specs {
		h := s.Head()
		texts := []domain.Text{h.Title.Text, h.Subtitle.Text}
		for _, n := range h.Notes {
			texts = append(texts, n.Text)
		}
		switch s := s.(type) {
		case *Parts:
			for _, p := range s.Parts {
				texts = append(texts, p.Label)
			}
		case *Structure:
			for _, g := range s.Groups {
				texts = append(texts, g.Title)
			}
		}
		for _, text := range texts {
			if text.IsZero() { // made from the data
				continue
			}
			if text.FI == "" || text.SV == "" || text.EN == "" {
				t.Errorf("%s: %+v is not in every language", h.ID, text)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("id: a\nkind: structure\ntitle: {fi: A}\nyear: 2015\ngroups: [{title: {fi: A}, members: [Jämsä]}]\n"))
	f.Add([]byte("id: a\nkind: lines\ntitle: {fi: A}\nseries:\n !0 #")) // the YAML package panics
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse("charts/a.yaml", text, domain.Finnish)
		if (s == nil) == (err == nil) {
			t.Fatalf("spec %v and error %v", s, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "charts/a.yaml") {
			t.Errorf("%v does not begin with the file", err)
		}
	})
}
