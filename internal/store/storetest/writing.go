package storetest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// testAllOrNothing reads beside an import: nothing of it before it is committed, all of
// it from then on, and never anything of one that was taken back.
func testAllOrNothing(t *testing.T, e Engine) {
	address := e.New(t)
	s, reader := opened(t, e.Open, address), opened(t, e.Open, address)
	tx := begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-21", one(1.5)))
	if _, _, err := reader.Panel(t.Context(), "191", store.Latest); !errors.Is(err, store.ErrNotHeld) {
		t.Fatalf("a reader saw an import half done: %v", err)
	}
	commit(t, tx, "2026-11-21")
	if err := tx.Rollback(); err != nil {
		t.Errorf("rollback after commit: %v", err)
	}
	if got := valueOf(t, reader, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after commit = %v", got)
	}
	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-22", one(9.9)))
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, s, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after rollback = %v", got)
	}
	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-23", one(1.6)))
	if id := commit(t, tx, "2026-11-23"); id != 2 {
		t.Errorf("the import after one that was taken back is %d, want 2", id)
	}
}

// testBrokenOff ends the context of an import in its middle, as Ctrl-C does: nothing of
// it is left, and the next one goes on at once.
func testBrokenOff(t *testing.T, e Engine) {
	_, s := imports(t, e, 1.5)
	ctx, stop := context.WithCancel(t.Context())
	tx, err := s.Begin(ctx, "a test", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	put(t, tx, "191", panelOf(t, "2026-11-22", one(9.9)))
	stop()
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-22", Files: []store.File{{Name: "a.csv"}}}); err == nil {
		t.Error("an import that was broken off was committed")
	}
	_ = tx.Rollback()
	if got := valueOf(t, s, "191", store.Latest); got != 1.5 {
		t.Errorf("value %v", got)
	}
	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-23", one(1.6)))
	if id := commit(t, tx, "2026-11-23"); id != 2 {
		t.Errorf("the next import is %d, want 2", id)
	}
}

// testBusyWriter has two write: the second is told who the first is and since when,
// waits for as long as it is willing to, and has its turn when the first is done.
func testBusyWriter(t *testing.T, e Engine) {
	address := e.New(t)
	first, second := opened(t, e.Open, address), opened(t, e.Open, address)
	who := "process 42, importing visits.csv since 2026-11-21 12:00"
	tx, err := first.Begin(t.Context(), who, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err = second.Begin(t.Context(), "me", 300*time.Millisecond)
	if !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), who) || !strings.Contains(err.Error(), "--wait") {
		t.Fatalf("second writer: %v", err)
	}
	if waited := time.Since(began); waited < 250*time.Millisecond || waited > 5*time.Second {
		t.Errorf("it waited %v, want 300 ms", waited)
	}
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if _, err := second.Begin(ctx, "me", time.Minute); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("one that was broken off while it waited: %v", err)
	}
	released := make(chan error)
	time.AfterFunc(100*time.Millisecond, func() { released <- tx.Rollback() })
	tx2, err := second.Begin(t.Context(), "me", 10*time.Second)
	if err != nil {
		t.Fatalf("second writer after its wait: %v", err)
	}
	if err := <-released; err != nil {
		t.Error(err)
	}
	if _, err := first.Begin(t.Context(), "again", 0); !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), "me") {
		t.Errorf("the first again, beside the second: %v", err)
	}
	if err := tx2.Rollback(); err != nil {
		t.Error(err)
	}
}

// killedWriter names, to the test binary run again, the store that it is to write into
// and die.
const killedWriter = "KUVIO_TEST_KILLED_WRITER"

// writeAndDie is killed between writing a panel and committing it.
func (e Engine) writeAndDie(t *testing.T, address string) {
	put(t, begin(t, opened(t, e.Open, address)), "191", panelOf(t, "2026-11-22", one(9.9)))
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Kill()
	}
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(10 * time.Second)
}

