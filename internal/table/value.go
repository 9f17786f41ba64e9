package table

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/visible"
)

// Value is one cell: a text, a number, a whole number or nothing. The zero
// Value is nothing.
type Value struct {
	kind     kind
	style    style
	decimals uint8 // shown to people
	paler    bool  // drawn paler, where a format can
	text     string
	number   float64
	whole    int64
	numbers  *[]float64   // of a list
	people   *domain.Text // nil where people see what machines do
	paper    *domain.Text // among the Narrow columns alone; nil where people see the same there
}

type kind uint8

const (
	empty kind = iota
	text
	number
	whole
	list  // several numbers
	later // see Later
)

// style is how people see a number; machines always get the bare number.
type style uint8

const (
	plain  style = iota
	signed       // + before what is above zero
	pvalue       // "<0,001" rather than a p of zero
	year         // never grouped into thousands
)

// None is a missing value: an empty cell, null in JSON.
func None() Value { return Value{} }

// Later is a value that is not known yet, whose place is kept in what is held (see
// Dialect.Hold). Anywhere else it is None.
func Later() Value { return Value{kind: later} }

// Str is a text. An empty one is still a text: "" in JSON, not null.
func Str(s string) Value { return Value{kind: text, text: s} }

// Num is a number in every digit there is, shown to people with 0 to 15 decimals.
// NaN is None.
func Num(v float64, decimals int) Value { return styled(v, decimals, plain) }

// SignedNum is a Num that people see with a plus sign where it is above zero:
// a change, a slope.
func SignedNum(v float64, decimals int) Value { return styled(v, decimals, signed) }

// PValue is a Num that people see as "<0,001" where it would round to a p of
// zero.
func PValue(p float64, decimals int) Value { return styled(p, decimals, pvalue) }

// IntOf is a whole number, grouped into thousands for people.
func IntOf(n int) Value { return Value{kind: whole, whole: int64(n)} }

// List is several numbers in one cell, which it keeps: to machines joined by semicolons
// in full precision, to people with so many decimals; NaN is empty. None at all is an
// empty text.
func List(numbers []float64, decimals int) Value {
	var machine []byte
	for i, v := range numbers {
		if i > 0 {
			machine = append(machine, ';')
		}
		machine = Num(v, decimals).appendNumber(machine)
	}
	return Value{kind: list, text: string(machine), numbers: &numbers, decimals: uint8(decimals)}
}

func (v Value) shownList(l domain.Lang) string {
	shown := make([]string, len(*v.numbers))
	for i, n := range *v.numbers {
		if shown[i] = "–"; !math.IsNaN(n) {
			shown[i] = locale.Signed(l, n, int(v.decimals))
		}
	}
	return strings.Join(shown, "; ")
}

// Paler is the value drawn paler than others on a terminal and in XLSX: what
// is less sure. It must say so in words too.
func (v Value) Paler() Value {
	v.paler = true
	return v
}

// YearOf is a calendar year: a whole number that is never grouped.
func YearOf(y int) Value { return Value{kind: whole, whole: int64(y), style: year} }

// PeriodOf is a period: a year where its label is a year alone, else the label.
// The zero Period is None.
func PeriodOf(p domain.Period) Value {
	switch {
	case p.IsZero():
		return None()
	case p.IsYear():
		return YearOf(p.Year())
	}
	return Str(string(p))
}

// ForPeople gives the value another face in text, Markdown and XLSX: machines
// read "rising", people "nouseva ↗". A number stays a number in XLSX, and what
// is missing stays an empty cell there.
func (v Value) ForPeople(t domain.Text) Value {
	v.people = &t
	return v
}

// OnPaper gives the value another face among the Narrow columns of a document: a mark,
// where a terminal has room for the words.
func (v Value) OnPaper(t domain.Text) Value {
	v.paper = &t
	return v
}

func styled(v float64, decimals int, s style) Value {
	if math.IsNaN(v) {
		return None()
	}
	return Value{kind: number, number: v, decimals: uint8(min(max(decimals, 0), 15)), style: s}
}

