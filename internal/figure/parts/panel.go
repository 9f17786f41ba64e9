package parts

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// panel is a scale with what is drawn on it: zero stands at zero, a unit is unit
// points long.
type panel struct {
	chart         *chart
	part          int // of a split figure
	x0, x1        float64
	low, high     float64
	before, after float64 // the room for texts on either side of the bars
	zero, unit    float64
}

// fit finds how far the bars of the panel go, and what room their texts take.
func (p *panel) fit() {
	c := p.chart
	for _, r := range c.Rows {
		low, high := c.reach(r)
		bars := r.Bars
		if c.Form == Split && c.Own != "" {
			bars = bars[p.part : p.part+1]
			low, high = c.reach(Row{Bars: bars})
		}
		p.low, p.high = min(p.low, low), max(p.high, high)
		switch c.Form {
		case Share:
		case Stacked:
			if r.whole() && r.Total != "" {
				p.after = max(p.after, c.barStyle(r).Width(r.Total)+afterBar)
			}
		default:
			for _, b := range bars {
				w := c.barStyle(r).Width(b.Text) + afterBar
				switch {
				case b.Value < 0:
					p.before = max(p.before, w)
				case !math.IsNaN(b.Value):
					p.after = max(p.after, w)
				}
			}
		}
	}
	if c.Form == Share {
		p.high = max(p.high, 1e-9)
	}
	if c.hasAxis() { // half of the outermost numbers goes beyond the rules
		_, labels := p.ticks()
		if n := len(labels); n > 0 {
			p.after = max(p.after, c.small.Width(labels[n-1])/2+1)
		}
	}
}

// place puts zero and the unit where the panel's bars have room.
func (p *panel) place() {
	p.zero = p.x0 + p.before
	if p.high > p.low {
		p.unit = (p.x1 - p.x0 - p.before - p.after) / (p.high - p.low)
		p.zero -= p.low * p.unit
	}
}

func (p *panel) x(v float64) float64 { return p.zero + v*p.unit }

// barStyle is what the values of a row are written in.
func (c *chart) barStyle(r Row) canvas.Style {
	st := c.value
	if c.Form == Grouped {
		st = c.small
	}
	if r.Role == Focus {
		st.Face = c.Bold
	}
	return st
}

// segment is one bar with its place.
type segment struct {
	Bar
	part     int
	from, to float64 // values
	box      canvas.Box
	fill     canvas.Shade
}

// segments are the bars of a row that the panel has.
func (p *panel) segments(r *rowPlace) (all []segment) {
	c := p.chart
	thick := min(tallestBar, barShare*r.high)
	top := r.top + (r.high-thick)/2
	if c.Form == Grouped {
		thick = (r.high - groupGap*r.high/r.want) / float64(len(c.Parts))
		top = r.top + (r.high-thick*float64(len(c.Parts)))/2
	}
	below, above := 0.0, 0.0
	for i, b := range r.Bars {
		s := segment{Bar: b, part: i, to: b.Value}
		switch c.Form {
		case Split:
			if i != p.part {
				continue
			}
			s.fill = c.alone(r.Row, c.Parts[i])
		case Grouped:
			s.fill = c.fill[i]
		default:
			s.fill = c.fill[i]
			at := &above
			if b.Value < 0 {
				at = &below
			}
			s.from, s.to = *at, *at+b.Value
			*at = s.to
		}
		s.box = canvas.Rect(min(p.x(s.from), p.x(s.to)), top, max(p.x(s.from), p.x(s.to)), top+thick)
		if c.Form == Grouped {
			top += thick
		}
		all = append(all, s)
	}
	return all
}

func (c Content) endToEnd() bool { return c.Form == Stacked || c.Form == Share }

// paperGap parts bars that touch, in points.
const paperGap = 0.8

func (p *panel) drawBars(r *rowPlace) {
	c := p.chart
	if c.endToEnd() && !r.whole() {
		return
	}
	for _, s := range p.segments(r) {
		if math.IsNaN(s.Value) {
			continue
		}
		b := s.box
		switch {
		case c.endToEnd():
			b.X1 -= min(paperGap, b.Width()/3)
		case c.Form == Grouped:
			b.Y1 -= min(paperGap, b.Height()/3)
		}
		c.Fill(s.fill.Fill, canvas.Rect(c.Snap(b.X0), c.Snap(b.Y0), c.Snap(b.X1), c.Snap(b.Y1)).Corners()...)
	}
}

func (p *panel) drawZero() {
	c := p.chart
	if n := c.apart(); n > 0 && n < len(c.rows) {
		last := c.rows[n-1]
		c.Rule(canvas.AxisColor, 0.6, p.zero, c.top, p.zero, last.top+last.high)
		c.Rule(canvas.AxisColor, 0.6, p.zero, c.rows[n].top, p.zero, c.bottom)
		return
	}
	c.Rule(canvas.AxisColor, 0.6, p.zero, c.top, p.zero, c.bottom)
}

