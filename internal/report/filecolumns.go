package report

import (
	"strings"

	"kuvio/internal/source"
	sourcetable "kuvio/internal/source/table"
	"kuvio/internal/table"
)

// FileColumns is the table of the columns of a table in a file, and what each is
// taken for.
func FileColumns(v *source.TableView) *table.Table {
	return (&Table[sourcetable.ShapeColumn]{Columns: fileColumns, Rows: v.Columns}).Fill()
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
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.IntOf(c.Filled) }},
	{Heading: table.Column{Name: "examples", Title: text("Esimerkkejä", "Exempel", "Examples")},
		Value: func(c *sourcetable.ShapeColumn) table.Value { return table.Str(strings.Join(c.Examples, " | ")) }},
}
