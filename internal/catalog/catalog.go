// Package catalog knows the areas and indicators kuvio ships with: what they
// are called, how SOTKAnet numbers them, which municipality belonged to which
// larger area in which year, and what a user's reference to them means.
//
// It reads embedded data only and does no input or output.
package catalog

import (
	"strings"
	"sync"

	"kuvio/data"
	"kuvio/internal/domain"
)

// Catalog is a set of regions, their membership over the years, and
// descriptions of indicators. It does not change once made and may be used
// from several goroutines.
type Catalog struct {
	regions    []Region // in the order they are listed to a reader
	byID       map[domain.RegionID]int
	bySotkanet map[int]int
	byCode     map[codeKey]int

	// Made at their first use, since most commands need few of them.
	divided   func() divisions
	described func() described
	named     func() map[string][]int // by nameKey
	short     func() shortNames
	folded    func() []foldedName
}

// codeKey finds an area by its code, leading zeros dropped.
type codeKey struct {
	category domain.Category
	code     string
}

// Default is the catalogue of the data shipped with kuvio, read at its first
// use. It panics where that data is malformed, which is an error of the build.
var Default = sync.OnceValue(func() *Catalog {
	c := must(load(data.Regions))
	c.divided = sync.OnceValue(func() divisions { return must(c.loadDivisions(data.Membership)) })
	c.described = sync.OnceValue(func() described { return must(loadDescriptions(data.Indicators)) })
	return c
})

// must is a value of the embedded data, which is as it has to be.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Regions lists every region: by category, then municipalities and countries
// in Finnish alphabetical order and all others by code.
func (c *Catalog) Regions() []Region { return append([]Region(nil), c.regions...) }

// BySotkanet finds a region by SOTKAnet's id of it, today's or a former one.
func (c *Catalog) BySotkanet(id int) (Region, bool) {
	i, ok := c.bySotkanet[id]
	if !ok {
		return Region{}, false
	}
	return c.regions[i], true
}

// FromSotkanet is the canonical id of SOTKAnet's region, or "id:730" where
// the catalogue does not know it.
func (c *Catalog) FromSotkanet(id int) domain.RegionID {
	if i, ok := c.bySotkanet[id]; ok {
		return c.regions[i].ID
	}
	return domain.SotkanetRegion(id)
}

// ByID finds a region by its canonical id.
func (c *Catalog) ByID(id domain.RegionID) (Region, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Region{}, false
	}
	return c.regions[i], true
}

// ByCode finds a region by its category and code. Leading zeros that a
// spreadsheet has dropped (or added) do not matter: "5" finds "005".
func (c *Catalog) ByCode(category domain.Category, code string) (Region, bool) {
	i, ok := c.byCode[codeKey{category, trimZeros(code)}]
	if !ok {
		return Region{}, false
	}
	return c.regions[i], true
}

// Canonical is the one way kuvio writes the id: "id:658" is "maa", "kunta:5"
// is "kunta:005". An id the catalogue does not know is returned as it is.
func (c *Catalog) Canonical(id domain.RegionID) domain.RegionID {
	if _, ok := c.byID[id]; ok {
		return id
	}
	if n, ok := id.Sotkanet(); ok {
		return c.FromSotkanet(n)
	}
	if r, ok := c.ByCode(id.Category(), id.Code()); ok {
		return r.ID
	}
	return id
}

func trimZeros(code string) string { return strings.TrimLeft(strings.TrimSpace(code), "0") }
