package sqlite

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// A pruned store is smaller, by as much as is said.
func TestPruneFreesSpace(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "kuvio.db"))
	noise := rand.New(rand.NewPCG(1, 2)) // so that nothing can be compressed
	for range 5 {
		var b panel.Builder
		for n := range 40000 {
			k := at2021
			k.Period = domain.Year(1990 + n%100)
			k.Breakdown = string(rune('a' + n/100%26))
			k.Region = domain.RegionID("kunta:" + string(rune('a'+n/2600)))
			b.Add(k, domain.NewCell(noise.Float64(), noise.Float64()))
		}
		p, err := b.Panel()
		if err != nil {
			t.Fatal(err)
		}
		tx := begin(t, db)
		held, err := tx.Panel("191")
		if err != nil && !errors.Is(err, store.ErrNotHeld) {
			t.Fatal(err)
		}
		m, err := panel.Merge(held, p)
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.PutRevision(store.NewRevision("191", m, nil)); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Commit(store.Vintage{Retrieved: "2026-01-01", Files: []store.File{{Name: "a.csv"}}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.Prune(t.Context(), store.Prune{Keep: 1, History: true}, "a test", time.Second)
	if err != nil || got.Panels != 4 || got.Freed < got.Bytes/2 || got.Freed > 2*got.Bytes {
		t.Errorf("%+v, %v", got, err)
	}
}
