package compare

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

var noDenominator = series.Denominator{Value: nan, Low: nan, High: nan}

func of(n float64) series.Denominator { return series.Denominator{Value: n, Low: n, High: n} }

// in2014 is a series of one point.
func in2014(unit domain.Unit, region domain.RegionID, value, count float64, d series.Denominator) series.Series {
	return series.Series{
		Indicator: domain.Indicator{ID: "191", Unit: unit}, Region: region, Gender: domain.Total,
		Points: []series.Point{series.NewPoint("2014", domain.NewCell(value, count)).Over(d)},
	}
}

func share(region domain.RegionID, value, count, n float64) series.Series {
	return in2014(domain.UnitPercent, region, value, count, of(n))
}

func about(got, want float64) bool {
	return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-9*math.Abs(want)
}

// Placements of 2014 in data/example/placements.csv (THL, Sotkanet.fi, ind.
// 191, 1065): Keski-Suomi 934 of 54,082, the whole country 16,668 of
// 1,075,492. Wilson's limits by an independent computation.
func TestKeskiSuomi2014(t *testing.T) {
	whole := share("maa", 1.5, 16668, 1075492)
	rows := At([]series.Series{share("maakunta:13", 1.7, 934, 54082)}, []series.Series{whole}, "2014", 0.95)
	r := rows[0]
	if !about(r.Point.Value, 100*934.0/54082) || !about(r.BenchValue, 100*16668.0/1075492) {
		t.Errorf("compared %v with %v, want both from counts", r.Point.Value, r.BenchValue)
	}
	if math.Abs(r.Lower-1.620590) > 1e-6 || math.Abs(r.Upper-1.840281) > 1e-6 {
		t.Errorf("limits %v … %v, want 1.620590 … 1.840281", r.Lower, r.Upper)
	}
	if r.Verdict != Higher || !about(r.Difference, r.Point.Value-r.BenchValue) || !about(r.Ratio, r.Point.Value/r.BenchValue) || r.Notes.String() != "computed_from_counts" {
		t.Errorf("%s by %v, %v times, notes %q", r.Verdict, r.Difference, r.Ratio, r.Notes)
	}
	if r.Benchmark != "maa" || r.Rank != 1 || r.Of != 1 {
		t.Errorf("beside %s, rank %d of %d", r.Benchmark, r.Rank, r.Of)
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		name        string
		count, n    float64
		bench, n2   float64
		level       float64
		want        Verdict
		higherThan1 bool
	}{
		{"above", 30, 1000, 100, 10000, 0.95, Higher, true},
		{"below", 3, 1000, 100, 10000, 0.95, Lower, false},
		{"containing, value above", 12, 1000, 100, 10000, 0.95, NoClearDifference, true},
		{"containing, value the same", 10, 1000, 100, 10000, 0.95, NoClearDifference, false},
		{"above at 95", 18, 1000, 100, 10000, 0.95, Higher, true}, // 1.14 … 2.83
		{"not at 99.8", 18, 1000, 100, 10000, 0.998, NoClearDifference, true},
		{"none of a hundred", 0, 100, 100, 10000, 0.95, NoClearDifference, false},
		{"none of ten thousand", 0, 10000, 100, 10000, 0.95, Lower, false},
		{"all of ten", 10, 10, 100, 10000, 0.95, Higher, true},
	} {
		rows := At([]series.Series{share("kunta:179", 1, c.count, c.n)}, []series.Series{share("maa", 1, c.bench, c.n2)}, "2014", c.level)
		if r := rows[0]; r.Verdict != c.want || r.Difference > 0 != c.higherThan1 || r.Lower > r.Point.Value || r.Upper < r.Point.Value {
			t.Errorf("%s: %s by %v, %v in %v … %v", c.name, r.Verdict, r.Difference, r.Point.Value, r.Lower, r.Upper)
		}
	}
}

