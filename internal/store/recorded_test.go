package store_test

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"sync"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/store/storetest"
)

func TestWhatIsReadIsRecorded(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for i, id := range []domain.IndicatorID{"191", "127", "191", "3126"} {
		storetest.Import(t, db, id, float64(i))
	}
	for _, c := range []struct {
		name       string
		read       func(context.Context, store.Store) error
		want       map[domain.IndicatorID]store.VintageID
		everything bool
	}{
		{"nothing", func(context.Context, store.Store) error { return nil }, nil, false},
		{"the newest", func(ctx context.Context, s store.Store) error {
			_, _, err := s.Panel(ctx, "191", store.Latest)
			return err
		}, map[domain.IndicatorID]store.VintageID{"191": 3}, false},
		{"one that is not held", func(ctx context.Context, s store.Store) error {
			if _, _, err := s.Panel(ctx, "4", store.Latest); !errors.Is(err, store.ErrNotHeld) {
				return err
			}
			return nil
		}, map[domain.IndicatorID]store.VintageID{"4": 0}, false},
		{"as of an import", func(ctx context.Context, s store.Store) error {
			_, _, err := s.AsOf(2, "").Panel(ctx, "191", store.Latest)
			return err
		}, map[domain.IndicatorID]store.VintageID{"191": 1}, false},
		{"by several at once", func(ctx context.Context, s store.Store) error {
			var wg sync.WaitGroup
			for _, id := range []domain.IndicatorID{"191", "127", "3126", "191", "127", "4"} {
				wg.Go(func() { _, _, _ = s.Panel(ctx, id, store.Latest) })
			}
			wg.Wait()
			return nil
		}, map[domain.IndicatorID]store.VintageID{"191": 3, "127": 2, "3126": 4, "4": 0}, false},
		{"what is held", func(ctx context.Context, s store.Store) error {
			_, err := s.Holdings(ctx)
			return err
		}, nil, true},
		{"which imports there are, as of one", func(ctx context.Context, s store.Store) error {
			_, err := s.AsOf(1, "").Vintages(ctx)
			return err
		}, nil, true},
		{"how they describe", func(ctx context.Context, s store.Store) error {
			_, err := s.Indicators(ctx, nil)
			return err
		}, nil, true},
		{"which are described", func(ctx context.Context, s store.Store) error {
			_, err := s.Described(ctx)
			return err
		}, nil, true},
		{"what they did to one", func(ctx context.Context, s store.Store) error {
			_, err := s.Steps(ctx, "191")
			return err
		}, nil, true},
		{"what they revised", func(ctx context.Context, s store.Store) error {
			_, err := s.Revisions(ctx, "191")
			return err
		}, nil, true},
	} {
		s, record := store.Recorded(db)
		if err := c.read(t.Context(), s); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := record.Vintages(); !maps.Equal(got, c.want) || record.Everything() != c.everything {
			t.Errorf("%s: read %v, everything %v; want %v, %v", c.name, got, record.Everything(), c.want, c.everything)
		}
	}
}
