package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// divider is what a comma or a point between digits may be.
type divider uint8

const (
	undecided divider = iota
	ofDecimals
	ofThousands
)

// numeral is a number as text writes it, before it is known what its comma or
// point divides.
type numeral struct {
	negative bool
	whole    string // digits without dividers of thousands
	fraction string // digits after the one comma or point
	exponent string // "e-05"
	mark     byte   // the comma or point; 0 for none
	as       divider
	groups   byte // the other mark, where it divides thousands before the decimals
}

// Footnote marks behind a number or a name: *, superscripts, [4] and " 1)".
var footnoteMarks = regexp.MustCompile(`(?:\s*(?:\*+|[¹²³⁰⁴-⁹]+⁾?|\[\w{1,3}\])|\s+\d{1,2}\))+$`)

// stripMarks takes the footnote marks off the end of a text; a text of marks
// alone stays.
func stripMarks(s string) string {
	s = strings.TrimSpace(s)
	if !endsInMark(s) {
		return s
	}
	at := footnoteMarks.FindStringIndex(s)
	if at == nil || at[0] == 0 {
		return s
	}
	if rest := s[at[0]:]; s[at[0]-1] == 'm' && (strings.HasPrefix(rest, "²") || strings.HasPrefix(rest, "³")) {
		return s // km² is a unit
	}
	return strings.TrimSpace(s[:at[0]])
}

// endsInMark reports whether a text's last character may be one of a mark's.
func endsInMark(s string) bool {
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	return last == '*' || last == ']' || last == ')' || last >= utf8.RuneSelf
}

// parseNumeral takes a text apart as a number; false where it is none,
// whatever its comma or point should mean. A comma or point followed by
// anything but three digits divides decimals, and so does one after more than
// three digits, after a zero, after thousands divided otherwise and before an
// exponent; one that stands several times divides thousands. What is left,
// "1.234", is undecided.
func parseNumeral(s string) (numeral, bool) {
	var n numeral
	s = strings.TrimFunc(s, unicode.IsSpace)
	for _, sign := range []string{"-", "−", "+"} {
		if rest, found := strings.CutPrefix(s, sign); found {
			n.negative, s = sign != "+", rest
			break
		}
	}
	if i := strings.IndexAny(s, "eE"); i > 0 {
		if !isExponent([]byte(s[i:])) {
			return n, false
		}
		s, n.exponent = s[:i], s[i:]
	}
	first, last := strings.IndexAny(s, ",."), strings.LastIndexAny(s, ",.")
	switch {
	case first < 0:
		var ok bool
		n.whole, ok = ungroupAny(s)
		return n, ok
	case strings.ContainsFunc(s[:last], isGrouper):
		return n.decimals(s, last, first == last, ungroupAny)
	case first == last:
		return n.single(s, first)
	case s[first] == s[last] && strings.Count(s, s[first:first+1]) == strings.Count(s, ",")+strings.Count(s, "."):
		var ok bool
		n.whole, ok = ungroupBy(s, s[first])
		n.mark, n.as = s[first], ofThousands
		return n, ok && n.exponent == ""
	}
	n.groups = s[first]
	return n.decimals(s, last, strings.Count(s, s[last:last+1]) == 1, func(w string) (string, bool) { return ungroupBy(w, s[first]) })
}

// decimals divides a number at its last mark, which is one of decimals.
func (n numeral) decimals(s string, at int, alone bool, ungroup func(string) (string, bool)) (numeral, bool) {
	whole, ok := ungroup(s[:at])
	n.whole, n.fraction, n.mark, n.as = whole, s[at+1:], s[at], ofDecimals
	return n, ok && alone && n.fraction != "" && allDigits(n.fraction)
}

// single divides a number with one mark and nothing else between its digits.
func (n numeral) single(s string, at int) (numeral, bool) {
	n.whole, n.fraction, n.mark, n.as = s[:at], s[at+1:], s[at], ofDecimals
	if !allDigits(n.whole) || n.fraction == "" || !allDigits(n.fraction) {
		return n, false
	}
	if n.whole == "" {
		n.whole = "0"
	}
	if len(n.fraction) == 3 && len(n.whole) <= 3 && n.whole[0] != '0' && n.exponent == "" {
		n.as = undecided
	}
	return n, true
}

// isGrouper reports whether the character divides thousands and nothing else.
func isGrouper(c rune) bool {
	switch c {
	case ' ', '\u00a0', '\u202f', '\u2009', '\'', '\u2019':
		return true
	}
	return false
}

// ungroupAny takes the dividers of thousands out of a whole number: the same
// one throughout, between proper groups.
func ungroupAny(s string) (string, bool) {
	i := strings.IndexFunc(s, isGrouper)
	if i < 0 {
		return s, s != "" && allDigits(s)
	}
	for _, c := range s[i:] {
		return ungroupWith(s, string(c))
	}
	return "", false
}

func ungroupBy(s string, mark byte) (string, bool) { return ungroupWith(s, string(rune(mark))) }

func ungroupWith(s, mark string) (string, bool) {
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if !allDigits(g) || i > 0 && len(g) != 3 || i == 0 && (len(g) < 1 || len(g) > 3 || g[0] == '0') {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// value is the number, as the style has it where the number itself is not
// clear; false where neither tells.
func (n numeral) value(st numberStyle) (float64, bool) {
	as := n.as
	if as == undecided && n.mark != 0 {
		if as = st.of(n.mark); as == undecided {
			return 0, false
		}
	}
	plain := make([]byte, 0, 32)
	if n.negative {
		plain = append(plain, '-')
	}
	plain = append(plain, n.whole...)
	if n.fraction != "" {
		if as == ofDecimals {
			plain = append(plain, '.')
		}
		plain = append(plain, n.fraction...)
	}
	return parsePoint(append(plain, n.exponent...))
}
