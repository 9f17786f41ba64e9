package sotkanet_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// generatedREST is REST CSV of n rows: indicators, regions, years and genders
// in no order, as in a collection of many downloads.
func generatedREST(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString(sourcetest.RESTHeader)
	for range n {
		value, count := fmt.Sprintf("%.1f", random.Float64()*100), ""
		if random.IntN(2) == 0 {
			count = fmt.Sprint(random.IntN(10000))
		}
		fmt.Fprintf(&b, "%d;%d;%d;%s;%s;%s\r\n", 1+random.IntN(3700), 1+random.IntN(978), 1990+random.IntN(35),
			[]string{"total", "male", "female"}[random.IntN(3)], value, count)
	}
	return b.String()
}

func benchmark(b *testing.B, f content.File) {
	b.SetBytes(f.Size)
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		sum, err := source.Read(context.Background(), f, source.Options{}, func(*record.Record) error { return nil }, func(j record.Reject) error { return j })
		if err != nil {
			b.Fatal(err)
		}
		rows = sum.Rows
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}

func BenchmarkRESTCSV(b *testing.B) { benchmark(b, sourcetest.Text("a.csv", generatedREST(500_000))) }

func BenchmarkTable(b *testing.B) {
	for name, path := range map[string]string{
		"xls":  "sotkanet/webui_sotkanet-data.xls",
		"xlsx": "sotkanet/DERIVED_webui_sotkanet-data.xlsx",
		"csv":  "sotkanet/DERIVED_webui_sotkanet-data_wide.csv",
	} {
		b.Run(name, func(b *testing.B) {
			benchmark(b, sourcetest.Bytes(name, realfiles.Read(b, path)))
		})
	}
}
