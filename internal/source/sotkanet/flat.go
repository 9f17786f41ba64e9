package sotkanet

import (
	"bytes"
	"errors"
	"io"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// fields are the values of a row as they are written, in jsonKeys' order; nil for
// a key that it does not have.
type fields [columnBreakdown + 1][]byte

// errUnusual is that a text is not as flat reads it, though it may be JSON.
var errUnusual = errors.New("expected flat objects")

// flat reads an array of objects as the service writes it, in one pass over its
// bytes: known keys once each, numbers, null, and strings of plain ASCII. At anything
// else, a fault among them, it stops with errUnusual, and Objects reads the text from
// there on: it alone decides what is an error, and where. Both read a row alike.
type flat struct {
	text io.Reader
	ends bool   // text has been read to its end
	buf  []byte // a part of it
	at   int    // of the next byte in buf
	line int    // of buf[counted]

	counted int
	index   int // of the object last read, from 1
}

const (
	flatBuffer = 64 << 10
	flatObject = 4 << 10 // bytes that an object, and what stands before it, may have
)

// newFlat opens a text at its array; false where it has none.
func newFlat(f content.File) (*flat, bool) {
	skip := int64(0)
	if f.Begins(content.BOM) {
		skip = int64(len(content.BOM))
	}
	s := &flat{text: f.Section(skip), buf: make([]byte, 0, flatBuffer), line: 1}
	return s, s.fill() && s.take('[')
}

// fill sees that the buffer has the next object whole, where it is short enough.
// False where the text cannot be read.
func (s *flat) fill() bool {
	if s.ends || len(s.buf)-s.at >= flatObject {
		return true
	}
	s.line += bytes.Count(s.buf[s.counted:s.at], newline)
	n := copy(s.buf[:cap(s.buf)], s.buf[s.at:])
	s.at, s.counted = 0, 0
	more, err := io.ReadFull(s.text, s.buf[n:cap(s.buf)])
	s.buf = s.buf[:n+more]
	s.ends = err == io.EOF || err == io.ErrUnexpectedEOF
	return err == nil || s.ends
}

var newline = []byte{'\n'}

// next reads the next object into row, whose values are valid until it is called
// again. io.EOF after the last.
func (s *flat) next(row *fields) (record.Place, error) {
	if !s.fill() {
		return record.Place{}, errUnusual
	}
	if s.peek() == ']' {
		return record.Place{}, s.end()
	}
	if s.index > 0 && !s.take(',') || s.peek() != '{' {
		return record.Place{}, errUnusual
	}
	s.line += bytes.Count(s.buf[s.counted:s.at], newline)
	s.counted = s.at
	if !s.object(row) {
		return record.Place{}, errUnusual
	}
	s.index++
	return record.Place{Line: s.line, Object: s.index}, nil
}

// end makes sure that nothing follows the array.
func (s *flat) end() error {
	s.take(']')
	for {
		if s.peek() != 0 || s.at < len(s.buf) {
			return errUnusual
		}
		if s.ends {
			return io.EOF
		}
		if !s.fill() {
			return errUnusual
		}
	}
}

// object reads an object of which the brace is next.
func (s *flat) object(row *fields) bool {
	*row = fields{}
	s.take('{')
	if s.take('}') {
		return true
	}
	for {
		key := s.str()
		column := jsonColumn(key)
		if column < 0 || row[column] != nil || !s.take(':') {
			return false
		}
		if row[column] = s.value(); row[column] == nil {
			return false
		}
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

// jsonColumn is the column of a key in its quotes; -1 for another.
func jsonColumn(key []byte) int {
	if len(key) < 2 {
		return -1
	}
	switch string(key[1 : len(key)-1]) {
	case "indicator":
		return int(columnIndicator)
	case "region":
		return int(columnRegion)
	case "year":
		return int(columnYear)
	case "gender":
		return int(columnGender)
	case "value":
		return int(columnValue)
	case "absValue":
		return int(columnCount)
	case "breakdown":
		return int(columnBreakdown)
	}
	return -1
}

// peek is the next byte after white space; 0 at the buffer's end.
func (s *flat) peek() byte {
	for ; s.at < len(s.buf); s.at++ {
		switch c := s.buf[s.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// take passes over the next byte after white space where it is c.
func (s *flat) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

// value reads a string, a number or null; nil where it is none.
func (s *flat) value() []byte {
	switch s.peek() {
	case '"':
		return s.str()
	case 'n':
		if end := s.at + len("null"); end <= len(s.buf) && string(s.buf[s.at:end]) == "null" {
			s.at = end
			return s.buf[end-len("null") : end]
		}
		return nil
	}
	return s.number()
}

// str reads a string of plain ASCII with its quotes; nil where it is none.
func (s *flat) str() []byte {
	if s.peek() != '"' {
		return nil
	}
	for i := s.at + 1; i < len(s.buf) && (plain(s.buf[i]) || s.buf[i] == '"'); i++ {
		if s.buf[i] == '"' {
			text := s.buf[s.at : i+1]
			s.at = i + 1
			return text
		}
	}
	return nil
}

// plain reports whether a byte within a string stands for itself.
func plain(c byte) bool { return ' ' <= c && c <= '~' && c != '"' && c != '\\' }

// isPlain reports whether all of them do.
func isPlain(s []byte) bool {
	for _, c := range s {
		if !plain(c) {
			return false
		}
	}
	return true
}

// number reads a number as JSON has them; nil where there is none. One that the
// buffer's end cuts is followed by nothing, which object does not take.
func (s *flat) number() []byte {
	start := s.at
	if s.at < len(s.buf) && s.buf[s.at] == '-' {
		s.at++
	}
	whole := s.at
	if !s.digits() || s.buf[whole] == '0' && s.at > whole+1 {
		return nil
	}
	if s.at < len(s.buf) && s.buf[s.at] == '.' {
		if s.at++; !s.digits() {
			return nil
		}
	}
	if s.at < len(s.buf) && s.buf[s.at]|0x20 == 'e' {
		if s.at++; s.at < len(s.buf) && (s.buf[s.at] == '+' || s.buf[s.at] == '-') {
			s.at++
		}
		if !s.digits() {
			return nil
		}
	}
	return s.buf[start:s.at]
}

// digits passes over one digit or more.
func (s *flat) digits() bool {
	start := s.at
	for s.at < len(s.buf) && s.buf[s.at]-'0' <= 9 {
		s.at++
	}
	return s.at > start
}
