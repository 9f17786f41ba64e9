// Package content is a file before anything is known of it: its bytes, the
// encoding and lines of a text, and texts made fit to be shown.
package content

import (
	"bytes"
	"fmt"
	"io"
)

// File is a file to be read, and its name as errors give it.
type File struct {
	Name    string
	Content io.ReaderAt
	Size    int64 // bytes
}

// Section is the file's content from an offset on.
func (f File) Section(offset int64) *io.SectionReader {
	return io.NewSectionReader(f.Content, offset, max(f.Size-offset, 0))
}

// Begins reports whether the content begins with magic.
func (f File) Begins(magic string) bool {
	head := make([]byte, len(magic))
	n, _ := f.Content.ReadAt(head, 0)
	return string(head[:n]) == magic
}

// Errorf is an error about the file as a whole.
func (f File) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", f.Name, fmt.Errorf(format, args...))
}

// LineCounter tells the line of an offset, for offsets that mostly grow.
type LineCounter struct {
	File   File
	offset int64
	Line   int // of offset
	buf    []byte
}

func (c *LineCounter) At(offset int64) (int, error) {
	if offset < c.offset {
		c.offset, c.Line = 0, 1
	}
	if c.buf == nil {
		c.buf = make([]byte, min(32<<10, c.File.Size))
	}
	for c.offset < offset {
		n, err := c.File.Content.ReadAt(c.buf[:min(int64(len(c.buf)), offset-c.offset)], c.offset)
		c.Line += bytes.Count(c.buf[:n], []byte{'\n'})
		c.offset += int64(n)
		if n == 0 {
			return c.Line, err
		}
	}
	return c.Line, nil
}

// HeadLength is how much of a file is looked at to tell what it is.
const HeadLength = 64 << 10

const BOM = "\xef\xbb\xbf"
