package source

import (
	"errors"
	"strings"
)

// delimiterRows is on how many rows the delimiter of a text is tried.
const delimiterRows = 200

// delimiters are those that are looked for, the likelier first.
const delimiters = ";\t|,"

// findDelimiter tells what divides a text into columns: what gives the most
// rows of one and the same width, two columns or more; of those the first. It
// is 0 where nothing divides two rows alike.
func findDelimiter(f File, encoding string) byte {
	var best byte
	most := 1
	for _, d := range []byte(delimiters) {
		if n := alikeRows(newDelimitedBy(f, encoding, d)); n > most {
			best, most = d, n
		}
	}
	return best
}

// alikeRows counts the rows that have the commonest number of columns, of two
// or more.
func alikeRows(rows *delimited) int {
	widths := map[int]int{}
	most := 0
	for range delimiterRows {
		row, err := rows.next()
		var bad *badRow
		if errors.As(err, &bad) {
			continue
		}
		if err != nil {
			break
		}
		if width := len(row.cells); width > 1 && row.filled() > 0 {
			widths[width]++
			most = max(most, widths[width])
		}
	}
	return most
}

// delimiterByte is a mapping's word for a delimiter.
func delimiterByte(s string) byte {
	if s == "tab" {
		return '\t'
	}
	return s[0]
}

// delimiterName is how a mapping and a person call a delimiter.
func delimiterName(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return strings.TrimRight(string(d), "\x00")
}
