package webpage

import (
	"math"
	"strconv"

	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// grid is a table of the page.
type grid struct {
	ID, Caption string // its name and its text; a figure's data has no caption of its own
	Label       string // the id of what it is named by
	Columns     []table.LaidColumn
	Sections    []section
	Notes       []string
	Source      string
}

// section is rows under a heading; the first cell of a row is its heading.
type section struct {
	Heading string
	Rows    [][]cell
}

// cell is what stands in a place of a table, and by what it is put in order.
type cell struct {
	Text          string
	Number, Paler bool
	Order         string // of a number, as script reads it; "" of a text
}

func (b *build) table(t *document.Table) (*grid, error) {
	laid, err := t.Table.Lay(b.options())
	if err != nil {
		return nil, err
	}
	id := b.ids.block[t]
	g := gridOf(laid)
	g.ID, g.Caption, g.Label = id, b.captions[t].String(), b.ids.free(id+"-caption")
	if !t.Bare {
		g.Notes, g.Source = laid.Notes, laid.Source
	}
	return g, nil
}

func gridOf(laid *table.Laid) *grid {
	g := &grid{Columns: laid.Columns}
	for _, s := range laid.Sections {
		rows := make([][]cell, len(s.Rows))
		for i, row := range s.Rows {
			for j, c := range row {
				rows[i] = append(rows[i], cell{c.Text, laid.Columns[j].Numeric, c.Paler, order(c.Sort)})
			}
		}
		g.Sections = append(g.Sections, section{s.Heading, rows})
	}
	return g
}

func order(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(table.Undusted(v), 'g', -1, 64)
}
