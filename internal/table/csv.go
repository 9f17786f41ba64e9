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
	dialect  Dialect
	buffered *bufio.Writer
	out      *csv.Writer
	record   []string
	digits   []byte
}

// NewStream writes the heading; the zero Dialect is RFC4180.
func NewStream(w io.Writer, columns []Column, d Dialect) (*Stream, error) {
	d = d.orRFC4180()
	buffered := bufio.NewWriter(w)
	s := &Stream{dialect: d, buffered: buffered, out: csv.NewWriter(buffered), record: make([]string, len(columns))}
	s.out.Comma = d.comma
	if d.mark {
		if _, err := buffered.WriteString("\ufeff"); err != nil {
			return nil, err
		}
	}
	for i, c := range columns {
		s.record[i] = Guarded(c.Name)
	}
	return s, s.out.Write(s.record)
}

// decimals writes the decimal marks of numbers as the dialect has them.
func (s *Stream) decimals(number string) string {
	if s.dialect.decimal == '.' {
		return number
	}
	return strings.ReplaceAll(number, ".", string(s.dialect.decimal))
}

// Write adds rows, each of as many values as there are columns.
func (s *Stream) Write(rows [][]Value) error {
	for _, row := range rows {
		for i, v := range row {
			if v.kind == text {
				s.record[i] = Guarded(strings.ToValidUTF8(v.text, "\ufffd"))
				continue
			}
			if v.kind == list { // begins with a minus sign, but is no formula
				s.record[i] = s.decimals(v.text)
				continue
			}
			s.digits = v.appendNumber(s.digits[:0])
			s.record[i] = s.decimals(string(s.digits))
		}
		if len(s.record) == 1 && s.record[0] == "" {
			// encoding/csv writes a lone empty field as an empty line, which
			// readers, its own among them, take for no row at all.
			s.out.Flush()
			if _, err := s.buffered.WriteString("\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := s.out.Write(s.record); err != nil {
			return err
		}
	}
	return nil
}

// Flush writes what is still held back.
func (s *Stream) Flush() error {
	s.out.Flush()
	if err := s.out.Error(); err != nil {
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
