package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math"
)

// writeJSON prints an array of objects, one on each line, with every column as
// a key, in column order: encoding/json would sort a map's keys. A missing
// value is null, and so is an infinite one, for which JSON has no number.
func (t *Table) writeJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	quote := newQuoter()
	keys := make([][]byte, len(t.Columns))
	for i, c := range t.Columns {
		keys[i] = append(bytes.Clone(quote.bytes(c.Name)), ':')
	}
	open := []byte("[")
	for row, err := range t.each() {
		if err != nil {
			return err
		}
		line := append(out.AvailableBuffer(), open...)
		line = append(line, "\n{"...)
		for i, v := range row {
			if i > 0 {
				line = append(line, ',')
			}
			line = append(line, keys[i]...)
			line = quote.appendValue(line, v)
		}
		line = append(line, '}')
		if _, err := out.Write(line); err != nil {
			return err
		}
		open = []byte(",")
	}
	end := "\n]\n"
	if t.Len() == 0 {
		end = "[]\n"
	}
	if _, err := out.WriteString(end); err != nil {
		return err
	}
	return out.Flush()
}

// quoter writes JSON strings with encoding/json, but leaves < > and & as they
// are: the file is data, not part of a web page, and people read it too.
type quoter struct {
	buf     *bytes.Buffer
	encoder *json.Encoder
}

func newQuoter() quoter {
	buf := new(bytes.Buffer)
	encoder := json.NewEncoder(buf)
	encoder.SetEscapeHTML(false)
	return quoter{buf, encoder}
}

// bytes is s as a JSON string, valid until the next call. A string cannot fail
// to encode: invalid UTF-8 becomes U+FFFD.
func (q quoter) bytes(s string) []byte {
	q.buf.Reset()
	_ = q.encoder.Encode(s)
	return bytes.TrimSuffix(q.buf.Bytes(), []byte("\n"))
}

func (q quoter) appendValue(dst []byte, v Value) []byte {
	switch {
	case v.kind == text, v.kind == list:
		return append(dst, q.bytes(v.text)...)
	case v.kind == empty, v.kind == number && math.IsInf(v.number, 0):
		return append(dst, "null"...)
	}
	return v.appendNumber(dst)
}
