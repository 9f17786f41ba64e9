package xlsx

import (
	"fmt"
	"iter"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Column is a column of a grid.
type Column struct {
	Heading string
	Numeric bool
	Width   float64 // in digits, the cell's margins not among them
	Folded  bool    // out of sight and not printed, until its reader unfolds it
}

// Cell is what a grid has in a place: a text, an int64, a float64, or nil for nothing at
// all.
type Cell struct {
	Value any
	Face  Face
}

// In digits: what a column is wider than its text, the margins of a cell, and an indent.
const (
	marginWidth = 2.5
	cellMargin  = 0.8
	indentWidth = 1.3
)

// mostFrozen is how wide the columns that stay in sight may be together, in digits: half
// of a small screen.
const mostFrozen = 85

// Grid writes a sheet of rows under one heading, which stays in sight, is printed on
// every page and filters; so stay the texts at the left, which say what a row is of.
// Rows are compressed as they come, so that a large result need not be held as cells; so
// many are to come.
func (b *Book) Grid(sheet string, p Page, columns []Column, count int, rows iter.Seq2[[]Cell, error]) error {
	if err := b.add(sheet); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(max(len(columns), 1), count+1)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(sheet, "A1:"+last, nil); err != nil { // forgets the sheet's properties
		return err
	}
	if err := b.lay(sheet, p, 1); err != nil {
		return err
	}
	if err := b.mend(sheet, slices.ContainsFunc(columns, func(c Column) bool { return c.Folded })); err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := frame(stream, columns); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil { // all but the rows, which parts puts in
		return err
	}
	written, err := newRows(len(columns))
	if err != nil {
		return err
	}
	part, err := b.part(sheet)
	if err != nil {
		return err
	}
	b.rows[part] = written
	g := grid{b, written, columns, indented(columns), make([]styled, len(columns))}
	if err := g.heading(); err != nil {
		return err
	}
	at := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		at++
		if err := g.row(at, row); err != nil {
			return err
		}
	}
	return written.finish()
}

// frame sets the columns, and what of the sheet stays in sight.
func frame(stream *excelize.StreamWriter, columns []Column) error {
	for i := len(columns); i > 0; i-- { // excelize puts each before those it has
		c := columns[i-1]
		if err := stream.SetColWidth(i, i, c.Width+marginWidth); err != nil {
			return err
		}
		if !c.Folded {
			continue
		}
		if err := stream.SetColOutlineLevel(i, 1); err != nil {
			return err
		}
		if err := stream.SetColVisible(i, i, false); err != nil {
			return err
		}
	}
	panes := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if n := frozen(columns); n > 0 {
		first, err := excelize.CoordinatesToCellName(n+1, 2)
		if err != nil {
			return err
		}
		panes.XSplit, panes.TopLeftCell, panes.ActivePane = n, first, "bottomRight"
	}
	return stream.SetPanes(panes)
}

// frozen is how many columns at the left stay in sight: texts, where others come after
// them and all of them leave room for these.
func frozen(columns []Column) int {
	var wide float64
	for i, c := range columns {
		if !c.Folded {
			wide += c.Width + marginWidth
		}
		switch {
		case c.Numeric && wide > 0:
			return i
		case wide > mostFrozen:
			return 0
		}
	}
	return 0
}

// Fits is an error where a text has more letters than a cell holds.
func Fits(s string) error {
	if n := len(utf16.Encode([]rune(s))); n > excelize.TotalCellChars {
		return fmt.Errorf("a text of %d characters, a cell holds %d: write csv or json", n, excelize.TotalCellChars)
	}
	return nil
}

// grid is a sheet that is being written.
type grid struct {
	book    *Book
	rows    *rows
	columns []Column
	indents []bool
	room    []styled // for a row's cells
}

// indented are the columns of texts that come after one of numbers, which stand to the
// right of theirs.
func indented(columns []Column) []bool {
	indents := make([]bool, len(columns))
	numeric := false
	for i, c := range columns {
		indents[i] = numeric && !c.Numeric
		if !c.Folded {
			numeric = c.Numeric
		}
	}
	return indents
}

// wide is how many digits a column has room for.
func (g *grid) wide(i int) float64 {
	if g.indents[i] {
		return g.columns[i].Width + marginWidth - cellMargin - indentWidth
	}
	return g.columns[i].Width + marginWidth - cellMargin
}

// heading writes the first row, with room under its words for a filter's buttons.
func (g *grid) heading() error {
	heads := make([]Cell, len(g.columns))
	lines := 1
	for i, c := range g.columns {
		heads[i] = Cell{c.Heading, Face{Bold: true, Right: c.Numeric, Wrap: true, Rule: HeadRule}}
		if !c.Folded {
			lines = max(lines, linesOf(c.Heading, g.wide(i)/boldWider))
		}
	}
	return g.set(1, heads, lines+1)
}

// row writes a row, as high as its texts are in the width that they have.
func (g *grid) row(at int, row []Cell) error {
	lines := 1
	for i, c := range row {
		if s, ok := c.Value.(string); ok && c.Face.Wrap && !g.columns[i].Folded {
			lines = max(lines, linesOf(s, g.wide(i)))
		}
	}
	return g.set(at, row, lines)
}

func (g *grid) set(at int, row []Cell, lines int) error {
	for i, c := range row {
		g.room[i] = styled{}
		if c.Value == nil {
			continue
		}
		c.Face.Indent = g.indents[i] && !c.Face.Right
		style, err := g.book.style(c.Face)
		if err != nil {
			return err
		}
		g.room[i] = styled{c.Value, style}
	}
	if lines == 1 {
		return g.rows.add(at, g.room, 0)
	}
	return g.rows.add(at, g.room, heightOf(lines))
}
