package source

import (
	"bytes"
	"errors"
	"io"
)

// maxLine is the longest line, or quoted row of several lines, in bytes. The
// longest real one is under 1 KiB.
const maxLine = 1 << 20

// lineBuffer is what is read at a time: it fits a core's own cache.
const lineBuffer = 256 << 10

// errLongLine is returned in place of a line over maxLine; the reading can go on.
var errLongLine = errors.New("line too long")

// lineReader gives a text's lines without copying them.
type lineReader struct {
	r          io.Reader
	buf        []byte
	start, end int // the unread part of buf
	eof        bool
	line       int   // number of the line last given, from 1
	offset     int64 // of the first unread byte
}

func newLineReader(f File, offset int64) *lineReader {
	return &lineReader{r: f.section(offset), buf: make([]byte, lineBuffer), offset: offset}
}

// next returns the next line without its LF or CRLF, valid until the next
// call; io.EOF at the end and errLongLine, once, for a line over maxLine.
func (l *lineReader) next() ([]byte, error) {
	searched := 0
	for {
		if i := bytes.IndexByte(l.buf[l.start+searched:l.end], '\n'); i >= 0 {
			line := l.buf[l.start : l.start+searched+i]
			l.advance(len(line) + 1)
			return checked(line)
		}
		searched = l.end - l.start
		if l.eof {
			if searched == 0 {
				return nil, io.EOF
			}
			line := l.buf[l.start:l.end]
			l.advance(len(line))
			return checked(line)
		}
		if searched > maxLine+1 { // +1 for a CR
			return nil, l.skip()
		}
		if err := l.fill(); err != nil {
			return nil, err
		}
	}
}

func checked(line []byte) ([]byte, error) {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if len(line) > maxLine {
		return nil, errLongLine
	}
	return line, nil
}

// advance takes n bytes, a line, out of the buffer.
func (l *lineReader) advance(n int) {
	l.start += n
	l.offset += int64(n)
	l.line++
}

// fill reads on, moving what is unread to the front of the buffer.
func (l *lineReader) fill() error {
	copy(l.buf, l.buf[l.start:l.end])
	l.end -= l.start
	l.start = 0
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := io.ReadAtLeast(l.r, l.buf[l.end:], 1)
	l.end += n
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		l.eof = true
		return nil
	}
	return err
}

// skip passes over the rest of a line that is too long.
func (l *lineReader) skip() error {
	for {
		if i := bytes.IndexByte(l.buf[l.start:l.end], '\n'); i >= 0 {
			l.advance(i + 1)
			return errLongLine
		}
		l.offset += int64(l.end - l.start)
		l.start, l.end = 0, 0
		if l.eof {
			l.line++
			return errLongLine
		}
		if err := l.fill(); err != nil {
			return err
		}
	}
}
