package source

import (
	"io"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// pxwebSample is how many rows are looked at to tell a table's layout.
const pxwebSample = 60

// findPxweb tells whether a sheet or text is a table of PxWeb's.
func findPxweb(g grid) (*pxwebTable, error) {
	rows, err := g.open()
	if err != nil {
		return nil, err
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	var head []headRow
	delimited := false
	for len(head) < pxwebSample {
		row, err := rows.next()
		if err != nil { // bad rows too: a table of PxWeb's does not begin with them
			break
		}
		if row.filled() > 0 {
			delimited = row.delimited
			head = append(head, keepRow(row))
		}
	}
	if len(head) < 2 {
		return nil, nil
	}
	t := &pxwebTable{grid: g, sheet: !delimited, cube: &cube{sheet: g.sheet}}
	if head[0].filled() == 1 && head[0].at(0).kind == textual {
		said := title(head[0].at(0).text)
		t.cube.title, t.cube.code = domain.Text{FI: said}, tableCode(said)
		head = head[1:]
	}
	if delimited && t.textHeader(head) || !delimited && t.sheetHeader(head) {
		t.cube.likely = t.cube.code == ""
		return t, nil
	}
	return nil, nil
}

// sampleMarks are the marks a cell of data may have where it is not read yet.
var sampleMarks = statisticalMarks(nil)

// isFigure reports whether a cell may be one of data.
func isFigure(c tableCell) bool {
	if c.kind == numeric || c.kind == emptyCell {
		return !c.date
	}
	if _, ok := sampleMarks.mark(c.text); ok {
		return true
	}
	_, ok := statisticalNumber(c.text)
	return ok
}

// figures reports whether a column has figures only; notes below the table
// have nothing beyond the first column.
func figures(rows []headRow, column int) bool {
	return !slices.ContainsFunc(rows, func(row headRow) bool { return !isFigure(row.at(column)) })
}

// hasRegions reports whether a column of the rows names regions, by the name
// over it or by codes and the whole country in it.
func hasRegions(name string, rows []headRow, column int) bool {
	if dimensionNames[dimensionKey(name)] == RoleRegion {
		return true
	}
	return slices.ContainsFunc(rows, func(row headRow) bool {
		s := row.at(column).String()
		return countryWords[strings.ToLower(s)] || splitRegion(s).Code != "" && splitRegion(s).Name != ""
	})
}
