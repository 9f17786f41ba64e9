package domain

import (
	"fmt"
	"strings"
)

// Category is a level of areas, spelled as references spell it: "kunta",
// "maakunta", "shp". A code is unique only within its category.
type Category string

// The categories SOTKAnet publishes, in the order they are listed.
const (
	Maa         Category = "maa"
	NUTS1       Category = "nuts1"
	Suuralue    Category = "suuralue"
	Maakunta    Category = "maakunta"
	Seutukunta  Category = "seutukunta"
	Kunta       Category = "kunta"
	Hva         Category = "hva"  // hyvinvointialue, from 2023
	Yta         Category = "yta"  // yhteistyöalue of wellbeing counties, from 2023
	Shp         Category = "shp"  // sairaanhoitopiiri, until 2022
	Erva        Category = "erva" // erityisvastuualue of hospital districts, until 2022
	Avi         Category = "avi"  // aluehallintovirasto, until 2025
	Ely         Category = "ely"  // ELY-keskus, until 2025
	Pohjoismaat Category = "pohjoismaat"
	Eurooppa    Category = "eurooppa"
	Euralueet   Category = "euralueet"
)

// categories describes every Category: its name in the singular, what else
// sources call it (lower case), and the last year of its division where it
// has ended.
var categories = []struct {
	category Category
	name     Text
	words    []string
	ended    int
}{
	{Maa, Text{FI: "koko maa", SV: "hela landet", EN: "whole country"}, nil, 0},
	{NUTS1, Text{FI: "NUTS 1 -alue", SV: "NUTS 1-region", EN: "NUTS 1 region"}, []string{"nuts 1"}, 0},
	{Suuralue, Text{FI: "suuralue", SV: "storområde", EN: "major region"}, nil, 0},
	{Maakunta, Text{FI: "maakunta", SV: "landskap", EN: "region"}, nil, 0},
	{Seutukunta, Text{FI: "seutukunta", SV: "ekonomisk region", EN: "sub-region"}, nil, 0},
	{Kunta, Text{FI: "kunta", SV: "kommun", EN: "municipality"}, nil, 0},
	{Hva, Text{FI: "hyvinvointialue", SV: "välfärdsområde", EN: "wellbeing services county"}, nil, 0},
	{Yta, Text{FI: "yhteistyöalue", SV: "samarbetsområde", EN: "collaborative area"}, nil, 0},
	{Shp, Text{FI: "sairaanhoitopiiri", SV: "sjukvårdsdistrikt", EN: "hospital district"}, nil, 2022},
	// SOTKAnet keeps the ids of the catchment areas under "ERVA/YTA" today.
	{Erva, Text{FI: "erityisvastuualue", SV: "specialupptagningsområde", EN: "special responsibility area"}, []string{"erva/yta"}, 2022},
	{Avi, Text{FI: "AVI-alue", SV: "RFV-område", EN: "AVI area"}, []string{"aluehallintovirasto"}, 2025},
	{Ely, Text{FI: "ELY-keskus", SV: "ELY-central", EN: "ELY Centre"}, nil, 2025},
	{Pohjoismaat, Text{FI: "Pohjoismaa", SV: "nordiskt land", EN: "Nordic country"}, nil, 0},
	{Eurooppa, Text{FI: "Euroopan maa", SV: "europeiskt land", EN: "European country"}, nil, 0},
	{Euralueet, Text{FI: "Euroopan maaryhmä", SV: "grupp av europeiska länder", EN: "group of European countries"}, nil, 0},
}

// Categories lists every category in the order they are listed to a reader.
func Categories() []Category {
	all := make([]Category, len(categories))
	for i, c := range categories {
		all[i] = c.category
	}
	return all
}

// ParseCategory reads a category in kuvio's spelling ("shp"), in SOTKAnet's
// ("SAIRAANHOITOPIIRI", "Kunta", "ELY-KESKUS", "ERVA/YTA") or by its name in
// any language, whatever the case of its letters.
func ParseCategory(s string) (Category, error) {
	word := strings.ToLower(strings.TrimSpace(s))
	for _, c := range categories {
		if word == string(c.category) {
			return c.category, nil
		}
	}
	for _, c := range categories {
		for _, l := range Langs {
			if word == strings.ToLower(c.name.In(l)) {
				return c.category, nil
			}
		}
		for _, w := range c.words {
			if word == w {
				return c.category, nil
			}
		}
	}
	return "", fmt.Errorf("unknown category of regions %q: expected one of %s", s, categoryList())
}

// Name is the category's name in the singular: "kunta", "kommun",
// "municipality". A Category that is none of ours gives itself.
func (c Category) Name(l Lang) string {
	for _, k := range categories {
		if k.category == c {
			return k.name.In(l)
		}
	}
	return string(c)
}

// Ended is the last year of the category's division where the whole category
// has been abolished (hospital districts: 2022), else 0.
func (c Category) Ended() int {
	for _, k := range categories {
		if k.category == c {
			return k.ended
		}
	}
	return 0
}

func categoryList() string {
	words := make([]string, len(categories))
	for i, c := range categories {
		words[i] = string(c.category)
	}
	return strings.Join(words, ", ")
}
