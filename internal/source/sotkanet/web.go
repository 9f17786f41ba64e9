package sotkanet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/table"
	"kuvio/internal/visible"
)

// Names of the columns the web service's files have in common, for rejects:
// the files themselves have no header.
const (
	webTitle  = "title"
	webID     = "indicator id"
	webRegion = "region"
	webCode   = "region code"
	webGender = "gender"
	webYear   = "year"
	webValue  = "value"
	webCount  = "absolute value"
)

// whose reads the cells that say what a web service's row is of, title, id,
// region and code at from and the gender after them, into the sink's record. It
// returns the offset of the cell that cannot be read and why, or -1.
func whose(row *sheet.Row, out *record.Sink) (at int, j record.Reject) {
	id, err := domain.ParseIndicatorID(row.At(1).String())
	if err != nil || !visible.Is(string(id)) {
		return 1, record.Reject{Column: webID, Found: row.At(1).String(), Expected: record.ExpectIndicator}
	}
	name, code := content.Title(row.At(2).String()), row.At(3).String()
	if name == "" && code == "" {
		return 2, record.Reject{Column: webRegion, Expected: "a region's name and code"}
	}
	if !visible.Is(code) {
		return 3, record.Reject{Column: webCode, Found: code, Expected: "a region's code such as 179"}
	}
	gender, lang, ok := mapping.GenderWord(row.At(4).String())
	if !ok {
		return 4, record.Reject{Column: webGender, Found: row.At(4).String(), Expected: record.ExpectGender}
	}
	out.Record.Indicator, out.Record.Gender = id, gender
	out.Record.Region = record.RegionKey{Code: code, Name: name}
	if !out.Described(id) { // its title is in the language of the gender's word
		in := domain.Indicator{ID: id}
		in.Title.Set(lang, content.Title(row.At(0).String()))
		out.Describe(in)
	}
	return -1, record.Reject{}
}

// webColumns are the eight columns of the web service's download, which has
// no header.
var webColumns = [...]string{webTitle, webID, webRegion, webCode, webGender, webYear, webValue, webCount}

// IsWebRow reports whether a row looks like one of this layout.
func IsWebRow(cells []sheet.Cell) bool {
	if len(cells) != len(webColumns) {
		return false
	}
	_, noID := domain.ParseIndicatorID(cells[1].Text)
	_, noYear := domain.ParsePeriod(cells[5].Text)
	_, _, gender := mapping.GenderWord(cells[4].Text)
	return noID == nil && noYear == nil && gender
}

// WebCSV reads the web service's download, a row for an observation.
type WebCSV struct {
	File     content.File
	Encoding string
	Mapping  *mapping.Mapping // of its figures; nil for none
}

// Read reads every row.
func (w WebCSV) Read(_ context.Context, out *record.Sink) error {
	rows := sheet.NewDelimited(w.File, w.Encoding)
	figures := mapping.FiguresOf(w.Mapping, w.look)
	for {
		row, err := rows.Next()
		var bad *sheet.BadRow
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			err = out.Reject(bad.Reject)
		case err != nil:
			return w.File.Errorf("%w", err)
		default:
			err = webRow(row, figures, out)
		}
		if err != nil {
			return err
		}
	}
}

// look goes through the figures of all rows.
func (w WebCSV) look(e *sheet.Evidence) error {
	return eachRow(sheet.NewDelimited(w.File, w.Encoding), func(row *sheet.Row) {
		if len(row.Cells) == len(webColumns) {
			mapping.See(e, row.At(6))
			mapping.See(e, row.At(7))
		}
	})
}

// eachRow goes through the rows that can be divided into cells.
func eachRow(rows sheet.Rows, each func(*sheet.Row)) error {
	for {
		row, err := rows.Next()
		var bad *sheet.BadRow
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
		case err != nil:
			return err
		default:
			each(row)
		}
	}
}

// webRow emits or rejects one row.
func webRow(row *sheet.Row, figures *mapping.Figures, out *record.Sink) error {
	here := record.Place{Line: row.Number}
	if row.Filled() == 0 {
		return nil
	}
	if len(row.Cells) != len(webColumns) {
		return out.Reject(record.WrongCount(here, len(row.Cells), len(webColumns)))
	}
	if at, j := whose(row, out); at >= 0 {
		j.Place = here
		return out.Reject(j)
	}
	period, err := domain.ParsePeriod(row.At(5).Text)
	if err != nil {
		return out.Reject(record.Reject{Place: here, Column: webYear, Found: row.At(5).Text, Expected: record.ExpectYear})
	}
	value, ok := figures.Observe(row.At(6))
	if !ok {
		return out.Reject(record.Reject{Place: here, Column: webValue, Found: row.At(6).Text, Expected: record.ExpectComma, Hint: mapping.FigureHint(row.At(6))})
	}
	count, ok := figures.Observe(row.At(7))
	if !ok || !record.IsCount(count.Value, value.Value) {
		return out.Reject(record.Reject{Place: here, Column: webCount, Found: row.At(7).Text, Expected: record.ExpectCount})
	}
	out.Record.Period, out.Record.Cell, out.Record.Place = period, cellOf(value, count), here
	return out.Emit()
}

