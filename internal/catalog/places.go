package catalog

import (
	"fmt"
	"strings"
	"sync"

	"kuvio/data"
	"kuvio/internal/domain"
)

// Place is how a region stands in a sentence. A language in which the form is
// not known is empty: write a sentence that does without it. Read the fields,
// for Text.In would give the form of another language instead.
type Place struct {
	// In answers "where": "Jyväskylässä", "i Jyväskylä", "in Jyväskylä". It
	// fits the middle of a sentence: "koko maassa", "in the whole country".
	In domain.Text
	// Of is the Finnish genitive, "Jyväskylän". Swedish and English are
	// empty: their sentences are better built with In.
	Of domain.Text
}

// elsewhere is what one area leaves of the country, "rest:shp:14".
var elsewhere = Place{
	In: domain.Text{FI: "muualla maassa", SV: "i övriga landet", EN: "in the rest of the country"},
	Of: domain.Text{FI: "muun maan"},
}

// Place is how the region stands in a sentence. The rest of the country is
// "muualla maassa" whichever area it leaves out; a group and a region that the
// catalogue does not know give the zero Place.
//
// Which of the two Finnish cases a name takes ("Jyväskylässä", "Äänekoskella")
// follows no rule but the usage of the place, so that places.csv lists them;
// the names of areas that end in a common noun are inflected by that noun.
func (c *Catalog) Place(id domain.RegionID) Place {
	if _, ok := id.Rest(); ok {
		return elsewhere
	}
	r, ok := c.ByID(c.Canonical(id))
	if !ok {
		return Place{}
	}
	p := listedPlaces()[r.ID]
	in, of := finnishPlace(r.Name.FI)
	p.In = p.In.Or(domain.Text{
		FI: in,
		SV: swedishPlace(r.Name.In(domain.Swedish)),
		EN: englishPlace(r.Name.In(domain.English)),
	})
	p.Of = p.Of.Or(domain.Text{FI: of})
	return p
}

// finnishPlace inflects the name of an area that ends in a common noun; it
// gives "" for any other. An ELY Centre is an office: one is in its area.
func finnishPlace(name string) (in, of string) {
	for _, noun := range []struct{ word, in, of string }{
		{"alue", "alueella", "alueen"}, // hyvinvointialue, suuralue, yhteistyöalue, erityisvastuualue, AVIn alue
		{"sairaanhoitopiiri", "sairaanhoitopiirissä", "sairaanhoitopiirin"},
		{"seutukunta", "seutukunnassa", "seutukunnan"},
		{"ELY-keskus", "ELY-keskuksen alueella", "ELY-keskuksen alueen"},
	} {
		if stem, ok := strings.CutSuffix(name, noun.word); ok {
			return stem + noun.in, stem + noun.of
		}
	}
	return "", ""
}

// swedishPlace puts the preposition before a Swedish name.
func swedishPlace(name string) string {
	switch {
	case strings.HasPrefix(name, "Specialupptagningsområdet "), strings.HasPrefix(name, "Området "):
		return "inom " + lowerFirst(name)
	case strings.HasSuffix(name, " ELY-central"):
		return "inom området för " + name
	}
	return "i " + name
}

// englishPlace puts the preposition before an English name, and the article
// where the name ends or begins with a common noun.
func englishPlace(name string) string {
	if office, ok := strings.CutPrefix(name, "Area for "); ok {
		return "in the area of the " + strings.TrimPrefix(office, "the ")
	}
	if strings.HasSuffix(name, " ELY Centre") {
		return "in the area of the " + name
	}
	for _, noun := range []string{"Major region of ", "Sub-region of ", "Wellbeing services county of "} {
		if strings.HasPrefix(name, noun) {
			return "in the " + lowerFirst(name)
		}
	}
	for _, noun := range []string{" hospital district", " collaborative area", " special responsibility area"} {
		if strings.HasSuffix(name, noun) {
			return "in the " + name
		}
	}
	return "in " + name
}

// lowerFirst expects a name that begins with an ASCII letter.
func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }

var placeColumns = strings.Fields("region fi_in fi_gen sv_in en_in")

// listedPlaces is places.csv, read at its first use. It panics where that
// file is malformed, which is an error of the build.
var listedPlaces = sync.OnceValue(func() map[domain.RegionID]Place {
	places, err := loadPlaces(data.Places)
	if err != nil {
		panic(err)
	}
	return places
})

// loadPlaces reads the forms that no rule gives; an empty cell leaves the form
// to the rules. Errors name the file and the line.
func loadPlaces(text []byte) (map[domain.RegionID]Place, error) {
	places := map[domain.RegionID]Place{}
	err := eachRow("places.csv", text, placeColumns, func(row []string) error {
		id := domain.RegionID(row[0])
		if _, twice := places[id]; twice {
			return fmt.Errorf("%s is listed twice: keep one row of it", id)
		}
		places[id] = Place{
			In: domain.Text{FI: row[1], SV: row[3], EN: row[4]},
			Of: domain.Text{FI: row[2]},
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return places, nil
}
