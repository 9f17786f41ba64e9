package peers

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// tenAreas are series of ten areas, in each year of as many as are asked for.
func tenAreas(having map[int]int) []series.Series {
	all := make([]series.Series, 10)
	for i := range all {
		all[i] = series.Series{Indicator: domain.Indicator{ID: "228", Unit: domain.UnitPercent}, Region: domain.RegionID(fmt.Sprintf("kunta:%03d", i)), Gender: domain.Total}
		for y := 2000; y < 2030; y++ {
			value := nan
			if i < having[y] {
				value = float64(y-2000) + float64(i)/10
			}
			all[i].Points = append(all[i].Points, series.NewPoint(domain.Year(y), domain.NewCell(value, nan)))
		}
	}
	return all
}

// The latest year in which 90 % have a value: nine of ten are enough, eight are
// not.
func TestVariableOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		having map[int]int
		period domain.Period
		share  float64
		want   domain.Period
		n      int
		fails  bool
	}{
		{"all of them", map[int]int{2020: 10, 2021: 10}, "", Share, "2021", 10, false},
		{"nine of ten", map[int]int{2020: 10, 2021: 9}, "", Share, "2021", 9, false},
		{"eight of ten", map[int]int{2020: 10, 2021: 8}, "", Share, "2020", 10, false},
		{"eight are enough", map[int]int{2020: 10, 2021: 8}, "", 0.8, "2021", 8, false},
		{"a year asked for", map[int]int{2020: 9, 2021: 10}, "2020", Share, "2020", 9, false},
		{"never enough", map[int]int{2019: 5, 2020: 8, 2021: 8, 2022: 3}, "", Share, "2021", 8, true},
		{"not enough in the year", map[int]int{2020: 8, 2021: 10}, "2020", Share, "2020", 8, true},
		{"none in the year", map[int]int{2021: 10}, "2020", 0.0001, "2020", 0, true},
		{"nothing at all", nil, "", Share, "", 0, true},
	} {
		v, err := VariableOf(tenAreas(c.having), c.period, c.share)
		var thin *CoverageError
		switch {
		case c.fails && (!errors.As(err, &thin) || thin.Indicator != "228" || thin.Period != c.want || thin.N != c.n || thin.Of != 10):
			t.Errorf("%s: %v, want a lack of coverage, at best %d in %q", c.name, err, c.n, c.want)
		case !c.fails && (err != nil || v.Period != c.want || len(v.Values) != c.n):
			t.Errorf("%s: %d values of %s, %v, want %d of %s", c.name, len(v.Values), v.Period, err, c.n, c.want)
		}
	}
	_, err := VariableOf(tenAreas(map[int]int{2020: 8}), "2020", Share)
	if want := "indicator 228: 8 of the 10 areas have a value in 2020, at least 90 % of them should"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

// Under-18s of 2014 in Keski-Suomi and the whole country: SOTKAnet's 1065 with
// counts alone, over the population of 127.
func TestVariableFromCounts(t *testing.T) {
	of := func(region domain.RegionID, count, people float64) series.Series {
		return series.Series{
			Indicator: domain.Indicator{ID: "1065", Unit: domain.UnitPercent}, Region: region, MadeUp: true, Notes: domain.Notes{{Code: domain.NoteMadeUp}},
			Points: []series.Point{series.NewPoint("2014", domain.NewCell(nan, count)).Over(series.Denominator{Value: people, Low: people, High: people})},
		}
	}
	v, err := VariableOf([]series.Series{of("maakunta:13", 54082, 275320), of("maa", 1075492, 5471753)}, "", Share)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Values["maakunta:13"]; math.Abs(got-19.643324) > 1e-6 || v.Decimals != 2 {
		t.Errorf("%v with %d decimals, want 19.643324 with 2", got, v.Decimals)
	}
	if v.Notes.String() != "computed_from_counts;made_up" && v.Notes.String() != "made_up;computed_from_counts" {
		t.Errorf("notes %q", v.Notes)
	}
}

func TestVariableOfBreakdowns(t *testing.T) {
	all := tenAreas(map[int]int{2020: 10})
	parts := tenAreas(map[int]int{2020: 10, 2021: 10})
	for i := range parts {
		parts[i].Breakdown = []string{"age=0-6", "age=7-12", "age=13-17", "age=18-20"}[i%4]
	}
	v, err := VariableOf(append(parts, all...), "", Share)
	if err != nil || v.Period != "2020" || len(v.Values) != 10 {
		t.Errorf("beside its parts: %d values of %s, %v", len(v.Values), v.Period, err)
	}
	_, err = VariableOf(parts, "", Share)
	if err == nil || !strings.Contains(err.Error(), "only of age=0-6, age=7-12, age=13-17 …") {
		t.Errorf("parts alone: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("no series: no panic")
		}
	}()
	_, _ = VariableOf(nil, "", Share)
}
