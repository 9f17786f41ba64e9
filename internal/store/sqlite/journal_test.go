package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kuvio/internal/disk"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
)

// on has every folder lie on a disk of that kind.
func on(t *testing.T, kind disk.Kind, called string) {
	t.Helper()
	diskOf = func(string) (disk.Kind, string) { return kind, called }
	t.Cleanup(func() { diskOf = disk.Of })
}

// logOf says whether a store has a write-ahead log, and what lies beside it.
func logOf(t *testing.T, path string) (bool, []string) {
	t.Helper()
	log, err := hasLog(path)
	beside, globErr := filepath.Glob(path + "-*")
	if err != nil || globErr != nil {
		t.Fatal(err, globErr)
	}
	return log, beside
}

// On a network drive and in a synced folder a store has no write-ahead log, and is
// written and read as elsewhere; back on a disk of the machine it has one again.
func TestDrivesWithoutLog(t *testing.T) {
	for kind, warning := range map[disk.Kind]string{disk.Network: "", disk.Synced: "a folder that OneDrive copies between computers: write into it from one of them at a time"} {
		path := filepath.Join(t.TempDir(), "kuvio.db")
		on(t, kind, "OneDrive")
		oneStore(t, path)
		if log, beside := logOf(t, path); log || len(beside) > 0 {
			t.Errorf("kind %d: a new store has a log: %v, %v", kind, log, beside)
		}
		d, err := Open(t.Context(), path)
		if err != nil || (d.Warning == "") != (warning == "") || !strings.Contains(d.Warning, warning) {
			t.Fatalf("kind %d: %v, warning %q", kind, err, d.Warning)
		}
		tx := begin(t, d)
		put(t, tx, "191", 2.5)
		if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-22", Files: []store.File{{Name: "b.csv"}}}); err != nil {
			t.Fatal(err)
		}
		d.Close()
		r, err := Read(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if got := valueOf(t, r, "191", store.Latest); got != 2.5 || r.Warning != "" {
			t.Errorf("kind %d: read %v, warning %q", kind, got, r.Warning)
		}
		r.Close()
		on(t, disk.Own, "")
		open(t, path).Close()
		if log, _ := logOf(t, path); !log {
			t.Errorf("kind %d: back on a disk of the machine it has no log", kind)
		}
	}
}

// A store with a log that was copied onto a network drive, with an import in the log
// too, loses it with the first who opens it, and no figure.
func TestLogIsTakenIn(t *testing.T) {
	for name, open := range map[string]func(*testing.T, string) *relational.DB{
		"to read": func(t *testing.T, path string) *relational.DB {
			d, err := Read(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		"to write": func(t *testing.T, path string) *relational.DB { return open(t, path) },
	} {
		own, path := filepath.Join(t.TempDir(), "kuvio.db"), filepath.Join(t.TempDir(), "kuvio.db")
		d, err := Open(t.Context(), own)
		if err != nil {
			t.Fatal(err)
		}
		tx := begin(t, d)
		put(t, tx, "191", 3.5)
		if _, err := tx.Commit(store.Vintage{Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
			t.Fatal(err)
		}
		for _, suffix := range []string{"", "-wal"} { // as it lies there, open
			content, err := os.ReadFile(own + suffix)
			if err != nil || suffix != "" && len(content) == 0 {
				t.Fatalf("%s: %d bytes, %v", suffix, len(content), err)
			}
			if err := os.WriteFile(path+suffix, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d.Close()
		on(t, disk.Network, "a network drive (cifs)")
		got := open(t, path)
		if v := valueOf(t, got, "191", store.Latest); v != 3.5 {
			t.Errorf("%s: value %v", name, v)
		}
		got.Close()
		if log, beside := logOf(t, path); log || len(beside) > 0 {
			t.Errorf("%s: log %v, beside it %v", name, log, beside)
		}
		on(t, disk.Own, "")
	}
}

// Another program's database is not changed for lying on a network drive.
func TestForeignLogStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Exec("PRAGMA journal_mode = WAL; CREATE TABLE moz_places (id)"); err != nil {
		t.Fatal(err)
	}
	raw.Close()
	before, _ := os.ReadFile(path)
	on(t, disk.Network, "a network drive (cifs)")
	for range 2 {
		if _, err := Read(t.Context(), path); err == nil || !strings.Contains(err.Error(), "a database of another program") {
			t.Errorf("%v", err)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("it is not what it was")
	}
}

// Where the shared memory of a log cannot be had, though the drive is not known for
// that, a store is written without.
func TestNoSharedMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	if err := os.Mkdir(path+"-shm", 0o755); err != nil {
		t.Fatal(err)
	}
	oneStore(t, path)
	if log, _ := logOf(t, path); log {
		t.Error("it has a log")
	}
	d := open(t, path)
	if got := valueOf(t, d, "191", store.Latest); got != 1.5 {
		t.Errorf("value %v", got)
	}
}

// What a killed import left in a rollback journal is not passed over where nothing can
// be written.
func TestReadAloneWithJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	oneStore(t, path)
	why := errors.New("no space left on device")
	if err := os.WriteFile(path+"-journal", []byte("pages"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := openAlone(t.Context(), path, why); !errors.Is(err, why) || !strings.Contains(err.Error(), "an import left what it stored in kuvio.db-journal") {
		t.Errorf("%v", err)
	}
}

// Eight readers go on while a writer commits with a rollback journal: none fails, and
// none sees an indicator of one import beside that of another.
func TestReadersBesideRollback(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kuvio.db")
	on(t, disk.Network, "a network drive (cifs)")
	db := open(t, path)
	write := func(value float64) {
		tx := begin(t, db)
		put(t, tx, "191", value)
		put(t, tx, "192", value)
		if _, err := tx.Commit(store.Vintage{Imported: time.Unix(0, 0), Retrieved: "2026-11-21", Files: []store.File{{Name: "a.csv"}}}); err != nil {
			t.Error(err)
		}
	}
	write(1)
	var done atomic.Bool
	var reads atomic.Int64
	var readers sync.WaitGroup
	for n := range 8 {
		readers.Go(func() {
			var held *relational.DB
			for !done.Load() {
				d := held
				if d == nil {
					var err error
					if d, err = Read(t.Context(), path); err != nil {
						t.Error(err)
						return
					}
				}
				if n%2 == 0 { // half of them keep it open
					held = d
				}
				newest, err := d.Vintages(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				at := newest[len(newest)-1].ID
				var values [2]float64
				for i, id := range []domain.IndicatorID{"191", "192"} {
					p, vintage, err := d.Panel(t.Context(), id, at)
					if err != nil || vintage.ID != at {
						t.Errorf("indicator %s as of import %d: import %d, %v", id, at, vintage.ID, err)
						return
					}
					values[i] = only(p)
				}
				if values[0] != values[1] || values[0] != float64(at) {
					t.Errorf("import %d: values %v", at, values)
				}
				reads.Add(1)
				if d != held {
					d.Close()
				}
			}
			if held != nil {
				held.Close()
			}
		})
	}
	imports := 1.0
	for reads.Load() < 40 && imports < 2000 {
		imports++
		write(imports)
	}
	done.Store(true)
	readers.Wait()
	if reads.Load() < 40 {
		t.Errorf("%d reads beside %v imports", reads.Load(), imports)
	}
}

// only is the one value of a panel.
func only(p *panel.Panel) (value float64) {
	p.Each(func(_ domain.Key, c domain.Cell) { value = c.Value })
	return value
}
