package ingest

import (
	"math/rand/v2"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// Whatever a category, a code and a name are called, the area comes back by the
// reference that import prints, alone and in a list.
func TestOwnAreasComeBack(t *testing.T) {
	words := []string{"postinumero", "kommun-se", "Äänestysalue", "osa-alue", "Kaupungin osa (2020)", "a/b", "piiri: uusi", "alue,vanha", "lsoa11", "x@y"}
	codes := []string{"00100", "40100", "0180", "E06000012", "091 101", "1", "01", "a,b", "3/4", "x@maa", "kunta:179", "", "2016"}
	names := []string{"", "Jyväskylä", "Övertorneå", "O\u0308vertornea\u030a", "S:t Michel", "Helsinki, Keskusta", "Koski / Tl", "maa", "40100", "Alue (3)", "x@y", "all"}
	rng := rand.New(rand.NewPCG(1, 2))
	j := newJoiner(catalog.Default())
	for range 1000 {
		key := record.RegionKey{Category: words[rng.IntN(len(words))], Code: codes[rng.IntN(len(codes))], Name: names[rng.IntN(len(names))]}
		if key.Code == "" && key.Name == "" {
			continue
		}
		id, err := j.byWords(key)
		if err != nil {
			t.Fatalf("%+v: %v", key, err)
		}
		for _, ref := range []string{string(id), " " + string(id) + " ", "maa," + string(id)} {
			got, err := catalog.Default().Resolve(ref, catalog.Options{Own: j.unknown})
			if err != nil || got[len(got)-1].ID != id {
				t.Fatalf("%+v: %q is %v, %v", key, ref, got, err)
			}
		}
		of := strings.ToLower(string(id.Category()))
		if got, err := catalog.Default().Resolve(of, catalog.Options{Own: j.unknown}); err != nil || len(got) == 0 {
			t.Errorf("all of %q: %v, %v", of, got, err)
		}
	}
}

// A word that means something else before a colon is no category.
func TestNoCategory(t *testing.T) {
	for _, word := range []string{"id", "group", "rest", "muu-maa", "target", "Group", "@"} {
		if id, err := newJoiner(catalog.Default()).byWords(record.RegionKey{Category: word, Code: "1"}); err == nil || !strings.Contains(regionHint(err), "category: own-") {
			t.Errorf("%q: %q, %v", word, id, err)
		}
	}
}

// How people write areas (case by case what a cell is read as, or why not).
func TestWaysToWriteAreas(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{"KU179", "kunta:179"}, {"MK13", "maakunta:13"}, {"MA1", "nuts1:1"}, {"179 Jyväskylä", "kunta:179"}, {"JYVÄSKYLÄ", "kunta:179"},
		{"Jyväskylä (179)", "kunta:179"}, {"Jyväskylä - Jyväskylä", "kunta:179"}, {"Helsinki - Helsingfors", "kunta:091"}, {"Pargas/Parainen", "kunta:445"},
		{"Koko maa - Hela landet", "maa"}, {"Hela landet / Whole country", "maa"}, {"Kaikki alueet", "maa"}, {"Whole country", "maa"}, {"KOKO MAA", "maa"}, {"SSS KOKO MAA", "maa"},
		{"Manner-Suomi", "nuts1:1"}, {"Jyväskylä (091)", "kunta:179 Jyväskylä has the code 179"}, {"Helsinki - Åbo", "a region the catalogue knows"},
		{"Keski-Suomi - Mellersta Finland", "are called so"},
		{"Keski-Suomen HVA", "nearest: hva:15 Keski-Suomen hyvinvointialue"}, {"HVA Keski-Suomi", "nearest: hva:15"}, {"Mellersta Finland välfärdsområde", "nearest: hva:15"},
		{"Keski-Suomen hyvinvointialu", "nearest: hva:15"}, {"Keskisuomen hyvinvointialue", "nearest: hva:15"}, {"Wellbeing services county of Central Finlan", "nearest: hva:15"},
		{"Keski-Suomen sairaanhoitopiirin", "nearest: shp:14"}, {"Keski-Suomen maakunta", "nearest: maakunta:13"}, {"Jyväskylän kaupunki", "nearest: kunta:179"},
	} {
		j := newJoiner(catalog.Default())
		got, err := j.byWords(mapping.SplitRegion(tt.cell))
		if err == nil && string(got) != tt.want || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %q, %v; want %q", tt.cell, got, err, tt.want)
		}
	}
}

// Where the category is known a name may lack the word for it.
func TestNamesWithinCategory(t *testing.T) {
	for _, tt := range []struct {
		category string
		name     string
		want     domain.RegionID
	}{
		{"SAIRAANHOITOPIIRI", "Vaasa", "shp:16"}, {"SAIRAANHOITOPIIRI", "Vasa", "shp:16"}, {"SAIRAANHOITOPIIRI", "HUS", "shp:25"}, {"SAIRAANHOITOPIIRI", "Vaasan shp", "shp:16"},
		{"HYVINVOINTIALUE", "Keski-Suomen HVA", "hva:15"}, {"HYVINVOINTIALUE", "Keski-Suomi", "hva:15"}, {"HYVINVOINTIALUE", "Keski-Suomen", "hva:15"},
		{"ALUEHALLINTOVIRASTO", "Itä-Suomi", "avi:3"}, {"ALUEHALLINTOVIRASTO", "Östra Finland", "avi:3"}, {"ALUEHALLINTOVIRASTO", "Itä-Suomen aluehallintovirasto", "avi:3"},
		{"ELY-KESKUS", "Uusimaa", "ely:01"}, {"ELY-KESKUS", "Varsinais-Suomi", "ely:02"}, {"SEUTUKUNTA", "Jyväskylä", "seutukunta:131"},
		{"MAAKUNTA", "Keski-Suomen maakunta", "maakunta:13"}, {"KUNTA", "Jyväskylän kaupunki", "kunta:179"}, {"KUNTA", "Keski-Suomi", ""}, {"HYVINVOINTIALUE", "Jyväskylä", ""}, {"KUNTA", "Loimaan kunta", ""},
	} {
		got, err := newJoiner(catalog.Default()).byWords(record.RegionKey{Category: tt.category, Name: tt.name})
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s %s: %q, %v; want %q", tt.category, tt.name, got, err, tt.want)
		}
	}
}

// A municipality that has ended is not the town whose name its own begins
// with: Kuntaliitto's tables have Loimaan kunta (431) beside Loimaa to 2003.
func TestNamesakeOfTown(t *testing.T) {
	got, err := newJoiner(catalog.Default()).byWords(record.RegionKey{Category: "KUNTA", Code: "431", Name: "Loimaan kunta"})
	if got != "kunta:431" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
