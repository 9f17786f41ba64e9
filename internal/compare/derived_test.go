package compare

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// A derived denominator leaves open how far out an area is: it has the
// position that holds over its whole range.
func TestDerivedDenominatorsLeaveThePosition(t *testing.T) {
	all := placements()
	outside := func(d series.Denominator) stats.FunnelPosition {
		all[5].Points = []series.Point{series.NewPoint("2014", domain.NewCell(0.8, 21)).Over(d)}
		return All(all, nil, "2014", at95)[5].Funnel
	}
	exact, narrow := of(2659), series.Denominator{Value: 2625, Low: 2620, High: 2630}
	wide := series.Denominator{Value: 2000, Low: 1905, High: 2100}
	if a, b, c := outside(exact), outside(narrow), outside(wide); a != stats.Low95 || b != stats.Low95 || c != stats.InFunnel {
		t.Errorf("Muurame of 2,659 children is %s, of about 2,625 %s, of about 2,000 %s", a, b, c)
	}
}

// Ranks by denominators derived from rounded values are less sure. Of 934 at
// 1.7 (±2.94 % of the denominator) chance has the relative variance
// (1−0.017)/934, rounding 0.0294²/3: 0.785 of the count tells as much.
func TestDerivedDenominatorsWidenRanks(t *testing.T) {
	d := derived(1.7, 934, 100, 1)
	if got := stats.CertainShare(934, d.Value, (d.High-d.Low)/(2*d.Value), true); math.Abs(got-0.7846) > 0.0005 {
		t.Errorf("%v of the count is certain, want 0.7846", got)
	}
	// Areas a hundred times as large, of which rounding hides more than chance does.
	var exact, rounded []series.Series
	for _, p := range placed2019 {
		count, value := 100*p.count, math.Round(1000*p.count/p.children)/10
		d := derived(value, count, 100, 1)
		if !d.Usable() {
			continue
		}
		exact = append(exact, in2014(domain.UnitPercent, p.region, value, count, of(d.Value)))
		rounded = append(rounded, in2014(domain.UnitPercent, p.region, value, count, d))
	}
	surely, width := All(exact, nil, "2014", at95), 0
	for i, r := range All(rounded, nil, "2014", at95) {
		if r.RankLower == 0 || r.RankLower > surely[i].RankLower || r.RankUpper < surely[i].RankUpper {
			t.Errorf("%s: ranks %d … %d with a derived denominator, %d … %d with the same known", r.Series.Region, r.RankLower, r.RankUpper, surely[i].RankLower, surely[i].RankUpper)
		}
		width += r.RankUpper - r.RankLower - (surely[i].RankUpper - surely[i].RankLower)
	}
	if len(rounded) < 10 || width < 3 {
		t.Errorf("%d areas, intervals wider by %d in all", len(rounded), width)
	}
}
