package compare

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

var at95 = Options{Level: 0.95, Standing: true, Quantiles: 5, Top: 5}

func suppressedShare(region domain.RegionID, n float64, low, high int) series.Series {
	s := share(region, nan, nan, n)
	s.Points[0].Status = domain.Suppressed
	s.Points[0].Range = series.Range{Low: 100 * float64(low) / n, High: 100 * float64(high) / n, Steps: high - low + 1}
	return s
}

// The mean is of the values compared, each area alike: 2 %, 4 % and 1.2 %
// whatever their sizes.
func TestMean(t *testing.T) {
	areas := []series.Series{share("a", 2, 20, 1000), share("b", 4, 400, 10000), share("c", 1, 12, 1000)}
	rows := All(areas, []Benchmark{Mean()}, "2014", at95)
	for _, r := range rows {
		if !about(r.BenchValue, 2.4) || r.Benchmark != "mean" || r.Notes.String() != "computed_from_counts;unweighted_mean" {
			t.Errorf("%s beside %s %v, notes %q; want the mean 2.4", r.Series.Region, r.Benchmark, r.BenchValue, r.Notes)
		}
	}
	if rows[1].Verdict != Higher || rows[0].Verdict != NoClearDifference || rows[2].Verdict != Lower {
		t.Errorf("%s, %s, %s: 3.63 … 4.40 lies above 2.4, 1.30 … 3.07 around it, 0.69 … 2.09 below", rows[1].Verdict, rows[0].Verdict, rows[2].Verdict)
	}
	areas = append(areas, suppressedShare("d", 238, 1, 4), in2014(domain.UnitPercent, "e", nan, nan, noDenominator))
	r := All(areas, []Benchmark{Mean()}, "2014", at95)[0]
	if !about(r.BenchValue, 2.4) || !r.Notes.Has(domain.NoteUnweightedMean) || !slices.Contains(r.Notes, domain.Note{Code: domain.NoteMeanOf, Arg: "3/5"}) {
		t.Errorf("%v, notes %q: want the mean of three of five, and that said", r.BenchValue, r.Notes)
	}
	if r := All(areas[3:], []Benchmark{Mean()}, "2014", at95)[0]; !math.IsNaN(r.BenchValue) || r.Verdict != None {
		t.Errorf("a mean of nothing is %v, verdict %q", r.BenchValue, r.Verdict)
	}
}

func TestTarget(t *testing.T) {
	b := Target(1.2)
	if b.ID != "target:1.2" || b.Name.FI != "tavoite 1,2" || b.Name.SV != "mål 1,2" || b.Name.EN != "target 1.2" {
		t.Errorf("%q, %+v", b.ID, b.Name)
	}
	r := All([]series.Series{share("maakunta:13", 1.7, 934, 54082)}, []Benchmark{b}, "2014", at95)[0]
	if r.BenchValue != 1.2 || r.Verdict != Higher || !about(r.Gap, 934-0.012*54082) || r.BenchmarkSources != nil {
		t.Errorf("%s by %v: %v too many; want higher and 285.016", r.Verdict, r.Difference, r.Gap)
	}
}

// Jämsä's 77 of 3,249 and Kannonkoski's 6 of 216 (2019; THL, Sotkanet.fi, ind.
// 191, 1065) are 83 of 3,465 together; the mean of the two rates is another.
func TestPeers(t *testing.T) {
	const jkl = domain.RegionID("kunta:179")
	area := share(jkl, 2.4, 631, 26129)
	jamsa, kannonkoski := share("kunta:182", 2.4, 77, 3249), share("kunta:216", 2.8, 6, 216)
	uncounted := in2014(domain.UnitPercent, "kunta:892", 0.5, nan, noDenominator)
	absent := in2014(domain.UnitPercent, "kunta:435", nan, nan, noDenominator)
	for _, c := range []struct {
		name  string
		peers []series.Series
		want  float64
		notes string
	}{
		{"from counts", []series.Series{jamsa, kannonkoski}, 100 * 83.0 / 3465, "computed_from_counts"},
		{"one without a count", []series.Series{jamsa, kannonkoski, uncounted}, (100*77.0/3249 + 100*6.0/216 + 0.5) / 3, "computed_from_counts;unweighted_mean"},
		{"one without a value", []series.Series{jamsa, kannonkoski, absent}, 100 * 83.0 / 3465, "computed_from_counts;mean_of:2/3"},
		{"none with one", []series.Series{absent}, nan, "computed_from_counts;no_benchmark_value"},
		{"none at all", nil, nan, "computed_from_counts;no_benchmark_value"},
	} {
		var ids []domain.RegionID
		for _, p := range c.peers {
			ids = append(ids, p.Region)
		}
		r := All([]series.Series{area}, []Benchmark{Peers(map[domain.RegionID][]domain.RegionID{jkl: ids}, c.peers)}, "2014", at95)[0]
		if !about(r.BenchValue, c.want) || r.Notes.String() != c.notes || len(r.BenchmarkSources) != len(c.peers) {
			t.Errorf("%s: %v, notes %q; want %v, %q", c.name, r.BenchValue, r.Notes, c.want, c.notes)
		}
	}
	// One that is listed but not held has no value either.
	b := Peers(map[domain.RegionID][]domain.RegionID{jkl: {"kunta:182", "kunta:999"}}, []series.Series{jamsa})
	if r := All([]series.Series{area}, []Benchmark{b}, "2014", at95)[0]; !about(r.BenchValue, 100*77.0/3249) || !r.Notes.Has(domain.NoteMeanOf) {
		t.Errorf("%v, notes %q", r.BenchValue, r.Notes)
	}
}

