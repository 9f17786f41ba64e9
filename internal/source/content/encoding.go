package content

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	UTF8        = "utf-8"
	ISO8859     = "iso-8859-1"
	Windows1252 = "windows-1252"
	UTF16       = "utf-16"
)

// Encodings are those a mapping may name.
var Encodings = []string{UTF8, UTF16, ISO8859, Windows1252}

// Encoding looks through the whole text: its first letter beyond ASCII
// may stand at its end. A text with more whole UTF-8 characters than stray
// bytes is UTF-8 with damaged rows; the rest is one of the 8-bit encodings,
// told apart by bytes that only Windows-1252 has a letter for.
func Encoding(f File) (string, error) {
	content := f.Section(0)
	buf := make([]byte, 128<<10)
	whole, stray, c1 := 0, 0, 0
	for kept := 0; ; {
		n, err := content.Read(buf[kept:])
		b := buf[:kept+n]
		last := err != nil
		for len(b) > 0 && (last || utf8.FullRune(b)) {
			c, size := utf8.DecodeRune(b)
			switch {
			case c == utf8.RuneError && size == 1:
				stray++
				if b[0] < 0xa0 {
					c1++
				}
			case size > 1:
				whole++
			}
			b = b[size:]
		}
		kept = copy(buf, b)
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	switch {
	case whole >= stray:
		return UTF8, nil
	case c1 > 0:
		return Windows1252, nil
	}
	return ISO8859, nil
}

// Latin1 decodes ISO-8859-1, where a byte is a character.
func Latin1(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// RepairC1 turns what Windows-1252 left in a text that was taken for
// ISO-8859-1 or Unicode, such as U+0096, into the character that was meant,
// here an en dash. Control characters without a meaning are dropped.
func RepairC1(s string) string {
	if !strings.ContainsFunc(s, isC1) {
		return s
	}
	return strings.Map(func(c rune) rune {
		if !isC1(c) {
			return c
		}
		if c = charmap.Windows1252.DecodeByte(byte(c)); isC1(c) || c == utf8.RuneError {
			return -1
		}
		return c
	}, s)
}

func isC1(c rune) bool { return 0x80 <= c && c < 0xa0 }

// maxUTF16 is the largest text in UTF-16 that is read, in bytes: it is turned
// into UTF-8 in memory.
const maxUTF16 = 256 << 20

// UTF16Order tells the byte order of a text in UTF-16 from its mark, or from
// the zeros that every other byte of Latin letters has; false where the text
// is in no UTF-16.
func UTF16Order(head []byte) (unicode.Endianness, bool) {
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

// FromUTF16 is the file as UTF-8.
func FromUTF16(f File, order unicode.Endianness) (File, error) {
	if f.Size > maxUTF16 {
		return f, fmt.Errorf("found UTF-16 text of %d bytes, expected at most %d: save it as UTF-8", f.Size, maxUTF16)
	}
	decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	text, err := io.ReadAll(transform.NewReader(f.Section(0), decoder))
	if err != nil {
		return f, fmt.Errorf("found damaged UTF-16 text (%w): download it again", err)
	}
	return File{Name: f.Name, Content: bytes.NewReader(text), Size: int64(len(text))}, nil
}
