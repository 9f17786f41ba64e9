package figure

import (
	"image/color"
	"math"
)

// barPanel is a panel with its scale: zero stands at zero, a unit is unit
// points long.
type barPanel struct {
	chart      *barChart
	panel      Panel
	x0, x1     float64
	zero, unit float64
	color      color.Color
}

func (c *barChart) panel(i int, p Panel) *barPanel {
	bp := &barPanel{chart: c, panel: p, color: othersColor}
	if p.Focus {
		bp.color = focusColor
	}
	bp.x0 = c.body.x0 + float64(i)*(c.panelWidth+panelGap)
	bp.x1 = bp.x0 + c.panelWidth
	low, high := 0.0, 0.0
	for _, b := range p.Bars {
		if !math.IsNaN(b.Value) {
			low, high = min(low, b.Value), max(high, b.Value)
		}
	}
	before, after := c.textRoom(p)
	bp.zero = bp.x0
	if high > low {
		bp.unit = (c.panelWidth - before - after) / (high - low)
		bp.zero = bp.x0 + before - low*bp.unit
	}
	return bp
}

func (p *barPanel) drawBars() {
	c := p.chart
	thick := min(tallestBar, 0.64*c.row)
	for i, b := range p.panel.Bars {
		if math.IsNaN(b.Value) {
			continue
		}
		top := c.body.y0 + float64(i)*c.row + (c.row-thick)/2
		from, to := p.zero, p.zero+b.Value*p.unit
		c.fill(p.color, box{c.snap(min(from, to)), c.snap(top), c.snap(max(from, to)), c.snap(top + thick)}.corners()...)
	}
	c.rule(axisColor, 0.6, p.zero, c.body.y0, p.zero, c.body.y0+float64(len(c.Categories))*c.row)
}

func (p *barPanel) drawTexts() {
	c := p.chart
	for i, b := range p.panel.Bars {
		text := c.valueText(p.panel, b)
		middle := c.body.y0 + (float64(i)+0.5)*c.row
		at := point{p.zero + b.Value*p.unit + afterBar, middle + c.value.middle()}
		switch {
		case math.IsNaN(b.Value):
			p.drawReason(text, middle)
		case b.Value < 0:
			c.textRight(c.value, inkColor, point{at.x - 2*afterBar, at.y}, text)
		default:
			c.text(c.value, inkColor, at, text)
		}
	}
}

// drawReason writes why there is no bar, on the side of zero with more room,
// in as small a type as it takes.
func (p *barPanel) drawReason(text string, middle float64) {
	c := p.chart
	left, room := p.reasonRoom()
	st := c.value
	lines := wrap(text, room, st)
	for st.size > smallSize && st.height(len(lines)) > c.row {
		st.size -= 0.5
		lines = wrap(text, room, st)
	}
	c.lines(st, smallColor, left, middle-st.height(len(lines))/2, lines)
}

func (p *barPanel) reasonRoom() (left, room float64) {
	if p.zero-p.x0 > p.x1-p.zero {
		return p.x0, p.zero - afterBar - p.x0
	}
	return p.zero + afterBar, p.x1 - p.zero - afterBar
}

// reasonHeight is the height of the tallest reason in the smallest type.
func (p *barPanel) reasonHeight() float64 {
	_, room := p.reasonRoom()
	st := p.chart.value
	st.size = smallSize
	tallest := 0.0
	for _, b := range p.panel.Bars {
		if math.IsNaN(b.Value) {
			tallest = max(tallest, st.height(len(wrap(b.Text, room, st))))
		}
	}
	return tallest
}
