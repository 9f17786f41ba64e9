package chart

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/structure"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Structure is a figure of which municipality belongs to which organisation.
type Structure struct {
	Frame `yaml:",inline"`

	Year int `yaml:"year" help:"the year of the division of municipalities; the newest where it is left out"`

	// The simple form: municipalities by the areas that they belong to.
	Regions List   `yaml:"regions" flag:"region,r" help:"the municipalities, such as kunta@maakunta:13, in place of groups"`
	By      string `yaml:"by" help:"the category of areas that they are grouped by: seutukunta, hva, maakunta ..."`
	Within  string `yaml:"within" help:"the category of the areas around the groups: shp, hva, maakunta ..."`

	Outer  []OuterSpec `yaml:"outer" flag:"-" help:"the areas that enclose the groups"`
	Groups []GroupSpec `yaml:"groups" flag:"-" help:"the organisations with their members"`
}

// OuterSpec is an area whose members, by the division of the year, enclose
// the groups.
type OuterSpec struct {
	Region string      `yaml:"region" help:"the region"`
	Title  domain.Text `yaml:"title" help:"the region's name where it is left out"`
}

// GroupSpec is an organisation and the municipalities that belong to it.
type GroupSpec struct {
	Title   domain.Text `yaml:"title" help:"the organisation's name"`
	Members List        `yaml:"members" help:"municipalities by name or code"`
}

func (s *Structure) check() error {
	if s.Year < 0 {
		return faultf("$.year", "year: found %d, expected the year of a division of municipalities", s.Year)
	}
	for _, c := range []struct{ key, word string }{{"by", s.By}, {"within", s.Within}} {
		if _, err := domain.ParseCategory(c.word); c.word != "" && err != nil {
			return faultf("$."+c.key, "%s: %v", c.key, err)
		}
	}
	simple := len(s.Regions) > 0 || s.By != "" || s.Within != ""
	switch {
	case simple && (len(s.Groups) > 0 || len(s.Outer) > 0):
		return faultf("$.regions", "regions, by and within: found with groups or outer, expected one of the two forms")
	case simple && (len(s.Regions) == 0 || s.By == ""):
		return faultf("$.regions", "a structure needs regions, and by: the category of areas they are grouped by")
	case !simple && len(s.Groups) == 0:
		return faultf("$.kind", "a structure needs groups with members, or regions and the category that they are grouped by: by: seutukunta")
	}
	return nil
}

// organisation is a group of a structure with its members found.
type organisation struct {
	GroupSpec
	members []series.Area
	outer   []int // of each member, its place among the areas around
}

// enclosing is an area around groups, and who belonged to it.
type enclosing struct {
	series.Area
	members map[domain.RegionID]bool
}

func (s *Structure) build(_ context.Context, b *Builder) (*Figure, error) {
	year := cmp.Or(s.Year, b.Session.Catalog.Last())
	around, grouped := s.Outer, s.Groups
	if s.By != "" {
		var err error
		if around, grouped, err = s.arranged(b, year); err != nil {
			return nil, err
		}
	}
	var outer []enclosing
	for i, o := range around {
		areas, err := b.Session.AreasIn(o.Region, year)
		if err != nil {
			return nil, fmt.Errorf("outer %d: %w", i+1, err)
		}
		members, err := b.Session.Members(o.Region, year)
		if err != nil {
			return nil, fmt.Errorf("outer %d: %w", i+1, err)
		}
		one := enclosing{areas[0], members}
		if !o.Title.IsZero() {
			one.Name = o.Title
		}
		outer = append(outer, one)
	}
	var groups []organisation
	for _, g := range grouped {
		found, err := b.organisation(g, year, outer)
		if err != nil {
			return nil, fmt.Errorf("group %q: %w", g.Title.In(domain.Finnish), err)
		}
		groups = append(groups, found)
	}
	f := &Figure{Table: structureTable(year, outer, groups), first: domain.Year(year), last: domain.Year(year)}
	if by, ok := membersIn[domain.Category(s.By)]; ok {
		f.headline = domain.Text{FI: "Kunnat " + by.FI, SV: "Kommunerna " + by.SV, EN: "Municipalities " + by.EN}
	}
	for i, o := range outer {
		if len(within(i, groups)) == 0 {
			f.Warnings = append(f.Warnings, fmt.Sprintf("%s: outer %d: none of the municipalities belonged to %s in %d: it is left out", s.named(), i+1, o.ID, year))
		}
	}
	in := func(l domain.Lang) []organisation {
		if s.By != "" {
			return byName(groups, l)
		}
		return groups // as they were written
	}
	f.content = func(l domain.Lang) figure.Content { return structureContent(outer, in(l), l) }
	f.alt = func(l domain.Lang) string { return altStructure(outer, in(l), l) }
	return f, nil
}

