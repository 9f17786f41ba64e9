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

// gridColumns are the table's columns as a sheet has them.
func (t *Table) gridColumns(opt Options) []xlsx.Column {
	one := len(t.sections(opt.Lang)) == 1
	columns := make([]xlsx.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = xlsx.Column{
			Heading: c.heading(opt.Lang), Numeric: t.numeric(i), Width: t.sheetWidth(i, opt.Lang),
			Folded: t.folded(i, opt),
		}
		if one && c.Section {
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
func (t *Table) sheetWidth(i int, l domain.Lang) float64 {
	heading := t.Columns[i].heading(l)
	head := max(longestWord(heading), int(math.Ceil(float64(width(heading))/headLines)))
	cells := 0
	for _, row := range t.Rows {
		cells = max(cells, width(row[i].shown(l)))
	}
	if cells > roundWidth && !t.numeric(i) {
		cells = min(max(roundWidth, cells/2+4), mostSheetWidth)
	}
	return float64(min(max(leastSheetWidth, head, cells), mostSheetWidth))
}
