package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A process that reads a store keeps its locks when it opens the store a second time,
// by another name too, and closes that: without them another process takes itself for
// the last that has it open.
func TestReadersKeepTheirLocks(t *testing.T) {
	if _, err := os.Stat("/proc/locks"); err != nil {
		t.Skip("the system does not list locks")
	}
	path := filepath.Join(t.TempDir(), "kuvio.db")
	oneStore(t, path)
	reader, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := reader.Vintages(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := locks(t)
	if before == 0 {
		t.Fatal("a reader has no lock")
	}
	link := path + ".link"
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, link} {
		if is, err := isStore(name); !is || err != nil {
			t.Errorf("%s: %v, %v", name, is, err)
		}
		if _, err := hasLog(name); err != nil {
			t.Error(err)
		}
		if now := locks(t); now != before {
			t.Errorf("after a look at %s the reader has %d locks, had %d", name, now, before)
		}
	}
	reader.Close()
	if log, err := hasLog(path); !log || err != nil {
		t.Errorf("a store nobody has open is not looked at: %v, %v", log, err)
	}
}

// locks is how many this process has on files.
func locks(t *testing.T) (n int) {
	t.Helper()
	list, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		if fields := strings.Fields(line); len(fields) > 4 && fields[4] == fmt.Sprint(os.Getpid()) {
			n++
		}
	}
	return n
}
