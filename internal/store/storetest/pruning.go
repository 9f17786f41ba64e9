package storetest

import (
	"errors"
	"testing"
	"time"

	"kuvio/internal/store"
)

// testPrune drops old panels in each way: the newest stays, so does what is known of
// each import, and a panel that is gone is not taken for one that never was.
func testPrune(t *testing.T, e Engine) {
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
		address, s := imports(t, e, 1.7, 1.6, 1.5)
		ctx := t.Context()
		got, err := s.Prune(ctx, c.prune, "a test", time.Second)
		if err != nil || got.Panels != c.panels || got.Indicators != min(c.panels, 1) || got.Revisions != c.history || (got.Bytes > 0) != c.prune.History || got.Bytes < 0 {
			t.Fatalf("%s: %+v, %v", c.name, got, err)
		}
		if valueOf(t, s, "191", store.Latest) != 1.5 || valueOf(t, s, "192", store.Latest) != 9 {
			t.Errorf("%s: the newest is gone", c.name)
		}
		for v := store.VintageID(1); v <= 3; v++ {
			_, _, err := s.Panel(ctx, "191", v)
			if pruned := errors.Is(err, store.ErrPruned); pruned != (v < c.oldest) || err != nil && !pruned {
				t.Errorf("%s: vintage %d: %v", c.name, v, err)
			}
		}
		revisions, err := s.Revisions(ctx, "191")
		if err != nil || len(revisions) != 3 {
			t.Errorf("%s: revisions %+v, %v", c.name, revisions, err)
		}
		if pruned := stepPruned(t, s, 2); pruned != c.prune.History {
			t.Errorf("%s: what import 2 replaced is pruned of its step: %t", c.name, pruned)
		}
		p, err := s.Replaced(ctx, "191", 2)
		if c.prune.History {
			if !errors.Is(err, store.ErrPruned) {
				t.Errorf("%s: replaced: %v", c.name, err)
			}
		} else if err != nil || p.Cell(at).Value != 1.7 {
			t.Errorf("%s: replaced: %v", c.name, err)
		}
		key := at
		key.Indicator = "191"
		if o, err := s.Origin(ctx, key, 1); err != nil || o.Vintage.ID != 1 {
			t.Errorf("%s: where the first figure came from: %+v, %v", c.name, o, err)
		}
		whole(t, e, address)
		tx := begin(t, s)
		put(t, tx, "191", panelOf(t, "2026-04-10", one(1.4)))
		if id := commit(t, tx, "2026-04-10"); id != 4 || valueOf(t, s, "191", store.Latest) != 1.4 {
			t.Errorf("%s: the import after it is %d", c.name, id)
		}
	}
}

// testPruneWaitsItsTurn prunes beside an import, which it waits for, and by what is no
// way to prune.
func testPruneWaitsItsTurn(t *testing.T, e Engine) {
	_, s := imports(t, e, 1.7, 1.6, 1.5)
	tx := begin(t, s)
	if _, err := s.Prune(t.Context(), store.Prune{Keep: 1}, "me", 60*time.Millisecond); !errors.Is(err, store.ErrBusy) {
		t.Errorf("pruned beside an import: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	for _, p := range []store.Prune{{}, {Keep: 1, Before: "2026-01-01"}, {Keep: -1}} {
		if _, err := s.Prune(t.Context(), p, "me", time.Second); err == nil {
			t.Errorf("%+v was taken", p)
		}
	}
}

// stepPruned reports whether what an import of three replaced of indicator 191 is no more.
func stepPruned(t *testing.T, s store.Store, v store.VintageID) bool {
	t.Helper()
	steps, err := s.Steps(t.Context(), "191")
	if err != nil || len(steps) != 3 {
		t.Fatalf("steps %+v, %v", steps, err)
	}
	_, err = steps[v-1].Replaced()
	if err != nil && !errors.Is(err, store.ErrPruned) {
		t.Fatal(err)
	}
	return err != nil
}
