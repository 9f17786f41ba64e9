package source

import (
	"errors"
	"io"
	"slices"
)

// grid is a sheet or a text that can be read through more than once.
type grid struct {
	sheet string // "" for text
	alone bool   // the workbook's only sheet
	open  func() (tableRows, error)
}

// each reads the grid's rows that are not empty; bad gets those that cannot
// be divided into cells. It returns the rows' ranges of merged cells.
func (g *grid) each(row func(tableRows, *tableRow) error, bad func(Reject) error) ([]mergedCells, error) {
	rows, err := g.open()
	if err != nil {
		return nil, err
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	for {
		next, err := rows.next()
		var broken *badRow
		switch {
		case err == io.EOF:
			if sheet, ok := rows.(interface{ merged() []mergedCells }); ok {
				return sheet.merged(), nil
			}
			return nil, nil
		case errors.As(err, &broken):
			err = bad(broken.Reject)
		case err == nil && next.filled() > 0:
			err = row(rows, next)
		}
		if err != nil {
			return nil, err
		}
	}
}

// headRow is a row kept while the header is looked for.
type headRow struct {
	number, more int // as of a tableRow
	cells        []tableCell
}

func keepRow(row *tableRow) headRow { return headRow{row.number, row.more, slices.Clone(row.cells)} }

func (h headRow) at(column int) tableCell {
	if column < len(h.cells) {
		return h.cells[column]
	}
	return tableCell{}
}

// last is the number of the row's last line.
func (h headRow) last() int { return h.number + h.more }

// filled counts the row's cells that are not empty.
func (h headRow) filled() int {
	n := 0
	for _, c := range h.cells {
		if c.kind != emptyCell {
			n++
		}
	}
	return n
}

// headLength is within how many rows a table's header must stand.
const headLength = 100

// maxHeaderRows is how many rows a header may have.
const maxHeaderRows = 4
