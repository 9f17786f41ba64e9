package catalog

import (
	"cmp"
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
func (c *Catalog) ByName(name string, categories ...domain.Category) []Region {
	var found []Region
	for _, i := range c.byName[nameKey(name)] {
		if r := c.regions[i]; len(categories) == 0 || slices.Contains(categories, r.Category) {
			found = append(found, r)
		}
	}
	return found
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

// Nearest finds up to three regions whose name is like the word.
func (c *Catalog) Nearest(word string) []Region { return c.nearest(word) }

// CountryWord reports whether a word stands for the whole country.
func (c *Catalog) CountryWord(word string) bool {
	switch nameKey(word) {
	case "koko maa", "maa", "hela landet", "landet", "whole country", "country", "suomi", "finland":
		return true
	}
	return false
}

// nearestLimit is how many candidates an unknown name is answered with.
const nearestLimit = 3

// nearest finds up to three regions whose name is the least number of edits
// away from name, at most a third of its letters; a region one of whose names
// begins with it counts as one edit away, the shorter name before the longer.
// Ended areas are left out.
func (c *Catalog) nearest(name string) []Region {
	want := []rune(Fold(name))
	if len(want) < 2 || len(want) > 70 { // no name is longer than 70 letters
		return nil
	}
	type candidate struct{ index, edits, longer int }
	var near []candidate
	for i, r := range c.regions {
		if r.Ended() {
			continue
		}
		best := candidate{i, len(want)/3 + 1, 0}
		for _, n := range r.names() {
			have := []rune(Fold(n))
			longer := abs(len(have) - len(want))
			distance := best.edits
			if len(want) > 2 && longer > 0 && strings.HasPrefix(string(have), string(want)) {
				distance = 1
			} else if longer <= best.edits {
				distance = edits(want, have)
			}
			if distance < best.edits || distance == best.edits && longer < best.longer {
				best.edits, best.longer = distance, longer
			}
		}
		if best.edits <= len(want)/3 {
			near = append(near, best)
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int {
		return cmp.Or(a.edits-b.edits, a.longer-b.longer)
	})
	var found []Region
	for _, n := range near[:min(len(near), nearestLimit)] {
		found = append(found, c.regions[n.index])
	}
	return found
}

// edits is the Levenshtein distance (Wagner & Fischer 1974).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
