package ranked

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"kuvio/internal/figure/canvas"
)

const (
	dotRadius      = 2.7
	hollowEdge     = 1.0
	lineWidth      = 1.1
	barShare       = 0.66 // of a row
	rim            = 0.8  // of paper about what lies over a bar
	benchmarkWidth = 1.0
	leastWhisker   = dotRadius + 1.2 // of limits that are seen beside a mark
	capHalf        = dotRadius + 1.9 // of a stroke at limits that are not
)

// Colours of rows beside those that the figure is about, and of their limits.
var (
	trackColor  = color.RGBA{0xe9, 0xe9, 0xe9, 255}
	othersLimit = color.RGBA{0x94, 0x94, 0x94, 255} // 3:1 on white
	focusLimit  = canvas.SeriesStyles[0].Quiet
	markColor   = canvas.SeriesStyles[1].Line
)

// Draw makes it a Content.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	ch, err := layout(s, c, body)
	if err != nil {
		return err
	}
	for i := range ch.columns {
		ch.drawScale(&ch.columns[i])
	}
	for i := range ch.columns {
		col := &ch.columns[i]
		if c.Bars {
			ch.drawBars(col)
		}
		ch.drawBenchmarks(col)
		ch.drawMarks(col)
	}
	s.Watermark(canvas.Rect(ch.columns[0].plot.X0, body.Y0+ch.headHeight, body.X1, ch.columns[0].plot.Y1))
	for i := range ch.columns {
		ch.drawTexts(&ch.columns[i])
	}
	ch.drawFoot(ch.columns[0].plot.Y1 + aboveAxis + ch.small.Height(1))
	return nil
}

// drawScale draws the rules of the scale with their numbers below them, and a track a
// row.
func (c *chart) drawScale(col *column) {
	p := col.plot
	labels := c.axisLabels()
	for i, v := range c.scale.Ticks() {
		x := c.x(col, v)
		switch {
		case slices.ContainsFunc(c.heads, func(h head) bool { return h.Value == v }): // has a line of its own
		case v == 0:
			c.Rule(canvas.AxisColor, 0.6, x, p.Y0, x, p.Y1)
		default:
			c.Rule(canvas.RuleColor, 0.5, x, p.Y0, x, p.Y1)
		}
		if c.labelled(col, i) {
			c.Text(c.small, canvas.SmallColor, canvas.At(x-c.small.Width(labels[i])/2, p.Y1+aboveAxis+c.small.Ascent()), labels[i])
		}
	}
	for i := range col.rows {
		r := &col.rows[i]
		if !c.Bars && !math.IsNaN(r.Value) {
			c.Rule(trackColor, 0.5, p.X0, r.middle(), p.X1, r.middle())
		}
		if r.Apart && i > 0 {
			y := r.top - apartRow/2
			c.Rule(othersLimit, 0.4, col.left, y, p.X1, y)
		}
	}
}

// drawBenchmarks draws the upright lines: under dots, and over bars, which would hide
// them.
func (c *chart) drawBenchmarks(col *column) {
	for _, h := range c.heads {
		x := c.x(col, h.Value)
		top := col.plot.Y0 - belowHead + 1.5 - float64(h.level)*c.small.Leading()
		ends := []canvas.Point{canvas.At(x, col.plot.Y1), canvas.At(x, top)}
		if c.Bars {
			c.Stroke(canvas.Pen{Color: canvas.PaperColor, Width: benchmarkWidth + 2*rim}, false, ends...)
		}
		c.Stroke(canvas.Pen{Color: markColor, Width: benchmarkWidth, Dash: h.dash}, false, ends...)
	}
}

func (c *chart) axisLabels() []string { return c.scale.Labels(c.Lang) }

// labelled reports whether the i-th rule has its number: every one, or every other
// and so on where they would touch.
func (c *chart) labelled(col *column, i int) bool {
	labels := c.axisLabels()
	widest := c.small.Widest(labels) + 5
	step := 1
	for step < len(labels) && float64(step)*col.plot.Width()/float64(len(labels)-1) < widest {
		step++
	}
	return i%step == 0
}

func (c *chart) drawMarks(col *column) {
	for i := range col.rows {
		r := &col.rows[i]
		if math.IsNaN(r.Value) {
			continue
		}
		c.drawLimits(col, r)
		if !math.IsNaN(r.Beside) {
			x, half := c.x(col, r.Beside), 0.42*min(r.tall, goodRow)
			c.Stroke(canvas.Pen{Color: markColor, Width: 1.2}, false, canvas.At(x, r.middle()-half), canvas.At(x, r.middle()+half))
		}
		if !c.Bars {
			c.drawCaps(col, r)
			c.drawDot(r.Row, canvas.At(c.x(col, r.Value), r.middle()))
		}
	}
}

// colors are those of a row's mark and of its limits.
func (c *chart) colors(r Row) (mark, limit color.Color) {
	switch {
	case r.Benchmark:
		return markColor, canvas.SeriesStyles[1].Quiet
	case c.focused() && !r.Focus:
		return canvas.OthersColor, othersLimit
	}
	return canvas.FocusColor, focusLimit
}

func (c *chart) drawDot(r Row, at canvas.Point) {
	mark, _ := c.colors(r)
	switch {
	case r.Benchmark:
		c.Marker(canvas.SeriesStyles[1].Shape, mark, at, dotRadius)
	case !c.judged() || r.Verdict == Differs:
		c.Marker(canvas.Circle, mark, at, dotRadius)
	case r.Verdict == Unclear:
		c.Hollow(canvas.Circle, mark, at, dotRadius)
	default:
		c.Marker(canvas.Diamond, mark, at, 0.62*dotRadius)
	}
}

