package table

import (
	"fmt"
	"io"
	"math"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// Widths of the sheet's columns, in characters.
const (
	leastSheetWidth = 8
	mostSheetWidth  = 60
)

// SheetRows is how many rows a sheet of XLSX holds under its heading.
const SheetRows = excelize.TotalRows - 1

// firstSheet is the one sheet a new file has.
const firstSheet = "Sheet1"

// written is the date every workbook bears: the package knows no clock, and the
// same table must give the same bytes.
const written = "2000-01-01T00:00:00Z"

// workbook is a result table on its way into an XLSX file.
type workbook struct {
	*excelize.File
	table  *Table
	lang   domain.Lang
	styles map[string]int // excelize's number of a number format
}

// writeXLSX prints a workbook of two sheets: the data, with every column, under
// a bold heading row that stays in sight, numbers as numbers in the format
// people see and texts as texts, never formulas; and about the data, caption,
// notes, source and the columns' stable names. What is missing is an empty
// cell. The bytes are the same each time.
func (t *Table) writeXLSX(w io.Writer, opt Options) (err error) {
	if len(t.Rows) > SheetRows {
		return fmt.Errorf("%d rows, a sheet holds %d under its heading: write csv or json, or choose fewer", len(t.Rows), SheetRows)
	}
	b := workbook{excelize.NewFile(), t, opt.Lang, map[string]int{}}
	defer func() {
		if closeErr := b.Close(); err == nil {
			err = closeErr
		}
	}()
	if err := b.setProperties(visible.Line(t.Caption.In(opt.Lang))); err != nil {
		return err
	}
	name := dataSheet.In(opt.Lang)
	if err := b.SetSheetName(firstSheet, name); err != nil {
		return err
	}
	if err := b.writeData(name); err != nil {
		return err
	}
	if err := b.writeAbout(); err != nil {
		return err
	}
	return b.Write(w)
}

func (b workbook) setProperties(title string) error {
	return b.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: "kuvio", Language: string(b.lang),
		Created: written, Modified: written,
	})
}

// writeData streams the table into the sheet, so that a large result need not
// be held as cells.
func (b workbook) writeData(name string) error {
	sheet, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i := range b.table.Columns {
		if err := sheet.SetColWidth(i+1, i+1, b.columnWidth(i)); err != nil {
			return err
		}
	}
	err = sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	if err := b.writeHeading(sheet); err != nil {
		return err
	}
	cells := make([]any, len(b.table.Columns))
	for r, row := range b.table.Rows {
		for i, v := range row {
			cells[i], err = b.cell(v)
			if err != nil {
				return fmt.Errorf("row %d, column %s: %w", r+1, b.table.Columns[i].Name, err)
			}
		}
		if err := sheet.SetRow(fmt.Sprintf("A%d", r+2), cells); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

func (b workbook) writeHeading(sheet *excelize.StreamWriter) error {
	cells := make([]any, len(b.table.Columns))
	for i, c := range b.table.Columns {
		style, err := b.headingStyle(b.table.numeric(i))
		if err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: style, Value: c.heading(b.lang)}
	}
	return sheet.SetRow("A1", cells)
}

// columnWidth is that of the widest cell, or of the heading's longest word,
// which may wrap.
func (b workbook) columnWidth(i int) float64 {
	most := max(leastSheetWidth, longestWord(b.table.Columns[i].heading(b.lang)))
	for _, row := range b.table.Rows {
		most = max(most, width(row[i].shown(b.lang)))
	}
	return float64(min(most, mostSheetWidth) + 2) // room for the cell's margins
}

// cell is a value as excelize takes it; nil leaves the cell out.
func (b workbook) cell(v Value) (any, error) {
	switch {
	case v.kind == empty:
		return nil, nil
	case v.kind == whole:
		style, err := b.numberStyle(v)
		return excelize.Cell{StyleID: style, Value: v.whole}, err
	case v.kind == number && !math.IsInf(v.number, 0):
		style, err := b.numberStyle(v)
		return excelize.Cell{StyleID: style, Value: Undusted(v.number)}, err
	}
	s := v.shown(b.lang) // a text, or ∞, for which a sheet has no number
	if s == "" {
		return nil, nil
	}
	if n := len(utf16.Encode([]rune(s))); n > excelize.TotalCellChars {
		return nil, fmt.Errorf("a text of %d characters, a cell holds %d: write csv or json", n, excelize.TotalCellChars)
	}
	if v.paler {
		style, err := b.style("paler", &excelize.Style{Font: &excelize.Font{Color: palerColor}})
		return excelize.Cell{StyleID: style, Value: s}, err
	}
	return s, nil
}

// palerColor is a grey with a contrast of 4.5:1 on white, the least for text.
const palerColor = "767676"
