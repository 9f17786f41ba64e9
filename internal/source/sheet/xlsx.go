package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// Limits on what a workbook may unpack to: far above any real download, far
// below what would fill a machine.
const (
	MaxBook       = 2 << 30
	maxSheetXML   = 1 << 30
	MaxStringsXML = 256 << 20
	maxIndexXML   = 16 << 20
)

// OpenXLSX opens the sheets of an Excel workbook.
//
// A sheet is parsed here and not by a spreadsheet library because the ones at
// hand give a streamed cell as text only, so that the number 1.234 and the
// text "1.234" are one, and end quietly where a file is cut off. Formulas are
// not evaluated and nothing outside of the file is read.
func OpenXLSX(f content.File) ([]*Grid, error) {
	archive, err := zip.NewReader(f.Content, f.Size)
	if err != nil {
		return nil, fmt.Errorf("found a damaged workbook or zip archive (%w), expected .xlsx: download it again", err)
	}
	book := book{parts: map[string]*zip.File{}}
	var names []string
	var unpacked uint64
	for _, part := range archive.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > MaxBook || unpacked > MaxBook {
			return nil, fmt.Errorf("found a workbook that unpacks to over %d bytes, expected less: save the sheets one by one", uint64(MaxBook))
		}
		book.parts[part.Name] = part
		names = append(names, part.Name)
	}
	if book.parts[WorkbookPart] == nil {
		return nil, fmt.Errorf("found a zip archive (%s), expected an .xlsx workbook: unpack it and name the files in it",
			content.Excerpt(strings.Join(names, ", ")))
	}
	sheets, err := book.sheets()
	if err != nil {
		return nil, err
	}
	grids := make([]*Grid, len(sheets))
	for i, s := range sheets {
		grids[i] = &Grid{Sheet: s.Name, Open: func() (Rows, error) {
			rows, err := book.open(s)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.Name, err)
			}
			return rows, nil
		}}
	}
	return grids, nil
}

const WorkbookPart = "xl/workbook.xml"

// book is an opened .xlsx.
type book struct {
	parts   map[string]*zip.File
	strings []string
	styles  styles
}

type xlsxSheet struct {
	Name string `xml:"name,attr"`
	ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	part string
}

// sheets lists the workbook's sheets in its order and reads the texts they share.
func (w *book) sheets() ([]xlsxSheet, error) {
	var index struct {
		Sheets     []xlsxSheet `xml:"sheets>sheet"`
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
	}
	if err := w.decode(WorkbookPart, &index); err != nil {
		return nil, err
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode("xl/_rels/workbook.xml.rels", &relations); err != nil {
		return nil, err
	}
	var list []xlsxSheet
	targets := map[string]string{}
	for _, relation := range relations.List {
		target := path.Join("xl", relation.Target)
		if strings.HasPrefix(relation.Target, "/") {
			target = strings.TrimPrefix(relation.Target, "/")
		}
		switch {
		case strings.HasSuffix(relation.Type, "/worksheet"):
			targets[relation.ID] = target
		case strings.HasSuffix(relation.Type, "/sharedStrings"):
			var err error
			if w.strings, err = w.sharedStrings(target); err != nil {
				return nil, err
			}
		case strings.HasSuffix(relation.Type, "/styles"):
			if err := w.readStyles(target); err != nil {
				return nil, err
			}
		}
	}
	w.styles.from1904 = index.Properties.From1904 == "1" || index.Properties.From1904 == "true"
	for _, s := range index.Sheets {
		s.Name = visible.Text(s.Name)
		if s.part = targets[s.ID]; s.part != "" { // a chart sheet has none
			list = append(list, s)
		}
	}
	return list, nil
}

// unpack opens a part of the workbook, which may unpack to limit bytes.
func (w *book) unpack(name string, limit int64) (io.ReadCloser, error) {
	part := w.parts[name]
	if part == nil {
		return nil, fmt.Errorf("the workbook has no part %s: save it again in a spreadsheet program", name)
	}
	if part.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("%s unpacks to %d bytes, expected at most %d", name, part.UncompressedSize64, limit)
	}
	return part.Open() // gives an error rather than more than that size
}

