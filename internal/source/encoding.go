package source

import (
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	encodingUTF8   = "utf-8"
	encodingLatin1 = "iso-8859-1"
	encoding1252   = "windows-1252"
	encodingUTF16  = "utf-16"
)

// encodings are those a mapping may name.
var encodings = []string{encodingUTF8, encodingUTF16, encodingLatin1, encoding1252}

// textEncoding looks through the whole text: its first letter beyond ASCII
// may stand at its end. A text with more whole UTF-8 characters than stray
// bytes is UTF-8 with damaged rows; the rest is one of the 8-bit encodings,
// told apart by bytes that only Windows-1252 has a letter for.
func textEncoding(f File) (string, error) {
	content := f.section(0)
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
		return encodingUTF8, nil
	case c1 > 0:
		return encoding1252, nil
	}
	return encodingLatin1, nil
}

// latin1 decodes ISO-8859-1, where a byte is a character.
func latin1(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// repairC1 turns what Windows-1252 left in a text that was taken for
// ISO-8859-1 or Unicode, such as U+0096, into the character that was meant,
// here an en dash. Control characters without a meaning are dropped.
func repairC1(s string) string {
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
