package table

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/xlsx"
)

// Widths of a sheet's columns, in characters.
const (
	leastSheetWidth = 5
	roundWidth      = 34 // a text up to this is on one line
	mostSheetWidth  = 60
)

// headLines is in how many lines a heading is set where its words allow.
const headLines = 2

// looks are what the rows of a table look like to people, seen in one passage over them.
type looks struct {
	columns []columnLooks
	heading string // of the first section; "" where the table has none
	one     bool   // no other section is there
}

type columnLooks struct {
	numeric bool // as Table.numeric
	typed   bool // a value that is not missing was seen, which says whether it is numeric
	some    bool // something stands in it
	width   int  // of the widest cell, in characters
}

// look sees the rows in a language. Errors are those of rows that are made.
func (t *Table) look(l domain.Lang) (looks, error) {
	seen := looks{columns: make([]columnLooks, len(t.Columns)), one: true}
	first := true
	for row, err := range t.each() {
		if err != nil {
			return looks{}, err
		}
		switch heading := t.sectionHeading(row, l); {
		case first:
			seen.heading, first = heading, false
		case heading != seen.heading:
			seen.one = false
		}
		for i, v := range row {
			c := &seen.columns[i]
			if !c.typed && v.kind != empty {
				c.numeric, c.typed = v.isNumber(), true
			}
			if s := v.shown(l); s != "" {
				c.some, c.width = true, max(c.width, width(s))
			}
		}
	}
	return seen, nil
}

// gridColumns are the table's columns as a sheet has them.
func (t *Table) gridColumns(seen looks, opt Options) []xlsx.Column {
	columns := make([]xlsx.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = xlsx.Column{
			Heading: c.heading(opt.Lang), Numeric: seen.columns[i].numeric, Width: sheetWidth(c.heading(opt.Lang), seen.columns[i]),
			Folded: t.folded(i, seen, opt),
		}
		if seen.one && c.Section {
			columns[i].Width = min(columns[i].Width, roundWidth)
		}
	}
	for _, i := range t.coded() {
		columns = append(columns, xlsx.Column{Heading: t.Columns[i].Name, Width: leastSheetWidth, Folded: !opt.Wide})
	}
	return columns
}

// coded are the columns that a sheet has a second time, as they are to machines.
func (t *Table) coded() (all []int) {
	for i, c := range t.Columns {
		if c.Coded {
			all = append(all, i)
		}
	}
	return all
}

// sheetWidth is that of the widest cell, of a long text as much as lets it be read in
// two lines or three, and of a heading on two lines.
func sheetWidth(heading string, seen columnLooks) float64 {
	head := max(longestWord(heading), int(math.Ceil(float64(width(heading))/headLines)))
	cells := seen.width
	if cells > roundWidth && !seen.numeric {
		cells = min(max(roundWidth, cells/2+4), mostSheetWidth)
	}
	return float64(min(max(leastSheetWidth, head, cells), mostSheetWidth))
}
