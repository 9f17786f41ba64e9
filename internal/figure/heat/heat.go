// Package heat draws a table of numbers whose cells are tinted by how large the
// numbers are, or by how they stand to a benchmark. The numbers are always
// written: the tint only helps the eye.
package heat

import (
	"errors"
	"fmt"
	"image/color"
	"iter"
	"unicode/utf8"

	"kuvio/internal/figure/canvas"
)

// Content is a table of rows of names and columns of years, areas or indicators.
type Content struct {
	Columns []Column
	Rows    []Row
	Scale   Scale
	Classes []string // what each class of the scale is, from the lowest on; "" of one beyond the numbers, which has no chip
	Marks   Marks    // what the marks mean, where a cell has one
	Signs   []Sign   // what stands in cells without a value
	Empty   string   // drawn in place of the table where no cell has a value
}

// Column is headed by a year or a name. A Seam is a rule before it: its numbers
// do not compare with those to the left.
type Column struct {
	Heading string
	Focus   bool // the area of interest: set in bold
	Seam    bool
}

// Row is a name and a cell for each column.
type Row struct {
	Name, Detail string // Detail, such as the unit, stands smaller below
	Focus        bool   // of the area of interest: set in bold
	Benchmark    bool   // set apart from the rows of the other sort
	Cells        []Cell
}

// Cell is a number ready to print, or why there is none.
type Cell struct {
	Text   string
	Absent bool // Text says why there is no number
	Class  int  // of Content.Classes, from 1; 0 is none
	Mark   Mark
}

// Mark stands before a number that differs from its benchmark.
type Mark int

const (
	Unmarked Mark = iota
	Higher
	Lower
)

// Marks are what each mark means.
type Marks struct{ Higher, Lower string }

// Sign explains a cell's text: ".." is missing.
type Sign struct{ Text, Means string }

// Scale is what the classes of a table say.
type Scale int

const (
	Sequential Scale = iota // from low to high
	Diverging               // from below a middle to above it
	Verdict                 // three: worse than a benchmark, different without being either, better
)

// differs is the tint of what is neither worse nor better.
var differs = canvas.Shade{Fill: color.RGBA{0xe2, 0xe2, 0xe2, 0xff}, Text: canvas.InkColor}

// verdicts is how many classes a scale of verdicts has.
const verdicts = 3

// shades are the tints of the classes. Verdicts are few and their words and marks
// say them: the lighter of orange and blue do.
func (c Content) shades() []canvas.Shade {
	switch n := len(c.Classes); {
	case n == 0:
		return nil
	case c.Scale == Sequential:
		return canvas.Sequential(n)
	case c.Scale == Verdict:
		light := canvas.Diverging(6)[2:4]
		return []canvas.Shade{light[0], differs, light[1]}
	default:
		return canvas.Diverging(n)
	}
}

// How much may stand in a table: no sheet has room for more.
const (
	mostRows    = 700 // twice Finland's municipalities
	mostColumns = 120
	mostCells   = 20_000
	longestCell = 40 // characters
)

// Check finds what cannot be drawn at any size.
func (c Content) Check() error {
	if len(c.Rows) == 0 || len(c.Columns) == 0 {
		return errors.New("a table without rows or columns")
	}
	if len(c.Rows) > mostRows || len(c.Columns) > mostColumns || len(c.Rows)*len(c.Columns) > mostCells {
		return fmt.Errorf("%d rows of %d columns: at most %d rows, %d columns and %d cells have room in a figure; split it",
			len(c.Rows), len(c.Columns), mostRows, mostColumns, mostCells)
	}
	least, most := 0, canvas.MaxShades
	switch c.Scale {
	case Diverging:
		least = 2
	case Verdict:
		least, most = verdicts, verdicts
	}
	if n := len(c.Classes); n < least || n > most {
		return fmt.Errorf("%d classes: expected %d to %d", n, least, most)
	}
	for _, r := range c.Rows {
		if len(r.Cells) != len(c.Columns) {
			return fmt.Errorf("row %q has %d cells for %d columns: expected one each", r.Name, len(r.Cells), len(c.Columns))
		}
		for _, cell := range r.Cells {
			if utf8.RuneCountInString(cell.Text) > longestCell {
				return fmt.Errorf("row %q: found a cell of %d characters, expected at most %d", r.Name, utf8.RuneCountInString(cell.Text), longestCell)
			}
			if cell.Class < 0 || cell.Class > len(c.Classes) {
				return fmt.Errorf("row %q: class %d of %d does not exist", r.Name, cell.Class, len(c.Classes))
			}
		}
	}
	return nil
}

// Labels are the texts within it.
func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, col := range c.Columns {
			if !yield(fmt.Sprintf("column %d, heading", i+1), col.Heading) {
				return
			}
		}
		for i, r := range c.Rows {
			if !yield(fmt.Sprintf("row %d, name", i+1), r.Name) || !yield(fmt.Sprintf("row %d, detail", i+1), r.Detail) {
				return
			}
		}
		for i, class := range c.Classes {
			if !yield(fmt.Sprintf("class %d", i+1), class) {
				return
			}
		}
		for _, sign := range c.Signs {
			if !yield("the meaning of a sign", sign.Means) {
				return
			}
		}
		_ = yield("the meaning of a mark", c.Marks.Higher) && yield("the meaning of a mark", c.Marks.Lower)
	}
}

func (c Content) empty() bool {
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			if !cell.Absent {
				return false
			}
		}
	}
	return true
}

// Draw lays the table out within body and draws it.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	t, err := c.fitted(s, body.Width(), body.Height())
	if err != nil {
		return err
	}
	t.draw(body)
	return nil
}

// Height is what the table asks for at a width: all its rows in one block with
// air about them, unless that is too long for a page.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.empty() {
		return emptyHeight
	}
	return c.roomy(s, width).height()
}

// cellColors are what a cell is filled with, if anything, and what its text is
// drawn in.
func (t *table) cellColors(r Row, cell Cell) (fill, text color.Color) {
	switch {
	case cell.Absent:
		return nil, canvas.SmallColor
	case cell.Class > 0:
		shade := t.tints[cell.Class-1]
		return shade.Fill, shade.Text
	case r.Benchmark && !r.Focus:
		return nil, canvas.TextColor
	}
	return nil, canvas.InkColor
}
