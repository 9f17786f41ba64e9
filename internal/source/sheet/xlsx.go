package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// Limits on what an .xlsx may hold, beside those on what it unpacks to.
const (
	maxTextsXML = 256 << 20 // bytes of the part of shared texts
	maxTexts    = 8 << 20   // of them
	maxTextSize = 64 << 20  // bytes of all of them
	maxRuns     = 1 << 15   // of one look in a text: each has a character
	maxStyles   = 1 << 16   // a spreadsheet program allows 65,490
	maxSheets   = 1 << 12
)

// WorkbookPart is the part that lists an .xlsx's sheets.
const WorkbookPart = "xl/workbook.xml"

// openXLSX opens the sheets of an Excel workbook, of the transitional and of
// the strict kind of Office Open XML.
//
// A sheet is parsed here and not by a spreadsheet library because the ones at
// hand give a streamed cell as text only, so that the number 1.234 and the
// text "1.234" are one, and end quietly where a file is cut off. Formulas are
// not evaluated and nothing outside of the file is read.
func openXLSX(p *parts, workbook string) ([]*Grid, error) {
	book := book{parts: p}
	sheets, err := book.sheets(workbook)
	if err != nil {
		return nil, err
	}
	grids := make([]*Grid, len(sheets))
	for i, s := range sheets {
		g := &Grid{Sheet: s.name, Hidden: s.hidden}
		g.Open = func() (Rows, error) {
			rows, err := book.open(s)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.name, err)
			}
			g.Unseen = Unseen{}
			rows.unseen = &g.Unseen
			return rows, nil
		}
		grids[i] = g
	}
	return grids, nil
}

// book is an opened .xlsx.
type book struct {
	parts  *parts
	texts  texts
	styles styles
}

// xlsxSheet is a sheet and the part that it is.
type xlsxSheet struct {
	name, part string
	hidden     bool
}

// sheets lists the workbook's sheets in its order and reads the texts and
// styles they share.
func (w *book) sheets(workbook string) ([]xlsxSheet, error) {
	related, err := w.relations(workbook)
	if err != nil {
		return nil, err
	}
	if part := related.texts; part != "" {
		if err := w.parts.read(part, maxTextsXML, w.texts.read); err != nil {
			return nil, err
		}
	}
	if part := related.styles; w.parts.has(part) { // a workbook can do without
		if err := w.parts.read(part, maxIndexXML, w.styles.read); err != nil {
			return nil, err
		}
	}
	var list []xlsxSheet
	taken := map[string]bool{}
	err = w.parts.read(workbook, maxIndexXML, func(x *xmlReader) error {
		return x.each(func(name string) error {
			switch name {
			case "workbookPr":
				said := string(x.attr("date1904"))
				w.styles.from1904 = said == "1" || said == "true"
			case "sheet":
				part := related.sheets[string(x.relation())]
				if x.parent() != "sheets" || part == "" { // a chart sheet has none
					return nil
				}
				if taken[part] || len(list) == maxSheets {
					return advise("found over %d sheets or two that are one part: save the workbook again in a spreadsheet program", len(list))
				}
				taken[part] = true
				state := string(x.attr("state"))
				list = append(list, xlsxSheet{visible.Text(string(x.attr("name"))), part, state == "hidden" || state == "veryHidden"})
			}
			return nil
		})
	})
	return list, err
}

// relations are the parts that a workbook names.
type relations struct {
	texts, styles string            // "" for none
	sheets        map[string]string // by the relation's id
}

// relations reads which parts the workbook is made of. Where two are of one
// kind that there is one of, the first counts.
func (w *book) relations(workbook string) (relations, error) {
	related := relations{sheets: map[string]string{}}
	dir, file := path.Split(workbook)
	err := w.parts.read(dir+"_rels/"+file+".rels", maxIndexXML, func(x *xmlReader) error {
		return x.each(func(name string) error {
			if name != "Relationship" {
				return nil
			}
			target := beside(workbook, string(x.attr("Target")))
			switch kind := string(x.attr("Type")); {
			case strings.HasSuffix(kind, "/worksheet"):
				related.sheets[string(x.attr("Id"))] = target
			case strings.HasSuffix(kind, "/sharedStrings") && related.texts == "":
				related.texts = target
			case strings.HasSuffix(kind, "/styles") && related.styles == "":
				related.styles = target
			}
			return nil
		})
	})
	return related, err
}

