package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/stats"
)

// wholeCountry makes a workspace in which every municipality has a value of
// oma:luku, its place in the list, but for the last, and of oma:toinen, its
// place modulo 7, in two years. It returns the municipalities in order.
func wholeCountry(t *testing.T, settings string) (dir string, areas []domain.RegionID) {
	t.Helper()
	members, err := catalog.Default().MembersOf(domain.Kunta, domain.WholeCountry, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	for i, m := range members {
		areas = append(areas, m.ID)
		if i < len(members)-1 {
			fmt.Fprintf(&b, "oma:luku;%d;2021;total;%d;\n", m.SotkanetID, i)
		}
		for _, year := range []int{2020, 2021} {
			fmt.Fprintf(&b, "oma:toinen;%d;%d;total;%d;\n", m.SotkanetID, year, i%7)
		}
	}
	dir = t.TempDir()
	for name, content := range map[string]string{"data.csv": b.String(), "kuvio.yaml": settings} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := onTerminal(t, 100, nil, "import", "-C", dir, filepath.Join(dir, "data.csv")); code != 0 {
		t.Fatal(stderr)
	}
	return dir, areas
}

func openAt(t *testing.T, dir string) *opened {
	t.Helper()
	a := &app{Env: &Env{Getenv: func(string) string { return "" }, Now: time.Now}, dir: dir}
	s, err := a.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s
}

// By oma:luku the nearest are the neighbours in the list, the earlier of two
// equally near first.
func TestPeersOf(t *testing.T) {
	dir, areas := wholeCountry(t, "peers: [\"oma:luku\"]\n")
	finder := peers.NewFinder(openAt(t, dir).Session)
	find := func(id domain.RegionID) ([]domain.RegionID, error) {
		near, err := finder.Nearest(t.Context(), id)
		return near.Peers, err
	}
	for _, c := range []struct{ of, first, last int }{{0, 1, 7}, {100, 99, 96}} {
		got, err := find(areas[c.of])
		if err != nil || len(got) != 7 || got[0] != areas[c.first] || got[6] != areas[c.last] {
			t.Errorf("peers of %s: %v, %v", areas[c.of], got, err)
		}
		if again, err := find(areas[c.of]); err != nil || !slices.Equal(again, got) {
			t.Errorf("asked again: %v, %v, want %v", again, err, got)
		}
	}
	if _, err := find(areas[len(areas)-1]); !errors.Is(err, stats.ErrTarget) {
		t.Errorf("a municipality without a value: %v", err)
	}
	if got, err := find("maakunta:13"); err == nil {
		t.Errorf("maakunnat have no data: %v", got)
	}
	if got, err := find("id:730"); err == nil {
		t.Errorf("an area of no category: %v", got)
	}
}

// Nobody named indicators, and there are none of the usual ones.
func TestNoPeers(t *testing.T) {
	dir, areas := wholeCountry(t, "")
	if got, err := peers.NewFinder(openAt(t, dir).Session).Nearest(t.Context(), areas[0]); err == nil || !strings.Contains(err.Error(), "peers are found by population (127)") {
		t.Errorf("%v, %v", got, err)
	}
}

// A profile beside two benchmarks fits a terminal of 100 columns with the
// change, and one of 120 with more.
func TestProfileFits(t *testing.T) {
	dir := t.TempDir()
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	for year := 2012; year < 2022; year++ {
		for _, r := range []struct{ id, count, people int }{{85, 400 + 20*(year-2012), 26000}, {499, 900, 52000}, {658, 17000, 1000000}} {
			fmt.Fprintf(&b, "191;%d;%d;total;%.1f;%d\n1065;%d;%d;total;;%d\n", r.id, year, 100*float64(r.count)/float64(r.people), r.count, r.id, year, r.people)
		}
	}
	for name, content := range map[string]string{"data.csv": b.String(), "kuvio.yaml": "high_is: {191: bad}\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	onTerminal(t, 100, nil, "import", "-C", dir, filepath.Join(dir, "data.csv"))
	for _, c := range []struct {
		width int
		shown []string
	}{
		{100, []string{"Muutos", "Suunta", "Keski-Suomi", "Koko maa", "Arvio"}},
		{120, []string{"Muutos", "Suunta", "5 v", "Keski-Suomi", "Koko maa", "Arvio"}},
	} {
		code, stdout, stderr := onTerminal(t, c.width, map[string]string{"NO_COLOR": "1"}, "profile", "-C", dir, "-r", "kunta:179", "-i", "191", "--with", "maakunta:13,maa")
		if code != 0 {
			t.Fatal(stderr)
		}
		lines := strings.Split(stdout, "\n")
		for _, line := range lines {
			if utf8.RuneCountInString(line) > c.width {
				t.Errorf("%d columns: a line of %d: %s", c.width, utf8.RuneCountInString(line), line)
			}
		}
		for _, column := range c.shown {
			if !strings.Contains(lines[2], column) {
				t.Errorf("%d columns: %q has no %s", c.width, lines[2], column)
			}
		}
	}
}
