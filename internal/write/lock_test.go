package write

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestLock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "refresh")
	who := Who("refresh", time.Date(2026, 11, 28, 3, 10, 0, 0, time.UTC))
	first, err := TakeLock(t.Context(), name, who, 0)
	if err != nil || first.Left != "" {
		t.Fatalf("%+v, %v", first, err)
	}
	_, err = TakeLock(t.Context(), name, "me", time.Millisecond)
	var busy *BusyError
	if !errors.As(err, &busy) || busy.Who != who || !strings.HasPrefix(who, fmt.Sprintf("refresh by process %d on ", os.Getpid())) || !strings.HasSuffix(who, ", begun 2026-11-28 03:10") {
		t.Errorf("held by %q: %v", who, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := TakeLock(ended, name, "me", time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	first.Release()
	second, err := TakeLock(t.Context(), name, "me", 0)
	if err != nil || second.Left != "" {
		t.Fatalf("%+v, %v", second, err)
	}
	second.Release()
}

// A process that dies leaves its note, and no lock; who comes next is told of it, once.
func TestLockOfTheDead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "refresh")
	if err := os.WriteFile(name+".writer", []byte("refresh by process 123 on HOST, begun 2026-11-28 03:10\nand more\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := TakeLock(t.Context(), name, "me", 0)
	if err != nil || l.Left != "refresh by process 123 on HOST, begun 2026-11-28 03:10" {
		t.Fatalf("%+v, %v", l, err)
	}
	l.Release()
	if l, err = TakeLock(t.Context(), name, "me", 0); err != nil || l.Left != "" {
		t.Errorf("the second time: %+v, %v", l, err)
	}
	l.Release()
}

func TestLockThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	if _, err := TakeLock(t.Context(), filepath.Join(dir, "none", "refresh"), "me", 0); err == nil || !strings.Contains(err.Error(), "there is no folder "+filepath.Join(dir, "none")) {
		t.Errorf("%v", err)
	}
	for err, want := range map[error]string{
		syscall.ENOTSUP: "the disk of the folder data knows no locks, by which processes that write are kept from one another: move the workspace to a disk of this machine",
		syscall.EIO:     "lock data/refresh.lock: ",
	} {
		if got := lockFault("data/refresh", err); !strings.Contains(got.Error(), want) || !errors.Is(got, err) {
			t.Errorf("%v: %v, want %q", err, got, want)
		}
	}
}
