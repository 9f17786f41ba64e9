package catalog

import (
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// MembersOf lists the areas of the category that lay within the area in the
// division of that year, in listing order. Areas other than municipalities
// are compared by their municipalities: they are members where every one of
// theirs lies within. Year 0 is the latest division both categories have, and
// gives only areas that exist today, so that merged municipalities of an
// abolished category are left out; their successors stand for them.
//
// A year without a division is a *YearError; other errors say that the two
// are no pair of a whole and its parts.
func (c *Catalog) MembersOf(category domain.Category, of domain.RegionID, year int) ([]Region, error) {
	whole, ok := c.byID[of]
	if !ok {
		return nil, c.unknown(string(of))
	}
	years, err := c.pairYears(category, c.regions[whole].Category)
	if err != nil {
		return nil, err
	}
	latest := year == 0
	if latest {
		year = years.To
	}
	if year < years.From || year > years.To {
		return nil, &YearError{Category: category, Of: c.regions[whole], Year: year, Known: years}
	}
	var found []Region
	for _, i := range c.members(category, whole, year) {
		if r := c.regions[i]; !latest || !r.Ended() {
			found = append(found, r)
		}
	}
	return found, nil
}

// everMembers is MembersOf the latest division, and the ended areas that were
// members in any year.
func (c *Catalog) everMembers(category domain.Category, whole Region) ([]Region, error) {
	years, err := c.pairYears(category, whole.Category)
	if err != nil {
		return nil, err
	}
	if whole.Ended() {
		years.To = min(years.To, whole.Last)
	}
	w := c.byID[whole.ID]
	found := c.members(category, w, years.To)
	for y := years.From; y < years.To; y++ {
		for _, i := range c.members(category, w, y) {
			if c.regions[i].Ended() && !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
	slices.Sort(found)
	all := make([]Region, len(found))
	for k, i := range found {
		all[k] = c.regions[i]
	}
	return all, nil
}

// members lists the places of the areas of the category all of whose
// municipalities lay within whole that year.
func (c *Catalog) members(category domain.Category, whole, year int) []int {
	within := map[int]bool{}
	for kunta := range c.divided().spans {
		part, ok := c.area(kunta, category, year)
		if !ok {
			continue
		}
		w, ok := c.area(kunta, c.regions[whole].Category, year)
		before, seen := within[part]
		within[part] = ok && w == whole && (before || !seen)
	}
	var found []int
	for part, all := range within {
		if all {
			found = append(found, part)
		}
	}
	slices.Sort(found)
	return found
}

// pairYears are the years for which both categories' divisions are known.
func (c *Catalog) pairYears(part, whole domain.Category) (domain.YearRange, error) {
	p, ok := c.DivisionYears(part)
	if !ok {
		return p, fmt.Errorf("areas of category %s are not made up of Finland's municipalities: no list of them can be made", part)
	}
	w, ok := c.DivisionYears(whole)
	if !ok {
		return w, fmt.Errorf("areas of category %s are not made up of Finland's municipalities: they have no members", whole)
	}
	if part == whole || part == domain.Maa || whole == domain.Kunta {
		return p, fmt.Errorf("areas of category %s do not consist of areas of category %s: expected a set such as kunta@maakunta:13", whole, part)
	}
	both := domain.YearRange{From: max(p.From, w.From), To: min(p.To, w.To)}
	if both.From > both.To {
		return both, fmt.Errorf("no year is known in which there were both %s (%d–%d) and %s (%d–%d)", part, p.From, p.To, whole, w.From, w.To)
	}
	return both, nil
}
