package profile

import (
	"math"
	"testing"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

var (
	nan   = math.NaN()
	usual = Options{Level: 0.95, Trend: trend.Options{Direction: stats.DefaultDirection()}}
)

// placed is an area's series of 191 (children and young people placed outside
// the home, % of those aged 0–17), counts over the population of 1065; of
// data/example/placements.csv (THL, Sotkanet.fi).
func placed(region domain.RegionID, points ...series.Point) series.Series {
	one := 1
	return series.Series{
		Indicator: domain.Indicator{ID: "191", Unit: domain.UnitPercent, Decimals: &one, Polarity: domain.HighBad},
		Region:    region, Gender: domain.Total, Points: points,
	}
}

func point(period domain.Period, value, count, people float64) series.Point {
	d := series.Denominator{Value: people, Low: people, High: people}
	return series.NewPoint(period, domain.NewCell(value, count)).Over(d)
}

func valueOf(period domain.Period, value float64) series.Point { return point(period, value, nan, nan) }

func withheld(period domain.Period) series.Point {
	p := valueOf(period, nan)
	p.Status = domain.Suppressed
	return p
}

func about(got, want float64) bool {
	return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-9*math.Abs(want)
}

// beside are benchmarks, each of one series.
func beside(all ...series.Series) []compare.Benchmark {
	var benchmarks []compare.Benchmark
	for _, s := range all {
		benchmarks = append(benchmarks, compare.Region(series.Area{ID: s.Region}, []series.Series{s}))
	}
	return benchmarks
}

var (
	keskiSuomi = placed("maakunta:13", point("2012", 1.8, 981, 54666), point("2013", 1.8, 975, 54354), point("2014", 1.7, 934, 54082))
	country    = placed("maa", point("2013", 1.6, 16801, 1076680), point("2014", 1.5, 16668, 1075492))
)

func TestOf(t *testing.T) {
	jyvaskyla := placed("kunta:179", point("2014", 2.1, 538, 26042))
	rows := Of([]series.Series{keskiSuomi}, beside(country, jyvaskyla), usual)
	r := rows[0]
	if r.Point.Period != "2014" || !about(r.Point.Value, 100*934.0/54082) || r.Previous.Period != "2013" || !about(r.Change, 100*934.0/54082-100*975.0/54354) {
		t.Errorf("%v in %s, %v in %s, change %v", r.Point.Value, r.Point.Period, r.Previous.Value, r.Previous.Period, r.Change)
	}
	if r.Direction != stats.TooFew || r.Recent != stats.RecentNotComputed {
		t.Errorf("direction %q, recent %q of three values", r.Direction, r.Recent)
	}
	// Wilson's limits of 934 of 54,082: 1.6206 to 1.8403 (compare's tests).
	for i, want := range []Beside{
		{Value: 100 * 16668.0 / 1075492, Difference: 100*934.0/54082 - 100*16668.0/1075492, Verdict: compare.Higher},
		{Value: 100 * 538.0 / 26042, Difference: 100*934.0/54082 - 100*538.0/26042, Verdict: compare.Lower},
	} {
		b := r.Beside[i]
		if !about(b.Value, want.Value) || !about(b.Difference, want.Difference) || b.Verdict != want.Verdict || len(b.Sources) != 1 {
			t.Errorf("benchmark %d: %+v, want %+v", i+1, b, want)
		}
	}
	if r.Assessment != compare.Worse {
		t.Errorf("assessed %q: higher than the first benchmark, and high is bad", r.Assessment)
	}
	if r.Notes.String() != "computed_from_counts;too_few:3" {
		t.Errorf("notes %q", r.Notes)
	}
}

func TestPeriods(t *testing.T) {
	broken := placed("kunta:179", valueOf("2010", 1), valueOf("2011", 1.2), valueOf("2012", 2), valueOf("2013", 2.5))
	broken.Breaks = []domain.Period{"2012"}
	seam := broken
	seam.Points = broken.Points[:3]
	counts := placed("kunta:179", point("2012", nan, 20, 1000), point("2013", nan, 22, 1000))
	for _, c := range []struct {
		name             string
		s                series.Series
		year             domain.Period
		period, previous domain.Period
		value, change    float64
		notes            string
	}{
		{"the latest value", placed("", valueOf("2010", 1), valueOf("2013", 1.5), valueOf("2014", nan)), "", "2013", "2010", 1.5, 0.5, "gaps:2;too_few:2;no_count;no_benchmark_value;not_the_latest:2014"},
		{"a year asked for", placed("", valueOf("2010", 1), valueOf("2012", 1.25)), "2012", "2012", "2010", 1.25, 0.25, "gaps:1;too_few:2;no_count;no_benchmark_value"},
		{"nothing in that year", placed("", valueOf("2010", 1), valueOf("2011", 1.25)), "2012", "2012", "2011", nan, nan, "no_value"},
		{"withheld in that year", placed("", valueOf("2010", 1), withheld("2011"), withheld("2012")), "2012", "2012", "2010", nan, nan, "suppressed:2;no_value"},
		{"the first value", placed("", valueOf("2010", 0)), "", "2010", "", 0, nan, "too_few:1;no_count;no_benchmark_value"},
		{"after a break", broken, "", "2013", "2012", 2.5, 0.5, "from_break:2012;too_few:2;no_count;no_benchmark_value"},
		{"at a break", seam, "", "2012", "", 2, nan, "from_break:2012;too_few:1;no_count;no_benchmark_value"},
		{"counts alone", counts, "", "2013", "2012", 2.2, 0.2, "computed_from_counts;too_few:2;no_benchmark_value"},
		{"no points", placed(""), "", "", "", nan, nan, "no_value"},
		{"no points in that year", placed(""), "2012", "2012", "", nan, nan, "no_value"},
		{"averages of years", placed("", valueOf("2015–2017", 4), valueOf("2017–2019", 5)), "", "2017–2019", "2015–2017", 5, 1, "overlapping_periods;too_few:2;no_count;no_benchmark_value"},
	} {
		o := usual
		o.Period = c.year
		r := Of([]series.Series{c.s}, []compare.Benchmark{compare.Region(series.Area{ID: "maa"}, nil)}, o)[0]
		if r.Point.Period != c.period || r.Previous.Period != c.previous || !about(r.Point.Value, c.value) || !about(r.Change, c.change) {
			t.Errorf("%s: %v in %q after %q, change %v; want %v in %q after %q, change %v",
				c.name, r.Point.Value, r.Point.Period, r.Previous.Period, r.Change, c.value, c.period, c.previous, c.change)
		}
		if r.Notes.String() != c.notes {
			t.Errorf("%s: notes %q, want %q", c.name, r.Notes, c.notes)
		}
		if moves := r.Direction != "" && r.Recent != ""; moves == math.IsNaN(c.value) {
			t.Errorf("%s: direction %q of a value of %v", c.name, r.Direction, c.value)
		}
		if r.Assessment != "" || r.Beside[0].Verdict != compare.None || !math.IsNaN(r.Beside[0].Value) {
			t.Errorf("%s: assessed %q, beside %+v", c.name, r.Assessment, r.Beside[0])
		}
	}
}

// Better or worse takes a clear difference and a polarity.
func TestAssessments(t *testing.T) {
	high := placed("maa", point("2014", 3, 30000, 1000000))
	same := placed("maa", point("2014", 1.7, 17270, 1000000))
	for _, c := range []struct {
		name      string
		polarity  domain.Polarity
		benchmark series.Series
		want      compare.Assessment
	}{
		{"above, high is bad", domain.HighBad, country, compare.Worse},
		{"above, high is good", domain.HighGood, country, compare.Better},
		{"below, high is bad", domain.HighBad, high, compare.Better},
		{"below, high is good", domain.HighGood, high, compare.Worse},
		{"above, neither", "", country, ""},
		{"no clear difference", domain.HighBad, same, ""},
	} {
		s := keskiSuomi
		s.Indicator.Polarity = c.polarity
		if r := Of([]series.Series{s}, beside(c.benchmark), usual)[0]; r.Assessment != c.want {
			t.Errorf("%s: %q, want %q", c.name, r.Assessment, c.want)
		}
	}
	bare := keskiSuomi
	bare.Points = []series.Point{valueOf("2014", 1.7)}
	if r := Of([]series.Series{bare}, beside(country), usual)[0]; r.Beside[0].Verdict != compare.NoInterval || r.Assessment != "" {
		t.Errorf("without an interval: %s, %q", r.Beside[0].Verdict, r.Assessment)
	}
}

// A benchmark's series of other kinds are not taken for this one's, and
// without benchmarks there is none.
func TestKinds(t *testing.T) {
	men, other := country, country
	men.Gender = domain.Male
	other.Indicator.ID = "1244"
	r := Of([]series.Series{keskiSuomi}, []compare.Benchmark{compare.Region(series.Area{ID: "maa"}, []series.Series{men, other})}, usual)[0]
	if b := r.Beside[0]; b.Sources != nil || !math.IsNaN(b.Value) || !r.Notes.Has(domain.NoteNoBenchmark) {
		t.Errorf("beside another kind: %+v, notes %q", b, r.Notes)
	}
	r = Of([]series.Series{keskiSuomi}, nil, usual)[0]
	if len(r.Beside) != 0 || r.Assessment != "" || r.Notes.Has(domain.NoteNoBenchmark) {
		t.Errorf("without benchmarks: %+v", r)
	}
}

// Finland's live births (Statistics Finland) rose to 2010 and fell; they are told
// as they go now, and as numbers of events have a trend of the last five years.
// What only slowed down did not turn.
func TestLastStretch(t *testing.T) {
	numbers := func(v ...float64) series.Series {
		s := series.Series{Indicator: domain.Indicator{ID: "oma:x", Unit: domain.UnitCount}, Region: "maa", Gender: domain.Total}
		for i, x := range v {
			s.Points = append(s.Points, series.NewPoint(domain.Year(2000+i), domain.NewCell(x, nan)))
		}
		return s
	}
	births := numbers(56742, 56189, 55555, 56630, 57758, 57745, 58840, 58729, 59530, 60430, 60980, 59961, 59493, 58134, 57232, 55472, 52814, 50321, 47577, 45613, 46463, 49594, 44951, 43383)
	r := Of([]series.Series{births}, nil, usual)[0]
	if r.Turned < "2009" || r.Turned > "2012" || r.Since != stats.Falling || r.Direction != stats.Mixed || r.Recent == stats.RecentNotComputed {
		t.Errorf("births turned %q, %q since, %q as a whole, %q in the last five years", r.Turned, r.Since, r.Direction, r.Recent)
	}
	slowing := numbers(100, 210, 290, 410, 500, 610, 690, 800, 905, 1000, 1105, 1110, 1125, 1130, 1145, 1150, 1160, 1175, 1180, 1190)
	if r := Of([]series.Series{slowing}, nil, usual)[0]; r.Turned != "" || r.Since != "" || r.Direction != stats.Rising {
		t.Errorf("what slowed down turned %q, %q since, %q as a whole", r.Turned, r.Since, r.Direction)
	}
	births.Points = append(births.Points, series.NewPoint("2024", domain.EmptyCell(domain.Missing)))
	o := usual
	o.Period = "2024"
	if r := Of([]series.Series{births}, nil, o)[0]; r.Turned != "" || r.Direction != "" {
		t.Errorf("in a year without a value: turned %q", r.Turned)
	}
}
