package workbook

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
	"kuvio/internal/xlsx"
)

// widestText is how many times a page's width a text may be wide, where the table that is
// wider makes all of it smaller.
const widestText = 1.4

// columns are those over which a text stands: all, unless a table is too wide for that.
func (f *findings) columns() int {
	n := f.Columns()
	for n > leastColumns && f.Width(n) > widestText*paperWidth {
		n--
	}
	return n
}

func (f *findings) list(l *document.List) error {
	for i, item := range l.Items {
		mark := "• "
		if l.Ordered {
			mark = strconv.Itoa(i+1) + ". "
		}
		runs := append([]document.Run{{Text: mark}}, item.Runs...)
		if err := f.runs(runs, xlsx.Face{Indent: true}); err != nil {
			return err
		}
	}
	return nil
}

// table puts a table of its narrow columns, its numbers as numbers, its caption over it,
// and under it its notes and source unless it is bare.
func (f *findings) table(t *document.Table) error {
	laid := f.laid[t]
	if laid == nil {
		return nil
	}
	f.gap(1)
	if err := f.text(f.captions[t].String(), xlsx.Face{Bold: true}); err != nil {
		return err
	}
	for i, c := range laid.Columns {
		face := xlsx.Face{Bold: true, Wrap: true, Rule: xlsx.HeadRule, Right: c.Numeric, Indent: after(laid, i)}
		if err := f.Set(i+1, f.row, xlsx.Cell{Value: c.Heading, Face: face}); err != nil {
			return err
		}
	}
	f.row++
	for _, s := range laid.Sections {
		if err := f.section(laid, s); err != nil {
			return err
		}
	}
	if t.Bare {
		return f.under(f.sheetOf(t, t.Table))
	}
	for _, s := range append(laid.Notes, laid.Source) {
		if s == "" {
			continue
		}
		if err := f.text(s, xlsx.Face{Size: noteSize, Color: xlsx.Pale}); err != nil {
			return err
		}
	}
	return f.under(f.sheetOf(t, t.Table))
}

// after reports whether a column of texts stands after one of numbers.
func after(laid *table.Laid, i int) bool {
	return i > 0 && laid.Columns[i-1].Numeric && !laid.Columns[i].Numeric
}

func (f *findings) section(laid *table.Laid, s table.LaidSection) error {
	if s.Heading != "" {
		if err := f.text(s.Heading, xlsx.Face{Bold: true, Color: xlsx.Pale}); err != nil {
			return err
		}
	}
	for _, row := range s.Rows {
		for i, c := range row {
			cell, err := c.Cell(f.Document.Lang)
			if err != nil {
				return fmt.Errorf("column %s: %w", laid.Columns[i].Name, err)
			}
			cell.Face.Rule = xlsx.LightRule
			cell.Face.Indent = after(laid, i) && !cell.Face.Right
			if err := f.Set(i+1, f.row, cell); err != nil {
				return err
			}
		}
		f.row++
	}
	return nil
}

var dataAt = domain.Text{FI: "Tiedot: ", SV: "Data: ", EN: "Data: "}

// under leads to the sheet of the data.
func (f *findings) under(sheet string) error {
	if sheet == "" {
		return nil
	}
	if err := f.text(dataAt.In(f.Document.Lang)+sheet, xlsx.Face{Size: noteSize, Color: linkColor}); err != nil {
		return err
	}
	return f.Link(f.row-1, sheet)
}

// linkColor is that of a text that leads to a sheet: kuvio's blue.
var linkColor = hex(canvas.FocusColor)

// Sizes of pictures: pixels in a digit of a column's width and in a row, and a chart's
// height.
const (
	digitPixels = 7
	rowPixels   = 20
	lineHeight  = 300
	barHeight   = 16
	barsOver    = 100 // title, axis and legend
	mostBars    = 900
	rowPoints   = 15
)

// figure puts a figure, drawn by the spreadsheet where it can draw it, with its caption
// under it.
func (f *findings) figure(fig *document.Figure) error {
	f.gap(1)
	wide := int(f.Width(f.columns()) * digitPixels)
	high := 0
	if fig.Chart != nil && len(fig.Chart.Series) > 0 && len(fig.Chart.Labels) > 0 {
		c := f.chart(fig, wide)
		if err := f.Chart(f.row, c); err != nil {
			return err
		}
		high = c.Height
	} else if fig.PNG != nil {
		size, err := png.DecodeConfig(bytes.NewReader(fig.PNG))
		if err != nil {
			return fmt.Errorf("figure %s: %w", fig.ID, err)
		}
		share := min(float64(wide), fig.Width/2.54*96) / float64(size.Width)
		if err := f.Picture(f.row, fig.PNG, fig.Alt, share); err != nil {
			return err
		}
		high = int(share * float64(size.Height))
	} else if err := f.text(fig.Alt, xlsx.Face{}); err != nil { // a drawing no spreadsheet shows
		return err
	}
	for range int(math.Ceil(float64(high) / rowPixels)) {
		if err := f.High(f.row, rowPoints); err != nil {
			return err
		}
		f.row++
	}
	if err := f.text(f.captions[fig].String(), xlsx.Face{Bold: true}); err != nil {
		return err
	}
	if fig.Chart != nil { // a picture has them within it
		for _, s := range chartLines(fig.Chart) {
			if err := f.text(s, xlsx.Face{Size: noteSize, Color: xlsx.Pale}); err != nil {
				return err
			}
		}
	}
	return f.under(f.sheetOf(fig, fig.Data))
}