// arranged are the groups of the simple form: the areas of a category that the
// municipalities belonged to, by code, within those of another, that of most first.
func (s *Structure) arranged(b *Builder, year int) (outer []OuterSpec, groups []GroupSpec, err error) {
	areas, err := b.Session.AreasIn(s.Regions.String(), year)
	if err != nil {
		return nil, nil, fmt.Errorf("regions: %w", err)
	}
	ids := make([]domain.RegionID, len(areas))
	for i, a := range areas {
		ids[i] = a.ID
	}
	if s.Within != "" {
		for _, area := range areasOf(b.Session.Catalog, domain.Category(s.Within), ids, year) {
			outer = append(outer, OuterSpec{Region: string(area.ID)})
		}
	}
	by := areasOf(b.Session.Catalog, domain.Category(s.By), ids, year)
	slices.SortStableFunc(by, func(a, b catalog.Region) int { return cmp.Compare(a.ID, b.ID) })
	grouped := 0
	for _, area := range by {
		g := GroupSpec{Title: area.Name}
		for _, id := range ids {
			if belonged(b.Session.Catalog, id, area.ID, year) {
				g.Members = append(g.Members, string(id))
			}
		}
		grouped += len(g.Members)
		groups = append(groups, g)
	}
	if grouped < len(ids) {
		return nil, nil, faultf("$.by", "by: %d of the %d regions belonged to no %s in %d: expected municipalities, and a category and year with a division of them", len(ids)-grouped, len(ids), s.By, year)
	}
	return outer, groups, nil
}

