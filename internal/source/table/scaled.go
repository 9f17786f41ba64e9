package table

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// Figures may be in thousands in two ways: a header says so ("1 000 euroa"), or a
// workbook's format shows them divided (#,##0,). Where both say the same, the
// figures are what is shown; a format alone is asked about; and what the header
// says is noted, since the figures are small for their indicator's unit.

// scale is by how many thousands the numbers of a column are shown divided; mixed
// tells that not all are alike.
func (c *column) scale() (thousands int, mixed bool) {
	kinds := 0
	for k, n := range c.scaled {
		if n > 0 {
			kinds++
			thousands = k
		}
	}
	return thousands, kinds > 1
}

// saidScale is in what a column's header, else the table's title, says that its
// figures are.
func (o *overlay) saidScale(c *column) int {
	for _, words := range append([]string{c.label}, o.survey.titles...) {
		if n := mapping.ScaleOf(words); n > 0 {
			return n
		}
	}
	return mapping.ScaleOf(o.unitWord)
}

// asShown reports whether numbers of a column of figures that the workbook shows
// divided are taken as it shows them.
func (o *overlay) asShown(i int) bool {
	c := o.survey.columns[i]
	thousands, mixed := c.scale()
	return o.m.Scaled == mapping.ScaledShown || o.m.Scaled == "" && !mixed && o.saidScale(c) == thousands
}

// scales asks how numbers are to be taken that are shown divided where the header
// does not say so.
func (o *overlay) scales(measures []measure) (q questions) {
	if o.m.Scaled != "" {
		return q
	}
	for of := range eachColumn(measures) {
		c := o.survey.columns[of.column]
		thousands, mixed := c.scale()
		if thousands == 0 || !mixed && o.saidScale(c) == thousands {
			continue
		}
		q.ask("whether the figures in the column %s are as the workbook shows them, in %s (scaled: shown), or as it stores them, %s (scaled: stored)",
			o.columnName(of.column), mapping.ScaleName(thousands), content.Excerpt(strings.Join(c.examples[:min(2, len(c.examples))], ", ")))
		q.about = append(q.about, of.column)
		return q
	}
	return q
}

// againstUnit asks where a header says thousands and the mapping's unit is euros.
func (o *overlay) againstUnit(measures []measure) (q questions) {
	for _, in := range o.m.Indicators {
		if unit, m := o.unitOf(in, measures); unit != in.Unit {
			q.ask("in what the figures of %s are: the header says %s, the mapping euros (unit: EUR); say unit: %s",
				o.columnName(m.at()), mapping.ScaleName(o.saidScale(o.survey.columns[m.at()])), unit)
		}
	}
	return q
}

// unitOf is the unit of an indicator of the mapping: euros are thousands of them
// where the header of its figures says so.
func (o *overlay) unitOf(in mapping.Indicator, measures []measure) (domain.Unit, measure) {
	if in.Unit != domain.UnitEuro || o.m.Scaled == mapping.ScaledStored {
		return in.Unit, measure{}
	}
	for _, m := range measures {
		if m.indicator != in.ID {
			continue
		}
		if said := o.saidScale(o.survey.columns[m.at()]); said > 0 {
			return scaledUnit(said), m
		}
	}
	return in.Unit, measure{}
}

// scaledUnit is the unit of euros in thousands, or a word for those in millions.
func scaledUnit(thousands int) domain.Unit {
	if thousands == 1 {
		return domain.UnitKiloEuro
	}
	return "MEUR"
}

// remarkScales notes which columns hold thousands or millions.
func (e *emitter) remarkScales() {
	noted := map[string]bool{}
	for of := range eachColumn(e.measures) {
		c := e.survey.columns[of.column]
		thousands, _ := c.scale()
		said := e.saidScale(c)
		what := ""
		switch {
		case thousands > 0 && e.asShown(of.column):
			what = fmt.Sprintf("figures are taken as the workbook shows them, in %s, of the column %s", mapping.ScaleName(thousands), e.columnName(of.column))
		case thousands > 0:
			what = fmt.Sprintf("figures are taken as the workbook stores them, not in %s as it shows them, of the column %s", mapping.ScaleName(thousands), e.columnName(of.column))
		case said > 0:
			what = fmt.Sprintf("figures are in %s, as the table says: see that the indicator's unit says so too (unit: %s)", mapping.ScaleName(said), e.unitSaid(c, said))
		}
		if what != "" && !noted[what] && len(noted) < 5 {
			noted[what] = true
			e.out.Remark(e.headerPlace(of.column), what)
		}
	}
}

// unitSaid is the unit for figures that are in thousands or millions.
func (e *emitter) unitSaid(c *column, said int) domain.Unit {
	if mapping.IsMoney(c.label) || slices.ContainsFunc(e.survey.titles, mapping.IsMoney) {
		return scaledUnit(said)
	}
	return domain.Unit("in " + mapping.ScaleName(said))
}

// asScaled is a number that is shown divided, as it is to be taken.
func (e *emitter) asScaled(c sheet.Cell, column int) sheet.Cell {
	shown, known := e.shown[column]
	if !known {
		if e.shown == nil {
			e.shown = map[int]bool{}
		}
		shown = e.asShown(column)
		e.shown[column] = shown
	}
	if shown {
		c.Number /= math.Pow(1000, float64(c.Thousands))
	}
	return c
}
