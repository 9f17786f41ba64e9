package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInitAndFind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "plan")
	if _, err := Find(filepath.Dir(filepath.Dir(dir))); !errors.Is(err, ErrNone) {
		t.Fatalf("no workspace: %v", err)
	}
	if _, err := Init(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(dir); err == nil {
		t.Fatal("a second init went through")
	}
	w, err := Find(filepath.Join(dir, "charts"))
	if err != nil {
		t.Fatal(err)
	}
	if w.Config.Lang != "" {
		t.Errorf("the template is not all comments: %+v", w.Config)
	}
	if _, err := os.Stat(w.ChartsDir()); err != nil {
		t.Error(err)
	}
}

func TestConfig(t *testing.T) {
	c, err := parseConfig("kuvio.yaml", []byte("lang: sv\nsets: {hyte: [191, 3126]}\ndenominators: {191: 1065:count}\nbreaks: {3126: [2011, 2005]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Lang != "sv" || len(c.Sets["hyte"]) != 2 || c.Sets["hyte"][0] != "191" || c.Denominators["191"] != "1065" || c.Breaks["3126"][0] != 2005 {
		t.Errorf("%+v", c)
	}
	for _, tt := range []struct{ text, want string }{
		{"langg: fi\n", "langg"},
		{"\nlang: [\n", "2:"},
		{"lang: de\n", `unknown language "de"`},
		{"sets: {hyte: [19x]}\n", `"19x" is not an indicator`},
		{"denominators: {191: abc}\n", `"abc" is not an indicator`},
		{"breaks: {oops: [2011]}\n", `"oops" is not an indicator`},
		{"breaks: {191: [20111]}\n", "not a period"},
		{"steady_band: 100\n", "steady_band"},
	} {
		_, err := parseConfig("kuvio.yaml", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "kuvio.yaml") {
			t.Errorf("%q: %v, want it to say %q", tt.text, err, tt.want)
		}
	}
}
