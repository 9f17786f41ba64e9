package relational

import (
	"strconv"
	"strings"
)

// Version is that of the tables. A store of a later one is refused.
const Version = 5

// Schema is the statements that make the tables, with the engine's type of bytes. It and
// all else this package asks is what SQLite and PostgreSQL have in common.
func Schema(bytes string) string { return strings.ReplaceAll(tables, "BYTES", bytes) }

const tables = `
CREATE TABLE imports (
	id        BIGINT PRIMARY KEY,
	imported  TEXT NOT NULL, -- RFC 3339, UTC
	retrieved TEXT NOT NULL  -- yyyy-mm-dd
);
CREATE TABLE import_files (
	import    BIGINT NOT NULL,
	file      BIGINT NOT NULL, -- its place in the import, from 0
	name      TEXT NOT NULL,
	sha256    TEXT NOT NULL,
	size      BIGINT NOT NULL,
	format    TEXT NOT NULL,
	sheets    TEXT NOT NULL, -- a JSON array
	retrieved TEXT NOT NULL, -- yyyy-mm-dd; it moves on where the same file is fetched again
	brought   TEXT NOT NULL, -- the same when it was imported, and so of what it brought
	rows      BIGINT NOT NULL,
	new       BIGINT NOT NULL,
	changed   BIGINT NOT NULL,
	same      BIGINT NOT NULL,
	missing   BIGINT NOT NULL,
	older     BIGINT NOT NULL,
	rejected  BIGINT NOT NULL,
	PRIMARY KEY (import, file)
);
-- What panels stand on: their axes, those that are the same once.
CREATE TABLE frames (
	id   BIGINT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	axes BYTES NOT NULL
);
-- Each indicator as it is now. How it was before is told by revisions.
CREATE TABLE panels (
	indicator TEXT PRIMARY KEY,
	import    BIGINT NOT NULL, -- that left it so
	first     TEXT NOT NULL,
	last      TEXT NOT NULL,
	regions   BIGINT NOT NULL,
	cells     BIGINT NOT NULL, -- with a value or a count
	made_up   BIGINT NOT NULL,
	retrieved TEXT NOT NULL, -- the day of its newest figures
	frame     BIGINT NOT NULL,
	data      BYTES NOT NULL -- a panel
);
-- All but the data of it, so that to list what is held no data is passed over.
CREATE INDEX held ON panels (indicator, import, first, last, regions, cells, made_up, retrieved);
-- What an import did to an indicator, and how that was before.
CREATE TABLE revisions (
	indicator TEXT NOT NULL,
	import    BIGINT NOT NULL,
	new       BIGINT NOT NULL,
	changed   BIGINT NOT NULL,
	first     TEXT NOT NULL,
	last      TEXT NOT NULL,
	regions   BIGINT NOT NULL,
	cells     BIGINT NOT NULL,
	made_up   BIGINT NOT NULL,
	retrieved TEXT NOT NULL,
	frame     BIGINT NOT NULL,
	checksum  BIGINT NOT NULL, -- of the state that the import left
	pruned    BIGINT NOT NULL, -- 1 where back tells what was replaced alone
	back      BYTES,           -- how it was before, on the frame; NULL once that is pruned too
	tags      BYTES NOT NULL,  -- where its new and changed cells came from, on the frame
	PRIMARY KEY (indicator, import)
);
-- That a state was found to stand on a later day, by a download that changed nothing
-- of it; the last one of each state.
CREATE TABLE confirmations (
	indicator  TEXT NOT NULL,
	import     BIGINT NOT NULL, -- that left the state
	after      BIGINT NOT NULL, -- the newest import there was
	retrieved  TEXT NOT NULL,
	retrievals BYTES, -- which download each cell belongs to since; NULL where all belong to that day
	PRIMARY KEY (indicator, import)
);
CREATE TABLE indicators (id TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE regions    (id TEXT PRIMARY KEY, description TEXT NOT NULL);
`

// columns of every table, in order: what is copied from store to store.
var columns = []struct {
	table   string
	columns []string
}{
	{"imports", []string{"id", "imported", "retrieved"}},
	{"import_files", []string{"import", "file", "name", "sha256", "size", "format", "sheets", "retrieved", "brought", "rows", "new", "changed", "same", "missing", "older", "rejected"}},
	{"frames", []string{"id", "hash", "axes"}},
	{"panels", []string{"indicator", "import", "first", "last", "regions", "cells", "made_up", "retrieved", "frame", "data"}},
	{"revisions", []string{"indicator", "import", "new", "changed", "first", "last", "regions", "cells", "made_up", "retrieved", "frame", "checksum", "pruned", "back", "tags"}},
	{"confirmations", []string{"indicator", "import", "after", "retrieved", "retrievals"}},
	{"indicators", []string{"id", "description"}},
	{"regions", []string{"id", "description"}},
}

// Tables are the names of all tables.
func Tables() []string {
	names := make([]string, len(columns))
	for i, t := range columns {
		names[i] = t.table
	}
	return names
}

// Insert is the statement that writes a row of a table, all columns of it in order.
func Insert(table string) string {
	for _, t := range columns {
		if t.table != table {
			continue
		}
		return "INSERT INTO " + table + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + marks(len(t.columns)) + ")"
	}
	panic("no table " + table) // names are literals: a programmer's error
}

// marks stand for the first n arguments of a statement: $1, $2 and so on.
func marks(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = "$" + strconv.Itoa(i+1)
	}
	return strings.Join(all, ", ")
}
