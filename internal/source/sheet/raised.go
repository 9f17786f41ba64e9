package sheet

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// raisedMark is a text that stands raised behind another, written so that it is
// told from it without its looks: 12 with a raised 3 is "12³" and not 123, with a
// raised a "12[a]". What is not known as a mark stays in brackets too, so that it
// is never taken for digits of what stands before it.
func raisedMark(s string) string {
	var b strings.Builder
	letters := 0
	for _, c := range s {
		switch {
		case '0' <= c && c <= '9':
			b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[c-'0'])
		case c == ')':
			b.WriteRune('⁾')
		case c == '*' || unicode.IsSpace(c):
			b.WriteRune(c)
		case c == ',' || c == ';': // between two marks
			b.WriteRune(' ')
		default:
			letters++
		}
	}
	bare := strings.Trim(s, " ,;)(.\u00a0")
	if letters == 0 || bare == "" {
		return b.String()
	}
	return "[" + bare + "]"
}

// textRun is how the characters of a text look from one of its UTF-16 units on.
type textRun struct {
	from   int
	raised bool
}

// withRaised writes a text's raised runs as marks.
func withRaised(text string, runs []textRun) string {
	units := utf16.Encode([]rune(text))
	var b strings.Builder
	for i, run := range runs {
		to := len(units)
		if i+1 < len(runs) {
			to = min(runs[i+1].from, to)
		}
		if i == 0 {
			b.WriteString(string(utf16.Decode(units[:min(run.from, len(units))])))
		}
		if run.from >= to {
			continue
		}
		part := string(utf16.Decode(units[run.from:to]))
		if run.raised {
			part = raisedMark(part)
		}
		b.WriteString(part)
	}
	return b.String()
}
