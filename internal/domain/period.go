package domain

import (
	"fmt"
	"strconv"
	"strings"
)

// Period is the time an observation is of, by its one label:
//
//	2021        a calendar year
//	2017–2019   several calendar years, an average or a sum over them
//	2011/12     a year that begins in one calendar year and ends in the next
//	2023Q1      a quarter
//	2023-05     a month
//
// Years are parted by an en dash, so that a range is never taken for a month.
// ParsePeriod reads the other ways to write these. Labels of one kind sort as
// plain text in order of time, those of several kinds by the year they begin in.
// The zero Period is none.
type Period string

// Length is how long a period is.
type Length uint8

// The lengths of periods, with an example of each.
const (
	OneYear      Length = iota // 2021
	SeveralYears               // 2017–2019
	SplitYear                  // 2011/12
	Quarter                    // 2023Q1
	Month                      // 2023-05
)

// Years before and after these are taken for a slip of the pen, not a period.
const (
	minYear = 1700
	maxYear = 2200
)

// yearDigits is how many digits a year has; what else there is of a label
// follows them.
const yearDigits = 4

// Year is the period of one calendar year; of the year 0, none.
func Year(y int) Period {
	if y == 0 {
		return ""
	}
	return Period(strconv.Itoa(y))
}

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p == "" }

// IsYear reports whether the period is labelled as one calendar year; whether
// that can be one, ParsePeriod says.
func (p Period) IsYear() bool { return len(p) == yearDigits && p.Year() != 0 }

// Length is how long the period is and, of a quarter or a month, which of its
// year it is: 1 for the first.
func (p Period) Length() (l Length, nth int) {
	if len(p) <= yearDigits {
		return OneYear, 0
	}
	switch rest := string(p[yearDigits:]); {
	case isMonth(rest, "-"):
		return Month, 10*int(rest[1]-'0') + int(rest[2]-'0')
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		return Quarter, int(rest[1] - '0')
	case rest[0] == '/':
		return SplitYear, 0
	case strings.HasPrefix(rest, "–"):
		return SeveralYears, 0
	}
	return OneYear, 0
}

// ParsePeriod reads a period in any of the ways sources write it and gives it
// its one label: "2017-2019" is 2017–2019, "2011/2012" 2011/12, "2023M05"
// 2023-05, "2023 Q1", "2023/Q1", "2023 I" and Statistics Sweden's "2023K1" (kvartal)
// 2023Q1, and the year stands last in "05/2023".
// "2011-12" is December 2011, as in ISO 8601, never two years.
func ParsePeriod(s string) (Period, error) {
	year, ok := "", false
	if len(s) == len("04/2022") && s[2] == '/' && s[0] != 'Q' { // the year last, as people write it
		s = s[3:] + "/" + s[:2]
	}
	if len(s) >= yearDigits {
		year = s[:yearDigits]
		_, ok = wholeYear(year)
	}
	if ok {
		if rest, ok := canonicalRest(year, s[yearDigits:]); ok {
			return Period(year + rest), nil
		}
	}
	return "", fmt.Errorf("%q is not a period: expected a year such as 2021, or 2017–2019, 2023/24, 2023Q1 or 2023-05", s)
}

// canonicalRest is what follows the first year in a period's label, given
// what follows it in the source.
func canonicalRest(year, rest string) (string, bool) {
	switch {
	case rest == "":
		return "", true
	case isMonth(rest, "-"), isMonth(rest, "M"):
		return "-" + rest[1:], true
	case isQuarter(rest[1:]) && (rest[0] == '/' || rest[0] == '-'):
		return "Q" + rest[2:], true
	case rest[0] == '/':
		if next, ok := splitYear(year, rest[1:]); ok {
			return next, true
		}
		return "-" + rest[1:], isMonth(rest, "/")
	case rest[0] == ' ' && romanQuarters[rest[1:]] != "":
		return "Q" + romanQuarters[rest[1:]], true
	}
	if last, ok := afterDash(rest); ok {
		_, ok = wholeYear(last)
		return "–" + last, ok && last > year
	}
	q := strings.TrimPrefix(rest, " ")
	if isQuarter(q) {
		return "Q" + q[1:], true
	}
	return "", false
}

