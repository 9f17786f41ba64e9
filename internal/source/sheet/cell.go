// Package sheet gives rows of cells, whatever file they come in: delimited
// text, .xlsx, .xls, .ods or a web page. A cell knows whether it was a text or a
// number; what the comma and the point of a text's numbers divide is found out
// by column.
package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// maxRows is how many rows a sheet may have, by Excel's own limit.
const maxRows = 1 << 20

// Type is what a cell of a sheet holds.
type Type uint8

const (
	Empty Type = iota
	Textual
	Numeric
	Other // a truth value, an error, a formula without a result: text says which
)

// Cell is a cell of a sheet or of a delimited row.
type Cell struct {
	Type   Type
	Text   string // of text as it is seen, without the spaces around it
	Number float64
	Date   bool // the number is a day, counted as a workbook does

	Percent   bool  // the number is shown in per cent, and read so
	Thousands uint8 // by how many thousands the number is shown divided: 1 for thousands, 2 for millions
}

// TextCell is a cell of text; of spaces only, it is empty.
func TextCell(s string) Cell {
	s = strings.TrimSpace(visible.Text(s))
	if s == "" {
		return Cell{}
	}
	return Cell{Type: Textual, Text: s}
}

// otherCell is a cell that is neither text nor number, with what stands in it.
func otherCell(s string) Cell {
	return Cell{Type: Other, Text: strings.TrimSpace(visible.Text(s))}
}

// numberCell is a cell of a number.
func numberCell(v float64) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return otherCell(strconv.FormatFloat(v, 'g', -1, 64))
	}
	return Cell{Type: Numeric, Number: v}
}

// truthCell is a cell of a truth value, which is no number.
func truthCell(v bool) Cell {
	return otherCell(strings.ToUpper(strconv.FormatBool(v)))
}

// formulaCell is a cell whose formula has no stored result: not missing, but
// unknown until a spreadsheet program has computed it.
var formulaCell = otherCell("a formula without a result")

// String is the cell as a person would type it.
func (c Cell) String() string {
	if c.Date {
		return c.Day().Format(time.DateOnly)
	}
	if c.Type == Numeric {
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	}
	return c.Text
}

// Value reads the cell as a number, NaN for an empty one.
func (c Cell) Value() (float64, bool) {
	switch c.Type {
	case Empty:
		return math.NaN(), true
	case Numeric:
		return c.Number + 0, true // +0 takes the sign off a zero
	case Textual:
		return ParseNumber(c.Text)
	}
	return 0, false
}

// Row is a row of a sheet or of delimited text.
type Row struct {
	Number    int  // row of the sheet, or line of the text
	More      int  // lines of a text after the first that the row goes on over
	Delimited bool // text states every cell, a sheet may end a row at its last
	Unended   bool // the text ends in the row, without a line break
	Cells     []Cell
}

// At is the cell of a column counted from 0; a row that ends before it has an
// empty one there.
func (row *Row) At(column int) Cell {
	if column < len(row.Cells) {
		return row.Cells[column]
	}
	return Cell{}
}

// Filled is how many cells there are up to the last that is not empty.
func (row *Row) Filled() int { return Filled(row.Cells) }

// Filled is how many of a row's cells there are up to the last that is not empty.
func Filled(cells []Cell) int {
	n := len(cells)
	for n > 0 && cells[n-1].Type == Empty {
		n--
	}
	return n
}

// Rows gives a table's rows in order, each valid until the next call;
// io.EOF at the end and *BadRow for a row that is passed over.
type Rows interface {
	Next() (*Row, error)
	Place(row *Row, column int) record.Place // column counts from 0
}
