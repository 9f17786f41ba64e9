package strictyaml

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

type spec struct {
	ID     string   `yaml:"id"`
	Series []string `yaml:"series"`
	Year   int      `yaml:"year"`
}

func TestDecode(t *testing.T) {
	var s spec
	if err := Decode([]byte("# a figure\nid: kuvio-3\n"), &s); err != nil || s.ID != "kuvio-3" {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := Decode([]byte("# nothing\n"), &s); !errors.Is(err, ErrEmpty) {
		t.Errorf("only a comment: %v", err)
	}
	for content, want := range map[string]string{
		"id: a\nidd: b\n":      "[2:1]",
		"id: a\nserie: []\n":   `unknown field "serie": did you mean series?`,
		"id: a\n---\nid: b\n":  "second document",
		"id: [\n":              "1:",
		"series:\n !0 #":       "YAML", // the decoder itself panics on this
		"id: a\nid: duplicate": "[2:1]",
		"id: a\nyear: soon\n":  "[2:7] found a text, expected a whole number",
		"id: a\nseries: 5\n":   "[2:9] ",
	} {
		if err := Decode([]byte(content), &spec{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want it to say %q", content, err, want)
		}
	}
}

// Texts that need quotes are told as that, at the text, and nothing in the words of
// YAML or Go.
func TestUnquoted(t *testing.T) {
	for _, c := range []struct {
		content, want string
		line, column  int
	}{
		{"id: a\nseries: []\ntitle: {year}\n", "YAML takes {year} for keys and values", 3, 8},
		{"title: {region:in} sijoitetut\n", "YAML takes {region:in} for keys and values", 1, 8},
		{"title: Sijoitetut: Kuopio\n", "YAML takes the colon in it", 1, 8},
		{"title: {fi: {year} sijoitetut, sv: b}\n", "YAML takes {year} for keys and values", 1, 13},
		{"series: @hyte\n", "YAML keeps @ at the beginning", 1, 9},
		{"id: a\nseries: [@hyte]\n", "YAML keeps @ at the beginning", 2, 10},
		{"series: [{year}]\n", "YAML takes {year}", 1, 10},
	} {
		err := Decode([]byte(c.content), &struct {
			ID     string   `yaml:"id"`
			Series []string `yaml:"series"`
			Title  struct {
				FI string `yaml:"fi"`
				SV string `yaml:"sv"`
			} `yaml:"title"`
		}{})
		if err == nil || !strings.Contains(Brief(err), `put the text in quotes ("…"): `+c.want) {
			t.Errorf("%q: %v, want %q", c.content, err, c.want)
			continue
		}
		if line, column := PlaceOf(err); line != c.line || column != c.column {
			t.Errorf("%q: at %d:%d, want %d:%d", c.content, line, column, c.line, c.column)
		}
	}
	for content, want := range map[string]string{
		"year: 99999999999999999999\n": "found 99999999999999999999, expected a smaller number",
		"series: 5\n":                  "found a number, expected a list [ ]",
		"series: {a: b}\n":             "found keys and values { }, expected a list [ ]",
	} {
		if err := Decode([]byte(content), &spec{}); err == nil || Brief(err) != want {
			t.Errorf("%q: %v, want %q", content, err, want)
		}
	}
}

// All keys that mean nothing are told, and the rest is read.
func TestUnknownKeys(t *testing.T) {
	var s spec
	var unknown *UnknownKeyError
	if err := Decode([]byte("idd: a\nyaer: 1\nid: b\nserie: {x: 1}\nyear: 2015\n"), &s); !errors.As(err, &unknown) {
		t.Fatal(err)
	}
	var told []string
	for _, e := range append([]*UnknownKeyError{unknown}, unknown.Also...) {
		told = append(told, e.Message())
	}
	want := []string{`unknown field "idd": did you mean id?`, `unknown field "serie": did you mean series?`, `unknown field "yaer": did you mean year?`}
	slices.Sort(told)
	if !slices.Equal(told, want) || unknown.Rest != nil || s.ID != "b" || s.Year != 2015 {
		t.Errorf("%q, %v, %+v", told, unknown.Rest, s)
	}
}

func TestLine(t *testing.T) {
	content := []byte("id: a\nseries:\n  - x\n  - y\n")
	if got, _ := Place(content, "$.series[1]"); got != 4 {
		t.Errorf("line %d, want 4", got)
	}
	if got, _ := Place(content, "$.nothing"); got != 0 {
		t.Errorf("line %d of a key that is not there", got)
	}
}
