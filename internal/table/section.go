package table

import (
	"strings"

	"kuvio/internal/domain"
)

// section is a run of rows under one heading; "" where the table has none.
type section struct {
	heading string
	rows    [][]Value
}

// sections divides the rows wherever the text of a section column changes. A
// table without section columns, or without rows, is one section.
func (t *Table) sections(l domain.Lang) []section {
	var parts []section
	for i, row := range t.Rows {
		heading := t.sectionHeading(row, l)
		if i == 0 || heading != parts[len(parts)-1].heading {
			parts = append(parts, section{heading: heading})
		}
		last := &parts[len(parts)-1]
		last.rows = append(last.rows, row)
	}
	if parts == nil {
		return []section{{}}
	}
	return parts
}

func (t *Table) sectionHeading(row []Value, l domain.Lang) string {
	var parts []string
	for i, c := range t.Columns {
		if !c.Section {
			continue
		}
		if s := row[i].shown(l); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// columnsShown are the indices of the columns that text and Markdown have:
// neither section columns nor, unless asked for, wide ones.
func (t *Table) columnsShown(wide bool) []int {
	var shown, last []int
	for i, c := range t.Columns {
		switch {
		case c.Section || c.Filed || c.Wide && !wide:
		case c.Last:
			last = append(last, i)
		default:
			shown = append(shown, i)
		}
	}
	return append(shown, last...)
}

// cellsShown are the texts of one row's shown columns.
func cellsShown(row []Value, columns []int, l domain.Lang) []string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = row[c].shown(l)
	}
	return cells
}
