package between

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Placements outside the home in Keski-Suomi (data/example; THL, Sotkanet.fi,
// ind. 191, 1065): the values are counts over the 0–17 population and the
// weighted mean those of all together, 1,020 of 51,005 in 2019. The measures by
// an independent computation from their definitions in Python; in 2021 Kivijärvi
// has a real zero.
func TestSpreadsOfPlacements(t *testing.T) {
	areas := one(t, loaded(t, "", "191", "kunta@maakunta:13", example(t, "placements.csv")))
	rows := Spreads(areas, nil)
	r := rowOf(t, rows, "2019")
	if r.N != 18 || r.Missing != 4 || r.Suppressed != 0 || r.Weights != "1065" || r.Notes.String() != "computed_from_counts" {
		t.Errorf("2019: %d areas, %d missing, weights %s, notes %s", r.N, r.Missing, r.Weights, r.Notes)
	}
	near(t, "weighted mean", r.WeightedMean, 100*1020.0/51005)
	near(t, "weighted CV", r.WeightedCV, 0.3075580015955107)
	near(t, "weighted Gini", r.WeightedGini, 0.1525709128862799)
	near(t, "weighted Theil", r.WeightedTheil, 0.051249766705225554)
	r = rowOf(t, rows, "2021")
	near(t, "weighted mean", r.WeightedMean, 100*1008.0/49574)
	near(t, "weighted CV", r.WeightedCV, 0.3122972991646487)
	if r.Min != 0 || len(r.Least) != 1 || r.Least[0].Region != "kunta:265" || !math.IsNaN(r.Theil) || !math.IsNaN(r.WeightedTheil) || !math.IsNaN(r.MaxMin) || !(r.Gini > 0) {
		t.Errorf("2021, with a real zero: %+v", r)
	}
}

// Missing, suppressed, absent and zero are four things, and every area asked
// for is one of them or has a value.
func TestSpreadCountsAreas(t *testing.T) {
	areas := []series.Series{
		area(1, point(2019, 0), point(2020, 1)),
		area(2, point(2019, 2), point(2020, nan)),
		area(3, withheld(2019, series.Range{}), withheld(2020, series.Range{})),
		area(4), // not in the data at all
		area(5, point(2019, 0)),
	}
	rows := Spreads(areas, nil)
	if len(rows) != 2 {
		t.Fatalf("%d rows, want 2019 and 2020", len(rows))
	}
	r := rows[0]
	if r.N != 3 || r.Missing != 2 || r.Suppressed != 1 || r.Notes.String() != "suppressed:1;no_weights" || r.Weights != "" {
		t.Errorf("2019: %d areas, %d missing, %d suppressed, notes %s", r.N, r.Missing, r.Suppressed, r.Notes)
	}
	near(t, "mean", r.Mean, 2./3)
	if r.Min != 0 || len(r.Least) != 2 || r.Least[1].Region != "kunta:005" || len(r.Greatest) != 1 || r.Greatest[0].Region != "kunta:002" {
		t.Errorf("2019: lowest %v in %d areas", r.Min, len(r.Least))
	}
	r = rows[1]
	if r.N != 1 || r.Missing != 4 || r.Suppressed != 1 || r.Notes.String() != "suppressed:1;too_few_areas:1" || !math.IsNaN(r.Mean) || !math.IsNaN(r.Min) || r.Least != nil {
		t.Errorf("2020, one area: %+v", r)
	}
	counts := area(1, share(2019, 5, 100))
	counts.Points[0].Published = nan
	if r := Spreads([]series.Series{counts}, nil)[0]; r.N != 1 || r.Missing != 0 || r.Notes.String() != "computed_from_counts;too_few_areas:1" {
		t.Errorf("a count without a value: %d areas, notes %s", r.N, r.Notes)
	}
	if rows := Spreads(nil, nil); len(rows) != 0 {
		t.Errorf("of no areas: %v", rows)
	}
}

// A count alone is told of where nobody has a value; missing and suppressed are
// not one.
func TestSpreadOfNobodysValue(t *testing.T) {
	gap := series.NewPoint("2019", domain.EmptyCell(domain.Missing))
	for want, p := range map[string]series.Point{
		"too_few_areas:0":              gap,
		"suppressed:1;too_few_areas:0": withheld(2019, series.Range{}),
		"counts_only;too_few_areas:0":  series.NewPoint("2019", domain.NewCell(nan, 5)),
	} {
		if r := Spreads([]series.Series{area(1, p), area(2, gap)}, nil)[0]; r.N != 0 || r.Missing != 2 || r.Notes.String() != want {
			t.Errorf("no values: %d areas, %d missing, notes %s, want %s", r.N, r.Missing, r.Notes, want)
		}
	}
}

func TestSpreadWeights(t *testing.T) {
	derived := func(half float64) series.Point {
		p := point(2019, 2)
		p.Count, p.Denominator = 20, series.Denominator{Value: 1000, Low: 1000 * (1 - half), High: 1000 * (1 + half)}
		return p
	}
	population := func(code int, gender domain.Gender, breakdown string, n float64) series.Series {
		s := area(code, point(2019, n))
		s.Indicator, s.Gender, s.Breakdown = domain.Indicator{ID: "127", Unit: domain.UnitCount}, gender, breakdown
		return s
	}
	madeUp := population(2, domain.Total, "", 300)
	madeUp.MadeUp = true
	counted := func(code int, n float64) series.Series { // the people of a rate are its count
		s := area(code, share(2019, n, 600))
		s.Indicator.ID = "1065"
		return s
	}
	for _, c := range []struct {
		name    string
		second  series.Point
		weights []series.Series
		mean    float64 // of 1 % and 2 %, weighted; NaN for none
		by      Weights
		notes   string
	}{
		{"exact", share(2019, 60, 3000), nil, 100 * 70.0 / 4000, "1065", "computed_from_counts"},
		{"derived, precise", derived(0.04), nil, 1.5, Derived, "computed_from_counts;weights_derived"},
		{"derived, not precise", derived(0.06), nil, nan, "", "computed_from_counts;weights_missing:1"},
		{"no denominator", point(2019, 2), nil, nan, "", "computed_from_counts;weights_missing:1"},
		{"named", point(2019, 2), []series.Series{population(1, domain.Total, "", 100), population(2, domain.Total, "", 300)}, 1.75, "127", "computed_from_counts"},
		{"named, a count", point(2019, 2), []series.Series{counted(1, 100), counted(2, 300)}, 1.75, "1065", "computed_from_counts"},
		{"named, of another gender", point(2019, 2), []series.Series{population(1, domain.Total, "", 100), population(2, domain.Male, "", 300)}, nan, "", "computed_from_counts;weights_missing:1"},
		{"named, of a breakdown", point(2019, 2), []series.Series{population(1, domain.Total, "", 100), population(2, domain.Total, "age=0-6", 300)}, nan, "", "computed_from_counts;weights_missing:1"},
		{"named, none", point(2019, 2), []series.Series{}, nan, "", "computed_from_counts;weights_missing:2"},
		{"named, nobody lives there", point(2019, 2), []series.Series{population(1, domain.Total, "", 100), population(2, domain.Total, "", 0)}, nan, "", "computed_from_counts;weights_missing:1"},
		{"named, made up", point(2019, 2), []series.Series{population(1, domain.Total, "", 100), madeUp}, nan, "", "computed_from_counts;weights_missing:1"},
	} {
		r := Spreads([]series.Series{area(1, share(2019, 10, 1000)), area(2, c.second)}, c.weights)[0]
		near(t, c.name, r.WeightedMean, c.mean)
		near(t, c.name+", unweighted", r.Mean, 1.5)
		if r.Weights != c.by || r.Notes.String() != c.notes {
			t.Errorf("%s: by %q, notes %s; want %q, %s", c.name, r.Weights, r.Notes, c.by, c.notes)
		}
	}
}

// The order of the areas changes nothing, an area without a value nothing but
// the number missing, and the weighted mean is the rate of all together.
func TestSpreadProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		var areas []series.Series
		var count, people float64
		for code := range 2 + r.IntN(30) {
			n := float64(50 + r.IntN(5000))
			x := math.Floor(n * r.Float64() / 10)
			areas = append(areas, area(code, share(2019, x, n)))
			count, people = count+x, people+n
		}
		row := Spreads(areas, nil)[0]
		near(t, "weighted mean", row.WeightedMean, 100*count/people)
		if row.N != len(areas) || row.Missing != 0 || !(row.Min <= row.P10 && row.P90 <= row.Max && row.Min <= row.WeightedMean && row.WeightedMean <= row.Max) {
			t.Fatalf("%+v", row)
		}
		moved := append([]series.Series{area(999)}, areas...)
		r.Shuffle(len(moved), func(i, j int) { moved[i], moved[j] = moved[j], moved[i] })
		other := Spreads(moved, nil)[0]
		if other.N != row.N || other.Missing != 1 || other.Min != row.Min || other.Max != row.Max || len(other.Least) != len(row.Least) {
			t.Fatalf("in another order %+v, was %+v", other, row)
		}
		near(t, "mean", other.Mean, row.Mean)
		near(t, "Gini", other.Gini, row.Gini)
		near(t, "median", other.Median, row.Median)
	}
}
