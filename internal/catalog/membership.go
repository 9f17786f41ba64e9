package catalog

import (
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// Membership says that a municipality belonged to Area from First to Last,
// both years included. A Last that is the last year of the catalogue's
// divisions says only that it does so now.
type Membership struct {
	Area        Region
	First, Last int
}

// span is a Membership by the area's place in the catalogue.
type span struct{ area, first, last int }

// divisions are which municipality belonged to which area, and of each category the
// years for which that is known.
type divisions struct {
	spans map[int][]span // by municipality
	years map[domain.Category]domain.YearRange
}

// loadDivisions reads the membership of the catalogue's regions from a CSV file of
// package data. Errors name the file and the line.
func (c *Catalog) loadDivisions(membership []byte) (divisions, error) {
	d := divisions{spans: map[int][]span{}, years: map[domain.Category]domain.YearRange{}}
	err := eachRow("membership.csv", membership, membershipColumns, func(row []string) error { return c.addSpan(d, row) })
	return d, err
}

func (c *Catalog) addSpan(to divisions, row []string) error {
	kunta, ok := c.byID[domain.AreaID(domain.Kunta, row[0])]
	if !ok {
		return fmt.Errorf("municipality %q is not in regions.csv", row[0])
	}
	id := domain.AreaID(domain.Category(row[1]), row[2])
	area, ok := c.byID[id]
	if !ok {
		return fmt.Errorf("%s is not in regions.csv", id)
	}
	var years ints
	s := span{area, years.read(row[3]), years.read(row[4])}
	if years.err != nil {
		return years.err
	}
	if s.first == 0 || s.last < s.first {
		return fmt.Errorf("found the years %q to %q, expected a first and a last year", row[3], row[4])
	}
	to.spans[kunta] = append(to.spans[kunta], s)
	category := c.regions[area].Category
	d, known := to.years[category]
	if !known {
		d = domain.YearRange{From: s.first, To: s.last}
	}
	to.years[category] = domain.YearRange{From: min(d.From, s.first), To: max(d.To, s.last)}
	return nil
}

// BelongsTo lists the larger areas a municipality belongs or belonged to, by
// category and then by year; nothing for what is not a municipality.
func (c *Catalog) BelongsTo(kunta domain.RegionID) []Membership {
	i, ok := c.byID[kunta]
	if !ok {
		return nil
	}
	var all []Membership
	for _, s := range c.divided().spans[i] {
		all = append(all, Membership{c.regions[s.area], s.first, s.last})
	}
	order := domain.Categories()
	slices.SortStableFunc(all, func(a, b Membership) int {
		if a.Area.Category != b.Area.Category {
			return slices.Index(order, a.Area.Category) - slices.Index(order, b.Area.Category)
		}
		return a.First - b.First
	})
	return all
}

// First is the first year whose division into municipalities is known: 2013.
func (c *Catalog) First() int { return c.divided().years[domain.Maakunta].From }

// Last is the latest year whose division into municipalities is known.
func (c *Catalog) Last() int { return c.divided().years[domain.Maakunta].To }

// DivisionYears gives the years for which it is known which municipality
// belongs to which area of the category; ok is false for a category that is
// no division of Finland's municipalities, as eurooppa.
func (c *Catalog) DivisionYears(category domain.Category) (years domain.YearRange, ok bool) {
	if category == domain.Kunta || category == domain.Maa {
		category = domain.Maakunta // every municipality has been in a maakunta as long as it was
	}
	years, ok = c.divided().years[category]
	return years, ok
}

// area is the area of the category the municipality belonged to that year, by
// place in the catalogue; ok is false where it belonged to none, as after it
// had merged.
func (c *Catalog) area(kunta int, category domain.Category, year int) (area int, ok bool) {
	through := category
	if category == domain.Kunta || category == domain.Maa {
		through = domain.Maakunta
	}
	for _, s := range c.divided().spans[kunta] {
		if s.first <= year && year <= s.last && c.regions[s.area].Category == through {
			switch category {
			case domain.Kunta:
				return kunta, true
			case domain.Maa:
				return c.byID[domain.WholeCountry], true
			}
			return s.area, true
		}
	}
	return 0, false
}
