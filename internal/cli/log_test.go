package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// nightJob is what a command that runs unattended tells: a step, one that needs a
// person, one that is for a log alone, and its end.
func nightJob(t *testing.T, err error, args ...string) (stderr string) {
	t.Helper()
	var out bytes.Buffer
	env := Env{Stderr: &out, ErrTerminal: true, Now: func() time.Time { return time.Date(2026, 11, 28, 3, 10, 0, 0, time.UTC) }}.guarded()
	a := &app{Env: &env}
	cmd := &cobra.Command{Use: "refresh"}
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "")
	a.bindLog(cmd)
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	a.note(slog.LevelInfo, eventFetched, "sotkanet: 191, 2\u00a0345 rows", slog.String(keySource, "sotkanet"), slog.String(keyIndicator, "191"), took(812*time.Millisecond))
	a.note(slog.LevelInfo, eventUnchanged, "", slog.String(keyFigure, "kuvio-3"), slog.String(keyFile, "out/Äänekoski\u202e.png"), slog.String(keySource, ""))
	a.note(slog.LevelWarn, eventFailed, "https://mari:salasana@intra.example.fi/a.csv?year=2021&api_key=abc123&x=1: found HTML,\nexpected CSV\x1b[2J", slog.Any(keyWhy, errors.New("https://mari:salasana@intra.example.fi/ is wrong")))
	a.say("made %d", 7)
	exitCode(context.Background(), env, err)
	if strings.Contains(out.String(), "salasana") || strings.Contains(out.String(), "abc123") {
		t.Errorf("a secret is told:\n%s", out.String())
	}
	if strings.ContainsAny(out.String(), "\x1b\u202e") {
		t.Errorf("what nobody sees is told: %q", out.String())
	}
	return out.String()
}

func TestLogForPeople(t *testing.T) {
	partial := fmt.Errorf("%w: 1 of 12 figures not drawn", errPartial)
	const warning = "https://...@intra.example.fi/a.csv?year=2021&api_key=...&x=1: found HTML,\nexpected CSV [2J\n"
	if got, want := nightJob(t, partial), "sotkanet: 191, 2\u00a0345 rows\n"+warning+"made 7\nkuvio: done in part: 1 of 12 figures not drawn\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got, want := nightJob(t, nil, "-q"), warning; got != want {
		t.Errorf("-q: %s\nwant\n%s", got, want)
	}
}

// Names of events and keys are what programs of users go by.
func TestLogForPrograms(t *testing.T) {
	stderr := nightJob(t, fmt.Errorf("%w: 1 of 12 figures not drawn", errPartial), "--log-format", "json")
	want := []string{
		`{"time":"2026-11-28T03:10:00Z","level":"INFO","msg":"fetched","source":"sotkanet","indicator":"191","took_ms":812,"text":"sotkanet: 191, 2 345 rows"}`,
		`{"time":"2026-11-28T03:10:00Z","level":"INFO","msg":"unchanged","figure":"kuvio-3","file":"out/Äänekoski.png"}`,
		`{"time":"2026-11-28T03:10:00Z","level":"WARN","msg":"failed","why":"https://...@intra.example.fi/ is wrong","text":"https://...@intra.example.fi/a.csv?year=2021&api_key=...&x=1: found HTML,\nexpected CSV [2J"}`,
		`{"time":"2026-11-28T03:10:00Z","level":"INFO","msg":"message","text":"made 7"}`,
		`{"time":"2026-11-28T03:10:00Z","level":"ERROR","msg":"ended","exit_code":3,"text":"kuvio: done in part: 1 of 12 figures not drawn"}`,
	}
	lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), len(want), stderr)
	}
	for i, line := range lines {
		if line = strings.ReplaceAll(line, "\u00a0", " "); line != want[i] {
			t.Errorf("%s\nwant\n%s", line, want[i])
		}
		if !json.Valid([]byte(line)) {
			t.Errorf("not one object: %s", line)
		}
	}
	if got := nightJob(t, nil, "--log-format", "json", "-q"); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"level":"WARN"`) {
		t.Errorf("-q, with one thing that needs a person:\n%s", got)
	}
	text := nightJob(t, nil, "--log-format", "text")
	if want := `time=2026-11-28T03:10:00.000Z level=INFO msg=unchanged figure=kuvio-3 file=out/Äänekoski.png` + "\n"; !strings.Contains(text, want) {
		t.Errorf("%s\nwant among it\n%s", text, want)
	}
	if want := "level=INFO msg=ended exit_code=0\n"; !strings.HasSuffix(text, want) {
		t.Errorf("%s\nwant it to end with\n%s", text, want)
	}
}

func TestLogFormatMistake(t *testing.T) {
	a := &app{Env: &Env{}}
	cmd := &cobra.Command{Use: "refresh"}
	a.bindLog(cmd)
	if err := cmd.ParseFlags([]string{"--log-format", "xml"}); err == nil || !strings.Contains(flagError(new(cobra.Command), err).Error(), `--log-format: found "xml", expected text or json`) {
		t.Errorf("%v", err)
	}
}
