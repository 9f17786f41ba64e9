package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// xlsxRows streams the rows of a sheet's XML.
type xlsxRows struct {
	sheet   string
	content io.ReadCloser
	dec     *xml.Decoder
	strings []string
	styles  cellStyles
	merges  []mergedCells // known at the sheet's end
	row     tableRow
}

func (w *workbook) open(s xlsxSheet) (*xlsxRows, error) {
	content, err := w.unpack(s.part, maxSheetXML)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{sheet: s.Name, content: content, dec: newXML(content), strings: w.strings, styles: w.styles}, nil
}

func (x *xlsxRows) place(row *tableRow, column int) Place {
	return Place{Sheet: x.sheet, Row: row.number, Col: column + 1}
}

// next returns the next row; the end of the sheet's data is io.EOF, and a
// file that ends before it an error.
func (x *xlsxRows) next() (*tableRow, error) {
	for {
		token, err := x.dec.RawToken()
		if err != nil {
			return nil, x.broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "row" {
				return &x.row, x.readRow(t)
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return nil, x.rest()
			}
		}
	}
}

// rest reads what follows the cells, for the ranges of merged ones; to the
// end, which checks the part's sum.
func (x *xlsxRows) rest() error {
	for {
		token, err := x.dec.RawToken()
		if err == io.EOF {
			return io.EOF
		}
		if err != nil {
			return x.broken(err)
		}
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "mergeCell" && len(x.merges) < maxMerges {
			if m, ok := parseMerged(attribute(t, "ref")); ok {
				x.merges = append(x.merges, m)
			}
		}
	}
}

// Close ends the reading.
func (x *xlsxRows) Close() error { return x.content.Close() }

func (x *xlsxRows) merged() []mergedCells { return x.merges }

func (x *xlsxRows) broken(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the sheet is cut off")
	}
	return fmt.Errorf("sheet %s, after row %d: %w: download or save the file again", x.sheet, x.row.number, err)
}

// readRow reads a row's cells; a row or cell without a place of its own
// follows the one before it.
func (x *xlsxRows) readRow(start xml.StartElement) error {
	number := x.row.number + 1
	if r := attribute(start, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < number || n > maxSheetRows {
			return x.broken(fmt.Errorf("found row number %q, expected %d or more", excerpt(r), number))
		}
		number = n
	}
	x.row.number, x.row.cells = number, x.row.cells[:0]
	for {
		token, err := x.dec.RawToken()
		if err != nil {
			return x.broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "c" {
				if err := x.readCell(t); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				return nil
			}
		}
	}
}

func (x *xlsxRows) readCell(start xml.StartElement) error {
	column := len(x.row.cells)
	if r := attribute(start, "r"); r != "" {
		c, ok := columnNumber(r)
		if !ok || c-1 < column {
			return x.broken(fmt.Errorf("found cell %q, expected column %s or a later one", excerpt(r), columnName(column+1)))
		}
		column = c - 1
	}
	if column >= maxSheetColumns {
		return x.broken(fmt.Errorf("found more than %d columns", maxSheetColumns))
	}
	for len(x.row.cells) < column {
		x.row.cells = append(x.row.cells, tableCell{})
	}
	value, inline, formula, err := x.cellText()
	if err != nil {
		return err
	}
	cell, err := x.cell(attribute(start, "t"), value, inline)
	if formula && cell.kind == emptyCell && value == "" {
		cell = formulaCell
	}
	if style, failed := strconv.Atoi(attribute(start, "s")); failed == nil {
		cell = x.styles.apply(cell, style)
	}
	x.row.cells = append(x.row.cells, cell)
	return err
}

// cellText collects a cell's value, its inline text and whether it has a
// formula. Phonetic guides (rPh) are no part of the text.
func (x *xlsxRows) cellText() (value, inline string, formula bool, err error) {
	var v, is strings.Builder
	var into *strings.Builder
	phonetic := false
	for {
		token, err := x.dec.RawToken()
		if err != nil {
			return "", "", false, x.broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				into = &v
			case "t":
				into = &is
			case "f":
				formula = true
			case "rPh":
				phonetic = true
			}
		case xml.CharData:
			if into != nil && !phonetic {
				into.Write(t)
			}
		case xml.EndElement:
			into = nil
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case "c":
				return v.String(), is.String(), formula, nil
			}
		}
	}
}

// cell makes a cell of its stated type ("t") and content.
func (x *xlsxRows) cell(kind, value, inline string) (tableCell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(x.strings) {
			return tableCell{}, x.broken(fmt.Errorf("found shared text number %q, expected one of the workbook's %d", excerpt(value), len(x.strings)))
		}
		return textCell(x.strings[i]), nil
	case "inlineStr":
		return textCell(inline), nil
	case "str", "d":
		return textCell(value), nil
	case "b":
		return truthCell(value != "0"), nil
	case "e":
		return tableCell{kind: otherCell, text: value}, nil
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return tableCell{}, nil
	}
	v, ok := parsePoint([]byte(value))
	if !ok {
		return tableCell{kind: otherCell, text: value}, nil
	}
	return numberCell(v), nil
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
