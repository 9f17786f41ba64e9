package catalog

import "kuvio/internal/domain"

// Counterpart is the area of another category to which more than half of an area's
// municipalities belong, in the last division that both categories have: Keski-Suomi's hospital district, the
// maakunta of Jyväskylä. An area is its own in its category.
func (c *Catalog) Counterpart(id domain.RegionID, category domain.Category) (Region, bool) {
	of, found := c.byID[id]
	years, divided := c.DivisionYears(category)
	switch {
	case !found || !divided:
		return Region{}, false
	case id.Category() == category:
		return c.regions[of], true
	}
	year := years.To
	if own, ok := c.DivisionYears(id.Category()); ok {
		year = min(year, own.To)
	}
	members := []int{of}
	if id.Category() != domain.Kunta {
		members = c.members(domain.Kunta, of, year)
	}
	count := make(map[int]int)
	most := -1
	for _, kunta := range members {
		if area, ok := c.area(kunta, category, year); ok {
			if count[area]++; most < 0 || count[area] > count[most] {
				most = area
			}
		}
	}
	if most < 0 || 2*count[most] <= len(members) {
		return Region{}, false
	}
	return c.regions[most], true
}
