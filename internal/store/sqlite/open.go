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
	"kuvio/internal/store/relational"

	driver "modernc.org/sqlite" // also registers the database/sql driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Open opens the store at path to be written to, and makes it where there is
// none; one of an earlier kuvio is brought up to date. One in a folder without
// permission to write is opened for reading.
func Open(ctx context.Context, path string) (*relational.DB, error) {
	kind, called := diskOf(filepath.Dir(path))
	e, err := opened(ctx, path, func() (*engine, error) {
		if kind == disk.Own {
			e, err := openToWrite(ctx, path, logged)
			if err == nil || !logless(err) {
				return e, err
			}
			if e != nil {
				e.Close()
			}
		}
		if err := unlog(ctx, path); err != nil {
			return nil, err
		}
		return openToWrite(ctx, path, unlogged)
	})
	if err != nil {
		return nil, err
	}
	d := relational.New(e.db, e)
	if kind == disk.Synced {
		d.Warning = fmt.Sprintf("the workspace lies in a folder that %s copies between computers: write into it from one of them at a time, once %s has caught up, or keep it elsewhere", called, called)
	}
	return d, nil
}

func openToWrite(ctx context.Context, path string, journal []string) (*engine, error) {
	if probe, err := looked(ctx, path); err != nil { // before its mode is changed
		return probe, err
	} else if probe != nil {
		probe.Close()
	}
	e, err := connect(path, url.Values{
		"_pragma": append([]string{patience, "synchronous(FULL)"}, journal...),
		"_txlock": {"immediate"},
	})
	if err != nil {
		return nil, err
	}
	return e, e.migrate(ctx)
}

// Read opens the store at path to be read: nothing is written into it, and one
// of an earlier kuvio is brought up to date in memory. Where there is none yet it
// reads as an empty one.
func Read(ctx context.Context, path string) (*relational.DB, error) {
	e, err := opened(ctx, path, func() (*engine, error) {
		e, err := looked(ctx, path)
		if err != nil || e == nil {
			return e, err
		}
		return e.upToDate(ctx)
	})
	absent := err == nil && e == nil
	if absent {
		if _, statErr := os.Stat(path); statErr == nil {
			return nil, fmt.Errorf("the store %s is empty (0 bytes): put back a copy of it, or import the files again", path)
		}
		e, err = nothing(ctx, path)
	}
	if err != nil {
		return nil, err
	}
	d := relational.New(e.db, e)
	d.Absent = absent
	if e.earlier {
		d.Warning = "the store is of an earlier kuvio, and each command that reads brings a copy of it up to date, which takes time: the next import does so for good"
	}
	return d, nil
}

// looked opens what is at path to be read, once it is known to be a store; nil
// where there is no file or nothing in it.
func looked(ctx context.Context, path string) (*engine, error) {
	if is, err := isStore(path); err != nil || !is {
		return nil, err
	}
	if kind, _ := diskOf(filepath.Dir(path)); kind != disk.Own {
		if err := unlog(ctx, path); err != nil {
			return nil, err
		}
	}
	e, err := connect(path, url.Values{"_pragma": {patience, "query_only(1)"}})
	if err != nil {
		return nil, err
	}
	e.cannot = onlyRead
	_, err = e.version(ctx)
	return e, err
}

// upToDate is the store itself or, where an earlier kuvio wrote it, a copy of it in
// memory in today's tables. One without tables, which the first import made and did not
// come to fill, is empty.
func (e *engine) upToDate(ctx context.Context) (*engine, error) {
	version, err := e.version(ctx)
	if err != nil || version == relational.Version {
		return e, err
	}
	defer e.Close()
	if version == 0 {
		return nothing(ctx, e.path)
	}
	name := inMemory()
	// A store in memory lives as long as a connection to it: this one is there before
	// the copy is.
	now, err := connectTo(name, e.path)
	if err != nil {
		return nil, err
	}
	now.db.SetMaxIdleConns(1)
	if err = now.db.PingContext(ctx); err == nil {
		_, err = e.db.ExecContext(ctx, "PRAGMA query_only = 0; VACUUM INTO '"+name+"'")
	}
	if err == nil {
		err = now.migrate(ctx)
	}
	if err != nil {
		now.Close()
		return nil, err
	}
	now.cannot, now.earlier = e.cannot, true
	return now, nil
}

// opened tries to open a store, and, where that fails since nothing can be
// written beside it, without.
func opened(ctx context.Context, path string, open func() (*engine, error)) (*engine, error) {
	e, err := open()
	if err != nil && e != nil {
		e.Close()
	}
	if err != nil && cannotWrite(err) {
		e, err = openAlone(ctx, path, err)
	}
	switch code(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		err = errors.New("it is cut off, or damaged so that nothing of it can be read: " + relational.PutBack)
	}
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return e, nil
}