func (p *panel) drawAxis() {
	c := p.chart
	if !c.hasAxis() {
		return
	}
	ticks, labels := p.ticks()
	free := math.Inf(-1)
	for i, v := range ticks {
		x := p.x(v)
		c.Rule(canvas.RuleColor, 0.5, x, c.top, x, c.bottom+2)
		w := c.small.Width(labels[i])
		left := max(x-w/2, c.left)
		if last := len(ticks) - 1; i < last && (left < free || left+w+4 > p.x(ticks[last])-c.small.Width(labels[last])/2) {
			continue
		} else if left < free {
			continue
		}
		free = left + w + 4
		c.Text(c.small, canvas.SmallColor, canvas.At(left, c.bottom+4+c.small.Ascent()), labels[i])
	}
}

func (p *panel) drawTitle(lines []string) {
	c := p.chart
	st := canvas.Style{Face: c.Bold, Size: valueSize}
	y := c.top - afterTitles - st.Height(len(lines))
	if c.Own != "" {
		own := canvas.Wrap(c.Own, p.x1-p.x0, c.small)
		y -= c.small.Leading() * float64(len(own))
		c.Lines(c.small, canvas.SmallColor, p.x0, y+st.Height(len(lines)), own)
	}
	c.Lines(st, canvas.TextColor, p.x0, y, lines)
}

// insideShare is how much wider than its text a bar must be that it stands in.
const insideShare = 1.3

func (p *panel) drawTexts(r *rowPlace) {
	c := p.chart
	if c.endToEnd() {
		p.drawInside(r)
		return
	}
	st := c.barStyle(r.Row)
	for _, s := range p.segments(r) {
		middle := (s.box.Y0 + s.box.Y1) / 2
		y := middle + st.Middle()
		switch {
		case math.IsNaN(s.Value):
			height := r.high
			if c.Form == Grouped {
				height = s.box.Height()
			}
			p.drawReason(s.Text, middle, height)
		case s.Value < 0:
			c.TextRight(st, canvas.InkColor, canvas.At(s.box.X0-afterBar, y), s.Text)
		default:
			c.Text(st, canvas.InkColor, canvas.At(s.box.X1+afterBar, y), s.Text)
		}
	}
}

// drawInside writes the values of bars end to end in those that have room, and the
// sum after them.
func (p *panel) drawInside(r *rowPlace) {
	c := p.chart
	middle := r.top + r.high/2
	if !r.whole() {
		p.drawReason(r.Reason, middle, r.high)
		return
	}
	end := p.zero
	for _, s := range p.segments(r) {
		end = max(end, s.box.X1)
		if w := c.small.Width(s.Text); s.box.Width() >= insideShare*w && s.box.Height() >= c.small.Size {
			c.Text(c.small, s.fill.Text, canvas.At((s.box.X0+s.box.X1-paperGap-w)/2, middle+c.small.Middle()), s.Text)
		}
	}
	if c.Form == Stacked && r.Total != "" {
		st := c.barStyle(r.Row)
		c.HaloText(st, canvas.InkColor, canvas.At(end+afterBar, middle+st.Middle()), r.Total)
	}
}

// drawReason writes why there is no bar, on the side of zero with more room,
// in as small a type as it takes.
func (p *panel) drawReason(text string, middle, height float64) {
	c := p.chart
	left, room := p.reasonRoom()
	st := c.value
	if c.Form == Grouped {
		st = c.small
	}
	lines := canvas.Wrap(text, room, st)
	for st.Size > canvas.SmallSize && st.Height(len(lines)) > height {
		st.Size -= 0.5
		lines = canvas.Wrap(text, room, st)
	}
	c.Lines(st, canvas.SmallColor, left, middle-st.Height(len(lines))/2, lines)
}

func (p *panel) reasonRoom() (left, room float64) {
	if p.zero-p.x0 > p.x1-p.zero {
		return p.x0, p.zero - afterBar - p.x0
	}
	return p.zero + afterBar, p.x1 - p.zero - afterBar
}

// reasonHeight is the height of the tallest reason of a row in the smallest type.
func (p *panel) reasonHeight(r Row) float64 {
	c := p.chart
	_, room := p.reasonRoom()
	tallest := 0.0
	add := func(text string) { tallest = max(tallest, c.small.Height(len(canvas.Wrap(text, room, c.small)))) }
	if c.endToEnd() {
		if !r.whole() {
			add(r.Reason)
		}
		return tallest
	}
	for i, b := range r.Bars {
		if math.IsNaN(b.Value) && (c.Form != Split || i == p.part) {
			add(b.Text)
		}
	}
	return tallest
}
