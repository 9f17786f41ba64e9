// Package storetest is what every store.Store is held to, whatever keeps it: a
// store's own tests call Run. What is said here of a store, commands rely on.
package storetest

import (
	"context"
	"errors"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// Engine is one way to keep a store, and how its tests get at it.
type Engine struct {
	// New is the address of a store that there is none of yet.
	New func(t testing.TB) string
	// Open opens the store at an address to be written to, Read to be read, and Still
	// to be read as it is then, whatever is written in the meantime.
	Open, Read, Still func(ctx context.Context, address string) (store.Store, error)
	// Check lists what is wrong in a store.
	Check func(ctx context.Context, address string) (faults []string, err error)
	// Exec breaks into a store, past all that guards it.
	Exec func(t testing.TB, address, statement string)
	// Corrupt is a statement that makes the newest panel of indicator 191 one that
	// cannot be read, Later one that makes the store that of a later kuvio.
	Corrupt, Later string
}

// Run runs every test on the engine's stores.
func Run(t *testing.T, e Engine) {
	if address := os.Getenv(killedWriter); address != "" {
		e.writeAndDie(t, address)
		return
	}
	for _, c := range []struct {
		name string
		test func(*testing.T, Engine)
	}{
		{"Empty", testEmpty},
		{"RoundTrip", testRoundTrip},
		{"History", testHistory},
		{"AsOf", testAsOf},
		{"OutOfOrder", testOutOfOrder},
		{"AsOfIsToBeRead", testAsOfIsToBeRead},
		{"Confirmations", testConfirmations},
		{"Days", testDays},
		{"Origins", testOrigins},
		{"Standing", testStanding},
		{"Prune", testPrune},
		{"PruneWaitsItsTurn", testPruneWaitsItsTurn},
		{"AllOrNothing", testAllOrNothing},
		{"WaysBack", testWaysBack},
		{"BrokenOff", testBrokenOff},
		{"BusyWriter", testBusyWriter},
		{"KilledWriter", testKilledWriter},
		{"StillReaders", testStillReaders},
		{"StillOutlivesPruning", testStillOutlivesPruning},
		{"Reader", testReader},
		{"CorruptPanel", testCorruptPanel},
		{"LaterKuvio", testLaterKuvio},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, e) })
	}
}

// opened is the store at an address, closed when the test ends.
func opened(t testing.TB, open func(context.Context, string) (store.Store, error), address string) store.Store {
	t.Helper()
	s, err := open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// at is the place of the one number that many tests are about.
var at = domain.Key{Region: "kunta:179", Gender: domain.Total, Period: "2021"}

// panelOf is a panel of some cells, of one download on the day.
func panelOf(t testing.TB, day string, cells map[domain.Key]domain.Cell) *panel.Layout {
	t.Helper()
	var b panel.Builder
	tag := uint64(1)
	for _, k := range sorted(cells) {
		b.AddTagged(k, cells[k], tag)
		tag++
	}
	l, err := b.Layout()
	if err != nil {
		t.Fatal(err)
	}
	l.Panel.BelongTo(domain.Retrieval{Day: day})
	return &l
}

// sorted are the keys of cells in one order.
func sorted(cells map[domain.Key]domain.Cell) []domain.Key {
	keys := make([]domain.Key, 0, len(cells))
	for k := range cells {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b domain.Key) int {
		return slices.Compare([]string{string(a.Region), a.Breakdown, string(a.Gender), string(a.Period)},
			[]string{string(b.Region), b.Breakdown, string(b.Gender), string(b.Period)})
	})
	return keys
}

// one is the cell of a value at the place.
func one(value float64) map[domain.Key]domain.Cell {
	return map[domain.Key]domain.Cell{at: domain.NewCell(value, math.NaN())}
}