// romanQuarters are the quarters of a year as many tables number them.
var romanQuarters = map[string]string{"I": "1", "II": "2", "III": "3", "IV": "4"}

func isQuarter(s string) bool {
	return len(s) == 2 && (s[0] == 'Q' || s[0] == 'K') && '1' <= s[1] && s[1] <= '4'
}

// splitYear is the end of a label such as 2011/12, whose second year, of two
// or four digits, must be the one after the first.
func splitYear(first, second string) (string, bool) {
	y, _ := strconv.Atoi(first)
	next := strconv.Itoa(y + 1)
	if second != next && second != next[2:] {
		return "", false
	}
	return "/" + next[2:], true
}

// isMonth reports whether s is a month of two digits after the mark.
func isMonth(s, mark string) bool {
	m, found := strings.CutPrefix(s, mark)
	return found && len(m) == 2 && "01" <= m && m <= "12" && m[1] >= '0' && m[1] <= '9'
}

// afterDash is what follows a hyphen or dash, with or without spaces around it.
func afterDash(s string) (string, bool) {
	before, after, found := cutDash(s)
	return strings.TrimPrefix(after, " "), found && (before == "" || before == " ")
}

// wholeYear reads a year of four digits that may be meant.
func wholeYear(s string) (int, bool) {
	y := Period(s).Year()
	return y, len(s) == yearDigits && y >= minYear && y <= maxYear
}

// Year returns the calendar year the period begins in; 0 for a label that does
// not begin with four digits.
func (p Period) Year() int {
	if len(p) < yearDigits {
		return 0
	}
	y := 0
	for _, c := range []byte(p[:yearDigits]) {
		if c < '0' || c > '9' {
			return 0
		}
		y = 10*y + int(c-'0')
	}
	return y
}

// LastYear returns the last calendar year of a period of several, and Year of
// every other: 2011/12 is one year long and counts as the one it begins in.
func (p Period) LastYear() int {
	if len(p) <= yearDigits {
		return p.Year()
	}
	if _, last, found := strings.Cut(string(p), "–"); found {
		return Period(last).Year()
	}
	return p.Year()
}

// Time places the beginning of the period on the axis of calendar years, for
// slopes per year: 2021, 2021/22, 2021–2023, 2021-01 and 2021Q1 are all at
// 2021, 2021-07 and 2021Q3 at 2021.5. Within which month 2021/22 begins its
// label does not say.
func (p Period) Time() float64 {
	t := float64(p.Year())
	switch l, nth := p.Length(); l {
	case Month:
		return t + float64(nth-1)/12
	case Quarter:
		return t + float64(nth-1)/4
	}
	return t
}

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
		y, ok := wholeYear(end.text)
		if !ok {
			return YearRange{}, fmt.Errorf("%q: expected a year or a range such as 2000-2021", s)
		}
		*end.year = y
	}
	if r.From == 0 && r.To == 0 {
		return YearRange{}, fmt.Errorf("%q: expected a year or a range such as 2000-2021", s)
	}
	if r.From != 0 && r.To != 0 && r.From > r.To {
		return YearRange{}, fmt.Errorf("%q: the first year is after the last", s)
	}
	return r, nil
}

// String is the range as ParseYearRange reads it: "2000-2021", "2000-".
func (r YearRange) String() string {
	if r == (YearRange{}) {
		return ""
	}
	return string(Year(r.From) + "-" + Year(r.To))
}

// Contains reports whether the period lies within the range: a period of
// several years with all of them, every other with the year it begins in.
func (r YearRange) Contains(p Period) bool {
	return (r.From == 0 || p.Year() >= r.From) && (r.To == 0 || p.LastYear() <= r.To)
}

func cutDash(s string) (before, after string, found bool) {
	for i, c := range s {
		if c == '-' || c == '–' {
			return s[:i], s[i+len(string(c)):], true
		}
	}
	return s, "", false
}
