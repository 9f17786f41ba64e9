package report

import (
	"strconv"
	"time"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// Imports is the table of the imports, one a row, the oldest first.
func Imports(vintages []store.Vintage) *table.Table {
	t := Table[imported]{Columns: importsColumns, Title: text("Tuonnit", "Importer", "Imports")}
	for _, v := range vintages {
		row := imported{Vintage: v}
		for _, f := range v.Files {
			row.sum.Rows += f.Rows
			row.sum.New += f.New
			row.sum.Changed += f.Changed
			row.sum.Same += f.Same
			row.sum.Missing += f.Missing
			row.sum.Rejected += f.Rejected
			row.sum.Older += f.Older
		}
		t.Rows = append(t.Rows, row)
	}
	return t.Fill()
}

// imported is a row of Imports.
type imported struct {
	store.Vintage
	sum store.File // of its files
}

// importColumns are those of an import in every table that names one.
var importColumns = []Column[store.Vintage]{
	{Heading: table.Column{Name: "vintage", Title: importTitle, Narrow: true},
		Value: func(v *store.Vintage) table.Value { return table.IntOf(int(v.ID)) }},
	{Heading: table.Column{Name: "imported", Title: text("Tuotu", "Importerad", "Imported"), Narrow: true},
		Value: func(v *store.Vintage) table.Value {
			return table.Str(v.Imported.UTC().Format(time.RFC3339)).ForPeople(dateText(v.Day()))
		}},
	{Heading: table.Column{Name: "retrieved", Title: retrievedTitle, Spare: 4},
		Value: func(v *store.Vintage) table.Value { return table.Str(v.Retrieved).ForPeople(dateText(v.Retrieved)) }},
}

var importsColumns = append(part(importColumns, func(i *imported) *store.Vintage { return &i.Vintage }), []Column[imported]{
	{Heading: table.Column{Name: "files", Title: text("Tiedostot", "Filer", "Files"), Short: 40, Narrow: true},
		Value: func(i *imported) table.Value {
			name := func(f store.File) string { return f.Name }
			all := table.Str(list(i.Files, name))
			const few, shown = 6, 2
			if len(i.Files) <= few { // a fetch brings a hundred
				return all
			}
			more := strconv.Itoa(len(i.Files) - shown)
			first := list(i.Files[:shown], name)
			return all.ForPeople(text(first+" ja "+more+" muuta", first+" och "+more+" andra", first+" and "+more+" more"))
		}},
	{Heading: table.Column{Name: "rows", Title: text("Rivejä", "Rader", "Rows"), Spare: 3},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Rows) }},
	{Heading: table.Column{Name: "new", Title: text("Uusia", "Nya", "New"), Narrow: true},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.New) }},
	{Heading: table.Column{Name: "changed", Title: text("Muuttui", "Ändrade", "Changed"), Narrow: true},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Changed) }},
	{Heading: table.Column{Name: "unchanged", Title: text("Ennallaan", "Oförändrade", "Unchanged"), Spare: 2},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Same) }},
	{Heading: table.Column{Name: "without_value", Title: text("Ilman arvoa", "Utan värde", "No value"), Spare: 1},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Missing) }},
	{Heading: table.Column{Name: "rejected", Title: text("Hylätty", "Avvisade", "Rejected"), Narrow: true},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Rejected) }},
	{Heading: table.Column{Name: "older", Title: text("Vanhempia", "Äldre", "Older"), Wide: true},
		Value: func(i *imported) table.Value { return table.IntOf(i.sum.Older) }},
}...)

func dateText(iso string) domain.Text {
	return each(func(l domain.Lang) string { return cite.Date(iso, l) })
}

// importName is an import in a sentence: "tuonti 2 (1.3.2026)".
func importName(v store.Vintage, l domain.Lang) string {
	return text("tuonti", "import", "import").In(l) + " " + strconv.Itoa(int(v.ID)) + " (" + cite.Date(v.Day(), l) + ")"
}
