package trend

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// percent makes a series a share with the given unit's counts.
func percent(s series.Series) series.Series {
	s.Indicator.Unit = domain.UnitPercent
	return s
}

// 191 of Keski-Suomi (THL, Sotkanet.fi; data/example), weighted by its counts.
// An exhaustive search with numpy's least squares over every grid year gives
// the same turning point, slopes and BIC3.
func TestTurningPoints(t *testing.T) {
	s := percent(exampleSeries(t, "placements.csv", "191", "499"))
	tr := Analyse(s, usual)
	want := []Phase{
		{Segment: joinpoint.Segment{Slope: 0.04997111, APC: 5.12407275}, First: "1990", Last: "2011", Direction: stats.Rising},
		{Segment: joinpoint.Segment{Slope: 0.01704847, APC: 1.71946273}, First: "2011", Last: "2021", Direction: stats.Rising},
	}
	if !slices.Equal(tr.Turning.Years(), []domain.Period{"2011"}) || !tr.Turning.Weighted || tr.Turning.Scale != joinpoint.Log || len(tr.Turning.Phases) != 2 {
		t.Fatalf("turned in %v: %+v", tr.Turning.Years(), tr.Turning)
	}
	for i, p := range tr.Turning.Phases {
		if w := want[i]; p.First != w.First || p.Last != w.Last || p.Direction != w.Direction || math.Abs(p.Slope-w.Slope) > 1e-8 || math.Abs(p.APC-w.APC) > 1e-7 {
			t.Errorf("phase %d: %+v, want %+v", i, p, w)
		}
	}
	if math.Abs(tr.Turning.BIC3-0.8603881311) > 1e-9 {
		t.Errorf("BIC3 %v", tr.Turning.BIC3)
	}
	two := usual
	two.Turning.Exactly = new(int)
	*two.Turning.Exactly = 2
	if tr := Analyse(s, two); !slices.Equal(tr.Turning.Years(), []domain.Period{"2012", "2015"}) {
		t.Errorf("two turning points in %v, want 2012 and 2015", tr.Turning.Years())
	}
}

func TestScaleOfTurningPoints(t *testing.T) {
	log := usual
	log.Turning.Scale = joinpoint.Log
	tr := Analyse(yearly(2000, 0, 1, 2, 3, 4), log)
	if tr.Turning.Scale != joinpoint.Linear || !tr.Notes.Has(domain.NoteLogNotPossible) || !math.IsNaN(tr.Turning.AAPC) {
		t.Errorf("a zero on the log scale: %s, notes %q", tr.Turning.Scale, tr.Notes)
	}
	if tr := Analyse(yearly(2000, 0, 1, 2, 3, 4), usual); tr.Turning.Scale != joinpoint.Linear || tr.Notes.Has(domain.NoteLogNotPossible) {
		t.Errorf("nobody asked for the log scale: notes %q", tr.Notes)
	}
	five := usual
	five.Turning.Exactly = new(int)
	*five.Turning.Exactly = 5
	if tr := Analyse(yearly(2000, 1, 2, 3, 4, 5, 6), five); tr.Turning.Fitted() || tr.Notes.String() != "joinpoints_infeasible:5" {
		t.Errorf("five turning points in six years: %v, notes %q", tr.Turning.Years(), tr.Notes)
	}
}

// A turning point is not a rise and a fall unless both show.
func TestPhasesAreShown(t *testing.T) {
	tr := Analyse(yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8.4, 8.9, 7.6, 8.8, 8.2, 7.9, 8.6, 8.3, 8.1), usual)
	for _, p := range tr.Turning.Phases {
		if moves := p.Direction != stats.Unclear; moves != (p.P < 0.05) {
			t.Errorf("%s–%s: %s at p %v", p.First, p.Last, p.Direction, p.P)
		}
	}
}

