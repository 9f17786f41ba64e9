package profile

import (
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
)

// Colours and measures of the ranges.
var (
	allColor  = color.RGBA{0xe0, 0xe0, 0xe0, 0xff}
	halfColor = color.RGBA{0xb5, 0xb5, 0xb5, 0xff}
)

const (
	barHeight   = 5.5
	halfHeight  = 9.5 // of the middle half: a sign does not hide it
	besideRange = 5.5 // between a range, on whose end a sign may stand, and the number at it
	tickHeight  = 9.0
)

func (p *laidOut) draw(body canvas.Box) {
	p.drawKey(body.X0, body.Y0)
	top := body.Y0 + p.key.height
	p.drawHeads(body.X0, top)
	first := top + p.headHeight + afterHeads
	p.Rule(canvas.AxisColor, 0.6, body.X0, first, p.right(body.X0), first)
	y := first
	boxes := make([]canvas.Box, len(p.Rows))
	for i := range p.Rows {
		boxes[i] = canvas.Rect(body.X0, y, p.right(body.X0), y+p.rowHeight(i))
		y = boxes[i].Y1
		p.Rule(canvas.RuleColor, 0.5, boxes[i].X0, y, boxes[i].X1, y)
		p.drawBars(i, boxes[i])
	}
	p.Watermark(canvas.Rect(body.X0, top, p.right(body.X0), y))
	for i := range p.Rows {
		p.drawRow(i, boxes[i])
	}
}

// right is the right edge of what is drawn.
func (p *laidOut) right(left float64) float64 {
	switch {
	case p.Range:
		return left + p.rangeTo
	case p.Content.Trend != "":
		return left + p.trendAt + p.trendWidth
	}
	return left + p.columns[len(p.columns)-1].right
}

// hasMiddle reports whether a benchmark stands in the middle of the ranges.
func (p *laidOut) hasMiddle() bool { return p.has(func(r Row) bool { return r.Range.centred() }) }

// middleAt is where the middle of the ranges lies.
func (p *laidOut) middleAt(left float64) float64 {
	return left + (p.rangeAt+p.lowRoom+besideRange+p.rangeTo-p.highRoom-besideRange)/2
}

// reach is how far a range goes from the middle at most.
func (p *laidOut) reach() float64 {
	return (p.rangeTo - p.rangeAt - p.lowRoom - p.highRoom - 2*besideRange) / 2
}

func (p *laidOut) drawHeads(left, top float64) {
	bottom := top + p.headHeight
	for i, col := range p.columns {
		st, c := p.small, color.Color(canvas.SmallColor)
		if i == 0 {
			st, c = p.headStyle(p.bold), canvas.InkColor
		}
		y := bottom - st.Height(len(col.heading)) + st.Ascent()
		for k, line := range col.heading {
			p.TextRight(st, c, canvas.At(left+col.right, y+float64(k)*st.Leading()), line)
		}
	}
	y := bottom - p.small.Descent()
	if p.Content.Trend != "" {
		p.Text(p.small, canvas.SmallColor, canvas.At(left+p.trendAt+(p.trendWidth-p.small.Width(p.Content.Trend))/2, y), p.Content.Trend)
	}
	if !p.Range {
		return
	}
	p.Text(p.small, canvas.SmallColor, canvas.At(left+p.rangeAt, y), p.Sides.Left)
	p.TextRight(p.small, canvas.SmallColor, canvas.At(left+p.rangeTo, y), p.Sides.Right)
	half := p.small.Width(p.Sides.Middle) / 2
	if middle := p.middleAt(left); p.hasMiddle() {
		if middle-half < left+p.rangeAt+p.small.Width(p.Sides.Left)+4 || middle+half > left+p.rangeTo-p.small.Width(p.Sides.Right)-4 {
			y -= p.small.Leading()
		}
		p.Text(p.small, canvas.TextColor, canvas.At(middle-half, y), p.Sides.Middle)
	}
}

// x is where a value of a row's range stands.
func (p *laidOut) x(r Range, v, left float64) float64 {
	middle, side := r.scale()
	if side <= 0 {
		return p.middleAt(left)
	}
	away := (v - middle) / side
	if r.Flip {
		away = -away
	}
	return p.middleAt(left) + max(-1, min(1, away))*p.reach()
}

func (p *laidOut) bar(c color.Color, x0, x1, y, high float64) {
	p.Fill(c, canvas.Rect(p.Snap(min(x0, x1)), p.Snap(y-high/2), p.Snap(max(x0, x1)), p.Snap(y+high/2)).Corners()...)
}

