package export

import (
	"context"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/datapackage"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/store/storetest"
	"kuvio/internal/workspace"
)

// counted is a store that counts the panels read of it.
type counted struct {
	store.Store
	panels *atomic.Int64
}

func (c counted) Panel(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, store.Vintage, error) {
	c.panels.Add(1)
	return c.Store.Panel(ctx, id, v)
}

// What an earlier export made is made again where something of it has changed, and else
// not even read.
func TestUnchangedIsNotRead(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, id := range []domain.IndicatorID{"191", "127", "1065"} {
		storetest.Import(t, db, id, 100)
	}
	form := Form{Format: "csv"}
	query := session.Selection{Gender: "all"}
	var config workspace.Config // by the catalogue 1065 is under 191, and 127 under 1065
	var resources []*datapackage.Resource
	for _, step := range []struct {
		name string
		do   func()
		want []domain.IndicatorID // that are made
	}{
		{"the first", func() {}, []domain.IndicatorID{"127", "191", "1065"}},
		{"nothing has changed", func() {}, nil},
		{"a value", func() { storetest.Import(t, db, "191", 101) }, []domain.IndicatorID{"191"}},
		{"the denominator of another", func() { storetest.Import(t, db, "1065", 102) }, []domain.IndicatorID{"191", "1065"}},
		{"a break", func() { config.Breaks = map[domain.IndicatorID][]int{"191": {2000}} }, []domain.IndicatorID{"191"}},
		{"what is suppressed", func() { config.SuppressedBelow = map[domain.IndicatorID]int{"191": 5} }, []domain.IndicatorID{"191"}},
		{"a denominator", func() { config.Denominators = map[domain.IndicatorID]domain.IndicatorID{"191": "127"} }, []domain.IndicatorID{"191"}},
		{"the format", func() { form.Format = "parquet" }, []domain.IndicatorID{"127", "191", "1065"}},
		{"the years", func() { query.Years = "2000-" }, []domain.IndicatorID{"127", "191", "1065"}},
		{"a file is gone", func() { resources = resources[1:] }, []domain.IndicatorID{"127"}},
		{"nothing, again", func() {}, nil},
	} {
		step.do()
		s, err := session.New(t.Context(), db, catalog.Default(), config, domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		var panels atomic.Int64
		x, err := Select(t.Context(), s.On(counted{s.Store, &panels}), q)
		if err != nil {
			t.Fatal(err)
		}
		x.After(resources, form, "kuvio 1")
		made := make(chan domain.IndicatorID, 3)
		resources = nil
		taken, err := Each(t.Context(), x, Work[*datapackage.Resource]{
			Keep: func(r *datapackage.Resource) (*datapackage.Resource, bool) { return r, true },
			Make: func(p Part) (*datapackage.Resource, error) {
				made <- p.ID
				return p.Resource(CSVName(p.ID), 1, "ab"), nil
			},
			Use:  func(r *datapackage.Resource) error { resources = append(resources, r); return nil },
			Done: func() {},
		})
		close(made)
		var got []domain.IndicatorID
		for id := range made {
			got = append(got, id)
		}
		slices.SortFunc(got, func(a, b domain.IndicatorID) int { return len(a)*10 + int(a[1]) - len(b)*10 - int(b[1]) })
		if err != nil || !slices.Equal(got, step.want) || taken.Parts != 3 || taken.Rows != 3 {
			t.Errorf("%s: made %v of %d indicators and %d rows, want %v (%v)", step.name, got, taken.Parts, taken.Rows, step.want, err)
		}
		if len(step.want) == 0 && panels.Load() > 0 {
			t.Errorf("%s: %d panels read", step.name, panels.Load())
		}
	}
}
