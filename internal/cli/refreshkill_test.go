package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kuvio/internal/fetch/fetchtest"
)

// night is a workspace with a service that revises its figures: two shares of the
// whole country in 2020, which are always the same number.
type night struct {
	t      *testing.T
	dir    string
	server *fetchtest.Server
	number int
}

const countryID = 658 // SOTKAnet's id

func newNight(t *testing.T) *night {
	t.Helper()
	n := &night{t: t, dir: t.TempDir(), server: fetchtest.Start(t)}
	n.server.Bank.Years(2015, 2020)
	n.file("kuvio.yaml", `
sources:
  - {kind: sotkanet, indicators: [191, 1244]}
outputs:
  - {command: values, indicators: "191,1244", regions: maa, to: out/arvot.csv}
`)
	for _, id := range []string{"191", "1244"} {
		n.file("charts/k"+id+".yaml", "id: k"+id+"\nkind: lines\nindicator: \""+id+"\"\nregions: maa\npublished: true\n")
	}
	n.revise()
	n.refresh()
	return n
}

func (n *night) file(name, content string) {
	n.t.Helper()
	path := filepath.Join(n.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
		n.t.Fatal(err)
	}
}

// revise has the service publish the next number.
func (n *night) revise() {
	n.number++
	for _, id := range []int{191, 1244} {
		n.server.Bank.Set(id, countryID, 2020, "total", 2+float64(n.number)/10, fetchtest.None)
		n.server.Bank.Touch(id, time.Date(2020, 1, n.number, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
}

func (n *night) kuvio(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append(args, "-C", n.dir)...)
	cmd.Env = append(os.Environ(), runAsKuvio+"=1", "KUVIO_SOTKANET_URL="+n.server.Sotkanet())
	return cmd
}

func (n *night) refresh() {
	n.t.Helper()
	if out, err := n.kuvio("refresh", "-q").CombinedOutput(); err != nil {
		n.t.Fatalf("%v: %s", err, out)
	}
}

// outputs are the numbers that the data files have for 2020; the error is that of an
// output which is not whole.
func (n *night) outputs() (numbers []int, err error) {
	for _, name := range []string{"k191", "k1244"} {
		content, err := os.ReadFile(filepath.Join(n.dir, "out", name+".png"))
		if err == nil {
			_, err = png.Decode(bytes.NewReader(content))
		}
		if err != nil {
			return nil, fmt.Errorf("%s.png: %w", name, err)
		}
	}
	for _, name := range []string{"k191.csv", "k1244.csv", "arvot.csv"} {
		content, err := os.ReadFile(filepath.Join(n.dir, "out", name))
		if err != nil {
			return nil, err
		}
		of, err := numbersIn(content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		numbers = append(numbers, of...)
	}
	return numbers, nil
}

// whole fails where an output is not whole.
func (n *night) whole() []int {
	n.t.Helper()
	numbers, err := n.outputs()
	if err != nil {
		n.t.Fatal(err)
	}
	return numbers
}

// numbersIn are the numbers of revisions that a table has the values of 2020 of.
func numbersIn(content []byte) (numbers []int, err error) {
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, fmt.Errorf("%d rows, %w: %q", len(rows), err, content)
	}
	column := make(map[string]int)
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, row := range rows[1:] {
		if row[column["period"]] != "2020" {
			continue
		}
		v, err := strconv.ParseFloat(row[column["value"]], 64)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, int(10*(v-2)+0.5))
	}
	return numbers, nil
}

var refreshKills = flag.Int("refresh-kills", 4, "how many refreshes TestKilledRefreshes kills")

// TestKilledRefreshes kills refreshes at random moments. Each time every output is
// whole, and the next refresh completes what was begun. Run it with -refresh-kills 200
// before a release.
func TestKilledRefreshes(t *testing.T) {
	whole(t)
	n := newNight(t)
	began := time.Now()
	n.revise()
	n.refresh()
	took := time.Since(began)
	rng := rand.New(rand.NewPCG(3, 10))
	finished := 0
	for kill := range *refreshKills {
		n.revise()
		cmd := n.kuvio("refresh", "-q")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Float64() * 1.2 * float64(took)))
		cmd.Process.Kill()
		if cmd.Wait() == nil {
			finished++
		}
		for _, number := range n.whole() {
			if number != n.number && number != n.number-1 {
				t.Fatalf("kill %d: an output has the number %d, the service had %d and %d", kill, number, n.number-1, n.number)
			}
		}
		n.refresh()
		for _, number := range n.whole() {
			if number != n.number {
				t.Fatalf("after kill %d the refresh left the number %d, the service has %d", kill, number, n.number)
			}
		}
		if out, err := n.kuvio("refresh", "--check").CombinedOutput(); err != nil {
			t.Fatalf("after kill %d: %v: %s", kill, err, out)
		}
		n.noLitter()
	}
	t.Logf("%d kills within %v; %d refreshes had finished before", *refreshKills, took, finished)
}

