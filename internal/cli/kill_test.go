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
	"kuvio/internal/store/engines"
	"kuvio/internal/store/postgrestest"
	"kuvio/internal/write"
)

// runAsKuvio makes the test binary kuvio itself, for tests that kill it.
const runAsKuvio = "KUVIO_TEST_RUN_AS_KUVIO"

var kills = flag.Int("kills", 4, "how many imports TestKilledImports kills of each kind")

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

// TestKilledImports kills an import at random moments: into a file, into a PostgreSQL,
// and into one that is killed in its place. Each time the store opens, holds the old
// figures or all of the new ones, and takes the next import. Run it with -kills 100
// before a release.
func TestKilledImports(t *testing.T) {
	files := []string{bankFile(t, "1"), bankFile(t, "2")}
	t.Run("file", func(t *testing.T) {
		killImports(t, files, *kills, "", func(importing *exec.Cmd) { _ = importing.Process.Kill() }, func() {})
	})
	short := (*kills + 1) / 2 // a server takes longer
	if *kills > 10 {
		short = *kills
	}
	t.Run("postgres", func(t *testing.T) {
		address := postgrestest.New(t).Address
		killImports(t, files, short, address, func(importing *exec.Cmd) { _ = importing.Process.Kill() }, func() {})
	})
	t.Run("server", func(t *testing.T) {
		server := postgrestest.New(t)
		killImports(t, files, short, server.Address, func(*exec.Cmd) { server.Kill(t) }, func() { server.Start(t) })
	})
}

// killImports imports two files in turn into the store at an address, a folder's own
// for "", and kills so many of them. Mend brings back what was killed besides.
func killImports(t *testing.T, files []string, kills int, address string, kill func(importing *exec.Cmd), mend func()) {
	dir := t.TempDir()
	kuvio := func(args ...string) *exec.Cmd {
		cmd := asKuvio(append(args, "-C", dir)...)
		cmd.Env = append(cmd.Env, "KUVIO_STORE="+address)
		return cmd
	}
	run := func(args ...string) {
		t.Helper()
		if out, err := kuvio(args...).CombinedOutput(); err != nil {
			t.Fatalf("%q: %v: %s", args, err, out)
		}
	}
	run("init")
	began := time.Now()
	run("import", "-q", files[0])
	whole := time.Since(began)
	at := store.Address(address)
	if address == "" {
		at = store.Address(filepath.Join(dir, "data", "kuvio.db"))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	holds, finished, stored := 1.0, 0, 0
	for n := range kills {
		next := files[0]
		if holds == 1 {
			next = files[1]
		}
		cmd := kuvio("import", "-q", next)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * 1.5 * float64(whole)))
		kill(cmd)
		if cmd.Wait() == nil {
			finished++
		}
		mend()
		now := oneValue(t, at)
		if now != holds && now != 3-holds {
			t.Fatalf("kill %d: the store holds %v, before it held %v", n, now, holds)
		}
		if now != holds {
			stored++
		}
		holds = now
	}
	run("import", "-q", files[0])
	if now := oneValue(t, at); now != 1 {
		t.Fatalf("after the import that follows the last kill the store holds %v", now)
	}
	run("store", "check")
	t.Logf("%d kills within %v: %d imports were stored, %d of them had finished before", kills, 3*whole/2, stored, finished)
}

// oneValue is the value that every observation in the store has; it fails
// where they differ or some are missing.
func oneValue(t *testing.T, address store.Address) float64 {
	t.Helper()
	ctx := context.Background()
	db, err := engines.Read(ctx, address)
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
