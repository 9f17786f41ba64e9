package trend

import (
	"bufio"
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"kuvio/data"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// exampleSeries reads one series out of data/example: an indicator of a region
// by SOTKAnet's id, empty values as missing.
func exampleSeries(t testing.TB, file, indicator, region string) series.Series {
	t.Helper()
	text, err := data.Example.ReadFile("example/" + file)
	if err != nil {
		t.Fatal(err)
	}
	s := series.Series{Indicator: domain.Indicator{ID: domain.IndicatorID(indicator)}, Region: domain.RegionID("id:" + region), Gender: domain.Total}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		f := strings.Split(lines.Text(), ";")
		if f[0] != indicator || f[1] != region {
			continue
		}
		value, count := math.NaN(), math.NaN()
		for i, v := range map[int]*float64{4: &value, 5: &count} {
			if f[i] == "" {
				continue
			}
			if *v, err = strconv.ParseFloat(f[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		s.Points = append(s.Points, series.NewPoint(domain.Period(f[2]), domain.NewCell(value, count)))
	}
	if len(s.Points) == 0 {
		t.Fatalf("%s has no %s of region %s", file, indicator, region)
	}
	return s
}

// yearly makes a series of consecutive years; NaN is a missing one.
func yearly(first int, values ...float64) series.Series {
	s := series.Series{Indicator: domain.Indicator{ID: "oma:x"}, Region: "maa", Gender: domain.Total}
	for i, v := range values {
		s.Points = append(s.Points, series.NewPoint(domain.Year(first+i), domain.NewCell(v, math.NaN())))
	}
	return s
}
