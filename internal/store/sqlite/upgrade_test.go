package sqlite

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
)

// earlierStore is a store as an earlier kuvio left it: four imports of 191 of three
// municipalities in 2015 to 2018 and of one figure of 127, of which the first two states
// of 191 are pruned. Kuvio 0.1.0 wrote version 4; the versions before are made of it by
// taking away what they lacked.
func earlierStore(t *testing.T, version int) (path string) {
	t.Helper()
	f, err := os.Open("testdata/version4.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	path = filepath.Join(t.TempDir(), "kuvio.db")
	if err == nil {
		err = os.WriteFile(path, content, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	steps := []string{"ALTER TABLE import_files DROP COLUMN older; DROP TABLE confirmations; PRAGMA user_version = 1", "ALTER TABLE import_files DROP COLUMN retrieved; PRAGMA user_version = 2",
		"ALTER TABLE origins DROP COLUMN retrieved; PRAGMA user_version = 3"}
	for v := 3; v >= version; v-- {
		if _, err := raw.Exec(steps[v-1]); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// tellsAll asks a store that was made by earlierStore for all that it is to hold.
func tellsAll(t *testing.T, d *relational.DB, when string) {
	t.Helper()
	defer d.Close()
	held, err := d.Holdings(t.Context())
	if err != nil || len(held) != 2 || held[1].Indicator != "191" || held[1].Vintage != 4 || held[1].Values != 12 || held[1].Last != "2018" {
		t.Errorf("%s: %+v, %v", when, held, err)
	}
	vintages, err := d.Vintages(t.Context())
	if err != nil || len(vintages) != 4 || vintages[3].Files[0].Changed != 2 || vintages[3].Files[0].Retrieved != "2024-05-10" {
		t.Errorf("%s: %+v, %v", when, vintages, err)
	}
	if c, err := d.Check(t.Context()); err != nil || len(c.Faults) > 0 || c.States != 4 || c.Imports != 4 {
		t.Errorf("%s: check: %+v, %v", when, c, err)
	}
	tells191(t, d, when)
}

// tells191 is tellsAll of what is held, was replaced and came from where of one indicator.
func tells191(t *testing.T, d *relational.DB, when string) {
	t.Helper()
	// Laitila's 2016 said 1.5, 1.9 after the second import, 2.9 after the third, 1.5 again.
	laitila := domain.Key{Indicator: "191", Region: "kunta:400", Gender: domain.Total, Period: "2016"}
	for v, want := range map[store.VintageID]float64{1: 0, 2: 0, 3: 2.9, 4: 1.5} { // 0: pruned
		p, _, err := d.Panel(t.Context(), "191", v)
		if pruned := want == 0; errors.Is(err, store.ErrPruned) != pruned || !pruned && (err != nil || p.Cell(laitila).Value != want) {
			t.Errorf("%s: as of %d: %v", when, v, err)
		}
	}
	for v, want := range map[store.VintageID]float64{2: 1.5, 3: 1.9, 4: 2.9} {
		if p, err := d.Replaced(t.Context(), "191", v); err != nil || p.Cell(laitila).Value != want {
			t.Errorf("%s: what %d replaced: %v", when, v, err)
		}
	}
	jyvaskyla := domain.Key{Indicator: "191", Region: "kunta:179", Gender: domain.Total, Period: "2015"}
	if o, err := d.Origin(t.Context(), jyvaskyla, store.Latest); err != nil || o.Vintage.ID != 1 || o.Tag != 4 {
		t.Errorf("%s: %+v, %v", when, o, err)
	}
	if brought, err := d.Brought(t.Context(), "191", store.Latest); err != nil || len(brought) != 4 || brought[0].Retrieved != "2024-05-10" {
		t.Errorf("%s: %+v, %v", when, brought, err)
	}
}

// A store of an earlier kuvio is read without being written into, and brought up to
// date by who writes into it.
func TestReadEarlier(t *testing.T) {
	for version := 1; version <= 4; version++ {
		path := earlierStore(t, version)
		before, _ := os.ReadFile(path)
		read, err := Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read.Begin(t.Context(), "a test", 0); err == nil {
			t.Error("a store opened to be read takes an import")
		}
		if read.Warning == "" {
			t.Error("nobody is told why it takes time")
		}
		tellsAll(t, read, "to read")
		alone, err := aloneAt(t, path)
		if err != nil {
			t.Fatal(err)
		}
		tellsAll(t, alone, "alone")
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("a store of version %d was written into", version)
		}
		tellsAll(t, open(t, path), "to write")
		if read, err = Read(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if read.Warning != "" {
			t.Errorf("after an import: %s", read.Warning)
		}
		tellsAll(t, read, "after that")
	}
}

// A store that the first import did not come to fill is empty.
func TestReadWithoutTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	oneStore(t, path)
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"confirmations", "frames", "revisions", "panels", "import_files", "imports", "indicators", "regions"} {
		if _, err := raw.Exec("DROP TABLE " + table + "; PRAGMA user_version = 0"); err != nil {
			t.Fatal(err)
		}
	}
	raw.Close()
	d, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if held, err := d.Holdings(t.Context()); err != nil || len(held) > 0 {
		t.Errorf("%v, %v", held, err)
	}
}
