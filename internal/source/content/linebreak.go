package content

import (
	"bytes"
	"io"
)

// A text from an old Mac ends its lines with a CR alone, and one that went
// through several programs some of them.

// HasLoneCR reports whether a text's beginning has a CR that ends a line by
// itself.
func HasLoneCR(head []byte) bool {
	alone := bytes.IndexByte(head, '\n') < 0
	for i, c := range head[:max(len(head)-1, 0)] {
		if c == '\r' && endsLine(head[i+1], alone) {
			return true
		}
	}
	return false
}

// endsLine reports whether a CR before a byte ends a line. Where other lines end
// with LF, one before a delimiter or another line break is part of a cell.
func endsLine(next byte, alone bool) bool {
	return next != '\n' && (alone || bytes.IndexByte([]byte("\r;,\t| "), next) < 0)
}

// FromCR is the file with LF in the place of each CR that ends a line by itself.
func FromCR(f File, head []byte) File {
	f.Content = crText{f.Content, bytes.IndexByte(head, '\n') < 0}
	return f
}

// crText is a text whose lines end, or some of them, with a CR alone.
type crText struct {
	text  io.ReaderAt
	alone bool // no line ends otherwise
}

func (t crText) ReadAt(p []byte, offset int64) (int, error) {
	with := make([]byte, len(p)+1) // and the byte that follows
	n, err := t.text.ReadAt(with, offset)
	if n > len(p) {
		n, err = len(p), nil
		with = with[:len(p)+1]
	} else {
		with = append(with[:n], '\n')
	}
	for i := range n {
		if p[i] = with[i]; p[i] == '\r' && endsLine(with[i+1], t.alone) {
			p[i] = '\n'
		}
	}
	return n, err
}
