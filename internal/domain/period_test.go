package domain

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestParsePeriod(t *testing.T) {
	for _, s := range []string{"1700", "1990", "2021", "2200"} {
		p, err := ParsePeriod(s)
		if err != nil || string(p) != s || strconv.Itoa(p.Year()) != s || Year(p.Year()) != p || p.Time() != float64(p.Year()) {
			t.Errorf("ParsePeriod(%q) = %q, %v", s, p, err)
		}
	}
	// "2011-12" is a month, so two digits are never the end of a range.
	for _, s := range []string{
		"", "21", "02021", "+202", "-202", "2021 ", " 2021", "2021,0", "20.1", "1699", "2201", "9999", "٢٠٢١", "vuosi",
		"2019-2017", "2019–2019", "2017–2201", "2017–19", "2017-19", "2017--2019", "2017-2018-2019", "2017_2019", "2017–",
		"2023/25", "2023/23", "2023/2025", "2023/4", "2023/", "2023-00", "2023-13", "2023-5", "2023-1x", "2023M5", "2023M00", "2023m05",
		"2023Q0", "2023Q5", "2023/Q5", "13/2023", "4/2022", "2022 V", "I/2022", "2023/00", "2023Q", "2023Q11", "2023  Q1", "2023W05", "2023H1", "2023-05-01",
	} {
		if p, err := ParsePeriod(s); err == nil {
			t.Errorf("ParsePeriod(%q) = %q, want an error", s, p)
		} else if !strings.Contains(err.Error(), "expected a year such as 2021") {
			t.Errorf("ParsePeriod(%q): %v: does not say what was expected", s, err)
		}
	}
}

// Every way of writing a period has one label. diak_Aikasarjadata.xlsx writes
// "2017-2019" for a mean of three years, Fingertips "2011/12" for a financial
// year, PxWeb "2023M05" for a month, Statistics Sweden "2023K1" for a quarter.
func TestPeriodLabels(t *testing.T) {
	for _, tt := range []struct {
		written     string
		label       Period
		first, last int
		time        float64
	}{
		{"2021", "2021", 2021, 2021, 2021},
		{"2017-2019", "2017–2019", 2017, 2019, 2017},
		{"2017–2019", "2017–2019", 2017, 2019, 2017},
		{"2017 – 2019", "2017–2019", 2017, 2019, 2017},
		{"2017 - 2019", "2017–2019", 2017, 2019, 2017},
		{"2011/12", "2011/12", 2011, 2011, 2011},
		{"2011/2012", "2011/12", 2011, 2011, 2011},
		{"1999/00", "1999/00", 1999, 1999, 1999},
		{"2023-05", "2023-05", 2023, 2023, 2023 + 4./12},
		{"2023M05", "2023-05", 2023, 2023, 2023 + 4./12},
		{"2011-12", "2011-12", 2011, 2011, 2011 + 11./12},
		{"2023-10", "2023-10", 2023, 2023, 2023.75},
		{"2023Q1", "2023Q1", 2023, 2023, 2023},
		{"2023 Q3", "2023Q3", 2023, 2023, 2023.5},
		{"2023K4", "2023Q4", 2023, 2023, 2023.75},
		{"2023/Q4", "2023Q4", 2023, 2023, 2023.75},
		{"2023-Q2", "2023Q2", 2023, 2023, 2023.25},
		{"2022 I", "2022Q1", 2022, 2022, 2022},
		{"2022 IV", "2022Q4", 2022, 2022, 2022.75},
		{"2022/03", "2022-03", 2022, 2022, 2022 + 2./12},
		{"04/2022", "2022-04", 2022, 2022, 2022.25},
		{"2011/12", "2011/12", 2011, 2011, 2011}, // and not December, as 2011-12 is
	} {
		p, err := ParsePeriod(tt.written)
		if err != nil || p != tt.label || p.Year() != tt.first || p.LastYear() != tt.last || p.Time() != tt.time {
			t.Errorf("%q is %q of %d to %d at %v (%v), want %q of %d to %d at %v", tt.written, p, p.Year(), p.LastYear(), p.Time(), err, tt.label, tt.first, tt.last, tt.time)
		}
	}
}

func TestPeriodLength(t *testing.T) {
	for p, want := range map[Period]struct {
		length Length
		nth    int
		year   bool
	}{
		"2021": {OneYear, 0, true}, "2017–2019": {SeveralYears, 0, false}, "2011/12": {SplitYear, 0, false},
		"2023Q1": {Quarter, 1, false}, "2023Q4": {Quarter, 4, false}, "2023-05": {Month, 5, false}, "2011-12": {Month, 12, false},
		"": {OneYear, 0, false}, "vuosi": {OneYear, 0, false}, "2023Q7": {OneYear, 0, false}, "2023-13": {OneYear, 0, false}, // no periods
	} {
		if length, nth := p.Length(); length != want.length || nth != want.nth || p.IsYear() != want.year {
			t.Errorf("%q: length %d, nth %d, a year: %t; want %+v", p, length, nth, p.IsYear(), want)
		}
	}
	if !Year(0).IsZero() || Year(2021).IsZero() || Year(0).LastYear() != 0 {
		t.Error("the year 0 is no period")
	}
}

