package record

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/source/content"
)

// Reject is a row or cell that could not be read. It is an error a person can
// act on:
//
//	visits.csv:17: column "primary value": found "12..5", expected a number with a decimal point
type Reject struct {
	File     string
	Place    Place
	Column   string // empty where the row as a whole is wrong
	Found    string
	Expected string
	Hint     string // what to do next; may be empty
}

func (r Reject) Error() string {
	var b strings.Builder
	b.WriteString(r.File + ":" + r.Place.String() + ": ")
	if r.Column != "" {
		b.WriteString("column " + strconv.Quote(content.Excerpt(r.Column)) + ": ")
	}
	switch {
	case r.Column == "":
		b.WriteString("found " + content.Excerpt(r.Found))
	case r.Found == "":
		b.WriteString("found nothing")
	default:
		b.WriteString("found " + strconv.Quote(content.Excerpt(r.Found)))
	}
	b.WriteString(", expected " + r.Expected)
	if r.Hint != "" {
		b.WriteString("; " + r.Hint)
	}
	return b.String()
}

// What rejects of several readers expect.
const (
	ExpectYear      = "a year such as 2021"
	ExpectPeriod    = "a period such as 2021, 2017–2019, 2023/24, 2023Q1 or 2023-05"
	ExpectIndicator = "an indicator's id such as 191"
	ExpectGender    = "yhteensä, miehet or naiset, or the same in Swedish or English"
	HintGender      = "a mapping says what other words are (genders:)"
	ExpectPoint     = "a number with a decimal point"
	ExpectComma     = "a number with a decimal comma"
	ExpectCount     = "a count of 0 or more"
)

// LongLine is the reject of a line that is passed over unread.
func LongLine(line int) Reject {
	return Reject{
		Place:    Place{Line: line},
		Found:    "a line of over 1 MiB",
		Expected: "a row of text",
		Hint:     "look for a line break that is missing",
	}
}

// WrongCount is the reject of a row with too many or too few columns.
func WrongCount(at Place, found, expected int) Reject {
	j := Reject{Place: at, Found: content.Plural(found, "column"), Expected: fmt.Sprint(expected)}
	if found < expected {
		j.Hint = "the row may have been cut off: download the file again"
	} else {
		j.Hint = "look for a semicolon too many"
	}
	return j
}

// IsCount reports whether a count can stand beside a value. A net change
// (migration, a deficit) counts below zero with a value that does too, or
// that was rounded to zero.
func IsCount(count, value float64) bool {
	return count >= 0 || math.IsNaN(count) || value <= 0
}
