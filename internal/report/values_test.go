package report

import (
	"bytes"
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// What is written a row at a time is the table, written.
func TestWriteValuesIsValues(t *testing.T) {
	nan := math.NaN()
	point := func(p domain.Period, value, count float64, s domain.Status) series.Point {
		return series.NewPoint(p, domain.Cell{Value: value, Count: count, Status: s})
	}
	all := []series.Series{
		{Indicator: domain.Indicator{ID: "191", Title: domain.Text{FI: "Sijoitetut, %", EN: "=Placed"}, Unit: domain.UnitPercent}, Region: "kunta:179",
			RegionName: domain.Text{FI: "Jyväskylä"}, Gender: domain.Total, Notes: domain.Notes{{Code: domain.NoteMadeUp}},
			Points: []series.Point{point("2013", nan, nan, domain.Suppressed), point("2014", 1.7, 934, domain.OK), point("2015", nan, 3, domain.OK), point("2016–2018", 0.30000000000000004, nan, domain.OK)}},
		{Indicator: domain.Indicator{ID: "127"}, Region: "maa", Gender: domain.Female, Breakdown: "age=0-6", Basis: series.AsPublished,
			Points: []series.Point{point("2014", nan, nan, domain.Missing), point("2015", 1e9, nan, domain.OK)}},
		{Region: "maa"},
	}
	for _, d := range []table.Dialect{table.RFC4180, table.Excels["fi"]} {
		for _, l := range domain.Langs {
			var want, got bytes.Buffer
			if err := Values(all, l).Write(&want, table.CSV, table.Options{Lang: l, CSV: d}); err != nil {
				t.Fatal(err)
			}
			if err := WriteValues(&got, all, l, d); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("%s:\n%s\nthe table is\n%s", l, got.String(), want.String())
			}
		}
	}
}