// Labels sort as text in order of time, which the axes of panels rely on.
func TestPeriodsSortInTime(t *testing.T) {
	for _, inOrder := range [][]Period{
		{"1999", "2000", "2021"},
		{"1999–2001", "2000–2002", "2017–2019", "2017–2020", "2018–2020"},
		{"1998/99", "1999/00", "2000/01", "2009/10", "2010/11"},
		{"1999-12", "2000-01", "2000-09", "2000-10", "2000-11", "2001-01"},
		{"1999Q4", "2000Q1", "2000Q2", "2001Q1"},
		{"2020", "2020-12", "2020/21", "2020Q4", "2020–2022", "2021", "2021-01", "2021Q1"},
	} {
		if !slices.IsSorted(inOrder) {
			t.Errorf("%q do not sort as they are", inOrder)
		}
		for i := range inOrder[1:] {
			a, b := inOrder[i], inOrder[i+1]
			if len(a) == len(b) && a[4:min(5, len(a))] == b[4:min(5, len(b))] && a.Time() > b.Time() {
				t.Errorf("%s at %v, %s at %v", a, a.Time(), b, b.Time())
			}
		}
	}
}

func TestPeriodYear(t *testing.T) {
	for p, want := range map[Period]int{"2021": 2021, "2017–2019": 2017, "2011/12": 2011, "": 0, "202": 0, "+123": 0, "-123": 0, "20a1": 0, "vuosi": 0} {
		if got := p.Year(); got != want {
			t.Errorf("Period(%q).Year() = %d, want %d", p, got, want)
		}
	}
}

func TestParseYearRange(t *testing.T) {
	for s, want := range map[string]YearRange{
		"":          {},
		"2021":      {2021, 2021},
		"2000-2021": {2000, 2021},
		"2000–2021": {2000, 2021}, // the en dash of a Finnish text
		"2000-":     {2000, 0},
		"–2021":     {0, 2021},
		"2021-2021": {2021, 2021},
	} {
		got, err := ParseYearRange(s)
		if err != nil || got != want {
			t.Errorf("ParseYearRange(%q) = %v, %v, want %v", s, got, err, want)
		}
		if again, err := ParseYearRange(got.String()); err != nil || again != got {
			t.Errorf("%q is written %q, which is %v, %v", s, got.String(), again, err)
		}
	}
	for s, why := range map[string]string{
		"-":              "expected",
		"–":              "expected",
		"2021-2000":      "the first year is after the last",
		"2000--2021":     "expected",
		"2000-2010-2021": "expected",
		"2000 2021":      "expected",
		"all":            "expected",
		"21-22":          "expected",
	} {
		got, err := ParseYearRange(s)
		if err == nil || !strings.Contains(err.Error(), why) || !strings.Contains(err.Error(), s) {
			t.Errorf("ParseYearRange(%q) = %v, %v, want an error that quotes it and says %q", s, got, err, why)
		}
		if got != (YearRange{}) {
			t.Errorf("ParseYearRange(%q) gave %v beside its error", s, got)
		}
	}
}

func TestYearRangeContains(t *testing.T) {
	for _, c := range []struct {
		r    YearRange
		p    Period
		want bool
	}{
		{YearRange{}, "1990", true},
		{YearRange{2000, 2021}, "1999", false},
		{YearRange{2000, 2021}, "2000", true},
		{YearRange{2000, 2021}, "2021", true},
		{YearRange{2000, 2021}, "2022", false},
		{YearRange{From: 2000}, "2100", true},
		{YearRange{To: 2000}, "2001", false},
		{YearRange{2016, 2020}, "2017–2019", true},
		{YearRange{2017, 2019}, "2017–2019", true},
		{YearRange{2018, 2020}, "2017–2019", false},
		{YearRange{2017, 2018}, "2017–2019", false}, // a mean that takes in 2019 is not of the years asked for
		{YearRange{2011, 2011}, "2011/12", true},
		{YearRange{2012, 2012}, "2011/12", false},
		{YearRange{2023, 2023}, "2023-12", true},
		{YearRange{2023, 2023}, "2023Q4", true},
	} {
		if got := c.r.Contains(c.p); got != c.want {
			t.Errorf("%v contains %s: %v, want %v", c.r, c.p, got, c.want)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2021", "1699", "+202", "202\x00", "2017-2019", "2017 – 2019", "1999/2000", "2023M05", "2023 Q1", "2011-12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			if p != "" {
				t.Errorf("%q: gave %q beside its error", s, p)
			}
			return
		}
		if again, err := ParsePeriod(string(p)); err != nil || again != p {
			t.Errorf("%q: %q is read back as %q, %v", s, p, again, err)
		}
		first, last, at := p.Year(), p.LastYear(), p.Time()
		if first < minYear || last < first || last > maxYear || at < float64(first) || at >= float64(first+1) {
			t.Errorf("%q: %q is of %d to %d, at %v", s, p, first, last, at)
		}
		if !(YearRange{first, last}).Contains(p) || (YearRange{From: first + 1}).Contains(p) || (YearRange{To: last - 1}).Contains(p) {
			t.Errorf("%q: %q lies in the wrong years", s, p)
		}
	})
}

func FuzzParseYearRange(f *testing.F) {
	for _, s := range []string{"", "2021", "2000-2021", "2000–", "-", "2021-2000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseYearRange(s)
		if err != nil {
			return
		}
		for _, y := range []int{r.From, r.To} {
			if y != 0 && !r.Contains(Year(y)) {
				t.Errorf("%q: %v does not contain its own end %d", s, r, y)
			}
		}
		if r.From != 0 && r.Contains(Year(r.From-1)) || r.To != 0 && r.Contains(Year(r.To+1)) {
			t.Errorf("%q: %v reaches beyond its ends", s, r)
		}
		if r == (YearRange{}) && s != "" {
			t.Errorf("%q was read as every year", s)
		}
	})
}
