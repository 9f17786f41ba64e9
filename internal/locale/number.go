// Package locale writes numbers the way a reader of each language expects:
// Finnish and Swedish with a decimal comma and a no-break space between
// thousands, English with a point and a comma; all three with a real minus
// sign and an en dash in ranges. Years are never grouped: write those with
// strconv.
package locale

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

const (
	minus  = "−"      // U+2212
	enDash = "–"      // U+2013
	nbsp   = "\u00a0" // no-break space
)

// Number writes v with the given number of decimals, 0 to 15, rounded as people
// round it (see Rounded); "" for NaN.
// A value that rounds to zero carries no minus sign.
func Number(l domain.Lang, v float64, decimals int) string {
	if math.IsNaN(v) {
		return ""
	}
	if math.IsInf(v, 0) {
		if v < 0 {
			return minus + "∞"
		}
		return "∞"
	}
	digits := strconv.FormatFloat(Rounded(math.Abs(v), decimals), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	point, group := ",", nbsp
	if l == domain.English {
		point, group = ".", ","
	}
	var b strings.Builder
	if v < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteString(minus)
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(d)
	}
	if fraction != "" {
		b.WriteString(point)
		b.WriteString(fraction)
	}
	return b.String()
}

// known is how many digits of a number are told from the dust of binary arithmetic.
const known = 15

// Rounded is v with so many decimals: halves are rounded away from zero, by the
// decimals that v is written with, so that 16.45 becomes 16.5 although its nearest
// float64 lies below, and 2.5 becomes 3 as 3.5 becomes 4.
func Rounded(v float64, decimals int) float64 {
	at := math.Abs(v) * math.Pow10(decimals)
	if v == math.Trunc(v) || !(at < 1e15) { // whole, or without a digit after these; NaN and infinite too
		return v
	}
	// Powers of ten are written, not multiplied with, since that would round.
	shift := func(v float64, by int) float64 {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', known-1, 64), "e")
		e, _ := strconv.Atoi(exponent)
		shifted, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+by), 64)
		return shifted
	}
	return shift(math.Round(shift(v, decimals)), -decimals) + 0
}

// Signed is Number with a plus sign before what is above zero once rounded.
func Signed(l domain.Lang, v float64, decimals int) string {
	s := Number(l, v, decimals)
	if v > 0 && strings.Trim(s, "0.,") != "" {
		return "+" + s
	}
	return s
}

// Percent writes v, a percentage, with its sign: "5 %" in Finnish and
// Swedish (with a no-break space), "5%" in English; "" for NaN.
func Percent(l domain.Lang, v float64, decimals int) string {
	s := Number(l, v, decimals)
	switch {
	case s == "":
		return ""
	case l == domain.English:
		return s + "%"
	}
	return s + nbsp + "%"
}

// Within writes a number of which it is only known that it lies between low and
// high: with so many decimals, or one more, where both bounds are written alike,
// else the bounds, rounded outwards to one decimal more: "1,55–1,69".
func Within(l domain.Lang, low, high float64, decimals int) string {
	for _, d := range []int{decimals + 1, decimals} {
		if least := Number(l, low, d); least == Number(l, high, d) {
			return least
		}
	}
	scale := math.Pow10(decimals + 1)
	return Range(Number(l, math.Floor(low*scale)/scale, decimals+1), Number(l, math.Ceil(high*scale)/scale, decimals+1))
}

// Range writes "from–to" with an en dash and no spaces, or one of the two
// where they are the same.
func Range(from, to string) string {
	if from == to {
		return from
	}
	return from + enDash + to
}

// Decimals is the least number of decimals, at most limit, that tells every
// one of the values apart from its rounding; NaN is passed over.
func Decimals(limit int, values ...float64) int {
	most := 0
	for _, v := range values {
		if v == math.Trunc(v) || math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		if scale := math.Pow10(most); math.Abs(v*scale-math.Round(v*scale)) < 0.49*math.Pow10(most-limit) {
			continue // no more of them than before
		}
		s := strconv.FormatFloat(v, 'f', limit, 64)
		if _, fraction, ok := strings.Cut(s, "."); ok {
			most = max(most, len(strings.TrimRight(fraction, "0")))
		}
	}
	return most
}