// texts are those that a workbook's cells share, as they are seen, one after another.
type texts struct {
	all  string
	ends []uint32 // of each in all
}

// cell is the cell of a text.
func (t *texts) cell(i int) Cell {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	if from == t.ends[i] {
		return Cell{}
	}
	return Cell{Type: Textual, Text: t.all[from:t.ends[i]]}
}

// read reads the part of shared texts.
func (t *texts) read(x *xmlReader) error {
	var all strings.Builder
	err := x.each(func(name string) error {
		if name != "si" {
			return nil
		}
		text, err := x.richText()
		if err != nil {
			return err
		}
		all.WriteString(TextCell(unnumbered(string(text))).Text)
		if all.Len() > maxTextSize || len(t.ends) == maxTexts {
			return advise("found over %d MiB of texts, or over %d texts, expected less: save the sheets one by one, or as CSV", maxTextSize>>20, maxTexts)
		}
		t.ends = append(t.ends, uint32(all.Len()))
		return nil
	})
	t.all = all.String()
	return err
}

// unnumbered is a text with its letters in the place of their numbers, as a workbook
// has those that XML has none for: _x000D_ ends a line, and _x005F_ is the underscore of
// a text that only looks so (ECMA-376, part 1, 22.9.2.19).
func unnumbered(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:at])
	for at < len(s) {
		if len(s) >= at+7 && s[at:at+2] == "_x" && s[at+6] == '_' {
			if n, err := strconv.ParseUint(s[at+2:at+6], 16, 16); err == nil && utf8.ValidRune(rune(n)) {
				b.WriteRune(rune(n))
				at += 7
				continue
			}
		}
		b.WriteByte(s[at])
		at++
	}
	return b.String()
}

// richText reads the text of the element that has begun, put together of its
// runs, raised ones as marks; it is valid until the next. Phonetic guides (rPh)
// are no part of it.
func (x *xmlReader) richText() ([]byte, error) {
	x.rich = x.rich[:0]
	runs, within, phonetic, raised := 0, x.depth(), 0, false
	for {
		piece, err := x.next()
		if err != nil {
			return nil, err
		}
		switch piece {
		case xmlOpen:
			switch {
			case string(x.name) == "rPh":
				phonetic++
			case string(x.name) == "vertAlign":
				raised = string(x.attr("val")) == "superscript"
			case string(x.name) == "t":
				if runs++; runs > maxRuns {
					return nil, fmt.Errorf("found a text of over %d runs, expected a number or a text", maxRuns)
				}
			}
		case xmlText:
			if phonetic == 0 && string(x.around()) == "t" {
				if raised {
					x.rich = append(x.rich, raisedMark(string(x.text))...)
				} else {
					x.rich = append(x.rich, x.text...)
				}
				if len(x.rich) > maxCellXML {
					return nil, errLongCell
				}
			}
		case xmlClose:
			if x.depth() < within {
				return x.rich, nil
			}
			switch string(x.name) {
			case "rPh":
				phonetic--
			case "r":
				raised = false
			}
		}
	}
}

// read reads how the workbook's cells show their numbers.
func (st *styles) read(x *xmlReader) error {
	return x.each(func(name string) error {
		switch parent := x.parent(); {
		case name == "numFmt" && parent == "numFmts":
			if id, err := strconv.Atoi(string(x.attr("numFmtId"))); err == nil {
				st.name(id, string(x.attr("formatCode")))
			}
		case name == "xf" && parent == "cellXfs":
			format, _ := strconv.Atoi(string(x.attr("numFmtId"))) // 0, the plain one, where it says none
			st.formats = append(st.formats, format)
		}
		if len(st.formats) > maxStyles || len(st.meaning) > maxStyles {
			return fmt.Errorf("found over %d styles, expected less: save the workbook again in a spreadsheet program", maxStyles)
		}
		return nil
	})
}

// xlsxRows streams the rows of a sheet's XML.
type xlsxRows struct {
	sheet  string
	in     io.Closer
	xml    *xmlReader
	book   *book
	merges []Merge // known at the sheet's end
	unseen *Unseen // is told what does not show
	hidden hiddenColumns
	row    Row
	value  []byte // of the cell
	inline []byte // text of the cell
	words  words
}

// words are texts of cells met before: those of a sheet mostly repeat.
type words map[string]Cell

// Of the words that are kept.
const (
	maxKept     = 1 << 12
	maxKeptSize = 1 << 7 // bytes of one
)

