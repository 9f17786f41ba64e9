package source

import (
	"regexp"
	"strings"

	"kuvio/internal/domain"
)

// emit hands on one cell: the combination of the axes' values at, and either
// its value or what stands in its place. A value that cannot be read, of the
// cell or of a dimension, is a reject.
func (p *cubePlan) emit(at []int, text string, place Place) error {
	r := p.run
	r.rec = p.whole
	r.rec.Place = place
	for i := range p.axes {
		a := &p.axes[i]
		v := &a.values[at[i]]
		switch {
		case v.skip:
			r.skipRow(place, v.label)
			return nil
		case v.expected != "":
			return r.bad(Reject{Place: place, Column: a.name, Found: v.label, Expected: v.expected})
		}
		switch a.role {
		case RoleRegion:
			r.rec.Region = v.region
		case RolePeriod:
			r.rec.Period = v.period
		case RoleGender:
			r.rec.Gender = v.gender
		case RoleIndicator:
			r.rec.Indicator = v.indicator
		}
	}
	for _, i := range p.splits {
		r.rec.Breakdown = joinBreakdowns(r.rec.Breakdown, p.axes[i].values[at[i]].breakdown)
	}
	cell, ok := p.marks.mark(text)
	if !ok {
		var value float64
		if p.likely && divided.MatchString(text) {
			return r.bad(Reject{Place: place, Column: p.describe(at), Found: text, Expected: "a number whose mark is surely a decimal one",
				Hint: "say decimal: or thousands: in a mapping"})
		}
		if value, ok = statisticalNumber(text); !ok {
			return r.bad(Reject{Place: place, Column: p.describe(at), Found: text, Expected: "a number, or one of the marks . .. ... -"})
		}
		cell = domain.NewCell(value, domain.EmptyCell(domain.Missing).Count)
	}
	r.rec.Cell = cell
	return r.emitRecord()
}

// divided is a number that may have decimals or divided thousands.
var divided = regexp.MustCompile(`^[-+−]?[0-9]{1,3}([.,][0-9]{3})+$`)

// statisticalNumber reads a number as PxWeb writes it, with a decimal point
// or comma and thousands never divided: 1.234 is a little over one.
func statisticalNumber(s string) (float64, bool) {
	if v, ok := parsePoint([]byte(s)); ok {
		return v, true
	}
	return parseNumber(s)
}

// describe names a cell by the values it is of.
func (p *cubePlan) describe(at []int) string {
	words := make([]string, len(at))
	for i := range p.axes {
		words[i] = p.axes[i].values[at[i]].label
	}
	return strings.Join(words, " ")
}
