package compare

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// realPlacements reads the children placed outside the home (191) of all under
// 18 (1065) in 2019, of every area of a category that has both.
func realPlacements(t *testing.T, category domain.Category) []series.Series {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(realfiles.Read(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]map[domain.RegionID]float64{"191": {}, "1065": {}}
	for _, r := range records[1:] { // indicator;region;year;gender;primary value;absolute value
		if r[2] != "2019" || r[3] != "total" || r[5] == "" {
			continue
		}
		id, errID := strconv.Atoi(r[1])
		n, errN := strconv.ParseFloat(r[5], 64)
		if errID != nil || errN != nil {
			t.Fatalf("%v: %v, %v", r, errID, errN)
		}
		if region, ok := catalog.Default().BySotkanet(id); ok && region.Category == category && !region.Ended() {
			counts[r[0]][region.ID] = n
		}
	}
	var all []series.Series
	for region, count := range counts["191"] {
		if children, ok := counts["1065"][region]; ok {
			all = append(all, share(region, 1, count, children))
		}
	}
	return all
}

// The figures are those of an independent computation from the same file by
// the formulas of stats/METHODS.md, "Rates" and "Between areas": rates,
// Wilson's limits, funnel limits with φ = 6.11361 and τ² = 3.25748e-4,
// Marshall's estimates with b = 17,852 of 1,028,892 and a = 3.05300e-5.
func TestAllMunicipalitiesOf2019(t *testing.T) {
	rows := All(realPlacements(t, domain.Kunta), []Benchmark{Target(1.7145874819004117)}, "2014", at95)
	positions := map[stats.FunnelPosition]int{}
	of := map[domain.RegionID]Comparison{}
	for _, r := range rows {
		positions[r.Funnel]++
		of[r.Series.Region] = r
	}
	want := map[stats.FunnelPosition]int{stats.InFunnel: 217, stats.Low95: 21, stats.High95: 9, stats.Low998: 8}
	if len(rows) != 255 || len(positions) != len(want) {
		t.Errorf("%d areas, positions %v; want 255, %v", len(rows), positions, want)
	}
	for p, n := range want {
		if positions[p] != n {
			t.Errorf("%d areas are %s, want %d", positions[p], p, n)
		}
	}
	for _, c := range []struct {
		region                 domain.RegionID
		value, lower, upper    float64
		smoothed, gap          float64
		rank, rankLow, rankTop int // limits as drawn from a grid over mean and spread together, to 4
		fifth                  int
		funnel                 stats.FunnelPosition
	}{
		{"kunta:179", 2.4149412530138923, 2.2356818741523083, 2.608190388323883, 2.4007393874748266, 182.99543685424135, 39, 17, 46, 1, "in"},
		{"kunta:182", 2.3699599876885196, 1.9004595157458966, 2.95195831091077, 2.2769804535805758, 21.293052713055626, 43, 11, 87, 1, "in"},
		{"kunta:892", 0.5459508644222021, 0.2504472244043114, 1.1859749098917582, 0.9461311369343495, -12.843316426085524, 232, 159, 253, 5, "low_95"},
		{"kunta:216", 2.7777777777777777, 1.2791661409577175, 5.926689799806688, 2.0262635010455328, 2.2964910390951108, 20, 3, 200, 1, "in"},
		{"kunta:091", 2.0300683371298405, 1.948297022401904, 2.1151976120834073, 2.0285775212216293, 346.24023861429816, 71, 52, 77, 2, "in"},
	} {
		r := of[c.region]
		if !about(r.Point.Value, c.value) || !about(r.Lower, c.lower) || !about(r.Upper, c.upper) || !about(r.Smoothed, c.smoothed) || !about(r.Gap, c.gap) {
			t.Errorf("%s: %v in %v … %v, smoothed %v, gap %v; want %+v", c.region, r.Point.Value, r.Lower, r.Upper, r.Smoothed, r.Gap, c)
		}
		if r.Rank != c.rank || r.Of != 255 || r.Quantile != c.fifth || r.Funnel != c.funnel {
			t.Errorf("%s: rank %d of %d, fifth %d, %q; want %+v", c.region, r.Rank, r.Of, r.Quantile, r.Funnel, c)
		}
		if max(math.Abs(float64(r.RankLower-c.rankLow)), math.Abs(float64(r.RankUpper-c.rankTop))) > 4 {
			t.Errorf("%s: ranks %d … %d, want about %d … %d", c.region, r.RankLower, r.RankUpper, c.rankLow, c.rankTop)
		}
	}
}

// Keski-Suomi's 1,027 of 51,918 was the sixth highest of 19 in 2019.
func TestKeskiSuomiAmongMaakunnat(t *testing.T) {
	for _, r := range All(realPlacements(t, domain.Maakunta), nil, "2014", at95) {
		if r.Series.Region != "maakunta:13" {
			continue
		}
		if r.Rank != 6 || r.Of != 19 || r.RankLower != 3 || r.RankUpper != 9 || r.Quantile != 2 || !about(r.Point.Value, 100*1027.0/51918) {
			t.Errorf("%v: rank %d (%d … %d) of %d, fifth %d", r.Point.Value, r.Rank, r.RankLower, r.RankUpper, r.Of, r.Quantile)
		}
		return
	}
	t.Error("Keski-Suomi is not among them")
}

func BenchmarkAllMunicipalities(b *testing.B) {
	var all []series.Series
	for i := range 309 {
		n := float64(150 + 37*i*i%25000)
		all = append(all, share(domain.RegionID("id:"+strconv.Itoa(i)), 1, math.Round(n/60*(1+float64(i%7)/7)), n))
	}
	for b.Loop() {
		All(all, []Benchmark{Mean()}, "2014", at95)
	}
}