// cellOf is the cell of a value and a count as they were observed.
func cellOf(value, count mapping.Observed) domain.Cell {
	cell := domain.NewCell(value.Value, count.Value)
	switch {
	case cell.Status == domain.OK:
		cell.Provisional = value.Provisional || count.Provisional
	case value.Status == domain.Suppressed || count.Status == domain.Suppressed:
		cell.Status = domain.Suppressed
	}
	return cell
}

// leading is how many columns of a table stand before its years: title, id,
// region, code and gender, without names in the header.
const leading = 5

// HeaderRows is within how many rows a table's years must stand.
const HeaderRows = 10

// ErrNoTable is returned for rows that are not a table of this layout.
var ErrNoTable = errors.New("no row of years")

// ReadTable reads the web service's table, whatever file it comes in: a row of
// years over columns without a name, then a row for each indicator, region
// and gender. An empty cell is a missing observation. The error is ErrNoTable,
// nothing having been emitted, where the rows are no such table. The mapping,
// nil for none, is of the figures.
func ReadTable(f content.File, g *sheet.Grid, m *mapping.Mapping, out *record.Sink) error {
	rows, err := g.Open()
	if err != nil {
		return f.Errorf("%w", err)
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	var years []domain.Period
	figures := mapping.FiguresOf(m, func(e *sheet.Evidence) error { return lookAtYears(g, e) })
	for n := 0; ; n++ {
		row, err := rows.Next()
		var bad *sheet.BadRow
		switch {
		case errors.As(err, &bad):
			err = out.Reject(bad.Reject)
		case err == io.EOF && years == nil:
			return ErrNoTable
		case err == io.EOF:
			return nil
		case err != nil:
			return f.Errorf("%w", err)
		case years != nil:
			err = yearsRow(rows, row, years, figures, out)
		default:
			var found bool
			if years, found = YearHeader(row); found {
				err = uniqueYears(f, years)
			} else if n >= HeaderRows {
				return ErrNoTable
			}
		}
		if err != nil {
			return err
		}
	}
}

// lookAtYears goes through the figures of a table of years.
func lookAtYears(g *sheet.Grid, e *sheet.Evidence) error {
	rows, err := g.Open()
	if err != nil {
		return err
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	return eachRow(rows, func(row *sheet.Row) {
		for i := leading; i < len(row.Cells); i++ {
			mapping.See(e, row.Cells[i])
		}
	})
}

// YearHeader reads a row as the table's header: five empty cells, then years.
func YearHeader(row *sheet.Row) ([]domain.Period, bool) {
	filled := row.Filled()
	if filled <= leading {
		return nil, false
	}
	years := make([]domain.Period, 0, filled-leading)
	for i, c := range row.Cells[:filled] {
		if i < leading {
			if c.Type != sheet.Empty {
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

func uniqueYears(f content.File, years []domain.Period) error {
	columns := map[domain.Period]int{}
	for i, year := range years {
		if first, ok := columns[year]; ok {
			return fmt.Errorf("%s: the year %s heads both column %s and column %s, expected it once: remove one of them",
				f.Name, year, record.ColumnName(first+leading+1), record.ColumnName(i+leading+1))
		}
		columns[year] = i
	}
	return nil
}

// yearsRow emits every cell of a row.
func yearsRow(rows sheet.Rows, row *sheet.Row, years []domain.Period, figures *mapping.Figures, out *record.Sink) error {
	filled := row.Filled()
	if filled == 0 {
		return nil
	}
	if first := row.Cells[0].String(); filled == 1 && table.IsFooter(first) {
		out.Footer = content.Title(first)
		return nil
	}
	if row.Delimited && len(row.Cells) < leading+len(years) {
		return out.Reject(record.WrongCount(rows.Place(row, 0), len(row.Cells), leading+len(years)))
	}
	if at, j := whose(row, out); at >= 0 {
		j.Place = rows.Place(row, at)
		return out.Reject(j)
	}
	for i := range max(len(years), filled-leading) {
		c := row.At(leading + i)
		out.Record.Place = rows.Place(row, leading+i)
		var err error
		switch {
		case i >= len(years) && c.Type != sheet.Empty:
			err = out.Reject(record.Reject{Place: out.Record.Place, Found: fmt.Sprintf("%q beyond the last year", content.Excerpt(c.String())),
				Expected: "an empty cell", Hint: "give the column its year in the header"})
		case i >= len(years):
		default:
			value, ok := figures.Observe(c)
			if !ok {
				err = out.Reject(record.Reject{Place: out.Record.Place, Column: string(years[i]), Found: c.String(), Expected: record.ExpectComma, Hint: mapping.FigureHint(c)})
				break
			}
			out.Record.Period, out.Record.Cell = years[i], cellOf(value, mapping.Observed{Value: math.NaN()})
			err = out.Emit()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// WebTable is the web service's table as CSV.
type WebTable struct {
	File     content.File
	Encoding string
	Mapping  *mapping.Mapping // of its figures; nil for none
}

// Read reads every row.
func (w WebTable) Read(_ context.Context, out *record.Sink) error {
	return ReadTable(w.File, sheet.TextGrid(w.File, w.Encoding, ';'), w.Mapping, out)
}
