package compare

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Kuhmoinen had 238 under-18s in 2019 (SOTKAnet 1065) and, in the case, one to
// four of them placed: by Wilson 0.07 … 2.34 % for one, 0.66 … 4.24 % for four.
func TestSuppressedArea(t *testing.T) {
	area := suppressedShare("kunta:291", 238, 1, 4)
	unknown := area
	unknown.Points = []series.Point{area.Points[0]}
	unknown.Points[0].Range = series.Range{}
	number := in2014(domain.UnitCount, "kunta:291", nan, nan, noDenominator)
	number.Points[0].Status, number.Points[0].Range = domain.Suppressed, series.Range{Low: 1, High: 4, Steps: 4}
	for _, c := range []struct {
		name   string
		area   series.Series
		target float64
		want   Verdict
		notes  string
	}{
		{"lower, whatever it is", area, 4.3, Lower, "suppressed:1;no_value;verdict_holds_suppressed"},
		{"lower only if it is one", area, 3, None, "suppressed:1;no_value;verdict_depends_on_suppressed"},
		{"no clear difference, whatever it is", area, 1.7, NoClearDifference, "suppressed:1;no_value;verdict_holds_suppressed"},
		{"higher only if it is four", area, 0.5, None, "suppressed:1;no_value;verdict_depends_on_suppressed"},
		{"higher, whatever it is", area, 0.05, Higher, "suppressed:1;no_value;verdict_holds_suppressed"},
		{"not known what it may be", unknown, 4.3, None, "suppressed:1;no_value"},
		{"a number, without an interval", number, 100, None, "suppressed:1;no_value"},
	} {
		r := All([]series.Series{c.area}, []Benchmark{Target(c.target)}, "2014", at95)[0]
		if r.Verdict != c.want || r.Notes.String() != c.notes {
			t.Errorf("%s: %q, notes %q; want %q, %q", c.name, r.Verdict, r.Notes, c.want, c.notes)
		}
		if !math.IsNaN(r.Point.Value) || !math.IsNaN(r.Difference) || !math.IsNaN(r.Gap) || !math.IsNaN(r.Lower) || r.Rank != 0 || r.Interval != "" {
			t.Errorf("%s: a withheld value was shown: %+v", c.name, r)
		}
	}
	if r := All([]series.Series{area}, []Benchmark{Mean()}, "2014", at95)[0]; r.Verdict != None || r.Notes.String() != "suppressed:1;no_value" {
		t.Errorf("beside nothing: %q, notes %q", r.Verdict, r.Notes)
	}
}

func TestAssess(t *testing.T) {
	for _, c := range []struct {
		verdict  Verdict
		polarity domain.Polarity
		want     Assessment
	}{
		{Higher, domain.HighGood, Better}, {Lower, domain.HighGood, Worse},
		{Higher, domain.HighBad, Worse}, {Lower, domain.HighBad, Better},
		{Higher, "", ""}, {Lower, "", ""},
		{NoClearDifference, domain.HighBad, ""}, {NoInterval, domain.HighBad, ""}, {None, domain.HighGood, ""},
	} {
		if got := assess(c.verdict, c.polarity); got != c.want {
			t.Errorf("%q where high is %q: %q, want %q", c.verdict, c.polarity, got, c.want)
		}
	}
	s := share("a", 2, 200, 10000)
	s.Indicator.Polarity = domain.HighBad
	if r := All([]series.Series{s}, []Benchmark{Target(1)}, "2014", at95)[0]; r.Assessment != Worse {
		t.Errorf("twice the target where high is bad: %q", r.Assessment)
	}
}

// p is below 1−level exactly where an area is called higher or lower, beside a
// value and beside another municipality, and the limits of difference and ratio
// agree with the verdict.
func TestPAndLimitsGoWithTheVerdict(t *testing.T) {
	r := rand.New(rand.NewPCG(377, 610))
	verdicts := make(map[Verdict]int)
	for range 150 {
		all := counted2014(r, 6)
		for i := range all {
			all[i].Region = domain.AreaID(domain.Kunta, strconv.Itoa(100+i))
			if i%3 == 0 { // few, rounded and known within limits
				p := &all[i].Points[0]
				p.Count = float64(r.IntN(15))
				p.Published = math.Round(1e4*p.Count/p.Denominator.Value*all[i].Indicator.Unit.Per()) / 1e4
			}
		}
		other := all[5]
		for _, b := range []Benchmark{Mean(), Target(all[0].Points[0].Count / all[0].Points[0].Denominator.Value * all[0].Indicator.Unit.Per()), Region(series.Area{ID: other.Region}, []series.Series{other})} {
			for _, row := range All(all[:5], []Benchmark{b}, "2014", at95) {
				verdicts[row.Verdict]++
				a := row.Apart
				if a.Both != (b.ID == string(other.Region)) {
					t.Fatalf("%s beside %s: %+v", row.Series.Region, b.ID, a)
				}
				called := row.Verdict == Higher || row.Verdict == Lower
				if math.Abs(row.P-0.05) > 1e-6 && called != (row.P < 0.05) || row.Q < row.P {
					t.Fatalf("%v of %v beside %s %v: %s, p %v, q %v", row.Point.Count, row.Point.Denominator, b.ID, row.BenchValue, row.Verdict, row.P, row.Q)
				}
				if row.Verdict == Higher && !(a.DifferenceLower > 0 && !(a.RatioLower <= 1)) || row.Verdict == Lower && !(a.DifferenceUpper < 0 && !(a.RatioUpper >= 1)) {
					t.Fatalf("%s with %+v", row.Verdict, a)
				}
				if !(a.DifferenceLower <= row.Difference && row.Difference <= a.DifferenceUpper) {
					t.Fatalf("%v in %+v", row.Difference, a)
				}
			}
		}
	}
	if verdicts[Higher] < 200 || verdicts[Lower] < 200 || verdicts[NoClearDifference] < 200 {
		t.Errorf("verdicts %v", verdicts)
	}
}

// Beside a municipality that has no counts there are no limits of the
// difference, and no verdict by the value alone; a maakunta's own chance does
// not enter, as it is of another category.
func TestVerdictBesideAnArea(t *testing.T) {
	area := share("kunta:182", 2, 77, 3249)
	for _, c := range []struct {
		other   series.Series
		verdict Verdict
		both    bool
		notes   string
	}{
		{share("kunta:892", 1, 6, 1099), Higher, true, "computed_from_counts"},
		{in2014(domain.UnitPercent, "kunta:892", 0.5, nan, noDenominator), NoInterval, true, "computed_from_counts;benchmark_without_counts"},
		{share("maakunta:13", 2, 1027, 51918), NoClearDifference, false, "computed_from_counts"},
		{share("group:own", 1, 6, 1099), Higher, false, "computed_from_counts"},
		{share("kunta:182", 2, 77, 3249), NoClearDifference, false, "computed_from_counts"},
	} {
		r := All([]series.Series{area}, []Benchmark{Region(series.Area{ID: c.other.Region}, []series.Series{c.other})}, "2014", at95)[0]
		if r.Verdict != c.verdict || r.Apart.Both != c.both || r.Notes.String() != c.notes {
			t.Errorf("beside %s: %q, %+v, notes %q; want %+v", c.other.Region, r.Verdict, r.Apart, r.Notes, c)
		}
		if none := c.verdict == NoInterval; math.IsNaN(r.P) != none || math.IsNaN(r.Q) != none || math.IsNaN(r.Apart.DifferenceLower) != none {
			t.Errorf("beside %s: p %v, q %v, %+v", c.other.Region, r.P, r.Q, r.Apart)
		}
	}
}