// Of Fingertips' case set1 (see stats): shares by Cochran–Armitage, and with
// the same five years as rates by the weighted slope.
func TestRecent(t *testing.T) {
	counts, people := []float64{994, 1023, 1199, 1332, 1367}, []float64{40299, 41527, 42811, 44064, 44701}
	make := func(unit domain.Unit, years ...int) series.Series {
		s := series.Series{Indicator: domain.Indicator{ID: "oma:x", Unit: unit}, Region: "maa", Gender: domain.Total}
		for i, y := range years {
			d := series.Denominator{Value: people[i], Low: people[i], High: people[i]}
			s.Points = append(s.Points, series.NewPoint(domain.Year(y), domain.NewCell(counts[i]/people[i]*unit.Per(), counts[i])).Over(d))
		}
		return s
	}
	consecutive := []int{2014, 2015, 2016, 2017, 2018}
	published := usual
	published.RecentPublished = true
	if r := Analyse(make(domain.UnitPercent, consecutive...), published).Recent; r.Trend != stats.RecentRising || r.Method != stats.CochranArmitageTrend || math.Abs(r.Chi2-47.896676707589116) > 1e-9 {
		t.Errorf("share: %+v", r)
	}
	if r := Analyse(make(domain.UnitPer1000, consecutive...), published).Recent; r.Trend != stats.RecentRising || r.Method != stats.WeightedSlope {
		t.Errorf("rate: %+v", r)
	}
	// Five years alone: φ is of their three degrees of freedom, and p of
	// t = √(47.8966767/1.5738335) is 1 − 2/π(atan(t/√3) + (t/√3)/(1+t²/3)).
	if r := Analyse(make(domain.UnitPercent, consecutive...), usual).Recent; r.Trend != stats.RecentNoChange || r.DF != 3 || math.Abs(r.P-0.01173066) > 1e-8 {
		t.Errorf("widened: %+v", r)
	}
	for why, s := range map[stats.RecentReason]series.Series{
		stats.RecentMissing:  make(domain.UnitPercent, 2013, 2015, 2016, 2017, 2018),
		stats.RecentNotFive:  make(domain.UnitPercent, 2015, 2016, 2017, 2018),
		stats.RecentNoLimits: yearly(2014, 1, 2, 3, 4, 5),
	} {
		if r := Analyse(s, usual).Recent; r.Trend != stats.RecentNotComputed || r.Why != why {
			t.Errorf("%+v, want not computed because of %s", r, why)
		}
	}
	var quarters series.Series
	for _, p := range []domain.Period{"2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q1"} {
		quarters.Points = append(quarters.Points, series.NewPoint(p, domain.NewCell(1, math.NaN())))
	}
	if r := Analyse(quarters, usual).Recent; r.Why != RecentNotAnnual {
		t.Errorf("quarters: %+v", r)
	}
	var spells series.Series // of which five are fifteen years
	for _, p := range []domain.Period{"2007–2009", "2010–2012", "2013–2015", "2016–2018", "2019–2021"} {
		spells.Points = append(spells.Points, series.NewPoint(p, domain.NewCell(1, math.NaN())))
	}
	if r := Analyse(spells, usual).Recent; r.Why != RecentNotAnnual {
		t.Errorf("spells of years: %+v", r)
	}
}

// The years before the five say how far a series varies, about a line that
// follows their bends; numbers of events have limits as rates do, and what is no
// count has none.
func TestRecentBefore(t *testing.T) {
	count := func(v ...float64) series.Series {
		s := yearly(2001, v...)
		s.Indicator.Unit = domain.UnitCount
		return s
	}
	last := []float64{1000, 1040, 1100, 1140, 1200}
	calm := []float64{1000, 990, 1010, 1000, 1005, 995, 1000, 1010, 990, 1000}
	wild := []float64{1000, 700, 1300, 1100, 800, 1250, 750, 1200, 1000, 800}
	bent := []float64{500, 600, 700, 800, 900, 1000, 1000, 1000, 1000, 1000}
	for name, c := range map[string]struct {
		s     series.Series
		trend stats.RecentTrend
		df    int
	}{
		"five alone":     {count(last...), stats.RecentNoChange, 3},
		"calm years":     {count(slices.Concat(calm, last)...), stats.RecentRising, 11},
		"a bend":         {count(slices.Concat(bent, last)...), stats.RecentRising, 9},
		"wild years":     {count(slices.Concat(wild, last)...), stats.RecentNoChange, 11},
		"long ago":       {count(slices.Concat(wild, calm, calm[:5], last)...), stats.RecentRising, 16},
		"two years more": {count(slices.Concat(wild[:2], last)...), stats.RecentNoChange, 3},
	} {
		if r := Analyse(c.s, usual).Recent; r.Trend != c.trend || r.DF != c.df {
			t.Errorf("%s: %+v, want %s of %d", name, r, c.trend, c.df)
		}
	}
	visits, published := count(last...), usual
	published.RecentPublished = true
	if tr := Analyse(visits, published); tr.Recent.Trend != stats.RecentRising || tr.Recent.DF != 0 || tr.Notes.Has(domain.NoteRepeatedEvents) {
		t.Errorf("the published form: %+v, %s", tr.Recent, tr.Notes)
	}
	visits.Indicator.RepeatedEvents = true
	if tr := Analyse(visits, published); tr.Recent.Trend != stats.RecentNoChange || tr.Recent.DF != 3 || !tr.Notes.Has(domain.NoteRepeatedEvents) {
		t.Errorf("visits of the same persons: %+v, %s", tr.Recent, tr.Notes)
	}
	if r := Analyse(count(10.5, 11.2, 12, 13, 14), usual).Recent; r.Why != stats.RecentNoLimits {
		t.Errorf("no counts: %+v", r)
	}
	if r := Analyse(count(0, 0, 0, 0, 0), usual).Recent; r.Trend != stats.RecentNoChange {
		t.Errorf("zeros: %+v", r)
	}
}

