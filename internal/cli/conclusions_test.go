package cli

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kuvio/charts"
	"kuvio/internal/conclusion"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/workspace"
)

// demoSession is the demonstration's data and figures in a folder, none drawn.
func demoSession(t testing.TB) (*opened, *app, string) {
	t.Helper()
	dir := t.TempDir()
	if err := demoWorkspace(dir); err != nil {
		t.Fatal(err)
	}
	a := &app{Env: &Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}, dir: dir, quiet: true}
	s, err := a.openToWrite(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	if err := errors.Join(a.demoData(context.Background(), s, demoFiles), s.Refresh(context.Background()), copyNew(charts.Plan, ".", s.ws.ChartsDir())); err != nil {
		t.Fatal(err)
	}
	return s, a, dir
}

// said are the rows that a command prints as CSV, by column.
func said(t *testing.T, args ...string) (rows []map[string]string) {
	t.Helper()
	code, out, stderr := onTerminal(t, 0, nil, append(args, "--format", "csv")...)
	if code != exitDone {
		t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// asked is the command line that says what conclusions of one key but for the region
// say, of these regions.
func asked(c lock.Conclusion, regions []string) []string {
	args := []string{string(c.Kind), "-i", c.Indicator, "-r", strings.Join(regions, ","), "--breakdown", cmp.Or(c.Breakdown, "total")}
	if c.Gender != "" {
		args = append(args, "--gender", string(c.Gender))
	}
	switch c.Kind {
	case lock.OfTrend:
		args = append(args, "--years", c.Years)
	case lock.OfLevel:
		args = append(args, "--year", c.Years, "--with", cmp.Or(c.Benchmark, "maa"), "--mixed")
	case lock.OfChange:
		args[0] = "compare"
		args = append(args, "--change", c.Years, "--with", cmp.Or(c.Benchmark, "maa"), "--mixed")
	}
	return args
}

// asPrinted reports whether a value is that of a cell, which has all its decimals.
func asPrinted(value, cell string) bool {
	if value == cell {
		return true
	}
	v, err := strconv.ParseFloat(cell, 64)
	_, decimals, _ := strings.Cut(value, ".")
	return err == nil && strconv.FormatFloat(v, 'f', len(decimals), 64) == value
}

// held finds whether a row of a command says what a conclusion does, and how not.
func held(c lock.Conclusion, row map[string]string) (not []string) {
	is := func(column, want string) {
		if row[column] != want {
			not = append(not, fmt.Sprintf("%s is %q, the conclusion %q", column, row[column], want))
		}
	}
	last := "value"
	switch c.Kind {
	case lock.OfTrend:
		last = "last"
		is("first_period", strings.SplitN(c.Years, "-", 2)[0])
		is("last_period", strings.SplitN(c.Years, "-", 2)[1])
		is("direction", c.Direction)
		is("evidence", c.Evidence)
		is("joinpoints_firm", c.Turns)
	case lock.OfLevel:
		if c.Benchmark != "" {
			is("benchmark", c.Benchmark)
			is("verdict", c.Verdict)
		}
		if c.Rank != "" {
			is("rank", strings.Split(c.Rank, "/")[0])
			is("of", strings.Split(c.Rank, "/")[1])
		}
	case lock.OfChange:
		last = "value_to"
		is("verdict", c.Verdict)
		if c.Benchmark != "" {
			is("benchmark", c.Benchmark)
			is("beside_verdict", c.Finding)
		}
	}
	if !asPrinted(c.Last, row[last]) {
		not = append(not, fmt.Sprintf("%s is %s, the conclusion %s", last, row[last], c.Last))
	}
	return not
}

// checkHeld holds conclusions against what the commands print of the same.
func checkHeld(t *testing.T, dir, name string, all []lock.Conclusion) {
	t.Helper()
	type group struct {
		of      lock.Conclusion
		regions []string
		members []lock.Conclusion
	}
	groups := make(map[string]*group)
	var order []string
	for _, c := range all {
		of := c
		of.Region = ""
		key := fmt.Sprint(of.Key(), c.Years)
		if groups[key] == nil {
			groups[key] = &group{of: c}
			order = append(order, key)
		}
		groups[key].regions = append(groups[key].regions, string(c.Region))
		groups[key].members = append(groups[key].members, c)
	}
	for _, key := range order {
		g := groups[key]
		rows := said(t, append(asked(g.of, g.regions), "-C", dir)...)
		for _, c := range g.members {
			i := slices.IndexFunc(rows, func(r map[string]string) bool { return r["region"] == string(c.Region) })
			if i < 0 {
				t.Errorf("%s: the command says nothing of %+v", name, c)
				continue
			}
			if not := held(c, rows[i]); not != nil {
				t.Errorf("%s: %v of %s: %s", name, asked(g.of, g.regions)[:3], c.Region, strings.Join(not, "; "))
			}
		}
	}
}

// Every conclusion of a figure of the plan, of a table and of what is watched is what the
// command prints that says it.
func TestConclusionsAreWhatCommandsPrint(t *testing.T) {
	s, a, dir := demoSession(t)
	specs, broken, err := a.figures(s, nil)
	if err != nil || len(broken) > 0 {
		t.Fatal(err, broken)
	}
	kinds := make(map[lock.Kind]int)
	for _, spec := range specs {
		f, err := s.builder().Build(t.Context(), spec)
		if err != nil {
			t.Fatal(err)
		}
		all := conclusion.Of(s.Session, f)
		for _, c := range all {
			kinds[c.Kind]++
		}
		checkHeld(t, dir, spec.Head().ID, all)
	}
	checkTables(t, s, dir)
	if kinds[lock.OfTrend] < 20 || kinds[lock.OfLevel] < 20 || kinds[lock.OfChange] < 10 {
		t.Errorf("conclusions %v: some kinds are hardly there", kinds)
	}
}

// checkTables holds the conclusions of tables and of what is watched against what the
// commands print.
func checkTables(t *testing.T, s *opened, dir string) {
	for _, o := range []workspace.Output{
		{Command: "trend", Flags: map[string]string{"indicators": "191", "regions": "kunta@maakunta:13", "years": "2000-"}},
		{Command: "compare", Flags: map[string]string{"indicator": "191", "region": "maakunta@maa", "year": "2019", "with": "mean,target:1.5"}},
		{Command: "profile", Flags: map[string]string{"indicators": "191", "region": "kunta:179"}},
	} {
		o.To = o.Command
		all, err := conclusion.Table(t.Context(), s.Session, o)
		if err != nil || len(all) == 0 {
			t.Fatalf("%s: %d conclusions, %v", o.Command, len(all), err)
		}
		checkHeld(t, dir, o.Command, all)
	}
	all, err := conclusion.Watched(t.Context(), s.Session, []workspace.Watch{
		{Indicators: workspace.Words{"191"}, Regions: workspace.Words{"kunta:179", "kunta:249"}}, {Indicators: workspace.Words{"99999"}, Regions: workspace.Words{"maa"}},
	})
	if err == nil || !strings.Contains(err.Error(), "kuvio.yaml: watch: entry 2: no data of indicator 99999") {
		t.Errorf("error %v", err)
	}
	if len(all) != 4 {
		t.Errorf("%d conclusions, want a trend and a level of two areas", len(all))
	}
	checkHeld(t, dir, "watch", all)

	found, err := conclusion.Table(t.Context(), s.Session, workspace.Output{Command: "scan", To: "s", Flags: map[string]string{"region": "maakunta:13"}})
	if err != nil {
		t.Fatal(err)
	}
	rows := said(t, "scan", "-r", "maakunta:13", "-C", dir)
	out := 0
	for _, r := range rows {
		if r["findings"] == "" {
			continue
		}
		out++
		if !slices.ContainsFunc(found, func(c lock.Conclusion) bool {
			return c.Indicator == r["indicator"] && c.Breakdown == r["breakdown"] && c.Finding == r["findings"] && c.Direction == r["direction"] && c.Region == domain.RegionID(r["region"])
		}) {
			t.Errorf("scan finds %v, the conclusions %+v", r, found)
		}
	}
	if out == 0 || out != len(found) {
		t.Errorf("scan finds %d, the conclusions %d", out, len(found))
	}
	for command, want := range map[string]string{"spread": "cv", "classes": "class"} {
		o := workspace.Output{Command: command, To: command, Flags: map[string]string{"indicators": "191", "regions": "maakunta@maa", "limits": "1.2,1.8", "year": "2019"}}
		all, err := conclusion.Table(t.Context(), s.Session, o)
		if err != nil || len(all) == 0 {
			t.Errorf("%s (%s): %d conclusions, %v", command, want, len(all), err)
		}
	}
}

func BenchmarkConclusions(b *testing.B) {
	s, a, _ := demoSession(b)
	specs, _, err := a.figures(s, nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, spec := range specs {
			b.StopTimer()
			f, err := s.builder().Build(b.Context(), spec)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			conclusion.Of(s.Session, f)
		}
	}
}
