package source

import (
	"bytes"
	"errors"
	"strings"
)

// textGrid is delimited text as a table.
func textGrid(f File, encoding string, delimiter byte) *grid {
	return &grid{open: func() (tableRows, error) { return newDelimitedBy(f, encoding, delimiter), nil }}
}

// tableText reads delimited text that is in no format of its own.
func (r *run) tableText() error {
	delimiter := r.delimiter()
	if delimiter == 0 {
		return r.noTable()
	}
	err := r.grid(textGrid(r.file, r.sum.Encoding, delimiter))
	var other errOtherTable
	switch {
	case errors.Is(err, errNoTable):
		return r.noTable()
	case errors.As(err, &other):
		return r.file.errorf("the mapping %s does not fit: %w", r.opts.Map.name, other)
	}
	return err
}

// noTable is the error for text that no table was found in.
func (r *run) noTable() error {
	head := make([]byte, 4096)
	n, _ := r.file.Content.ReadAt(head, 0)
	if err := firstRowFault(r.file, r.sum.Encoding); err != nil {
		return err
	}
	return unknownText(r.file, string(firstLine(bytes.TrimPrefix(head[:n], []byte(utf8BOM)))))
}

// delimiter is what the mapping says divides the columns, or what is found to.
func (r *run) delimiter() byte {
	if m := r.opts.Map; m != nil && m.Delimiter != "" {
		return delimiterByte(m.Delimiter)
	}
	return findDelimiter(r.file, r.sum.Encoding)
}

// firstRowFault is the error for a text whose first row is no table's by its
// size: too long a line, or too many columns.
func firstRowFault(f File, encoding string) error {
	for _, d := range []byte(delimiters) {
		var bad *badRow
		_, err := newDelimitedBy(f, encoding, d).next()
		if errors.As(err, &bad) && (strings.HasPrefix(bad.Found, overColumns) || bad.Found == overLine) {
			bad.File = f.Name
			return bad.Reject
		}
	}
	return nil
}
