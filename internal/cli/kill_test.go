package cli

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/write"
)

// runAsKuvio makes the test binary kuvio itself, for tests that kill it.
const runAsKuvio = "KUVIO_TEST_RUN_AS_KUVIO"

var kills = flag.Int("kills", 5, "how many imports TestKilledImports kills")

// bankFile writes observations of some indicators with one value throughout.
func bankFile(t *testing.T, value string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value\n")
	for indicator := range 60 {
		for region := range 300 {
			for year := 2010; year < 2024; year++ {
				fmt.Fprintf(&b, "%d;%d;%d;total;%s;\n", 5000+indicator, region+1, year, value)
			}
		}
	}
	name := filepath.Join(t.TempDir(), "bank-"+value+".csv")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestKilledImports kills an import at random moments. Each time the store
// opens, holds the old figures or all of the new ones, and takes the next
// import. Run it with -kills 100 before a release.
func TestKilledImports(t *testing.T) {
	dir := t.TempDir()
	files := []string{bankFile(t, "1"), bankFile(t, "2")}
	kuvio := func(args ...string) *exec.Cmd {
		cmd := exec.Command(os.Args[0], append(args, "-C", dir)...)
		cmd.Env = append(os.Environ(), runAsKuvio+"=1")
		return cmd
	}
	if out, err := kuvio("init").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	began := time.Now()
	if out, err := kuvio("import", "-q", files[0]).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(began)
	rng := rand.New(rand.NewPCG(1, 2))
	holds, finished := 1.0, 0
	for n := range *kills {
		next := files[0]
		if holds == 1 {
			next = files[1]
		}
		cmd := kuvio("import", "-q", next)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * 2.5 * float64(whole)))
		cmd.Process.Kill()
		if cmd.Wait() == nil {
			finished++
		}
		now := oneValue(t, filepath.Join(dir, "data", "kuvio.db"))
		if now != holds && now != 3-holds {
			t.Fatalf("kill %d: the store holds %v, before it held %v", n, now, holds)
		}
		holds = now
	}
	if out, err := kuvio("import", "-q", files[0]).CombinedOutput(); err != nil {
		t.Fatalf("the import after the last kill: %v: %s", err, out)
	}
	if now := oneValue(t, filepath.Join(dir, "data", "kuvio.db")); now != 1 {
		t.Fatalf("after it the store holds %v", now)
	}
	t.Logf("%d kills within %v; %d imports had finished before", *kills, whole, finished)
}

// oneValue is the value that every observation in the store has; it fails
// where they differ or some are missing.
func oneValue(t *testing.T, path string) float64 {
	t.Helper()
	ctx := context.Background()
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatalf("the store does not open: %v", err)
	}
	defer db.Close()
	holdings, err := db.Holdings(ctx)
	if err != nil || len(holdings) != 60 {
		t.Fatalf("%d indicators, %v; want 60", len(holdings), err)
	}
	value, n := 0.0, 0
	for _, h := range holdings {
		p, _, err := db.Panel(ctx, h.Indicator, store.Latest)
		if err != nil {
			t.Fatal(err)
		}
		p.Each(func(k domain.Key, c domain.Cell) {
			if n == 0 {
				value = c.Value
			}
			if n++; c.Value != value {
				t.Fatalf("the store mixes imports: %v and %v", value, c.Value)
			}
		})
	}
	if n != 60*300*14 {
		t.Fatalf("%d observations, want %d", n, 60*300*14)
	}
	return value
}

// TestKilledRenders kills the drawing of figures at random moments. Each time, once
// that is finished or taken back, every figure's picture, data and text are of one
// drawing, and nothing else is in the folder.
func TestKilledRenders(t *testing.T) {
	dir := t.TempDir()
	kuvio := func(args ...string) *exec.Cmd { return asKuvio(append(args, "-C", dir)...) }
	if out, err := asKuvio("demo", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	folder := filepath.Join(dir, outDir)
	var versions []map[string]string
	began := time.Now()
	for _, l := range []string{"sv", "fi"} {
		if out, err := kuvio("render", "-q", "kuvio-1", "kuvio-3", "--format", "svg,pdf", "--lang", l).CombinedOutput(); err != nil && l == "fi" {
			t.Fatalf("%v: %s", err, out)
		}
		versions = append(versions, folderOf(t, folder))
	}
	whole := time.Since(began) / 2
	rng, recovered := rand.New(rand.NewPCG(3, 4)), 0
	for n := range *kills {
		cmd := kuvio("render", "-q", "kuvio-1", "kuvio-3", "--format", "svg,pdf", "--lang", []string{"sv", "fi"}[n%2])
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration((0.2 + rng.Float64()) * float64(whole)))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		said, err := write.Recover(folder)
		if err != nil {
			t.Fatalf("kill %d: %v", n, err)
		}
		recovered += len(said)
		of := make(map[string]int) // the version, by figure
		now := folderOf(t, folder)
		if len(now) != len(versions[0]) {
			t.Fatalf("kill %d: %d files in the folder, want %d: %q", n, len(now), len(versions[0]), slices.Sorted(maps.Keys(now)))
		}
		for name, content := range now {
			figure := strings.TrimSuffix(name, filepath.Ext(name))
			if versions[0][name] == versions[1][name] && content == versions[0][name] {
				continue
			}
			version := slices.IndexFunc(versions, func(v map[string]string) bool { return v[name] == content })
			if other, known := of[figure]; version < 0 || known && other != version {
				t.Fatalf("kill %d: %s is of version %d, others of its figure of %d", n, name, version, other)
			}
			of[figure] = version
		}
	}
	t.Logf("%d kills within %v; after %d a figure was half renamed", *kills, whole, recovered)
}

// folderOf are a folder's files by name.
func folderOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(e.Name()) != ".png" { // of the demo, which these renders leave
			found[e.Name()] = string(content)
		}
	}
	return found
}
