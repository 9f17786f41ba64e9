package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"kuvio/internal/disk"

	driver "modernc.org/sqlite" // also registers the database/sql driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Open opens the store at path to be written to, and makes it where there is
// none. One in a folder without permission to write is opened for reading.
func Open(ctx context.Context, path string) (*DB, error) {
	kind, called := diskOf(filepath.Dir(path))
	d, err := opened(ctx, path, func() (*DB, error) {
		if kind == disk.Own {
			d, err := openToWrite(ctx, path, logged)
			if err == nil || !logless(err) {
				return d, err
			}
			if d != nil {
				d.Close()
			}
		}
		if err := unlog(ctx, path); err != nil {
			return nil, err
		}
		return openToWrite(ctx, path, unlogged)
	})
	if err == nil && kind == disk.Synced {
		d.Warning = fmt.Sprintf("the workspace lies in a folder that %s copies between computers: write into it from one of them at a time, once %s has caught up, or keep it elsewhere", called, called)
	}
	return d, err
}

func openToWrite(ctx context.Context, path string, journal []string) (*DB, error) {
	if probe, err := looked(ctx, path); err != nil { // before its mode is changed
		return probe, err
	} else if probe != nil {
		probe.Close()
	}
	d, err := connect(path, url.Values{
		"_pragma": append([]string{patience, "synchronous(FULL)", "foreign_keys(1)"}, journal...),
		"_txlock": {"immediate"},
	})
	if err != nil {
		return nil, err
	}
	return d, d.migrate(ctx)
}

// Read opens the store at path to be read: nothing is written into it, and one
// of an earlier kuvio is read as it is. Where there is none yet it reads as an
// empty one.
func Read(ctx context.Context, path string) (*DB, error) {
	d, err := opened(ctx, path, func() (*DB, error) { return looked(ctx, path) })
	if err != nil || d != nil && d.layout != (layout{}) {
		return d, err
	}
	if d != nil {
		d.Close()
	} else if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("the store %s is empty (0 bytes): put back a copy of it, or import the files again", path)
	}
	return nothing(ctx, path)
}

// looked opens what is at path to be read, once it is known to be a store; nil
// where there is no file or nothing in it. One without tables, which the first
// import made and did not come to fill, has no layout.
func looked(ctx context.Context, path string) (*DB, error) {
	if is, err := isStore(path); err != nil || !is {
		return nil, err
	}
	if kind, _ := diskOf(filepath.Dir(path)); kind != disk.Own {
		if err := unlog(ctx, path); err != nil {
			return nil, err
		}
	}
	d, err := connect(path, url.Values{"_pragma": {patience, "query_only(1)"}})
	if err != nil {
		return nil, err
	}
	d.readOnly = onlyRead
	return d, d.laidOut(ctx)
}

// laidOut finds the layout of the store's version; none of one without tables.
func (d *DB) laidOut(ctx context.Context) error {
	version, err := d.version(ctx)
	if err == nil && version > 0 {
		d.layout = layoutOf(version)
	}
	return err
}

// opened tries to open a store, and, where that fails since nothing can be
// written beside it, without.
func opened(ctx context.Context, path string, open func() (*DB, error)) (*DB, error) {
	d, err := open()
	if err != nil && d != nil {
		d.Close()
	}
	if err != nil && cannotWrite(err) {
		d, err = openAlone(ctx, path, err)
	}
	switch code(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		err = errors.New("it is cut off, or damaged so that nothing of it can be read: " + putBack)
	}
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return d, nil
}

