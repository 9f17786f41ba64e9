package sqlite

import (
	"path/filepath"
	"testing"

	"kuvio/internal/disk"
	"kuvio/internal/store"
)

// Without a write-ahead log nobody waits for who reads a still store, and it sees no
// later import; one that was empty stays so.
func TestStillWithoutLog(t *testing.T) {
	on(t, disk.Network, "a network drive")
	path := filepath.Join(t.TempDir(), "kuvio.db")
	empty, err := Read(t.Context(), path)
	if err == nil {
		err = empty.Still(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	if held, err := empty.Holdings(t.Context()); err != nil || len(held) > 0 {
		t.Errorf("%v, %v", held, err)
	}
	db := open(t, path)
	write := func(value float64) {
		t.Helper()
		tx := begin(t, db)
		put(t, tx, "191", value)
		if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "191.csv"}}}); err != nil {
			t.Fatal(err)
		}
	}
	write(1)
	d, err := Read(t.Context(), path)
	if err == nil {
		err = d.Still(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	write(2)
	if got := valueOf(t, d, "191", store.Latest); got != 1 {
		t.Errorf("value %v", got)
	}
}
