package session

import (
	"errors"
	"iter"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// imported is a session of a store into which each map of values, of indicator
// 191 in 2014 by region, was imported on a day of its own from 1 February 2026
// on.
func imported(t *testing.T, config workspace.Config, imports ...map[domain.RegionID]float64) *Session {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	var before *panel.Panel
	for day, values := range imports {
		var b panel.Builder
		for region, v := range values {
			b.AddTagged(domain.Key{Region: region, Gender: domain.Total, Period: "2014"}, domain.NewCell(v, 934), uint64(day))
		}
		l, err := b.Layout()
		if err != nil {
			t.Fatal(err)
		}
		m, err := panel.Merge(before, l.Panel)
		if err != nil {
			t.Fatal(err)
		}
		before = m.Panel
		tx, err := db.Begin(t.Context(), "a test", time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.PutRevision(store.NewRevision("191", m, []panel.Tagged{{Layout: &l, Places: m.From}})); err != nil {
			t.Fatal(err)
		}
		on := time.Date(2026, 2, 1+day, 0, 0, 0, 0, time.UTC)
		v := store.Vintage{Imported: on, Retrieved: on.Format(time.DateOnly), Files: []store.File{{Name: "191.csv"}}}
		if _, err := tx.Commit(v); err != nil {
			t.Fatal(err)
		}
	}
	s, err := New(t.Context(), db, catalog.Default(), config, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Keski-Suomi (SOTKAnet's 499), of whose children 1.7 % were placed outside the
// home in 2014; 1.6 is made up.
const area = domain.RegionID("maakunta:13")

func valueOf(t *testing.T, s *Session) float64 {
	t.Helper()
	q, err := s.Query(Selection{Indicators: "191", Regions: string(area), Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Load(t.Context(), q)
	if err != nil || len(found.Series) != 1 || len(found.Series[0].Points) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	return found.Series[0].Points[0].Published
}

// A region stored under SOTKAnet's number is read by its name of today: its
// panel, what an import replaced, where a number stands.
func TestRegionsAreReadByTheirNamesOfToday(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{"id:499": 1.6}, map[domain.RegionID]float64{"id:499": 1.7})
	if v := valueOf(t, s); v != 1.7 {
		t.Errorf("value %v, want 1.7", v)
	}
	k := domain.Key{Indicator: "191", Region: area, Gender: domain.Total, Period: "2014"}
	replaced, err := s.Store.Replaced(t.Context(), "191", 2)
	if err != nil || replaced.Cell(k).Value != 1.6 {
		t.Errorf("replaced %+v, %v", replaced, err)
	}
	for v, want := range map[store.VintageID]store.VintageID{store.Latest: 2, 1: 1} {
		if o, err := s.Store.Origin(t.Context(), k, v); err != nil || o.Vintage.ID != want {
			t.Errorf("origin up to %d: %+v, %v", v, o, err)
		}
	}
	k.Region = "maakunta:06"
	if _, err := s.Store.Origin(t.Context(), k, store.Latest); !errors.Is(err, store.ErrNotHeld) {
		t.Errorf("origin of what nobody stated: %v", err)
	}
}

func TestAsOfADay(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{"id:499": 1.6}, map[domain.RegionID]float64{"id:499": 1.7})
	for day, want := range map[string]float64{"2026-02-01": 1.6, "2026-02-02": 1.7, "2026-12-31": 1.7, "import:1": 1.6, "import:2": 1.7} {
		then, err := s.AsOf(t.Context(), day)
		if err != nil {
			t.Fatal(err)
		}
		if v := valueOf(t, then); v != want {
			t.Errorf("on %s %v, want %v", day, v, want)
		}
	}
	if _, err := s.AsOf(t.Context(), "2026-01-31"); err == nil {
		t.Error("a day before the first import has none")
	}
	pinned, vintages, err := s.Pinned(t.Context())
	if err != nil || len(vintages) != 2 || valueOf(t, pinned) != 1.7 {
		t.Errorf("%d imports, %v", len(vintages), err)
	}
}

func TestWhatIsHeld(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{area: 1.7})
	held, err := s.Held(t.Context())
	if err != nil || len(held) != 1 || held[0].String() != "191" {
		t.Errorf("held %v, %v", held, err)
	}
	q, err := s.Query(Selection{Indicators: "4,191", Regions: "maakunta:13", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Load(t.Context(), q)
	if err != nil || !slices.Equal(found.Missing, []domain.IndicatorID{"4"}) || found.Empty() {
		t.Errorf("%+v, %v", found, err)
	}
	q.Indicators = q.Indicators[:1]
	var none *NotHeldError
	if _, err := s.Load(t.Context(), q); !errors.As(err, &none) || !slices.Equal(none.Missing, []domain.IndicatorID{"4"}) {
		t.Errorf("%v", err)
	}
	if _, err := imported(t, workspace.Config{}).Held(t.Context()); !errors.Is(err, ErrNothingHeld) {
		t.Errorf("an empty store: %v", err)
	}
}

// Valtimo (kunta:911) merged into Nurmes (kunta:541) at the end of 2019.
func TestAbsorbed(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{"kunta:541": 1.7, "kunta:911": 1.6})
	q, err := s.Query(Selection{Indicators: "191", Regions: "kunta:541", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	absorbed, err := s.Absorbed(t.Context(), q, 0)
	if err != nil || len(absorbed) != 1 || absorbed[0].ID != "kunta:911" {
		t.Errorf("%+v, %v", absorbed, err)
	}
	if absorbed, err := s.Absorbed(t.Context(), q, 2020); err != nil || absorbed != nil {
		t.Errorf("after the merger: %+v, %v", absorbed, err)
	}
}

// What is described changes with a title or a unit, and not with values.
func TestDescribed(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{"kunta:179": 1})
	ids := func() iter.Seq[domain.IndicatorID] { return slices.Values([]domain.IndicatorID{"191", "127"}) }
	first := s.Described(ids())
	if again := s.Described(slices.Values([]domain.IndicatorID{"127", "191"})); again != first {
		t.Error("another in another order")
	}
	if other := imported(t, workspace.Config{}, map[domain.RegionID]float64{"kunta:179": 2}); other.Described(ids()) != first {
		t.Error("another with other values")
	}
	known, _ := s.Catalog.Indicator("191")
	known.Title = domain.Text{FI: "Toinen", SV: "Annan", EN: "Another"}
	s.imported.read["191"] = known
	if s.Described(ids()) == first {
		t.Error("the same with another title")
	}
	first = s.Described(ids())
	if s.Noticed(ids()) != "" {
		t.Error("noticed where there are no notices")
	}
	known.Updated, known.Notices = "2026-03-01", domain.Text{FI: "Korjattu."}
	s.imported.read["191"] = known
	if s.Described(ids()) != first || s.Noticed(ids()) == "" {
		t.Error("described otherwise with newer data and a notice, or not noticed")
	}
	if s.Described(slices.Values([]domain.IndicatorID{"127"})) == first {
		t.Error("the same of fewer indicators")
	}
}

// What is read of a recorded session is noted, however it is asked.
func TestRecordedSession(t *testing.T) {
	s := imported(t, workspace.Config{}, map[domain.RegionID]float64{"kunta:179": 1}, map[domain.RegionID]float64{"kunta:179": 2})
	view, record := store.Recorded(s.Store)
	noted := s.On(view)
	q, err := noted.Query(Selection{Indicators: "191,3126", Regions: "kunta:179", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := noted.Load(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	if got := record.Vintages(); got["191"] != 2 || got["3126"] != 0 || record.Everything() {
		t.Errorf("read %v, everything %v", got, record.Everything())
	}
	if _, ok := record.Vintages()["3126"]; !ok {
		t.Error("what is not held is not noted as asked for")
	}
	if _, _, err := noted.Known(t.Context()); err != nil || !record.Everything() {
		t.Errorf("a list of what is held is not noted: %v", err)
	}
}