func (c *chart) drawBars(col *column) {
	for i := range col.rows {
		if r := &col.rows[i]; !math.IsNaN(r.Value) {
			c.drawBar(col, r)
		}
	}
}

func (c *chart) drawBar(col *column, r *placedRow) {
	mark, _ := c.colors(r.Row)
	thick := barShare * min(r.tall, 1.4*goodRow)
	top := r.top + (r.tall-thick)/2
	from, to := c.x(col, 0), c.x(col, r.Value)
	box := canvas.Rect(c.Snap(min(from, to)), c.Snap(top), c.Snap(max(from, to)), c.Snap(top+thick))
	c.Fill(mark, box.Corners()...)
	if c.judged() && r.Verdict != Differs && !r.Benchmark && box.Width() > 2*hollowEdge {
		c.Fill(canvas.PaperColor, box.Grown(-hollowEdge).Corners()...)
	}
}

// drawLimits draws a line from limit to limit, and an arrowhead where it goes on
// beyond the scale.
func (c *chart) drawLimits(col *column, r *placedRow) {
	if math.IsNaN(r.Lower) || math.IsNaN(r.Upper) {
		return
	}
	_, limit := c.colors(r.Row)
	if c.Bars {
		limit = canvas.InkColor
	}
	below, above := cut(r.Row, c.scale)
	y := r.middle()
	from, to := c.x(col, max(r.Lower, c.scale.Low)), c.x(col, min(r.Upper, c.scale.High))
	if c.Bars {
		c.Stroke(canvas.Pen{Color: canvas.PaperColor, Width: lineWidth + 2*rim}, false, canvas.At(from, y), canvas.At(to, y))
	}
	c.Stroke(canvas.Pen{Color: limit, Width: lineWidth}, false, canvas.At(from, y), canvas.At(to, y))
	if below {
		c.arrowhead(limit, from, y, -1)
	}
	if above {
		c.arrowhead(limit, to, y, 1)
	}
}

// drawCaps draws an upright stroke, higher than the mark, at each limit that the mark
// and its ring would hide.
func (c *chart) drawCaps(col *column, r *placedRow) {
	if math.IsNaN(r.Lower) || math.IsNaN(r.Upper) {
		return
	}
	_, limit := c.colors(r.Row)
	half := min(capHalf, r.tall/2-leastAir)
	for _, v := range []float64{r.Lower, r.Upper} {
		if x := c.x(col, v); v != r.Value && math.Abs(x-c.x(col, r.Value)) < leastWhisker && v >= c.scale.Low && v <= c.scale.High {
			c.Stroke(canvas.Pen{Color: limit, Width: 0.8}, false, canvas.At(x, r.middle()-half), canvas.At(x, r.middle()+half))
		}
	}
}

func (c *chart) arrowhead(color color.Color, x, y, way float64) {
	const long, half = 4.0, 2.4
	c.Fill(color, canvas.At(x+way*1.2, y), canvas.At(x-way*(long-1.2), y-half), canvas.At(x-way*(long-1.2), y+half))
}

// drawFoot writes from top on which areas have no value, and what the marks mean.
func (c *chart) drawFoot(top float64) {
	for _, lines := range c.without {
		top += aboveWithout
		c.Lines(c.small, canvas.TextColor, c.body.X0, top, lines)
		top += c.small.Height(len(lines))
	}
	c.drawKey(top)
}

func (c *chart) drawTexts(col *column) {
	for i := range col.rows {
		r := &col.rows[i]
		st, ink := c.style(r.Row), canvas.TextColor
		if r.Focus {
			ink = canvas.InkColor
		}
		if r.Aside {
			ink = canvas.SmallColor
		}
		c.Lines(st, ink, col.left, r.middle()-st.Height(len(r.lines))/2, r.lines)
		switch {
		case r.Aside:
		case math.IsNaN(r.Value):
			left := col.left + col.nameWidth + afterName
			lines := canvas.Wrap(r.Text, col.plot.X1-left, c.name)
			for k, line := range lines {
				y := r.middle() - c.name.Height(len(lines))/2 + c.name.Ascent() + float64(k)*c.name.Leading()
				c.HaloText(c.name, canvas.SmallColor, canvas.At(left, y), line)
			}
		default:
			whole, fraction := c.parted(r.Text)
			left, y := col.mark-st.Width(whole), r.middle()+firstMiddle(st)
			if strings.ContainsRune(whole, '–') { // a range of two
				left = col.values - st.Width(whole)
			}
			c.Text(st, canvas.InkColor, canvas.At(left, y), whole+fraction)
		}
	}
	top := col.plot.Y0 - belowHead - c.small.Descent()
	free := col.values // where a benchmark's name may begin
	for _, h := range c.heads {
		left := col.plot.X0 + h.left
		if col == &c.columns[len(c.columns)-1] { // the others reach into the room before the next
			left = min(left, col.plot.X1-c.small.Width(h.Label))
		}
		if h.level == 0 && left < col.values+unitGap {
			free = left - unitGap
		}
		c.HaloText(c.small, canvas.TextColor, canvas.At(left, top-float64(h.level)*c.small.Leading()), h.Label)
	}
	if free >= col.values || col == &c.columns[0] { // the first column has the unit of all
		c.TextRight(c.small, canvas.SmallColor, canvas.At(col.values, top), c.Unit)
	}
}

// firstMiddle is how far below the middle of a row the baseline of one line of text
// is: where Lines puts that of a name.
func firstMiddle(st canvas.Style) float64 { return st.Ascent() - st.Height(1)/2 }
