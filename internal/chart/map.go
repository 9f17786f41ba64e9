package chart

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kuvio/internal/boundaries"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/choropleth"
	"kuvio/internal/table"
)

// Map is a figure of a map drawn from a file of boundaries.
type Map struct {
	Frame  `yaml:",inline"`
	Tinted `yaml:",inline"`
	Values `yaml:",inline"`

	File string `yaml:"file" help:"boundaries in the workspace, GeoJSON or TopoJSON: kartat/kunnat-2021.json"`
	Code string `yaml:"code" help:"the property of the boundaries that has the area's code or name; found where it is left out"`
}

func (s *Map) check() error {
	if err := s.Tinted.check(); err != nil {
		return err
	}
	if s.File == "" {
		return faultf("$.file", "file: found none, expected a file of boundaries (GeoJSON or TopoJSON) in the workspace; kind: tiles draws a map without one")
	}
	if !fs.ValidPath(path.Clean(s.File)) {
		return faultf("$.file", "file: found %q, expected a file within the workspace, such as kartat/kunnat-2021.json", s.File)
	}
	return s.Values.check()
}

func (s *Map) build(ctx context.Context, b *Builder) (*Figure, error) {
	c, err := b.classed(ctx, s.among(), &s.Values, s.Year, s.Classes)
	if err != nil {
		return nil, err
	}
	areas, err := s.boundaries(b)
	if err != nil {
		return nil, err
	}
	located, err := s.join(b, c, areas)
	if err != nil {
		return nil, err
	}
	f := c.figure(&s.Frame, &s.Tinted, nil, func(int) []table.Value { return nil })
	f.notes = append(f.notes, inEach(func(l domain.Lang) string {
		return domain.Text{FI: "Rajat: ", SV: "Gränser: ", EN: "Boundaries: "}.In(l) + path.Clean(s.File)
	}))
	if len(located.without) > 0 {
		f.notes = append(f.notes, located.lacking(c))
		f.Warnings = append(f.Warnings, fmt.Sprintf("%s: %s has no boundary of %s: has the division of municipalities changed since?", s.named(), s.File, located.names(c)))
	}
	f.content = func(l domain.Lang) figure.Content { return located.draw(c, l) }
	f.alt = func(l domain.Lang) string { return c.alt(mapKind, l) }
	return f, nil
}

var mapKind = domain.Text{FI: "Kartta", SV: "Karta", EN: "Map"}

func (s *Map) boundaries(b *Builder) ([]boundaries.Area, error) {
	if b.Files == nil {
		return nil, faultf("$.file", "file: there are no files to read it from")
	}
	content, err := fs.ReadFile(b.Files, path.Clean(s.File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, faultf("$.file", "file: there is no %s in the workspace: put a file of boundaries there, such as Statistics Finland's municipalities saved as GeoJSON", s.File)
	}
	if err != nil {
		return nil, err
	}
	areas, err := boundaries.Read(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.File, err)
	}
	return areas, nil
}

// located are the boundaries of the areas that are drawn.
type located struct {
	rings   map[int][][]boundaries.Point // by the area's place in classed
	context [][]boundaries.Point
	without []int // areas without a boundary
}

// join finds each area's boundary, by its code or its name.
func (s *Map) join(b *Builder, c *classed, areas []boundaries.Area) (*located, error) {
	code, err := s.property(b, c, areas)
	if err != nil {
		return nil, err
	}
	place := make(map[domain.RegionID]int)
	for i := range c.all {
		place[c.all[i].Region] = i
	}
	j := &located{rings: make(map[int][][]boundaries.Point)}
	for _, a := range areas {
		if i, ok := s.areaOf(b, c, place, a.Properties[code]); ok {
			j.rings[i] = append(j.rings[i], a.Rings...)
		} else {
			j.context = append(j.context, a.Rings...)
		}
	}
	for i := range c.all {
		if j.rings[i] == nil {
			j.without = append(j.without, i)
		}
	}
	return j, nil
}

// areaOf is the place of the area that a property names: by its code in the category of
// the areas, leading zeros or none, or by its name.
func (s *Map) areaOf(b *Builder, c *classed, place map[domain.RegionID]int, word string) (int, bool) {
	if word == "" {
		return 0, false
	}
	category := c.all[0].Region.Category()
	if r, ok := b.Session.Catalog.ByCode(category, word); ok {
		i, ok := place[r.ID]
		return i, ok
	}
	for _, r := range b.Session.Catalog.ByNameIn(word, category) {
		if i, ok := place[r.ID]; ok {
			return i, true
		}
	}
	i, ok := place[domain.AreaID(category, strings.ToLower(word))] // a category of one's own
	return i, ok
}

// property is the one that most areas are found by, or that the spec names.
func (s *Map) property(b *Builder, c *classed, areas []boundaries.Area) (string, error) {
	place := make(map[domain.RegionID]int)
	for i := range c.all {
		place[c.all[i].Region] = i
	}
	found := make(map[string]int)
	var there []string
	for _, a := range areas {
		for name, word := range a.Properties {
			if !slices.Contains(there, name) {
				there = append(there, name)
			}
			if _, ok := s.areaOf(b, c, place, word); ok {
				found[name]++
			}
		}
	}
	slices.Sort(there)
	if s.Code != "" {
		if found[s.Code] == 0 {
			return "", faultf("$.code", "code: no %s of %s is the code or the name of a region drawn; the boundaries have %s", s.Code, s.File, strings.Join(there, ", "))
		}
		return s.Code, nil
	}
	best := ""
	for _, name := range there {
		if best == "" || found[name] > found[best] {
			best = name
		}
	}
	if found[best] == 0 {
		return "", faultf("$.file", "file: %s has no boundary of a region drawn: expected areas of the level %s, with their codes or names in one of %s", s.File, c.all[0].Region.Category(), strings.Join(there, ", "))
	}
	return best, nil
}

func (j *located) draw(c *classed, l domain.Lang) choropleth.Content {
	content := choropleth.Content{Legend: c.legend(l), Empty: noData.In(l), Context: plane(j.context)}
	for i := range c.all {
		if j.rings[i] == nil {
			continue
		}
		content.Areas = append(content.Areas, choropleth.Area{
			Name: c.all[i].RegionName.In(l), Value: c.written(i, l), Class: c.class(i), Suppressed: c.suppressed(i),
			Focus: c.focus[c.all[i].Region], Rings: plane(j.rings[i]),
		})
	}
	return content
}

func plane(rings [][]boundaries.Point) [][]choropleth.Point {
	all := make([][]choropleth.Point, len(rings))
	for i, ring := range rings {
		all[i] = make([]choropleth.Point, len(ring))
		for k, p := range ring {
			all[i][k] = choropleth.Point{X: p.East, Y: p.North}
		}
	}
	return all
}

// names are the areas without a boundary.
func (j *located) names(c *classed) string {
	var names []string
	for _, i := range j.without {
		names = append(names, c.all[i].RegionName.In(domain.Finnish))
	}
	return strings.Join(names, ", ")
}

// lacking says which areas with data the map has not.
func (j *located) lacking(c *classed) domain.Text {
	return inEach(func(l domain.Lang) string {
		var names []string
		for _, i := range j.without {
			names = append(names, c.all[i].RegionName.In(l))
		}
		return domain.Text{FI: "Kartassa ei ole rajoja: ", SV: "Kartan saknar gränser för: ", EN: "The map has no boundary of: "}.In(l) + strings.Join(names, ", ") + "."
	})
}
