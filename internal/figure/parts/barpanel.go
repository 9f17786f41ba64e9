package parts

import (
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
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
	bp := &barPanel{chart: c, panel: p, color: canvas.OthersColor}
	if p.Focus {
		bp.color = canvas.FocusColor
	}
	bp.x0 = c.body.X0 + float64(i)*(c.panelWidth+panelGap)
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
		top := c.body.Y0 + float64(i)*c.row + (c.row-thick)/2
		from, to := p.zero, p.zero+b.Value*p.unit
		c.Fill(p.color, canvas.Rect(c.Snap(min(from, to)), c.Snap(top), c.Snap(max(from, to)), c.Snap(top+thick)).Corners()...)
	}
	c.Rule(canvas.AxisColor, 0.6, p.zero, c.body.Y0, p.zero, c.body.Y0+float64(len(c.Categories))*c.row)
}

func (p *barPanel) drawTexts() {
	c := p.chart
	for i, b := range p.panel.Bars {
		text := c.valueText(p.panel, b)
		middle := c.body.Y0 + (float64(i)+0.5)*c.row
		at := canvas.At(p.zero+b.Value*p.unit+afterBar, middle+c.value.Middle())
		switch {
		case math.IsNaN(b.Value):
			p.drawReason(text, middle)
		case b.Value < 0:
			c.TextRight(c.value, canvas.InkColor, canvas.At(at.X-2*afterBar, at.Y), text)
		default:
			c.Text(c.value, canvas.InkColor, at, text)
		}
	}
}

// drawReason writes why there is no bar, on the side of zero with more room,
// in as small a type as it takes.
func (p *barPanel) drawReason(text string, middle float64) {
	c := p.chart
	left, room := p.reasonRoom()
	st := c.value
	lines := canvas.Wrap(text, room, st)
	for st.Size > canvas.SmallSize && st.Height(len(lines)) > c.row {
		st.Size -= 0.5
		lines = canvas.Wrap(text, room, st)
	}
	c.Lines(st, canvas.SmallColor, left, middle-st.Height(len(lines))/2, lines)
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
	st.Size = canvas.SmallSize
	tallest := 0.0
	for _, b := range p.panel.Bars {
		if math.IsNaN(b.Value) {
			tallest = max(tallest, st.Height(len(canvas.Wrap(b.Text, room, st))))
		}
	}
	return tallest
}
