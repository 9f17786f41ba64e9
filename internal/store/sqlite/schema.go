package sqlite

// schemaVersion is kept in SQLite's user_version. A store of a later version
// is refused, one of an earlier version is read as it is (see layout) and
// brought up to date by the next writer, by the steps in migrations that it lacks.
const schemaVersion = 4

// migrations[i] takes a store from version i to i+1.
var migrations = []string{`
CREATE TABLE imports (
	id        INTEGER PRIMARY KEY,
	imported  TEXT NOT NULL, -- RFC 3339, UTC
	retrieved TEXT NOT NULL  -- yyyy-mm-dd
);
CREATE TABLE import_files (
	import   INTEGER NOT NULL REFERENCES imports(id),
	file     INTEGER NOT NULL, -- its place in the import, from 0
	name     TEXT NOT NULL,
	sha256   TEXT NOT NULL,
	size     INTEGER NOT NULL,
	format   TEXT NOT NULL,
	sheets   TEXT NOT NULL, -- a JSON array
	rows     INTEGER NOT NULL,
	new      INTEGER NOT NULL,
	changed  INTEGER NOT NULL,
	same     INTEGER NOT NULL,
	missing  INTEGER NOT NULL,
	rejected INTEGER NOT NULL
);
-- One row is one indicator as one import left it; data is a panel.
CREATE TABLE panels (
	indicator TEXT NOT NULL,
	import    INTEGER NOT NULL REFERENCES imports(id),
	first     TEXT NOT NULL,
	last      TEXT NOT NULL,
	regions   INTEGER NOT NULL,
	cells     INTEGER NOT NULL, -- with a value or a count
	made_up   INTEGER NOT NULL,
	retrieved TEXT NOT NULL, -- the day of its newest figures
	data      BLOB NOT NULL,
	PRIMARY KEY (indicator, import)
) WITHOUT ROWID;
-- What an import did to an indicator. It outlives the panel, which may be
-- pruned, and so has what is needed to read the history without it.
CREATE TABLE revisions (
	import    INTEGER NOT NULL REFERENCES imports(id),
	indicator TEXT NOT NULL,
	new       INTEGER NOT NULL,
	changed   INTEGER NOT NULL,
	first     TEXT NOT NULL,
	last      TEXT NOT NULL,
	made_up   INTEGER NOT NULL,
	replaced  BLOB, -- a panel of the cells that changed, as they were before; NULL once pruned
	PRIMARY KEY (import, indicator)
) WITHOUT ROWID;
-- Where the cells that an import stated anew came from, per file.
CREATE TABLE origins (
	indicator TEXT NOT NULL,
	import    INTEGER NOT NULL REFERENCES imports(id),
	file      INTEGER NOT NULL, -- its place in the import, from 0
	tags      BLOB NOT NULL,
	PRIMARY KEY (indicator, import, file)
) WITHOUT ROWID;
CREATE TABLE indicators (id TEXT PRIMARY KEY, description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE regions    (id TEXT PRIMARY KEY, description TEXT NOT NULL) WITHOUT ROWID;
`, `
ALTER TABLE import_files ADD COLUMN older INTEGER NOT NULL DEFAULT 0;
-- That a panel was found to stand on a later day, by a download that changed
-- nothing of it; the last one of each panel.
CREATE TABLE confirmations (
	indicator  TEXT NOT NULL,
	import     INTEGER NOT NULL, -- that left the panel
	after      INTEGER NOT NULL, -- the newest import there was
	retrieved  TEXT NOT NULL,
	retrievals BLOB, -- which download each cell belongs to since; NULL where all belong to that day
	PRIMARY KEY (indicator, import)
) WITHOUT ROWID;
`, `
ALTER TABLE import_files ADD COLUMN retrieved TEXT NOT NULL DEFAULT ''; -- yyyy-mm-dd
UPDATE import_files SET retrieved = (SELECT i.retrieved FROM imports i WHERE i.id = import);
`, `
-- yyyy-mm-dd, of the file when it was imported; that of import_files moves on where
-- the same file is fetched again.
ALTER TABLE origins ADD COLUMN retrieved TEXT NOT NULL DEFAULT '';
UPDATE origins SET retrieved = coalesce((SELECT f.retrieved FROM import_files f WHERE f.import = origins.import AND f.file = origins.file), '');
`}

// layout is what readers ask for that stores of earlier versions lack, and what
// stands for it there.
type layout struct {
	confirmations string // the table
	older         string // how many observations of a file f were
	fetched       string // the day of a file f of an import i
	brought       string // the day of the file of an origin o
}

func layoutOf(version int) layout {
	l := layout{"confirmations", "f.older", "f.retrieved", "o.retrieved"}
	if version < 3 {
		l.fetched = "i.retrieved"
	}
	if version < 4 {
		l.brought = "coalesce((SELECT " + l.fetched + " FROM import_files f JOIN imports i ON i.id = f.import WHERE f.import = o.import AND f.file = o.file), '')"
	}
	if version < 2 {
		l.older = "0"
		l.confirmations = "(SELECT '' AS indicator, 0 AS import, 0 AS after, '' AS retrieved, NULL AS retrievals WHERE 0)"
	}
	return l
}
