package strictyaml

import (
	"errors"
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

func TestLine(t *testing.T) {
	content := []byte("id: a\nseries:\n  - x\n  - y\n")
	if got, _ := Place(content, "$.series[1]"); got != 4 {
		t.Errorf("line %d, want 4", got)
	}
	if got, _ := Place(content, "$.nothing"); got != 0 {
		t.Errorf("line %d of a key that is not there", got)
	}
}
