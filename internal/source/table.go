package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"kuvio/internal/domain"
)

// leading is how many columns of a table stand before its years: title, id,
// region, code and gender, without names in the header.
const leading = 5

// headerRows is within how many rows a table's years must stand.
const headerRows = 10

// errNoYears is returned for rows that are not a table of this layout.
var errNoYears = errors.New("no row of years")

// table reads the web service's table, whatever file it comes in: a row of
// years over columns without a name, then a row for each indicator, region
// and gender. An empty cell is a missing observation. The error is errNoYears,
// nothing having been emitted, where the rows are no such table.
func (r *run) table(rows tableRows) error {
	var years []domain.Period
	for n := 0; ; n++ {
		row, err := rows.next()
		var bad *badRow
		switch {
		case errors.As(err, &bad):
			err = r.bad(bad.Reject)
		case err == io.EOF && years == nil:
			return errNoYears
		case err == io.EOF:
			return nil
		case err != nil:
			return r.file.errorf("%w", err)
		case years != nil:
			err = r.tableRow(rows, row, years)
		default:
			var found bool
			if years, found = yearHeader(row); found {
				err = r.uniqueYears(years)
			} else if n >= headerRows {
				return errNoYears
			}
		}
		if err != nil {
			return err
		}
	}
}

// yearHeader reads a row as the table's header: five empty cells, then years.
func yearHeader(row *tableRow) ([]domain.Period, bool) {
	filled := row.filled()
	if filled <= leading {
		return nil, false
	}
	years := make([]domain.Period, 0, filled-leading)
	for i, c := range row.cells[:filled] {
		if i < leading {
			if c.kind != emptyCell {
				return nil, false
			}
			continue
		}
		period, err := domain.ParsePeriod(c.String())
		if err != nil {
			return nil, false
		}
		years = append(years, period)
	}
	return years, true
}

func (r *run) uniqueYears(years []domain.Period) error {
	columns := map[domain.Period]int{}
	for i, year := range years {
		if first, ok := columns[year]; ok {
			return fmt.Errorf("%s: the year %s heads both column %s and column %s, expected it once: remove one of them",
				r.file.Name, year, columnName(first+leading+1), columnName(i+leading+1))
		}
		columns[year] = i
	}
	return nil
}

// tableRow emits every cell of a row.
func (r *run) tableRow(rows tableRows, row *tableRow, years []domain.Period) error {
	filled := row.filled()
	if filled == 0 {
		return nil
	}
	if first := row.cells[0].String(); filled == 1 && isFooter(first) {
		r.sum.Footer = title(first)
		return nil
	}
	if row.delimited && len(row.cells) < leading+len(years) {
		return r.bad(wrongCount(rows.place(row, 0), len(row.cells), leading+len(years)))
	}
	if at, j := r.whose(row); at >= 0 {
		j.Place = rows.place(row, at)
		return r.bad(j)
	}
	for i := range max(len(years), filled-leading) {
		c := row.at(leading + i)
		r.rec.Place = rows.place(row, leading+i)
		value, ok := c.value()
		var err error
		switch {
		case i >= len(years) && c.kind != emptyCell:
			err = r.bad(Reject{Place: r.rec.Place, Found: fmt.Sprintf("%q beyond the last year", excerpt(c.String())),
				Expected: "an empty cell", Hint: "give the column its year in the header"})
		case i >= len(years):
		case !ok:
			err = r.bad(Reject{Place: r.rec.Place, Column: string(years[i]), Found: c.String(), Expected: expectComma})
		default:
			r.rec.Period = years[i]
			r.rec.Cell = domain.NewCell(value, domain.EmptyCell(domain.Missing).Count)
			err = r.emitRecord()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isFooter recognises the table's closing line.
func isFooter(s string) bool {
	return strings.HasPrefix(s, "©") || strings.HasPrefix(s, "(c)") || strings.HasPrefix(s, "(C)")
}