// Nile's level fell after 1898 (R's package trend; strucchange).
func TestShift(t *testing.T) {
	nile := yearly(1871, 1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
		1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702,
		1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846,
		812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740)
	tr := Analyse(nile, usual)
	if tr.Shift.Period != "1898" || tr.Shift.Next != "1899" || !(tr.Shift.P < 1e-6) {
		t.Errorf("%+v, want 1898", tr.Shift)
	}
	if tr := Analyse(yearly(2000, 1, 1, 1, 1, 1), usual); tr.Shift.Period != "" {
		t.Errorf("a constant has no shift: %+v", tr.Shift)
	}
}

func TestQ(t *testing.T) {
	all := []series.Series{yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8), yearly(2000, 1, 2), yearly(2000, 2, 1, 4, 3, 6, 5, 8, 7)}
	trends := All(all, usual)
	if first, third := trends[0], trends[2]; first.Q != min(2*first.PCorrected, third.PCorrected) || third.Q != third.PCorrected || !math.IsNaN(trends[1].Q) {
		t.Errorf("q %v, %v, %v of p %v, –, %v", first.Q, trends[1].Q, third.Q, first.PCorrected, third.PCorrected)
	}
	if tr := Analyse(all[0], usual); tr.Q != tr.PCorrected {
		t.Errorf("alone: q %v of p %v", tr.Q, tr.PCorrected)
	}
}

func TestAssess(t *testing.T) {
	for _, c := range []struct {
		d    stats.Direction
		p    domain.Polarity
		want Assessment
	}{
		{stats.Rising, domain.HighGood, Better}, {stats.Falling, domain.HighGood, Worse},
		{stats.Rising, domain.HighBad, Worse}, {stats.Falling, domain.HighBad, Better},
		{stats.Rising, "", ""}, {stats.Steady, domain.HighBad, ""}, {stats.Unclear, domain.HighGood, ""}, {stats.TooFew, domain.HighGood, ""},
	} {
		if got := Assess(c.d, c.p); got != c.want {
			t.Errorf("%s where high is %q: %q, want %q", c.d, c.p, got, c.want)
		}
	}
}

// 3775 of Jyväskylä has no values from 2000 to 2014: the line that joins 1998
// and 2016 says nothing, nor does an average over it.
func TestHole(t *testing.T) {
	tr := Analyse(exampleSeries(t, "children.csv", "3775", "85"), usual)
	var holes []bool
	for _, p := range tr.Turning.Phases {
		holes = append(holes, p.Hole)
		if p.Hole && p.Direction != stats.Unclear {
			t.Errorf("%s–%s: %s over years without values", p.First, p.Last, p.Direction)
		}
	}
	if !slices.Equal(holes, []bool{false, true, false}) || !math.IsNaN(tr.Turning.AAPC) || !math.IsNaN(tr.Turning.AAPCLower) {
		t.Errorf("holes %v, AAPC %v", holes, tr.Turning.AAPC)
	}
}
