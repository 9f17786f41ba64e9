package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/realfiles"
	"kuvio/internal/write"
)

var update = flag.Bool("update", false, "rewrite the expected output of the scripts")

func TestMain(m *testing.M) {
	if os.Getenv(runAsKuvio) != "" {
		os.Exit(Main())
	}
	if names := os.Getenv("OPEN_ELSEWHERE"); names != "" {
		openElsewhere(strings.Fields(names))
	}
	testscript.Main(m, map[string]func(){"kuvio": func() { os.Exit(mainAt(scriptClock)) }})
}

// openElsewhere keeps files of those names from being replaced, as they cannot be on
// Windows while another program has them open.
func openElsewhere(names []string) {
	rename := write.Rename
	write.Rename = func(from, to string) error {
		if slices.Contains(names, filepath.Base(to)) {
			return write.ErrInUse
		}
		return rename(from, to)
	}
}

// scriptClock is the time a script gives in NOW, or the time it is.
func scriptClock() time.Time {
	if now, err := time.Parse(time.RFC3339, os.Getenv("NOW")); err == nil {
		return now
	}
	return time.Now()
}

// TestScripts runs the commands as a user would: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	whole(t)
	shared, held := realfiles.Beside(t)
	made := demonstration(t)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("KUVIO_LANG", "")
			env.Setenv("NO_COLOR", "")
			env.Setenv("SHARED", shared)
			env.Values[serverOf] = new(*fetchtest.Server)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond != "shared" { // the real files are beside the checkout
				return false, errors.New("unknown condition")
			}
			if !held {
				realfiles.Without(t, "the rest of a script")
			}
			return held, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "fetchserver": fetchserver, "bank": bank, "misbehave": misbehave, "requests": requests, "serve": serve, "expand": expand, "pack": pack, "unpack": unpack,
			"demo": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 1 {
					ts.Fatalf("usage: demo DIR")
				}
				from, err := made()
				if err == nil {
					err = os.CopyFS(ts.MkAbs(args[0]), os.DirFS(from))
				}
				ts.Check(err)
			},
		},
	})
}

// demonstration gives the folder of a workspace as 'kuvio demo' makes it, made when it is
// first wanted: scripts that begin with one (demo DIR) take a copy.
func demonstration(t *testing.T) func() (string, error) {
	dir := filepath.Join(t.TempDir(), "demo")
	return sync.OnceValues(func() (string, error) {
		env := Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }, Now: time.Now}
		if code := Run(context.Background(), env, []string{"demo", dir}); code != exitDone {
			return "", fmt.Errorf("the demonstration ended with %d", code)
		}
		return dir, nil
	})
}

// whole skips a test of whole commands in a short run: under the race detector
// each of a thousand commands would take seconds.
func whole(t *testing.T) {
	if testing.Short() {
		t.Skip("a short run does without the scripts")
	}
}

// exits runs a command and checks its exit code: exits 3 kuvio import x.csv.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s", got, want, ts.ReadFile("stderr"))
	}
}
