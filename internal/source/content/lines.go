package content

import (
	"bytes"
	"errors"
	"io"
)

// MaxLine is the longest line, or quoted row of several lines, in bytes. The
// longest real one is under 1 KiB.
const MaxLine = 1 << 20

// lineBuffer is what is read at a time: it fits a core's own cache.
const lineBuffer = 256 << 10

// ErrLongLine is returned in place of a line over MaxLine; the reading can go on.
var ErrLongLine = errors.New("line too long")

// Lines gives a text's lines without copying them.
type Lines struct {
	r          io.Reader
	buf        []byte
	start, end int // the unread part of buf
	eof        bool
	Line       int   // number of the line last given, from 1
	Offset     int64 // of the first unread byte
	Unended    bool  // the line last given ends with the file and without a line break
}

func NewLines(f File, offset int64) *Lines {
	return &Lines{r: f.Section(offset), buf: make([]byte, lineBuffer), Offset: offset}
}

// Next returns the next line without its LF or CRLF, valid until the next
// call; io.EOF at the end and ErrLongLine, once, for a line over MaxLine.
func (l *Lines) Next() ([]byte, error) {
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
			l.Unended = true
			return checked(line)
		}
		if searched > MaxLine+1 { // +1 for a CR
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
	if len(line) > MaxLine {
		return nil, ErrLongLine
	}
	return line, nil
}

// advance takes n bytes, a line, out of the buffer.
func (l *Lines) advance(n int) {
	l.start += n
	l.Offset += int64(n)
	l.Line++
}

// fill reads on, moving what is unread to the front of the buffer.
func (l *Lines) fill() error {
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
func (l *Lines) skip() error {
	for {
		if i := bytes.IndexByte(l.buf[l.start:l.end], '\n'); i >= 0 {
			l.advance(i + 1)
			return ErrLongLine
		}
		l.Offset += int64(l.end - l.start)
		l.start, l.end = 0, 0
		if l.eof {
			l.Line++
			return ErrLongLine
		}
		if err := l.fill(); err != nil {
			return err
		}
	}
}
