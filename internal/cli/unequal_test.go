package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/data"
)

// TestSpreadOnATerminal: what an analyst reads first, and the classes with
// their regions, fit narrow terminals and wide ones.
func TestSpreadOnATerminal(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := onTerminal(t, 0, nil, "init", dir); code != exitDone {
		t.Fatal(stderr)
	}
	for _, name := range []string{"children.csv", "placements.csv", "population.csv"} {
		content, err := fs.ReadFile(data.Example, "example/"+name)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		if code, _, stderr := onTerminal(t, 0, nil, "import", "-C", dir, file); code != exitDone {
			t.Fatal(stderr)
		}
	}
	for _, width := range []int{70, 100, 120} {
		for _, args := range [][]string{
			{"spread", "-i", "3126,1244", "--explain"},
			{"classes", "-i", "127", "--limits", "1000,10000,100000", "--year", "2015"},
		} {
			args = append(args, "-C", dir, "--no-color", "-r", "kunta@maakunta:13")
			code, out, stderr := onTerminal(t, width, nil, args...)
			if code != exitDone {
				t.Fatal(stderr)
			}
			for line := range strings.Lines(out) {
				if n := len([]rune(strings.TrimRight(line, "\n"))); n > width {
					t.Errorf("%s: a line of %d characters on a terminal of %d: %q", args[0], n, width, line)
				}
			}
			unwrapped := strings.Join(strings.Fields(out), " ")
			if args[0] == "spread" && (!strings.Contains(unwrapped, " 0,430 ") || width >= 100 && !strings.Contains(unwrapped, "CV Gini") || !strings.Contains(unwrapped, "CV 0,353 → 0,515")) {
				t.Errorf("width %d: the CV of 1244 in 2020 or its trend is not there:\n%s", width, out)
			}
		}
	}
}
