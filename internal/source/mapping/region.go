package mapping

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/visible"
)

// categories are SOTKAnet's categories and the words files use for them.
var categories = func() map[string]string {
	words := map[string]string{}
	for category, list := range map[string]string{
		"KUNTA":               "kunta, kunnat, kommun, kommuner, municipality, municipalities",
		"SEUTUKUNTA":          "seutukunta, seutukunnat, ekonomisk region, ekonomiska regioner, sub-region, sub-regions, sub-regional unit, sub-regional units",
		"MAAKUNTA":            "maakunta, maakunnat, landskap, region, regions",
		"SAIRAANHOITOPIIRI":   "shp, sairaanhoitopiiri, sairaanhoitopiirit, sjukvårdsdistrikt, hospital district, hospital districts",
		"HYVINVOINTIALUE":     "hva, hyvinvointialue, hyvinvointialueet, välfärdsområde, välfärdsområden, wellbeing services county, wellbeing services counties",
		"ERVA":                "erva, erva/yta",
		"YTA":                 "yta, yhteistyoalue, yhteistyöalue, yhteistyöalueet, samarbetsområde, samarbetsområden",
		"ALUEHALLINTOVIRASTO": "avi, aluehallintovirasto, aluehallintovirastot",
		"ELY-KESKUS":          "ely, ely-keskus, ely-keskukset",
		"MAA":                 "maa, koko maa, hela landet, whole country, country",
	} {
		words[strings.ToLower(category)] = category
		for word := range strings.SplitSeq(list, ", ") {
			words[word] = category
		}
	}
	return words
}()

// Category reads the word for a category of regions.
func Category(word string) (string, bool) {
	category, ok := categories[strings.ToLower(content.Squeeze(word))]
	return category, ok
}

// countryWords are how tables call the whole country in a column of regions.
var countryWords = map[string]bool{
	"koko maa": true, "hela landet": true, "whole country": true, "suomi": true, "finland": true,
	"kaikki alueet": true, "alla områden": true, "all areas": true,
}

// betweenLanguages is what stands between a name's two languages.
var betweenLanguages = late.Regexp(`\s+[-–—]\s+|\s*/\s*`)

// IsCountry reports whether a word in a column of regions is the whole country,
// in one language or in several: "Koko maa - Hela landet".
func IsCountry(s string) bool {
	s = strings.ToLower(s)
	if countryWords[s] || !strings.ContainsAny(s, "-–—/") { // of a row of a table: the usual words first
		return countryWords[s]
	}
	for _, part := range betweenLanguages().Split(s, -1) {
		if !countryWords[part] {
			return false
		}
	}
	return true
}

// IsFinland reports whether a word for the whole country says which: "Hela landet"
// in a table of another country's areas is not Finland.
func IsFinland(s string) bool {
	for _, part := range betweenLanguages().Split(strings.ToLower(s), -1) {
		switch part {
		case "koko maa", "kaikki alueet", "suomi", "finland":
			return true
		}
	}
	return false
}

// nameFirst is a name with its code in brackets behind it.
var nameFirst = late.Regexp(`^(\D*\S)\s*\((\d{1,3})\)$`)

// SplitRegion reads a cell that names a region: "Helsinki", "091",
// "091 Helsinki", "Helsinki (091)", "KU091 Helsinki", "MK13", "SSS KOKO MAA".
func SplitRegion(s string) record.RegionKey {
	s = content.Squeeze(sheet.StripMarks(s))
	first, rest, _ := strings.Cut(s, " ")
	if first == "SSS" {
		return record.RegionKey{Category: "MAA", Name: rest}
	}
	if IsCountry(s) {
		return record.RegionKey{Category: "MAA", Name: s}
	}
	if strings.HasSuffix(s, ")") {
		if m := nameFirst().FindStringSubmatch(s); m != nil {
			return record.RegionKey{Name: m[1], Code: m[2]}
		}
	}
	if key, ok := NUTS(s); ok {
		return key
	}
	digits := strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	prefix := first[:len(first)-len(digits)]
	category, known := areaPrefixes[prefix]
	if digits == "" || len(digits) > 3 || !content.AllDigits(digits) || prefix != "" && !known {
		return record.RegionKey{Name: s}
	}
	return record.RegionKey{Code: digits, Category: category, Name: strings.TrimSpace(strings.TrimLeft(rest, "-– "))}
}

