package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What may make a figure of then another is said, and bytes that are others: of another
// version of kuvio, of other titles, or of a lock that someone wrote into.
func TestLockedOtherThanThen(t *testing.T) {
	dir := t.TempDir()
	run := func(args ...string) (int, string) {
		t.Helper()
		code, _, stderr := onTerminal(t, 0, nil, append(args, "-C", dir)...)
		return code, stderr
	}
	if code, stderr := run("init"); code != exitDone {
		t.Fatal(stderr)
	}
	for name, content := range map[string]string{
		"kuvio.yaml":    "sources: [{kind: file, path: raw}]\n",
		"charts/a.yaml": "id: a\nkind: lines\nindicator: \"191\"\nregions: maakunta:13\n",
		"raw/191.csv":   "indicator;region;year;gender;primary value;absolute value\n191;499;2010;total;1.1;600\n191;499;2011;total;1.2;640\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, stderr := run("refresh", "-q"); code != exitDone {
		t.Fatal(stderr)
	}
	file := filepath.Join(dir, "kuvio.lock")
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ pattern, with, want string }{
		{`"drawing": 1`, `"drawing": 0`, "a: kuvio draws otherwise since (drawing version 0 then, 1 now)"},
		{`"kuvio": "[^"]*"`, `"kuvio": "0.1"`, "a: it was made by kuvio 0.1, and this is "},
		{`"described": "[^"]*"`, `"described": "00"`, "a: titles, units or notices of its indicators have changed since"},
		{`"out/a.png": "[^"]*"`, `"out/a.png": "00"`, "a.png: not the bytes that kuvio.lock has"},
		{`"191": 1`, `"191": 7`, "a: it was made of import 7 of indicator 191, and this store has import 1: it is not the store of then"},
		{`"import": 1`, `"import": 4`, "a: it was made of import 4, which this store has not: expected an import between 1 and 1"},
		{`"png"`, `"gif"`, `kuvio.lock: a: formats: found "gif", expected png, svg or pdf`},
		{`zz`, ``, "a.png (as it was)"},
	} {
		changed := regexp.MustCompile(c.pattern).ReplaceAllString(string(written), c.with)
		if changed == string(written) && c.pattern != "zz" {
			t.Fatalf("%s is not in\n%s", c.pattern, written)
		}
		if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		_, stderr := run("render", "--locked", "-o", filepath.Join(dir, "then"))
		if !strings.Contains(stderr, c.want) {
			t.Errorf("%s for %s: %s, want %s", c.with, c.pattern, stderr, c.want)
		}
	}
}
