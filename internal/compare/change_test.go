package compare

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// between2 is a series of two points.
func between2(unit domain.Unit, region domain.RegionID, x1, n1, x2, n2 float64) series.Series {
	s := in2014(unit, region, nan, nan, noDenominator)
	s.Points = []series.Point{
		series.NewPoint("2015", domain.NewCell(unit.Per()*x1/n1, x1)).Over(of(n1)),
		series.NewPoint("2021", domain.NewCell(unit.Per()*x2/n2, x2)).Over(of(n2)),
	}
	return s
}

var times = Times{"2015", "2021"}

// Jyväskylä's 489 of 26,252 in 2015 and 616 of 26,166 in 2021 beside the whole
// country's 16,430 of 1,073,060 and 17,883 of 1,035,517 (THL, Sotkanet.fi, ind.
// 191, 1065); limits computed apart from kuvio.
func TestChangeOfJyvaskyla(t *testing.T) {
	jkl := between2(domain.UnitPercent, "kunta:179", 489, 26252, 616, 26166)
	maa := between2(domain.UnitPercent, "maa", 16430, 1073060, 17883, 1035517)
	jkl.Indicator.Polarity = domain.HighBad
	c := Changes([]series.Series{jkl}, []Benchmark{Region(series.Area{ID: "maa"}, []series.Series{maa})}, times, false, 0.95)[0]
	for _, e := range []struct {
		name      string
		got, want stats.Estimate
	}{
		{"difference", c.Own.Difference, stats.Estimate{Value: 0.4914848853117013, Lower: 0.2456789149392087, Upper: 0.7383690534935556}},
		{"ratio", c.Own.Ratio, stats.Estimate{Value: 1.2638540124581346, Lower: 1.1237747121665838, Upper: 1.4212730337653052}},
		{"the country's difference", c.Bench.Difference, stats.Estimate{Value: 0.19582818147153702, Lower: 0.16164450500651562, Upper: 0.2300388911261083}},
		{"difference of differences", c.Beside.Difference, stats.Estimate{Value: 0.2956567038401643, Lower: 0.04748146791636773, Upper: 0.5448961795166939}},
		{"ratio of ratios", c.Beside.Ratio, stats.Estimate{Value: 1.1205398998130107, Lower: 0.9944898505125598, Upper: 1.2624608226394982}},
	} {
		if !about(e.got.Value, e.want.Value) || !about(e.got.Lower, e.want.Lower) || !about(e.got.Upper, e.want.Upper) {
			t.Errorf("%s: %+v, want %+v", e.name, e.got, e.want)
		}
	}
	// The difference alone would call it higher.
	if c.Verdict != Rose || c.Assessment != Worse || c.Standing != NoClearDifference || !(c.P < 0.001) || c.Q != c.P {
		t.Errorf("%s (%s), p %v, q %v, beside the country %s", c.Verdict, c.Assessment, c.P, c.Q, c.Standing)
	}
}

