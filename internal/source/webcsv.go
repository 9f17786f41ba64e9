package source

import (
	"errors"
	"io"
	"strings"

	"kuvio/internal/domain"
)

// webColumns are the eight columns of the web service's download, which has
// no header.
var webColumns = [...]string{webTitle, webID, webRegion, webCode, webGender, webYear, webValue, webCount}

// isWebRow reports whether a row looks like one of this layout.
func isWebRow(cells []tableCell) bool {
	if len(cells) != len(webColumns) {
		return false
	}
	_, noID := domain.ParseIndicatorID(cells[1].text)
	_, noYear := domain.ParsePeriod(cells[5].text)
	_, gender := genderWords[strings.ToLower(cells[4].text)]
	return noID == nil && noYear == nil && gender
}

// webCSV reads the web service's download, a row for an observation.
func (r *run) webCSV() error {
	rows := newDelimited(r.file, r.sum.Encoding)
	for {
		row, err := rows.next()
		var bad *badRow
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			err = r.bad(bad.Reject)
		case err != nil:
			return r.file.errorf("%w", err)
		default:
			err = r.webRow(row)
		}
		if err != nil {
			return err
		}
	}
}

// webRow emits or rejects one row.
func (r *run) webRow(row *tableRow) error {
	here := Place{Line: row.number}
	if row.filled() == 0 {
		return nil
	}
	if len(row.cells) != len(webColumns) {
		return r.bad(wrongCount(here, len(row.cells), len(webColumns)))
	}
	if at, j := r.whose(row); at >= 0 {
		j.Place = here
		return r.bad(j)
	}
	period, err := domain.ParsePeriod(row.at(5).text)
	if err != nil {
		return r.bad(Reject{Place: here, Column: webYear, Found: row.at(5).text, Expected: expectYear})
	}
	value, ok := row.at(6).value()
	if !ok {
		return r.bad(Reject{Place: here, Column: webValue, Found: row.at(6).text, Expected: expectComma})
	}
	count, ok := row.at(7).value()
	if !ok || !isCount(count, value) {
		return r.bad(Reject{Place: here, Column: webCount, Found: row.at(7).text, Expected: expectCount})
	}
	r.rec.Period, r.rec.Cell, r.rec.Place = period, domain.NewCell(value, count), here
	return r.emitRecord()
}
