package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// kind is what a file turned out to be and how to read it.
type kind struct {
	format   Format
	encoding string
	read     func(*run) error
	file     File // as it is read: text of UTF-16 as UTF-8
}

// sniffLength is how much of a file is looked at to tell what it is.
const sniffLength = 64 << 10

const utf8BOM = "\xef\xbb\xbf"

// foreign are beginnings of files that are not read, with what to do instead.
var foreign = []struct{ magic, what string }{
	{"\x1f\x8b", "a gzip archive: unpack it first"},
	{"%PDF", "a PDF: download the data as CSV or as a workbook"},
}

// sniff tells what a file is, and how to read it where a mapping says
// something of it.
func sniff(f File, m *Mapping) (kind, error) {
	head := make([]byte, min(f.Size, sniffLength))
	n, err := f.Content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return kind{}, f.errorf("%w", err)
	}
	head = head[:n]
	if order, ok := utf16Order(head); ok {
		if f, err = fromUTF16(f, order); err != nil {
			return kind{}, f.errorf("%w", err)
		}
		k, err := sniff(f, m.withEncoding(encodingUTF8))
		k.encoding = encodingUTF16
		return k, err
	}
	k, err := sniffContent(f, head, m)
	if k.file = f; err != nil || m == nil {
		return k, err
	}
	return k.mapped(m)
}

// sniffContent tells what a file is from its beginning.
func sniffContent(f File, head []byte, m *Mapping) (kind, error) {
	for _, other := range foreign {
		if bytes.HasPrefix(head, []byte(other.magic)) {
			return kind{}, f.errorf("this is %s", other.what)
		}
	}
	text := bytes.TrimPrefix(head, []byte(utf8BOM))
	start := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case len(start) == 0 && int64(len(head)) == f.Size:
		return kind{}, f.errorf("the file is empty: download it again")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return kind{format: FormatWebTable, read: (*run).xlsx}, nil
	case bytes.HasPrefix(head, []byte(compoundMagic)):
		return kind{format: FormatWebTable, read: (*run).xls}, nil
	case isPx(text):
		return kind{format: FormatPx, read: (*run).px}, nil
	case isJSONStat(start):
		return kind{format: FormatJSONStat, encoding: encodingUTF8, read: (*run).jsonStat}, nil
	case bytes.HasPrefix(start, []byte("[")), bytes.HasPrefix(start, []byte("{")):
		return sniffJSON(f)
	case bytes.HasPrefix(start, []byte("<")):
		return kind{}, f.errorf("this is a web page or XML (%q): download the data itself", excerpt(string(start)))
	case bytes.IndexByte(head, 0) >= 0:
		return kind{}, f.errorf("this is a binary file of an unknown kind\n%s", knownFormats())
	}
	return sniffText(f, text, m)
}

// sniffText tells apart the layouts of delimited text.
func sniffText(f File, text []byte, m *Mapping) (kind, error) {
	first := firstLine(text)
	if isRESTHeader(first) {
		return kind{format: FormatRESTCSV, encoding: "utf-8", read: (*run).restCSV}, nil
	}
	if delimiter := restDelimiter(first); delimiter != 0 {
		return kind{format: FormatRESTCSV, encoding: encodingUTF8, read: func(r *run) error { return r.restDivided(delimiter) }}, nil
	}
	encoding, err := textEncoding(f)
	if err != nil {
		return kind{}, f.errorf("%w", err)
	}
	if m != nil && m.Encoding != "" {
		encoding = m.Encoding
	}
	rows := newDelimited(f, encoding)
	for range headerRows {
		var bad *badRow
		row, err := rows.next()
		if errors.As(err, &bad) {
			continue
		}
		if err != nil {
			break
		}
		if _, ok := yearHeader(row); ok {
			return kind{format: FormatWebTable, encoding: encoding, read: (*run).wideCSV}, nil
		}
		if isWebRow(row.cells) {
			return kind{format: FormatWebCSV, encoding: encoding, read: (*run).webCSV}, nil
		}
	}
	if t, err := pxwebText(f, encoding, m); err != nil || t != nil {
		return kind{format: FormatPxWeb, encoding: encoding, read: func(r *run) error { return r.pxwebTable(t) }}, err
	}
	if m != nil && len(m.Columns) > 0 || findDelimiter(f, encoding) != 0 {
		return kind{format: FormatTable, encoding: encoding, read: (*run).tableText}, nil
	}
	if err := firstRowFault(f, encoding); err != nil {
		return kind{}, err
	}
	return kind{}, unknownText(f, string(first))
}

// mapped is the way to read the file where a mapping is given: one that names
// columns is followed in every table, whatever it looks like.
func (k kind) mapped(m *Mapping) (kind, error) {
	switch k.format {
	case FormatRESTCSV, FormatWebCSV, FormatWebTable:
		if len(m.Columns) > 0 && k.encoding != "" {
			return kind{format: FormatTable, encoding: k.encoding, read: (*run).tableText, file: k.file}, nil
		}
		if k.encoding == "" { // a workbook, of which only some sheets may be SOTKAnet's
			return k, nil
		}
	case FormatRESTJSON, FormatIndicators, FormatRegions:
	default:
		return k, nil
	}
	return k, k.file.errorf("%s says everything itself, and the mapping %s has no columns for it: read the file without it", k.format, m.name)
}

// withEncoding is the mapping with another encoding, where it names one.
func (m *Mapping) withEncoding(encoding string) *Mapping {
	if m == nil || m.Encoding == "" {
		return m
	}
	other := *m
	other.Encoding = encoding
	return &other
}

// firstLine is the first line that has something on it.
func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	return bytes.TrimRight(line, "\r")
}

// unknownText is the error for text that fits no layout.
func unknownText(f File, first string) error {
	seen, most := "no columns", 0
	for _, d := range []struct{ delimiter, name string }{
		{";", "semicolons"}, {",", "commas"}, {"\t", "tabs"}, {"|", "vertical bars"},
	} {
		if n := strings.Count(first, d.delimiter); n > most {
			most, seen = n, fmt.Sprintf("%d columns divided by %s", n+1, d.name)
		}
	}
	if !utf8.ValidString(first) {
		first = repairC1(latin1(first))
	}
	return f.errorf("not a layout that is known: the first line is %q (%s)\n%s", excerpt(first), seen, knownFormats())
}
