package report

import (
	"bytes"
	"errors"
	"io"
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
			if err := valuesOf(t, all, l).Write(&want, table.CSV, table.Options{Lang: l, CSV: d}); err != nil {
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

// A reading that fails fails the table, at first or when its rows are gone over again.
func TestValuesOfAReadingThatFails(t *testing.T) {
	lost := errors.New("lost")
	one := []series.Series{{Indicator: domain.Indicator{ID: "191"}, Region: "maa", Points: []series.Point{series.NewPoint("2014", domain.Cell{Value: 1.5, Count: math.NaN(), Status: domain.OK})}}}
	fails := 1
	parts := func(yield func([]series.Series, error) bool) {
		if fails--; yield(one, nil) && fails == 0 {
			yield(nil, lost)
		}
	}
	if _, err := Values(parts, domain.Finnish); !errors.Is(err, lost) {
		t.Errorf("at first: %v", err)
	}
	fails = 2
	values, err := Values(parts, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	if err := values.Write(new(bytes.Buffer), table.CSV, table.Options{}); !errors.Is(err, lost) {
		t.Errorf("again: %v", err)
	}
}

func BenchmarkValues(b *testing.B) {
	points := make([]series.Point, 20)
	for i := range points {
		points[i] = series.NewPoint(domain.Year(2000+i), domain.Cell{Value: float64(i) / 10, Count: float64(7 * i), Status: domain.OK})
	}
	all := make([]series.Series, 500)
	for i := range all {
		all[i] = series.Series{Indicator: domain.Indicator{ID: "191", Unit: domain.UnitPercent}, Region: "kunta:179", Gender: domain.Total, Points: points}
	}
	for _, f := range []table.Format{table.CSV, table.JSON, table.XLSX} {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				values, err := Values(series.Together(all), domain.Finnish)
				if err == nil {
					err = values.Write(io.Discard, f, table.Options{Lang: domain.Finnish})
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
