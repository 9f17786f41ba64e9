package chart

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kuvio/charts"
	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/table"
	"kuvio/internal/workspace"
)

// exampleFiles are the files of data/example and whether they are made up.
var exampleFiles = map[string]bool{
	"placements.csv": false, "population.csv": false, "children.csv": false, "age.csv": false, "madeup-visits.csv": true, "madeup-costs.csv": true,
}

// emptyStore is a store without data, in a temporary folder.
func emptyStore(t testing.TB) store.Store {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// exampleStore is a store with the files of data/example.
func exampleStore(t testing.TB, files ...string) store.Store {
	t.Helper()
	db := emptyStore(t)
	for _, name := range files {
		content, err := fs.ReadFile(data.Example, path.Join("example", name))
		if err != nil {
			t.Fatal(err)
		}
		importInto(t, db, name, content)
	}
	return db
}

// importInto imports a file, as the example's indicators describe it.
func importInto(t testing.TB, db store.Store, name string, content []byte) {
	t.Helper()
	text, err := fs.ReadFile(data.Example, "example/indicators.yaml")
	if err != nil {
		t.Fatal(err)
	}
	described, err := catalog.ParseDescriptions("indicators.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	im := ingest.Importer{
		Store: db, Catalog: catalog.Default(), MadeUp: exampleFiles[name], Strict: true, Retrieved: "2026-11-21",
		Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second, Descriptions: described.Indicators,
	}
	if _, err := im.Files(t.Context(), ingest.Inputs(file)); err != nil {
		t.Fatal(err)
	}
}

// builder builds figures of a store, as a command does.
func builder(t testing.TB, db store.Store) *Builder {
	t.Helper()
	s, err := session.New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return &Builder{Session: s}
}

// planSpecs are the embedded specs by id.
func planSpecs(t testing.TB) map[string]Spec {
	t.Helper()
	specs, broken, err := ReadDir(charts.Plan, "charts", domain.Finnish)
	if err != nil || len(broken) > 0 {
		t.Fatal(err, broken)
	}
	byID := make(map[string]Spec)
	for _, s := range specs {
		byID[s.Head().ID] = s
	}
	return byID
}

// build builds one of the plan's figures.
func build(t testing.TB, db store.Store, id string) *Figure {
	t.Helper()
	spec := planSpecs(t)[id]
	if spec == nil {
		t.Fatalf("there is no spec %s", id)
	}
	f, err := builder(t, db).Build(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// rows are the lines of the figure's table by column, as its CSV file has them.
func rows(t testing.TB, f *Figure) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Table.Write(&b, table.CSV, table.Options{}); err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("%d lines, %v", len(all), err)
	}
	var out []map[string]string
	for _, line := range all[1:] {
		row := make(map[string]string)
		for i, name := range all[0] {
			row[name] = line[i]
		}
		out = append(out, row)
	}
	return out
}

// value is the value of the table's one row of an indicator, region and year.
func value(t testing.TB, f *Figure, indicator, region, period string) float64 {
	t.Helper()
	for _, r := range rows(t, f) {
		if r["indicator"] == indicator && r["region"] == region && r["period"] == period {
			v, err := strconv.ParseFloat(r["value"], 64)
			if err != nil {
				t.Fatalf("%s %s %s: %v", indicator, region, period, err)
			}
			return v
		}
	}
	t.Fatalf("the table has no %s of %s in %s", indicator, region, period)
	return math.NaN()
}
