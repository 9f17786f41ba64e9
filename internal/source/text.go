package source

import (
	"bytes"
	"context"
	"errors"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/table"
)

// textTable reads delimited text that is in no format of its own.
type textTable struct {
	file     content.File
	encoding string
	mapping  *mapping.Mapping
}

// Read reads the text as a table.
func (t textTable) Read(ctx context.Context, out *record.Sink) error {
	delimiter := t.delimiter()
	if delimiter == 0 {
		return t.none()
	}
	_, err := table.Read(ctx, t.file, sheet.TextGrid(t.file, t.encoding, delimiter), t.mapping, out)
	var other table.MismatchError
	switch {
	case errors.Is(err, table.ErrNone):
		return t.none()
	case errors.As(err, &other):
		return t.file.Errorf("the mapping %s does not fit: %w", t.mapping.Name, other)
	}
	return err
}

// none is the error for text that no table was found in.
func (t textTable) none() error {
	head := make([]byte, 4096)
	n, _ := t.file.Content.ReadAt(head, 0)
	if err := sheet.FirstRowFault(t.file, t.encoding); err != nil {
		return err
	}
	if err := emptyText(t.file, t.encoding, t.mapping); err != nil {
		return err
	}
	return unknownText(t.file, string(content.FirstLine(bytes.TrimPrefix(head[:n], []byte(content.BOM)))))
}

// delimiter is what the mapping says divides the columns, or what is found to.
func (t textTable) delimiter() byte { return mapping.DelimiterOf(t.file, t.encoding, t.mapping) }
