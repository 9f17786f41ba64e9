package source

import (
	"strconv"
	"strings"
	"unicode/utf8"
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
		b.WriteString("column " + strconv.Quote(r.Column) + ": ")
	}
	switch {
	case r.Column == "":
		b.WriteString("found " + excerpt(r.Found))
	case r.Found == "":
		b.WriteString("found nothing")
	default:
		b.WriteString("found " + strconv.Quote(excerpt(r.Found)))
	}
	b.WriteString(", expected " + r.Expected)
	if r.Hint != "" {
		b.WriteString("; " + r.Hint)
	}
	return b.String()
}

// excerptLength is how many bytes of a bad field are quoted back.
const excerptLength = 80

// excerpt cuts a text that is too long for a message, between characters.
func excerpt(s string) string {
	if len(s) <= excerptLength {
		return s
	}
	cut := excerptLength
	for cut > excerptLength-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
