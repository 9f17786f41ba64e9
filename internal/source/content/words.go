package content

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var (
	blockTag = regexp.MustCompile(`(?i)</?(br|p|div|li|ul|ol|tr|table|h[1-6])\b[^<>]*>`)
	anyTag   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|<!--[^<>]*-->`)
	spaces   = regexp.MustCompile(`[ \t\r\x{a0}]+`)
)

// PlainText turns a description with HTML in it into plain text, a paragraph
// a line, without control characters. A "<" that begins no tag ("< 5") stays.
func PlainText(s string) string {
	s = blockTag.ReplaceAllString(s, "\n")
	s = anyTag.ReplaceAllString(s, "")
	s = spaces.ReplaceAllString(RepairC1(html.UnescapeString(s)), " ")
	s = strings.Map(func(c rune) rune {
		if c != '\n' && unicode.IsControl(c) {
			return -1
		}
		return c
	}, s)
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// Title is PlainText on one line.
func Title(s string) string { return Squeeze(PlainText(s)) }

// ExcerptLength is how many bytes of a bad field are quoted back.
const ExcerptLength = 80

// Excerpt cuts a text that is too long for a message, between characters.
func Excerpt(s string) string {
	if len(s) <= ExcerptLength {
		return s
	}
	cut := ExcerptLength
	for cut > ExcerptLength-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// Plural writes how many there are of a thing: "1 column", "3 columns".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprint(n, " ", noun+"s")
}

// Squeeze makes every run of white space one space, and every letter one
// character.
func Squeeze(s string) string { return Composed(strings.Join(strings.Fields(s), " ")) }

// Composed writes a letter and the mark over it as one character, "a¨" as "ä"
// (NFC): some systems write file names and texts taken apart, which look the
// same and compare as others. The marks begin with one of two bytes, which few
// texts have.
func Composed(s string) string {
	if strings.IndexByte(s, 0xCC) < 0 && strings.IndexByte(s, 0xCD) < 0 {
		return s
	}
	return norm.NFC.String(s)
}

// AllDigits reports whether a text has no other character than 0 to 9.
func AllDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Printable reports whether a name or id is text that can be shown: valid
// UTF-8 without control characters.
func Printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// FirstLine is the first line that has something on it.
func FirstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	return bytes.TrimRight(line, "\r")
}
