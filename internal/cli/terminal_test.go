package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onTerminal runs kuvio as if both outputs were a terminal of that width.
func onTerminal(t *testing.T, width int, env map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Run(context.Background(), Env{
		Stdout: &out, Stderr: &errs, Getenv: func(k string) string { return env[k] },
		Now:      func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) },
		Terminal: true, ErrTerminal: true, Width: width,
	}, args)
	return code, out.String(), errs.String()
}

func TestOnATerminal(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data.csv")
	if err := os.WriteFile(data, []byte("indicator;region;year;gender;primary value;absolute value\n191;85;2017;total;1.5;\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", dir}, {"import", "-C", dir, data}} {
		if code, _, stderr := onTerminal(t, 80, nil, args...); code != exitDone {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
		}
	}
	values := []string{"values", "-C", dir, "-i", "191", "-r", "kunta:179"}
	if _, out, _ := onTerminal(t, 80, nil, values...); !strings.Contains(out, "\x1b[1m") {
		t.Errorf("headings are not bold:\n%q", out)
	}
	for name, plain := range map[string]struct {
		env  map[string]string
		args []string
	}{
		"--no-color": {nil, append(values, "--no-color")},
		"NO_COLOR":   {map[string]string{"NO_COLOR": "1"}, values},
	} {
		if _, out, _ := onTerminal(t, 80, plain.env, plain.args...); strings.Contains(out, "\x1b[") {
			t.Errorf("%s: still coloured:\n%q", name, out)
		}
	}
	_, narrow, _ := onTerminal(t, 40, nil, append(values, "--no-color")...)
	for line := range strings.Lines(narrow) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 40 {
			t.Errorf("a line of %d characters on a terminal of 40: %q", n, line)
		}
	}
	code, _, stderr := onTerminal(t, 80, nil, append(values, "--format", "xlsx")...)
	if code != exitUsage || !strings.Contains(stderr, "not to a terminal") {
		t.Errorf("a spreadsheet to a terminal: exit code %d, %q", code, stderr)
	}
}

func TestInterruptedCommandExits130(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := onTerminal(t, 80, nil, "demo", "-q", filepath.Join(dir, "d")); code != exitDone {
		t.Fatal(stderr)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	env := Env{Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }, Now: time.Now}
	code := Run(ctx, env, []string{"import", "-C", filepath.Join(dir, "d"), filepath.Join(dir, "d", "data", "example", "age.csv")})
	if code != exitInterrupted {
		t.Errorf("exit code %d, stderr %q", code, errs.String())
	}
}
