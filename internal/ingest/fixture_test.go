package ingest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"testing"
	"time"

	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
)

const header = "indicator;region;year;gender;primary value;absolute value\n"

func newStore(t testing.TB) store.Store {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func importer(db store.Store) *Importer {
	return &Importer{
		Store: db, Catalog: catalog.Default(), Retrieved: "2026-11-21", Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second,
	}
}

// write writes a file into a temporary folder.
func write(t testing.TB, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// example is a file of data/example on disk.
func example(t testing.TB, name string) string {
	t.Helper()
	content, err := fs.ReadFile(data.Example, path.Join("example", name))
	if err != nil {
		t.Fatal(err)
	}
	return write(t, name, string(content))
}

// take imports files, which must not fail as a whole, and checks that every
// row of each is accounted for.
func take(t testing.TB, im *Importer, files ...string) *Report {
	t.Helper()
	rep, err := im.Files(t.Context(), Inputs(files...))
	if err != nil {
		t.Fatal(err)
	}
	addUp(t, rep)
	return rep
}

func addUp(t testing.TB, rep *Report) {
	t.Helper()
	rejected := 0
	for _, f := range rep.Files {
		if f.Err != nil {
			continue
		}
		rejected += f.Rejected
		if sum := f.New + f.Changed + f.Same + f.Missing + f.Older + f.Rejected; f.Rows != sum {
			t.Errorf("%s: %d rows, but %d new + %d changed + %d unchanged + %d missing + %d rejected = %d", f.Name, f.Rows, f.New, f.Changed, f.Same, f.Missing, f.Rejected, sum)
		}
		if len(f.SHA256) != 64 || f.Size == 0 || f.Format == "" {
			t.Errorf("%s: recorded as %+v", f.Name, f.File)
		}
	}
	if rep.Failed() == 0 && rejected != rows(rep.Rejects) {
		t.Errorf("%d rows counted as rejected, %d listed", rejected, len(rep.Rejects))
	}
}

func held(t testing.TB, db store.Store, id domain.IndicatorID) *panel.Panel {
	t.Helper()
	p, _, err := db.Panel(t.Context(), id, store.Latest)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// cell is a cell of total.
func cell(t testing.TB, db store.Store, id domain.IndicatorID, region domain.RegionID, year domain.Period) domain.Cell {
	t.Helper()
	return held(t, db, id).Cell(domain.Key{Region: region, Gender: domain.Total, Period: year})
}

// nothing checks that the store holds nothing at all.
func nothing(t testing.TB, db store.Store) {
	t.Helper()
	holdings, err := db.Holdings(t.Context())
	vintages, err2 := db.Vintages(t.Context())
	indicators, err3 := db.Described(t.Context())
	regions, err4 := db.Regions(t.Context())
	if err != nil || err2 != nil || err3 != nil || err4 != nil {
		t.Fatal(err, err2, err3, err4)
	}
	if len(holdings)+len(vintages)+len(indicators)+len(regions) > 0 {
		t.Errorf("stored all the same: %v, %v, %v, %v", holdings, vintages, indicators, regions)
	}
}

// rows counts the rows that rejections stand for.
func rows(rejects []Rejection) (n int) {
	for _, r := range rejects {
		n += r.Times
	}
	return n
}
