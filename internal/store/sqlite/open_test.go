package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
)

// oneStore is a store of one import at path.
func oneStore(t *testing.T, path string) {
	t.Helper()
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx := begin(t, db)
	put(t, tx, "191", 1.5)
	if _, err := tx.Commit(store.Vintage{Imported: time.Unix(0, 0), Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv", Retrieved: "2026-11-21", Rows: 1, New: 1}}}); err != nil {
		t.Fatal(err)
	}
}

// What is at the place of the store and is none says so, to a reader and to a
// writer, and stays as it is.
func TestWhatIsNoStore(t *testing.T) {
	dir := t.TempDir()
	at := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := func(name, statement string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("CREATE TABLE moz_places (id); " + statement); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := filepath.Join(dir, "whole.db")
	oneStore(t, whole)
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "folder.db")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ path, want string }{
		{at("text.db", []byte("indicator;region\n")), `it begins with "indicator;region", expected "SQLite format 3": put back a copy of it, or move it away`},
		{at("half.db", content[:len(content)/2]), "it is cut off, or damaged so that nothing of it can be read: put back a copy of it"},
		{at("head.db", content[:100]), "it is cut off, or damaged"},
		{foreign("other.db", ""), "it is a database of another program, without the tables of kuvio: move it away"},
		{foreign("numbered.db", "PRAGMA user_version = 77"), "it is a database of another program"},
		{foreign("low.db", "PRAGMA user_version = 1"), "it is a database of another program"},
		{folder, "it is no file: move it away"},
	} {
		before, _ := os.ReadFile(tt.path)
		for name, open := range map[string]func(context.Context, string) (*relational.DB, error){"Read": Read, "Open": Open} {
			d, err := open(t.Context(), tt.path)
			if err == nil {
				d.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "sqlite") || strings.Contains(err.Error(), "(26)") {
				t.Errorf("%s of %s: %v, want it to say %q", name, filepath.Base(tt.path), err, tt.want)
			}
		}
		if after, _ := os.ReadFile(tt.path); !bytes.Equal(before, after) {
			t.Errorf("%s is not what it was", filepath.Base(tt.path))
		}
	}
	empty := at("empty.db", nil)
	if _, err := Read(t.Context(), empty); err == nil || !strings.Contains(err.Error(), "is empty (0 bytes): put back a copy of it, or import the files again") {
		t.Errorf("a file of no bytes: %v", err)
	}
	oneStore(t, empty) // what the killed first import leaves takes the next
}

// To read leaves the file as it was, and none where there was none.
func TestReadingWritesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kuvio.db")
	none, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	held, err := none.Holdings(t.Context())
	if _, _, panelErr := none.Panel(t.Context(), "191", store.Latest); err != nil || len(held) != 0 || !errors.Is(panelErr, store.ErrNotHeld) {
		t.Errorf("where there is none: %v, %v, %v", held, err, panelErr)
	}
	if _, err := none.Begin(t.Context(), "a test", 0); err == nil {
		t.Error("a store opened to be read takes an import")
	}
	none.Close()
	if names, _ := os.ReadDir(dir); len(names) > 0 {
		t.Errorf("to read made %v", names)
	}
	oneStore(t, path)
	if err := os.Chtimes(path, time.Time{}, time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	d, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, d, "191", store.Latest); got != 1.5 {
		t.Errorf("value %v", got)
	}
	if c, err := d.Check(t.Context()); err != nil || len(c.Faults) > 0 || c.States != 1 || c.Imports != 1 {
		t.Errorf("check: %+v, %v", c, err)
	}
	if _, err := d.Engine.(*engine).db.Exec("DELETE FROM panels"); err == nil {
		t.Error("a store opened to be read was written to")
	}
	d.Close()
	info, err := os.Stat(path)
	after, _ := os.ReadFile(path)
	if err != nil || !info.ModTime().Equal(time.Unix(1e9, 0)) || !bytes.Equal(before, after) {
		t.Errorf("the store was written into: %v, %v", info, err)
	}
	if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
		t.Errorf("left beside it: %v", left)
	}
}

