package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kuvio/internal/store/postgrestest"
)

var (
	users    = flag.Int("users", 4, "how many people use one PostgreSQL at a time in TestManyUsers")
	usersFor = flag.Duration("users-for", 2*time.Second, "for how long they do")
	think    = flag.Duration("think", 100*time.Millisecond, "how long they read an answer, on average, before they ask again")
)

// asks are what users ask of the store, one after another in an order of their own, and
// what is wrong with an answer.
var asks = map[string]struct {
	words []string
	wrong func(out []byte) error
}{
	"values":  {[]string{"values", "-i", "5000,5030", "-r", "kunta@maa", "--format", "csv"}, ofOneImport},
	"compare": {[]string{"compare", "-i", "5001", "-r", "kunta@maa", "--with", "mean", "--format", "csv"}, ofOneImport},
	"trend":   {[]string{"trend", "-i", "5002", "-r", "kunta@maakunta:13", "--format", "csv"}, rows},
	"history": {[]string{"history", "--format", "csv"}, rows},
	"render":  {[]string{"render", "figure", "-q"}, nil}, // its picture is looked at
}

// imported finds the values of bankFile in a table: 1.5 of one import and 2.5 of the next.
var imported = regexp.MustCompile(`,([12])\.5(,|\n)`)

// ofOneImport is an error where a table has values of two imports, or none.
func ofOneImport(out []byte) error {
	found := imported.FindAllSubmatch(out, -1)
	if len(found) == 0 {
		return errors.New("no value of an import in it")
	}
	for _, m := range found {
		if !bytes.Equal(m[1], found[0][1]) {
			return errors.New("values of two imports in it")
		}
	}
	return nil
}

// rows is an error where a table has none.
func rows(out []byte) error {
	if bytes.Count(out, []byte("\n")) < 2 {
		return errors.New("no row")
	}
	return nil
}

// TestManyUsers has many people ask one PostgreSQL at a time, each as a process in a
// folder of its own, while a job imports new figures into it over and over. No command
// fails, no answer is of two imports. What the latencies are is told by
//
//	go test ./internal/cli -run ManyUsers -v -users 200 -users-for 2m -think 30s
func TestManyUsers(t *testing.T) {
	whole(t)
	server := postgrestest.New(t)
	files := []string{bankFile(t, "1.5"), bankFile(t, "2.5")}
	folder := func() (run func(ctx context.Context, words ...string) ([]byte, error), dir string) {
		dir = t.TempDir()
		run = func(ctx context.Context, words ...string) ([]byte, error) {
			cmd := exec.CommandContext(ctx, os.Args[0], append(words, "-C", dir)...)
			cmd.Env = append(os.Environ(), runAsKuvio+"=1", "KUVIO_STORE="+server.Address)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				err = fmt.Errorf("%q: %w: %s", words, err, stderr.Bytes())
			}
			return out, err
		}
		if _, err := run(t.Context(), "init"); err != nil {
			t.Fatal(err)
		}
		figure := "id: figure\nkind: lines\nindicator: \"5003\"\nregions: kunta:179\n"
		if err := os.WriteFile(filepath.Join(dir, "charts", "figure.yaml"), []byte(figure), 0o644); err != nil {
			t.Fatal(err)
		}
		return run, dir
	}
	night, _ := folder()
	if _, err := night(t.Context(), "import", "-q", files[0]); err != nil {
		t.Fatal(err)
	}

	asking := make([]func(ctx context.Context, words ...string) ([]byte, error), *users)
	dirs := make([]string, *users)
	for user := range asking {
		asking[user], dirs[user] = folder()
	}

	until := time.Now().Add(*usersFor)
	var mu sync.Mutex
	took := make(map[string][]time.Duration)
	timed := func(what string, do func() error) {
		began := time.Now()
		if err := do(); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		took[what] = append(took[what], time.Since(began))
	}
	var all sync.WaitGroup
	all.Go(func() {
		for n := 1; time.Now().Before(until) && !t.Failed(); n++ {
			timed("import", func() error {
				_, err := night(t.Context(), "import", "-q", files[n%2])
				return err
			})
		}
	})
	for user := range *users {
		ask, dir := asking[user], dirs[user]
		rng := rand.New(rand.NewPCG(5, uint64(user)))
		kinds := []string{"values", "values", "values", "compare", "compare", "render", "trend", "history"}
		all.Go(func() {
			for {
				reads := time.Duration(rng.ExpFloat64() * float64(*think))
				if time.Now().Add(reads).After(until) || t.Failed() {
					return
				}
				time.Sleep(reads)
				kind := kinds[rng.IntN(len(kinds))]
				timed(kind, func() error {
					out, err := ask(t.Context(), asks[kind].words...)
					switch {
					case err != nil:
						return err
					case asks[kind].wrong != nil:
						err = asks[kind].wrong(out)
					default:
						err = pictured(filepath.Join(dir, outDir, "figure.png"))
					}
					if err != nil {
						return fmt.Errorf("%q: %w:\n%s", asks[kind].words, err, out)
					}
					return nil
				})
			}
		})
	}
	all.Wait()
	if len(took["values"]) == 0 {
		t.Error("nobody has asked for values")
	}
	for _, what := range []string{"values", "compare", "trend", "history", "render", "import"} {
		t.Log(latencies(what, took[what]))
	}
}

// pictured is an error where a file is not a whole picture.
func pictured(name string) error {
	content, err := os.ReadFile(name)
	if err == nil {
		_, err = png.Decode(bytes.NewReader(content))
	}
	return err
}

// latencies are how long commands of a kind took: how many, half of them, nineteen in
// twenty, the slowest.
func latencies(what string, took []time.Duration) string {
	if len(took) == 0 {
		return what + ": none"
	}
	slices.Sort(took)
	at := func(q float64) time.Duration { return took[int(q*float64(len(took)-1))].Round(time.Millisecond) }
	return strings.Join([]string{
		fmt.Sprintf("%-8s %5d", what, len(took)),
		fmt.Sprint("median ", at(0.5)), fmt.Sprint("95 % ", at(0.95)), fmt.Sprint("slowest ", at(1)),
	}, "  ")
}
