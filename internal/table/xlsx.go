package table

import (
	"fmt"
	"io"
	"iter"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
	"kuvio/internal/xlsx"
)

// SheetRows is how many rows a sheet of XLSX holds under its heading.
const SheetRows = xlsx.MostRows

var (
	dataSheet  = domain.Text{FI: "Tulos", SV: "Resultat", EN: "Result"}
	aboutSheet = domain.Text{FI: "Tietoja", SV: "Om tabellen", EN: "About"}
)

// writeXLSX prints a workbook of two sheets: the data, with every column, under
// a bold heading row that stays in sight, numbers as numbers in the format
// people see and texts as texts, never formulas; and about the data, caption,
// notes, source and the columns' stable names. What is missing is an empty
// cell. The bytes are the same each time.
func (t *Table) writeXLSX(w io.Writer, opt Options) (err error) {
	b, err := xlsx.New(opt.Lang)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := b.Close(); err == nil {
			err = closeErr
		}
	}()
	if err := b.Describe(visible.Line(t.Caption.In(opt.Lang)), ""); err != nil {
		return err
	}
	seen, err := t.sheet(b, dataSheet.In(opt.Lang), opt)
	if err != nil {
		return err
	}
	if err := t.writeAbout(b, seen, opt); err != nil {
		return err
	}
	return b.Write(w)
}

// Sheet adds the table to a workbook as a sheet of the name, with every column. Those
// that a text has only when it is asked to be wide are folded away unless opt.Wide, and
// so are those in which nothing stands: what is left can be read on paper.
func (t *Table) Sheet(b *xlsx.Book, name string, opt Options) error {
	_, err := t.sheet(b, name, opt)
	return err
}

// sheet is Sheet, and tells what the rows look like.
func (t *Table) sheet(b *xlsx.Book, name string, opt Options) (looks, error) {
	if err := t.check(); err != nil {
		return looks{}, err
	}
	if t.Len() > SheetRows {
		return looks{}, fmt.Errorf("%d rows, a sheet holds %d under its heading: write csv or json, or choose fewer", t.Len(), SheetRows)
	}
	seen, err := t.look(opt.Lang)
	if err != nil {
		return looks{}, err
	}
	page := xlsx.Page{Title: t.pageTitle(seen, opt.Lang), Source: visible.Line(t.Source.In(opt.Lang))}
	return seen, b.Grid(name, page, t.gridColumns(seen, opt), t.Len(), t.gridRows(seen, opt.Lang))
}

// pageTitle is what stands over each printed page: the caption or, where the table has
// none, the one section that it has.
func (t *Table) pageTitle(seen looks, l domain.Lang) string {
	if s := visible.Line(t.Caption.In(l)); s != "" {
		return s
	}
	if seen.one {
		return seen.heading
	}
	return ""
}

func (t *Table) gridRows(seen looks, l domain.Lang) iter.Seq2[[]xlsx.Cell, error] {
	return func(yield func([]xlsx.Cell, error) bool) {
		faces := gridFaces{lang: l, numbers: map[[2]uint8]xlsx.Face{}}
		coded := t.coded()
		cells := make([]xlsx.Cell, len(t.Columns)+len(coded))
		at := 0
		for row, err := range t.each() {
			if err != nil {
				yield(nil, err)
				return
			}
			at++
			for i, v := range row {
				var err error
				if cells[i], err = faces.cell(v); err != nil {
					yield(nil, fmt.Errorf("row %d, column %s: %w", at, t.Columns[i].Name, err))
					return
				}
				if seen.one && t.Columns[i].Section {
					cells[i].Face.Wrap = false // the page's head has all of it
				}
			}
			for i, of := range coded {
				cells[len(t.Columns)+i] = xlsx.Cell{}
				if s := visible.Line(row[of].text); s != "" {
					cells[len(t.Columns)+i].Value = s
				}
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// gridFaces are those of a grid's cells.
type gridFaces struct {
	lang    domain.Lang
	numbers map[[2]uint8]xlsx.Face // by style and decimals
}

func (f gridFaces) cell(v Value) (xlsx.Cell, error) {
	switch {
	case v.kind == empty:
		return xlsx.Cell{}, nil
	case v.kind == whole:
		return xlsx.Cell{Value: v.whole, Face: f.number(v)}, nil
	case v.kind == number && !math.IsInf(v.number, 0):
		return xlsx.Cell{Value: Undusted(v.number), Face: f.number(v)}, nil
	}
	s := v.shown(f.lang) // a text, or ∞, for which a sheet has no number
	if s == "" {
		return xlsx.Cell{}, nil
	}
	face := xlsx.Face{Wrap: true, Right: v.kind == number}
	if v.paler {
		face.Color = xlsx.Pale
	}
	return xlsx.Cell{Value: s, Face: face}, xlsx.Fits(s)
}

// number is the face of a number shown as v is.
func (f gridFaces) number(v Value) xlsx.Face {
	key := [2]uint8{uint8(v.style), v.decimals}
	face, ok := f.numbers[key]
	if !ok {
		face = xlsx.Face{Right: true, Format: numberFormat(v, f.lang)}
		f.numbers[key] = face
	}
	return face
}

// numberFormat is the spreadsheet's code for how people see v. The point and
// comma in it are the code's own; each reader's program shows its own marks.
func numberFormat(v Value, l domain.Lang) string {
	digits := "0"
	if v.decimals > 0 {
		digits += "." + strings.Repeat("0", int(v.decimals))
	}
	grouped := "#,##" + digits
	switch v.style {
	case signed:
		return "+" + grouped + ";-" + grouped + ";" + digits
	case pvalue:
		least := Value{kind: number, style: pvalue, decimals: v.decimals}
		if v.decimals > 0 {
			return "[<0." + strings.Repeat("0", int(v.decimals)-1) + `1]"` + least.shown(l) + `";` + digits
		}
	case year:
		return "0"
	}
	return grouped
}
