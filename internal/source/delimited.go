package source

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxRowLines is how many lines a row may have by line breaks within quotes.
// A quote that is never closed costs that many lines' reading, not the file's.
const maxRowLines = 64

// delimited gives the rows of text divided by a delimiter, with quoted fields
// that may hold delimiters, doubled quotes and line breaks.
type delimited struct {
	file      File
	lines     *lineReader
	encoding  string
	delimiter byte
	row       tableRow
}

// newDelimited opens text divided by semicolons.
func newDelimited(f File, encoding string) *delimited { return newDelimitedBy(f, encoding, ';') }

func newDelimitedBy(f File, encoding string, delimiter byte) *delimited {
	if encoding == encodingUTF16 {
		encoding = encodingUTF8 // what it was turned into
	}
	return &delimited{file: f, lines: newLineReader(f, 0), encoding: encoding, delimiter: delimiter, row: tableRow{delimited: true}}
}

// overColumns begins what is found of a row with too many columns.
const overColumns = "more than "

// badRow is an error about one row; the rows after it can be read.
type badRow struct{ Reject }

// next returns the next row that is not empty, valid until the next call;
// the end is io.EOF and *badRow for a row that cannot be divided into fields.
func (d *delimited) next() (*tableRow, error) {
	for {
		raw, err := d.lines.next()
		number, after := d.lines.line, d.lines.offset
		if errors.Is(err, errLongLine) {
			return nil, &badRow{longLine(number)}
		}
		if err != nil {
			return nil, err
		}
		text := string(raw)
		if number == 1 {
			text = strings.TrimPrefix(text, utf8BOM)
		}
		if text == "" {
			continue
		}
		d.row.number, d.row.cells = number, d.row.cells[:0]
		if bad := d.divide(text); bad != nil {
			if d.lines.offset != after { // go on at the line after the row's first
				d.lines = newLineReader(d.file, after)
				d.lines.line = number
			}
			bad.Place.Line = number
			return nil, &badRow{*bad}
		}
		d.row.more = d.lines.line - number
		return &d.row, nil
	}
}

func (d *delimited) place(row *tableRow, _ int) Place { return Place{Line: row.number} }

// divide cuts a row into d.row.cells, reading on where a quoted field does.
func (d *delimited) divide(text string) *Reject {
	for start := 0; ; {
		field, next, bad := "", 0, (*Reject)(nil)
		if start < len(text) && text[start] == '"' {
			text, field, next, bad = d.quoted(text, start)
		} else if i := strings.IndexByte(text[start:], d.delimiter); i >= 0 {
			field, next = text[start:start+i], start+i
		} else {
			field, next = text[start:], len(text)
		}
		if bad == nil {
			field, bad = d.decode(field)
		}
		if bad != nil {
			return bad
		}
		if len(d.row.cells) == maxSheetColumns {
			return &Reject{Found: fmt.Sprintf(overColumns+"%d columns", maxSheetColumns), Expected: "a table", Hint: "look for a delimiter or a line break that is wrong"}
		}
		d.row.cells = append(d.row.cells, textCell(field))
		if next >= len(text) {
			return nil
		}
		start = next + 1
	}
}

// quoted reads the quoted field at text[start] and returns it with the offset
// of the delimiter after it, and text with the lines it had to read on.
func (d *delimited) quoted(text string, start int) (all, field string, next int, bad *Reject) {
	var b strings.Builder
	rowLines := 1
	for from := start + 1; ; {
		i := strings.IndexByte(text[from:], '"')
		if i < 0 {
			more, err := d.lines.next()
			if err != nil || rowLines == maxRowLines || len(text)+len(more) > maxLine {
				return text, "", 0, &Reject{
					Found: "a quote that is not closed", Expected: `a field that ends in "`,
					Hint: "the row may have been cut off: download the file again",
				}
			}
			rowLines++
			text += "\n" + string(more)
			continue
		}
		b.WriteString(text[from : from+i])
		end := from + i + 1
		switch {
		case end == len(text) || text[end] == d.delimiter:
			return text, b.String(), end, nil
		case text[end] == '"':
			b.WriteByte('"')
			from = end + 1
		default:
			return text, "", 0, &Reject{
				Found: `a quote within the field: "` + text[start+1:min(end+excerptLength, len(text))], Expected: string(d.delimiter) + " after the closing quote",
				Hint: `write a quote within a field twice ("")`,
			}
		}
	}
}

// decode turns a field into UTF-8.
func (d *delimited) decode(field string) (string, *Reject) {
	switch {
	case d.encoding != encodingUTF8:
		return repairC1(latin1(field)), nil
	case !utf8.ValidString(field):
		return "", &Reject{
			Found: "bytes that are not UTF-8: " + strings.ToValidUTF8(field, "\uFFFD"), Expected: "UTF-8 as in the rest of the file",
			Hint: "save the file in one encoding",
		}
	}
	return field, nil
}

// wideCSV reads the web service's table from CSV.
func (r *run) wideCSV() error {
	return r.table(newDelimited(r.file, r.sum.Encoding))
}