// openAlone opens a store where nothing can be written, by permission or since
// the disk is full: SQLite cannot make the files that readers and writers share,
// so nobody writes there, and it is read as it is. What a killed import left in
// the log beside it cannot be read so, and is not passed over.
func openAlone(ctx context.Context, path string, why error) (*engine, error) {
	for _, left := range []string{path + "-wal", path + "-journal"} {
		if info, err := os.Stat(left); err == nil && info.Size() > 0 {
			return nil, fmt.Errorf("an import left what it stored in %s, and to take it in, kuvio must write in that folder: allow that or make room on the disk, or copy the folder elsewhere (%w)",
				filepath.Base(left), why)
		}
	}
	if _, err := os.Stat(path); err != nil {
		return nil, why
	}
	e, err := connect(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return nil, err
	}
	e.cannot = noWriting
	return e.upToDate(ctx)
}

// inMemory names a store in memory that there is none of yet.
func inMemory() string {
	return "file:none-" + strconv.FormatUint(rand.Uint64(), 36) + "?mode=memory&cache=shared"
}

// Nothing is an empty store to be read, called by the name of one that there is none of
// yet.
func Nothing(ctx context.Context, name string) (*relational.DB, error) {
	e, err := nothing(ctx, name)
	if err != nil {
		return nil, err
	}
	d := relational.New(e.db, e)
	d.Absent = true
	return d, nil
}

// nothing is the store that there is none of yet.
func nothing(ctx context.Context, path string) (*engine, error) {
	e, err := connectTo(inMemory(), path)
	if err != nil {
		return nil, err
	}
	e.db.SetMaxIdleConns(1) // a store in memory lives as long as a connection to it
	e.cannot = onlyRead
	if err := e.migrate(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

func connect(path string, query url.Values) (*engine, error) {
	e, err := connectTo((&url.URL{Scheme: "file", Opaque: url.PathEscape(filepath.ToSlash(path)), RawQuery: query.Encode()}).String(), path)
	if err == nil {
		e.release = held.take(path)
	}
	return e, err
}

// connectTo is a connection, by what SQLite calls its own, to what is called path.
func connectTo(dsn, path string) (*engine, error) {
	db, err := sql.Open("sqlite", dsn) // which connects with the first query alone
	if err != nil {
		return nil, err
	}
	return &engine{path: path, db: db, release: func() {}}, nil
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
		return false, fmt.Errorf("it is no store of kuvio, or a damaged one: it begins with %q, expected %q: %s", head[:n], strings.TrimSuffix(magic, "\x00"), relational.PutBack)
	}
	return n > 0, nil
}

// itsOwn is what follows once a file that is not kuvio's is out of the way.
const itsOwn = "kuvio makes its own with the next import"

// version is the store's; that of a database of another program is an error.
func (e *engine) version(ctx context.Context) (int, error) {
	var v, tables, ours int
	err := e.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v)
	if err == nil {
		err = e.db.QueryRowContext(ctx, "SELECT count(*), count(CASE WHEN name IN ('imports', 'panels', 'revisions') THEN 1 END) FROM sqlite_schema WHERE type = 'table'").Scan(&tables, &ours)
	}
	switch {
	case err != nil:
		if _, statErr := os.Stat(filepath.Dir(e.path)); errors.Is(statErr, os.ErrNotExist) {
			return 0, fmt.Errorf("there is no folder %s: make a workspace with 'kuvio init'", filepath.Dir(e.path))
		}
		return 0, err
	case v > 0 && ours < 3, v == 0 && tables > 0:
		return 0, errors.New("it is a database of another program, without the tables of kuvio: move it away; " + itsOwn)
	case v > relational.Version:
		return 0, fmt.Errorf("the store was written by a later kuvio (version %d, this one reads up to %d): update kuvio", v, relational.Version)
	}
	return v, nil
}

// migrate brings the store up to date, and makes the tables of one that has none.
func (e *engine) migrate(ctx context.Context) error {
	version, err := e.version(ctx)
	if err != nil || version == relational.Version {
		return err
	}
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Again, inside the lock: another process may have been first.
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case version == relational.Version:
		return nil
	case version == 0:
		_, err = tx.ExecContext(ctx, relational.Schema("BLOB"))
	default:
		err = upgrade(ctx, tx, version)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", relational.Version))
	}
	if err == nil {
		err = tx.Commit()
	}
	if err == nil && version > 0 {
		_, err = e.Shrink(ctx)
	}
	return err
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
		says = "the store is damaged: 'kuvio store check' says what of it can be read; " + relational.PutBack
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
