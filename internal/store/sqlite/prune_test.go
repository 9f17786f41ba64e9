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

// threeVintages is a store with indicator 191 imported on three days, and 192
// on the first alone.
func threeVintages(t *testing.T) *DB {
	t.Helper()
	db := open(t, filepath.Join(t.TempDir(), "kuvio.db"))
	var base *panel.Panel
	for i, value := range []float64{1.7, 1.6, 1.5} {
		m, err := panel.Merge(base, onePanel(t, value))
		if err != nil {
			t.Fatal(err)
		}
		base = m.Panel
		tx := begin(t, db)
		if err := tx.PutRevision(store.NewRevision("191", m, nil)); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			put(t, tx, "192", 9)
		}
		v := store.Vintage{Imported: time.Date(2026, time.Month(i+1), 10, 23, 0, 0, 0, time.UTC), Retrieved: "2026-01-01", Files: []store.File{{Name: "a.csv"}}}
		if _, err := tx.Commit(v); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func TestAsOfSeesNothingLater(t *testing.T) {
	ctx, db := t.Context(), threeVintages(t)
	then := db.AsOf(2, "")
	if p, v, err := then.Panel(ctx, "191", store.Latest); err != nil || v.ID != 2 || p.Cell(at2021).Value != 1.6 {
		t.Errorf("191 then: vintage %d, %v", v.ID, err)
	}
	if _, v, err := then.Panel(ctx, "191", 3); err != nil || v.ID != 2 {
		t.Errorf("vintage 3 then: %d, %v", v.ID, err)
	}
	if _, v, err := then.AsOf(3, "").Panel(ctx, "191", store.Latest); err != nil || v.ID != 2 {
		t.Errorf("forward again: %d, %v", v.ID, err)
	}
	held, err := then.Holdings(ctx)
	if err != nil || len(held) != 2 || held[0].Vintage != 2 || held[1].Vintage != 1 {
		t.Errorf("holdings then %+v, %v", held, err)
	}
	vintages, err := then.Vintages(ctx)
	if err != nil || len(vintages) != 2 {
		t.Errorf("vintages then %+v, %v", vintages, err)
	}
	revisions, err := then.Revisions(ctx, "191")
	if err != nil || len(revisions) != 2 || revisions[1].Changes.Changed != 1 || revisions[1].Last != "2021" {
		t.Errorf("revisions then %+v, %v", revisions, err)
	}
	if _, err := then.Begin(ctx, "a test", time.Second); err == nil {
		t.Error("a store as it was was written to")
	}
	if _, err := then.Prune(ctx, store.Prune{Keep: 1}, "a test", time.Second); err == nil {
		t.Error("a store as it was was pruned")
	}
	if got := valueOf(t, db, "191", store.Latest); got != 1.5 {
		t.Errorf("now %v", got)
	}
}

func TestPrune(t *testing.T) {
	for _, c := range []struct {
		name    string
		prune   store.Prune
		panels  int
		history int
		oldest  store.VintageID // of 191
	}{
		{"all but two", store.Prune{Keep: 2}, 1, 0, 2},
		{"all but the newest", store.Prune{Keep: 1}, 2, 0, 3},
		{"more than there are", store.Prune{Keep: 9}, 0, 0, 1},
		{"dry run", store.Prune{Keep: 1, DryRun: true}, 2, 0, 1},
		{"what the day before the second import needs", store.Prune{Before: "2026-02-09"}, 0, 0, 1},
		{"what the day of the second import needs", store.Prune{Before: "2026-02-10"}, 1, 0, 2},
		{"what a later day needs", store.Prune{Before: "2030-01-01"}, 2, 0, 3},
		{"with the history", store.Prune{Keep: 1, History: true}, 2, 2, 3},
	} {
		ctx, db := t.Context(), threeVintages(t)
		got, err := db.Prune(ctx, c.prune, "a test", time.Second)
		if err != nil || got.Panels != c.panels || got.Indicators != min(c.panels, 1) || got.Revisions != c.history || (got.Bytes > 0) != (c.panels > 0) {
			t.Fatalf("%s: %+v, %v", c.name, got, err)
		}
		if valueOf(t, db, "191", store.Latest) != 1.5 || valueOf(t, db, "192", store.Latest) != 9 {
			t.Errorf("%s: the newest is gone", c.name)
		}
		for v := store.VintageID(1); v <= 3; v++ {
			_, _, err := db.Panel(ctx, "191", v)
			if pruned := errors.Is(err, store.ErrPruned); pruned != (v < c.oldest) || err != nil && !pruned {
				t.Errorf("%s: vintage %d: %v", c.name, v, err)
			}
		}
		revisions, err := db.Revisions(ctx, "191")
		if err != nil || len(revisions) != 3 {
			t.Errorf("%s: revisions %+v, %v", c.name, revisions, err)
		}
		p, err := db.Replaced(ctx, "191", 2)
		if c.prune.History {
			if !errors.Is(err, store.ErrPruned) {
				t.Errorf("%s: replaced: %v", c.name, err)
			}
		} else if err != nil || p.Cell(at2021).Value != 1.7 {
			t.Errorf("%s: replaced: %v", c.name, err)
		}
	}
}

func TestPruneWaitsItsTurn(t *testing.T) {
	db := threeVintages(t)
	tx := begin(t, db)
	defer tx.Rollback()
	if _, err := db.Prune(t.Context(), store.Prune{Keep: 1}, "me", 60*time.Millisecond); !errors.Is(err, store.ErrBusy) {
		t.Errorf("pruned beside an import: %v", err)
	}
	for _, p := range []store.Prune{{}, {Keep: 1, Before: "2026-01-01"}, {Keep: -1}} {
		if _, err := db.Prune(t.Context(), p, "me", time.Second); err == nil {
			t.Errorf("%+v was taken", p)
		}
	}
}

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
		m, err := panel.Merge(nil, p)
		if err != nil {
			t.Fatal(err)
		}
		tx := begin(t, db)
		if err := tx.PutRevision(store.NewRevision("191", m, nil)); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Commit(store.Vintage{Retrieved: "2026-01-01", Files: []store.File{{Name: "a.csv"}}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second)
	if err != nil || got.Panels != 4 || got.Freed < got.Bytes/2 || got.Freed > 2*got.Bytes {
		t.Errorf("%+v, %v", got, err)
	}
}
