package sqlite

import (
	"context"
	"fmt"
	"net/url"

	sqlite3 "modernc.org/sqlite/lib"

	"kuvio/internal/disk"
)

// diskOf says on what a folder lies. Tests give it drives they do not have.
var diskOf = disk.Of

// patience is how long whoever finds the store locked waits, in milliseconds. With a
// rollback journal, readers wait for a writer while it commits, which on a slow
// network drive takes its time.
const patience = "busy_timeout(60000)"

// How a writer keeps what it may have to take back. The write-ahead log, by which
// readers go on, needs memory that all processes share through a file beside the
// store: on a drive of the network there is none, and a program that copies folders
// would copy log and store apart. There a rollback journal serves. What a
// transaction changes stays in memory until it commits: to write it earlier would
// lock readers out for all of an import.
//
// The writer does not keep SQLite's lock from one transaction to the next
// (locking_mode EXCLUSIVE): readers would wait until it ends. That no other
// process writes is by kuvio's own lock.
var (
	logged   = []string{"journal_mode(WAL)"}
	unlogged = []string{"journal_mode(DELETE)", "cache_spill(0)"}
)

// logless reports whether a write-ahead log may be what could not be had: its shared
// memory could not be made, mapped or locked. A full disk is another matter.
func logless(err error) bool {
	return code(err) == sqlite3.SQLITE_PROTOCOL || cannotWrite(err) && code(err) != sqlite3.SQLITE_FULL
}

// unlog brings a store that has a write-ahead log, as one that was copied from
// another disk, to a rollback journal. Whoever comes first does so, to write or to
// read: with the log it could be read by none or, by who passes it over, wrongly.
func unlog(ctx context.Context, path string) error {
	if log, err := hasLog(path); err != nil || !log {
		return err
	}
	// Alone it needs no shared memory. That is said before the store is looked at.
	e, err := connect(path, url.Values{"_pragma": {patience, "locking_mode(EXCLUSIVE)"}})
	if err != nil {
		return err
	}
	defer e.Close()
	e.db.SetMaxOpenConns(1)
	if _, err := e.version(ctx); err != nil { // another program's stays as it is
		return err
	}
	var mode string
	if err := e.db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return fmt.Errorf("it has a write-ahead log (%s), which does not work on this drive, and could not be rid of it: end the programs that have it open, on other computers too, and try again", mode)
	}
	return nil
}

// hasLog reports whether there is a store to be read with a write-ahead log, by bytes
// 18 and 19 of its head (https://www.sqlite.org/fileformat2.html).
func hasLog(path string) (bool, error) {
	if is, err := isStore(path); err != nil || !is {
		return false, err
	}
	head := make([]byte, 20)
	n, free, err := held.head(path, head)
	if err != nil || !free || n < len(head) { // a connection of ours has rid it of its log; what is cut off, its reader says
		return false, err
	}
	return head[18] == 2 || head[19] == 2, nil
}