// Where nothing can be written beside the store, it is read as it is, unless an
// import left in the log what only a writer can take in.
func TestReadAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	oneStore(t, path)
	why := errors.New("no space left on device")
	d, err := aloneAt(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, d, "191", store.Latest); got != 1.5 {
		t.Errorf("value %v", got)
	}
	if _, err := d.Begin(t.Context(), "a test", 0); err == nil || !strings.Contains(err.Error(), "nothing can be written in its folder: see its permissions, and whether the disk is full") {
		t.Errorf("an import: %v", err)
	}
	d.Close()
	if err := os.WriteFile(path+"-wal", []byte("frames"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := openAlone(t.Context(), path, why); !errors.Is(err, why) || !strings.Contains(err.Error(), "an import left what it stored in kuvio.db-wal") {
		t.Errorf("with a log: %v", err)
	}
	if _, err := openAlone(t.Context(), path+"2", fs.ErrPermission); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("where there is none: %v", err)
	}
}

// A check finds what cannot be decoded, what is counted otherwise, and what has
// lost the import it came with.
func TestCheckFindsFaults(t *testing.T) {
	for statement, want := range map[string]string{
		"UPDATE panels SET data = x'0102'":   "indicator 191 as of import 1: ",
		"UPDATE revisions SET cells = 7":     "its row says 7 cells of 1 areas, 2021 to 2021, and it holds 1 of 1, 2021 to 2021",
		"UPDATE revisions SET last = '2022'": "its row says 1 cells of 1 areas, 2021 to 2022",
		"UPDATE revisions SET checksum = 1":  "indicator 191 as of import 1: it is not what its checksum says",
		"UPDATE revisions SET back = x'00'":  "indicator 191 as of import 1: what it replaced: ",
		"UPDATE revisions SET tags = x'00'":  "indicator 191 as of import 1: where its cells came from: ",
		"UPDATE frames SET axes = x'00'":     "indicator 191 as of import 1: ",
		"INSERT INTO revisions SELECT indicator, 0, new, changed, first, last, regions, cells, made_up, retrieved, frame, checksum, 0, back, tags FROM revisions": "indicator 191 as of import 1: it says that there was nothing before, and there are earlier imports",
		"DELETE FROM frames":                           "indicator 191 as of import 1: the axes that it stands on",
		"DELETE FROM revisions":                        "indicator 191: its newest state, as of import 1, is without the revision that left it",
		"DELETE FROM panels":                           "indicator 191: revisions without its newest state",
		"DELETE FROM imports":                          "rows of revisions without their import",
		"INSERT INTO frames VALUES (2, 'ab', x'0200')": "axes that nothing stands on: ab",
		"INSERT INTO confirmations VALUES ('191', 1, 1, '2026-12-01', x'00')": "indicator 191 as of import 1, what confirmed it on 2026-12-01: ",
		"INSERT INTO confirmations VALUES ('191', 7, 7, '2026-12-01', NULL)":  "indicator 191: a confirmation as of import 7 without the state that it is of",
	} {
		path := filepath.Join(t.TempDir(), "kuvio.db")
		oneStore(t, path)
		raw, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := raw.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		raw.Close()
		d, err := Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := d.Check(t.Context())
		d.Close()
		if err != nil || !strings.Contains(strings.Join(c.Faults, "\n"), want) {
			t.Errorf("%s: %q, %v, want %q", statement, c.Faults, err, want)
		}
	}
}

// aloneAt opens a store where nothing can be written.
func aloneAt(t *testing.T, path string) (*relational.DB, error) {
	e, err := openAlone(t.Context(), path, fs.ErrPermission)
	if err != nil {
		return nil, err
	}
	return relational.New(e.db, e), nil
}

// A state that comes back otherwise than it was stored is not given out.
func TestComesBackOtherwise(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	oneStore(t, path)
	db := open(t, path)
	tx := begin(t, db)
	put(t, tx, "191", 2.5)
	if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-22", Files: []store.File{{Name: "191.csv"}}}); err != nil {
		t.Fatal(err)
	}
	if got := valueOf(t, db, "191", 1); got != 1.5 {
		t.Fatalf("as of the first import: %v", got)
	}
	if _, err := db.Engine.(*engine).db.Exec("UPDATE revisions SET checksum = checksum + 1 WHERE import = 1"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Panel(t.Context(), "191", 1); !errors.Is(err, panel.ErrCorrupt) || !strings.Contains(err.Error(), "its state as of import 1 comes back otherwise than it was") {
		t.Errorf("as of the first import: %v", err)
	}
	if got := valueOf(t, db, "191", store.Latest); got != 2.5 {
		t.Errorf("the newest: %v", got)
	}
}
