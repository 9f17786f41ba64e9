package table

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
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
	if err := s.Write(t.Rows); err != nil {
		return err
	}
	return s.Flush()
}

// Stream prints a table as CSV a few rows at a time, where all of them at once
// would be too many to hold.
type Stream struct {
	buffered *bufio.Writer
	rows     *rows
}

// NewStream writes the heading; the zero Dialect is RFC4180.
func NewStream(w io.Writer, columns []Column, d Dialect) (*Stream, error) {
	d = d.orRFC4180()
	buffered := bufio.NewWriter(w)
	s := &Stream{buffered: buffered, rows: d.rows(buffered)}
	if d.mark {
		if _, err := buffered.WriteString("\ufeff"); err != nil {
			return nil, err
		}
	}
	for _, c := range columns {
		s.rows.record = append(s.rows.record, Guarded(c.Name))
	}
	return s, s.rows.out.Write(s.rows.record)
}

// Write adds rows, each of as many values as there are columns.
func (s *Stream) Write(rows [][]Value) error { return s.rows.write(rows) }

// rows writes rows of CSV.
type rows struct {
	dialect Dialect
	w       *bufio.Writer
	out     *csv.Writer
	record  []string
	digits  []byte
}

func (d Dialect) rows(w *bufio.Writer) *rows {
	r := &rows{dialect: d, w: w, out: csv.NewWriter(w)}
	r.out.Comma = d.comma
	return r
}

// decimals writes the decimal marks of numbers as the dialect has them.
func (d Dialect) decimals(number string) string {
	if d.decimal == '.' {
		return number
	}
	return strings.ReplaceAll(number, ".", string(d.decimal))
}

func (r *rows) write(all [][]Value) error {
	for _, row := range all {
		r.record = r.record[:0]
		for _, v := range row {
			r.record = append(r.record, r.field(v))
		}
		if len(r.record) == 1 && r.record[0] == "" {
			// encoding/csv writes a lone empty field as an empty line, which
			// readers, its own among them, take for no row at all.
			r.out.Flush()
			if _, err := r.w.WriteString("\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := r.out.Write(r.record); err != nil {
			return err
		}
	}
	return nil
}

func (r *rows) field(v Value) string {
	switch v.kind {
	case text:
		return Guarded(strings.ToValidUTF8(v.text, "\ufffd"))
	case list: // begins with a minus sign, but is no formula
		return r.dialect.decimals(v.text)
	case later:
		return keptPlace
	}
	r.digits = v.appendNumber(r.digits[:0])
	return r.dialect.decimals(string(r.digits))
}

// Flush writes what is still held back.
func (s *Stream) Flush() error {
	s.rows.out.Flush()
	if err := s.rows.out.Error(); err != nil {
		return err
	}
	return s.buffered.Flush()
}

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
