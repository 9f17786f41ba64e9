package domain

import (
	"fmt"
	"strconv"
)

// Period is the time an observation is of, labelled as the source writes it:
// "2021". Periods of one kind sort as their labels do.
type Period string

// Years before and after these are taken for a slip of the pen, not a period.
const (
	minYear = 1700
	maxYear = 2200
)

// Year is the period of one calendar year.
func Year(y int) Period { return Period(strconv.Itoa(y)) }

// ParsePeriod reads a period as a source writes it: a four-digit year.
func ParsePeriod(s string) (Period, error) {
	y, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || y < minYear || y > maxYear {
		return "", fmt.Errorf("%q is not a period: expected a year such as 2021", s)
	}
	return Period(s), nil
}

// Year returns the calendar year the period begins in; 0 for a label that does
// not begin with four digits.
func (p Period) Year() int {
	if len(p) < 4 {
		return 0
	}
	y := 0
	for _, c := range []byte(p[:4]) {
		if c < '0' || c > '9' {
			return 0
		}
		y = 10*y + int(c-'0')
	}
	return y
}

// Time places the period on the axis of calendar years, for slopes per year.
func (p Period) Time() float64 { return float64(p.Year()) }

// YearRange is an inclusive range of calendar years; a zero end is open.
type YearRange struct{ From, To int }

// ParseYearRange reads "2000-2021", "2000–2021", "2000-", "-2021" or "2021";
// "" is every year.
func ParseYearRange(s string) (YearRange, error) {
	if s == "" {
		return YearRange{}, nil
	}
	from, to, isRange := cutDash(s)
	if !isRange {
		to = from
	}
	var r YearRange
	for _, end := range []struct {
		text string
		year *int
	}{{from, &r.From}, {to, &r.To}} {
		if end.text == "" {
			continue
		}
		p, err := ParsePeriod(end.text)
		if err != nil {
			return YearRange{}, fmt.Errorf("years %q: expected a year or a range such as 2000-2021", s)
		}
		*end.year = p.Year()
	}
	if r.From == 0 && r.To == 0 {
		return YearRange{}, fmt.Errorf("years %q: expected a year or a range such as 2000-2021", s)
	}
	if r.From != 0 && r.To != 0 && r.From > r.To {
		return YearRange{}, fmt.Errorf("years %q: the first year is after the last", s)
	}
	return r, nil
}

// Contains reports whether the period begins within the range.
func (r YearRange) Contains(p Period) bool {
	y := p.Year()
	return (r.From == 0 || y >= r.From) && (r.To == 0 || y <= r.To)
}

func cutDash(s string) (before, after string, found bool) {
	for i, c := range s {
		if c == '-' || c == '–' {
			return s[:i], s[i+len(string(c)):], true
		}
	}
	return s, "", false
}
