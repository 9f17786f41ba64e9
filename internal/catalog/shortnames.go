package catalog

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// nouns are the words for a category that stand in the names of its areas, as
// names are compared: before the name where it ends in a space, else behind it.
var nouns = map[domain.Category][]string{
	domain.Maakunta:   {"maakunta", "landskap", "region of "},
	domain.Seutukunta: {"seutukunta", "seutu", "ekonomiska region", "ekonomisk region", "sub-region of "},
	domain.Suuralue:   {"suuralue", "storområde", "major region of "},
	domain.Kunta:      {"kunta", "kaupunki", "kommun", "stad"},
	domain.Hva:        {"hyvinvointialue", "hva", "välfärdsområde", "välfärdsområdet ", "wellbeing services county of ", "wellbeing services county", "hyvinvointialue ", "hva "},
	domain.Yta:        {"yhteistyöalue", "yta", "samarbetsområde", "collaborative area"},
	domain.Shp:        {"sairaanhoitopiiri", "shp", "sjukvårdsdistrikt", "hospital district", "shp "},
	domain.Erva:       {"erityisvastuualue", "erva", "specialupptagningsområdet för ", "special responsibility area"},
	domain.Avi:        {"avin alue", "aluehallintovirasto", "avi", "regionförvaltningsverk", "avi "},
	domain.Ely:        {"ely-keskus", "ely", "ely-central", "ely centre", "ely "},
}

// circumposed are the names that have words on both sides.
var circumposed = strings.NewReplacer("området för ", "", " rfv", "", "area for ", "")

// namesakes are names that are not those of the area they are the genitive of:
// Loimaan kunta (431) was a municipality beside the town of Loimaa until 2005.
var namesakes = map[string]bool{"loimaan kunta": true}

// stem is a name without the word for its category; false where it has none.
// Both are as names are compared.
func stem(key string, category domain.Category) (string, bool) {
	if namesakes[key] {
		return key, false
	}
	if category == domain.Avi {
		if bare := circumposed.Replace(key); bare != key {
			return strings.TrimSuffix(bare, " avi"), true
		}
	}
	for _, noun := range nouns[category] {
		cut, word := strings.CutSuffix, " "+noun
		if strings.HasSuffix(noun, " ") {
			cut, word = strings.CutPrefix, noun
		}
		if bare, found := cut(key, word); found && bare != "" {
			return bare, true
		}
	}
	return key, false
}

// inCategory is a name that is read within a category alone.
type inCategory struct {
	category domain.Category
	key      string
}

// shortNames are the places of regions by the names they go by where their
// category is known: "Vaasa" for Vaasan sairaanhoitopiiri.
type shortNames map[inCategory][]int

// shortNames makes them of the full names: what is left without the word for the
// category, in the genitive in Finnish ("Vaasan") and Swedish ("Norra Savolax",
// "Lapplands"), and the place or region whose genitive that is.
func (c *Catalog) shortNames() shortNames {
	nominatives := make(map[string][]string)
	all := make(shortNames)
	for id, place := range listedPlaces() {
		if i, ok := c.byID[id]; ok && place.Of.FI != "" {
			genitive := nameKey(place.Of.FI)
			nominatives[genitive] = append(nominatives[genitive], nameKey(c.regions[i].Name.FI))
			all[inCategory{c.regions[i].Category, genitive}] = []int{i} // Keski-Suomen maakunta
		}
	}
	for i, r := range c.regions {
		add := func(key string) {
			k := inCategory{r.Category, key}
			if !slices.Contains(all[k], i) {
				all[k] = append(all[k], i)
			}
		}
		for _, name := range r.names() {
			bare, ok := stem(nameKey(name), r.Category)
			if !ok {
				continue
			}
			add(bare)
			for _, n := range nominatives[bare] {
				add(n)
			}
			if before, ok := strings.CutSuffix(bare, "suomen"); ok {
				add(before + "suomi")
			}
			if name == r.Name.SV {
				add(strings.TrimSuffix(bare, "s"))
			}
		}
	}
	return all
}

// ByNameIn is ByName in a category that is known, where a name may lack the word
// for it: "Vaasa" is Vaasan sairaanhoitopiiri among the hospital districts.
func (c *Catalog) ByNameIn(name string, category domain.Category) []Region {
	found := c.ByName(name, category)
	if len(found) > 0 {
		return found
	}
	key := nameKey(name)
	if bare, ok := stem(key, category); ok {
		key = bare
		found = c.ByName(key, category)
	}
	for _, i := range c.short()[inCategory{category, key}] {
		if r := c.regions[i]; !slices.ContainsFunc(found, func(f Region) bool { return f.ID == r.ID }) {
			found = append(found, r)
		}
	}
	return found
}
