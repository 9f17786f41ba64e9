package compare

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// placed2019 are the municipalities of Keski-Suomi that have a figure of 2019:
// children placed outside the home of all under 18 (THL, Sotkanet.fi, ind. 191
// and 1065). Smoothed values and positions were computed from the formulas
// of stats/METHODS.md, "Between areas", in another language: p̄ = 1,020 of
// 51,005, φ = 4.8407, τ² = 4.8292e-4, variance between areas 2.8822e-5.
var placed2019 = []struct {
	region           domain.RegionID
	count, children  float64
	smoothed         float64
	funnel           stats.FunnelPosition
	rank, fifth      int
	rankLow, rankTop int // of ranks drawn with a grid over mean and spread together, to one
}{
	{"kunta:182", 77, 3249, 2.305975775, "in", 6, 2, 1, 8},
	{"kunta:256", 6, 339, 1.923246938, "in", 9, 3, 1, 17},
	{"kunta:179", 631, 26129, 2.404426841, "in", 5, 2, 1, 6},
	{"kunta:592", 10, 887, 1.505655966, "in", 15, 4, 6, 18},
	{"kunta:992", 62, 3653, 1.744658795, "in", 10, 3, 5, 14},
	{"kunta:500", 21, 2659, 1.035904159, "low_95", 17, 5, 14, 18},
	{"kunta:495", 7, 257, 2.198579862, "in", 3, 1, 1, 15},
	{"kunta:850", 5, 530, 1.536689700, "in", 16, 5, 6, 18},
	{"kunta:216", 6, 216, 2.187564845, "in", 2, 1, 1, 15},
	{"kunta:931", 25, 889, 2.460380010, "in", 1, 1, 1, 10},
	{"kunta:249", 26, 1589, 1.745089026, "in", 11, 3, 4, 15},
	{"kunta:226", 13, 644, 2.008969807, "in", 7, 2, 1, 15},
	{"kunta:172", 15, 585, 2.260974658, "in", 4, 1, 1, 13},
	{"kunta:410", 60, 5050, 1.284317146, "in", 14, 4, 11, 17},
	{"kunta:077", 12, 867, 1.654502034, "in", 13, 4, 4, 17},
	{"kunta:729", 23, 1615, 1.594533119, "in", 12, 4, 6, 16},
	{"kunta:892", 6, 1099, 1.101152619, "low_95", 18, 5, 13, 18},
	{"kunta:601", 15, 748, 2.002709834, "in", 8, 2, 1, 15},
}

func placements() []series.Series {
	var all []series.Series
	for _, p := range placed2019 {
		all = append(all, share(p.region, 1, p.count, p.children))
	}
	return all
}

func TestStandingOfMunicipalities(t *testing.T) {
	rows := All(placements(), nil, "2014", at95)
	top := 0.0
	for i, p := range placed2019 {
		r := rows[i]
		if math.Abs(r.Smoothed-p.smoothed) > 1e-9 || r.Funnel != p.funnel {
			t.Errorf("%s: smoothed %v, %q in the funnel; want %v, %q", p.region, r.Smoothed, r.Funnel, p.smoothed, p.funnel)
		}
		if r.Rank != p.rank || r.Of != 18 || r.Quantile != p.fifth {
			t.Errorf("%s: rank %d of %d, fifth %d; want %d of 18, %d", p.region, r.Rank, r.Of, r.Quantile, p.rank, p.fifth)
		}
		if max(r.RankLower-p.rankLow, p.rankLow-r.RankLower, r.RankUpper-p.rankTop, p.rankTop-r.RankUpper) > 1 {
			t.Errorf("%s: ranks %d … %d, want about %d … %d", p.region, r.RankLower, r.RankUpper, p.rankLow, p.rankTop)
		}
		if r.Interval != Wilson {
			t.Errorf("%s: interval %q", p.region, r.Interval)
		}
		top += r.Highest
	}
	if math.Abs(top-5) > 0.003 {
		t.Errorf("the probabilities of being among five add up to %v", top)
	}
}

// A tenth group more than there are areas is none, and 0 asks for none.
func TestQuantilesOfFew(t *testing.T) {
	for _, k := range []int{19, 0} {
		for _, r := range All(placements(), nil, "2014", Options{Level: 0.95, Quantiles: k}) {
			if r.Quantile != 0 {
				t.Fatalf("%d groups of 18 areas: %d", k, r.Quantile)
			}
		}
	}
}

// Where high is good the first group has the lowest values.
func TestPolarityTurnsQuantiles(t *testing.T) {
	all := placements()
	for i := range all {
		all[i].Indicator.Polarity = domain.HighGood
	}
	for i, r := range All(all, nil, "2014", at95) {
		if p := placed2019[i]; (p.rank == 18) != (r.Rank == 18) || p.rank == 1 && r.Quantile != 5 || p.rank == 18 && r.Quantile != 1 {
			t.Errorf("%s: rank %d, group %d", p.region, r.Rank, r.Quantile)
		}
	}
}

