package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Heights of rows in points: of a line of text in its size, and what is over and under
// the lines of a cell. Programs differ in whether they find a row's height themselves.
const (
	lineHeight = 12.75
	rowMargin  = 2.25
)

func heightOf(lines int) float64 { return lineHeight*float64(lines) + rowMargin }

// linesOf is how many lines a text takes in a width of so many digits.
func linesOf(s string, wide float64) int {
	if float64(utf8.RuneCountInString(s))*widest <= wide && !strings.Contains(s, "\n") {
		return 1
	}
	if first, rest, ok := strings.Cut(s, "\n"); ok {
		return linesOf(first, wide) + linesOf(rest, wide)
	}
	lines, used := 1, 0.0
	for word := range strings.FieldsSeq(s) {
		n := digits(word)
		if used > 0 && used+digits(" ")+n > wide {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used += digits(" ")
		}
		for used += n; used > wide; used -= wide { // a word longer than the line
			lines++
		}
	}
	return lines
}

// widest is the width of a wide letter, in digits; bold letters are so many times wider
// than others.
const (
	widest    = 1.6
	boldWider = 1.06
)

// digits is about how wide a text is in the typeface, in widths of a digit.
func digits(s string) (wide float64) {
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijl'|", r):
			wide += 0.4
		case strings.ContainsRune(" ftI.,:;/!", r):
			wide += 0.5
		case strings.ContainsRune("r-()[]", r):
			wide += 0.6
		case strings.ContainsRune("mMwW%@—→", r):
			wide += widest
		case unicode.IsUpper(r):
			wide += 1.25
		default:
			wide++
		}
	}
	return wide
}
