package mapping

import (
	"regexp"
	"strings"
	"sync"
)

// scaleWords are what headers say of the scale of figures.
type scaleWords struct {
	rate      *regexp.Regexp // "1 000 asukasta kohti", which is no scale
	euros     *regexp.Regexp
	thousands [4]*regexp.Regexp // and thousands of those
}

// saidOfScale is compiled when a header is first read: most commands read none, and
// all would wait for it.
var saidOfScale = sync.OnceValue(func() (w scaleWords) {
	w.rate = regexp.MustCompile(`(?:^|[^\pL])(?:kohti|kohden|per|promille)(?:$|[^\pL])|/ ?(?:1|tu|th|mi)`)
	w.euros = regexp.MustCompile(`€|(?:^|[^\pL])(?:eur|teur|keur|euro\pL{0,2}|te)(?:$|[^\pL])`)
	w.thousands[3] = regexp.MustCompile(`\b(?:miljard\w*|mrd\.?|billions?)(?:\s|$|[^\pL])`)
	w.thousands[2] = regexp.MustCompile(`(?:^|[^\pL])(?:milj\.?|miljoon\w*|miljon(?:er)?|million(?:s|en|er)?|mn|mio|meur|mkr|m€)(?:$|[^\pL])`)
	w.thousands[1] = regexp.MustCompile(`(?:^|[^\d/,.])1[ .,]?000[ ]?(?:€|eur\b|euro|e\b|kr\b|kronor|\)|$)|(?:^|[^\pL])(?:tuhat|tuhatta|tuhansi\pL*|tusental|tusen|thousands?|t€|k€|teur|keur|tkr|te)(?:$|[^\pL])`)
	return w
})

// ScaleOf is in what a header says that its figures are: 1 for thousands, 2 for
// millions, 3 for milliards; 0 where it does not say.
func ScaleOf(words string) int {
	words = strings.Map(func(c rune) rune {
		if c == '\u00a0' || c == '\u202f' || c == '\u2009' {
			return ' '
		}
		return c
	}, strings.ToLower(words))
	said := saidOfScale()
	if said.rate.MatchString(words) {
		return 0
	}
	for thousands := len(said.thousands) - 1; thousands > 0; thousands-- {
		if said.thousands[thousands].MatchString(words) {
			return thousands
		}
	}
	return 0
}

// IsMoney reports whether a header says that its figures are euros.
func IsMoney(words string) bool {
	return saidOfScale().euros.MatchString(strings.ToLower(words))
}

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