// Turned round in time a change has the limits and the verdict turned round; p
// goes with the verdict; and an area beside itself is told nothing of.
func TestChangesTurnedRound(t *testing.T) {
	r := rand.New(rand.NewPCG(987, 1597))
	verdicts := make(map[Verdict]int)
	for range 400 {
		unit := []domain.Unit{domain.UnitPercent, domain.UnitPer1000}[r.IntN(2)]
		draw := func() (x, n float64) { n = float64(200 + r.IntN(5000)); return float64(r.IntN(40)), n }
		x1, n1 := draw()
		x2, n2 := draw()
		y1, m1 := draw()
		y2, m2 := draw()
		of := func(s, bench series.Series) Change {
			return Changes([]series.Series{s}, []Benchmark{Region(series.Area{ID: bench.Region}, []series.Series{bench})}, times, false, 0.95)[0]
		}
		a := of(between2(unit, "kunta:179", x1, n1, x2, n2), between2(unit, "maa", y1, m1, y2, m2))
		b := of(between2(unit, "kunta:179", x2, n2, x1, n1), between2(unit, "maa", y2, m2, y1, m1))
		verdicts[a.Verdict]++
		verdicts[a.Standing]++
		turned := map[Verdict]Verdict{Rose: Fell, Fell: Rose, Higher: Lower, Lower: Higher, NoClearChange: NoClearChange, NoClearDifference: NoClearDifference}
		if b.Verdict != turned[a.Verdict] || b.Standing != turned[a.Standing] {
			t.Fatalf("%s, %s turned round is %s, %s", a.Verdict, a.Standing, b.Verdict, b.Standing)
		}
		if !near(a.Own.Difference.Lower, -b.Own.Difference.Upper) || !near(a.Beside.Difference.Lower, -b.Beside.Difference.Upper) {
			t.Fatalf("%+v turned round is %+v", a.Own, b.Own)
		}
		if called := a.Verdict != NoClearChange; math.Abs(a.P-0.05) > 1e-6 && called != (a.P < 0.05) {
			t.Fatalf("%s with p %v", a.Verdict, a.P)
		}
		self := of(between2(unit, "maa", x1, n1, x2, n2), between2(unit, "maa", x1, n1, x2, n2))
		if self.Standing != None || !math.IsNaN(self.Beside.Difference.Value) || self.Verdict != a.Verdict {
			t.Fatalf("beside itself: %+v", self)
		}
	}
	for _, v := range []Verdict{Rose, Fell, NoClearChange, Higher, Lower, NoClearDifference} {
		if verdicts[v] < 40 {
			t.Errorf("%d are %s", verdicts[v], v)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// A mean is of the areas that have both values, and its change is taken as
// known; without counts there are no limits; across a break there is no change.
func TestChangesWithout(t *testing.T) {
	a, b := between2(domain.UnitPercent, "kunta:179", 489, 26252, 616, 26166), between2(domain.UnitPercent, "kunta:182", 97, 3793, 81, 3039)
	one := between2(domain.UnitPercent, "kunta:892", 10, 1000, 20, 1000)
	one.Points = one.Points[:1]
	rows := Changes([]series.Series{a, b, one}, []Benchmark{Mean()}, times, false, 0.95)
	mean := (100*616.0/26166+100*81.0/3039)/2 - (100*489.0/26252+100*97.0/3793)/2
	if d := rows[0].Bench.Difference; !about(d.Value, mean) || d.Lower != d.Value || d.Upper != d.Value || rows[0].Notes.Has(domain.NoteMeanOf) {
		t.Errorf("mean changed by %+v, want %v; notes %q", d, mean, rows[0].Notes)
	}
	if r := rows[2]; r.Verdict != None || !math.IsNaN(r.Own.Difference.Value) || !r.Notes.Has(domain.NoteNoValue) || !math.IsNaN(r.P) {
		t.Errorf("one value: %+v", r)
	}
	uncounted := in2014(domain.UnitIndex, "kunta:179", nan, nan, noDenominator)
	uncounted.Points = []series.Point{series.NewPoint("2015", domain.NewCell(80, nan)), series.NewPoint("2021", domain.NewCell(100, nan))}
	if r := Changes([]series.Series{uncounted}, nil, times, false, 0.95)[0]; r.Verdict != NoInterval || r.Own.Difference.Value != 20 || r.Own.Ratio.Value != 1.25 || !math.IsNaN(r.Own.Ratio.Lower) {
		t.Errorf("without counts: %+v", r)
	}
	for at, broken := range map[domain.Period]bool{"2015": false, "2016": true, "2021": true, "2022": false} {
		s := a
		s.Breaks = []domain.Period{at}
		for _, across := range []bool{false, true} {
			r := Changes([]series.Series{s}, nil, times, across, 0.95)[0]
			if want := broken && !across; r.Notes.Has(domain.NoteBreakBetween) != want || math.IsNaN(r.Own.Difference.Value) != want {
				t.Errorf("broken in %s, across %v: %+v, notes %q", at, across, r.Own, r.Notes)
			}
		}
	}
}

func TestParseTimes(t *testing.T) {
	for list, want := range map[string]Times{
		"2015,2023":            {"2015", "2023"},
		"2013-2015, 2021–2023": {"2013–2015", "2021–2023"},
		"2015,2016-2018":       {"2015", "2016–2018"},
		"2023Q1,2023Q3":        {"2023Q1", "2023Q3"},
		"2011/12,2012/13":      {"2011/12", "2012/13"},
	} {
		if got, err := ParseTimes(list); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", list, got, err, want)
		}
	}
	for _, list := range []string{"", "2015", "2015,", "2015,2016,2017", "2016,2015", "2015,2015", "2015-2017,2017", "2015-2017,2016-2018", "x,2015"} {
		if got, err := ParseTimes(list); err == nil {
			t.Errorf("%q is %v", list, got)
		}
	}
}
