package sqlite

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kuvio/internal/disk"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// writeBoth imports a number as the value of two indicators, and has both confirmed as
// of a day of that number.
func writeBoth(t *testing.T, db *DB, n int) {
	t.Helper()
	day := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	tx := begin(t, db)
	for _, id := range []domain.IndicatorID{"191", "1065"} {
		p := onePanel(t, float64(n))
		p.BelongToDay(day)
		m, err := panel.Merge(nil, p)
		if err == nil {
			err = tx.PutRevision(store.NewRevision(id, m, nil))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.Commit(store.Vintage{Imported: time.Unix(0, 0), Retrieved: day, Files: []store.File{{Name: "191.csv"}, {Name: "1065.csv"}}}); err != nil {
		t.Fatal(err)
	}
	later := time.Date(2027, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	tx = begin(t, db)
	for _, id := range []domain.IndicatorID{"191", "1065"} {
		if err := tx.PutConfirmation(store.Confirmation{Indicator: id, Retrieved: later}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.Commit(store.Vintage{}); err != nil {
		t.Fatal(err)
	}
}

// Beside a writer that imports, confirms and prunes, readers of two indicators that
// always have the same number and day see the same of both, as often as they look.
func TestStillReadersSeeOneState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	db := open(t, path)
	writeBoth(t, db, 1)
	var done atomic.Bool
	var states sync.Map
	var readers sync.WaitGroup
	for range 6 {
		readers.Go(func() {
			for !done.Load() {
				d, err := Read(t.Context(), path)
				if err == nil {
					err = d.Still(t.Context())
				}
				if err != nil {
					t.Error(err)
					return
				}
				seen := make(map[string]bool)
				var looking sync.WaitGroup
				var mu sync.Mutex
				for _, id := range []domain.IndicatorID{"191", "1065", "191"} {
					looking.Go(func() { // at once, as series.Each does
						p, v, err := d.Panel(t.Context(), id, store.Latest)
						if err != nil {
							t.Error(err)
							return
						}
						mu.Lock()
						defer mu.Unlock()
						seen[fmt.Sprint(v.ID, only(p), v.Retrieved)] = true
					})
				}
				looking.Wait()
				held, err := d.Holdings(t.Context())
				if err != nil || len(held) != 2 || held[0].Retrieved != held[1].Retrieved || held[0].Vintage != held[1].Vintage || len(seen) != 1 {
					t.Errorf("two states in one: %v, %+v, %v", seen, held, err)
				}
				for one := range seen {
					states.Store(one, true)
				}
				d.Close()
			}
		})
	}
	count := func() (n int) {
		states.Range(func(any, any) bool { n++; return true })
		return n
	}
	for n := 2; n < 15 || count() < 5 && n < 300; n++ {
		writeBoth(t, db, n)
		if n%5 == 0 {
			if _, err := db.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err != nil {
				t.Error(err)
			}
		}
	}
	done.Store(true)
	readers.Wait()
	if n := count(); n < 5 {
		t.Errorf("only %d states were seen", n)
	}
}

// Who reads a still store goes on to see what was there, also where it has been pruned
// since, and is not to write.
func TestStillOutlivesPruning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	db := open(t, path)
	writeBoth(t, db, 1)
	d, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Still(t.Context()); err != nil {
		t.Fatal(err)
	}
	writeBoth(t, db, 2)
	if _, err := db.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, d, "191", store.Latest); got != 1 {
		t.Errorf("value %v", got)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 2 {
		t.Errorf("the writer sees %v", got)
	}
	if _, err := d.Begin(t.Context(), "a test", 0); err == nil {
		t.Error("it was written to")
	}
}

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
	writeBoth(t, db, 1)
	d, err := Read(t.Context(), path)
	if err == nil {
		err = d.Still(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	writeBoth(t, db, 2)
	if got := valueOf(t, d, "191", store.Latest); got != 1 {
		t.Errorf("value %v", got)
	}
}
