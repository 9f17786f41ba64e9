package multiples

import (
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of what stands in a panel, in points.
const (
	labelSize   = 8.0
	lineWidth   = 1.5
	behindWidth = 0.5
	endRadius   = 1.9
	dotRadius   = 1.6 // of a value that stands alone, or of years far apart
)

// The colours of what stands behind: light for the crowd, in which no line is to
// be followed, and darker, 4.5:1, for benchmarks.
var (
	behindColor    = color.RGBA{0xcf, 0xcf, 0xcf, 255}
	benchmarkColor = color.RGBA{0x76, 0x76, 0x76, 255}
	unfocused      = color.RGBA{0x45, 0x45, 0x45, 255}
)

// benchmarkDashes tell one benchmark from another.
var benchmarkDashes = [][]float64{{3.6, 1.8}, {1.2, 1.4}, {6, 1.5, 1.2, 1.5}}

func benchmarkPen(i int) canvas.Pen {
	return canvas.Pen{Color: benchmarkColor, Width: 1, Dash: benchmarkDashes[i%len(benchmarkDashes)]}
}

// color is that of a panel's line: strong, but where others are in focus.
func (g *grid) color(i int) color.RGBA {
	if g.hasFocus() && !g.Panels[i].Focus {
		return unfocused
	}
	return canvas.FocusColor
}

func (g *grid) drawPanel(i int) {
	area := g.plot(i)
	p := g.Panels[i]
	empty := len(p.valued()) == 0
	if !empty {
		g.drawOthers(i, area)
	}
	if !empty || !g.Own { // without values, a scale of its own is of nothing
		g.drawScale(i, area)
	}
	g.drawYears(i, area)
	if empty {
		g.drawEmpty(p.Empty, area)
		return
	}
	g.drawTint(i, area)
	g.drawSeams(i, area)
	for j, l := range p.Benchmarks {
		g.drawLine(i, area, l, benchmarkPen(j))
	}
	pen := canvas.Pen{Color: g.color(i), Width: lineWidth}
	g.drawLine(i, area, p.Line, pen)
	if last, ok := p.last(); ok {
		if at := g.at(i, area, last); at.Y >= area.Y0 {
			g.Symbol(canvas.Circle, pen.Color, at, endRadius) // a ring would cut the line before it
		}
	}
	g.drawOver(i, area)
}

func (g *grid) at(i int, area canvas.Box, p Point) canvas.Point {
	return canvas.At(g.x(area, p.X), g.scales[i].Y(p.Y, area.Y1, area.Y0))
}

// drawLine draws the runs of a line, and a dot for each value that stands alone
// or whose neighbours are years away.
func (g *grid) drawLine(i int, area canvas.Box, l Line, pen canvas.Pen) {
	sparse := l.usualStep().Sparse()
	for _, run := range l.runs() {
		g.strokeRun(i, area, run, pen)
		if len(run) > 1 && !sparse {
			continue
		}
		for _, p := range run {
			if at := g.at(i, area, p); at.Y >= area.Y0 {
				g.Symbol(canvas.Circle, pen.Color, at, dotRadius)
			}
		}
	}
}

func (g *grid) strokeRun(i int, area canvas.Box, run []Point, pen canvas.Pen) {
	var line []canvas.Point
	for _, p := range run {
		line = append(line, g.at(i, area, p))
	}
	for _, part := range clipped(line, area.Y0) {
		g.Stroke(pen, false, part...)
	}
}

// drawOthers draws the crowd: under the scale, whose line at zero it would hide.
func (g *grid) drawOthers(i int, area canvas.Box) {
	for _, l := range g.Others {
		for _, run := range l.runs() {
			g.strokeRun(i, area, run, canvas.Pen{Color: behindColor, Width: behindWidth})
		}
	}
}

// drawTint lays the limits of the panel's values behind its line.
func (g *grid) drawTint(i int, area canvas.Box) {
	for _, run := range g.Panels[i].runs() {
		var upper, lower []canvas.Point
		flush := func() {
			if len(upper) == 1 { // with no neighbour a tint has no width
				upper, lower = widened(upper[0]), widened(lower[0])
			}
			for k := len(lower) - 1; k >= 0; k-- {
				upper = append(upper, lower[k])
			}
			if len(upper) > 2 {
				g.Fill(canvas.SeriesStyles[0].Tint(1), upper...)
			}
			upper, lower = nil, nil
		}
		for _, p := range run {
			if !p.hasLimits() {
				flush()
				continue
			}
			high, low := g.at(i, area, Point{X: p.X, Y: p.Upper}), g.at(i, area, Point{X: p.X, Y: p.Lower})
			high.Y, low.Y = max(area.Y0, min(high.Y, area.Y1)), max(area.Y0, min(low.Y, area.Y1))
			upper, lower = append(upper, high), append(lower, low)
		}
		flush()
	}
}

func widened(p canvas.Point) []canvas.Point {
	return []canvas.Point{canvas.At(p.X-endRadius, p.Y), canvas.At(p.X+endRadius, p.Y)}
}

// drawSeams draws an upright rule where the panel's series changes.
func (g *grid) drawSeams(i int, area canvas.Box) {
	for _, seam := range g.Panels[i].Seams {
		if at, ok := g.Panels[i].seamPlace(seam); ok {
			x := g.x(area, at)
			g.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.5, Dash: []float64{1.5, 1.5}}, false, canvas.At(x, area.Y0), canvas.At(x, area.Y1))
		}
	}
}

