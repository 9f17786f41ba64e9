package catalog

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kuvio/internal/domain"
)

// ByName finds the regions of that name, in any language, among official
// names and aliases; the case of letters and the kind and spacing of hyphens
// do not matter. Where categories are given, only regions of those. Ended
// areas are found too. Several areas may share a name: "Keski-Suomi" is a
// maakunta, a hospital district and a wellbeing county.
//
// A name in two languages is that of the region that has both: "Helsinki -
// Helsingfors", "Pargas/Parainen".
func (c *Catalog) ByName(name string, categories ...domain.Category) []Region {
	key := nameKey(name)
	places := c.named()[key]
	if len(places) == 0 {
		places = c.bothNames(key)
	}
	var found []Region
	for _, i := range places {
		if r := c.regions[i]; len(categories) == 0 || slices.Contains(categories, r.Category) {
			found = append(found, r)
		}
	}
	return found
}

// bothNames lists the places of the regions that have what stands before a hyphen
// or slash for a name, and what stands behind it.
func (c *Catalog) bothNames(key string) (found []int) {
	for at, mark := range key {
		if mark != '-' && mark != '/' {
			continue
		}
		others := c.named()[strings.TrimSpace(key[at+1:])]
		for _, i := range c.named()[strings.TrimSpace(key[:at])] {
			if slices.Contains(others, i) {
				found = append(found, i)
			}
		}
	}
	return found
}

// names are the places of regions by every name they go by, as names are compared.
func (c *Catalog) names() map[string][]int {
	places := make(map[string][]int)
	for i, r := range c.regions {
		for _, name := range r.names() {
			k := nameKey(name)
			if found := places[k]; len(found) == 0 || found[len(found)-1] != i {
				places[k] = append(found, i)
			}
		}
	}
	return places
}

// names lists every name the region goes by, Finnish first; they may repeat.
func (r Region) names() []string {
	return append([]string{r.Name.FI, r.Name.SV, r.Name.EN}, r.Aliases...)
}

var dashes = strings.NewReplacer("–", "-", "‑", "-", "−", "-")

// nameKey is the form names are compared in: composed, lower case, single
// spaces, plain hyphens without spaces around them.
func nameKey(name string) string {
	s := strings.ToLower(norm.NFC.String(dashes.Replace(name)))
	s = strings.Join(strings.Fields(s), " ")
	return strings.ReplaceAll(s, " - ", "-")
}

// Fold is the form texts are searched in: as names are compared, and without
// diacritics, for a reader who types "jyvaskyla".
func Fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(nameKey(name)) {
		if r < 0x300 || r > 0x36f { // the combining diacritical marks
			b.WriteRune(r)
		}
	}
	return b.String()
}

// CountryWord reports whether a word stands for the whole country.
func (c *Catalog) CountryWord(word string) bool {
	switch nameKey(word) {
	case "koko maa", "maa", "hela landet", "landet", "whole country", "country", "suomi", "finland":
		return true
	}
	return false
}
