package table

import (
	"context"
	"fmt"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// Shape is what a table looks like to the one who reads it.
type Shape struct {
	Rows        int   // of data
	Header      []int // the numbers of the header's rows
	First, Last int   // rows of data; Last is 0 for the end
	Columns     []ShapeColumn
	More        int // columns that are not described
}

// ShapeColumn is one column of a table.
type ShapeColumn struct {
	At       string // its letter
	Header   string
	Role     mapping.Role // "" where it is not known
	Decimal  string
	Filled   int // cells that are not empty
	Numbers  int
	Examples []string
}

// maxShape is how many columns are described.
const maxShape = 240

// Inspect looks through a table and tells what its columns are taken for.
func Inspect(ctx context.Context, g *sheet.Grid, m *mapping.Mapping) (Shape, error) {
	p, err := newPlanOf(ctx, g, m)
	if err != nil {
		return Shape{}, err
	}
	s := p.survey
	shape := Shape{Rows: s.rows, First: s.first, Last: s.last}
	for _, i := range s.start.header {
		shape.Header = append(shape.Header, s.head[i].Number)
	}
	for i, c := range s.columns {
		if c.filled == 0 && c.label == "" {
			continue
		}
		if len(shape.Columns) == maxShape {
			shape.More++
			continue
		}
		column := ShapeColumn{At: c.letter(), Header: c.label, Role: p.roles[i], Filled: c.filled, Numbers: c.numbers, Examples: c.examples}
		if p.beside[i] {
			column.Role = mapping.RoleIgnore
		}
		style := p.style(i)
		for _, mark := range []string{",", "."} {
			if style.Of(mark[0]) == sheet.Decimals && c.evidence.Has(mark[0]) {
				column.Decimal += mark
			}
		}
		shape.Columns = append(shape.Columns, column)
	}
	return shape, nil
}

// String names the column for a message: `C "Väkiluku"`.
func (c ShapeColumn) String() string {
	if c.Header == "" {
		return c.At
	}
	return fmt.Sprintf("%s %q", c.At, c.Header)
}
