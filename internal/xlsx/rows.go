package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash"
	"hash/crc32"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// rows are those of a sheet, as the text that they are in the file, compressed as they
// come: a million rows are a gigabyte of text.
type rows struct {
	columns []string // their letters
	row     bytes.Buffer
	packer  *flate.Writer
	packed  bytes.Buffer // whole blocks, none of them the last of its stream
	size    int64        // of the text, in bytes
	sum     hash.Hash32  // its CRC-32
}

func newRows(columns int) (*rows, error) {
	r := &rows{columns: make([]string, columns), sum: crc32.NewIEEE()}
	for i := range r.columns {
		var err error
		if r.columns[i], err = excelize.ColumnNumberToName(i + 1); err != nil {
			return nil, err
		}
	}
	var err error
	r.packer, err = flate.NewWriter(&r.packed, packing)
	return r, err
}

// styled is a cell and the number of its style.
type styled struct {
	value any // as of a Cell
	style int
}

// add writes a row of cells, so many points high; 0 leaves that to who shows it.
func (r *rows) add(at int, cells []styled, height float64) error {
	b := &r.row
	b.Reset()
	number := strconv.Itoa(at)
	b.WriteString(`<row r="` + number)
	if height > 0 {
		b.WriteString(`" ht="`)
		b.Write(strconv.AppendFloat(b.AvailableBuffer(), min(height, excelize.MaxRowHeight), 'f', -1, 64))
		b.WriteString(`" customHeight="1`)
	}
	b.WriteString(`">`)
	for i, c := range cells {
		if c.value == nil {
			continue
		}
		b.WriteString(`<c r="`)
		b.WriteString(r.columns[i])
		b.WriteString(number)
		if c.style > 0 {
			b.WriteString(`" s="`)
			b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(c.style), 10))
		}
		switch v := c.value.(type) {
		case int64:
			b.WriteString(`"><v>`)
			b.Write(strconv.AppendInt(b.AvailableBuffer(), v, 10))
			b.WriteString(`</v></c>`)
		case float64:
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("cell %s%s: a sheet has no number for %v", r.columns[i], number, v)
			}
			b.WriteString(`"><v>`)
			b.Write(strconv.AppendFloat(b.AvailableBuffer(), v, 'f', -1, 64))
			b.WriteString(`</v></c>`)
		case string:
			b.WriteString(`" t="inlineStr"><is><t`)
			if v != strings.Trim(v, " \t\r\n") {
				b.WriteString(` xml:space="preserve"`)
			}
			b.WriteByte('>')
			_ = xml.EscapeText(b, []byte(literal(v))) // a buffer takes all
			b.WriteString(`</t></is></c>`)
		default:
			return fmt.Errorf("cell %s%s: a %T, expected a text or a number", r.columns[i], number, v)
		}
	}
	b.WriteString(`</row>`)
	r.size += int64(b.Len())
	r.sum.Write(b.Bytes())
	_, err := r.packer.Write(b.Bytes())
	return err
}

// literal is a text whose _x0041_ is no A, which is how a workbook has letters by their
// number: the first line of such is written by its own.
func literal(s string) string {
	from := strings.Index(s, "_x")
	if from < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:from])
	for i := from; i < len(s); i++ {
		if numbered(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// numbered reports whether a text begins with a letter by its number.
func numbered(s string) bool {
	return len(s) >= 7 && s[:2] == "_x" && s[6] == '_' && !slices.ContainsFunc([]byte(s[2:6]), func(c byte) bool {
		return !strings.ContainsRune("0123456789abcdefABCDEF", rune(c))
	})
}

// finish ends the rows, after which there are no more.
func (r *rows) finish() error {
	err := r.packer.Flush()
	r.packer, r.row = nil, bytes.Buffer{} // which are larger than the rows of a small sheet
	return err
}
