package mapping

import (
	"maps"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/sheet"
)

// WordKey is the form in which a file's words and headers are compared with those
// of a mapping: in lower case, composed, one space between words, and without
// footnote marks.
func WordKey(s string) string {
	return strings.ToLower(content.Squeeze(sheet.StripMarks(content.Title(s))))
}

// byKey has a mapping's words by their keys. Two words with one key and different
// answers are a fault: which of them holds would be chance.
func byKey(key string, said map[string]string) (map[string]string, *fault) {
	if len(said) == 0 {
		return nil, nil
	}
	answers, first := make(map[string]string, len(said)), make(map[string]string, len(said))
	for _, word := range slices.Sorted(maps.Keys(said)) {
		k := WordKey(word)
		if other, met := first[k]; met && answers[k] != said[word] {
			return nil, faultf("$."+key, "%s: %q (%s) and %q (%s) are one word: expected it once", key, other, answers[k], word, said[word])
		}
		first[k], answers[k] = word, said[word]
	}
	return answers, nil
}

// RegionSaid is what the mapping says of a word for a region: a reference, or Skip.
func (m *Mapping) RegionSaid(word string) (ref string, ok bool) {
	if m == nil || len(m.Regions) == 0 {
		return "", false
	}
	if ref, ok = m.Regions[word]; !ok { // of a row of a table: as it is written first
		ref, ok = m.regionsByKey[WordKey(word)]
	}
	return ref, ok
}

// genderSaid is what the mapping says of a word for a gender: by its label, or
// by its code as it is written.
func (m *Mapping) genderSaid(w Word) (domain.Gender, bool) {
	if m == nil || len(m.Genders) == 0 {
		return "", false
	}
	is, ok := m.gendersByKey[WordKey(w.Label)]
	if !ok && w.Code != "" {
		is, ok = m.Genders[w.Code]
	}
	return domain.Gender(is), ok
}
