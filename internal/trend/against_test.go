package trend

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// over is a yearly rate per 1,000 of so many events a year among people whose
// number stays the same.
func over(people float64, events ...float64) series.Series {
	s := series.Series{Indicator: domain.Indicator{ID: "oma:x", Unit: domain.UnitPer1000}, Gender: domain.Total}
	for i, x := range events {
		p := series.NewPoint(domain.Year(2001+i), domain.NewCell(x/people*1000, x)).Over(series.Denominator{Value: people, Low: people, High: people})
		s.Points = append(s.Points, p)
	}
	return s
}

// grown is n numbers from first on, each by a factor more than the one before.
func grown(n int, first, factor float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = first * math.Pow(factor, float64(i))
	}
	return v
}

func against(area, benchmark series.Series, part bool) Against {
	tr, beside := Analyse(area, usual), Analyse(benchmark, usual)
	return AgainstOf(&tr, &beside, part, usual)
}

func TestAgainst(t *testing.T) {
	flat, up, down, steep := grown(12, 500, 1), grown(12, 500, 1.02), grown(12, 500, 0.98), grown(12, 500, 1.05)
	zeros := append([]float64{0}, steep[1:]...)
	for name, c := range map[string]struct {
		area, benchmark []float64
		pace            Pace
		slope           float64
	}{
		"both rise, the area faster":    {steep, up, PaceFaster, 100 * (1.05/1.02 - 1)},
		"both rise, the area slower":    {up, steep, PaceSlower, 100 * (1.02/1.05 - 1)},
		"both fall, the area faster":    {grown(12, 500, 0.95), down, PaceFaster, 100 * (0.95/0.98 - 1)},
		"both fall, the area slower":    {down, grown(12, 500, 0.95), PaceSlower, 100 * (0.98/0.95 - 1)},
		"the area rises, the other not": {up, down, PaceUpwards, 100 * (1.02/0.98 - 1)},
		"the area falls, the other not": {down, up, PaceDownwards, 100 * (0.98/1.02 - 1)},
		"both alike":                    {up, up, PaceUnclear, 0},
		"neither":                       {flat, flat, PaceUnclear, 0},
		"a year of nobody":              {zeros, up, PaceFaster, nan},
		"years of nobody":               {[]float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 12}, up, PaceUnclear, nan},
	} {
		a := against(over(10_000, c.area...), over(1e6, c.benchmark...), false)
		if a.Pace != c.pace || a.N != 12 || a.First != "2001" || a.Last != "2012" || a.Without || math.Abs(a.Slope-c.slope) > 1e-9 || math.IsNaN(a.Slope) != math.IsNaN(c.slope) {
			t.Errorf("%s: %s, %v %% a year of %d, want %s, %v", name, a.Pace, a.Slope, a.N, c.pace, c.slope)
		}
	}
}

// Where the area is half of the benchmark, what differs is twice as much from
// the other half; where that cannot be told of every year, it stays in.
func TestAgainstTheRest(t *testing.T) {
	area, rest := grown(12, 500, 1.04), grown(12, 500, 1)
	both := make([]float64, 12)
	for i := range both {
		both[i] = area[i] + rest[i]
	}
	if a := against(over(10_000, area...), over(20_000, both...), true); !a.Without || math.Abs(a.Slope-4) > 1e-9 {
		t.Errorf("beside the rest: %v %% a year, without the area %v", a.Slope, a.Without)
	}
	whole := against(over(10_000, area...), over(20_000, both...), false)
	if whole.Without || !(whole.Slope > 1 && whole.Slope < 3) {
		t.Errorf("beside the whole: %v %% a year", whole.Slope)
	}
	unknown := over(20_000, both...)
	unknown.Points[3].Denominator.High++
	if a := against(over(10_000, area...), unknown, true); a.Without {
		t.Errorf("a derived denominator: %+v", a)
	}
	count := over(1, area...)
	count.Indicator.Unit = domain.UnitCount
	for i := range count.Points {
		count.Points[i] = series.NewPoint(count.Points[i].Period, domain.NewCell(area[i], nan))
	}
	country := count
	country.Points = nil
	for i, p := range count.Points {
		country.Points = append(country.Points, series.NewPoint(p.Period, domain.NewCell(both[i], nan)))
	}
	if a := against(count, country, true); !a.Without || math.Abs(a.Slope-4) > 1e-9 {
		t.Errorf("numbers: %v %% a year, without the area %v", a.Slope, a.Without)
	}
}

func TestAgainstTooLittle(t *testing.T) {
	area := over(10_000, grown(12, 500, 1.04)...)
	other := over(1e6, grown(12, 500, 1)...)
	other.Points = other.Points[9:]
	if a := against(area, other, false); a.N != 3 || a.Pace != "" || !math.IsNaN(a.P) {
		t.Errorf("three years: %+v", a)
	}
	if a := against(area, over(1e6), false); a.N != 0 || a.Pace != "" || !math.IsNaN(a.P) || a.Benchmark.Direction != stats.TooFew {
		t.Errorf("none: %+v", a)
	}
}

// What is withheld of the area may undo what the ratio of the published years
// shows; then there is no verdict, nor p.
func TestAgainstWithheld(t *testing.T) {
	even := Analyse(yearly(2000, 50, 50, 51, 50, 49, 50, 50, 51, 50, 50, 49, 50, 50, 51), usual)
	for name, c := range map[string]struct {
		s    series.Series
		want Pace
	}{
		"whatever they are": {counted(2000, 5, -1, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20), PaceUpwards},
		"they may undo it":  {counted(2000, 5, 5, 6, 6, 7, 7, 8, 8, 9, -1, -1, -1, -1, -1), ""},
	} {
		tr := Analyse(c.s, usual)
		a := AgainstOf(&tr, &even, false, usual)
		if a.Pace != c.want || math.IsNaN(a.P) != (c.want == "") {
			t.Errorf("%s: %q at p %v, want %q", name, a.Pace, a.P, c.want)
		}
	}
}
