package heat

import (
	"image/color"

	"kuvio/internal/figure/canvas"
)

// cellGap is the paper between two tints, in points.
const cellGap = 0.75

func (t *table) draw(body canvas.Box) {
	t.drawLegend(body.X0, body.Y0)
	top := body.Y0 + t.legend.height
	width := t.nameWidth + afterName + float64(len(t.Columns))*t.columnWidth
	for b := range t.blocks {
		left := body.X0 + float64(b)*(width+betweenBlocks)
		t.drawHeadings(left, top)
		t.eachRow(b, top+t.headingHeight+afterHeading, func(i int, box canvas.Box) { t.drawTints(i, box) }, left, left+width)
		t.drawSeams(b, left, top)
	}
	t.Watermark(canvas.Rect(body.X0, top, body.X1, top+t.height()-t.legend.height))
	for b := range t.blocks {
		left := body.X0 + float64(b)*(width+betweenBlocks)
		t.eachRow(b, top+t.headingHeight+afterHeading, func(i int, box canvas.Box) { t.drawRow(i, box) }, left, left+width)
	}
}

// eachRow calls draw with every row of block b and its box.
func (t *table) eachRow(b int, top float64, draw func(i int, box canvas.Box), left, right float64) {
	for i := b * t.perBlock; i < min(len(t.Rows), (b+1)*t.perBlock); i++ {
		if t.parted(i) {
			top += betweenSorts
		}
		bottom := top + t.rowHeight(i) + 2*t.pad
		draw(i, canvas.Rect(left, top, right, bottom))
		top = bottom
	}
}

// column is the left edge of column j in a row's box.
func (t *table) column(box canvas.Box, j int) float64 {
	return box.X0 + t.nameWidth + afterName + float64(j)*t.columnWidth
}

func (t *table) drawHeadings(left, top float64) {
	bottom := top + t.headingHeight
	for j, c := range t.Columns {
		middle := t.column(canvas.Rect(left, top, left, top), j) + t.columnWidth/2
		st, color := t.headingStyle(c)
		if t.headings == nil {
			t.TextUp(st, color, canvas.At(middle+t.small.Middle(), bottom), c.Heading)
			continue
		}
		lines := t.headings[j]
		y := bottom - t.small.Height(len(lines)) + t.small.Ascent()
		for k, line := range lines {
			t.Text(st, color, canvas.At(middle-st.Width(line)/2, y+float64(k)*t.small.Leading()), line)
		}
	}
}

// drawSeams rules a line before the columns whose numbers do not compare with
// those to the left.
func (t *table) drawSeams(b int, left, top float64) {
	for j, c := range t.Columns {
		if c.Seam && j > 0 {
			x := t.column(canvas.Rect(left, top, left, top), j)
			t.Rule(canvas.SeamColor, 1, x, top+t.headingHeight-t.small.Size, x, top+t.headingHeight+afterHeading+t.rowsHeight(b))
		}
	}
}

func (t *table) drawTints(i int, box canvas.Box) {
	r := t.Rows[i]
	for j, cell := range r.Cells {
		x := t.column(box, j)
		if fill, _ := t.cellColors(r, cell); fill != nil {
			t.fillBox(fill, canvas.Rect(x+cellGap/2, box.Y0+cellGap/2, x+t.columnWidth-cellGap/2, box.Y1-cellGap/2))
		}
	}
	if len(t.tints) == 0 || t.Scale == Verdict {
		t.Rule(canvas.RuleColor, 0.5, box.X0, box.Y1, box.X1, box.Y1)
	}
}

// fillBox fills a box to whole pixels.
func (t *table) fillBox(c color.Color, b canvas.Box) {
	t.Fill(c, canvas.Rect(t.Snap(b.X0), t.Snap(b.Y0), t.Snap(b.X1), t.Snap(b.Y1)).Corners()...)
}

func (t *table) drawRow(i int, box canvas.Box) {
	r := t.Rows[i]
	c := color.Color(canvas.InkColor)
	if r.Benchmark && !r.Focus {
		c = canvas.SmallColor
	}
	top := box.Y0 + t.pad
	t.Lines(t.nameStyle(r), c, box.X0, top, t.names[i])
	t.Lines(t.small, canvas.SmallColor, box.X0, top+t.name.Height(len(t.names[i])), t.details[i])
	middle := (box.Y0 + box.Y1) / 2
	for j, cell := range r.Cells {
		t.drawCell(r, cell, t.column(box, j)+t.columnWidth/2, t.textWidths[j], middle)
	}
}

// drawCell writes a number so that those of its column, the widest of which is
// widest, end below one another about the column's middle x.
func (t *table) drawCell(r Row, cell Cell, x, widest, y float64) {
	st := t.textStyle(r, cell)
	_, c := t.cellColors(r, cell)
	if cell.Absent {
		t.Text(st, c, canvas.At(x-st.Width(cell.Text)/2, y+st.Middle()), cell.Text)
		return
	}
	right := x + widest/2
	t.TextRight(st, c, canvas.At(right, y+st.Middle()), cell.Text)
	if cell.Mark != Unmarked {
		t.drawMark(cell.Mark, c, canvas.At(right-st.Width(cell.Text)-t.markRoom()/2, y))
	}
}
