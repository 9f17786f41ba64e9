package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// derived is the denominator behind a value published with decimals.
func derived(value, count, per float64, decimals int) series.Denominator {
	half := 0.5 * math.Pow10(-decimals)
	return series.Denominator{Value: count / value * per, Low: count / (value + half) * per, High: count / (value - half) * per}
}

// A derived denominator makes the interval wider: the lower limit is that of
// the greatest population it may be, the upper that of the least.
func TestDerivedDenominatorWidens(t *testing.T) {
	d := derived(1.7, 934, 100, 1) // Keski-Suomi 2014: 53,371 … 56,606, really 54,082
	r := At([]series.Series{in2014(domain.UnitPercent, "maakunta:13", 1.7, 934, d)}, nil, "2014", 0.95)[0]
	middle, _ := stats.Proportion(934, d.Value, 100, 0.95)
	low, _ := stats.Proportion(934, d.High, 100, 0.95)
	high, _ := stats.Proportion(934, d.Low, 100, 0.95)
	if r.Lower != low.Lower || r.Upper != high.Upper || !(r.Lower < middle.Lower) || !(r.Upper > middle.Upper) {
		t.Errorf("%v … %v, want %v … %v, wider than %v … %v", r.Lower, r.Upper, low.Lower, high.Upper, middle.Lower, middle.Upper)
	}
	if r.Point.Value != 1.7 || r.Notes.String() != "derived_denominator;no_benchmark_value" {
		t.Errorf("value %v, notes %q: the published value stands, and the interval says what it rests on", r.Point.Value, r.Notes)
	}
	exact, _ := stats.Proportion(934, 54082, 100, 0.95)
	if exact.Lower < r.Lower || exact.Upper > r.Upper {
		t.Errorf("the interval of the real population, %v … %v, is not within %v … %v", exact.Lower, exact.Upper, r.Lower, r.Upper)
	}
}

// All of fifty: the population may be 49.98 by the rounding, but is no fewer
// than the fifty counted.
func TestHundredPerCent(t *testing.T) {
	d := series.Denominator{Value: 50, Low: 50 / 100.05 * 100, High: 50 / 99.95 * 100}
	r := At([]series.Series{in2014(domain.UnitPercent, "kunta:179", 100, 50, d)}, nil, "2014", 0.95)[0]
	if r.Upper != 100 || !(r.Lower > 92 && r.Lower < 93) || r.Notes.Has(domain.NoteNotFinite) {
		t.Errorf("%v … %v with notes %q, want Wilson's 92.9 … 100", r.Lower, r.Upper, r.Notes)
	}
}

// A rate other than a share has Byar's limits from ten on, exact ones below,
// and may have more events than people.
func TestRateLimits(t *testing.T) {
	for _, c := range []struct{ count, n, lower, upper float64 }{
		{0, 1000, 0, 3.688879454},           // χ²(0.975; 2)/2
		{5, 1000, 1.623486390, 11.66833208}, // Garwood's limits of 5, as any table has them
		{100, 1000, 81.362105, 121.627938},  // Byar
		{3000, 1000, 2893.598330, 3109.313797},
	} {
		s := in2014(domain.UnitPer1000, "kunta:179", 1, c.count, of(c.n))
		r := At([]series.Series{s}, nil, "2014", 0.95)[0]
		if math.Abs(r.Lower-c.lower) > 1e-8*c.lower+1e-12 || math.Abs(r.Upper-c.upper) > 1e-8*c.upper {
			t.Errorf("%v of %v: %v … %v, want %v … %v", c.count, c.n, r.Lower, r.Upper, c.lower, c.upper)
		}
	}
}

func randomRows(r *rand.Rand, n int) []series.Series {
	units := []domain.Unit{domain.UnitPercent, domain.UnitPer1000, domain.UnitPer100000, domain.UnitIndex}
	var all []series.Series
	unit := units[r.IntN(len(units))]
	for i := range n {
		people := float64(50 + r.IntN(100000))
		count := float64(r.IntN(int(people)))
		if r.IntN(2) == 0 {
			count = float64(r.IntN(12))
		}
		per := unit.Per()
		if per == 0 {
			per = 1
		}
		value := math.Round(10*count/people*per) / 10
		d := of(people)
		switch r.IntN(5) {
		case 0:
			d = noDenominator
		case 1:
			if value > 0.05 && count > 0 {
				d = derived(value, count, per, 1)
			}
		case 2:
			count = nan
		}
		all = append(all, in2014(unit, domain.RegionID(fmt.Sprint("id:", i)), value, count, d))
	}
	return all
}

// The value compared lies within its interval; the wider level contains the
// narrower; a verdict is never given against the interval.
func TestIntervalContainsTheValue(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	verdicts := map[Verdict]int{}
	for range 300 {
		all := randomRows(r, 12)
		bench := []series.Series{all[0]}
		narrow, wide := At(all, bench, "2014", 0.95), At(all, bench, "2014", 0.998)
		for i, row := range narrow {
			verdicts[row.Verdict]++
			if math.IsNaN(row.Lower) != math.IsNaN(row.Upper) {
				t.Fatalf("half an interval: %+v", row)
			}
			const slack = 1e-9
			if row.Lower > row.Point.Value*(1+slack) || row.Upper < row.Point.Value*(1-slack) || row.Lower < 0 {
				t.Fatalf("%v of %+v outside %v … %v", row.Point.Value, row.Point, row.Lower, row.Upper)
			}
			if w := wide[i]; w.Lower > row.Lower || w.Upper < row.Upper {
				t.Fatalf("99.8 %%: %v … %v, narrower than %v … %v", w.Lower, w.Upper, row.Lower, row.Upper)
			}
			if w := wide[i].Verdict; w != row.Verdict && w != NoClearDifference {
				t.Fatalf("%s at 95 %%, %s at 99.8 %%", row.Verdict, w)
			}
			if row.Verdict == Higher && row.Difference <= 0 || row.Verdict == Lower && row.Difference >= 0 {
				t.Fatalf("%s by %v", row.Verdict, row.Difference)
			}
		}
	}
	for _, v := range []Verdict{Higher, Lower, NoClearDifference, NoInterval} {
		if verdicts[v] < 50 {
			t.Errorf("%s came %d times only: %v", v, verdicts[v], verdicts)
		}
	}
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 13))
	shown := func(row Comparison) string {
		return fmt.Sprint(row.Series.Region, row.Point, row.Lower, row.Upper, row.BenchValue, row.Difference, row.Ratio, row.Verdict, row.Rank, row.Of, row.Notes)
	}
	for range 50 {
		all := randomRows(r, 20)
		bench := []series.Series{all[3]}
		var want []string
		for _, row := range At(all, bench, "2014", 0.95) {
			want = append(want, shown(row))
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var got []string
		for _, row := range At(all, bench, "2014", 0.95) {
			got = append(got, shown(row))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("another order gives\n%v\nand not\n%v", got, want)
		}
	}
}
