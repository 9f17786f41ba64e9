package compare

import (
	"math"
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
