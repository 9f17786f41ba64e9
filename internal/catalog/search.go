package catalog

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// How well a region answers a search, best first.
const (
	matchExact = iota
	matchPrefix
	matchWithin
	noMatch
)

// Search lists the regions that answer to the query: a name or part of one in
// any language (case and diacritics do not matter), a code, a reference such
// as "kunta:179" or SOTKAnet's id. Exact answers come first, then names that
// begin with the query, then those that contain it. The empty query is
// answered with every region.
func (c *Catalog) Search(query string) []Region {
	want := Fold(query)
	if want == "" {
		return c.Regions()
	}
	var byMatch [noMatch][]Region
	for _, r := range c.regions {
		if m := r.match(want); m < noMatch {
			byMatch[m] = append(byMatch[m], r)
		}
	}
	return slices.Concat(byMatch[:]...)
}

func (r Region) match(want string) int {
	if want == string(r.ID) || trimZeros(want) == trimZeros(r.Code) {
		return matchExact
	}
	number, ok := domain.RegionID(want).Sotkanet()
	if !ok {
		number, _ = strconv.Atoi(want)
	}
	if number != 0 && (number == r.SotkanetID || slices.Contains(r.OldIDs, number)) {
		return matchExact
	}
	best := noMatch
	for _, name := range r.names() {
		have := Fold(name)
		switch {
		case have == "":
		case have == want:
			return matchExact
		case strings.HasPrefix(have, want):
			best = min(best, matchPrefix)
		case strings.Contains(have, want):
			best = min(best, matchWithin)
		}
	}
	return best
}
