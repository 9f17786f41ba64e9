package cli

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kuvio/internal/store"

	"kuvio/internal/fetch/fetchtest"
)

// asKuvio is this test binary run as kuvio.
func asKuvio(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), runAsKuvio+"=1")
	return cmd
}

// interrupt starts a command, sends it SIGINT when it is at a stage, and again
// where asked, and gives its exit code, what it said and how long it went on.
func interrupt(t *testing.T, cmd *exec.Cmd, stage func(), again bool) (code int, said string, took time.Duration) {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stage()
	began := time.Now()
	_ = cmd.Process.Signal(os.Interrupt)
	if again {
		time.Sleep(50 * time.Millisecond)
		_ = cmd.Process.Signal(os.Interrupt)
	}
	_ = cmd.Wait()
	return cmd.ProcessState.ExitCode(), stderr.String(), time.Since(began)
}

// within is how soon an interrupted command ends, a second, as a machine that
// runs other tests beside it has it.
const within = 2 * time.Second

// A command that waits for what never comes cannot end by itself: the first
// signal ends it all the same, the second at once, and what it had begun to
// write is not left behind.
func TestInterruptEndsWhatCannotStop(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGINT to send")
	}
	dir := t.TempDir()
	if out, err := asKuvio("init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, again := range []bool{false, true} {
		cmd := asKuvio("import", "-C", dir, "-")
		cmd.Env = append(cmd.Env, "TMPDIR="+dir)
		never, hold := io.Pipe()
		defer hold.Close()
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		go io.Copy(stdin, never)
		spooled := func() []string {
			names, _ := filepath.Glob(filepath.Join(dir, "stdin-*"))
			return names
		}
		code, said, took := interrupt(t, cmd, func() {
			for range 500 {
				if time.Sleep(10 * time.Millisecond); len(spooled()) > 0 {
					return
				}
			}
		}, again)
		if code != exitInterrupted || !strings.Contains(said, interrupted) {
			t.Errorf("exit code %d, %q", code, said)
		}
		if took > within || !again && took < grace {
			t.Errorf("ended after %v; the second time: %v", took, again)
		}
		if left := spooled(); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
}

// An import is interrupted at stages from its first file to its commit: it ends
// within a second with 130, and the store holds what it held, or all of it where
// it was done before.
func TestInterruptedImports(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGINT to send")
	}
	dir := t.TempDir()
	files := []string{bankFile(t, "1"), bankFile(t, "2")}
	if out, err := asKuvio("init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	began := time.Now()
	if out, err := asKuvio("import", "-q", "-C", dir, files[0]).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(began)
	db := filepath.Join(dir, "data", "kuvio.db")
	for n, part := range []float64{0.1, 0.5, 0.9} {
		code, said, took := interrupt(t, asKuvio("import", "-C", dir, files[1]), func() { time.Sleep(time.Duration(part * float64(whole))) }, false)
		held := oneValue(t, store.Address(db))
		switch {
		case took > within:
			t.Errorf("stage %d: ended after %v", n, took)
		case code == exitInterrupted && held == 1 && strings.Contains(said, interrupted):
		case code == -1 && held == 1: // it had not begun to listen
		case code == exitDone && held == 2: // this machine was faster than before
			files[0], files[1] = files[1], files[0]
			return
		default:
			t.Errorf("stage %d: exit code %d, the store holds %v: %s", n, code, held, said)
		}
	}
}

// A fetch that is interrupted while the service is slow ends within a second, and the
// next one asks for the rest alone; both together are one vintage.
func TestInterruptedFetchGoesOn(t *testing.T) {
	whole(t)
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGINT to send")
	}
	service := fetchtest.Start(t)
	service.Bank.Years(2023, 2023)
	dir := t.TempDir()
	if out, err := asKuvio("init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	fetch := func() *exec.Cmd {
		cmd := asKuvio("fetch", "-C", dir, "-i", "2483,2484")
		cmd.Env = append(cmd.Env, "KUVIO_SOTKANET_URL="+service.Sotkanet())
		return cmd
	}
	service.Misbehave("/json?*indicator=2484&*", "slow", -1)
	code, said, took := interrupt(t, fetch(), func() {
		for range 500 {
			if time.Sleep(10 * time.Millisecond); len(service.Requests("/json?indicator=2484")) > 0 {
				return
			}
		}
	}, false)
	if code != exitInterrupted || took > within || strings.Contains(said, "vintage") {
		t.Errorf("exit code %d after %v: %s", code, took, said)
	}
	service.Behave()
	service.Forget()
	out, err := fetch().CombinedOutput()
	if err != nil || !strings.Contains(string(out), "stored as vintage 1\n") || !strings.Contains(string(out), "indicator 2484: new") {
		t.Errorf("%v: %s", err, out)
	}
	if len(service.Requests("/json?indicator=2484")) != 1 || len(service.Requests("/json?indicator=2483")) != 0 {
		t.Errorf("asked %v", service.Requests("/json"))
	}
}
