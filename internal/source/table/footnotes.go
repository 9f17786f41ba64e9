package table

import (
	"fmt"
	"strconv"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// footnotes are the marks beside figures, regions, periods and headers that were
// left out in reading them.
type footnotes struct {
	n     int
	first record.Place
	text  string // of the first cell that had one
}

// met takes a cell with a mark into account.
func (f *footnotes) met(at record.Place, text string) {
	if f.n++; f.n == 1 {
		f.first, f.text = at, text
	}
}

// at looks for a mark at the end of a cell of text.
func (f *footnotes) at(g *sheet.Grid, row, column int, c sheet.Cell) {
	if c.Type == sheet.Textual && sheet.EndsInMark(c.Text) && len(sheet.StripMarks(c.Text)) < len(c.Text) {
		f.met(placeOf(g, row, column), c.Text)
	}
}

// placeOf is where a cell stands.
func placeOf(g *sheet.Grid, row, column int) record.Place {
	at := g.At(row)
	if at.Row > 0 {
		at.Col = column + 1
	}
	return at
}

// remarkFootnotes says which marks were left out.
func (e *emitter) remarkFootnotes() {
	s := e.survey
	for _, i := range s.start.header {
		for column, c := range s.head[i].Cells {
			when, period := headingPeriod(c)
			if when.Provisional {
				continue // its star is kept as that
			}
			if period || column < len(e.roles) && e.roles[column] != "" {
				e.footnotes.at(s.grid, s.head[i].Number, column, c)
			}
		}
	}
	if f := e.footnotes; f.n > 0 {
		what := "a footnote's mark is left out: " + strconv.Quote(content.Excerpt(f.text))
		if f.n > 1 {
			what = fmt.Sprintf("footnotes' marks are left out of %d cells: here %q", f.n, content.Excerpt(f.text))
		}
		e.out.Remark(f.first, what)
	}
}
