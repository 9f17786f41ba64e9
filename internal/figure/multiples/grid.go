package multiples

import (
	"fmt"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/locale"
)

// Measures of the panels in points.
const (
	columnGap  = 13.0
	rowGap     = 9.0
	underHead  = 3.0 // between a panel's name and its plot
	afterAxis  = 3.5 // between the scale's numbers and the plot
	aboveYears = 2.5
	tickLength = 2.0
	betweenTop = 5.0 // between a name and the value beside it

	usualPanel = 72.0 // as narrow as a panel becomes for the sake of one more in a row
	leastPanel = 44.0
	leastPlot  = 26.0
	mostPlot   = 150.0
	plotShare  = 0.66 // of a plot's width is its height, where the figure has none

	MostColumns = 12 // of panels in a row
)

// grid is the panels laid out.
type grid struct {
	*canvas.Sheet
	Content
	body          canvas.Box
	columns, rows int
	scales        []axis.Scale
	heads         [][]string // the names, wrapped
	headHeights   []float64  // of each row
	axisRoom      float64    // for the scale's numbers, left of a plot that has them
	plotWidth     float64
	plotHeight    float64
	key           key

	name, nameFocus, end, axis canvas.Style
}

// newGrid lays the panels out across body: all but the heights of the plots.
func newGrid(s *canvas.Sheet, c Content, body canvas.Box) *grid {
	g := &grid{Sheet: s, Content: c, body: body, scales: c.scales()}
	g.name, g.nameFocus = canvas.Style{Face: s.Regular, Size: labelSize}, canvas.Style{Face: s.Bold, Size: labelSize}
	g.end, g.axis = canvas.Style{Face: s.Bold, Size: labelSize}, canvas.Style{Face: s.Regular, Size: canvas.SmallSize}
	g.key = newKey(s, c, body)
	for i := range c.Panels {
		g.axisRoom = max(g.axisRoom, g.axis.Widest(g.numbers(i))+afterAxis)
		if !c.Own {
			break
		}
	}
	g.columns = g.chooseColumns()
	g.rows = (len(c.Panels) + g.columns - 1) / g.columns
	g.plotWidth = g.widthIn(g.columns)
	g.wrapHeads()
	return g
}

// chooseColumns is as many as have room for names in whole words, evened out so
// that the last row is not a stump.
func (g *grid) chooseColumns() int {
	n := len(g.Panels)
	if g.Columns > 0 {
		return min(g.Columns, n)
	}
	columns := min(n, MostColumns)
	for ; columns > 1; columns-- {
		if w := g.widthIn(columns); w >= usualPanel && g.wholeNames(w) {
			break
		}
	}
	rows := (n + columns - 1) / columns
	return (n + rows - 1) / rows
}

// widthIn is the width of a plot where there are n in a row.
func (g *grid) widthIn(n int) float64 {
	if g.Own {
		return (g.body.Width()-float64(n-1)*columnGap)/float64(n) - g.axisRoom
	}
	return (g.body.Width() - g.axisRoom - float64(n-1)*columnGap) / float64(n)
}

// wholeNames reports whether a plot of a width leaves every name's words whole.
func (g *grid) wholeNames(width float64) bool {
	for i := range g.Panels {
		if canvas.Forced(g.Panels[i].Label, g.nameRoom(i, width), g.nameStyle(i)) {
			return false
		}
	}
	return true
}

func (g *grid) nameStyle(i int) canvas.Style {
	if g.Panels[i].Focus || !g.hasFocus() {
		return g.nameFocus
	}
	return g.name
}

// nameRoom is what the value leaves a panel's name.
func (g *grid) nameRoom(i int, width float64) float64 {
	if end := g.endText(i); end != "" {
		width -= g.endStyle(i).Width(end) + betweenTop
	}
	return max(width, 1)
}

// endText is a panel's last value, with its year where that is not the figure's last.
func (g *grid) endText(i int) string {
	if year := g.Panels[i].EndYear; year != "" {
		return g.Panels[i].End + " (" + year + ")"
	}
	return g.Panels[i].End
}

func (g *grid) endStyle(i int) canvas.Style {
	if g.Panels[i].EndYear != "" {
		return g.name
	}
	return g.end
}

func (g *grid) hasFocus() bool {
	for _, p := range g.Panels {
		if p.Focus {
			return true
		}
	}
	return false
}

