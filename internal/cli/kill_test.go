package cli

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
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
