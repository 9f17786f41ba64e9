package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// writeBoth imports a number as the value of two indicators, and has both confirmed as
// of a day of that number.
func writeBoth(t *testing.T, s store.Store, n int) {
	t.Helper()
	both := func(year int) store.Tx {
		tx := begin(t, s)
		day := time.Date(year, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		for _, id := range []domain.IndicatorID{"191", "1065"} {
			put(t, tx, id, panelOf(t, day, one(float64(n))))
		}
		return tx
	}
	commit(t, both(2026+2*n), "2026-11-21")
	confirm(t, both(2027+2*n))
}

// testStillReaders has eight readers beside a writer that imports, confirms and prunes:
// each sees the same number and day of two indicators that always have the same, by
// several goroutines at once, as series.Each asks, and as often as it looks.
func testStillReaders(t *testing.T, e Engine) {
	address := e.New(t)
	s := opened(t, e.Open, address)
	writeBoth(t, s, 1)
	var done atomic.Bool
	var states sync.Map
	var readers sync.WaitGroup
	look := func() bool {
		r, err := e.Still(t.Context(), address)
		if err != nil {
			t.Error(err)
			return false
		}
		defer r.Close()
		seen := make(map[string]bool)
		var looking sync.WaitGroup
		var mu sync.Mutex
		for _, id := range []domain.IndicatorID{"191", "1065", "191"} {
			looking.Go(func() {
				p, v, err := r.Panel(t.Context(), id, store.Latest)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				seen[fmt.Sprint(v.ID, p.Cell(at).Value, v.Retrieved)] = true
			})
		}
		looking.Wait()
		held, err := r.Holdings(t.Context())
		if err != nil || len(held) != 2 || held[0].Retrieved != held[1].Retrieved || held[0].Vintage != held[1].Vintage || len(seen) != 1 {
			t.Errorf("two states in one: %v, %+v, %v", seen, held, err)
			return false
		}
		for state := range seen {
			states.Store(state, true)
		}
		return true
	}
	for range 8 {
		readers.Go(func() {
			for !done.Load() && look() {
			}
		})
	}
	count := func() (n int) {
		states.Range(func(any, any) bool { n++; return true })
		return n
	}
	for n := 2; n < 12 || count() < 5 && n < 300; n++ {
		writeBoth(t, s, n)
		if n%5 == 0 {
			if _, err := s.Prune(t.Context(), store.Prune{Keep: 1}, "a test", 10*time.Second); err != nil {
				t.Error(err)
			}
		}
	}
	done.Store(true)
	readers.Wait()
	if n := count(); n < 5 {
		t.Errorf("only %d states were seen", n)
	}
	whole(t, e, address)
}

// testStillOutlivesPruning has who reads a still store go on to see what was there, also
// where it has been pruned since, and not write.
func testStillOutlivesPruning(t *testing.T, e Engine) {
	address := e.New(t)
	s := opened(t, e.Open, address)
	writeBoth(t, s, 1)
	still := opened(t, e.Still, address)
	writeBoth(t, s, 2)
	if _, err := s.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, still, "191", store.Latest); got != 1 {
		t.Errorf("value %v", got)
	}
	if got := valueOf(t, s, "191", store.Latest); got != 2 {
		t.Errorf("the writer sees %v", got)
	}
	if vintages, err := still.Vintages(t.Context()); err != nil || len(vintages) != 1 {
		t.Errorf("%d imports, %v", len(vintages), err)
	}
}
