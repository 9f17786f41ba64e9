package canvas

import (
	"slices"
	"strings"
	"unicode"
)

// leastPiece is how many letters stand at least before a hyphen that we add and
// after it.
const leastPiece = 3

const (
	finnishVowels     = "aeiouyäöå"
	finnishConsonants = "bcdfghjklmnpqrstvwxzšž"
)

// lastParts are beginnings of words that end compounds and go against the rule of
// syllables: "vanhempain-ohjaus", not "vanhempai-nohjaus".
var lastParts = []string{"psyk", "psyy", "ohjau", "alue", "asuk", "osuu", "osasto", "ilmoit", "ikäi", "opetu", "oppil", "yksik", "yhdist", "edist", "ehkäis"}

// longestPart is how many letters of a word tell which of lastParts begins it.
const longestPart = 6

// finnishBreak is the last place, in bytes and at most so many, where a Finnish
// word may be divided: before the last consonant of those that a vowel follows
// (Kielitoimiston ohjepankki, "Tavutus"), so far as both pieces are long enough to
// be read; 0 where there is none. Places between two vowels, which are in one
// syllable or in two, are left out, and so are those beside what is no letter.
func finnishBreak(word string, most int) int {
	head := []rune(word[:most])
	// What stands further on than a part is told by does not matter.
	all := append(head, []rune(word[most:min(len(word), most+4*longestPart)])...)
	for i, r := range all {
		all[i] = unicode.ToLower(r)
	}
	for i := len(head); i >= leastPiece; i-- {
		if i+leastPiece <= len(all) && allLetters(all[i-leastPiece:i+leastPiece]) && breaksBefore(all, i) {
			return len(string([]rune(word[:most])[:i]))
		}
	}
	return 0
}

// breaksBefore reports whether a word may be divided before its rune i.
func breaksBefore(word []rune, i int) bool {
	switch {
	case beginsPart(word, i):
		return true
	case i+1 < len(word) && beginsPart(word, i+1), beginsPart(word, i-1):
		return false
	}
	return isConsonant(word[i]) && i+1 < len(word) && isVowel(word[i+1])
}

// beginsPart reports whether the last part of a compound begins at rune i, after
// a part that is long enough to be one.
func beginsPart(word []rune, i int) bool {
	if i <= leastPiece || word[i] == word[i-1] {
		return false
	}
	rest := string(word[i:min(len(word), i+longestPart)])
	if after, ok := strings.CutPrefix(rest, "otto"); ok { // huostaanotto, but tunnottomuus
		return word[i-1] == 'n' && !strings.HasPrefix(after, "m")
	}
	return slices.ContainsFunc(lastParts, func(p string) bool { return strings.HasPrefix(rest, p) })
}

func isVowel(r rune) bool     { return strings.ContainsRune(finnishVowels, r) }
func isConsonant(r rune) bool { return strings.ContainsRune(finnishConsonants, r) }

func allLetters(part []rune) bool {
	return !slices.ContainsFunc(part, func(r rune) bool { return !isVowel(r) && !isConsonant(r) })
}
