package trend_test

import (
	"context"
	"flag"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/trend"
	"kuvio/internal/wholebank"
)

// SOTKAnet's whole bank, 1.1 million series of 18 years, takes half a gigabyte
// of disk and half a minute to make:
//
//	go test ./internal/trend -run XXX -bench Bank -benchtime 1x -bank 3500
var bankSize = flag.Int("bank", 100, "how many indicators the bank of the benchmarks has; 3500 is SOTKAnet's")

// BenchmarkBank reads every series of a bank from the store and finds its trend, as
// trend --all does. peak-MB is the most memory the heap
// held at the end of an indicator.
func BenchmarkBank(b *testing.B) {
	db, q := bank(b, *bankSize)
	defer db.Close()
	l := &series.Loader{Store: store.Renamed(db, catalog.Default().Canonical), Describe: func(id domain.IndicatorID) domain.Indicator { return domain.Indicator{ID: id} }}
	o := trend.Options{Direction: stats.DefaultDirection()}
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	var n, tested, peak int
	runtime.GC() // of what the import leaves
	for b.Loop() {
		n, tested = 0, 0
		missing, err := series.Each(context.Background(), l, q, func(all []series.Series) ([]float64, error) {
			p := make([]float64, len(all))
			for i, tr := range trend.Each(all, o) {
				p[i] = tr.MK.P
			}
			return p, nil
		}, func(ps []float64) error {
			n += len(ps)
			for _, p := range ps {
				if !math.IsNaN(p) {
					tested++
				}
			}
			metrics.Read(heap)
			peak = max(peak, int(heap[0].Value.Uint64()>>20))
			return nil
		})
		if err != nil || len(missing.Missing) > 0 {
			b.Fatal(err, missing)
		}
	}
	if n != wholebank.Whole.Regions**bankSize || tested < n/2 {
		b.Fatalf("%d series, %d tested", n, tested)
	}
	b.ReportMetric(float64(n), "series")
	b.ReportMetric(float64(peak), "peak-MB")
}

// bank is a store of so many made-up indicators, and the query of all.
func bank(b *testing.B, indicators int) (*relational.DB, series.Query) {
	b.Helper()
	made := wholebank.Whole
	made.Indicators = indicators
	file := filepath.Join(b.TempDir(), "bank.csv")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := made.Write(f); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "kuvio.db"))
	if err != nil {
		b.Fatal(err)
	}
	im := &ingest.Importer{Store: db, Catalog: catalog.Default(), Retrieved: "2026-11-21", Wait: time.Second, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	if rep, err := im.Files(context.Background(), ingest.Inputs(file)); err != nil || rep.Failed() > 0 {
		b.Fatalf("%+v, %v", rep, err)
	}
	if err := os.Remove(file); err != nil {
		b.Fatal(err)
	}
	held, err := db.Holdings(context.Background())
	if err != nil || len(held) != indicators {
		b.Fatal(len(held), err)
	}
	var q series.Query
	for _, h := range held {
		q.Indicators = append(q.Indicators, series.Selector{h.Indicator})
	}
	p, _, err := db.Panel(context.Background(), held[0].Indicator, 0)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range p.Regions {
		q.Areas = append(q.Areas, series.Area{ID: catalog.Default().Canonical(r)})
	}
	return db, q
}
