package table

import (
	"slices"
	"strings"
	"time"

	"kuvio/internal/source/sheet"
)

// A year is often written as its first day or its last, 2020-01-01 or
// 31.12.2020. Days are years where all of a column, or of a header's row, are
// the first days of years, or all the last: among months and quarters the days
// of January and December are none.

// dayLayouts are how texts write days, with or without midnight.
var dayLayouts = []string{time.DateOnly, "2006-01-02T00:00:00", "2006-01-02T00:00:00Z", time.DateTime, "2.1.2006", "2.1.2006 0:00", "2/1/2006"}

// dayOf reads a cell as a day.
func dayOf(c sheet.Cell) (time.Time, bool) {
	if c.Date {
		return c.Day(), true
	}
	if n := len(c.Text); c.Type != sheet.Textual || n < len("1.1.2020") || n > len("2020-01-01T00:00:00Z") || c.Text[0] < '0' || c.Text[0] > '9' {
		return time.Time{}, false
	}
	divider := strings.IndexAny(c.Text[:len("2020-")], "-./")
	if divider < 0 || strings.Count(c.Text, c.Text[divider:divider+1]) != 2 {
		return time.Time{}, false
	}
	for _, layout := range dayLayouts {
		if day, err := time.Parse(layout, c.Text); err == nil && day.Truncate(24*time.Hour).Equal(day) {
			return day, true
		}
	}
	return time.Time{}, false
}

// days count cells by the days that they are.
type days struct{ first, last, other int }

// add takes a cell into account.
func (d *days) add(c sheet.Cell) {
	switch day, ok := dayOf(c); {
	case !ok:
	case day.YearDay() == 1:
		d.first++
	case day.Month() == time.December && day.Day() == 31:
		d.last++
	default:
		d.other++
	}
}

// years is how many cells are days that stand for their years; 0 where the days
// are of more kinds than one.
func (d days) years() int {
	if d.other > 0 || d.first > 0 && d.last > 0 {
		return 0
	}
	return d.first + d.last
}

// any reports whether a cell is a day.
func (d days) any() bool { return d.first+d.last+d.other > 0 }

// yearOf is a cell of a day as that of its year; another cell as it is.
func yearOf(c sheet.Cell) sheet.Cell {
	if day, ok := dayOf(c); ok {
		return sheet.Cell{Type: sheet.Numeric, Number: float64(day.Year())}
	}
	return c
}

// year is a cell of a header as that of its year, where the days are years; among
// days of months it is none.
func (d days) year(c sheet.Cell) sheet.Cell {
	if c.Date && d.other > 0 {
		return sheet.Cell{Type: sheet.Textual, Text: c.String()}
	}
	if _, period := headingPeriod(c); period || d.years() == 0 {
		return c
	}
	return yearOf(c)
}

// headerDays are the days of a row that may be a header's.
func headerDays(row sheet.Kept) (d days) {
	for _, c := range row.Cells {
		d.add(c)
	}
	return d
}

// withYears is a row that may be a header's, its days as years where they are.
func withYears(row sheet.Kept) sheet.Kept {
	d := headerDays(row)
	if d.years() == 0 {
		return row
	}
	row.Cells = slices.Clone(row.Cells)
	for i, c := range row.Cells {
		row.Cells[i] = d.year(c)
	}
	return row
}

// settleDays counts the column's days as years, or not at all.
func (c *column) settleDays() {
	switch {
	case c.days.years() > 0:
		c.years += c.days.years()
	case c.days.any():
		c.years -= c.days.last // which a header's cell would be
	}
	c.years = min(max(c.years, 0), c.filled)
}

// asPeriod is a cell of a column of periods: a day as its year where the column's
// days are years, and as no period else.
func (c *column) asPeriod(cell sheet.Cell) sheet.Cell {
	if !c.days.any() {
		return cell
	}
	if c.days.years() > 0 {
		return yearOf(cell)
	}
	if day, ok := dayOf(cell); ok {
		return sheet.Cell{Type: sheet.Other, Text: day.Format(time.DateOnly)}
	}
	return cell
}
