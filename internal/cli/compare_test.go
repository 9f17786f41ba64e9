package cli

import (
	"strings"
	"testing"
)

// comparedAt runs compare on the demonstration as on a terminal of that width.
func comparedAt(t *testing.T, width int, args ...string) string {
	t.Helper()
	args = append([]string{"compare", "-i", "191", "--year", "2019", "-r", "kunta@maakunta:13", "--no-color"}, args...)
	code, out, stderr := onTerminal(t, width, nil, args...)
	if code != exitDone {
		t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
	}
	return out
}

// On a terminal of usual width the table fits, whatever is left out of it; the
// verdict never is, and off a terminal nothing is.
func TestCompareOnTerminals(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := onTerminal(t, 0, nil, "demo", "-q", dir); code != exitDone {
		t.Fatal(stderr)
	}
	for _, with := range []string{"maa", "maa,mean,target:1,2"} {
		for _, lang := range []string{"fi", "sv", "en"} {
			for _, width := range []int{80, 100, 120} {
				out := comparedAt(t, width, "-C", dir, "--with", with, "--lang", lang)
				for line := range strings.Lines(out) {
					if n := len([]rune(strings.TrimRight(line, "\n"))); n > width {
						t.Errorf("--with %s --lang %s: a line of %d characters on a terminal of %d: %q", with, lang, n, width, line)
					}
				}
				if !strings.Contains(out, "▲") || !strings.Contains(out, "Jyväskylä") {
					t.Errorf("--with %s --lang %s, %d wide: no verdict in\n%s", with, lang, width, out)
				}
			}
		}
	}
	full, narrow := comparedAt(t, 0, "-C", dir), comparedAt(t, 80, "-C", dir)
	for _, column := range []string{"Suhde", "Suppilo", "Ero määränä", "Sija"} {
		if !strings.Contains(full, column) {
			t.Errorf("off a terminal there is no %s:\n%s", column, full)
		}
	}
	if strings.Contains(strings.SplitN(narrow, "\n", 2)[0], "Suhde") || !strings.Contains(narrow, "pois jäivät") {
		t.Errorf("80 wide:\n%s", narrow)
	}
	if wide := comparedAt(t, 100, "-C", dir, "--wide"); !strings.Contains(wide, "Tasoitettu") {
		t.Errorf("--wide lacks a column:\n%s", wide)
	}
}
