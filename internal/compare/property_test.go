package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Another order of the areas changes nothing but the order of the rows: not
// ranks, funnel or smoothing, and not the last digit of a sum.
func TestOrderChangesNothingElse(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 34))
	shown := func(rows []Comparison) []string {
		var out []string
		for _, row := range rows {
			row.Series, row.BenchmarkSources = &series.Based{Series: series.Series{Region: row.Series.Region}}, nil
			out = append(out, fmt.Sprint(row.Series.Region, row.Point, row.Lower, row.Upper, row.Interval, row.Rank, row.Of, row.RankLower, row.RankUpper,
				row.Highest, row.Lowest, row.Quantile, row.Funnel, row.Smoothed, row.Benchmark, row.BenchValue, row.Difference, row.Gap, row.Verdict, row.Notes))
		}
		return out
	}
	benchmarks := []Benchmark{Mean(), Target(2)}
	for range 30 {
		all := randomRows(r, 25)
		want := shown(All(all, benchmarks, "2014", at95))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		got := shown(All(all, benchmarks, "2014", at95))
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("another order gives\n%v\nand not\n%v", got, want)
		}
	}
}

// counted2014 are areas that all have a count and an exact denominator.
func counted2014(r *rand.Rand, n int) []series.Series {
	unit := []domain.Unit{domain.UnitPercent, domain.UnitPer1000}[r.IntN(2)]
	var all []series.Series
	for i := range n {
		people := float64(50 + r.IntN(20000))
		all = append(all, in2014(unit, domain.RegionID(fmt.Sprint("id:", i)), 1, float64(r.IntN(1+int(people/10))), of(people)))
	}
	return all
}

// Ranks without ties are a permutation, ties take the lowest; their intervals
// contain them and widen with confidence; probabilities add up to k.
func TestRanksAndTheirIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(55, 89))
	ties, without := 0, 0
	for range 40 {
		all := counted2014(r, 12)
		if r.IntN(2) == 0 {
			all[1].Points = all[0].Points
		}
		rows := All(all, nil, "2014", Options{Level: 0.95, Standing: true, Top: 3})
		wide := All(all, nil, "2014", Options{Level: 0.998, Standing: true})
		tied := 0
		var ranks []int
		var highest, lowest float64
		for i, row := range rows {
			above, same := 0, 0
			for _, other := range rows {
				if other.Point.Value > row.Point.Value {
					above++
				} else if other.Point.Value == row.Point.Value {
					same++
				}
			}
			if row.Rank != above+1 || row.Of != len(rows) {
				t.Fatalf("%v has rank %d of %d with %d above", row.Point.Value, row.Rank, row.Of, above)
			}
			if same > 1 {
				tied++
			}
			ranks = append(ranks, row.Rank)
			if row.RankLower > row.Rank || row.RankUpper < row.Rank || row.RankLower < 1 || row.RankUpper > len(rows) {
				t.Fatalf("rank %d in %d … %d", row.Rank, row.RankLower, row.RankUpper)
			}
			if w := wide[i]; w.RankLower > row.RankLower || w.RankUpper < row.RankUpper {
				t.Fatalf("99.8 %%: ranks %d … %d, narrower than %d … %d", w.RankLower, w.RankUpper, row.RankLower, row.RankUpper)
			}
			highest, lowest = highest+row.Highest, lowest+row.Lowest
		}
		if math.Abs(highest-3) > 0.003 || math.Abs(lowest-3) > 0.003 {
			t.Fatalf("probabilities of three add up to %v and %v", highest, lowest)
		}
		slices.Sort(ranks)
		if tied == 0 && !slices.Equal(ranks, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) {
			t.Fatalf("without ties the ranks are %v", ranks)
		}
		ties += tied
		if tied == 0 {
			without++
		}
	}
	if ties < 20 || without < 10 {
		t.Errorf("%d ties and %d runs without were tried", ties, without)
	}
}

// A smoothed value lies between the area's own and the overall one, and a gap
// closed gives the benchmark's value.
func TestSmoothedLiesBetween(t *testing.T) {
	r := rand.New(rand.NewPCG(144, 233))
	for range 60 {
		all := counted2014(r, 15)
		per := all[0].Indicator.Unit.Per()
		var x, n float64
		for _, s := range all {
			x, n = x+s.Points[0].Count, n+s.Points[0].Denominator.Value
		}
		mean := x / n * per
		for _, row := range All(all, []Benchmark{Target(mean)}, "2014", at95) {
			low, high := min(mean, row.Point.Value), max(mean, row.Point.Value)
			if row.Smoothed < low*(1-1e-9) || row.Smoothed > high*(1+1e-9) {
				t.Fatalf("%v smoothed to %v about %v", row.Point.Value, row.Smoothed, mean)
			}
			if closed := (row.Point.Count - row.Gap) / row.Point.Denominator.Value * per; math.Abs(closed-mean) > 1e-9*mean {
				t.Fatalf("without %v of %v the rate is %v, want %v", row.Gap, row.Point.Count, closed, mean)
			}
		}
	}
}