// testKilledWriter has a writer be killed: nothing of its import is left, and the next
// one does not wait for it.
func testKilledWriter(t *testing.T, e Engine) {
	address, s := imports(t, e, 1.5)
	name, _, _ := strings.Cut(t.Name(), "/")
	cmd := exec.Command(os.Args[0], "-test.run=^"+name+"$")
	cmd.Env = append(os.Environ(), killedWriter+"="+address)
	if out, err := cmd.CombinedOutput(); err == nil || strings.Contains(string(out), "FAIL") {
		t.Fatalf("the writer was not killed: %v: %s", err, out)
	}
	if got := valueOf(t, s, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after the kill = %v", got)
	}
	tx := begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-23", one(1.6)))
	if id := commit(t, tx, "2026-11-23"); id != 2 || valueOf(t, s, "191", store.Latest) != 1.6 {
		t.Errorf("the next import is %d, with %v", id, valueOf(t, s, "191", store.Latest))
	}
	whole(t, e, address)
}

// testReader has who came to read write, in every way: it is told that it may not.
func testReader(t *testing.T, e Engine) {
	address, _ := imports(t, e, 1.5)
	for name, open := range map[string]func(context.Context, string) (store.Store, error){"read": e.Read, "still": e.Still} {
		s := opened(t, open, address)
		if _, err := s.Begin(t.Context(), "a test", time.Second); err == nil || !strings.Contains(err.Error(), "read") {
			t.Errorf("%s: an import: %v", name, err)
		}
		if _, err := s.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err == nil || !strings.Contains(err.Error(), "read") {
			t.Errorf("%s: to prune: %v", name, err)
		}
		if got := valueOf(t, s, "191", store.Latest); got != 1.5 {
			t.Errorf("%s: value %v", name, got)
		}
	}
}

// testCorruptPanel has a panel be damaged: the error says so and what to do, a check
// finds it, and other indicators are read and written as before.
func testCorruptPanel(t *testing.T, e Engine) {
	address, s := imports(t, e, 1.7)
	e.Exec(t, address, e.Corrupt)
	_, _, err := s.Panel(t.Context(), "191", store.Latest)
	if err == nil || !strings.Contains(err.Error(), "191") || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "kuvio store check") {
		t.Errorf("a damaged panel: %v", err)
	}
	if got := valueOf(t, s, "192", store.Latest); got != 9 {
		t.Errorf("another indicator is %v", got)
	}
	if held, err := s.Holdings(t.Context()); err != nil || len(held) != 2 {
		t.Errorf("held: %+v, %v", held, err)
	}
	faults, err := e.Check(t.Context(), address)
	if err != nil || len(faults) == 0 || !strings.Contains(faults[0], "191") {
		t.Errorf("a check finds %q, %v", faults, err)
	}
	tx := begin(t, s)
	put(t, tx, "192", panelOf(t, "2026-02-10", one(8)))
	commit(t, tx, "2026-02-10")
	if got := valueOf(t, s, "192", store.Latest); got != 8 {
		t.Errorf("another indicator is %v after an import", got)
	}
}

// testLaterKuvio opens a store that a later kuvio wrote: it is left alone, and what to
// do is said.
func testLaterKuvio(t *testing.T, e Engine) {
	address, s := imports(t, e, 1.5)
	s.Close()
	e.Exec(t, address, e.Later)
	for name, open := range map[string]func(context.Context, string) (store.Store, error){"write": e.Open, "read": e.Read, "still": e.Still} {
		s, err := open(t.Context(), address)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "later kuvio") || !strings.Contains(err.Error(), "update kuvio") {
			t.Errorf("to %s: %v", name, err)
		}
	}
}

// testWaysBack refuses a revision whose way back does not lead to what is held.
func testWaysBack(t *testing.T, e Engine) {
	address, s := imports(t, e, 1.7)
	later, err := panel.Merge(nil, panelOf(t, "2026-05-06", one(1.8)).Panel)
	if err != nil {
		t.Fatal(err)
	}
	further, err := panel.Merge(later.Panel, panelOf(t, "2026-05-07", one(1.9)).Panel)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		id   domain.IndicatorID
		m    panel.Merged
		want string
	}{
		{"opens what is held", "191", later, "it says that nothing was held before, and a panel is"},
		{"goes on from nothing", "4", further, "it goes on from a panel, and none is held"},
	} {
		tx := begin(t, s)
		if err := tx.PutRevision(store.NewRevision(c.id, c.m, nil)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
	if got := valueOf(t, s, "191", store.Latest); got != 1.7 {
		t.Errorf("191 is %v, want 1.7 as it was", got)
	}
	whole(t, e, address)
}
