package sheet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// maxRowLines is how many lines a row may have by line breaks within quotes.
// A quote that is never closed costs that many lines' reading, not the file's.
const maxRowLines = 64

// Delimited gives the rows of text divided by a delimiter, with quoted fields
// that may hold delimiters, doubled quotes and line breaks.
type Delimited struct {
	file      content.File
	lines     *content.Lines
	encoding  string
	delimiter byte
	row       Row
}

// NewDelimited opens text divided by semicolons.
func NewDelimited(f content.File, encoding string) *Delimited {
	return NewDelimitedBy(f, encoding, ';')
}

func NewDelimitedBy(f content.File, encoding string, delimiter byte) *Delimited {
	if encoding == content.UTF16 {
		encoding = content.UTF8 // what it was turned into
	}
	return &Delimited{file: f, lines: content.NewLines(f, 0), encoding: encoding, delimiter: delimiter, row: Row{Delimited: true}}
}

// BadRow is an error about one row; the rows after it can be read.
type BadRow struct {
	record.Reject
	TooLarge bool // its line is too long, or it has too many columns
}

// Next returns the next row that is not empty, valid until the next call;
// the end is io.EOF and *BadRow for a row that cannot be divided into fields.
func (d *Delimited) Next() (*Row, error) {
	for {
		raw, err := d.lines.Next()
		number, after := d.lines.Line, d.lines.Offset
		if errors.Is(err, content.ErrLongLine) {
			return nil, &BadRow{record.LongLine(number), true}
		}
		if err != nil {
			return nil, err
		}
		text := string(raw)
		if number == 1 {
			text = strings.TrimPrefix(text, content.BOM)
		}
		if text == "" {
			continue
		}
		d.row.Number, d.row.Cells = number, d.row.Cells[:0]
		if bad := d.divide(text); bad != nil {
			if d.lines.Offset != after { // go on at the line after the row's first
				d.lines = content.NewLines(d.file, after)
				d.lines.Line = number
			}
			bad.Place.Line = number
			return nil, bad
		}
		d.row.More, d.row.Unended = d.lines.Line-number, d.lines.Unended
		return &d.row, nil
	}
}

func (d *Delimited) Place(row *Row, _ int) record.Place { return record.Place{Line: row.Number} }

// divide cuts a row into d.row.cells, reading on where a quoted field does.
func (d *Delimited) divide(text string) *BadRow {
	for start := 0; ; {
		field, next, bad := "", 0, (*record.Reject)(nil)
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
			return &BadRow{Reject: *bad}
		}
		if len(d.row.Cells) == record.MaxColumns {
			return &BadRow{record.Reject{
				Found: fmt.Sprintf("more than %d columns", record.MaxColumns), Expected: "a table", Hint: "look for a delimiter or a line break that is wrong",
			}, true}
		}
		d.row.Cells = append(d.row.Cells, TextCell(field))
		if next >= len(text) {
			return nil
		}
		start = next + 1
	}
}

// quoted reads the quoted field at text[start] and returns it with the offset
// of the delimiter after it, and text with the lines it had to read on.
func (d *Delimited) quoted(text string, start int) (all, field string, next int, bad *record.Reject) {
	var b strings.Builder
	rowLines := 1
	for from := start + 1; ; {
		i := strings.IndexByte(text[from:], '"')
		if i < 0 {
			more, err := d.lines.Next()
			if err != nil || rowLines == maxRowLines || len(text)+len(more) > content.MaxLine {
				return text, "", 0, &record.Reject{
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
			return text, "", 0, &record.Reject{
				Found: `a quote within the field: "` + text[start+1:min(end+content.ExcerptLength, len(text))], Expected: string(d.delimiter) + " after the closing quote",
				Hint: `write a quote within a field twice ("")`,
			}
		}
	}
}

// decode turns a field into UTF-8.
func (d *Delimited) decode(field string) (string, *record.Reject) {
	switch {
	case d.encoding != content.UTF8:
		return content.RepairC1(content.Latin1(field)), nil
	case !utf8.ValidString(field):
		return "", &record.Reject{
			Found: "bytes that are not UTF-8: " + strings.ToValidUTF8(field, "\uFFFD"), Expected: "UTF-8 as in the rest of the file",
			Hint: "save the file in one encoding",
		}
	}
	return field, nil
}

// FirstRowFault is the error for a text whose first row is no table's by its
// size: too long a line, or too many columns.
func FirstRowFault(f content.File, encoding string) error {
	for _, d := range []byte(delimiters) {
		var bad *BadRow
		_, err := NewDelimitedBy(f, encoding, d).Next()
		if errors.As(err, &bad) && bad.TooLarge {
			bad.File = f.Name
			return bad.Reject
		}
	}
	return nil
}

// delimiterRows is on how many rows the delimiter of a text is tried.
const delimiterRows = 200

// delimiters are those that are looked for, the likelier first. The comma is
// the last, since it divides decimals too.
const delimiters = ";\t|,"

// FindDelimiter tells what divides a text into columns: what gives the most
// rows of one and the same width, two columns or more, or of fewer since they
// end early; of those the first. Commas between digits alone count where
// nothing else divides the text. It is 0 where nothing divides two rows alike.
func FindDelimiter(f content.File, encoding string) byte {
	var best byte
	most, between := 1, 0
	for _, d := range []byte(delimiters) {
		var n int
		if n, between = alikeRows(NewDelimitedBy(f, encoding, d)); n > most {
			best, most = d, n
		}
	}
	if best == 0 && between > 1 {
		return delimiters[len(delimiters)-1]
	}
	return best
}

// alikeRows counts the rows that are as wide as a row before them, or narrower,
// of two columns or more: those that have more between them than what may
// divide a number's decimals, and all of them.
func alikeRows(rows *Delimited) (sure, all int) {
	type count struct{ sure, all int }
	widths := map[int]*count{}
	for range delimiterRows {
		row, err := rows.Next()
		var bad *BadRow
		if errors.As(err, &bad) {
			continue
		}
		if err != nil {
			break
		}
		width := len(row.Cells)
		if width < 2 || row.Filled() == 0 {
			continue
		}
		if widths[width] == nil {
			widths[width] = &count{}
		}
		one := 1
		if rows.delimiter == ',' && dividesDigits(row.Cells) {
			one = 0
		}
		for w, n := range widths {
			if w >= width {
				n.sure += one
				n.all++
			}
		}
	}
	for _, n := range widths {
		sure, all = max(sure, n.sure), max(all, n.all)
	}
	return sure, all
}

// dividesDigits reports whether all that divides a row's cells stands between
// two digits, as a decimal comma does.
func dividesDigits(cells []Cell) bool {
	for i := 1; i < len(cells); i++ {
		left, right := cells[i-1].Text, cells[i].Text
		if left == "" || right == "" || !isDigit(left[len(left)-1]) || !isDigit(right[0]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// DelimiterByte is a mapping's word for a delimiter.
func DelimiterByte(s string) byte {
	if s == "tab" {
		return '\t'
	}
	return s[0]
}

// DelimiterName is how a mapping and a person call a delimiter.
func DelimiterName(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return strings.TrimRight(string(d), "\x00")
}