// openAlone opens a store where nothing can be written, by permission or since
// the disk is full: SQLite cannot make the files that readers and writers share,
// so nobody writes there, and it is read as it is. What a killed import left in
// the log beside it cannot be read so, and is not passed over.
func openAlone(ctx context.Context, path string, why error) (*DB, error) {
	for _, left := range []string{path + "-wal", path + "-journal"} {
		if info, err := os.Stat(left); err == nil && info.Size() > 0 {
			return nil, fmt.Errorf("an import left what it stored in %s, and to take it in, kuvio must write in that folder: allow that or make room on the disk, or copy the folder elsewhere (%w)",
				filepath.Base(left), why)
		}
	}
	if _, err := os.Stat(path); err != nil {
		return nil, why
	}
	d, err := connect(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return nil, err
	}
	d.readOnly = noWriting
	if err := d.laidOut(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// nothing is the store that there is none of yet.
func nothing(ctx context.Context, path string) (*DB, error) {
	name := url.PathEscape("none-" + strconv.FormatUint(rand.Uint64(), 36))
	db, err := sql.Open("sqlite", "file:"+name+"?mode=memory&cache=shared")
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(1) // a store in memory lives as long as a connection to it
	d := &DB{path: path, db: db, read: db, readOnly: onlyRead, release: func() {}}
	if err := d.migrate(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return d, nil
}

func connect(path string, query url.Values) (*DB, error) {
	dsn := (&url.URL{Scheme: "file", Opaque: url.PathEscape(filepath.ToSlash(path)), RawQuery: query.Encode()}).String()
	db, err := sql.Open("sqlite", dsn) // which connects with the first query alone
	if err != nil {
		return nil, err
	}
	return &DB{path: path, db: db, read: db, release: held.take(path)}, nil
}

// magic begins every SQLite file.
const magic = "SQLite format 3\x00"

// isStore finds what is at path that is no store, before anything is done with
// it. A file of 0 bytes is what is left where the first import was killed.
func isStore(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err == nil && !info.Mode().IsRegular() { // to open a pipe would wait for a writer
		return false, errors.New("it is no file: move it away; " + itsOwn)
	}
	if err != nil {
		return false, err
	}
	head := make([]byte, len(magic))
	n, free, err := held.head(path, head)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !free: // which it was found to be, or made
		return info.Size() > 0, nil
	case n > 0 && string(head[:n]) != magic:
		return false, fmt.Errorf("it is no store of kuvio, or a damaged one: it begins with %q, expected %q: %s", head[:n], strings.TrimSuffix(magic, "\x00"), putBack)
	}
	return n > 0, nil
}

// putBack is what to do about a store that cannot be read.
const putBack = "put back a copy of it, or move it away and import the files again"

// itsOwn is what follows once a file that is not kuvio's is out of the way.
const itsOwn = "kuvio makes its own with the next import"

// version is the store's; that of a database of another program is an error.
func (d *DB) version(ctx context.Context) (int, error) {
	var v, tables, ours int
	err := d.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v)
	if err == nil {
		err = d.db.QueryRowContext(ctx, "SELECT count(*), count(CASE WHEN name IN ('imports', 'panels', 'revisions') THEN 1 END) FROM sqlite_schema WHERE type = 'table'").Scan(&tables, &ours)
	}
	switch {
	case err != nil:
		if _, statErr := os.Stat(filepath.Dir(d.path)); errors.Is(statErr, os.ErrNotExist) {
			return 0, fmt.Errorf("there is no folder %s: make a workspace with 'kuvio init'", filepath.Dir(d.path))
		}
		return 0, err
	case v > 0 && ours < 3, v == 0 && tables > 0:
		return 0, errors.New("it is a database of another program, without the tables of kuvio: move it away; " + itsOwn)
	case v > schemaVersion:
		return 0, fmt.Errorf("the store was written by a later kuvio (version %d, this one reads up to %d): update kuvio", v, schemaVersion)
	}
	return v, nil
}

// migrate brings the store up to date.
func (d *DB) migrate(ctx context.Context) error {
	d.layout = layoutOf(schemaVersion)
	version, err := d.version(ctx)
	if err != nil || version == schemaVersion {
		return err
	}
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Again, inside the lock: another process may have been first.
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for ; version < schemaVersion; version++ {
		if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)); err != nil {
		return err
	}
	return tx.Commit()
}

// cannotWrite reports whether SQLite could not write: SQLITE_READONLY,
// SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR and their extended codes.
func cannotWrite(err error) bool {
	switch code(err) {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
		return true
	}
	return false
}

// code is SQLite's primary code of an error; 0 for other errors.
func code(err error) int {
	var e *driver.Error
	if !errors.As(err, &e) {
		return sqlite3.SQLITE_OK
	}
	return e.Code() & 0xff
}

// Explain says in a sentence, with what to do, what SQLite says of an error in a
// word and a number. Other errors are returned as they are.
func Explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	says := ""
	switch code(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		says = "the store is damaged: 'kuvio store check' says what of it can be read; " + putBack
	case sqlite3.SQLITE_FULL:
		says = "the disk is full: make room on it and try again; the store is as it was"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		says = "there is no permission to write into the store's folder"
	case sqlite3.SQLITE_IOERR:
		says = "the disk gave an error: see whether it is full or failing, and 'kuvio store check' whether the store is whole"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		says = "another program is writing into the store: try again"
	default:
		return err
	}
	return &explained{strings.Replace(err.Error(), e.Error(), says, 1), err}
}

// explained is an error of SQLite's in other words.
type explained struct {
	text string
	err  error
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.err }