func (p *laidOut) drawBars(i int, box canvas.Box) {
	r := p.Rows[i].Range
	if !p.Range || !r.known() {
		return
	}
	y := (box.Y0 + box.Y1) / 2
	p.bar(allColor, p.x(r, r.Low, box.X0), p.x(r, r.High, box.X0), y, barHeight)
	p.bar(halfColor, p.x(r, r.LowHalf, box.X0), p.x(r, r.UpperHalf, box.X0), y, halfHeight)
	if r.centred() {
		x := p.middleAt(box.X0)
		p.Rule(canvas.AxisColor, 0.7, x, box.Y0, x, box.Y1)
	}
}

// drawSecond draws the mark of the second benchmark.
func (p *laidOut) drawSecond(x, y float64) {
	p.Rule(canvas.PaperColor, 3, x, y-tickHeight/2, x, y+tickHeight/2)
	p.Rule(canvas.InkColor, 1.4, x, y-tickHeight/2, x, y+tickHeight/2)
}

func (p *laidOut) drawRow(i int, box canvas.Box) {
	r := p.Rows[i]
	p.Lines(p.name, canvas.InkColor, box.X0, box.Y0+p.pad, p.names[i])
	p.Lines(p.small, canvas.SmallColor, box.X0, box.Y0+p.pad+p.name.Height(len(p.names[i])), p.details[i])
	y := (box.Y0 + box.Y1) / 2
	for k, col := range p.columns {
		st, c, text := p.name, color.Color(canvas.TextColor), ""
		if k == 0 {
			st, c, text = p.valueStyle(r, p.bold), canvas.InkColor, r.Value
			if r.Absent {
				c = canvas.SmallColor
			}
			if !p.Range && !r.Absent && r.Verdict != NoVerdict {
				p.drawVerdict(r.Verdict, canvas.At(box.X0+col.right-st.Width(text)-markRoom/2, y))
			}
		} else {
			text = r.Beside[k-1]
		}
		p.TextRight(st, c, canvas.At(box.X0+col.right, y+st.Middle()), text)
	}
	if p.Content.Trend != "" {
		p.drawTrend(r.Trend, canvas.At(box.X0+p.trendAt+p.trendWidth/2, y))
	}
	if p.Range {
		p.drawRange(r, box, y)
	}
}

// drawRange draws what stands on a row's bars, and the numbers at their ends.
func (p *laidOut) drawRange(r Row, box canvas.Box, y float64) {
	if !r.Range.known() {
		p.Text(p.small, canvas.SmallColor, canvas.At(box.X0+p.rangeAt, y+p.small.Middle()), r.Range.Reason)
		return
	}
	left, right := p.x(r.Range, r.Range.Low, box.X0), p.x(r.Range, r.Range.High, box.X0)
	low, high := r.Range.LowText, r.Range.HighText
	if left > right || r.Range.Flip && left == right {
		left, right, low, high = right, left, high, low
	}
	p.TextRight(p.small, canvas.SmallColor, canvas.At(left-besideRange, y+p.small.Middle()), low)
	p.Text(p.small, canvas.SmallColor, canvas.At(right+besideRange, y+p.small.Middle()), high)
	for _, mark := range r.Range.Marks[min(1, len(r.Range.Marks)):] {
		if mark >= r.Range.Low && mark <= r.Range.High {
			p.drawSecond(p.x(r.Range, mark, box.X0), y)
		}
	}
	if !r.Absent {
		p.drawVerdict(r.Verdict, canvas.At(p.x(r.Range, r.Range.Own, box.X0), y))
	}
}

// drawTrend draws an arrow about its middle.
func (p *laidOut) drawTrend(t Trend, at canvas.Point) {
	const half, head, thick = 3.9, 2.8, 1.0
	dy := 0.0
	switch t {
	case NoTrend:
		return
	case Up:
		dy = -2.9
	case Down:
		dy = 2.9
	}
	pen := canvas.Pen{Color: canvas.TextColor, Width: thick}
	from, to := canvas.At(at.X-half, at.Y-dy), canvas.At(at.X+half, at.Y+dy)
	p.Stroke(pen, false, from, to)
	// The head's two strokes lie 40 degrees from the shaft.
	length := math.Hypot(to.X-from.X, to.Y-from.Y)
	ux, uy := (from.X-to.X)/length, (from.Y-to.Y)/length
	const cos, sin = 0.766, 0.643
	p.Stroke(pen, false,
		canvas.At(to.X+head*(ux*cos-uy*sin), to.Y+head*(ux*sin+uy*cos)), to,
		canvas.At(to.X+head*(ux*cos+uy*sin), to.Y+head*(-ux*sin+uy*cos)))
}
