package storetest

import (
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// testStanding has how indicators stand be another with every import and every download
// that says something of one, and with none of others; an import in the making sees its own.
func testStanding(t *testing.T, e Engine) {
	address, s := imports(t, e, 1.5)
	ids := []domain.IndicatorID{"192", "191"}
	met := make(map[string]bool)
	stands := func(anew bool, of ...domain.IndicatorID) string {
		t.Helper()
		got, err := s.Standing(t.Context(), of)
		if err != nil || got == "" || met[got] == anew {
			t.Fatalf("%v stand as %q, %v; want another than before: %v", of, got, err, anew)
		}
		met[got] = true
		return got
	}
	within := func(tx store.Tx, want string) {
		t.Helper()
		if got, err := tx.Standing(ids); err != nil || got != want {
			t.Fatalf("within the import %v stand as %q, %v; want %q", ids, got, err, want)
		}
	}
	before := stands(true, ids...)
	stands(false, "191", "192")
	stands(true, "191")
	stands(false, "191", "195") // which is not held

	tx := begin(t, s)
	within(tx, before)
	put(t, tx, "193", panelOf(t, "2026-02-10", one(2)))
	within(tx, before)
	commit(t, tx, "2026-02-10")
	stands(false, ids...)

	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-02-11", one(9)))
	made, err := tx.Standing(ids)
	if err != nil || made == before {
		t.Fatalf("a new figure leaves %q, %v", made, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	stands(false, ids...)

	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-02-11", one(9)))
	made, err = tx.Standing(ids)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, tx, "2026-02-11")
	if got := stands(true, ids...); got != made {
		t.Errorf("the import left %q, and within it %q was seen", got, made)
	}

	tx = begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-02-12", one(9)))
	made, err = tx.Standing(ids)
	if err != nil {
		t.Fatal(err)
	}
	confirm(t, tx)
	if got := stands(true, ids...); got != made {
		t.Errorf("the download left %q, and within it %q was seen", got, made)
	}
	whole(t, e, address)
}
