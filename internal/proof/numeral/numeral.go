// Package numeral reads the numbers of running text, as Finnish, Swedish and
// English write them, and tells those that say how much from those that do not:
// years, dates, ages, numbers of chapters, laws and telephones.
package numeral

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Kind is what a number of a text is.
type Kind string

// The kinds. Only a Value says of something how much or how many it is.
const (
	Value    Kind = "value"
	Share    Kind = "share"    // in words: a fourth, half
	Change   Kind = "change"   // by how much something rose or is more: 5 % more
	Rank     Kind = "rank"     // fifth largest
	Areas    Kind = "areas"    // how many municipalities
	Year     Kind = "year"     // From
	Years    Kind = "years"    // From–To
	Age      Kind = "age"      // From–To
	Base     Kind = "base"     // of a rate, in Value: 1 000 inhabitants
	Duration Kind = "duration" // five years
	Label    Kind = "label"    // of a chapter, law, telephone, list, product
)

// Unit is what stands behind a number.
type Unit string

// The units that text is read for.
const (
	Bare        Unit = ""
	Percent     Unit = "percent"
	Promille    Unit = "promille"
	Points      Unit = "points" // of per cent
	Euro        Unit = "euro"
	EuroPerHead Unit = "euro_per_head"
	Times       Unit = "times"
)

// Years that a bare number of four digits may be.
const leastYear, mostYear = 1900, 2099

// NoEnd is the To of an age without end: 65 and over.
const NoEnd = math.MaxInt

// roundedShare is how far from a value, as a share of it, a whole number that ends in
// zeros may lie and be it rounded.
const roundedShare = 0.05

// Hedge is how a text takes its number.
type Hedge string

// The hedges.
const (
	Exact Hedge = ""
	About Hedge = "about"
	Above Hedge = "above" // over, at least
	Below Hedge = "below" // under, at most, nearly
)

// Number is a number of a text and where it stands there.
type Number struct {
	Kind       Kind
	Text       string // as it is written, with its unit
	Start, End int    // bytes, the unit included

	Value float64 // with its multiplier: 2100000 of "2,1 miljoonaa"
	Step  float64 // one of its last digit: 100000 of "2,1 miljoonaa", 0.1 of "37,5"
	Unit  Unit
	Hedge Hedge
	Part  bool // of a range: 16 and 24 of "16–24 %"

	From, To int // years or ages
}

// Round is the step of the last digit that is not zero: 100 of "600".
func (n Number) Round() float64 {
	step, v := n.Step, math.Abs(n.Value)
	if step < 1 || v == 0 {
		return step
	}
	for math.Mod(math.Round(v/n.Step), 10) == 0 && math.Mod(math.Round(v/step), 10) == 0 {
		step *= 10
	}
	return step
}

// Digits is how many digits the number is written with, without zeros before them.
func (n Number) Digits() int {
	v := math.Abs(n.Value) / n.Step
	if !(v >= 1) {
		return 0
	}
	return int(math.Log10(v*(1+1e-12))) + 1
}

// Agrees reports whether a value is what the text says, at the text's own
// precision or that of the value where it is the coarser (its step, 0 for none):
//
//   - a number agrees with a value that rounds to it at its last digit;
//   - "about" rounds at the last digit that is not zero: about 600 is 550–650;
//   - so does a whole number of 100 or more that ends in zeros, without "about", as
//     long as it lies within 5 % of the value;
//   - "over" and "under" agree with a value on that side of the number, and within
//     one of its last digit that is not zero.
func (n Number) Agrees(v, step float64) bool {
	off, half := math.Abs(v-n.Value), math.Max(n.Step, step)/2*(1+1e-6)
	round := n.Round()
	switch n.Hedge {
	case About:
		return off <= math.Max(half, round/2)
	case Above:
		return v >= n.Value-half && off <= math.Max(half, round)
	case Below:
		return v <= n.Value+half && off <= math.Max(half, round)
	}
	if off <= half {
		return true
	}
	return n.Step >= 1 && n.Unit != Percent && math.Abs(n.Value) >= 100 && off <= math.Min(round/2, roundedShare*math.Abs(v))
}

// Read finds the numbers of a sentence, in their order. The language says whether a
// comma before three digits divides thousands (English) or begins decimals.
func Read(sentence string, l domain.Lang) []Number {
	r := reader{text: sentence, lang: l}
	for _, p := range patterns {
		r.all(p)
	}
	r.values()
	slices.SortFunc(r.found, func(a, b Number) int { return a.Start - b.Start })
	return r.found
}

// Ages finds the classes of ages that a text names.
func Ages(text string) []Number {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	r := reader{text: text}
	for _, p := range agePatterns {
		r.all(p)
	}
	return r.found
}
