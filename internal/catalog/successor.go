package catalog

import "kuvio/internal/domain"

// LastSuccessor is the area that an ended one is part of today: what it merged into,
// through every merger since. It is "" for an area that has not ended, or that
// was divided between several.
func (c *Catalog) LastSuccessor(id domain.RegionID) domain.RegionID {
	r, ok := c.ByID(id)
	if !ok || !r.Ended() {
		return ""
	}
	for r.Ended() {
		next, ok := c.ByID(r.Successor)
		if !ok {
			return ""
		}
		r = next
	}
	return r.ID
}

// Wider reports whether a successor has more than the areas given, those that have
// merged into it: another area that has, or itself as it was before. An area
// that is one of them stands for all that is in it today.
func (c *Catalog) Wider(successor domain.RegionID, areas []domain.RegionID) bool {
	of := make(map[domain.RegionID]bool, len(areas))
	for _, id := range areas {
		of[id] = true
	}
	return !c.madeUpOf(successor, of)
}

// madeUpOf reports whether an area is one of the areas, or began as the union of
// such and has taken in no other.
func (c *Catalog) madeUpOf(id domain.RegionID, areas map[domain.RegionID]bool) bool {
	if areas[id] {
		return true
	}
	whole, ok := c.ByID(id)
	if !ok || whole.First == 0 {
		return false // it was there before anything merged into it
	}
	began := false
	for _, r := range c.regions {
		if r.Successor != id {
			continue
		}
		if !c.madeUpOf(r.ID, areas) {
			return false
		}
		began = began || r.Last < whole.First
	}
	return began
}

// inheritable reports whether the reference being looked up is a group's, to
// an area that has merged into another.
func (r resolver) inheritable(region Region) bool {
	return len(r.within) > 0 && r.LastSuccessor(region.ID) != ""
}

// CameInPlace is the wellbeing county to which most municipalities of a hospital
// district belong today: the district has no successor, for its whole category has
// ended; ok is false for other areas.
func (c *Catalog) CameInPlace(id domain.RegionID) (county Region, ok bool) {
	district, found := c.byID[id]
	if !found || id.Category() != domain.Shp {
		return Region{}, false
	}
	count := make(map[int]int)
	most := -1
	for _, kunta := range c.members(domain.Kunta, district, domain.Shp.Ended()) {
		if hva, ok := c.area(kunta, domain.Hva, c.Last()); ok {
			if count[hva]++; most < 0 || count[hva] > count[most] {
				most = hva
			}
		}
	}
	if most < 0 {
		return Region{}, false
	}
	return c.regions[most], true
}
