package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// xmlTables says how a format writes tables in XML, row by row: OpenDocument
// and the XML of Excel 2003 have the same pieces by different names.
type xmlTables struct {
	sheet, name       string // the element of a sheet, and its attribute that names it
	row               string
	rowAt, rowTimes   string // attributes: the row's number, how often it stands
	cells             []string
	cellAt, cellTimes string                         // the cell's column, how often it stands
	right, down       string                         // over how many cells it is merged
	spans             int                            // what is added to these to have the number of cells merged
	read              func(*xmlReader) (Cell, error) // a cell that has begun, up to its end
}

// openXMLTables opens the sheets that a document has, which open gives anew.
func openXMLTables(open func() (io.ReadCloser, error), left *budget, of xmlTables) ([]*Grid, error) {
	in, err := open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	x := newXML(in, left)
	var grids []*Grid
	err = x.each(func(name string) error {
		if name != of.sheet {
			return nil
		}
		sheet, nth := visible.Text(string(x.attr(of.name))), len(grids)
		if nth == maxSheets {
			return fmt.Errorf("found over %d sheets, expected less", maxSheets)
		}
		grids = append(grids, &Grid{Sheet: sheet, Open: func() (Rows, error) {
			in, err := open()
			if err != nil {
				return nil, err
			}
			return &xmlRows{xmlTables: of, title: sheet, nth: nth, in: in, xml: newXML(in, left)}, nil
		}})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("found a workbook in XML that cannot be read: %w", unpacking(err))
	}
	if len(grids) == 0 {
		return nil, errors.New("found a document without a sheet, expected a workbook: save it as .xlsx or CSV")
	}
	return grids, nil
}

// xmlRows streams the rows of one of the sheets.
type xmlRows struct {
	xmlTables
	title  string
	nth    int // of the sheets
	in     io.Closer
	xml    *xmlReader
	within bool // the sheet
	merges []Merge
	row    Row
	again  int // how often the row stands once more
}

func (x *xmlRows) Place(row *Row, column int) record.Place {
	return record.Place{Sheet: x.title, Row: row.Number, Col: column + 1}
}

// Close ends the reading.
func (x *xmlRows) Close() error { return x.in.Close() }

func (x *xmlRows) merged() []Merge { return x.merges }

func (x *xmlRows) broken(err error) error {
	if err == io.EOF || errors.Is(err, errXMLCut) {
		err = errCutSheet
	}
	return fmt.Errorf("sheet %s, after row %d: %w", x.title, x.row.Number, unpacking(err))
}

// Next returns the next row that has something in it; a row that stands many
// times and has nothing costs nothing.
func (x *xmlRows) Next() (*Row, error) {
	for {
		if x.again > 0 {
			x.again--
			if x.row.Filled() == 0 {
				x.row.Number, x.again = x.row.Number+x.again+1, 0
				continue
			}
			if x.row.Number++; x.row.Number > maxRows {
				return nil, x.broken(fmt.Errorf("found over %d rows", maxRows))
			}
			return &x.row, x.spend(len(x.row.Cells))
		}
		piece, err := x.xml.next()
		if err != nil {
			return nil, x.broken(err)
		}
		switch name := string(x.xml.name); {
		case piece == xmlOpen && name == x.sheet:
			x.within = x.nth == 0
			x.nth--
		case piece == xmlClose && name == x.sheet && x.within:
			return nil, io.EOF
		case piece == xmlOpen && name == x.xmlTables.row && x.within:
			if err := x.readRow(); err != nil {
				return nil, err
			}
			if x.row.Filled() > 0 {
				return &x.row, nil
			}
		}
	}
}

func (x *xmlRows) spend(cells int) error {
	if err := x.xml.budget.spend(cells); err != nil {
		return x.broken(err)
	}
	return nil
}

// number is an attribute that counts, or the number it has where it says none.
func (x *xmlRows) number(name string, none int) (int, error) {
	said := x.xml.attr(name)
	if name == "" || len(said) == 0 {
		return none, nil
	}
	n, err := strconv.Atoi(string(said))
	if err != nil || n < 0 || n > maxRows {
		return 0, x.broken(fmt.Errorf("found %s %q, expected a number up to %d", name, content.Excerpt(string(said)), maxRows))
	}
	return n, nil
}

// readRow reads the cells of a row.
func (x *xmlRows) readRow() error {
	at, err := x.number(x.rowAt, x.row.Number+1)
	if err != nil {
		return err
	}
	times, err := x.number(x.rowTimes, 1)
	if err != nil {
		return err
	}
	if at <= x.row.Number {
		return x.broken(fmt.Errorf("found row number %d, expected %d or more", at, x.row.Number+1))
	}
	x.row.Number, x.row.Cells, x.again = at, x.row.Cells[:0], max(times-1, 0)
	depth := x.xml.depth()
	empty := 0 // cells, not written until one with something follows
	for {
		piece, err := x.xml.next()
		if err != nil {
			return x.broken(err)
		}
		if piece == xmlClose && x.xml.depth() < depth {
			return nil
		}
		if piece != xmlOpen || !x.isCell() {
			continue
		}
		if empty, err = x.readCell(empty); err != nil {
			return err
		}
	}
}

func (x *xmlRows) isCell() bool {
	for _, name := range x.cells {
		if string(x.xml.name) == name {
			return true
		}
	}
	return false
}

// readCell reads a cell that follows a number of empty ones, and returns how
// many there are after it.
func (x *xmlRows) readCell(empty int) (int, error) {
	at, err := x.number(x.cellAt, len(x.row.Cells)+empty+1)
	if err != nil {
		return 0, err
	}
	if empty = at - 1 - len(x.row.Cells); empty < 0 {
		return 0, x.broken(fmt.Errorf("found a cell of column %d, expected %d or a later one", at, len(x.row.Cells)+1))
	}
	times, err := x.number(x.cellTimes, 1)
	if err != nil {
		return 0, err
	}
	merge := Merge{Top: x.row.Number, Left: at - 1}
	for _, side := range []struct {
		name string
		to   *int
	}{{x.right, &merge.Right}, {x.down, &merge.Bottom}} {
		if *side.to, err = x.number(side.name, -x.spans); err != nil {
			return 0, err
		}
		*side.to += x.spans
	}
	merge.Right += merge.Left
	merge.Bottom += merge.Top
	cell, err := x.read(x.xml)
	if err != nil {
		return 0, x.broken(err)
	}
	across := 0 // cells that the merged range hides, where none are written for them
	if x.spans == 0 {
		across = merge.Right - merge.Left
	}
	if cell.Type == Empty {
		return empty + times + across, nil
	}
	if (merge.Right > merge.Left || merge.Bottom > merge.Top) && len(x.merges) < maxMerges {
		x.merges = append(x.merges, merge)
	}
	if len(x.row.Cells)+empty+times > record.MaxColumns {
		return 0, x.broken(fmt.Errorf("found more than %d columns", record.MaxColumns))
	}
	if err := x.spend(empty + times); err != nil {
		return 0, err
	}
	for range empty {
		x.row.Cells = append(x.row.Cells, Cell{})
	}
	for range times {
		x.row.Cells = append(x.row.Cells, cell)
	}
	return across, nil
}

// openDocument is how OpenDocument writes tables (ODF 1.3 part 3, 9.1).
var openDocument = xmlTables{
	sheet: "table", name: "table:name", row: "table-row", rowTimes: "table:number-rows-repeated",
	cells: []string{"table-cell", "covered-table-cell"}, cellTimes: "table:number-columns-repeated",
	right: "table:number-columns-spanned", down: "table:number-rows-spanned", spans: -1,
	read: openDocumentCell,
}

// openDocumentCell reads a cell of OpenDocument: a text is in paragraphs, and a
// comment no part of it.
func openDocumentCell(x *xmlReader) (Cell, error) {
	kind, value, day := string(x.attr("office:value-type")), bytes.Clone(x.attr("office:value")), string(x.attr("office:date-value"))
	truth, isError := string(x.attr("office:boolean-value")), string(x.attr("calcext:value-type")) == "error"
	formula := len(x.attr("table:formula")) > 0
	text, err := x.paragraphs()
	if err != nil {
		return Cell{}, err
	}
	switch kind {
	case "float", "currency", "percentage":
		v, ok := ParsePoint(value)
		if !ok {
			return otherCell(text), nil
		}
		if kind == "percentage" {
			v = timesHundred(v)
		}
		return numberCell(v), nil
	case "date":
		return dayCell(day), nil
	case "boolean":
		return truthCell(truth == "true"), nil
	}
	if isError {
		return otherCell(text), nil
	}
	if c := TextCell(text); c.Type != Empty || !formula || kind != "" {
		return c, nil
	}
	return formulaCell, nil
}

// paragraphs reads the text of an OpenDocument cell that has begun, up to its
// end; a paragraph is a line.
func (x *xmlReader) paragraphs() (string, error) {
	var text strings.Builder
	depth, beside := x.depth(), 0 // elements that are no part of the text
	for {
		piece, err := x.next()
		if err != nil {
			return "", err
		}
		name := string(x.name)
		isBeside := name == "annotation" || name == "note" || name == "table" || name == "frame"
		switch piece {
		case xmlOpen:
			switch {
			case isBeside:
				beside++
			case beside > 0:
			case name == "p" && text.Len() > 0:
				text.WriteByte('\n')
			case name == "s" || name == "tab" || name == "line-break":
				text.WriteByte(' ')
			}
		case xmlText:
			if beside == 0 && x.depth() > depth {
				text.Write(x.text)
			}
		case xmlClose:
			if x.depth() < depth {
				return text.String(), nil
			}
			if isBeside {
				beside--
			}
		}
		if text.Len() > maxCellXML {
			return "", errLongCell
		}
	}
}

// spreadsheetML is how Excel 2002 and 2003 write workbooks as XML, and many
// statistical services after them, under the name .xls ("XML Spreadsheet
// Reference", Microsoft, 2001).
var spreadsheetML = xmlTables{
	sheet: "Worksheet", name: "ss:Name", row: "Row", rowAt: "ss:Index",
	cells: []string{"Cell"}, cellAt: "ss:Index", right: "ss:MergeAcross", down: "ss:MergeDown",
	read: spreadsheetMLCell,
}

// spreadsheetMLCell reads a cell of Excel 2003's XML: its Data, and no comment.
func spreadsheetMLCell(x *xmlReader) (Cell, error) {
	formula := len(x.attr("ss:Formula")) > 0
	var text strings.Builder
	kind, depth, data := "", x.depth(), 0
	for {
		piece, err := x.next()
		if err != nil {
			return Cell{}, err
		}
		switch piece {
		case xmlOpen:
			if string(x.name) == "Data" && x.depth() == depth+1 {
				kind, data = string(x.attr("ss:Type")), x.depth()
			}
		case xmlText:
			if data > 0 && x.depth() >= data {
				if text.Write(x.text); text.Len() > maxCellXML {
					return Cell{}, errLongCell
				}
			}
		case xmlClose:
			if x.depth() < data {
				data = 0
			}
			if x.depth() < depth {
				return spreadsheetMLValue(kind, text.String(), formula), nil
			}
		}
	}
}

func spreadsheetMLValue(kind, text string, formula bool) Cell {
	switch kind {
	case "Number":
		if v, ok := ParsePoint([]byte(strings.TrimSpace(text))); ok {
			return numberCell(v)
		}
		return otherCell(text)
	case "DateTime":
		return dayCell(text)
	case "Boolean":
		return truthCell(strings.TrimSpace(text) != "0")
	case "Error":
		return otherCell(text)
	}
	if c := TextCell(text); c.Type != Empty || !formula {
		return c
	}
	return formulaCell
}
