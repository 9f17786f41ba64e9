package compare

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Highest first, those that share a value by name, those without a value last;
// names as Finnish sorts them, å, ä and ö after z. Kinds stay in their order, and a
// region's benchmarks in theirs.
func TestSort(t *testing.T) {
	region := func(ind domain.IndicatorID, name string, value float64) series.Series {
		return series.Series{Indicator: domain.Indicator{ID: ind}, Region: domain.RegionID(name), RegionName: domain.Text{FI: name}, Gender: domain.Total,
			Points: []series.Point{series.NewPoint("2020", domain.NewCell(value, math.NaN()))}}
	}
	for by, want := range map[Order][]string{
		"":      {"Äänekoski", "Zeta", "Ahtari", "Multia", "Uurainen", "Kyyjärvi"},
		ByValue: {"Zeta", "Ahtari", "Äänekoski", "Multia", "Kyyjärvi", "Uurainen"},
		ByRank:  {"Zeta", "Ahtari", "Äänekoski", "Multia", "Kyyjärvi", "Uurainen"},
		ByName:  {"Ahtari", "Multia", "Zeta", "Äänekoski", "Kyyjärvi", "Uurainen"},
	} {
		all := []series.Series{region("2", "Äänekoski", 1), region("2", "Zeta", 3), region("2", "Ahtari", 1), region("2", "Multia", math.NaN()), region("1", "Uurainen", 7), region("1", "Kyyjärvi", 9)}
		r := new(Result)
		for _, kind := range series.Kinds(all) {
			for _, c := range All(kind.Series, []Benchmark{Target(1), Target(2)}, "2020", Options{Level: 0.95}) {
				r.Comparisons = append(r.Comparisons, Compared{Comparison: c})
			}
		}
		r.Sort(by, domain.Finnish)
		var got []string
		for i := 0; i < len(r.Comparisons); i += 2 {
			got = append(got, r.Comparisons[i].Series.RegionName.FI)
			if r.Comparisons[i].Benchmark != "target:1" || r.Comparisons[i+1].Benchmark != "target:2" || r.Comparisons[i].Series.Region != r.Comparisons[i+1].Series.Region {
				t.Errorf("%s: rows %d and %d are not one region's", by, i, i+1)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", by, got, want)
		}
	}
	if _, err := ParseOrder("size"); err == nil {
		t.Error("size is no order")
	}
}

// Two share the second place from below.
func TestRankFromBelow(t *testing.T) {
	var all []series.Series
	for _, v := range []float64{5, 1, 3, 3, math.NaN()} {
		all = append(all, series.Series{Indicator: domain.Indicator{ID: "2"}, Gender: domain.Total, Points: []series.Point{series.NewPoint("2020", domain.NewCell(v, math.NaN()))}})
	}
	var got []int
	for _, c := range All(all, nil, "2020", Options{Level: 0.95}) {
		got = append(got, c.RankBelow)
	}
	if want := []int{4, 1, 2, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
