package table

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dialect is how CSV is written.
type Dialect struct {
	comma   rune
	decimal byte
	mark    bool // begins with a byte order mark, by which spreadsheets know UTF-8
}

// RFC4180 is what programs read.
var RFC4180 = Dialect{comma: ',', decimal: '.'}

// Excels are what spreadsheet programs read in languages with a decimal comma, by
// their names.
var Excels = map[string]Dialect{
	"fi": {comma: ';', decimal: ',', mark: true},
	"sv": {comma: ';', decimal: ',', mark: true},
}

// Signs are what stands between fields, and before the decimals of a number.
func (d Dialect) Signs() (delimiter, decimal string) {
	d = d.orRFC4180()
	return string(d.comma), string(d.decimal)
}

// orRFC4180 is the dialect, where one was asked for.
func (d Dialect) orRFC4180() Dialect {
	if d == (Dialect{}) {
		return RFC4180
	}
	return d
}

// writeCSV prints every column under its stable name, with LF, in UTF-8 and the
// dialect asked for. A missing value is an empty field; an empty result is the
// heading alone.
//
// A text that a spreadsheet would run as a formula gets an apostrophe before it
// (see guard). Numbers are never touched: -0.5 stays a number.
func (t *Table) writeCSV(w io.Writer, d Dialect) error {
	s, err := NewStream(w, t.Columns, d)
	if err != nil {
		return err
	}
	for row, err := range t.each() {
		if err == nil {
			err = s.rows.add(row)
		}
		if err != nil {
			return err
		}
	}
	return s.Flush()
}

// Stream prints a table as CSV a few rows at a time, where all of them at once
// would be too many to hold.
type Stream struct {
	buffered *bufio.Writer
	rows     rows

	before, after []byte // the fields that rows have in common, with the commas between them
}

// NewStream writes the heading; the zero Dialect is RFC4180.
func NewStream(w io.Writer, columns []Column, d Dialect) (*Stream, error) {
	d = d.orRFC4180()
	buffered := bufio.NewWriter(w)
	s := &Stream{buffered: buffered, rows: rows{dialect: d, w: buffered}}
	if d.mark {
		if _, err := buffered.WriteString("\ufeff"); err != nil {
			return nil, err
		}
	}
	heading := make([]Value, len(columns))
	for i, c := range columns {
		heading[i] = Str(c.Name)
	}
	return s, s.rows.add(heading)
}

// Common says what stands before and after the values of the rows that Row adds.
func (s *Stream) Common(before, after []Value) {
	s.before, s.after = s.before[:0], s.after[:0]
	for _, v := range before {
		s.before = s.rows.comma(s.rows.appendField(s.before, v))
	}
	for _, v := range after {
		s.after = s.rows.appendField(s.rows.comma(s.after), v)
	}
	s.after = append(s.after, '\n')
}

// Row adds a row of its values, one or more, and those that Common said.
func (s *Stream) Row(values []Value) error {
	r := &s.rows
	r.line = append(r.line[:0], s.before...)
	for i, v := range values {
		if i > 0 {
			r.line = r.comma(r.line)
		}
		r.line = r.appendField(r.line, v)
	}
	_, err := r.w.Write(append(r.line, s.after...))
	return err
}

// rows writes rows of CSV.
type rows struct {
	dialect Dialect
	w       *bufio.Writer
	line    []byte
}

// decimals writes the decimal marks of numbers as the dialect has them.
func (d Dialect) decimals(number []byte) {
	if d.decimal != '.' {
		for i, c := range number {
			if c == '.' {
				number[i] = d.decimal
			}
		}
	}
}

func (r *rows) write(all [][]Value) error {
	for _, row := range all {
		if err := r.add(row); err != nil {
			return err
		}
	}
	return nil
}

func (r *rows) add(row []Value) error {
	r.line = r.line[:0]
	for i, v := range row {
		if i > 0 {
			r.line = r.comma(r.line)
		}
		r.line = r.appendField(r.line, v)
	}
	if len(row) == 1 && len(r.line) == 0 {
		// An empty line is no row at all to readers, encoding/csv among them.
		r.line = append(r.line, `""`...)
	}
	_, err := r.w.Write(append(r.line, '\n'))
	return err
}

func (r *rows) comma(dst []byte) []byte { return utf8.AppendRune(dst, r.dialect.comma) }

// appendField adds a value as a field.
func (r *rows) appendField(dst []byte, v Value) []byte {
	from := len(dst)
	switch v.kind {
	case text:
		return r.dialect.appendText(dst, Guarded(strings.ToValidUTF8(v.text, "\ufffd")))
	case list: // begins with a minus sign, but is no formula
		number := []byte(v.text)
		r.dialect.decimals(number)
		return r.dialect.appendText(dst, string(number))
	case later:
		return append(dst, keptPlace...)
	}
	dst = v.appendNumber(dst)
	r.dialect.decimals(dst[from:])
	return dst
}

// appendText adds a field, in quotation marks where it would be read as another without,
// as encoding/csv writes it.
func (d Dialect) appendText(dst []byte, field string) []byte {
	if !d.quoted(field) {
		return append(dst, field...)
	}
	dst = append(dst, '"')
	for i := range len(field) {
		if field[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, field[i])
	}
	return append(dst, '"')
}

// quoted reports whether a field stands in quotation marks.
func (d Dialect) quoted(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` { // the end of the data to PostgreSQL
		return true
	}
	for i := range len(field) {
		if c := field[i]; c == byte(d.comma) || c == '"' || c == '\r' || c == '\n' {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(field)
	return unicode.IsSpace(first)
}

// Flush writes what is still held back.
func (s *Stream) Flush() error { return s.buffered.Flush() }

// Guarded keeps a text from being run as a formula when a spreadsheet opens the
// file: one that begins with = + - @, a tab or a line break gets an apostrophe
// before it, as OWASP advises ("CSV Injection"). A reader that wants the text
// itself takes off an apostrophe that stands before one of those.
func Guarded(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
