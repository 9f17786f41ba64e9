package table

import (
	"cmp"
	"slices"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// tallMerges are the ranges of merged cells in one column that a pass over the
// rows, from above, has before it or is in: the words of the column stand in
// the first of their cells alone.
type tallMerges struct {
	next []sheet.Merge     // by their top
	open map[int]openMerge // by column
}

// openMerge is a range with the cell at its top.
type openMerge struct {
	sheet.Merge
	cell sheet.Cell
}

// tallMerges are those of columns that are no figures.
func (p *plan) tallMerges() tallMerges {
	figure := func(i int) bool { return p.roles[i] == mapping.RoleValue || p.roles[i] == mapping.RoleCount }
	t := tallMerges{open: map[int]openMerge{}}
	for _, m := range p.survey.merges {
		if m.Left == m.Right && m.Top < m.Bottom && m.Left < len(p.roles) && !figure(m.Left) {
			t.next = append(t.next, m)
		}
	}
	slices.SortStableFunc(t.next, func(a, b sheet.Merge) int { return cmp.Compare(a.Top, b.Top) })
	return t
}

// fill repeats the words of merged cells in a row, which stands under the one
// before.
func (t *tallMerges) fill(row *sheet.Row) {
	for len(t.next) > 0 && t.next[0].Top <= row.Number {
		m := openMerge{Merge: t.next[0]}
		t.next = t.next[1:]
		if m.Top == row.Number {
			m.cell = row.At(m.Left)
		}
		t.open[m.Left] = m
	}
	for column, m := range t.open {
		switch {
		case m.Bottom < row.Number:
			delete(t.open, column)
		case column < len(row.Cells) && row.Cells[column].Type == sheet.Empty:
			row.Cells[column] = m.cell
		}
	}
}
