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
// years 2010 to 2023 of thirteen maakunnat and the country, of which
// Keski-Suomi's (SOTKAnet 499) first doubles the others' rate and its second
// rises.
func scanFile() string {
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	ids := []int{658, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502}
	for i, indicator := range []int{191, 1244, 1077, 1078, 228, 3517, 1081, 1083} {
		for year := 2010; year <= 2023; year++ {
			var events, people [14]int
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

func TestScanFitsTheTerminal(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data.csv")
	if err := os.WriteFile(data, []byte(scanFile()), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", dir}, {"import", "-C", dir, data}} {
		if code, _, stderr := onTerminal(t, 120, nil, args...); code != exitDone {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
		}
	}
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
			if width == 120 && lang == "en" {
				for _, want := range []string{"Stands out", "4.06     2.20  ▲ higher *           → steady", "3.32     2.12  ▲ higher *           ↗ rising *  ↗ rising *", "no clear difference  → steady    no change            0.417", "<0.001"} {
					if !strings.Contains(out, want) {
						t.Errorf("no %q in\n%s", want, out)
					}
				}
			}
		}
	}
}
