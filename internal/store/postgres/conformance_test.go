package postgres_test

import (
	"context"
	"testing"

	"kuvio/internal/store"
	"kuvio/internal/store/engines"
	"kuvio/internal/store/postgrestest"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, storetest.Engine{
		New:   func(t testing.TB) string { return postgrestest.Address(t) },
		Open:  as(engines.Open),
		Read:  as(engines.Read),
		Still: as(engines.Still),
		Check: func(ctx context.Context, at string) ([]string, error) {
			db, err := engines.Read(ctx, store.Address(at))
			if err != nil {
				return nil, err
			}
			defer db.Close()
			c, err := db.Check(ctx)
			return c.Faults, err
		},
		Exec:    postgrestest.Exec,
		Corrupt: `UPDATE panels SET data = '\x0102' WHERE indicator = '191'`,
		Later:   "UPDATE version SET number = 99",
	})
}

// as opens a store by its address as the suite does.
func as(open func(context.Context, store.Address) (*relational.DB, error)) func(context.Context, string) (store.Store, error) {
	return func(ctx context.Context, at string) (store.Store, error) {
		db, err := open(ctx, store.Address(at))
		if err != nil {
			return nil, err
		}
		return db, nil
	}
}
