package between

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// The web service's table of 2025 (Gini of income 3126, children in care 1244)
// in Keski-Suomi's municipalities of today. Every number by an independent
// computation in Python: the statistics module, Gini over all pairs, Theil by
// its definition, percentiles by (n−1)p.
func TestRealSpread(t *testing.T) {
	all := loaded(t, "", "3126,1244", "kunta@maakunta:13", realfiles.Path(t, "sotkanet/DERIVED_webui_sotkanet-data.xlsx"))
	kinds := series.Kinds(all)
	if len(kinds) != 2 {
		t.Fatalf("%d kinds", len(kinds))
	}
	gini, care := Spreads(kinds[0].Series, nil), Spreads(kinds[1].Series, nil)
	for _, c := range []struct {
		rows                              []PeriodSpread
		period                            domain.Period
		n                                 int
		mean, median, sd, cv, gini, theil float64
		min, max                          float64
		least, greatest                   domain.RegionID
		p10, p25, p75, p90                float64
	}{
		{gini, "1995", 22, 20.94090909090909, 20.8, 1.3882702807070288, 0.06629465199816505, 0.03629851806539456, 0.0020896956011849546,
			18.5, 23.8, "kunta:265", "kunta:275", 19.17, 20.025, 21.45, 22.98},
		{gini, "2023", 22, 24.931818181818183, 24.35, 2.280222705003962, 0.091458340036622, 0.046366122482804355, 0.003861773148001571,
			21.7, 30.8, "kunta:256", "kunta:495", 23.2, 23.575, 25.5, 27.37},
		{care, "2000", 12, 0.675, 0.65, 0.2137330535547045, 0.3166415608217845, 0.16563786008230455, 0.04735771144169773,
			0.3, 1.1, "kunta:410", "kunta:275", 0.42, 0.6, 0.8, 0.89},
		{care, "2020", 16, 1.4, 1.5, 0.6022181221672648, 0.4301558015480463, 0.23660714285714288, 0.09580525557347534,
			0.4, 2.4, "kunta:500", "kunta:172", 0.6, 0.9, 1.725, 2.15},
	} {
		r := rowOf(t, c.rows, c.period)
		if r.N != c.n || r.Missing != 22-c.n || r.Least[0].Region != c.least || r.Greatest[0].Region != c.greatest {
			t.Errorf("%s: %d areas, %d missing, lowest %s, highest %s", c.period, r.N, r.Missing, r.Least[0].Region, r.Greatest[0].Region)
		}
		for _, m := range []struct {
			name      string
			got, want float64
		}{
			{"mean", r.Mean, c.mean}, {"median", r.Median, c.median}, {"SD", r.SD, c.sd}, {"CV", r.CV, c.cv}, {"Gini", r.Gini, c.gini}, {"min", r.Min, c.min},
			{"max", r.Max, c.max}, {"P10", r.P10, c.p10}, {"P25", r.P25, c.p25}, {"P75", r.P75, c.p75}, {"P90", r.P90, c.p90}, {"max/min", r.MaxMin, c.max / c.min},
		} {
			near(t, string(c.period)+" "+m.name, m.got, m.want)
		}
		if math.Abs(r.Theil-c.theil) > 1e-14 {
			t.Errorf("%s Theil: %v, want %v", c.period, r.Theil, c.theil)
		}
	}
	if r := rowOf(t, care, "2020"); len(r.Least) != 2 { // Muurame and Uurainen
		t.Errorf("lowest in %d areas, want 2", len(r.Least))
	}
	checkRealConvergence(t, kinds)
}

// S, the slopes and the first and last CV by the same independent computation.
func checkRealConvergence(t *testing.T, kinds []series.Kind) {
	t.Helper()
	for i, want := range []struct {
		years, areas, s        int
		first, last, sen, beta float64
		direction              stats.Direction
	}{
		{29, 22, 128, 0.06629465199816505, 0.091458340036622, 0.0008033678380818568, -0.008952220285833206, stats.Rising},
		{34, 8, 380, 0.3533910239300182, 0.5145583604978234, 0.008449013280177723, -0.006117743330676684, stats.Rising},
	} {
		c := converge(kinds[i].Series, false)
		if c.SigmaErr != nil || c.BetaErr != nil {
			t.Fatal(c.SigmaErr, c.BetaErr)
		}
		cv := c.Sigma.CV
		if len(c.Periods) != want.years || len(c.Areas) != want.areas || c.LeftOut != 22-want.areas || c.Sigma.MK.S != want.s || c.Direction != want.direction {
			t.Errorf("%d years, %d areas, S %d, %s; want %+v", len(c.Periods), len(c.Areas), c.Sigma.MK.S, c.Direction, want)
		}
		near(t, "first CV", cv[0], want.first)
		near(t, "last CV", cv[len(cv)-1], want.last)
		if math.Abs(c.Sigma.Sen.Slope-want.sen) > 1e-14 || math.Abs(c.Beta.Slope-want.beta) > 1e-14 {
			t.Errorf("Sen %v, beta %v; want %v, %v", c.Sigma.Sen.Slope, c.Beta.Slope, want.sen, want.beta)
		}
	}
}

// The plan's classes again, from the population of every municipality.
func TestRealClasses(t *testing.T) {
	file := realfiles.Path(t, "sotkanet/DERIVED_geofi_sotkanet_ind127_population_kunta_2000-2022.csv")
	checkClassesOf2015(t, one(t, loaded(t, "indicator: \"127\"\ncategory: kunta\n", "127", "kunta@maakunta:13/2015", file)))
}