func (w *book) decode(name string, to any) error {
	content, err := w.unpack(name, maxIndexXML)
	if err != nil {
		return err
	}
	defer content.Close()
	if err := newXML(content).Decode(to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// xlsxRows streams the rows of a sheet's XML.
type xlsxRows struct {
	sheet   string
	content io.ReadCloser
	dec     *xml.Decoder
	strings []string
	styles  styles
	merges  []Merge // known at the sheet's end
	row     Row
}

func (w *book) open(s xlsxSheet) (*xlsxRows, error) {
	content, err := w.unpack(s.part, maxSheetXML)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{sheet: s.Name, content: content, dec: newXML(content), strings: w.strings, styles: w.styles}, nil
}

func (x *xlsxRows) Place(row *Row, column int) record.Place {
	return record.Place{Sheet: x.sheet, Row: row.Number, Col: column + 1}
}

// Next returns the next row; the end of the sheet's data is io.EOF, and a
// file that ends before it an error.
func (x *xlsxRows) Next() (*Row, error) {
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

func (x *xlsxRows) merged() []Merge { return x.merges }

func (x *xlsxRows) broken(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the sheet is cut off")
	}
	return fmt.Errorf("sheet %s, after row %d: %w: download or save the file again", x.sheet, x.row.Number, err)
}

// readRow reads a row's cells; a row or cell without a place of its own
// follows the one before it.
func (x *xlsxRows) readRow(start xml.StartElement) error {
	number := x.row.Number + 1
	if r := attribute(start, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < number || n > maxRows {
			return x.broken(fmt.Errorf("found row number %q, expected %d or more", content.Excerpt(r), number))
		}
		number = n
	}
	x.row.Number, x.row.Cells = number, x.row.Cells[:0]
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
	column := len(x.row.Cells)
	if r := attribute(start, "r"); r != "" {
		c, ok := record.ColumnNumber(r)
		if !ok || c-1 < column {
			return x.broken(fmt.Errorf("found cell %q, expected column %s or a later one", content.Excerpt(r), record.ColumnName(column+1)))
		}
		column = c - 1
	}
	if column >= record.MaxColumns {
		return x.broken(fmt.Errorf("found more than %d columns", record.MaxColumns))
	}
	for len(x.row.Cells) < column {
		x.row.Cells = append(x.row.Cells, Cell{})
	}
	value, inline, formula, err := x.cellText()
	if err != nil {
		return err
	}
	cell, err := x.cell(attribute(start, "t"), value, inline)
	if formula && cell.Type == Empty && value == "" {
		cell = formulaCell
	}
	if style, failed := strconv.Atoi(attribute(start, "s")); failed == nil {
		cell = x.styles.apply(cell, style)
	}
	x.row.Cells = append(x.row.Cells, cell)
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
func (x *xlsxRows) cell(kind, value, inline string) (Cell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(x.strings) {
			return Cell{}, x.broken(fmt.Errorf("found shared text number %q, expected one of the workbook's %d", content.Excerpt(value), len(x.strings)))
		}
		return TextCell(x.strings[i]), nil
	case "inlineStr":
		return TextCell(inline), nil
	case "str", "d":
		return TextCell(value), nil
	case "b":
		return truthCell(value != "0"), nil
	case "e":
		return Cell{Type: Other, Text: value}, nil
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return Cell{}, nil
	}
	v, ok := ParsePoint([]byte(value))
	if !ok {
		return Cell{Type: Other, Text: value}, nil
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

// sharedStrings reads the texts a workbook's sheets share.
func (w *book) sharedStrings(name string) ([]string, error) {
	content, err := w.unpack(name, MaxStringsXML)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	dec := newXML(content)
	var list []string
	var text strings.Builder
	inText, phonetic := false, false
	for {
		token, err := dec.Token() // matches elements: a part that is cut off is an error
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w: download or save the file again", name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "rPh":
				phonetic = true
			}
		case xml.CharData:
			if inText && !phonetic {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "rPh":
				phonetic = false
			case "si":
				list = append(list, text.String())
				text.Reset()
			}
		}
	}
}

// maxCellXML is the most a cell may hold, in bytes of XML between two tags.
// A spreadsheet program allows 32,767 characters.
const maxCellXML = 1 << 20

// newXML reads XML of which no text or tag may be longer than maxCellXML: the
// decoder would hold it in memory as a whole.
func newXML(content io.Reader) *xml.Decoder { return xml.NewDecoder(&briefXML{r: content}) }

// briefXML counts the bytes from one "<" to the next.
type briefXML struct {
	r   io.Reader
	run int
}

func (b *briefXML) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	for _, c := range p[:n] {
		if b.run++; c == '<' {
			b.run = 0
		}
		if b.run > maxCellXML {
			return 0, fmt.Errorf("found a cell of over %d bytes, expected a number or a text", maxCellXML)
		}
	}
	return n, err
}

// readStyles reads how the workbook's cells show their numbers.
func (w *book) readStyles(name string) error {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if w.parts[name] == nil {
		return nil // a workbook can do without
	}
	if err := w.decode(name, &sheet); err != nil {
		return err
	}
	for _, f := range sheet.Formats {
		w.styles.name(f.ID, f.Code)
	}
	for _, s := range sheet.Styles {
		w.styles.formats = append(w.styles.formats, s.Format)
	}
	return nil
}