// noLitter fails where a refresh that was whole left parts of one that was not.
func (n *night) noLitter() {
	n.t.Helper()
	for _, dir := range []string{".", "out", "data"} {
		entries, err := os.ReadDir(filepath.Join(n.dir, dir))
		if err != nil {
			n.t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(e.Name(), ".part") || strings.HasPrefix(e.Name(), ".") {
				n.t.Errorf("%s/%s is left", dir, e.Name())
			}
		}
	}
}

// A refresh is interrupted while it waits for a service that does not answer: it ends
// within a second, everything old is whole, and what had come is not asked for again.
func TestInterruptedRefresh(t *testing.T) {
	whole(t)
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGINT to send")
	}
	n := newNight(t)
	n.revise()
	n.server.Misbehave("/json?indicator=1244*", "slow", -1)
	n.server.Forget()
	code, said, took := interrupt(t, n.kuvio("refresh"), func() {
		for range 1000 {
			if time.Sleep(5 * time.Millisecond); len(n.server.Requests("/json?indicator=1244")) > 0 {
				return
			}
		}
	}, false)
	if code != exitInterrupted || !strings.Contains(said, interrupted) || took > within {
		t.Errorf("exit code %d after %v: %s", code, took, said)
	}
	for _, number := range n.whole() {
		if number != n.number-1 {
			t.Errorf("an output has the number %d of a refresh that was interrupted", number)
		}
	}
	n.server.Behave()
	n.server.Forget()
	n.refresh()
	if asked := n.server.Requests("/json?indicator=191"); len(asked) > 0 {
		t.Errorf("asked again for what had come: %v", asked)
	}
	for _, number := range n.whole() {
		if number != n.number {
			t.Errorf("an output has the number %d, the service %d", number, n.number)
		}
	}
}

// TestReadersDuringRefreshes has eight readers in loops while refreshes go on: none
// fails, and none sees one indicator before a refresh and the other after it.
func TestReadersDuringRefreshes(t *testing.T) {
	whole(t)
	n := newNight(t)
	done := make(chan struct{})
	var readers sync.WaitGroup
	reads := make([]int, 8)
	for i := range reads {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				var out, messages bytes.Buffer
				env := Env{Stdout: &out, Stderr: &messages, Getenv: func(string) string { return "" }, Now: time.Now}
				code := Run(t.Context(), env, []string{"values", "-q", "-C", n.dir, "-i", "191,1244", "-r", "maa", "--published", "--years", "2020", "--format", "csv"})
				if code != exitDone {
					t.Errorf("exit code %d: %s", code, messages.String())
					return
				}
				if numbers, err := numbersIn(out.Bytes()); err != nil || len(numbers) != 2 || numbers[0] != numbers[1] {
					t.Errorf("a reader sees %v, %v", numbers, err)
					return
				}
				if _, err := n.outputs(); err != nil {
					t.Errorf("a reader of files: %v", err)
					return
				}
				reads[i]++
			}
		})
	}
	func() {
		defer readers.Wait() // also where a refresh ends the test
		defer close(done)
		for range 3 {
			n.revise()
			n.refresh()
		}
	}()
	for i, count := range reads {
		if count == 0 {
			t.Errorf("reader %d read nothing", i)
		}
	}
	t.Log(fmt.Sprint("reads: ", reads))
}
