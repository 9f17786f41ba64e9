package sheet

import (
	"errors"
	"io"
	"slices"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// Grid is a sheet or a text that can be read through more than once.
type Grid struct {
	Sheet     string // "" for text
	Alone     bool   // the workbook's only sheet
	Delimiter byte   // of text
	Open      func() (Rows, error)

	Hidden bool   // the workbook does not show the sheet
	Unseen Unseen // of the rows that were read last
}

// Each reads the grid's rows that are not empty; bad gets those that cannot
// be divided into cells. It returns the rows' ranges of merged cells.
func (g *Grid) Each(row func(Rows, *Row) error, bad func(record.Reject) error) ([]Merge, error) {
	rows, err := g.Open()
	if err != nil {
		return nil, err
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	for {
		next, err := rows.Next()
		var broken *BadRow
		switch {
		case err == io.EOF:
			if sheet, ok := rows.(interface{ merged() []Merge }); ok {
				return sheet.merged(), nil
			}
			return nil, nil
		case errors.As(err, &broken):
			err = bad(broken.Reject)
		case err == nil && next.Filled() > 0:
			err = row(rows, next)
		}
		if err != nil {
			return nil, err
		}
	}
}

// At is the place of a row, or of a line.
func (g *Grid) At(number int) record.Place {
	if g.Sheet == "" {
		return record.Place{Line: number}
	}
	return record.Place{Sheet: g.Sheet, Row: number}
}

// Kept is a row kept while the header is looked for.
type Kept struct {
	Number, More int // as of a Row
	Cells        []Cell
}

func Keep(row *Row) Kept { return Kept{row.Number, row.More, slices.Clone(row.Cells)} }

func (h Kept) At(column int) Cell {
	if column < len(h.Cells) {
		return h.Cells[column]
	}
	return Cell{}
}

// Last is the number of the row's last line.
func (h Kept) Last() int { return h.Number + h.More }

// Filled counts the row's cells that are not empty.
func (h Kept) Filled() int {
	n := 0
	for _, c := range h.Cells {
		if c.Type != Empty {
			n++
		}
	}
	return n
}

// TextGrid is delimited text as a table.
func TextGrid(f content.File, encoding string, delimiter byte) *Grid {
	return &Grid{Delimiter: delimiter, Open: func() (Rows, error) { return NewDelimitedBy(f, encoding, delimiter), nil }}
}
