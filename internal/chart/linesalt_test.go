package chart

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// The alternative text of a line says each value once, with its unit.
func TestAltLines(t *testing.T) {
	for _, c := range []struct {
		name     string
		values   []float64
		unit     domain.Unit
		multiply float64
		lang     domain.Lang
		want     string
	}{
		{"both extremes apart", []float64{2, 1, 4, 3}, domain.UnitPercent, 1, domain.Finnish, "nousi 2 prosentista (2000) 3 prosenttiin (2003); pienin 1\u00a0% (2001); suurin 4\u00a0% (2002)"},
		{"rises all along", []float64{1, 2, 3}, domain.UnitPercent, 1, domain.Finnish, "nousi 1 prosentista (2000) 3 prosenttiin (2002)"},
		{"first is highest", []float64{3, 1, 2}, domain.UnitPer1000, 1, domain.English, "fell from 3 per 1,000 (2000) to 2 per 1,000 (2002); lowest 1 per 1,000 (2001)"},
		{"thousands of euros in euros", []float64{16, 31}, domain.UnitKiloEuro, 1000, domain.Swedish, "steg från 16\u00a0000 euro (2000) till 31\u00a0000 euro (2001)"},
		{"a factor that leaves no unit", []float64{1, 2}, domain.UnitPercent, 5, domain.English, "rose from 5 (2000) to 10 (2001)"},
		{"per cent as per mille", []float64{1, 2}, domain.UnitPercent, 10, domain.English, "rose from 10 per 1,000 (2000) to 20 per 1,000 (2001)"},
		{"thousands of people", []float64{26129, 31000}, domain.UnitCount, 0.001, domain.English, "rose from 26 thousand (2000) to 31 thousand (2001)"},
		{"level", []float64{1, 1}, domain.UnitCount, 1, domain.English, "unchanged at 1 (2000–2001)"},
		{"one value", []float64{1}, domain.UnitCount, 1, domain.English, "only 1 (2000)"},
		{"there and back", []float64{2, 1, 2}, domain.UnitPercent, 1, domain.Finnish, "alussa ja lopussa 2\u00a0% (2000, 2002); pienin 1\u00a0% (2001)"},
		{"a count that falls", []float64{20, 15}, domain.UnitCount, 1, domain.Finnish, "laski arvosta 20 (2000) arvoon 15 (2001)"},
	} {
		s := series.Series{Indicator: domain.Indicator{Unit: c.unit}}
		for i, v := range c.values {
			s.Points = append(s.Points, series.NewPoint(domain.Year(2000+i), domain.NewCell(v, v)))
		}
		set := lineSet{spec: new(Lines), all: []series.Based{s.On(series.AsPublished)}, multiply: c.multiply}
		if got := strings.Join(set.clauses(0, c.lang), "; "); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// lineOf is a line from 2000 on: NaN is missing, and -1 suppressed.
func lineOf(unit domain.Unit, step int, values ...float64) series.Based {
	s := series.Series{Indicator: domain.Indicator{Unit: unit}}
	for i, v := range values {
		p := series.NewPoint(domain.Year(2000+i*step), domain.NewCell(v, math.NaN()))
		if v == -1 {
			p = series.NewPoint(domain.Year(2000+i*step), domain.Cell{Status: domain.Suppressed, Value: math.NaN(), Count: math.NaN()})
		}
		s.Points = append(s.Points, p)
	}
	return s.On(series.AsPublished)
}

// lineIn is a line with a value in each of the years.
func lineIn(years ...int) series.Based {
	var s series.Series
	for _, y := range years {
		s.Points = append(s.Points, series.NewPoint(domain.Year(y), domain.NewCell(float64(y-1990), math.NaN())))
	}
	return s.On(series.AsPublished)
}

// parted is a line with a break.
func parted(s series.Based, at int) series.Based {
	s.Breaks = append(s.Breaks, domain.Year(at))
	return s
}

// No direction is told from one side of a break to the other, and no level set beside
// another's before it.
func TestCourseStopsAtABreak(t *testing.T) {
	all := []series.Based{parted(lineOf("", 1, 9, 6, 2, 10, 11), 2003), parted(lineOf("", 1, 1, 2, 1, 2, 3), 2001)}
	set := lineSet{spec: new(Lines), all: all, labels: []domain.Text{{FI: "a"}, {FI: "b"}}, multiply: 1}
	for i, want := range []string{
		"laski arvosta 9 (2000) arvoon 2 (2002); alue muuttui 2003; nousi arvosta 10 (2003) arvoon 11 (2004)",
		"vain 1 (2000); alue muuttui 2001; nousi arvosta 2 (2001) arvoon 3 (2004); pienin 1 (2002)",
	} {
		if got := strings.Join(set.clauses(i, domain.Finnish), "; "); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if got, want := set.standing(domain.Finnish), "Vuosina 2003–2004 suurempi on a."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is suppressed and what is missing are told apart, year by year; the years that a
// survey every other year skips are no gaps.
func TestGapNotes(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		all  []series.Based
		want string
	}{
		{"none", []series.Based{lineOf("", 1, 1, 2, 3)}, ""},
		{"missing", []series.Based{lineOf("", 1, 1, nan, nan, 4, nan, 6)}, "Aukoissa tieto puuttuu: 2001–2002, 2004."},
		{"suppressed, at the ends too", []series.Based{lineOf("", 1, -1, 2, -1, -1, 5)}, "Aukoissa tieto on salattu: 2000, 2002–2003."},
		{"both, of one of two", []series.Based{lineOf("", 1, 1, -1, nan, 4), lineOf("", 1, 1, 2, 3, 4)}, "Aukoissa tieto on salattu: a 2001. Aukoissa tieto puuttuu: a 2002."},
		{"every other year", []series.Based{lineOf("", 2, 1, 2, 3, 4)}, ""},
		{"a round of it missing", []series.Based{lineOf("", 2, 1, 2, nan, 4, 5)}, "Aukoissa tieto puuttuu: 2004."},
		{"every other year, first the even ones", []series.Based{lineIn(2002, 2004, 2006, 2008, 2010, 2013, 2015, 2017)}, ""},
		{"the same, a round left out", []series.Based{lineIn(2002, 2004, 2006, 2010, 2013, 2015, 2017)}, "Aukoissa tieto puuttuu: 2008."},
		{"years of its own", []series.Based{lineIn(1999, 2000, 2001), lineIn(1999, 2000, 2001, 2002, 2003)}, "Tietoja on vain näiltä vuosilta: a 1999–2001."},
		{"suppressed to the end", []series.Based{lineOf("", 1, 1, 2, -1), lineOf("", 1, 1, 2, 3)}, "Aukoissa tieto on salattu: a 2002."},
		{"nothing at all", []series.Based{lineOf("", 1, nan, nan)}, ""},
	} {
		set := lineSet{spec: new(Lines), all: c.all, labels: []domain.Text{{FI: "a"}, {FI: "b"}}[:len(c.all)], multiply: 1}
		if got := strings.Join(in(domain.Finnish, set.gapNotes()), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Which line is the higher, and since when.
func TestStanding(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		all  []series.Based
		want string
	}{
		{[]series.Based{lineOf("", 1, 1, 2, 5, 6), lineOf("", 1, 2, 3, 4, 5)}, "Vuodesta 2002 suurempi on a."},
		{[]series.Based{lineOf("", 1, 1, 2), lineOf("", 1, 2, 3)}, "Suurempi on koko ajan b."},
		{[]series.Based{lineOf("", 1, 1, 4), lineOf("", 1, 2, 3)}, "Vuonna 2001 suurempi on a."},
		{[]series.Based{lineOf("", 1, 1, 3), lineOf("", 1, 2, 3)}, "Vuonna 2001 luvut ovat yhtä suuret."},
		{[]series.Based{lineOf("", 1, 1, 3), lineOf("", 1, 2, 4), lineOf("", 1, 2, 1)}, "Vuonna 2001 suurin on b, pienin c."},
		{[]series.Based{lineOf("", 1, 1, 3), lineOf("", 1, 2, nan)}, ""},
		{[]series.Based{lineOf(domain.UnitPercent, 1, 1, 3), lineOf("", 1, 2, 4)}, ""},
		{[]series.Based{lineOf("", 1, 1, 3)}, ""},
		{[]series.Based{lineOf("", 1, 1, 2, 30, 40), lineIn(2002, 2003)}, "Vuosina 2002–2003 suurempi on a."},
	} {
		set := lineSet{spec: new(Lines), all: c.all, labels: []domain.Text{{FI: "a"}, {FI: "b"}, {FI: "c"}}[:len(c.all)], multiply: 1}
		if got := set.standing(domain.Finnish); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