func (g *grid) wrapHeads() {
	g.heads, g.headHeights = make([][]string, len(g.Panels)), make([]float64, g.rows)
	for i, p := range g.Panels {
		st := g.nameStyle(i)
		g.heads[i] = canvas.Balance(p.Label, g.nameRoom(i, g.plotWidth), st)
		row := i / g.columns
		g.headHeights[row] = max(g.headHeights[row], st.Height(max(1, len(g.heads[i])))+underHead)
	}
}

// numbers are the written ticks of a panel's scale, the unit after the topmost.
func (g *grid) numbers(i int) (labels []string) {
	ticks := written(g.scales[i])
	decimals := locale.Decimals(mostDecimals, ticks...)
	for _, v := range ticks {
		labels = append(labels, locale.Number(g.Lang, v, decimals))
	}
	unit := g.Unit
	if g.Own {
		unit = g.Panels[i].Unit
	}
	labels[len(labels)-1] += unit
	return labels
}

// mostDecimals leaves out what binary fractions add to a tick.
const mostDecimals = 12

// yearsHeight is what the years take under a plot.
func (g *grid) yearsHeight() float64 {
	return tickLength + aboveYears + g.axis.Ascent() + g.axis.Descent()
}

// height is that of everything with plots so high.
func (g *grid) height(plot float64) float64 {
	h := g.key.height + float64(g.rows)*plot + float64(g.rows-1)*rowGap
	for _, head := range g.headHeights {
		h += head
	}
	if g.Own {
		return h + float64(g.rows)*g.yearsHeight()
	}
	return h + g.yearsHeight()
}

// fit gives the plots their height, or says what is lacking.
func (g *grid) fit() error {
	lack := &canvas.TooSmall{What: fmt.Sprintf("the grid of %d panels", len(g.Panels))}
	if len(g.Panels) > 1 || g.plotWidth < leastPanel {
		lack.LackW = max(0, leastPanel-g.plotWidth) * float64(g.columns)
	}
	if lack.LackW == 0 && !g.wholeNames(g.plotWidth) {
		lack.What, lack.LackW = "the names of the panels", 12*float64(g.columns)
	}
	if foot := g.footWidth(); lack.LackW == 0 && foot > g.plotWidth {
		lack.What, lack.LackW = "the years under the panels", (foot-g.plotWidth)*float64(g.columns)
	}
	g.plotHeight = (g.body.Height() - g.height(0)) / float64(g.rows)
	if g.plotHeight < leastPlot {
		lack.LackH = (leastPlot - g.plotHeight) * float64(g.rows)
		if g.Columns == 0 && g.body.Height()+lack.LackH > tallest {
			lack.LackW = max(lack.LackW, usualPanel) // a panel more in each row
		}
	}
	if lack.LackW > 0 || lack.LackH > 0 {
		return lack
	}
	return nil
}

// tallest is about how high a body can be, in points: what is higher needs width.
const tallest = 1600.0

// footWidth is what the years take under a plot, and the words between them.
func (g *grid) footWidth() float64 {
	const space = 4.0
	w := g.axis.Width(g.FirstLabel) + space + g.axis.Width(g.LastLabel)
	if g.Own {
		w += g.axis.Width(g.OwnLabel) + space
	}
	return w
}

// plot is the area of a panel's line.
func (g *grid) plot(i int) canvas.Box {
	row, column := i/g.columns, i%g.columns
	x := g.body.X0 + g.axisRoom + float64(column)*(g.plotWidth+columnGap)
	if g.Own {
		x += float64(column) * g.axisRoom
	}
	y := g.body.Y0 + g.key.height + float64(row)*(g.plotHeight+rowGap)
	if g.Own {
		y += float64(row) * g.yearsHeight()
	}
	for _, head := range g.headHeights[:row+1] {
		y += head
	}
	return canvas.Rect(x, y, x+g.plotWidth, y+g.plotHeight)
}

// field is the area of all plots.
func (g *grid) field() canvas.Box {
	first, last := g.plot(0), g.plot(len(g.Panels)-1)
	return canvas.Rect(first.X0, first.Y0, g.body.X1, last.Y1)
}

// x places a year in a plot; a single one stands in the middle.
func (g *grid) x(area canvas.Box, year float64) float64 {
	if g.First == g.Last {
		return (area.X0 + area.X1) / 2
	}
	inner := canvas.Rect(area.X0+endRadius, area.Y0, area.X1-endRadius, area.Y1)
	return inner.X0 + (year-g.First)/(g.Last-g.First)*inner.Width()
}

// lastInColumn reports whether no panel stands below.
func (g *grid) lastInColumn(i int) bool { return i+g.columns >= len(g.Panels) }