// cell is the cell of a text.
func (w *words) cell(text []byte) Cell {
	if c, ok := (*w)[string(text)]; ok {
		return c
	}
	c := TextCell(unnumbered(string(text)))
	if len(text) <= maxKeptSize && len(*w) < maxKept {
		if *w == nil {
			*w = words{}
		}
		(*w)[string(text)] = c
	}
	return c
}

func (w *book) open(s xlsxSheet) (*xlsxRows, error) {
	in, err := w.parts.open(s.part, maxSheetXML)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{sheet: s.name, in: in, xml: newXML(in, w.parts.left), book: w}, nil
}

func (x *xlsxRows) Place(row *Row, column int) record.Place {
	return record.Place{Sheet: x.sheet, Row: row.Number, Col: column + 1}
}

// Next returns the next row; the end of the sheet's data is io.EOF, and a
// file that ends before it an error.
func (x *xlsxRows) Next() (*Row, error) {
	for {
		piece, err := x.xml.next()
		if err != nil {
			return nil, x.broken(err)
		}
		switch name := x.xml.name; piece {
		case xmlOpen:
			switch string(name) {
			case "row":
				hides := isTrue(x.xml.attr("hidden"))
				if err := x.readRow(); err != nil {
					return nil, err
				}
				x.unseen.note(&x.row, hides, x.hidden)
				return &x.row, nil
			case "col":
				if isTrue(x.xml.attr("hidden")) {
					x.hidden.add(number(x.xml.attr("min"))-1, number(x.xml.attr("max"))-1)
				}
			}
		case xmlClose:
			if string(name) == "sheetData" {
				return nil, x.rest()
			}
		}
	}
}

// isTrue reads an attribute that is true or false.
func isTrue(said []byte) bool { return string(said) == "1" || string(said) == "true" }

// number reads an attribute that is a whole number; 0 where it is none.
func number(said []byte) int {
	n, _ := strconv.Atoi(string(said))
	return n
}

// rest reads what follows the cells, for the ranges of merged ones; to the
// end, which checks the part's sum.
func (x *xlsxRows) rest() error {
	for {
		piece, err := x.xml.next()
		if err == io.EOF {
			return io.EOF
		}
		if err != nil {
			return x.broken(err)
		}
		if piece == xmlOpen && string(x.xml.name) == "mergeCell" && len(x.merges) < maxMerges {
			if m, ok := parseMerged(string(x.xml.attr("ref"))); ok {
				x.merges = append(x.merges, m)
			}
		}
	}
}

// Close ends the reading.
func (x *xlsxRows) Close() error { return x.in.Close() }

func (x *xlsxRows) merged() []Merge { return x.merges }

func (x *xlsxRows) broken(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errXMLCut) {
		err = errCutSheet
	}
	return fmt.Errorf("sheet %s, after row %d: %w", x.sheet, x.row.Number, unpacking(err))
}

// readRow reads a row's cells; a row or cell without a place of its own
// follows the one before it.
func (x *xlsxRows) readRow() error {
	number := x.row.Number + 1
	if r := x.xml.attr("r"); len(r) > 0 {
		n, err := strconv.Atoi(string(r))
		if err != nil || n < number || n > maxRows {
			return x.broken(fmt.Errorf("found row number %q, expected %d or more", content.Excerpt(string(r)), number))
		}
		number = n
	}
	if number > maxRows {
		return x.broken(fmt.Errorf("found over %d rows", maxRows))
	}
	x.row.Number, x.row.Cells = number, x.row.Cells[:0]
	for {
		piece, err := x.xml.next()
		if err != nil {
			return x.broken(err)
		}
		switch name := x.xml.name; piece {
		case xmlOpen:
			if string(name) == "c" {
				if err := x.readCell(); err != nil {
					return err
				}
			}
		case xmlClose:
			if string(name) == "row" {
				return nil
			}
		}
	}
}

func (x *xlsxRows) readCell() error {
	column, kind, style, err := x.said()
	if err != nil {
		return x.broken(err)
	}
	if column >= record.MaxColumns {
		return x.broken(fmt.Errorf("found more than %d columns", record.MaxColumns))
	}
	if err := x.book.parts.left.spend(column - len(x.row.Cells)); err != nil {
		return x.broken(err)
	}
	for len(x.row.Cells) < column {
		x.row.Cells = append(x.row.Cells, Cell{})
	}
	formula, err := x.content()
	if err != nil {
		return err
	}
	cell, err := x.cell(kind)
	if err != nil {
		return err
	}
	if formula && cell.Type == Empty && len(x.value) == 0 {
		cell = formulaCell
	}
	x.row.Cells = append(x.row.Cells, x.book.styles.apply(cell, style))
	return nil
}

