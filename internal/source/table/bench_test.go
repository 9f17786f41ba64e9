package table_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// BenchmarkXLSX reads a table of 20,000 rows and six columns, and has excelize pass
// its cells as texts alone.
func BenchmarkXLSX(b *testing.B) {
	const rows = 20_000
	book := excelize.NewFile()
	out, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	set := func(n int, cells ...any) {
		if err := out.SetRow(fmt.Sprintf("A%d", n), cells); err != nil {
			b.Fatal(err)
		}
	}
	set(1, "indikaattori", "kunta", "sukupuoli", "vuosi", "arvo", "lukumäärä")
	for i := range rows {
		set(i+2, 191+i%5, fmt.Sprint("Kunta ", i/5%400), []string{"miehet", "naiset"}[i/2000%2], 1980+i/4000, float64(i%977)/10, i%5000)
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	var packed bytes.Buffer
	if err := book.Write(&packed); err != nil {
		b.Fatal(err)
	}
	f := sourcetest.Bytes("a.xlsx", packed.Bytes())
	m := mapping.Mapping{Columns: []mapping.Column{
		{Column: "indikaattori", Is: mapping.RoleIndicator}, {Column: "arvo", Is: mapping.RoleValue}, {Column: "lukumäärä", Is: mapping.RoleCount},
	}}
	b.Run("kuvio", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sum, err := source.Read(b.Context(), f, source.Options{Map: &m}, func(*record.Record) error { return nil }, func(j record.Reject) error { return j })
			if err != nil || sum.Rows != rows {
				b.Fatal(sum.Rows, err)
			}
		}
	})
	b.Run("excelize", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book, err := excelize.OpenReader(bytes.NewReader(packed.Bytes()))
			if err != nil {
				b.Fatal(err)
			}
			all, err := book.Rows(book.GetSheetName(0))
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for ; all.Next(); n++ {
				if _, err := all.Columns(); err != nil {
					b.Fatal(err)
				}
			}
			if n != rows+1 {
				b.Fatal(n)
			}
		}
	})
}
