package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/late"
	"kuvio/internal/source/content"
)

// Divider is what a comma or a point between digits may be.
type Divider uint8

const (
	Undecided Divider = iota
	Decimals
	Thousands
)

// Numeral is a number as text writes it, before it is known what its comma or
// point divides.
type Numeral struct {
	negative bool
	whole    string // digits without dividers of thousands
	fraction string // digits after the one comma or point
	exponent string // "e-05"
	Mark     byte   // the comma or point; 0 for none
	As       Divider
	groups   byte // the other mark, where it divides thousands before the decimals
}

// Footnote marks behind a number or a name: *, *), superscripts, [4] and " 1)".
var footnoteMarks = late.Regexp(`(?:\s*(?:\*+\)?|[¹²³⁰⁴-⁹]+⁾?|\[\w{1,3}\])|\s+\d{1,2}\))+$`)

// StripMarks takes the footnote marks off the end of a text; a text of marks
// alone stays.
func StripMarks(s string) string {
	s = strings.TrimSpace(s)
	if !EndsInMark(s) {
		return s
	}
	at := footnoteMarks().FindStringIndex(s)
	if at == nil || at[0] == 0 {
		return s
	}
	if rest := s[at[0]:]; s[at[0]-1] == 'm' && (strings.HasPrefix(rest, "²") || strings.HasPrefix(rest, "³")) {
		return s // km² is a unit
	}
	return strings.TrimSpace(s[:at[0]])
}

// EndsInMark reports whether a text's last character may be one of a mark's.
func EndsInMark(s string) bool {
	if s == "" {
		return false
	}
	last := rune(s[len(s)-1])
	if last >= utf8.RuneSelf {
		last, _ = utf8.DecodeLastRuneInString(s)
	}
	return last == '*' || last == ']' || last == ')' || last == '¹' || last == '²' || last == '³' || last == '⁰' || '⁴' <= last && last <= '⁹' || last == '⁾'
}

// ParseNumeral takes a text apart as a number; false where it is none,
// whatever its comma or point should mean. A comma or point followed by
// anything but three digits divides decimals, and so does one after more than
// three digits, after a zero, after thousands divided otherwise and before an
// exponent; one that stands several times divides thousands. What is left,
// "1.234", is undecided.
func ParseNumeral(s string) (Numeral, bool) {
	var n Numeral
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
		n.Mark, n.As = s[first], Thousands
		return n, ok && n.exponent == ""
	}
	n.groups = s[first]
	return n.decimals(s, last, strings.Count(s, s[last:last+1]) == 1, func(w string) (string, bool) { return ungroupBy(w, s[first]) })
}

// decimals divides a number at its last mark, which is one of decimals.
func (n Numeral) decimals(s string, at int, alone bool, ungroup func(string) (string, bool)) (Numeral, bool) {
	whole, ok := ungroup(s[:at])
	n.whole, n.fraction, n.Mark, n.As = whole, s[at+1:], s[at], Decimals
	return n, ok && alone && n.fraction != "" && content.AllDigits(n.fraction)
}

// single divides a number with one mark and nothing else between its digits.
func (n Numeral) single(s string, at int) (Numeral, bool) {
	n.whole, n.fraction, n.Mark, n.As = s[:at], s[at+1:], s[at], Decimals
	if !content.AllDigits(n.whole) || n.fraction == "" || !content.AllDigits(n.fraction) {
		return n, false
	}
	if n.whole == "" {
		n.whole = "0"
	}
	if len(n.fraction) == 3 && len(n.whole) <= 3 && n.whole[0] != '0' && n.exponent == "" {
		n.As = Undecided
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
		return s, s != "" && content.AllDigits(s)
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
		if !content.AllDigits(g) || i > 0 && len(g) != 3 || i == 0 && (len(g) < 1 || len(g) > 3 || g[0] == '0') {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// Value is the number, as the style has it where the number itself is not
// clear; false where neither tells.
func (n Numeral) Value(st Style) (float64, bool) {
	as := n.As
	if as == Undecided && n.Mark != 0 {
		if as = st.Of(n.Mark); as == Undecided {
			return 0, false
		}
	}
	plain := make([]byte, 0, 32)
	if n.negative {
		plain = append(plain, '-')
	}
	plain = append(plain, n.whole...)
	if n.fraction != "" {
		if as == Decimals {
			plain = append(plain, '.')
		}
		plain = append(plain, n.fraction...)
	}
	return ParsePoint(append(plain, n.exponent...))
}

// NumberText is a number without its footnote marks and per cent sign.
func NumberText(s string) string {
	s = StripMarks(s)
	if rest, found := strings.CutSuffix(s, "%"); found {
		return strings.TrimSpace(rest)
	}
	return s
}

// Style is what the comma and the point of a column divide.
type Style struct{ Comma, Point Divider }

// Say takes what somebody says divides decimals and thousands, "" for nothing.
func (st *Style) Say(decimal, thousands string) {
	for _, said := range []struct {
		mark string
		as   Divider
	}{{decimal, Decimals}, {thousands, Thousands}} {
		switch said.mark {
		case ",":
			st.Comma = said.as
		case ".":
			st.Point = said.as
		}
	}
}

// Of is what a mark divides in this style.
func (st Style) Of(mark byte) Divider {
	if mark == ',' {
		return st.Comma
	}
	return st.Point
}

// Evidence counts what the commas and points of a column's numbers
// divide, by divider.
type Evidence struct {
	comma, point [3]int
}

func (e *Evidence) Add(n Numeral) {
	switch n.groups {
	case ',':
		e.comma[Thousands]++
	case '.':
		e.point[Thousands]++
	}
	switch n.Mark {
	case ',':
		e.comma[n.As]++
	case '.':
		e.point[n.As]++
	}
}

func (e *Evidence) Merge(other Evidence) {
	for i := range e.comma {
		e.comma[i] += other.comma[i]
		e.point[i] += other.point[i]
	}
}

// Clear reports whether a number of the column makes a mark clear.
func (e *Evidence) Clear() bool {
	return e.comma[Decimals]+e.point[Decimals]+e.comma[Thousands]+e.point[Thousands] > 0
}

// Has reports whether a number of the column has the mark.
func (e *Evidence) Has(mark byte) bool {
	if mark == ',' {
		return e.comma != [3]int{}
	}
	return e.point != [3]int{}
}

// Style decides each mark where all the clear numbers with it agree; where
// the column has none, those of the whole file may.
func (e Evidence) Style(file Evidence) Style {
	return Style{Comma: agreed(e.comma, file.comma), Point: agreed(e.point, file.point)}
}

func agreed(column, file [3]int) Divider {
	for _, seen := range [][3]int{column, file} {
		switch {
		case seen[Decimals] > 0 && seen[Thousands] > 0:
			return Undecided
		case seen[Decimals] > 0:
			return Decimals
		case seen[Thousands] > 0:
			return Thousands
		}
	}
	return Undecided
}
