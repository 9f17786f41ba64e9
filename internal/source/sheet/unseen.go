package sheet

import "kuvio/internal/source/record"

// Unseen is what a sheet holds in rows and columns that it does not show. They are
// read as the rest is: a filter hides rows that are as right as the others, and
// codes often stand in a column that is hidden.
type Unseen struct {
	Rows    int      // that are not empty
	First   int      // the number of the first of them
	Columns []string // the letters of those that are not empty
	met     []bool   // by column
}

// hiddenColumns are ranges of columns counted from 0, first and last.
type hiddenColumns [][2]int

// maxHidden is how many ranges of hidden columns are kept.
const maxHidden = 256

func (h *hiddenColumns) add(from, to int) {
	if 0 <= from && from <= to && len(*h) < maxHidden {
		*h = append(*h, [2]int{from, to})
	}
}

// note takes a row into account.
func (u *Unseen) note(row *Row, hidden bool, columns hiddenColumns) {
	if u == nil || !hidden && len(columns) == 0 {
		return
	}
	filled := row.Filled()
	if hidden && filled > 0 {
		if u.Rows++; u.Rows == 1 {
			u.First = row.Number
		}
	}
	for _, h := range columns {
		for c := h[0]; c <= h[1] && c < filled; c++ {
			for len(u.met) <= c {
				u.met = append(u.met, false)
			}
			if row.Cells[c].Type != Empty && !u.met[c] {
				u.met[c] = true
				u.Columns = append(u.Columns, record.ColumnName(c+1))
			}
		}
	}
}
