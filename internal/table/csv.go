package table

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// writeCSV prints every column under its stable name: RFC 4180 with LF, in
// UTF-8 without a BOM. A missing value is an empty field; an empty result is
// the heading alone.
//
// A text that a spreadsheet would run as a formula gets an apostrophe before it
// (see guard). Numbers are never touched: -0.5 stays a number.
func (t *Table) writeCSV(w io.Writer) error {
	buffered := bufio.NewWriter(w)
	out := csv.NewWriter(buffered)
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = Guarded(c.Name)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	var digits []byte
	for _, row := range t.Rows {
		for i, v := range row {
			if v.kind == text {
				record[i] = Guarded(strings.ToValidUTF8(v.text, "\ufffd"))
				continue
			}
			digits = v.appendNumber(digits[:0])
			record[i] = string(digits)
		}
		if len(record) == 1 && record[0] == "" {
			// encoding/csv writes a lone empty field as an empty line, which
			// readers, its own among them, take for no row at all.
			out.Flush()
			if _, err := buffered.WriteString("\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// Guarded keeps a text from being run as a formula when a spreadsheet opens the
// file: one that begins with = + - @, a tab or a line break gets an apostrophe
// before it, as OWASP advises ("CSV Injection"). A reader that wants the text
// itself takes off an apostrophe that stands before one of those.
func Guarded(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