// areasOf are the areas of a category that municipalities belonged to in a year,
// that of most of them first.
func areasOf(c *catalog.Catalog, category domain.Category, members []domain.RegionID, year int) []catalog.Region {
	count := make(map[domain.RegionID]int)
	var areas []catalog.Region
	for _, m := range members {
		for _, of := range c.BelongsTo(m) {
			if of.Area.Category != category || of.First > year || of.Last < year {
				continue
			}
			if count[of.Area.ID] == 0 {
				areas = append(areas, of.Area)
			}
			count[of.Area.ID]++
		}
	}
	slices.SortFunc(areas, func(a, b catalog.Region) int {
		return cmp.Or(cmp.Compare(count[b.ID], count[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return areas
}

// belonged reports whether a municipality belonged to an area in a year.
func belonged(c *catalog.Catalog, kunta, area domain.RegionID, year int) bool {
	return slices.ContainsFunc(c.BelongsTo(kunta), func(m catalog.Membership) bool {
		return m.Area.ID == area && m.First <= year && year <= m.Last
	})
}

func (b *Builder) organisation(g GroupSpec, year int, outer []enclosing) (organisation, error) {
	members, err := b.Session.AreasIn(g.Members.String(), year)
	if err != nil {
		return organisation{}, err
	}
	found := organisation{GroupSpec: g, members: members, outer: make([]int, len(members))}
	for i, m := range members {
		place := -1
		for j := range outer {
			if outer[j].members[m.ID] {
				place = j
			}
		}
		if place < 0 && len(outer) > 0 {
			return organisation{}, fmt.Errorf("%s belonged to none of the outer areas in %d", m.ID, year)
		}
		found.outer[i] = max(place, 0)
	}
	return found, nil
}

// byName are the groups with their members in the order of their names.
func byName(groups []organisation, l domain.Lang) []organisation {
	names := collate.New(language.Make(string(l)))
	sorted := make([]organisation, len(groups))
	for i, g := range groups {
		places := make([]int, len(g.members))
		for k := range places {
			places[k] = k
		}
		slices.SortStableFunc(places, func(a, b int) int { return names.CompareString(g.members[a].Name.In(l), g.members[b].Name.In(l)) })
		sorted[i] = organisation{GroupSpec: g.GroupSpec}
		for _, k := range places {
			sorted[i].members, sorted[i].outer = append(sorted[i].members, g.members[k]), append(sorted[i].outer, g.outer[k])
		}
	}
	return sorted
}

// within are the members of the groups that belonged to an outer area.
func within(outer int, groups []organisation) (members []series.Area) {
	for _, g := range groups {
		for i, m := range g.members {
			if g.outer[i] == outer {
				members = append(members, m)
			}
		}
	}
	return members
}

func structureContent(outer []enclosing, groups []organisation, l domain.Lang) structure.Content {
	var st structure.Content
	for i, o := range outer {
		st.Outer = append(st.Outer, structure.Outer{Label: o.Name.In(l), Detail: shareOf(len(within(i, groups)), len(o.members), l)})
	}
	for _, g := range groups {
		group := structure.Group{Heading: g.Title.In(l)}
		if len(g.members) > 1 {
			group.Subheading = municipalities(len(g.members), l)
		}
		for i, m := range g.members {
			group.Members = append(group.Members, structure.Member{Name: m.Name.In(l), Outer: g.outer[i]})
		}
		st.Groups = append(st.Groups, group)
	}
	return st
}

func municipalities(n int, l domain.Lang) string {
	if n == 1 {
		return domain.Text{FI: "1 kunta", SV: "1 kommun", EN: "1 municipality"}.In(l)
	}
	return strconv.Itoa(n) + " " + domain.Text{FI: "kuntaa", SV: "kommuner", EN: "municipalities"}.In(l)
}

// shareOf is how many of an area's municipalities there are, where they are not all.
func shareOf(n, all int, l domain.Lang) string {
	if n >= all {
		return municipalities(n, l)
	}
	return fmt.Sprintf(domain.Text{FI: "%d sen %d kunnasta", SV: "%d av %d kommuner", EN: "%d of %d municipalities"}.In(l), n, all)
}

func altStructure(outer []enclosing, groups []organisation, l domain.Lang) string {
	var parts []string
	for _, g := range groups {
		names := make([]string, len(g.members))
		for i, m := range g.members {
			names[i] = m.Name.In(l)
		}
		of := strings.Join(names, ", ")
		if of == g.Title.In(l) { // a municipality that is one by itself
			of = domain.Text{FI: "kunta yksin", SV: "kommunen ensam", EN: "the municipality by itself"}.In(l)
		}
		parts = append(parts, fmt.Sprintf("%s: %s.", g.Title.In(l), of))
	}
	for i, o := range outer {
		members := within(i, groups)
		names := make([]string, len(members))
		for n, m := range members {
			names[n] = m.Name.In(l)
		}
		if len(names) > 0 {
			parts = append(parts, fmt.Sprintf("%s (%s): %s.", o.Name.In(l), shareOf(len(names), len(o.members), l), strings.Join(names, ", ")))
		}
	}
	return strings.Join(parts, " ")
}

func structureTable(year int, outer []enclosing, groups []organisation) *table.Table {
	t := &table.Table{Columns: []table.Column{{Name: "group"}, {Name: "region"}, {Name: "region_name"}, {Name: "outer"}, {Name: "outer_name"}, {Name: "period"}}}
	for _, g := range groups {
		for i, m := range g.members {
			around := series.Area{}
			if len(outer) > 0 {
				around = outer[g.outer[i]].Area
			}
			t.Rows = append(t.Rows, []table.Value{
				table.Str(g.Title.In(domain.Finnish)), table.Str(string(m.ID)), table.Str(m.Name.In(domain.Finnish)),
				table.Str(string(around.ID)), table.Str(around.Name.In(domain.Finnish)), table.YearOf(year),
			})
		}
	}
	return t
}
