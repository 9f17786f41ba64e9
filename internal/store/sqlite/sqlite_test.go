package sqlite

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
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

func open(t testing.TB, path string) *relational.DB {
	t.Helper()
	db, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func begin(t testing.TB, db *relational.DB) store.Tx {
	t.Helper()
	tx, err := db.Begin(context.Background(), "a test", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func put(t testing.TB, tx store.Tx, id domain.IndicatorID, value float64) {
	t.Helper()
	held, err := tx.Panel(id)
	if err != nil && !errors.Is(err, store.ErrNotHeld) {
		t.Fatal(err)
	}
	m, err := panel.Merge(held, onePanel(t, value))
	if err == nil {
		err = tx.PutRevision(store.NewRevision(id, m, nil))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func valueOf(t testing.TB, db *relational.DB, id domain.IndicatorID, v store.VintageID) float64 {
	t.Helper()
	p, _, err := db.Panel(context.Background(), id, v)
	if err != nil {
		t.Fatal(err)
	}
	return p.Cell(at2021).Value
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