// said reads what the tag of a cell says of it; one without a place follows the
// cell before. Of two attributes of one name the first counts.
func (x *xlsxRows) said() (column int, kind cellKind, style int, err error) {
	next := len(x.row.Cells)
	column = next
	var place, kinded, styled bool
	for attrs := x.xml.attrs; ; {
		name, raw, rest, ok := nextAttribute(attrs)
		if !ok {
			return column, kind, style, nil
		}
		attrs = rest
		if len(name) != 1 {
			continue
		}
		value, err := x.xml.unescaped(raw)
		if err != nil {
			value = nil
		}
		switch {
		case name[0] == 'r' && !place:
			if place = true; len(value) == 0 {
				continue
			}
			c, ok := record.ColumnNumber(string(value))
			if !ok || c-1 < next {
				return 0, 0, 0, fmt.Errorf("found cell %q, expected column %s or a later one", content.Excerpt(string(value)), record.ColumnName(next+1))
			}
			column = c - 1
		case name[0] == 't' && !kinded:
			kind, kinded = cellKindOf(value), true
		case name[0] == 's' && !styled:
			style, styled = number(value), true
		}
	}
}

// content reads what is in a cell, its value and its inline text, which it keeps,
// and tells whether it has a formula.
func (x *xlsxRows) content() (formula bool, err error) {
	x.value, x.inline = x.value[:0], x.inline[:0]
	if text, ok := x.xml.enclosed("c", "<v>", "</v></c>", 1); ok {
		x.value = append(x.value, text...)
		return false, nil
	}
	if text, ok := x.xml.enclosed("c", "<is><t>", "</t></is></c>", 2); ok {
		x.inline = append(x.inline, text...)
		return false, nil
	}
	for {
		piece, err := x.xml.next()
		if err != nil {
			return false, x.broken(err)
		}
		switch name := x.xml.name; piece {
		case xmlOpen:
			switch string(name) {
			case "is":
				text, err := x.xml.richText()
				if err != nil {
					return false, x.broken(err)
				}
				x.inline = append(x.inline[:0], text...)
			case "f":
				formula = true
			}
		case xmlText:
			if string(x.xml.around()) == "v" {
				if x.value = append(x.value, x.xml.text...); len(x.value) > maxCellXML {
					return false, x.broken(errLongCell)
				}
			}
		case xmlClose:
			if string(name) == "c" {
				return formula, nil
			}
		}
	}
}

// cellKind is the type a cell states ("t").
type cellKind uint8

const (
	numberKind cellKind = iota
	sharedKind
	inlineKind
	textKind
	dayKind
	truthKind
	errorKind
)

func cellKindOf(t []byte) cellKind {
	switch string(t) {
	case "s":
		return sharedKind
	case "inlineStr":
		return inlineKind
	case "str":
		return textKind
	case "d":
		return dayKind
	case "b":
		return truthKind
	case "e":
		return errorKind
	}
	return numberKind
}

// cell makes a cell of its stated type and the value that was read.
func (x *xlsxRows) cell(kind cellKind) (Cell, error) {
	switch kind {
	case sharedKind:
		i, err := strconv.Atoi(strings.TrimSpace(string(x.value)))
		if err != nil || i < 0 || i >= len(x.book.texts.ends) {
			return Cell{}, x.broken(fmt.Errorf("found shared text number %q, expected one of the workbook's %d", content.Excerpt(string(x.value)), len(x.book.texts.ends)))
		}
		return x.book.texts.cell(i), nil
	case inlineKind:
		return x.words.cell(x.inline), nil
	case textKind:
		return x.words.cell(x.value), nil
	case dayKind:
		return dayCell(string(x.value)), nil
	case truthKind:
		return truthCell(string(x.value) != "0"), nil
	case errorKind:
		return otherCell(string(x.value)), nil
	}
	value := bytes.TrimSpace(x.value)
	if len(value) == 0 {
		return Cell{}, nil
	}
	v, ok := ParsePoint(value)
	if !ok {
		return otherCell(string(value)), nil
	}
	return numberCell(v), nil
}
