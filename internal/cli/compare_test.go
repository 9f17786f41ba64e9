package cli

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
)

func TestParseTarget(t *testing.T) {
	for s, want := range map[string]float64{"1.2": 1.2, "1,2": 1.2, "12": 12, "0": 0, "-3.5": -3.5, "−3,5": -3.5, "0,04": 0.04} {
		if got, err := parseTarget(s); err != nil || got != want {
			t.Errorf("parseTarget(%q) = %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "x", "NaN", "Inf", "1e3", "0x10", "1_000", "1 000", "1.234,5", ".5", "1.", "--1", "+1", "1,2,3"} {
		if got, err := parseTarget(s); err == nil || !strings.Contains(err.Error(), "target:1.2") {
			t.Errorf("parseTarget(%q) = %v, %v; want an error that shows how", s, got, err)
		}
	}
}

func TestWithItems(t *testing.T) {
	for list, want := range map[string][]string{
		"maa":                           {"maa"},
		"maa, maakunta:13 ,mean":        {"maa", "maakunta:13", "mean"},
		"target:1,2":                    {"target:1,2"},
		"target:1,2,target:3":           {"target:1,2", "target:3"},
		"maa,target:-1,25,mean":         {"maa", "target:-1,25", "mean"},
		"target:1.2,maa":                {"target:1.2", "maa"},
		"target:1.2,5":                  {"target:1.2", "5"},
		"target:1,2,3":                  {"target:1,2", "3"},
		"target:1,kunta:179,target:2,5": {"target:1", "kunta:179", "target:2,5"},
	} {
		if got := withItems(list); !slices.Equal(got, want) {
			t.Errorf("withItems(%q) = %q, want %q", list, got, want)
		}
	}
}

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

// Peers are asked for once a region, and loaded once.
func TestPeersOfRegions(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := onTerminal(t, 0, nil, "demo", "-q", dir); code != exitDone {
		t.Fatal(stderr)
	}
	a := &app{Env: &Env{Getenv: func(string) string { return "" }}, dir: dir}
	cmd := newCompare(a)
	cmd.SetContext(context.Background())
	s, err := a.open(cmd, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	o := &compareOptions{selection: selection{indicators: "191", regions: "kunta:179,kunta:182", gender: "all"}, year: 2019, confidence: 95}
	all, err := a.load(cmd, s, o.selection)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	c := comparison{cmd: cmd, s: s, o: o, peersOf: func(context.Context, domain.RegionID) ([]domain.RegionID, error) {
		asked++
		return []domain.RegionID{"kunta:892", "kunta:992"}, nil
	}}
	benchmarks, err := c.benchmarks([]standard{{word: withPeers}, {word: withPeers}}, all)
	if err != nil || len(benchmarks) != 1 {
		t.Fatalf("%d benchmarks, %v", len(benchmarks), err)
	}
	// Uurainen's 6 of 1,099 and Äänekoski's 62 of 3,653 (2019, THL).
	for _, r := range c.rows(all, benchmarks) {
		if want := 100 * 68.0 / 4752; r.Benchmark != withPeers || r.BenchValue < want*(1-1e-12) || r.BenchValue > want*(1+1e-12) {
			t.Errorf("%s beside %s %v, want %v", r.Series.Region, r.Benchmark, r.BenchValue, want)
		}
	}
	c.peersOf = func(context.Context, domain.RegionID) ([]domain.RegionID, error) {
		return nil, errors.New("no population")
	}
	if _, err := c.benchmarks([]standard{{word: withPeers}}, all); err == nil || !strings.Contains(err.Error(), "--with peers: no population") {
		t.Errorf("%v", err)
	}
	// A region that lacks what peers are found by has none; the others keep theirs.
	c.peersOf = func(_ context.Context, region domain.RegionID) ([]domain.RegionID, error) {
		if region == "kunta:179" {
			return nil, &peers.TargetError{Region: region, Indicator: "228", Period: "2023"}
		}
		return []domain.RegionID{"kunta:892", "kunta:992"}, nil
	}
	c.peersBy = func(domain.RegionID) []domain.IndicatorID { return []domain.IndicatorID{"228"} }
	if benchmarks, err = c.benchmarks([]standard{{word: withPeers}}, all); err != nil {
		t.Fatal(err)
	}
	for _, r := range c.rows(all, benchmarks) {
		if has := !math.IsNaN(r.BenchValue); has != (r.Series.Region == "kunta:182") {
			t.Errorf("%s beside %v", r.Series.Region, r.BenchValue)
		}
	}
	var said []string
	for _, n := range c.peerNotes {
		said = append(said, n.EN)
	}
	if want := []string{"Peers were found by one indicator alone (228): the result depends on it.", "No peers: Jyväskylä (an indicator is missing)."}; !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}
