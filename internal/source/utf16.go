package source

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxUTF16 is the largest text in UTF-16 that is read, in bytes: it is turned
// into UTF-8 in memory.
const maxUTF16 = 256 << 20

// utf16Order tells the byte order of a text in UTF-16 from its mark, or from
// the zeros that every other byte of Latin letters has; false where the text
// is in no UTF-16.
func utf16Order(head []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	case len(head) < 8:
		return unicode.LittleEndian, false
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case zeros[1] > pairs*9/10 && zeros[0] == 0:
		return unicode.LittleEndian, true
	case zeros[0] > pairs*9/10 && zeros[1] == 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// fromUTF16 is the file as UTF-8.
func fromUTF16(f File, order unicode.Endianness) (File, error) {
	if f.Size > maxUTF16 {
		return f, fmt.Errorf("found UTF-16 text of %d bytes, expected at most %d: save it as UTF-8", f.Size, maxUTF16)
	}
	decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	text, err := io.ReadAll(transform.NewReader(f.section(0), decoder))
	if err != nil {
		return f, fmt.Errorf("found damaged UTF-16 text (%w): download it again", err)
	}
	return File{Name: f.Name, Content: bytes.NewReader(text), Size: int64(len(text))}, nil
}