// begin begins an import.
func begin(t testing.TB, s store.Store) store.Tx {
	t.Helper()
	tx, err := s.Begin(t.Context(), "a test", 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// put lays a download over what is held of an indicator, as an import does: as a
// revision, or as a confirmation where it changes nothing.
func put(t testing.TB, tx store.Tx, id domain.IndicatorID, l *panel.Layout) panel.Merged {
	t.Helper()
	old, err := tx.Panel(id)
	if err != nil && !errors.Is(err, store.ErrNotHeld) {
		t.Fatal(err)
	}
	m, err := panel.Merge(old, l.Panel)
	if err != nil {
		t.Fatal(err)
	}
	write(t, tx, id, l, m)
	return m
}

// write writes what a merge gave.
func write(t testing.TB, tx store.Tx, id domain.IndicatorID, l *panel.Layout, m panel.Merged) {
	t.Helper()
	var err error
	if m.Changes.Any() {
		err = tx.PutRevision(store.NewRevision(id, m, []panel.Tagged{{Layout: l, Places: m.From}}))
	} else {
		err = tx.PutConfirmation(store.Confirmation{Indicator: id, Retrieved: m.Panel.Newest(), Retrievals: m.Panel.EncodeRetrievals()})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// commit ends an import of one file on a day.
func commit(t testing.TB, tx store.Tx, day string) store.VintageID {
	t.Helper()
	imported, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	id, err := tx.Commit(store.Vintage{Imported: imported.Add(23 * time.Hour), Retrieved: day, Files: []store.File{{Name: "a.csv", SHA256: "sum of " + day, Retrieved: day, Rows: 1, New: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Import imports one value of an indicator, for tests of what reads a store.
func Import(t testing.TB, s store.Store, id domain.IndicatorID, value float64) {
	t.Helper()
	const day = "2026-11-21"
	tx := begin(t, s)
	put(t, tx, id, panelOf(t, day, one(value)))
	commit(t, tx, day)
}

// confirm ends an import that changed nothing.
func confirm(t testing.TB, tx store.Tx) {
	t.Helper()
	if id, err := tx.Commit(store.Vintage{}); err != nil || id != 0 {
		t.Fatalf("a confirmation is import %d, %v", id, err)
	}
}

// imports is a store with an import of indicator 191 for each value, on the tenth of
// January, February and so on, the first of which brought 9 as the value of 192 too.
func imports(t testing.TB, e Engine, values ...float64) (address string, s store.Store) {
	t.Helper()
	address = e.New(t)
	s = opened(t, e.Open, address)
	for i, value := range values {
		day := time.Date(2026, time.Month(i+1), 10, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		tx := begin(t, s)
		put(t, tx, "191", panelOf(t, day, one(value)))
		if i == 0 {
			put(t, tx, "192", panelOf(t, day, one(9)))
		}
		if id := commit(t, tx, day); id != store.VintageID(i+1) {
			t.Fatalf("import %d, want %d", id, i+1)
		}
	}
	return address, s
}

// valueOf is the one value of an indicator as of a vintage.
func valueOf(t testing.TB, s store.Reader, id domain.IndicatorID, v store.VintageID) float64 {
	t.Helper()
	p, _, err := s.Panel(t.Context(), id, v)
	if err != nil {
		t.Fatal(err)
	}
	return p.Cell(at).Value
}

// whole fails where a check finds faults.
func whole(t testing.TB, e Engine, address string) {
	t.Helper()
	if faults, err := e.Check(t.Context(), address); err != nil || len(faults) > 0 {
		t.Errorf("the store is not whole: %q, %v", faults, err)
	}
}

// same fails where two panels differ in an axis, a cell or the download of one.
func same(t testing.TB, what string, got, want *panel.Panel) {
	t.Helper()
	if !slices.Equal(got.Regions, want.Regions) || !slices.Equal(got.Breakdowns, want.Breakdowns) ||
		!slices.Equal(got.Genders, want.Genders) || !slices.Equal(got.Periods, want.Periods) || got.MadeUp != want.MadeUp {
		t.Errorf("%s: axes %v, %v, %v, %v; want %v, %v, %v, %v", what, got.Regions, got.Breakdowns, got.Genders, got.Periods,
			want.Regions, want.Breakdowns, want.Genders, want.Periods)
		return
	}
	for _, r := range want.Regions {
		for _, b := range want.Breakdowns {
			for _, g := range want.Genders {
				for _, p := range want.Periods {
					k := domain.Key{Region: r, Breakdown: b, Gender: g, Period: p}
					if got, want := got.Cell(k), want.Cell(k); !got.Equal(want) {
						t.Fatalf("%s: %v is %+v, want %+v", what, k, got, want)
					}
					if got, want := got.Retrieval(k), want.Retrieval(k); got != want {
						t.Fatalf("%s: %v belongs to %v, want %v", what, k, got, want)
					}
				}
			}
		}
	}
}
