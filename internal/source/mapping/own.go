package mapping

import (
	"strings"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// ownCategory is a word for areas that the catalogue does not have, of 31 letters at
// most: an expression that counts them takes a megabyte.
var ownCategory = late.Regexp(`^\p{Ll}[\p{Ll}0-9-]+$`)

// OwnCategory reads a word of one's own for a category of areas, "postinumero"
// or "kommun-se"; false for one that the catalogue has, or that means something
// else in a reference.
func OwnCategory(word string) (domain.Category, bool) {
	word = strings.ToLower(word)
	return domain.Category(word), utf8.RuneCountInString(word) <= 31 && ownCategory().MatchString(word) && !domain.ReferenceWord(word) && !Listed(word)
}

// NamesAreas reports whether a header is, or begins with, the mapping's category of
// one's own: "Postinumeroalue" of postinumero.
func (m *Mapping) NamesAreas(header string) bool {
	if m == nil || m.Category == "" || Listed(m.Category) {
		return false
	}
	return strings.HasPrefix(HeaderKey(header), HeaderKey(m.Category))
}

// Listed reports whether the catalogue has areas of the category a word names.
func Listed(word string) bool {
	_, ok := listedCategory(word)
	return ok
}

// listedCategory is a category that the catalogue has, as files write it.
func listedCategory(word string) (string, bool) {
	if category, ok := Category(word); ok {
		return category, true
	}
	category, err := domain.ParseCategory(word)
	return strings.ToUpper(string(category)), err == nil
}

// codeFirst is a cell of a code and a name: "40100 Jyväskylä", "0180 - Stockholm",
// "E06000012, North East Lincolnshire", "091 101 Vironniemi".
var codeFirst = late.Regexp(`^(\d+(?: \d+)*|[A-Z]{1,4}\d[\dA-Z]+)(?:\s*[-–—:,;|]\s*|\s+)(\S.*)$`)

// codeLast is the same with the code in brackets: "Jyväskylä (40100)".
var codeLast = late.Regexp(`^(\S.*?)\s*[(\[](\d{3,}|[A-Z]{1,4}\d[\dA-Z]+)[)\]]$`)

// yearLike is a number that behind a name may be the year of a division.
var yearLike = late.Regexp(`^(?:19|20)\d\d$`)

// OwnRegion reads a cell that names an area of a category of one's own: a code
// as it is written, zeros and all, a name, or both in one.
func OwnRegion(s string) record.RegionKey {
	s = content.Squeeze(s)
	if content.AllDigits(s) {
		return record.RegionKey{Code: s}
	}
	if m := codeFirst().FindStringSubmatch(s); m != nil && hasLetter(m[2]) {
		return record.RegionKey{Code: m[1], Name: m[2]}
	}
	if m := codeLast().FindStringSubmatch(s); m != nil && hasLetter(m[1]) && !yearLike().MatchString(m[2]) {
		return record.RegionKey{Code: m[2], Name: m[1]}
	}
	return record.RegionKey{Name: sheet.StripMarks(s)}
}

func hasLetter(s string) bool { return strings.ToLower(s) != strings.ToUpper(s) }
