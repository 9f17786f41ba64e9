package cli

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// scanFile is a workspace's worth of made counts: eight indicators in the
// years 2010 to 2023 of every maakunta and the country, of which
// Keski-Suomi's (SOTKAnet 499) first doubles the others' rate and its second
// rises.
func scanFile() string {
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	ids := []int{658, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 488, 489, 503, 504, 505, 506}
	for i, indicator := range []int{191, 1244, 1077, 1078, 228, 3517, 1081, 1083} {
		for year := 2010; year <= 2023; year++ {
			events, people := make([]int, len(ids)), make([]int, len(ids))
			for k, id := range ids[1:] {
				n := 30_000 + 4_000*k
				rate := 0.02 * (1 + 0.03*math.Sin(float64(7*year+13*k+29*i)))
				if id == 499 && i == 0 {
					rate *= 2
				}
				if id == 499 && i == 1 {
					rate *= 1 + 0.05*float64(year-2010)
				}
				events[k+1], people[k+1] = int(rate*float64(n)), n
				events[0], people[0] = events[0]+events[k+1], people[0]+n
			}
			for k, id := range ids {
				fmt.Fprintf(&b, "%d;%d;%d;total;%.1f;%d\n", indicator, id, year, 100*float64(events[k])/float64(people[k]), events[k])
				if i == 0 {
					fmt.Fprintf(&b, "1065;%d;%d;total;;%d\n", id, year, people[k])
				}
			}
		}
	}
	return b.String()
}

// scanWorkspace is a workspace of scanFile, whose peers are found by these.
func scanWorkspace(t *testing.T, peers string) string {
	t.Helper()
	dir := t.TempDir()
	data := filepath.Join(dir, "data.csv")
	for name, content := range map[string]string{data: scanFile(), filepath.Join(dir, "kuvio.yaml"): peers} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := onTerminal(t, 120, nil, "import", "-C", dir, data); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	return dir
}

func TestScanFitsTheTerminal(t *testing.T) {
	for _, peers := range []string{"", "peers: [1244, 1077]\n"} {
		dir := scanWorkspace(t, peers)
		for _, width := range []int{80, 100, 120} {
			for _, lang := range []string{"fi", "sv", "en"} {
				code, out, stderr := onTerminal(t, width, nil, "scan", "-C", dir, "-r", "maakunta:13", "--no-color", "--lang", lang)
				if code != exitDone {
					t.Fatalf("exit code %d\n%s", code, stderr)
				}
				for line := range strings.Lines(out) {
					if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
						t.Errorf("%s: a line of %d characters on a terminal of %d: %q", lang, n, width, line)
					}
				}
				if lang == "en" {
					checkScanColumns(t, out, width, peers != "")
				}
			}
		}
	}
}

// checkScanColumns looks for what a terminal of the width is never to lack.
func checkScanColumns(t *testing.T, out string, width int, peers bool) {
	t.Helper()
	want := []string{"Stands out\n", " Year ", " Finding ", "2023 ", "<0.001"}
	if width >= 100 {
		want = append(want, " Rank ", " 1/19 ")
	}
	if peers && width >= 120 {
		want = append(want, " Peers ")
	}
	if !peers && width == 120 {
		want = append(want, "4.06  ▲ higher *            1/19  → steady   no change   level  ", "3.32  ▲ higher *            1/19  ↗ rising   ↗ rising *  level  ", "1.95  no clear")
	}
	for _, w := range want {
		if !strings.Contains(out, w) {
			t.Errorf("at %d no %q in\n%s", width, w, out)
		}
	}
}

// Peers are said to be found by what they were, and not tested by it; one
// indicator alone finds none.
func TestScanSaysByWhatPeersWereFound(t *testing.T) {
	dir := scanWorkspace(t, "peers: [1244, 1077]\n")
	args := []string{"scan", "-r", "maakunta:13", "--format", "json", "--lang", "fi", "-C"}
	code, out, stderr := onTerminal(t, 120, nil, append(args, dir)...)
	if code != exitDone || !strings.Contains(stderr, "Peers: the nearest areas by indicators 1244, 1077") || !strings.Contains(stderr, "The peers are ") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if n := strings.Count(out, "peers_found_by_this"); n != 2 {
		t.Errorf("%d rows of two are not tested against peers\n%s", n, out)
	}
	code, out, stderr = onTerminal(t, 120, nil, append(args, scanWorkspace(t, "peers: [1077]\n"))...)
	if code != exitDone || !strings.Contains(stderr, "scanned without peers: they would be found by indicator 1077 alone") || strings.Contains(out, "peers_found_by_this") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// The country is compared with in words where the test against it found
// something (where it did not, see the script scan.txtar).
func TestScanSentencesOnTheCountry(t *testing.T) {
	dir := scanWorkspace(t, "")
	code, out, stderr := onTerminal(t, 120, nil, "scan", "-C", dir, "-r", "maakunta:13", "-i", "191,1077", "--format", "sentences", "--lang", "en")
	if code != exitDone || !strings.Contains(out, "the whole country (2.") || !strings.Contains(out, "Difference: the level beside the country's (q < 0.001).") {
		t.Errorf("exit code %d\n%s%s", code, out, stderr)
	}
}
