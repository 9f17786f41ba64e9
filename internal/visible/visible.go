// Package visible is the door that text from outside comes in by: files and
// their names, the YAML people write, the command line. What passes has nothing
// in it that a reader cannot see: no escape sequence that a terminal would
// obey, no override that shows a text in another order than it has, nothing
// without width that keeps two names apart.
package visible

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hidden is what Text puts where something hidden stood between two digits:
// what it hid may have been a number, and a reader of numbers refuses this.
const Hidden = "\uFFFD"

// Text is s as it is seen. Control characters and U+2028 and U+2029 become
// spaces, all but the tab and the line break, and CR a line break; format
// characters (directions, joiners, a byte order mark) and those that show
// nothing by default go. A soft hyphen stays: it says where a line may break.
// What is not UTF-8 becomes U+FFFD. Text of what Text gave is itself.
func Text(s string) string {
	if plain(s) || utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r == '\r' || isHidden(r) }) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, Hidden), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	gap := ""       // what stands for the hidden characters since the last one written
	last := rune(0) // written
	for _, r := range s {
		switch {
		case r == '\r':
			r = '\n'
		case isHidden(r):
			if gap == "" && isSpace(r) {
				gap = " "
			} else if gap == "" {
				gap = "\x00" // nothing, unless digits are on both sides
			}
			continue
		}
		if gap != "" {
			switch {
			case isDigit(last) && isDigit(r):
				b.WriteString(Hidden)
			case gap == " ":
				b.WriteByte(' ')
			}
			gap = ""
		}
		b.WriteRune(r)
		last = r
	}
	if gap == " " {
		b.WriteByte(' ')
	}
	return b.String()
}

// Line is Text on one line, without spaces around it.
func Line(s string) string {
	s = Text(s)
	if strings.ContainsAny(s, "\n\t") {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	return strings.Trim(s, " ")
}

// Is reports whether all of s can be seen on one line: a name or an id.
func Is(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || isHidden(r) })
}

// isHidden finds what Text does not let through.
func isHidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\u00ad':
		return false
	case r < 0x7f:
		return r < 0x20
	case r < 0xa0:
		return true
	case r < 0x300: // the letters of Europe's languages
		return false
	}
	return r == '\u2028' || r == '\u2029' ||
		unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// isSpace finds the hidden characters that part words: the others stand within
// them.
func isSpace(r rune) bool { return r < 0xa0 || r == '\u2028' || r == '\u2029' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// plain reports whether s is of ASCII that can be seen: nearly every cell of a
// table is, and nothing more is asked of it.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// Longest is how many bytes of a line of a message are shown: lines of files, which
// messages quote, may have as many as they like.
const Longest = 1000

// Shortened is a message of which lines longer than Longest are cut between characters,
// and say how long they were.
func Shortened(message string) string {
	if len(message) <= Longest {
		return message
	}
	lines := strings.Split(message, "\n")
	for i, line := range lines {
		if len(line) <= Longest {
			continue
		}
		cut := Longest
		for cut > Longest-utf8.UTFMax && !utf8.RuneStart(line[cut]) {
			cut--
		}
		lines[i] = line[:cut] + "… (shortened: " + strconv.Itoa(len(line)) + " bytes)"
	}
	return strings.Join(lines, "\n")
}
