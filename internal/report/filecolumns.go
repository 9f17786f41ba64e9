package report

import (
	"fmt"
	"strings"

	"kuvio/internal/source"
	sourcetable "kuvio/internal/source/table"
	"kuvio/internal/table"
)

// FileColumns is the table of the columns of a table in a file, and what each is
// taken for. Where there are more columns than a screen has lines, those beside
// each other that are alike are one row.
func FileColumns(v *source.TableView) *table.Table {
	rows := v.Columns
	if len(rows) > screenLines {
		rows = together(rows)
	}
	return (&Table[sourcetable.ShapeColumn]{Columns: fileColumns, Rows: rows}).Fill()
}

// screenLines is how many columns are shown each by itself.
const screenLines = 24

// together makes one of columns beside each other that are taken for the same.
func together(columns []sourcetable.ShapeColumn) (all []sourcetable.ShapeColumn) {
	alike := func(a, b sourcetable.ShapeColumn) bool { return a.Role == b.Role && a.Decimal == b.Decimal }
	for from := 0; from < len(columns); {
		to := from + 1
		for to < len(columns) && alike(columns[from], columns[to]) {
			to++
		}
		one, last := columns[from], columns[to-1]
		if to-from > 2 {
			one.At += "–" + last.At
			one.Header = fmt.Sprintf("%s … %s (%d)", one.Header, last.Header, to-from)
			for _, c := range columns[from+1 : to] {
				one.Filled += c.Filled
			}
			all = append(all, one)
		} else {
			all = append(all, columns[from:to]...)
		}
		from = to
	}
	return all
}

var fileColumns = []Column[sourcetable.ShapeColumn]{
	{Heading: table.Column{Name: "column", Title: text("Sarake", "Kolumn", "Column")},
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.Str(c.At) }},
	{Heading: table.Column{Name: "header", Title: text("Otsikko", "Rubrik", "Header")},
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.Str(c.Header) }},
	{Heading: table.Column{Name: "is", Title: text("Tulkinta", "Tolkning", "Taken for")},
		Value: func(c *sourcetable.ShapeColumn) table.Value {
			if c.Role == "" {
				return table.Str("?")
			}
			return table.Str(string(c.Role))
		}},
	{Heading: table.Column{Name: "decimal", Title: text("Desimaali", "Decimal", "Decimal")},
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.Str(c.Decimal) }},
	{Heading: table.Column{Name: "filled", Title: text("Täytetty", "Ifyllda", "Filled")},
		Value: func(c *sourcetable.ShapeColumn) table.Value {
			if c.Filled == source.Uncounted {
				return table.Str("")
			}
			return table.IntOf(c.Filled)
		}},
	{Heading: table.Column{Name: "examples", Title: text("Esimerkkejä", "Exempel", "Examples")},
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.Str(strings.Join(c.Examples, " | ")) }},
}
