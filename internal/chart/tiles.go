package chart

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/tiles"
	"kuvio/internal/table"
	"kuvio/internal/tiling"
)

// Tiles is a figure of a map on which every area is a tile of one size.
type Tiles struct {
	Frame  `yaml:",inline"`
	Tinted `yaml:",inline"`
	Values `yaml:",inline"`

	Tiles map[string][]int `yaml:"tiles" flag:"-" help:"tiles of one's own, {kunta:179: [5, 3]}: column from the west and row from the north, from 1; the others are placed about them"`
}

func (s *Tiles) check() error {
	if err := s.Tinted.check(); err != nil {
		return err
	}
	for _, ref := range slices.Sorted(maps.Keys(s.Tiles)) {
		if at := s.Tiles[ref]; len(at) != 2 || at[0] < 1 || at[1] < 1 || at[0] > 100 || at[1] > 100 {
			return faultf("$.tiles", "tiles: %s: found %v, expected a column and a row, each from 1: [5, 3]", ref, at)
		}
	}
	return s.Values.check()
}

func (s *Tiles) build(ctx context.Context, b *Builder) (*Figure, error) {
	c, err := b.classed(ctx, s.among(), &s.Values, s.Year, s.Classes)
	if err != nil {
		return nil, err
	}
	cells, err := s.cells(b, c)
	if err != nil {
		return nil, err
	}
	places := []table.Column{{Name: "tile_column", Filed: true}, {Name: "tile_row", Filed: true}}
	f := c.figure(&s.Frame, &s.Tinted, places, func(i int) []table.Value {
		return []table.Value{table.IntOf(cells[i].Column + 1), table.IntOf(cells[i].Row + 1)}
	})
	if len(c.all) > tiles.ShortNames {
		f.notes = append(f.notes, domain.Text{
			FI: "Nimet, jotka eivät mahdu ruutuun, ovat taulukossa.", SV: "Namn som inte ryms i sin ruta finns i tabellen.", EN: "Names that do not fit their tile are in the table.",
		})
	}
	f.content = func(l domain.Lang) figure.Content { return s.draw(c, cells, l) }
	f.alt = func(l domain.Lang) string { return c.alt(tilesKind, l) }
	return f, nil
}

var tilesKind = domain.Text{FI: "Ruutukartta", SV: "Rutkarta", EN: "Tile map"}

// cells are the areas' places in the grid.
func (s *Tiles) cells(b *Builder, c *classed) ([]tiling.Cell, error) {
	places := make([]tiling.Point, len(c.all))
	fixed := make(map[int]tiling.Cell)
	own := make(map[domain.RegionID]tiling.Cell)
	for ref, at := range s.Tiles {
		id, err := b.Session.Region(ref, true)
		if err != nil {
			return nil, faultf("$.tiles", "tiles: %v", err)
		}
		own[id] = tiling.Cell{Column: at[0] - 1, Row: at[1] - 1}
	}
	for i := range c.all {
		id := c.all[i].Region
		if at, ok := own[id]; ok {
			fixed[i] = at
			delete(own, id)
		}
		east, north, ok := b.Session.Catalog.Centroid(id)
		if !ok && fixed[i] == (tiling.Cell{}) {
			return nil, fmt.Errorf("%s: it is not known where it lies: give it a tile, tiles: {%s: [1, 1]}", id, id)
		}
		places[i] = tiling.Point{X: east, Y: north}
	}
	for id := range own {
		return nil, faultf("$.tiles", "tiles: %s is not among the regions drawn", id)
	}
	return tiling.Place(places, fixed), nil
}

func (s *Tiles) draw(c *classed, cells []tiling.Cell, l domain.Lang) tiles.Content {
	content := tiles.Content{Legend: c.legend(l), Empty: noData.In(l)}
	for i := range c.all {
		content.Tiles = append(content.Tiles, tiles.Tile{
			Column: cells[i].Column, Row: cells[i].Row, Name: c.all[i].RegionName.In(l),
			Value: c.written(i, l), Class: c.class(i), Suppressed: c.suppressed(i), Focus: c.focus[c.all[i].Region],
		})
	}
	return content
}
