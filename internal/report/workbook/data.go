package workbook

import (
	"fmt"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// dataset is a sheet of data.
type dataset struct {
	sheet string
	of    document.Block
	table *table.Table
	chart *document.Chart // whose grid it is; nil for a table's rows
}

// datasets are the sheets of data in the order of reading: of a figure that the
// spreadsheet draws the grid it draws, and the rows of each table and figure. A table
// that several blocks show has one sheet.
func (b *workbook) datasets() []dataset {
	var all []dataset
	seen := map[*table.Table]bool{}
	add := func(of document.Block, t *table.Table) {
		if t != nil && !seen[t] {
			seen[t] = true
			all = append(all, dataset{of: of, table: t})
		}
	}
	for _, block := range b.Blocks {
		switch block := block.(type) {
		case *document.Table:
			add(block, block.Table)
		case *document.Figure:
			if block.Chart != nil && len(block.Chart.Series) > 0 && len(block.Chart.Labels) > 0 {
				grid := chartGrid(block, b.Document.Lang)
				all = append(all, dataset{b.Free(b.captions[block].Name()), block, grid, block.Chart})
			}
			add(block, block.Data)
		}
	}
	b.nameData(all)
	return all
}

// nameData names the sheets of rows: "Tiedot", or "Tiedot 1" and so on.
func (b *workbook) nameData(all []dataset) {
	rows := 0
	for _, d := range all {
		if d.chart == nil {
			rows++
		}
	}
	name := dataSheet.In(b.Document.Lang)
	n := 0
	for i := range all {
		if all[i].chart != nil {
			continue
		}
		n++
		if rows > 1 {
			name = dataSheet.In(b.Document.Lang) + " " + strconv.Itoa(n)
		}
		all[i].sheet = b.Free(name)
	}
}

// sheetOf is the sheet of the block's data, its chart's grid first; "" where it has none.
func (b *workbook) sheetOf(block document.Block, t *table.Table) string {
	for _, d := range b.data {
		if d.of == block && d.chart != nil || d.chart == nil && d.table == t {
			return d.sheet
		}
	}
	return ""
}

func (b *workbook) writeData(d dataset) error {
	t := *d.table
	for _, l := range domain.Langs { // what is printed over its pages
		t.Caption.Set(l, b.captions[d.of].String())
	}
	if err := t.Sheet(b.Book, d.sheet, table.Options{Lang: b.Document.Lang}); err != nil {
		return fmt.Errorf("sheet %s: %w", d.sheet, err)
	}
	return nil
}

var (
	yearTitle = domain.Text{FI: "Vuosi", SV: "År", EN: "Year"}
	areaTitle = domain.Text{FI: "Alue", SV: "Område", EN: "Area"}
)

// chartGrid is what a chart draws: a row for each label, a column for each series.
func chartGrid(f *document.Figure, l domain.Lang) *table.Table {
	c := f.Chart
	title := yearTitle
	if c.Kind == document.Bar {
		title = areaTitle
	}
	t := &table.Table{Columns: []table.Column{{Name: "label", Title: title}}}
	t.Source.Set(l, c.Source)
	for i, s := range c.Series {
		var name domain.Text
		name.Set(l, s.Name)
		t.Columns = append(t.Columns, table.Column{Name: "series_" + strconv.Itoa(i+1), Title: name})
	}
	for i, label := range c.Labels {
		row := []table.Value{labelOf(label, c.Kind)}
		for _, s := range c.Series {
			row = append(row, table.Num(s.Values[i], c.Decimals))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// labelOf is a label as its cell has it: of a line a year as a year.
func labelOf(label string, k document.ChartKind) table.Value {
	if p, err := domain.ParsePeriod(label); err == nil && k == document.Line {
		return table.PeriodOf(p)
	}
	return table.Str(label)
}
