package series

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// Notation is how a formula is written: for people of a language, or for
// machines.
type Notation struct {
	number              func(v float64, decimals int) string
	minus, times, over  string
	missing             string
	exactly, aboutEqual string
}

// Machine is the notation that programs read.
var Machine = Notation{
	number: func(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) },
	minus:  "-", times: "*", over: "/", missing: "missing", exactly: "=", aboutEqual: "~",
}

// People is the notation of a language.
func People(l domain.Lang) Notation {
	return Notation{
		number: func(v float64, decimals int) string { return locale.Number(l, v, decimals) },
		minus:  "−", times: "×", over: "÷", missing: missingWord.In(l), exactly: "=", aboutEqual: "≈",
	}
}

var missingWord = domain.Text{FI: "puuttuu", SV: "saknas", EN: "missing"}

// OperandDecimals bounds the decimals of the numbers in a formula.
const OperandDecimals = 3

// operand is a number that a formula computes with.
func (n Notation) operand(v float64) string {
	if math.IsNaN(v) {
		return n.missing
	}
	return n.number(v, locale.Decimals(OperandDecimals, v))
}

// result ends a formula: "= 1,72" where that is all of it, "≈ 1,727" where it
// goes on.
func (n Notation) result(v float64, decimals int) string {
	switch {
	case math.IsNaN(v):
		return n.exactly + " " + n.missing
	case math.Abs(v-math.Round(v*math.Pow10(decimals))/math.Pow10(decimals)) > 1e-9*math.Abs(v):
		return n.aboutEqual + " " + n.number(v, decimals)
	}
	return n.exactly + " " + n.number(v, min(decimals, locale.Decimals(OperandDecimals, v)))
}

// Formula is the rule of a derivation with its numbers in place; "" for what is
// published.
func (d *Derivation) Formula(n Notation) string {
	per := n.operand(d.Indicator.Unit.Per())
	p := d.Point
	end := n.result(p.Value, d.Decimals+2) // to see what rounding took
	switch d.Rule {
	case SumOfCounts, SumOfValues, SumOfMoney, AgesOfCounts, AgesOfValues, AgesOfMoney:
		return d.sumFormula(n, end)
	case FromCounts:
		return fmt.Sprintf("%s %s %s %s %s %s", n.operand(p.Count), n.over, n.operand(p.Denominator.Value), n.times, per, end)
	case DerivedBelow:
		return fmt.Sprintf("%s %s %s %s %s %s", n.operand(p.Count), n.over, n.operand(p.Value), n.times, per, n.result(p.Denominator.Value, 1))
	case RestOfValues:
		return fmt.Sprintf("%s %s %s %s", n.operand(d.Parts[0].Point.Value), n.minus, n.operand(d.Parts[1].Point.Value), end)
	case RestOfMoney:
		whole, part := d.Parts[0].Point, d.Parts[1].Point
		return fmt.Sprintf("(%s %s %s %s %s %s %s) %s (%s %s %s) %s",
			n.operand(whole.Value), n.times, n.operand(whole.Denominator.Value), n.minus, n.operand(part.Value), n.times, n.operand(part.Denominator.Value), n.over,
			n.operand(whole.Denominator.Value), n.minus, n.operand(part.Denominator.Value), end)
	case RestOfCounts:
		whole, part := d.Parts[0].Point, d.Parts[1].Point
		return fmt.Sprintf("(%s %s %s) %s (%s %s %s) %s %s %s",
			n.operand(whole.Count), n.minus, n.operand(part.Count), n.over,
			n.operand(whole.Denominator.Value), n.minus, n.operand(part.Denominator.Value), n.times, per, end)
	}
	return ""
}

// mostTerms is how many terms of a sum are written out.
const mostTerms = 8

// sumFormula is the formula of a group or a sum of ages: with the sums of counts and
// denominators, or the parts' terms; "" where there is no sum.
func (d *Derivation) sumFormula(n Notation, end string) string {
	p := d.Point
	if math.IsNaN(p.Value) {
		return ""
	}
	if d.Rule == SumOfCounts || d.Rule == AgesOfCounts {
		return fmt.Sprintf("%s %s %s %s %s %s", n.operand(p.Count), n.over, n.operand(p.Denominator.Value), n.times, n.operand(d.Indicator.Unit.Per()), end)
	}
	money := d.Rule == SumOfMoney || d.Rule == AgesOfMoney
	var terms []string
	for i, m := range d.Parts {
		if i == mostTerms-1 && len(d.Parts) > mostTerms {
			terms = append(terms, "…")
		}
		if i >= mostTerms-1 && i < len(d.Parts)-1 && len(d.Parts) > mostTerms {
			continue
		}
		term := n.operand(m.Point.Value)
		if money {
			term += " " + n.times + " " + n.operand(m.Point.Denominator.Value)
		}
		terms = append(terms, term)
	}
	sum := strings.Join(terms, " + ")
	if money {
		sum = "(" + sum + ") " + n.over + " " + n.operand(p.Denominator.Value)
	}
	return sum + " " + end
}
