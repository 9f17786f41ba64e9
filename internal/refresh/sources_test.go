package refresh

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a path of a source stands for, from the workspace: a file, a folder, a pattern.
func TestExpand(t *testing.T) {
	r, _ := begun(t)
	raw := filepath.Join(r.Workspace.Dir, "raw")
	if err := os.Mkdir(raw, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv", "b.csv", "c.txt"} {
		if err := os.WriteFile(filepath.Join(raw, name), []byte("1"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"raw/a.csv": "a.csv", "raw/*.csv": "a.csv b.csv", filepath.Join(raw, "[bc].*"): "b.csv c.txt", "raw": "a.csv b.csv c.txt",
	} {
		files, err := r.expand(path)
		var names []string
		for _, f := range files {
			names = append(names, filepath.Base(f))
		}
		if got := strings.Join(names, " "); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", path, got, err, want)
		}
	}
	for _, path := range []string{"raw/*.xlsx", "none/*"} {
		if files, err := r.expand(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %q, %v; want an error that names it", path, files, err)
		}
	}
}

// --only takes the id of a figure of which there is one for each of several regions for
// all of these, and no id that begins alike.
func TestOnly(t *testing.T) {
	r, _ := begun(t)
	if !r.wanted("taso") {
		t.Error("nothing is asked for, and not all is wanted")
	}
	r.Only = []string{"taso"}
	for name, want := range map[string]bool{"taso": true, "taso.kunta-179": true, "tasot": false, "muu": false} {
		if r.wanted(name) != want {
			t.Errorf("%s: wanted %t", name, !want)
		}
	}
	if err := r.none([]Output{named{}}, nil); err != nil {
		t.Error(err)
	}
	if err := r.none(nil, []Broken{{Name: "taso.kunta-179"}}); err != nil {
		t.Error(err)
	}
	if err := r.none(nil, []Broken{{Name: "tasot"}}); err == nil || err.Error() != `no output "taso": there are tasot` {
		t.Errorf("%v", err)
	}
}
