// Package engines opens a store by its address: in a file, or in a PostgreSQL database.
package engines

import (
	"context"
	"errors"

	"kuvio/internal/store"
	"kuvio/internal/store/postgres"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/sqlite"
)

// Open opens a store to be written to, and makes it where there is none.
func Open(ctx context.Context, a store.Address) (*relational.DB, error) {
	if path, ok := a.File(); ok {
		return sqlite.Open(ctx, path)
	}
	return postgres.Open(ctx, a)
}

// Read opens a store to be read. Where there is none yet it reads as an empty one.
func Read(ctx context.Context, a store.Address) (*relational.DB, error) {
	if path, ok := a.File(); ok {
		return sqlite.Read(ctx, path)
	}
	db, err := postgres.Read(ctx, a)
	if errors.Is(err, postgres.ErrEmpty) {
		return sqlite.Nothing(ctx, Name(a))
	}
	return db, err
}

// Name is what a store is called: its address without what is secret in it.
func Name(a store.Address) string {
	if path, ok := a.File(); ok {
		return path
	}
	return postgres.Name(a)
}

// Still opens a store to be read as it is now, whatever is written in the meantime.
func Still(ctx context.Context, a store.Address) (*relational.DB, error) {
	db, err := Read(ctx, a)
	if err != nil {
		return nil, err
	}
	if err := db.Still(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// Explain says in a sentence, with what to do, what an engine says of an error in a word
// and a number. Other errors are returned as they are.
func Explain(err error) error { return postgres.Explain(sqlite.Explain(err)) }
