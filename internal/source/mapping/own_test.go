package mapping

import (
	"testing"

	"kuvio/internal/source/record"
)

func TestOwnRegion(t *testing.T) {
	for s, want := range map[string]record.RegionKey{
		"00100":                             {Code: "00100"},
		"40100 Jyväskylä":                   {Code: "40100", Name: "Jyväskylä"},
		"40100 - Jyväskylä":                 {Code: "40100", Name: "Jyväskylä"},
		"40100 – Jyväskylä":                 {Code: "40100", Name: "Jyväskylä"},
		"40100, Jyväskylä":                  {Code: "40100", Name: "Jyväskylä"},
		"Jyväskylä (40100)":                 {Code: "40100", Name: "Jyväskylä"},
		"Jyväskylä [40100]":                 {Code: "40100", Name: "Jyväskylä"},
		"091 101 Vironniemi":                {Code: "091 101", Name: "Vironniemi"},
		"E06000012 North East Lincolnshire": {Code: "E06000012", Name: "North East Lincolnshire"},
		"Bristol, City of (E06000023)":      {Code: "E06000023", Name: "Bristol, City of"},
		"Övertorneå":                        {Name: "Övertorneå"},
		"Hollola (2016)":                    {Name: "Hollola (2016)"}, // may be the year of a division
		"Alue 3":                            {Name: "Alue 3"},
		"Alue (3)":                          {Name: "Alue (3)"},
		"3. kaupunginosa":                   {Name: "3. kaupunginosa"},
		"Palokka 1)":                        {Name: "Palokka"},
	} {
		if got := OwnRegion(s); got != want {
			t.Errorf("OwnRegion(%q) = %+v, want %+v", s, got, want)
		}
	}
}

func TestOwnCategory(t *testing.T) {
	for word, want := range map[string]bool{
		"postinumero": true, "kommun-se": true, "Äänestysalue": true, "la-england": true, "kunta": false, "suuralue": false, "HVA": false,
		"id": false, "group": false, "rest": false, "maa": false, "target": false, "a b": false, "x@y": false, "": false,
	} {
		if _, ok := OwnCategory(word); ok != want {
			t.Errorf("OwnCategory(%q): %v", word, ok)
		}
	}
}

// What a header says of its column and of the areas in it. Yta is a surface in
// Swedish, and every country has regions and kommuner.
func TestHeadersOfAreas(t *testing.T) {
	for header, want := range map[string]struct {
		region   bool
		category string
	}{
		"shp": {true, "SAIRAANHOITOPIIRI"}, "HVA": {true, "HYVINVOINTIALUE"}, "avi": {true, "ALUEHALLINTOVIRASTO"}, "ELY-keskus": {true, "ELY-KESKUS"},
		"Seutukunta": {true, "SEUTUKUNTA"}, "kunta": {true, "KUNTA"}, "Maakunta 2023": {true, "MAAKUNTA"}, "Landskap": {true, "MAAKUNTA"},
		"Sjukvårdsdistrikt": {true, "SAIRAANHOITOPIIRI"}, "Hospital district": {true, "SAIRAANHOITOPIIRI"}, "Välfärdsområde": {true, "HYVINVOINTIALUE"},
		"Wellbeing services county": {true, "HYVINVOINTIALUE"}, "Ekonomisk region": {true, "SEUTUKUNTA"}, "Sub-region": {true, "SEUTUKUNTA"}, "Suuralue": {true, "SUURALUE"},
		"Kommun": {true, ""}, "Region": {true, ""}, "Alue": {true, ""}, "Yta": {false, "YTA"}, "Arvo": {false, ""},
	} {
		if role, category := HeaderRole(header), HeaderCategory(header); role.IsRegion() != want.region || category != want.category {
			t.Errorf("%q: %q, %q", header, role, category)
		}
	}
}
