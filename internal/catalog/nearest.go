package catalog

import (
	"cmp"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// nearestLimit is how many candidates an unknown name is answered with.
const nearestLimit = 3

// longestName is more letters than any name has.
const longestName = 70

// foldedName is a name that a region goes by, as texts are searched in; within
// its category alone where only that is asked for.
type foldedName struct {
	region int
	name   []rune
	within bool
}

// foldedNames lists the names of every area that exists.
func (c *Catalog) foldedNames() []foldedName {
	var all []foldedName
	for i, r := range c.regions {
		for _, n := range r.names() {
			if !r.Ended() && n != "" {
				all = append(all, foldedName{i, []rune(Fold(n)), false})
			}
		}
	}
	for k, regions := range c.short() {
		for _, i := range regions {
			if !c.regions[i].Ended() {
				all = append(all, foldedName{i, []rune(Fold(k.key)), true})
			}
		}
	}
	return all
}

// Nearest finds up to three regions whose name is like the word. One that has the
// word for a category, as "Keski-Suomen HVA", is like names of that category.
func (c *Catalog) Nearest(word string) []Region {
	if len(word) > longestName*4 {
		return nil
	}
	key := nameKey(word)
	for _, category := range domain.Categories() {
		if bare, ok := stem(key, category); ok {
			if near := c.near(bare, category); len(near) > 0 {
				return near
			}
		}
	}
	return c.near(word, "")
}

// NearestIn is Nearest in a category that is known, and anywhere where no name of
// it is like the word.
func (c *Catalog) NearestIn(word string, category domain.Category) []Region {
	key, _ := stem(nameKey(word), category)
	if near := c.near(key, category); category != "" && len(near) > 0 {
		return near
	}
	return c.Nearest(word)
}

// Alike reports whether the region is one of those nearest to the word.
func (c *Catalog) Alike(word string, r Region) bool {
	want := []rune(Fold(word))
	if len(want) > longestName {
		return false
	}
	key := nameKey(word)
	bare, _ := stem(key, r.Category)
	like := func(name string) bool {
		have := []rune(Fold(name))
		return edits(want, have, len(want)/3) <= len(want)/3 || strings.HasPrefix(Fold(name), string(want)) || bare != key
	}
	// Most words are like no name of the region: few need to be held against all.
	return slices.ContainsFunc(r.names(), like) && slices.ContainsFunc(c.Nearest(word), func(n Region) bool { return n.ID == r.ID })
}

// near finds up to three regions, of a category where one is given, whose name is
// the least number of edits away from the word, at most a third of its letters; a
// region one of whose names begins with it counts as one edit away, the shorter
// name before the longer. Ended areas are left out.
func (c *Catalog) near(word string, category domain.Category) []Region {
	want := []rune(Fold(word))
	if len(want) < 2 || len(want) > longestName {
		return nil
	}
	type candidate struct{ region, edits, longer int }
	best := make(map[int]candidate)
	for _, n := range c.folded() {
		if n.within && category == "" || category != "" && c.regions[n.region].Category != category {
			continue
		}
		b, met := best[n.region]
		if !met {
			b = candidate{n.region, len(want)/3 + 1, 0}
		}
		longer := abs(len(n.name) - len(want))
		distance := b.edits
		if len(want) > 2 && len(n.name) > len(want) && slices.Equal(n.name[:len(want)], want) {
			distance = 1
		} else if longer <= b.edits {
			distance = edits(want, n.name, b.edits)
		}
		if distance < b.edits || distance == b.edits && longer < b.longer {
			b.edits, b.longer = distance, longer
			best[n.region] = b
		}
	}
	near := make([]candidate, 0, len(best))
	for _, b := range best {
		if b.edits <= len(want)/3 {
			near = append(near, b)
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(a.edits-b.edits, a.longer-b.longer, a.region-b.region)
	})
	var found []Region
	for _, n := range near[:min(len(near), nearestLimit)] {
		found = append(found, c.regions[n.region])
	}
	return found
}

// edits is the Levenshtein distance (Wagner & Fischer 1974), or limit plus one
// where it is more than the limit.
func edits(a, b []rune, limit int) int {
	var short [longestName + 1]int
	row := short[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		least := row[0]
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(row[len(b)], limit+1)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
