package table

import (
	"errors"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// HeaderAlone tells which row of a grid that no table was found in is a header
// with nothing under it but remarks; 0 where there is none. A header names
// regions, or other things that figures are divided by, and columns beside them.
func HeaderAlone(g *sheet.Grid, m *mapping.Mapping) int {
	header, last, rows := 0, 0, 0
	entries := entriesOf(m)
	var regions []int
	more := errors.New("rows under it")
	_, err := g.Each(func(_ sheet.Rows, row *sheet.Row) error {
		kept := sheet.Keep(row)
		if rows++; rows > headLength {
			return more
		}
		next := row.Number == last+1
		last = row.Number
		switch {
		case kept.Filled() < 2 && header > 0 && (next || len(row.Cells) > 1 && g.Sheet == ""):
			return more // a region without figures
		case kept.Filled() < 2: // a title, a remark
			return nil
		case header > 0:
			for _, c := range regions {
				if kept.At(c).Type != sheet.Empty {
					return more
				}
			}
			if len(regions) == 0 {
				return more
			}
		default:
			if regions = entries.regionColumns(kept); len(regions) > 0 || namesColumns(kept) {
				header = row.Number
			}
		}
		if header == 0 || !allHeadings(kept) {
			return more
		}
		return nil
	}, func(record.Reject) error { return more })
	if err != nil {
		return 0
	}
	return header
}

// namesColumns reports whether two cells of a row or more are known headers or
// periods.
func namesColumns(row sheet.Kept) bool {
	known := 0
	for _, c := range row.Cells {
		if _, period := headingPeriod(c); period || mapping.HeaderRole(c.String()) != "" {
			known++
		}
	}
	return known >= 2
}
