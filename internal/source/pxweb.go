package source

import (
	"bytes"
	"context"
	"fmt"
	"slices"
)

// pxwebTable is a table that PxWeb gave for spreadsheets: a title, a header,
// and rows that begin with a value of every dimension of the stub. A workbook
// writes such a value only where it changes, and has a row of its own for each
// dimension of the heading.
type pxwebTable struct {
	grid  grid
	first int // number of the first row of data
	stub  int // how many columns the stub has
	sheet bool
	cube  *cube // the values of the stub are still to be gathered
	// columns are the numbers of the heading's values over each column of data.
	columns [][]int
	numbers []map[string]int // of the values of each dimension of the stub, by what the cells have
}

// pxweb reads a sheet or text if it is a table of PxWeb's; found is false
// where it is none, or where a mapping says how its rows are laid out.
func (r *run) pxweb(g grid) (found bool, err error) {
	if r.opts.Map.laysOut() {
		return false, nil
	}
	t, err := findPxweb(g)
	if err != nil {
		return false, r.file.errorf("sheet %s: %w", g.sheet, err)
	}
	if t == nil {
		return false, nil
	}
	if err = r.pxwebTable(t); err == nil {
		r.sum.Format = FormatPxWeb
	}
	return true, err
}

// pxwebText tells whether a text is a table of PxWeb's; nil where it is none,
// or where a mapping says how its rows are laid out.
func pxwebText(f File, encoding string, m *Mapping) (*pxwebTable, error) {
	if m.laysOut() {
		return nil, nil
	}
	delimiter := byte(0)
	if m != nil && m.Delimiter != "" {
		delimiter = delimiterByte(m.Delimiter)
	} else {
		delimiter = findDelimiter(f, encoding)
	}
	if delimiter == 0 {
		return nil, nil
	}
	t, err := findPxweb(grid{open: func() (tableRows, error) { return newDelimitedBy(f, encoding, delimiter), nil }})
	if err != nil {
		return nil, f.errorf("%w", err)
	}
	if t != nil && t.cube.likely && quotedHeader(f) {
		t.cube.likely = false // as PxWeb writes them, and a spreadsheet does not
	}
	if t != nil && t.cube.likely && !slices.ContainsFunc(t.cube.dims[t.stub:], func(d dimension) bool { return d.role == RoleGender }) {
		return nil, nil // two names a spreadsheet may have as well: the general reader asks what it must
	}
	return t, nil
}

// quotedHeader reports whether the text begins with a quoted name.
func quotedHeader(f File) bool {
	head := make([]byte, len(utf8BOM)+1)
	n, _ := f.Content.ReadAt(head, 0)
	return bytes.HasPrefix(bytes.TrimPrefix(head[:n], []byte(utf8BOM)), []byte(`"`))
}

// laysOut reports whether the mapping says which rows and columns hold what,
// which a table of PxWeb's says itself.
func (m *Mapping) laysOut() bool {
	return m != nil && (m.Decimal != "" || m.Thousands != "" || m.Header != nil || m.First > 0 || m.Last > 0 ||
		slices.ContainsFunc(m.Columns, func(c MappedColumn) bool { return c.Is == RoleValue || c.Is == RoleCount }))
}

// pxwebTable reads the table.
func (r *run) pxwebTable(t *pxwebTable) error {
	if err := t.gather(r.ctx); err != nil {
		if r.ctx.Err() != nil {
			return err
		}
		return r.file.errorf("%w", err)
	}
	p, err := r.plan(t.cube)
	if err != nil {
		return err
	}
	rows := pxwebRows{table: t, above: make([]string, t.stub), at: make([]int, len(t.cube.dims))}
	_, err = t.grid.each(func(from tableRows, row *tableRow) error { return rows.read(p, from, row) }, r.bad)
	return err
}

// gather goes through the rows once for the values of the stub's dimensions.
func (t *pxwebTable) gather(ctx context.Context) error {
	t.numbers = make([]map[string]int, t.stub)
	for i := range t.numbers {
		t.numbers[i] = map[string]int{}
	}
	above, total := make([]string, t.stub), 0
	_, err := t.grid.each(func(_ tableRows, row *tableRow) error {
		if row.number < t.first {
			return nil
		}
		labels := t.labels(row, above)
		if !t.isData(row) {
			return nil
		}
		if row.number%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i, label := range labels {
			if _, known := t.numbers[i][label]; known {
				continue
			}
			if total++; total > maxCubeValues {
				return fmt.Errorf("found over %d values of dimensions, expected at most that: divide the table into smaller ones", maxCubeValues)
			}
			d := &t.cube.dims[i]
			t.numbers[i][label] = len(d.values)
			d.values = append(d.values, dimensionValue{label: title(label)})
		}
		return nil
	}, func(Reject) error { return nil })
	return err
}

// isData reports whether a row has something in a column of data. Notes below
// a workbook's table have not.
func (t *pxwebTable) isData(row *tableRow) bool {
	return row.delimited || row.filled() > t.stub
}

// labels are the values of the stub on a row, in above, which holds those of
// the row before.
func (t *pxwebTable) labels(row *tableRow, above []string) []string {
	for i := range above {
		label := row.at(i).String()
		if label == "" && t.sheet {
			continue
		}
		above[i] = label
	}
	return above
}

// pxwebRows is the reading of a table's rows.
type pxwebRows struct {
	table *pxwebTable
	above []string
	at    []int
}

// read hands on the cells of a row.
func (s *pxwebRows) read(p *cubePlan, from tableRows, row *tableRow) error {
	t := s.table
	switch width := t.stub + len(t.columns); {
	case row.number < t.first:
		return nil
	case !t.isData(row):
		t.labels(row, s.above)
		p.run.sum.Footer = title(row.at(0).String())
		return nil
	case row.delimited && len(row.cells) != width:
		return p.run.bad(wrongCount(from.place(row, 0), len(row.cells), width))
	}
	for i, label := range t.labels(row, s.above) {
		s.at[i] = t.numbers[i][label]
	}
	for i := range max(len(t.columns), row.filled()-t.stub) {
		place := from.place(row, t.stub+i)
		text := row.at(t.stub + i).String()
		if i >= len(t.columns) {
			if text != "" {
				if err := p.run.bad(Reject{Place: place, Found: text, Expected: "an empty cell", Hint: "give the column its place in the header"}); err != nil {
					return err
				}
			}
			continue
		}
		copy(s.at[t.stub:], t.columns[i])
		if err := p.emit(s.at, text, place); err != nil {
			return err
		}
	}
	return nil
}