// drawOver writes the highest value of a line that goes beyond its panel under the
// panel's edge, as near the place where it does as the line leaves room.
func (g *grid) drawOver(i int, area canvas.Box) {
	p := g.Panels[i]
	highest := p.highest()
	if p.Over == "" || highest.Y <= g.scales[i].High {
		return
	}
	text := "↑ " + p.Over
	w, x := g.axis.Width(text), g.x(area, highest.X)
	left, least := area.X0, math.Inf(1)
	for at := area.X0; at+w <= area.X1; at += 2 {
		cost := math.Abs(at + w/2 - x)
		if g.lineCrosses(i, area, canvas.Rect(at, area.Y0, at+w, area.Y0+g.axis.Ascent()).Grown(1.5)) {
			cost += area.Width()
		}
		if cost < least {
			left, least = at, cost
		}
	}
	g.HaloText(g.axis, g.color(i), canvas.At(left, area.Y0+g.axis.Ascent()), text)
}

// lineCrosses reports whether a panel's line, or a benchmark's in it, crosses a box.
func (g *grid) lineCrosses(i int, area, box canvas.Box) bool {
	for _, l := range append([]Line{g.Panels[i].Line}, g.Panels[i].Benchmarks...) {
		for _, run := range l.runs() {
			for k := range run {
				if box.Crosses(g.at(i, area, run[max(0, k-1)]), g.at(i, area, run[k])) {
					return true
				}
			}
		}
	}
	return false
}

// drawEmpty says in the middle of a panel why it has no line.
func (g *grid) drawEmpty(text string, area canvas.Box) {
	lines := canvas.Wrap(text, area.Width()-6, g.axis)
	top := area.Y0 + (area.Height()-g.axis.Height(len(lines)))/2
	for j, l := range lines {
		left := area.X0 + (area.Width()-g.axis.Width(l))/2
		g.HaloText(g.axis, canvas.SmallColor, canvas.At(left, top+g.axis.Ascent()+float64(j)*g.axis.Leading()), l)
	}
}

// drawHead writes a panel's name over its plot's left end, and its last value over
// the right one, where its line ends: light and with its year where that is not the
// figure's last.
func (g *grid) drawHead(i int) {
	area, st := g.plot(i), g.nameStyle(i)
	bottom := area.Y0 - underHead
	top := bottom - st.Height(len(g.heads[i]))
	g.Lines(st, canvas.InkColor, area.X0, top, g.heads[i])
	c := canvas.SeriesStyles[0].Label
	switch {
	case g.Panels[i].EndYear != "":
		c = canvas.SmallColor
	case g.color(i) == unfocused:
		c = unfocused
	}
	end := g.endStyle(i)
	g.TextRight(end, c, canvas.At(area.X1, bottom-end.Descent()), g.endText(i))
}

// drawScale draws the light rules and, in the first column or where each panel has
// a scale of its own, their numbers.
func (g *grid) drawScale(i int, area canvas.Box) {
	sc := g.scales[i]
	labels := g.numbers(i)
	for k, v := range written(sc) {
		y := sc.Y(v, area.Y1, area.Y0)
		c := canvas.RuleColor
		if v == 0 {
			c = canvas.AxisColor
		}
		g.Rule(c, 0.5, area.X0, y, area.X1, y)
		if g.Own || i%g.columns == 0 {
			g.TextRight(g.axis, canvas.SmallColor, canvas.At(area.X0-afterAxis, y+g.axis.Middle()), labels[k])
		}
	}
}

// drawYears marks the first and the last year under a plot, and writes them where
// no panel stands below or each has a scale of its own.
func (g *grid) drawYears(i int, area canvas.Box) {
	first, last := g.x(area, g.First), g.x(area, g.Last)
	for _, x := range []float64{first, last} {
		g.Rule(canvas.AxisColor, 0.5, x, area.Y1, x, area.Y1+tickLength)
	}
	if !g.Own && !g.lastInColumn(i) {
		return
	}
	y := area.Y1 + tickLength + aboveYears + g.axis.Ascent()
	if g.FirstLabel == g.LastLabel {
		g.Text(g.axis, canvas.SmallColor, canvas.At(first-g.axis.Width(g.FirstLabel)/2, y), g.FirstLabel)
	} else {
		g.Text(g.axis, canvas.SmallColor, canvas.At(area.X0, y), g.FirstLabel)
		g.TextRight(g.axis, canvas.SmallColor, canvas.At(area.X1, y), g.LastLabel)
	}
	if g.Own {
		g.Text(g.axis, canvas.SmallColor, canvas.At((area.X0+area.X1-g.axis.Width(g.OwnLabel))/2, y), g.OwnLabel)
	}
}
