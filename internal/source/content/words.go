package content

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kuvio/internal/late"
	"kuvio/internal/visible"
)

var (
	blockTag = late.Regexp(`(?i)</?(br|p|div|li|ul|ol|tr|table|h[1-6])\b[^<>]*>`)
	anyTag   = late.Regexp(`</?[a-zA-Z][^<>]*>|<!--[^<>]*-->`)
	spaces   = late.Regexp(`[ \t\r\x{a0}]+`)
)

// PlainText turns a description with HTML in it into plain text, a paragraph
// a line, as it is seen. A "<" that begins no tag ("< 5") stays.
func PlainText(s string) string {
	s = blockTag().ReplaceAllString(s, "\n")
	s = anyTag().ReplaceAllString(s, "")
	s = spaces().ReplaceAllString(RepairC1(html.UnescapeString(s)), " ")
	var lines []string
	for line := range strings.Lines(visible.Text(s)) {
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

// looked is how much of a long field is looked at for what can be quoted.
const looked = 1 << 10

// Excerpt is a text as it is seen, cut between characters where it is too long
// for a message.
func Excerpt(s string) string {
	s = visible.Text(s[:min(len(s), looked)])
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

// FirstLine is the first line that has something on it.
func FirstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\r\n"), []byte("\n"))
	return bytes.TrimRight(line, "\r")
}
