package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"kuvio/internal/source/content"
)

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// ParsePoint reads a number as the REST service and workbooks write it:
// digits, a decimal point, perhaps an exponent, and none of what
// strconv.ParseFloat takes besides (inf, nan, hexadecimal, underscores).
//
// A number of at most 15 digits is an exact integer divided by an exact power
// of ten, so one division rounds it correctly (Clinger 1990); the rest goes to
// strconv.
func ParsePoint(b []byte) (float64, bool) {
	i, negative := 0, false
	if len(b) > 0 && b[0] == '-' {
		i, negative = 1, true
	}
	first, decimals := i, 0
	var mantissa uint64
	for i < len(b) && b[i]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(b[i]-'0')
		i++
	}
	digits := i - first
	if i < len(b) && b[i] == '.' {
		point := i
		for i++; i < len(b) && b[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
		}
		if decimals = i - point - 1; decimals == 0 || digits == 0 {
			return 0, false
		}
		digits += decimals
	}
	switch {
	case digits == 0:
		return 0, false
	case i < len(b) && !isExponent(b[i:]):
		return 0, false
	case i < len(b) || digits > 15:
		v, err := strconv.ParseFloat(string(b), 64)
		return v + 0, err == nil
	}
	v := float64(mantissa) / powersOfTen[decimals]
	if negative && v != 0 {
		v = -v
	}
	return v, true
}

// isExponent reports whether b is the exponent of a number: "E7", "e-05".
func isExponent(b []byte) bool {
	if b[0] != 'e' && b[0] != 'E' {
		return false
	}
	b = b[1:]
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// ParseNumber reads a number as the web service writes it for people: a
// decimal comma, and thousands divided by spaces of any kind. A decimal point
// is taken where it cannot be a divider of thousands: "50.2" and "0.125", but
// not "1.234", which is refused rather than guessed at.
func ParseNumber(s string) (float64, bool) {
	s = strings.TrimFunc(s, unicode.IsSpace)
	rest, negative := strings.CutPrefix(s, "-")
	if !negative {
		rest, negative = strings.CutPrefix(s, "−")
	}
	whole, fraction, divided := rest, "", false
	if i := strings.IndexAny(rest, ",."); i >= 0 {
		whole, fraction, divided = rest[:i], rest[i+1:], true
		if fraction == "" || !content.AllDigits(fraction) {
			return 0, false
		}
		if rest[i] == '.' && len(fraction) == 3 && content.AllDigits(whole) && len(whole) <= 3 && whole != "0" {
			return 0, false
		}
	}
	whole, ok := ungroup(whole)
	if !ok {
		return 0, false
	}
	plain := make([]byte, 0, 32)
	if negative {
		plain = append(plain, '-')
	}
	plain = append(plain, whole...)
	if divided {
		plain = append(append(plain, '.'), fraction...)
	}
	return ParsePoint(plain)
}

// ungroup takes the spaces out of a whole number whose thousands are divided
// by them, one to three digits and then threes.
func ungroup(s string) (string, bool) {
	if content.AllDigits(s) {
		return s, s != ""
	}
	var b strings.Builder
	length, groups := 0, 0
	var divider rune
	for _, c := range s {
		switch {
		case '0' <= c && c <= '9':
			b.WriteRune(c)
			length++
			continue
		case c != ' ' && c != '\u00a0' && c != '\u202f' && c != '\u2009':
			return "", false
		case divider != 0 && c != divider, groups == 0 && (length < 1 || length > 3), groups > 0 && length != 3:
			return "", false
		}
		divider = c
		groups++
		length = 0
	}
	return b.String(), length == 3
}

// ParsePointBefore reads a number of at most 15 digits, or none, up to a semicolon
// or the line's end, by the rule of ParsePoint.
func ParsePointBefore(b []byte, i int) (v float64, end int) {
	if i == len(b) || b[i] == ';' {
		return math.NaN(), i
	}
	negative := b[i] == '-'
	if negative {
		i++
	}
	var mantissa uint64
	start := i
	for i < len(b) && b[i]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(b[i]-'0')
		i++
	}
	all, decimals := i-start, 0
	if all == 0 {
		return 0, -1
	}
	if i < len(b) && b[i] == '.' {
		point := i + 1
		for i = point; i < len(b) && b[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
		}
		if decimals = i - point; decimals == 0 {
			return 0, -1
		}
	}
	if all+decimals > 15 {
		return 0, -1
	}
	v = float64(mantissa)
	if decimals > 0 {
		v /= powersOfTen[decimals]
	}
	if negative && v != 0 {
		v = -v
	}
	return v, i
}