// Without what an interval needs there is none, the row says why, and there is
// no verdict but the difference.
func TestNoInterval(t *testing.T) {
	wide := series.Denominator{Value: 4000, Low: 3429, High: 4800} // 0.3 % and 12 (stats/METHODS.md, "Rates")
	visits := in2014(domain.UnitPer1000, "kunta:179", 20, 20, of(1000))
	visits.Indicator.RepeatedEvents = true
	for want, s := range map[domain.NoteCode]series.Series{
		domain.NoteRepeatedEvents: visits,
		domain.NoteNoCount:        in2014(domain.UnitPercent, "kunta:179", 2, nan, of(1000)),
		domain.NoteNoDenominator:  in2014(domain.UnitPercent, "kunta:179", 2, 20, noDenominator),
		domain.NoteDerivedWide:    in2014(domain.UnitPercent, "kunta:179", 0.3, 12, wide),
		domain.NoteNotARate:       in2014(domain.UnitIndex, "kunta:179", 107.5, 20, of(1000)),
		domain.NoteNotFinite:      in2014(domain.UnitPercent, "kunta:179", 120, 1200, of(1000)), // more than all
	} {
		bench := s
		bench.Points = []series.Point{series.NewPoint("2014", domain.NewCell(1, nan))}
		r := At([]series.Series{s}, []series.Series{bench}, "2014", 0.95)[0]
		if !math.IsNaN(r.Lower) || !math.IsNaN(r.Upper) || r.Verdict != NoInterval || !r.Notes.Has(want) || math.IsNaN(r.Difference) || math.IsNaN(r.Ratio) || r.Rank != 1 {
			t.Errorf("%s: %v … %v, %q, notes %q, difference %v", want, r.Lower, r.Upper, r.Verdict, r.Notes, r.Difference)
		}
	}
}

func TestNoValueNoBenchmark(t *testing.T) {
	area, whole := share("kunta:179", 2, 20, 1000), share("maa", 1, 100, 10000)
	otherKind := whole
	otherKind.Gender = domain.Male
	noValue := in2014(domain.UnitPercent, "kunta:077", nan, nan, of(1000))
	noValue.Points[0].Status = domain.Suppressed
	for _, c := range []struct {
		name        string
		area, bench series.Series
		period      domain.Period
		notes       string
	}{
		{"suppressed area", noValue, whole, "2014", "suppressed:1;no_value"},
		{"another year", area, whole, "2013", "no_value"},
		{"benchmark without a value", area, noValue, "2014", "computed_from_counts;no_benchmark_value"},
		{"benchmark of another kind", area, otherKind, "2014", "computed_from_counts;no_benchmark_value"},
	} {
		r := At([]series.Series{c.area}, []series.Series{c.bench}, c.period, 0.95)[0]
		if r.Verdict != None || !math.IsNaN(r.Difference) || !math.IsNaN(r.Ratio) || r.Notes.String() != c.notes {
			t.Errorf("%s: %q, difference %v, notes %q; want none and %q", c.name, r.Verdict, r.Difference, r.Notes, c.notes)
		}
	}
	if rows := At(nil, []series.Series{whole}, "2014", 0.95); len(rows) != 0 {
		t.Errorf("nothing compared gave %v", rows)
	}
}

func TestRatio(t *testing.T) {
	for _, c := range []struct{ value, bench, difference, ratio float64 }{
		{2, 4, -2, 0.5}, {2, 0, 2, nan}, {2, -1, 3, nan}, {-2, 4, -6, -0.5}, {0, 4, -4, 0}, {0, 0, 0, nan},
	} {
		a, b := in2014(domain.UnitIndex, "kunta:179", c.value, nan, noDenominator), in2014(domain.UnitIndex, "maa", c.bench, nan, noDenominator)
		if r := At([]series.Series{a}, []series.Series{b}, "2014", 0.95)[0]; !about(r.Difference, c.difference) || !about(r.Ratio, c.ratio) {
			t.Errorf("%v beside %v: %v, %v times; want %v, %v", c.value, c.bench, r.Difference, r.Ratio, c.difference, c.ratio)
		}
	}
}

// Ties share the lowest rank, what is missing has none, and kinds are ranked
// by themselves.
func TestRanks(t *testing.T) {
	var all []series.Series
	for i, v := range []float64{3, nan, 5, 5, 1, 3} {
		all = append(all, in2014(domain.UnitIndex, domain.RegionID(rune('a'+i)), v, nan, noDenominator))
	}
	men := in2014(domain.UnitIndex, "a", 9, nan, noDenominator)
	men.Gender = domain.Male
	age := in2014(domain.UnitIndex, "a", 9, nan, noDenominator)
	age.Breakdown = "age=0-6"
	rows := At(append(all, men, age), nil, "2014", 0.95)
	for i, want := range []int{3, 0, 1, 1, 5, 3, 1, 1} {
		n := 5
		switch {
		case want == 0:
			n = 0
		case i > 5:
			n = 1
		}
		if rows[i].Rank != want || rows[i].Of != n {
			t.Errorf("row %d (%v): rank %d of %d, want %d of %d", i, rows[i].Point.Value, rows[i].Rank, rows[i].Of, want, n)
		}
	}
	// 1 of 3 and 2 of 6 are the same share, however they were rounded.
	rows = At([]series.Series{share("a", 33.3, 1, 3), share("b", 33.4, 2, 6)}, nil, "2014", 0.95)
	if rows[0].Rank != 1 || rows[1].Rank != 1 {
		t.Errorf("equal shares rank %d and %d", rows[0].Rank, rows[1].Rank)
	}
}