// An area that is ranked but not counted leaves the ranks without intervals;
// funnel and smoothing go on among the others. One that is not ranked at all
// changes nothing.
func TestSomeUncounted(t *testing.T) {
	uncounted := in2014(domain.UnitPercent, "kunta:435", 1.5, nan, noDenominator)
	rows := All(append(placements(), uncounted), nil, "2014", at95)
	if r := rows[0]; r.RankLower != 0 || r.RankUpper != 0 || !math.IsNaN(r.Highest) || !r.Notes.Has(domain.NoteSomeUncounted) || r.Of != 19 || math.Abs(r.Smoothed-2.305975775) > 1e-9 {
		t.Errorf("rank %d … %d of %d, smoothed %v, notes %q", r.RankLower, r.RankUpper, r.Of, r.Smoothed, r.Notes)
	}
	if r := rows[18]; r.Funnel != "" || !math.IsNaN(r.Smoothed) || r.Rank == 0 || r.Quantile == 0 || r.Notes.Has(domain.NoteSomeUncounted) {
		t.Errorf("without a count: %q, %v, rank %d, group %d, notes %q", r.Funnel, r.Smoothed, r.Rank, r.Quantile, r.Notes)
	}
	rows = All(append(placements(), suppressedShare("kunta:435", 100, 1, 4)), nil, "2014", at95)
	if r := rows[0]; r.RankLower != 1 || r.Of != 18 || r.Notes.Has(domain.NoteSomeUncounted) {
		t.Errorf("a suppressed area: rank from %d of %d, notes %q", r.RankLower, r.Of, r.Notes)
	}
}

// One area has nothing to stand among, and fewer than ten no funnel; nor is
// anything said among the five highest of five.
func TestFewAreas(t *testing.T) {
	r := All(placements()[:1], nil, "2014", at95)[0]
	if r.Rank != 1 || r.RankLower != 0 || r.Funnel != "" || !math.IsNaN(r.Smoothed) || r.Notes.Has(domain.NoteSomeUncounted) {
		t.Errorf("one area: %+v", r.Area)
	}
	for _, r := range All(placements()[:5], nil, "2014", at95) {
		if !math.IsNaN(r.Highest) || r.RankLower == 0 {
			t.Errorf("five areas: among the five highest with %v, rank from %d", r.Highest, r.RankLower)
		}
	}
	for _, r := range All(placements()[:9], nil, "2014", at95) {
		if r.Funnel != "" || !math.IsNaN(r.Smoothed) {
			t.Errorf("nine areas: %s in a funnel, smoothed to %v", r.Funnel, r.Smoothed)
		}
	}
	var none []series.Series
	for i := range 10 {
		none = append(none, share(domain.RegionID(rune('a'+i)), 0, 0, float64(100+500*i)))
	}
	for _, r := range All(none, nil, "2014", at95) {
		if r.Funnel != "" || r.Smoothed != 0 || r.Rank != 1 || r.RankUpper < 9 {
			t.Errorf("not one placed: %+v", r.Area)
		}
	}
}

// Without Standing an area has its rank alone.
func TestWithoutStanding(t *testing.T) {
	for i, r := range At(placements(), nil, "2014", 0.95) {
		if r.Rank != placed2019[i].rank || r.RankLower != 0 || r.Funnel != "" || !math.IsNaN(r.Smoothed) || r.Quantile != 0 {
			t.Fatalf("%+v", r.Area)
		}
	}
}

// The method of the limits is named as Point.Limits computes them.
func TestIntervalNames(t *testing.T) {
	about := derived(1.7, 934, 1000, 1)
	for _, c := range []struct {
		unit  domain.Unit
		count float64
		d     series.Denominator
		want  Interval
	}{
		{domain.UnitPercent, 5, of(1000), Wilson}, {domain.UnitPercent, 934, derived(1.7, 934, 100, 1), WilsonDerived},
		{domain.UnitPer1000, 0, of(1000), Exact}, {domain.UnitPer1000, 9, of(1000), Exact}, {domain.UnitPer1000, 10, of(1000), Byar},
		{domain.UnitPer1000, 934, about, ByarDerived}, {domain.UnitPer1000, 9, about, ExactDerived},
		{domain.UnitPer1000, nan, of(1000), NotComputed}, {domain.UnitIndex, 9, of(1000), NotComputed}, {domain.UnitPercent, 1200, of(1000), NotComputed},
	} {
		r := At([]series.Series{in2014(c.unit, "a", 1, c.count, c.d)}, nil, "2014", 0.95)[0]
		if r.Interval != c.want {
			t.Errorf("%v of %v, %s: %q, want %q", c.count, c.d.Value, c.unit, r.Interval, c.want)
		}
		var e stats.Estimate
		switch c.want {
		case Wilson:
			e, _ = stats.Proportion(c.count, c.d.Value, 100, 0.95)
		case Exact:
			e, _ = stats.RateExact(c.count, c.d.Value, 1000, 0.95)
		case Byar:
			e, _ = stats.RateByar(c.count, c.d.Value, 1000, 0.95)
		default:
			continue
		}
		if e.Lower != r.Lower || e.Upper != r.Upper {
			t.Errorf("%v of %v called %s: %v … %v and not %v … %v", c.count, c.d.Value, c.want, r.Lower, r.Upper, e.Lower, e.Upper)
		}
	}
}
