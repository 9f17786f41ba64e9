package mapping

import (
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// Times is how the labels of one table are read that could be two things. In
// ISO 8601 "2011-12" is December, in school and fiscal statistics the year from
// 2011 to 2012; "2011/12" is rather the year, and beside "2011/03" the month.
// What the labels say together is certain where one of them cannot be the one or
// the other: "2012-13" is no month, and "2010-03" no such year.
type Times struct {
	kind timeKind
	Ask  bool // every label could be either
}

type timeKind uint8

const (
	eachForItself timeKind = iota
	months
	splitYears
)

// pairedYear is a year with two digits after it.
var pairedYear = late.Regexp(`^(\d{4})( ?[-–/] ?)(\d{2})$`)

// ReadTimes settles how a table's labels of time are read: as the mapping says,
// else as they show together.
func (m *Mapping) ReadTimes(labels []string) Times {
	if m != nil && m.SplitYears != nil {
		if *m.SplitYears {
			return Times{kind: splitYears}
		}
		return Times{kind: months}
	}
	var month, split, either bool
	for _, label := range labels {
		w, ok := readPeriod(label, func(s string) (domain.Period, error) {
			year, next, both := paired(s)
			if year == "" {
				return domain.ParsePeriod(s)
			}
			_, err := domain.ParsePeriod(year)
			switch {
			case err != nil:
			case both:
				either = either || s[4] != '/' // which is a year unless others are months
			case next:
				split = true
			default:
				month = true
			}
			return domain.Period(year), err
		})
		if ok && len(w.Period) > 4 && w.Period[4] == '-' { // "2000M01", whose kind is certain
			month = true
		}
	}
	switch {
	case month && !split:
		return Times{kind: months}
	case split && !month:
		return Times{kind: splitYears}
	}
	return Times{Ask: either && !month}
}

// paired takes a label such as "2011-12" apart: next tells that the second year
// follows the first, both that it may be a month as well. "" where it is none.
func paired(s string) (year string, next, both bool) {
	if len(s) < len("2011-12") || len(s) > len("2011 – 12") || s[0]-'0' > 9 || s[4]-'0' <= 9 { // as nearly every cell of a table is
		return "", false, false
	}
	m := pairedYear().FindStringSubmatch(s)
	if m == nil {
		return "", false, false
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[3])
	next = second == (first+1)%100
	month := 1 <= second && second <= 12 && m[2] != "–"
	if !next && !month {
		return "", false, false
	}
	return m[1], next, next && month
}

// Read reads a label of time, with the marks and flags that tables give it.
func (t Times) Read(label string) (When, bool) { return readPeriod(label, t.parse) }

// parse reads a label without marks and flags.
func (t Times) parse(s string) (domain.Period, error) {
	year, next, both := paired(s)
	switch second := s[max(len(s)-2, 0):]; {
	case year == "":
	case next && (!both || t.kind == splitYears):
		s = year + "/" + second
	case both && t.kind == months:
		s = year + "-" + second
	}
	return domain.ParsePeriod(s)
}
