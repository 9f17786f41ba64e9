package mapping

import (
	"regexp"
	"strings"
)

// scales are words for figures in thousands, and in thousands of those.
var scales = []struct {
	thousands int
	words     *regexp.Regexp
}{
	{3, regexp.MustCompile(`\b(?:miljard\w*|mrd\.?|billions?)(?:\s|$|[^\pL])`)},
	{2, regexp.MustCompile(`(?:^|[^\pL])(?:milj\.?|miljoon\w*|miljon(?:er)?|million(?:s|en|er)?|mn|mio|meur|mkr|m€)(?:$|[^\pL])`)},
	{1, regexp.MustCompile(`(?:^|[^\d/,.])1[ .,]?000[ ]?(?:€|eur\b|euro|e\b|kr\b|kronor|\)|$)|(?:^|[^\pL])(?:tuhat|tuhatta|tuhansi\pL*|tusental|tusen|thousands?|t€|k€|teur|keur|tkr|te)(?:$|[^\pL])`)},
}

// rateWords tell a rate, "1 000 asukasta kohti", from figures in thousands.
var rateWords = regexp.MustCompile(`(?:^|[^\pL])(?:kohti|kohden|per|promille)(?:$|[^\pL])|/ ?(?:1|tu|th|mi)`)

// ScaleOf is in what a header says that its figures are: 1 for thousands, 2 for
// millions, 3 for milliards; 0 where it does not say.
func ScaleOf(words string) int {
	words = strings.Map(func(c rune) rune {
		if c == '\u00a0' || c == '\u202f' || c == '\u2009' {
			return ' '
		}
		return c
	}, strings.ToLower(words))
	if rateWords.MatchString(words) {
		return 0
	}
	for _, s := range scales {
		if s.words.MatchString(words) {
			return s.thousands
		}
	}
	return 0
}

// IsMoney reports whether a header says that its figures are euros.
func IsMoney(words string) bool {
	return euros.MatchString(strings.ToLower(words))
}

var euros = regexp.MustCompile(`€|(?:^|[^\pL])(?:eur|teur|keur|euro\pL{0,2}|te)(?:$|[^\pL])`)

// ScaleName is what figures of a scale are in.
func ScaleName(thousands int) string {
	return [...]string{"", "thousands", "millions", "milliards"}[min(thousands, 3)]
}

// How numbers are taken that a workbook shows in thousands: as it shows them, or as
// they are stored.
const (
	ScaledShown  = "shown"
	ScaledStored = "stored"
)
