package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

func TestInitAndFind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "plan")
	if _, err := Find(filepath.Dir(filepath.Dir(dir))); !errors.Is(err, ErrNone) {
		t.Fatalf("no workspace: %v", err)
	}
	if _, err := Init(dir, Beginning{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(dir, Beginning{}); err == nil {
		t.Fatal("a second init went through")
	}
	w, err := Find(filepath.Join(dir, "charts"))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(w.Config, Config{}) {
		t.Errorf("the template is not all comments: %+v", w.Config)
	}
	if _, err := os.Stat(w.ChartsDir()); err != nil {
		t.Error(err)
	}
}

func TestConfig(t *testing.T) {
	c, err := parseConfig("kuvio.yaml", []byte("lang: sv\nsets: {hyte: [191, 3126]}\ndenominators: {191: 1065:count}\nbreaks: {3126: [2011, 2005]}\nsuppressed_below: {191: 5, \"oma:x\": 1000}\nhigh_is: {191: bad, 127: good}\nrepeated_events: [1886]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Lang != "sv" || len(c.Sets["hyte"]) != 2 || c.Sets["hyte"][0] != "191" || c.Denominators["191"] != "1065" || c.Breaks["3126"][0] != 2005 {
		t.Errorf("%+v", c)
	}
	if len(c.SuppressedBelow) != 2 || c.SuppressedBelow["191"] != 5 || c.SuppressedBelow["oma:x"] != 1000 {
		t.Errorf("suppressed_below %v", c.SuppressedBelow)
	}
	if len(c.HighIs) != 2 || c.HighIs["191"] != domain.HighBad || c.HighIs["127"] != domain.HighGood {
		t.Errorf("high_is %v", c.HighIs)
	}
	if !slices.Equal(c.RepeatedEvents, []domain.IndicatorID{"1886"}) {
		t.Errorf("repeated_events %v", c.RepeatedEvents)
	}
	for _, tt := range []struct{ text, want string }{
		{"langg: fi\n", "langg"},
		{"\nlang: [\n", "2:"},
		{"lang: fi\nstore: postgres://kuvio:salainen@tietokanta/x\n", "[2:8] store: found a password in it, and many may read this file: take it out"},
		{"store: https://tietokanta/x\n", "[1:8] store: found the address of something that is no store"},
		{"lang: de\n", `unknown language "de"`},
		{"sets: {hyte: [19x]}\n", `"19x" is not an indicator`},
		{"denominators: {191: abc}\n", `"abc" is not an indicator`},
		{"breaks: {oops: [2011]}\n", `"oops" is not an indicator`},
		{"breaks: {191: [20111]}\n", "not a period"},
		{"steady_band: 100\n", "steady_band"},
		{"suppressed_below: {191: 1}\n", "suppressed_below: 191: 1: expected the count below which figures are withheld, 2 to 1000"},
		{"suppressed_below: {191: 1001}\n", "2 to 1000"},
		{"suppressed_below: {191: -5}\n", "2 to 1000"},
		{"suppressed_below: {191: five}\n", "1:25"},
		{"suppressed_below: {1339+3377: 5}\n", `suppressed_below: "1339+3377" is not an indicator`},
		{"price_index: cpi\n", `price_index: "cpi" is not an indicator`},
		{"population: x:\n", "kuvio.yaml"},
		{"population: 1+2\n", `population: "1+2" is not an indicator`},
		{"high_is: {191: worse}\n", `high_is: 191: unknown polarity "worse": use good or bad`},
		{"high_is: {191: }\n", "high_is: 191"},
		{"repeated_events: [1339+3377]\n", `repeated_events: "1339+3377" is not an indicator`},
		{"high_is: {x y: bad}\n", `high_is: "x y" is not an indicator`},
	} {
		_, err := parseConfig("kuvio.yaml", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "kuvio.yaml") {
			t.Errorf("%q: %v, want it to say %q", tt.text, err, tt.want)
		}
	}
}

// What the template offers in its comments is what kuvio reads.
func TestTemplate(t *testing.T) {
	var lines []string
	for line := range strings.Lines(string(template)) {
		if option, ok := strings.CutPrefix(line, "# "); ok && (strings.HasPrefix(option, "  ") || keyLine.MatchString(option)) {
			line = option
		}
		lines = append(lines, line)
	}
	c, err := parseConfig("kuvio.yaml", []byte(strings.Join(lines, "")))
	if err != nil {
		t.Fatal(err)
	}
	for v, i := reflect.ValueOf(c), 0; i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("the template says nothing of %s", v.Type().Field(i).Tag.Get("yaml"))
		}
	}
}

var keyLine = regexp.MustCompile(`^[a-z_]+:( [a-z0-9:/@]+)?\n$`)
