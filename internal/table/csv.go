package table

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// writeCSV prints every column under its stable name: RFC 4180 with LF, in
// UTF-8 without a BOM. A missing value is an empty field; an empty result is
// the heading alone.
//
// A text that a spreadsheet would run as a formula gets an apostrophe before it
// (see guard). Numbers are never touched: -0.5 stays a number.
func (t *Table) writeCSV(w io.Writer) error {
	s, err := NewStream(w, t.Columns)
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
	out      *csv.Writer
	record   []string
	digits   []byte
}

// NewStream writes the heading.
func NewStream(w io.Writer, columns []Column) (*Stream, error) {
	buffered := bufio.NewWriter(w)
	s := &Stream{buffered: buffered, out: csv.NewWriter(buffered), record: make([]string, len(columns))}
	for i, c := range columns {
		s.record[i] = Guarded(c.Name)
	}
	return s, s.out.Write(s.record)
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
				s.record[i] = v.text
				continue
			}
			s.digits = v.appendNumber(s.digits[:0])
			s.record[i] = string(s.digits)
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