func (v Value) isNumber() bool { return v.kind == number || v.kind == whole }

// order is the number by which cells of a column are put in order; NaN of what is none.
func (v Value) order() float64 {
	switch v.kind {
	case number:
		return v.number
	case whole:
		return float64(v.whole)
	}
	return math.NaN()
}

// shown is the value as people see it, on one line; "" where it is missing.
func (v Value) shown(l domain.Lang) string {
	if v.people != nil {
		return visible.Line(v.people.In(l))
	}
	switch v.kind {
	case text:
		return visible.Line(v.text)
	case list:
		return v.shownList(l)
	case whole:
		if v.style == year {
			return strconv.FormatInt(v.whole, 10)
		}
		return locale.Number(l, float64(v.whole), 0)
	case number:
		return v.shownNumber(l)
	}
	return ""
}

func (v Value) shownNumber(l domain.Lang) string {
	decimals := int(v.decimals)
	switch v.style {
	case signed:
		return locale.Signed(l, v.number, decimals)
	case pvalue:
		if least := math.Pow10(-decimals); v.number < least {
			return "<" + locale.Number(l, least, decimals)
		}
	}
	return locale.Number(l, v.number, decimals)
}

// digits is to how many significant digits machines read a number. What comes
// after them is dust of binary arithmetic: 102.3 − 98.7 is 3.5999999999999943.
const digits = 12

// Undusted is a number as machines read it: rounded to 12 significant digits.
// A whole number keeps all of its digits.
func Undusted(v float64) float64 {
	if v == math.Trunc(v) || math.IsNaN(v) { // infinite, too
		return v
	}
	if _, _, short := decimal(v); short {
		return v
	}
	var buf [32]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(buf[:0], v, 'e', digits-1, 64)), 64)
	if err != nil { // rounded up beyond what a float64 holds
		return v
	}
	return rounded
}

// mostShort is up to how many decimals published figures mostly have.
const mostShort = 3

// decimal is a number as a whole one and its decimals, 2.5 as 25 and 1, where it is the
// float64 of one of up to three decimals and twelve digits, as most of what is published
// is. Such a number has no dust, and no decimal that is shorter: two of so few digits
// never have the same float64.
func decimal(v float64) (digits int64, decimals int, short bool) {
	power := 1.0
	for decimals = 0; decimals <= mostShort; decimals++ {
		if n := math.Round(v * power); n/power == v {
			return int64(n), decimals, math.Abs(n) < 1e12
		}
		power *= 10
	}
	return 0, 0, false
}

// appendDecimal adds a whole number with so many of its digits after the point.
func appendDecimal(dst []byte, n int64, decimals int) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	dst = strconv.AppendInt(dst, n/scale, 10)
	if decimals == 0 {
		return dst
	}
	dst = append(dst, '.')
	for scale /= 10; scale > 0; scale /= 10 {
		dst = append(dst, byte('0'+n/scale%10))
	}
	return dst
}

// appendNumber adds a number as machines read it: undusted, the shortest decimal
// that gives the same float64 back, with an exponent only below 1e-6 and above
// 1e15; Inf and -Inf, as R and pandas read them. It adds nothing to dst where
// the value is no number.
func (v Value) appendNumber(dst []byte) []byte {
	switch v.kind {
	case whole:
		return strconv.AppendInt(dst, v.whole, 10)
	case number:
		if n, decimals, short := decimal(v.number); short {
			return appendDecimal(dst, n, decimals)
		}
		bare := Undusted(v.number)
		size := math.Abs(bare)
		if size == 0 {
			return append(dst, '0') // no minus before a zero
		}
		if math.IsInf(bare, 1) {
			return append(dst, "Inf"...) // strconv's +Inf would be a formula to Excel
		}
		format := byte('f')
		if size < 1e-6 || size > 1e15 {
			format = 'g'
		}
		return strconv.AppendFloat(dst, bare, format, -1, 64)
	}
	return dst
}
