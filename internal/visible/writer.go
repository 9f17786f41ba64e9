package visible

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// Writer lets only what can be seen through to a terminal: the same door once
// more, for what came in before there was one or by another way. The faces that
// kuvio itself prints in are let through. It says that all was written, and
// holds back a character of which the rest has not come.
type Writer struct {
	to   io.Writer
	rest []byte
}

// NewWriter is a Writer in front of a terminal.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to} }

// Faces are the escape sequences that are let through: bold, dim, and neither.
var Faces = []string{"\x1b[1m", "\x1b[2m", "\x1b[22m"}

func (w *Writer) Write(p []byte) (int, error) {
	text := append(w.rest, p...)
	end := len(text) - unfinished(text)
	w.rest = bytes.Clone(text[end:])
	var out []byte
	for text = text[:end]; len(text) > 0; {
		at, face := nextFace(text)
		out = append(append(out, Text(string(text[:at]))...), face...)
		text = text[at+len(face):]
	}
	if _, err := w.to.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// nextFace is where the first face begins; the end of the text where there is
// none.
func nextFace(text []byte) (at int, face string) {
	at = len(text)
	for _, f := range Faces {
		if i := bytes.Index(text, []byte(f)); i >= 0 && i < at {
			at, face = i, f
		}
	}
	return at, face
}

// unfinished is how many bytes at the end begin a character or a line break
// that is not whole yet.
func unfinished(text []byte) int {
	if n := len(text); n > 0 && text[n-1] == '\r' {
		return 1
	}
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}
