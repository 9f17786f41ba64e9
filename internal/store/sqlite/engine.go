// Package sqlite keeps a store in one SQLite file, without cgo. Readers and
// the one writer do not wait for each other (write-ahead log), but on drives where
// that does not work: there readers wait while the writer commits.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"kuvio/internal/store"
	"kuvio/internal/write"
)

// engine is a relational.Engine in one file.
type engine struct {
	path    string
	db      *sql.DB
	cannot  string // why nothing can be written; "" where it can
	release func() // counts the connection off: see holders
	earlier bool   // a copy in memory of what an earlier kuvio wrote
}

// Name implements relational.Engine.
func (e *engine) Name() string { return e.path }

// Cannot implements relational.Engine.
func (e *engine) Cannot() string { return e.cannot }

// Why a store is opened to be read alone.
const (
	onlyRead  = "it was opened to be read"
	noWriting = "nothing can be written in its folder: see its permissions, and whether the disk is full"
)

// Begin implements relational.Engine. SQLite has a lock of its own, but it cannot say
// who holds it.
func (e *engine) Begin(ctx context.Context, who string, wait time.Duration) (*sql.Tx, func(), error) {
	lock, err := write.TakeLock(ctx, e.path, who, wait)
	var busy *write.BusyError
	if errors.As(err, &busy) {
		err = fmt.Errorf("%w to %s (%s); gave up after %s, try again later or wait longer with --wait", store.ErrBusy, e.path, busy.Who, busy.Waited)
	}
	if err != nil {
		return nil, nil, err
	}
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		lock.Release()
		return nil, nil, fmt.Errorf("begin to write into %s: %w", e.path, err)
	}
	return tx, lock.Release, nil
}

// Still implements relational.Engine. Where there is no write-ahead log, a transaction
// would keep writers out for as long as it lasts.
func (e *engine) Still(ctx context.Context) (*sql.Tx, error) {
	var mode string
	if err := e.db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		return nil, err
	}
	return e.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
}

// Shrink implements relational.Engine.
func (e *engine) Shrink(ctx context.Context) (freed int64, err error) {
	before, err := e.size(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := e.db.ExecContext(ctx, "VACUUM"); err != nil {
		return 0, err
	}
	// A reader may keep the log from being taken in; a later writer does it.
	if _, err := e.db.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		return 0, err
	}
	after, err := e.size(ctx)
	return before - after, err
}

// size is that of the store's pages, in bytes.
func (e *engine) size(ctx context.Context) (int64, error) {
	var pages, size int64
	err := e.db.QueryRowContext(ctx, "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size").Scan(&pages, &size)
	return pages * size, err
}

// Whole implements relational.Engine: whether pages and indexes hold together.
func (e *engine) Whole(ctx context.Context, fault func(string)) error {
	rows, err := e.db.QueryContext(ctx, "PRAGMA integrity_check(100)")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var says string
		if err := rows.Scan(&says); err != nil {
			return err
		}
		if says != "ok" {
			fault("the file: " + says)
		}
	}
	return rows.Err()
}

// Unreadable implements relational.Engine.
func (e *engine) Unreadable(err error) bool { return code(err) == sqlite3.SQLITE_CORRUPT }

// Close implements relational.Engine.
func (e *engine) Close() error {
	defer e.release()
	return e.db.Close()
}
