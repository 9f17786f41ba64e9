package source

import (
	"strconv"
	"strings"
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
		"ERVA":                "erva, yta, yhteistyoalue, yhteistyöalue, yhteistyöalueet, erva/yta",
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

// categoryOf reads the word for a category of regions.
func categoryOf(word string) (string, bool) {
	category, ok := categories[strings.ToLower(squeeze(word))]
	return category, ok
}

// totalWords stand in a column of regions in a row that adds the rows up.
var totalWords = map[string]bool{
	"yhteensä": true, "kaikki": true, "summa": true, "totalt": true, "samtliga": true, "total": true, "sum": true, "all": true,
}

// countryWords are how tables call the whole country in a column of regions.
var countryWords = map[string]bool{
	"koko maa": true, "hela landet": true, "whole country": true, "suomi": true, "finland": true,
}

// splitRegion reads a cell that names a region: "Helsinki", "091",
// "091 Helsinki", "KU091 Helsinki", "MK13", "SSS KOKO MAA".
func splitRegion(s string) RegionKey {
	s = squeeze(stripMarks(s))
	first, rest, _ := strings.Cut(s, " ")
	if first == "SSS" {
		return RegionKey{Category: "MAA", Name: rest}
	}
	if countryWords[strings.ToLower(s)] {
		return RegionKey{Category: "MAA", Name: s}
	}
	digits := strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	prefix := first[:len(first)-len(digits)]
	category, known := areaPrefixes[prefix]
	if digits == "" || len(digits) > 3 || !allDigits(digits) || prefix != "" && !known {
		return RegionKey{Name: s}
	}
	return RegionKey{Code: digits, Category: category, Name: strings.TrimSpace(strings.TrimLeft(rest, "-– "))}
}

// regionOf reads a mapping's reference to a region: "kunta:179", "id:730", "maa".
func regionOf(ref string) (RegionKey, bool) {
	category, code, divided := strings.Cut(ref, ":")
	if !divided {
		return RegionKey{Category: "MAA"}, ref == "maa"
	}
	if category == "id" {
		n, err := strconv.Atoi(code)
		return RegionKey{SotkanetID: n}, err == nil && n > 0
	}
	word, ok := categoryOf(category)
	return RegionKey{Category: word, Code: code}, ok && code != "" && printable(code) && !strings.Contains(code, " ")
}
