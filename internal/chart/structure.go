package chart

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/structure"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Structure is a figure of which municipality belongs to which organisation.
type Structure struct {
	Frame `yaml:",inline"`

	Year   int         `yaml:"year" help:"the year of the division of municipalities"`
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
	if len(s.Groups) == 0 || s.Year == 0 {
		return faultf("$.kind", "a structure needs groups with members, and the year of the division")
	}
	return nil
}

// organisation is a group of a structure with its members found.
type organisation struct {
	GroupSpec
	members []series.Area
	outer   []int // of each member, its place in Structure.Outer
}

func (s *Structure) build(_ context.Context, b *Builder) (*Figure, error) {
	var outer []series.Area
	var within []map[domain.RegionID]bool
	for i, o := range s.Outer {
		areas, err := b.Session.Areas(o.Region)
		if err != nil {
			return nil, fmt.Errorf("outer %d: %w", i+1, err)
		}
		members, err := b.Session.Members(o.Region, s.Year)
		if err != nil {
			return nil, fmt.Errorf("outer %d: %w", i+1, err)
		}
		area := areas[0]
		if !o.Title.IsZero() {
			area.Name = o.Title
		}
		outer, within = append(outer, area), append(within, members)
	}
	var groups []organisation
	for _, g := range s.Groups {
		found, err := b.organisation(g, s.Year, outer, within)
		if err != nil {
			return nil, fmt.Errorf("group %q: %w", g.Title.In(domain.Finnish), err)
		}
		groups = append(groups, found)
	}
	f := &Figure{Table: structureTable(s, outer, groups), first: domain.Year(s.Year), last: domain.Year(s.Year)}
	f.content = func(l domain.Lang) figure.Content { return structureContent(outer, groups, l) }
	f.alt = func(l domain.Lang) string { return altStructure(outer, groups, l) }
	return f, nil
}

func (b *Builder) organisation(g GroupSpec, year int, outer []series.Area, within []map[domain.RegionID]bool) (organisation, error) {
	members, err := b.Session.AreasIn(g.Members.String(), year)
	if err != nil {
		return organisation{}, err
	}
	found := organisation{GroupSpec: g, members: members, outer: make([]int, len(members))}
	for i, m := range members {
		place := -1
		for j := range within {
			if within[j][m.ID] {
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

func structureContent(outer []series.Area, groups []organisation, l domain.Lang) structure.Content {
	var st structure.Content
	counts := make([]int, len(outer))
	for _, g := range groups {
		for _, o := range g.outer {
			if len(outer) > 0 {
				counts[o]++
			}
		}
	}
	for i, o := range outer {
		st.Outer = append(st.Outer, structure.Outer{Label: o.Name.In(l), Detail: municipalities(counts[i], l)})
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

func altStructure(outer []series.Area, groups []organisation, l domain.Lang) string {
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
		var names []string
		for _, g := range groups {
			for n, m := range g.members {
				if g.outer[n] == i {
					names = append(names, m.Name.In(l))
				}
			}
		}
		parts = append(parts, fmt.Sprintf("%s (%s): %s.", o.Name.In(l), municipalities(len(names), l), strings.Join(names, ", ")))
	}
	return strings.Join(parts, " ")
}

func structureTable(s *Structure, outer []series.Area, groups []organisation) *table.Table {
	t := &table.Table{Columns: []table.Column{{Name: "group"}, {Name: "region"}, {Name: "region_name"}, {Name: "outer"}, {Name: "outer_name"}, {Name: "period"}}}
	for _, g := range groups {
		for i, m := range g.members {
			enclosing := series.Area{}
			if len(outer) > 0 {
				enclosing = outer[g.outer[i]]
			}
			t.Rows = append(t.Rows, []table.Value{
				table.Str(g.Title.In(domain.Finnish)), table.Str(string(m.ID)), table.Str(m.Name.In(domain.Finnish)),
				table.Str(string(enclosing.ID)), table.Str(enclosing.Name.In(domain.Finnish)), table.YearOf(s.Year),
			})
		}
	}
	return t
}
