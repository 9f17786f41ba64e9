package source

import (
	"math"
	"strconv"
	"strings"
	"time"

	"kuvio/internal/domain"
)

// cellKind is what a cell of a sheet holds.
type cellKind uint8

const (
	emptyCell cellKind = iota
	textual
	numeric
	otherCell // a truth value, an error, a formula without a result: text says which
)

// tableCell is a cell of a sheet or of a delimited row.
type tableCell struct {
	kind   cellKind
	text   string // of text without the spaces around it
	number float64
	date   bool // the number is a day, counted as a workbook does
}

// textCell is a cell of text; of spaces only, it is empty.
func textCell(s string) tableCell {
	s = strings.TrimSpace(s)
	if s == "" {
		return tableCell{}
	}
	return tableCell{kind: textual, text: s}
}

// numberCell is a cell of a number.
func numberCell(v float64) tableCell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return tableCell{kind: otherCell, text: strconv.FormatFloat(v, 'g', -1, 64)}
	}
	return tableCell{kind: numeric, number: v}
}

// truthCell is a cell of a truth value, which is no number.
func truthCell(v bool) tableCell {
	return tableCell{kind: otherCell, text: strings.ToUpper(strconv.FormatBool(v))}
}

// formulaCell is a cell whose formula has no stored result: not missing, but
// unknown until a spreadsheet program has computed it.
var formulaCell = tableCell{kind: otherCell, text: "a formula without a result"}

// String is the cell as a person would type it.
func (c tableCell) String() string {
	if c.date {
		return serialDay(c.number).Format(time.DateOnly)
	}
	if c.kind == numeric {
		return strconv.FormatFloat(c.number, 'f', -1, 64)
	}
	return c.text
}

// value reads the cell as a number, NaN for an empty one.
func (c tableCell) value() (float64, bool) {
	switch c.kind {
	case emptyCell:
		return math.NaN(), true
	case numeric:
		return c.number + 0, true // +0 takes the sign off a zero
	case textual:
		return parseNumber(c.text)
	}
	return 0, false
}

// tableRow is a row of a sheet or of delimited text.
type tableRow struct {
	number    int  // row of the sheet, or line of the text
	more      int  // lines of a text after the first that the row goes on over
	delimited bool // text states every cell, a sheet may end a row at its last
	cells     []tableCell
}

// at is the cell of a column counted from 0; a row that ends before it has an
// empty one there.
func (row *tableRow) at(column int) tableCell {
	if column < len(row.cells) {
		return row.cells[column]
	}
	return tableCell{}
}

// filled is how many cells there are up to the last that is not empty.
func (row *tableRow) filled() int {
	n := len(row.cells)
	for n > 0 && row.cells[n-1].kind == emptyCell {
		n--
	}
	return n
}

// tableRows gives a table's rows in order, each valid until the next call;
// io.EOF at the end and *badRow for a row that is passed over.
type tableRows interface {
	next() (*tableRow, error)
	place(row *tableRow, column int) Place // column counts from 0
}

// genderWords are the web service's words, and the language each is in.
var genderWords = map[string]struct {
	gender domain.Gender
	lang   domain.Lang
}{
	"yhteensä": {domain.Total, domain.Finnish},
	"miehet":   {domain.Male, domain.Finnish},
	"naiset":   {domain.Female, domain.Finnish},
	"totalt":   {domain.Total, domain.Swedish},
	"män":      {domain.Male, domain.Swedish},
	"kvinnor":  {domain.Female, domain.Swedish},
	"combined": {domain.Total, domain.English},
	"total":    {domain.Total, domain.English},
	"male":     {domain.Male, domain.English},
	"men":      {domain.Male, domain.English},
	"female":   {domain.Female, domain.English},
	"women":    {domain.Female, domain.English},
}
