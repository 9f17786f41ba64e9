package domain

import (
	"strings"

	"kuvio/internal/late"
)

var (
	// producerAtEnd is who publishes an indicator, at the end of its title: "(THL)".
	producerAtEnd = late.Regexp(`\s*\(\p{Lu}[\p{Lu}/]+\)\s*$`)
	// measureIn finds where a title goes over from what is counted to its measure:
	// ", % vastaavanikäisestä väestöstä", " / 1 000 asukasta", " per 1,000 persons",
	// ", as % of all families", ", 1 000 euroa", " i euro / invånare", ", lkm".
	measureIn = late.Regexp(`(?i),?\s+(?:as\s+|i\s+)?(%\s?\p{L}.*|%|/ ?1[\d \x{a0},]*.*|per 1[\d \x{a0},]{3,}.*)$` +
		`|(?i),\s+((?:1[ \x{a0},]000\s+|milj\S*\s+)?(?:euroa?|euros|prosenttia|procent|per cent|lkm|antal|number)\b.*)$` +
		`|(?i)\s+i\s+((?:1[ \x{a0}]000\s+)?euro\b.*)$`)
)

// TitleParts divides an indicator's title into what it counts and in what, "" where
// the title does not say: "Sijoitetut 0–17-vuotiaat" and "% vastaavanikäisestä
// väestöstä". The producer in brackets at the end belongs to neither.
func TitleParts(title string) (counted, measure string) {
	title = producerAtEnd().ReplaceAllString(strings.TrimSpace(title), "")
	at := measureIn().FindStringSubmatchIndex(title)
	if at == nil || at[0] == 0 {
		return title, ""
	}
	for group := 2; group < len(at); group += 2 {
		if at[group] >= 0 {
			measure = title[at[group]:at[group+1]]
		}
	}
	return title[:at[0]], measure
}