// Euros per inhabitant are pooled by inhabitants: 4,000 of 1,000 and 3,000 of
// 3,000 are 13 million of 4,000.
func TestPeersInEuros(t *testing.T) {
	euros := func(region domain.RegionID, value, people float64) series.Series {
		return in2014(domain.UnitEuroPerInhabitant, region, value, nan, of(people))
	}
	b := Peers(map[domain.RegionID][]domain.RegionID{"a": {"b", "c"}}, []series.Series{euros("b", 4000, 1000), euros("c", 3000, 3000)})
	r := All([]series.Series{euros("a", 3500, 2000)}, []Benchmark{b}, "2014", at95)[0]
	if r.BenchValue != 3250 || r.Gap != 500000 || r.Verdict != NoInterval {
		t.Errorf("beside %v, %v euros, %s", r.BenchValue, r.Gap, r.Verdict)
	}
}

// Comparisons stand area by area, each with its benchmarks in order; what is
// of the area is the same in all of them.
func TestSeveralBenchmarks(t *testing.T) {
	areas := []series.Series{share("a", 2, 20, 1000), share("b", 4, 400, 10000)}
	maa := share("maa", 1, 100, 10000)
	rows := All(areas, []Benchmark{Region(series.Area{ID: "maa", Name: domain.Text{FI: "Koko maa"}}, []series.Series{maa}), Mean(), Target(3)}, "2014", at95)
	var got []string
	for _, r := range rows {
		got = append(got, string(r.Series.Region)+" "+r.Benchmark)
	}
	if want := []string{"a maa", "a mean", "a target:3", "b maa", "b mean", "b target:3"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if r := rows[0]; r.BenchValue != 1 || r.BenchmarkName.FI != "Koko maa" || len(r.BenchmarkSources) != 1 || r.Notes.Has(domain.NoteUnweightedMean) {
		t.Errorf("beside %+v %v, notes %q", r.BenchmarkName, r.BenchValue, r.Notes)
	}
	if rows[0].Rank != 2 || rows[2].Rank != 2 || rows[3].Rank != 1 {
		t.Errorf("ranks %d, %d, %d", rows[0].Rank, rows[2].Rank, rows[3].Rank)
	}
}

func TestGap(t *testing.T) {
	for _, c := range []struct {
		name       string
		difference float64
		d          series.Denominator
		unit       domain.Unit
		years      int
		want       float64
	}{
		{"a tenth of a per cent of 54,082", 0.1, of(54082), domain.UnitPercent, 0, 54.082},
		{"of three years together, that of one", 0.1, of(3 * 54082), domain.UnitPercent, 3, 54.082},
		{"below the benchmark", -2, of(1000), domain.UnitPer1000, 0, -2},
		{"per 100,000", 12.5, of(40000), domain.UnitPer100000, 0, 5},
		{"no difference", 0, of(1000), domain.UnitPercent, 0, 0},
		{"euros of inhabitants", -50, of(143000), domain.UnitEuroPerInhabitant, 0, -7150000},
		{"euros of persons", 3, of(10), domain.UnitEuroPerPerson, 0, 30},
		{"derived", 0.5, derived(1.7, 934, 100, 1), domain.UnitPercent, 0, 0.5 * 934 / 1.7},
		{"derived too widely", 0.5, series.Denominator{Value: 4000, Low: 3429, High: 4800}, domain.UnitPercent, 0, nan},
		{"no denominator", 0.5, noDenominator, domain.UnitPercent, 0, nan},
		{"an index", 7, of(1000), domain.UnitIndex, 0, nan},
		{"a number", 7, of(1000), domain.UnitCount, 0, nan},
		{"no value", nan, of(1000), domain.UnitPercent, 0, nan},
	} {
		if got := gap(c.difference, c.d, c.unit, c.years); !about(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
