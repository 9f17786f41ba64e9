package table

import "fmt"

// Format is a form a table can be printed in.
type Format string

// The formats, by the names a user gives them.
const (
	Text     Format = "table" // aligned text for a terminal
	CSV      Format = "csv"   // RFC 4180, UTF-8 without BOM, LF, or another Dialect
	JSON     Format = "json"  // an array of objects, one on each line
	Markdown Format = "md"    // pipe tables
	XLSX     Format = "xlsx"  // one sheet of data, one about it
)

// Formats lists every format in the order they are offered to a user.
var Formats = []Format{Text, CSV, JSON, Markdown, XLSX}

// ParseFormat reads a format's name.
func ParseFormat(s string) (Format, error) {
	for _, f := range Formats {
		if s == string(f) {
			return f, nil
		}
	}
	return "", fmt.Errorf("unknown output format %q: use table, csv, json, md or xlsx", s)
}

// CarriesNotes reports whether the format has the table's notes and source in
// it. Where it has not, print them elsewhere with WriteNotes.
func (f Format) CarriesNotes() bool { return f != CSV && f != JSON }
