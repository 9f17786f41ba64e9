package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"runtime"
	"testing"

	"kuvio/internal/store"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/storetest"
)

func TestConformance(t *testing.T) {
	name := "50 % #1? store.db" // a path SQLite could take for a URL
	if runtime.GOOS == "windows" {
		name = "50 % #1 store.db" // where names have no question marks
	}
	storetest.Run(t, storetest.Engine{
		New:   func(t testing.TB) string { return filepath.Join(t.TempDir(), name) },
		Open:  func(ctx context.Context, path string) (store.Store, error) { return asStore(Open(ctx, path)) },
		Read:  func(ctx context.Context, path string) (store.Store, error) { return asStore(Read(ctx, path)) },
		Still: func(ctx context.Context, path string) (store.Store, error) { return asStore(still(ctx, path)) },
		Check: func(ctx context.Context, path string) ([]string, error) {
			d, err := Read(ctx, path)
			if err != nil {
				return nil, err
			}
			defer d.Close()
			c, err := d.Check(ctx)
			return c.Faults, err
		},
		Exec: func(t testing.TB, path, statement string) {
			raw, err := sql.Open("sqlite", "file:"+url.PathEscape(path))
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			if _, err := raw.Exec(statement); err != nil {
				t.Fatal(err)
			}
		},
		Corrupt: "UPDATE panels SET data = x'0102' WHERE indicator = '191'",
		Later:   "PRAGMA user_version = 99",
	})
}

// still opens a store to be read as it is now.
func still(ctx context.Context, path string) (*relational.DB, error) {
	d, err := Read(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := d.Still(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// asStore is a store without the engine's own, nil where there is none.
func asStore(d *relational.DB, err error) (store.Store, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}
