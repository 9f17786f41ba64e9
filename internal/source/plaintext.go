package source

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"kuvio/internal/domain"
)

var (
	blockTag = regexp.MustCompile(`(?i)</?(br|p|div|li|ul|ol|tr|table|h[1-6])\b[^<>]*>`)
	anyTag   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|<!--[^<>]*-->`)
	spaces   = regexp.MustCompile(`[ \t\r\x{a0}]+`)
)

// plainText turns a description with HTML in it into plain text, a paragraph
// a line, without control characters. A "<" that begins no tag ("< 5") stays.
func plainText(s string) string {
	s = blockTag.ReplaceAllString(s, "\n")
	s = anyTag.ReplaceAllString(s, "")
	s = spaces.ReplaceAllString(repairC1(html.UnescapeString(s)), " ")
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

// title is plainText on one line.
func title(s string) string { return strings.Join(strings.Fields(plainText(s)), " ") }

// texts is a text in three languages as the service writes it.
type texts struct {
	FI string `json:"fi"`
	SV string `json:"sv"`
	EN string `json:"en"`
}

func (t texts) through(clean func(string) string) domain.Text {
	return domain.Text{FI: clean(t.FI), SV: clean(t.SV), EN: clean(t.EN)}
}
