package between

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"testing"
	"time"

	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/series"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/sqlite"
)

var nan = math.NaN()

// imported is a store of files.
func imported(t testing.TB, yaml string, files ...string) *relational.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	im := &ingest.Importer{Store: db, Catalog: catalog.Default(), Retrieved: "2026-11-21", Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Wait: time.Second}
	inputs := ingest.Inputs(files...)
	if yaml != "" {
		m, err := mapping.Parse("mapping.yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		for i := range inputs {
			inputs[i].Options = func() (source.Options, error) { return source.Options{Map: &m}, nil }
		}
	}
	if rep, err := im.Files(t.Context(), inputs); err != nil || rep.Failed() > 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	return db
}

// loaded imports files and reads indicators for areas, as a command would.
func loaded(t testing.TB, yaml string, indicators, regions string, files ...string) []series.Series {
	t.Helper()
	db := imported(t, yaml, files...)
	targets, err := catalog.Default().Resolve(regions, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var q series.Query
	for _, target := range catalog.Expand(targets) {
		q.Areas = append(q.Areas, series.Area{ID: target.ID})
	}
	if q.Indicators, err = series.ParseSelectors(indicators, nil); err != nil {
		t.Fatal(err)
	}
	l := &series.Loader{Store: store.Renamed(db, catalog.Default().Canonical), Describe: func(id domain.IndicatorID) domain.Indicator {
		ind, _ := catalog.Default().Indicator(id)
		return ind
	}}
	all, missing, err := l.Load(t.Context(), q)
	if err != nil || len(missing.Missing) > 0 {
		t.Fatal(missing, err)
	}
	return all
}

// example is a file of data/example on disk.
func example(t testing.TB, name string) string {
	t.Helper()
	content, err := fs.ReadFile(data.Example, path.Join("example", name))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func one(t testing.TB, all []series.Series) []series.Series {
	t.Helper()
	kinds := series.Kinds(all)
	if len(kinds) != 1 {
		t.Fatalf("%d kinds of series, want one", len(kinds))
	}
	return kinds[0].Series
}

// area is a series of a percentage with a point in each of the years.
func area(code int, points ...series.Point) series.Series {
	return series.Series{
		Indicator: domain.Indicator{ID: "191", Unit: domain.UnitPercent, Denominator: "1065"},
		Region:    domain.RegionID(fmt.Sprintf("kunta:%03d", code)), Gender: domain.Total, Points: points,
	}
}

// point is a value of a year without a denominator.
func point(year int, value float64) series.Point {
	return series.NewPoint(domain.Year(year), domain.NewCell(value, nan))
}

// share is a value of a year from its count and an exact denominator.
func share(year int, count, n float64) series.Point {
	p := point(year, math.Round(1000*count/n)/10)
	p.Count, p.Denominator = count, series.Denominator{Value: n, Low: n, High: n}
	return p
}

func withheld(year int, r series.Range) series.Point {
	p := point(year, nan)
	p.Status, p.Range = domain.Suppressed, r
	return p
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got != want && !(math.Abs(got-want) <= 1e-12*math.Abs(want)) && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

// rowOf is the row of a period.
func rowOf(t *testing.T, rows []PeriodSpread, period domain.Period) PeriodSpread {
	t.Helper()
	for _, r := range rows {
		if r.Period == period {
			return r
		}
	}
	t.Fatalf("no row of %s", period)
	return PeriodSpread{}
}