// RegionOf reads a mapping's reference to a region: "kunta:179", "id:730", "maa".
func RegionOf(ref string) (record.RegionKey, bool) {
	id := domain.RegionID(ref)
	if id == domain.WholeCountry {
		return record.RegionKey{Category: "MAA"}, true
	}
	if n, ok := id.Sotkanet(); ok {
		return record.RegionKey{SotkanetID: n}, true
	}
	code := id.Code()
	word, ok := Category(string(id.Category()))
	if !ok { // of the catalogue, but of no file's words: "nuts1:1"
		word, ok = string(id.Category()), slices.Contains(domain.Categories(), id.Category())
	}
	if own, is := OwnCategory(string(id.Category())); is {
		return record.RegionKey{Category: string(own), Code: code}, visible.Is(code) && strings.TrimSpace(code) != ""
	}
	return record.RegionKey{Category: word, Code: code}, ok && code != "" && visible.Is(code) && !strings.Contains(code, " ")
}

// WholeRegion is the region that the mapping says every value is of; false where
// it says none.
func (m *Mapping) WholeRegion() (record.RegionKey, bool) {
	if m == nil || m.Region == "" {
		return record.RegionKey{}, false
	}
	return RegionOf(m.Region)
}

// RegionIn is the region that the mapping says every value of a sheet is of;
// false where it says none.
func (m *Mapping) RegionIn(sheet string) (record.RegionKey, bool) {
	if m != nil && m.Region == RegionOfSheet {
		return RegionWord(sheet), sheet != ""
	}
	return m.WholeRegion()
}

// RegionWord reads a region that a mapping, a sheet's name or a header is, as a
// reference or as a column of regions has it.
func RegionWord(word string) record.RegionKey {
	if key, ok := RegionOf(word); ok {
		return key
	}
	return SplitRegion(word)
}

// SaysRegion reports whether a word can be nothing but a region's: the whole
// country, or a code with its letters or its name.
func SaysRegion(word string) bool {
	key := SplitRegion(word)
	first, _ := utf8.DecodeRuneInString(key.Name)
	return key.Category != "" || len(key.Code) == 3 && len(key.Name) > 2 && unicode.IsUpper(first)
}

// areaPrefixes are the letters Statistics Finland puts before the codes of
// areas, "KU091", and the categories they stand for.
var areaPrefixes = map[string]string{
	"MA": "NUTS1", "KU": "KUNTA", "SK": "SEUTUKUNTA", "MK": "MAAKUNTA", "SA": "SUURALUE", "HVA": "HYVINVOINTIALUE", "HV": "HYVINVOINTIALUE",
	"SHP": "SAIRAANHOITOPIIRI", "AVI": "ALUEHALLINTOVIRASTO", "ELY": "ELY-KESKUS",
}

// Region reads the value of a dimension of regions. Category is that of all its
// values but the whole country, "" where the dimension does not say it.
func (w Word) Region(category string) (record.RegionKey, bool) {
	name, code := content.Title(w.Label), strings.TrimSpace(w.Code)
	if key, ok := NUTS(code); ok {
		if name != code {
			key.Name = name
		}
		return key, visible.Is(key.Name)
	}
	if _, own := OwnCategory(category); own {
		return w.ownRegion(category)
	}
	if code == "" {
		key := SplitRegion(name)
		if key.Category == "" {
			key.Category = category
		}
		return key, name != "" && visible.Is(name)
	}
	if rest, found := strings.CutPrefix(name, code); found && (rest == "" || rest[0] == ' ') {
		name = strings.TrimSpace(rest)
	}
	if IsCountry(name) || code == "SSS" {
		return record.RegionKey{Category: "MAA", Name: name}, true
	}
	key := record.RegionKey{Category: category, Name: name}
	if digits := strings.TrimLeft(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); digits != "" && content.AllDigits(digits) {
		prefix := code[:len(code)-len(digits)]
		if of, known := areaPrefixes[prefix]; known {
			key.Category, key.Code = of, digits
		} else if prefix == "" {
			key.Code = digits
		}
	}
	return key, (key.Name != "" || key.Code != "") && visible.Is(key.Name)
}

// ownRegion is Region of a category of one's own.
func (w Word) ownRegion(category string) (key record.RegionKey, ok bool) {
	name, code := content.Title(w.Label), strings.TrimSpace(w.Code)
	if IsCountry(name) || code == "SSS" {
		return record.RegionKey{Category: "MAA", Name: name}, IsFinland(name) || code == "SSS"
	}
	if code == "" {
		key = OwnRegion(name)
	} else if key = OwnRegion(name); key.Code != code {
		key = record.RegionKey{Code: code, Name: name}
	}
	key.Category = category
	return key, (key.Name != "" || key.Code != "") && visible.Is(key.Name+key.Code)
}
