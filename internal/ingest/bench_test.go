package ingest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/wholebank"
)

// A whole bank takes half a gigabyte of disk and a minute:
//
//	go test ./internal/ingest -run XXX -bench Import -benchtime 1x -bank 3500
var bankSize = flag.Int("bank", 100, "how many indicators the bank of the benchmarks has; 3500 is SOTKAnet's")

func writeBank(b *testing.B, bank wholebank.Bank) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "bank.csv")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	if err := bank.Write(f); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return name
}

func importInto(b *testing.B, db *relational.DB, file string) {
	b.Helper()
	im := &Importer{
		Store: db, Catalog: catalog.Default(), Retrieved: "2026-11-21", Wait: time.Second,
		Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC),
	}
	rep, err := im.Files(context.Background(), Inputs(file))
	if err != nil || rep.Failed() > 0 {
		b.Fatalf("%+v, %v", rep, err)
	}
}

func openStore(b *testing.B) *relational.DB {
	b.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "kuvio.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// BenchmarkImport imports a bank into an empty store.
func BenchmarkImport(b *testing.B) {
	for _, shuffled := range []bool{false, true} {
		bank := wholebank.Whole
		bank.Indicators, bank.Shuffled = *bankSize, shuffled
		file := writeBank(b, bank)
		b.Run(fmt.Sprintf("shuffled=%v", shuffled), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				importInto(b, openStore(b), file)
			}
			b.ReportMetric(float64(bank.Rows())*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
	}
}

// BenchmarkSmallIntoLarge imports one indicator into a store that holds a
// bank: its time must not depend on the bank's size (compare -bank 100 and
// -bank 3500).
func BenchmarkSmallIntoLarge(b *testing.B) {
	bank := wholebank.Whole
	bank.Indicators = *bankSize
	db := openStore(b)
	importInto(b, db, writeBank(b, bank))
	bank.Indicators = 1
	small := writeBank(b, bank)
	for b.Loop() {
		importInto(b, db, small)
	}
}
