package sqlite

import (
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

var at2021 = domain.Key{Region: "kunta:179", Gender: domain.Total, Period: "2021"}

func onePanel(t testing.TB, value float64) *panel.Panel {
	t.Helper()
	var b panel.Builder
	b.Add(at2021, domain.NewCell(value, math.NaN()))
	p, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func open(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func begin(t testing.TB, db *DB) store.Tx {
	t.Helper()
	tx, err := db.Begin(context.Background(), "a test", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func put(t testing.TB, tx store.Tx, id domain.IndicatorID, value float64) {
	t.Helper()
	m, err := panel.Merge(nil, onePanel(t, value))
	if err == nil {
		err = tx.PutRevision(store.NewRevision(id, m, nil))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func valueOf(t testing.TB, db *DB, id domain.IndicatorID, v store.VintageID) float64 {
	t.Helper()
	p, _, err := db.Panel(context.Background(), id, v)
	if err != nil {
		t.Fatal(err)
	}
	return p.Cell(at2021).Value
}

func TestEveryVintageIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "50 % #1? store.db") // a path SQLite could take for a URL
	db := open(t, path)
	for i, value := range []float64{1.5, 1.6} {
		tx := begin(t, db)
		put(t, tx, "191", value)
		id, err := tx.Commit(store.Vintage{Imported: time.Unix(0, 0), Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv", Rows: 1, New: 1}}})
		if err != nil || id != store.VintageID(i+1) {
			t.Fatalf("vintage %d, %v", id, err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the store is not where it was asked for: %v", err)
	}
	if got := valueOf(t, db, "191", 1); got != 1.5 {
		t.Errorf("first vintage = %v", got)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 1.6 {
		t.Errorf("latest vintage = %v", got)
	}
	held, err := db.Holdings(context.Background())
	if err != nil || len(held) != 1 || held[0].Vintage != 2 || held[0].Values != 1 || held[0].First != "2021" {
		t.Errorf("holdings %+v, %v", held, err)
	}
	vintages, err := db.Vintages(context.Background())
	if err != nil || len(vintages) != 2 || vintages[0].Files[0].Name != "a.csv" {
		t.Errorf("vintages %+v, %v", vintages, err)
	}
	if _, _, err := db.Panel(context.Background(), "192", store.Latest); !errors.Is(err, store.ErrNotHeld) {
		t.Errorf("an indicator not held: %v", err)
	}
}

func TestReadersGoOnAndSeeAllOrNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	db, reader := open(t, path), open(t, path)
	tx := begin(t, db)
	put(t, tx, "191", 1.5)
	if _, _, err := reader.Panel(context.Background(), "191", store.Latest); !errors.Is(err, store.ErrNotHeld) {
		t.Fatalf("a reader saw an import half done: %v", err)
	}
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, reader, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after commit = %v", got)
	}
	tx = begin(t, db)
	put(t, tx, "191", 9.9)
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after rollback = %v", got)
	}
}

func TestSecondWriterIsToldWhoWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	first, second := open(t, path), open(t, path)
	tx, err := first.Begin(context.Background(), "process 42, importing visits.csv", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	_, err = second.Begin(context.Background(), "me", 120*time.Millisecond)
	if !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), "process 42, importing visits.csv") {
		t.Fatalf("second writer: %v", err)
	}
	time.AfterFunc(100*time.Millisecond, func() { tx.Rollback() })
	tx2, err := second.Begin(context.Background(), "me", 5*time.Second)
	if err != nil {
		t.Fatalf("second writer after its wait: %v", err)
	}
	tx2.Rollback()
}

func TestLaterSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	db := open(t, path)
	if _, err := db.db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(context.Background(), path); err == nil || !strings.Contains(err.Error(), "later kuvio") {
		t.Fatalf("err = %v", err)
	}
}

// TestKilledWriterLeavesThePreviousState runs this test binary again as a
// writer that is killed between writing a panel and committing it.
func TestKilledWriterLeavesThePreviousState(t *testing.T) {
	if path := os.Getenv("KUVIO_TEST_KILLED_WRITER"); path != "" {
		db := open(t, path)
		put(t, begin(t, db), "191", 9.9)
		if err := exec.Command("kill", "-9", strconv.Itoa(os.Getpid())).Run(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		return
	}
	if _, err := exec.LookPath("kill"); err != nil {
		t.Skip("no kill(1) on this system")
	}
	path := filepath.Join(t.TempDir(), "kuvio.db")
	db := open(t, path)
	tx := begin(t, db)
	put(t, tx, "191", 1.5)
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriterLeavesThePreviousState$")
	cmd.Env = append(os.Environ(), "KUVIO_TEST_KILLED_WRITER="+path)
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Fatalf("the writer was not killed: %s", out)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 1.5 {
		t.Fatalf("value after the kill = %v", got)
	}
	tx = begin(t, db) // the dead writer's lock is gone
	put(t, tx, "191", 1.6)
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 1.6 {
		t.Fatalf("value of the next import = %v", got)
	}
}

func BenchmarkReadPanel(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "kuvio.db"))
	tx := begin(b, db)
	put(b, tx, "191", 1.5)
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		valueOf(b, db, "191", store.Latest)
	}
}
