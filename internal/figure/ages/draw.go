package ages

import (
	"image/color"
	"math"
	"slices"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures in points.
const (
	textSize    = 8.0
	besideAges  = 7.0
	easyRow     = 11.5 // where the height is not given
	easySliver  = 2.9  // the same, of single years
	slivers     = 40   // classes, from which on rows are that low
	leastRow    = 1.6
	leastSide   = 60.0
	highestRow  = 26.0
	labelRoom   = 9.2 // of a class's label above the next
	swatch      = 14.0
	afterSwatch = 4.0
	betweenKeys = 16.0
	underKey    = 7.0
	underHeads  = 4.0
	overTicks   = 3.0
	outline     = 1.2
)

// barColor is lighter than the focus, so that the outline stands out on it, at 3.9:1.
var barColor = canvas.SeriesStyles[0].Quiet

// pyramid is a laid-out figure.
type pyramid struct {
	*canvas.Sheet
	Content
	scale               axis.Scale
	text, strong, small canvas.Style
	body                canvas.Box // of the rows
	row                 float64    // height of one
	ages                float64    // width of their column
	own, other          []string   // of the key
	keyHeight           float64
}

func (c Content) pyramid(s *canvas.Sheet, width float64) *pyramid {
	p := &pyramid{Sheet: s, Content: c,
		text: canvas.Style{Face: s.Regular, Size: textSize}, strong: canvas.Style{Face: s.Bold, Size: textSize}, small: canvas.Style{Face: s.Regular, Size: canvas.SmallSize}}
	var values []float64
	for _, side := range c.Sides {
		values = append(append(values, side.Shares...), side.Other...)
	}
	p.scale = axis.NewScale(values, true)
	for _, class := range c.Classes {
		p.ages = max(p.ages, p.small.Width(class))
	}
	p.ages = max(p.ages, p.small.Width(c.Age)) + besideAges
	if len(c.Sides) == 2 {
		p.ages += besideAges
	}
	p.own, p.other = canvas.Wrap(c.Own, width-swatch-afterSwatch, p.small), canvas.Wrap(c.Other, width-swatch-afterSwatch, p.small)
	if c.Own != "" {
		p.keyHeight = p.small.Height(max(len(p.own), len(p.other))) + underKey
		if !p.oneLine(width) {
			p.keyHeight += p.small.Height(min(len(p.own), len(p.other)))
		}
	}
	return p
}

// oneLine reports whether the key's two entries stand side by side.
func (p *pyramid) oneLine(width float64) bool {
	return len(p.other) == 0 || 2*(swatch+afterSwatch)+betweenKeys+p.small.Widest(p.own)+p.small.Widest(p.other) <= width
}

// headHeight is what stands over the rows, footHeight what under them.
func (p *pyramid) headHeight() float64 { return p.keyHeight + p.strong.Height(1) + underHeads }

func (p *pyramid) footHeight() float64 { return overTicks + p.small.Height(1) }

// Height is where the rows have air between them.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	p := c.pyramid(s, width)
	row := easyRow
	if len(c.Classes) > slivers {
		row = easySliver
	}
	return max(120, p.headHeight()+p.footHeight()+row*float64(len(c.Classes)))
}

func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	p := c.pyramid(s, body.Width())
	p.body = canvas.Rect(body.X0, body.Y0+p.headHeight(), body.X1, body.Y1-p.footHeight())
	p.row = min(highestRow, p.body.Height()/float64(len(c.Classes)))
	if p.row < leastRow {
		return &canvas.TooSmall{What: "a population by age", LackH: leastRow*float64(len(c.Classes)) - p.body.Height()}
	}
	if lack := leastSide*float64(len(c.Sides)) + p.ages - body.Width(); lack > 0 {
		return &canvas.TooSmall{What: "a population by age", LackW: lack}
	}
	p.body.Y1 = p.body.Y0 + p.row*float64(len(c.Classes))
	sides := p.sides()
	for _, side := range sides {
		side.drawBars()
	}
	for _, side := range sides {
		side.drawOutline()
	}
	s.Watermark(p.body)
	p.drawKey(body)
	p.drawAges()
	for _, side := range sides {
		side.drawTexts()
	}
	return nil
}

// half is a side with its place: zero is where its bars begin, end where its scale
// ends.
type half struct {
	*pyramid
	Side
	zero, end float64
}

func (p *pyramid) sides() []half {
	if len(p.Sides) == 1 {
		return []half{{p, p.Sides[0], p.body.X0 + p.ages, p.body.X1 - p.endRoom()}}
	}
	middle := (p.body.X0 + p.body.X1) / 2
	return []half{{p, p.Sides[0], middle - p.ages/2, p.body.X0 + p.endRoom()}, {p, p.Sides[1], middle + p.ages/2, p.body.X1 - p.endRoom()}}
}

// endRoom is how far the last number of the scale stands out.
func (p *pyramid) endRoom() float64 {
	labels := p.scale.Labels(p.Lang)
	return p.small.Width(labels[len(labels)-1])/2 + p.small.Width(p.Unit)
}

func (h half) x(v float64) float64 { return h.scale.Y(v, h.zero, h.end) }

// top is the upper edge of a class's row, the youngest lowest.
func (p *pyramid) top(class int) float64 { return p.body.Y1 - p.row*float64(class+1) }

func (h half) drawBars() {
	for _, v := range h.scale.Ticks() {
		if v > 0 {
			h.Rule(canvas.RuleColor, 0.5, h.x(v), h.body.Y0, h.x(v), h.body.Y1)
		}
	}
	gap := 0.0
	if h.row > 4 {
		gap = max(0.6, 0.1*h.row)
	}
	for i, v := range h.Shares {
		if v > 0 {
			from, to := h.zero, h.x(v)
			h.Fill(barColor, canvas.Rect(h.Snap(min(from, to)), h.Snap(h.top(i)+gap/2), h.Snap(max(from, to)), h.Snap(h.top(i)+h.row-gap/2)).Corners()...)
		}
	}
	h.Rule(canvas.AxisColor, 0.6, h.zero, h.body.Y0, h.zero, h.body.Y1)
}

// drawOutline draws the other population as steps, without those it lacks.
func (h half) drawOutline() {
	var steps []canvas.Point
	flush := func() {
		h.Stroke(canvas.Pen{Color: canvas.InkColor, Width: outline}, false, steps...)
		steps = nil
	}
	for i, v := range h.Other {
		if math.IsNaN(v) {
			flush()
			continue
		}
		steps = append(steps, canvas.At(h.x(v), h.top(i)+h.row), canvas.At(h.x(v), h.top(i)))
	}
	flush()
}

// drawTexts writes the side's heading beside the ages, and its scale.
func (h half) drawTexts() {
	base := h.body.Y0 - underHeads - h.strong.Descent()
	if h.end < h.zero {
		h.TextRight(h.strong, canvas.TextColor, canvas.At(h.zero, base), h.Title)
	} else {
		h.Text(h.strong, canvas.TextColor, canvas.At(h.zero, base), h.Title)
	}
	h.drawScale()
}

// drawScale writes the numbers of the scale from both its ends, without those in
// between that would touch one another.
func (h half) drawScale() {
	labels, ticks := h.scale.Labels(h.Lang), h.scale.Ticks()
	top := h.body.Y1 + overTicks
	var written []canvas.Box
	for n := range ticks {
		i := (len(ticks) - n) % len(ticks) // zero, then from the end inwards
		text := labels[i]
		left := h.x(ticks[i]) - h.small.Width(text)/2
		if i == len(ticks)-1 {
			text += h.Unit
		}
		box := canvas.Rect(left, top, left+h.small.Width(text), top+h.small.Height(1))
		if n > 1 && slices.ContainsFunc(written, box.Grown(2).Overlaps) {
			continue
		}
		written = append(written, box)
		h.Text(h.small, canvas.SmallColor, canvas.At(left, top+h.small.Ascent()), text)
	}
}

// labelSteps are the multiples a class may be one of to be labelled.
var labelSteps = []int{1, 2, 5, 10, 20, 50}

// drawAges writes the classes between the sides, or before the one, as many as have
// room.
func (p *pyramid) drawAges() {
	write := func(c color.Color, base float64, text string) {
		if w := p.small.Width(text); len(p.Sides) == 2 {
			p.Text(p.small, c, canvas.At((p.body.X0+p.body.X1-w)/2, base), text)
		} else {
			p.Text(p.small, c, canvas.At(p.body.X0+p.ages-besideAges-w, base), text)
		}
	}
	write(canvas.SmallColor, p.body.Y0-underHeads-p.strong.Descent(), p.Age)
	step := labelSteps[len(labelSteps)-1]
	for _, n := range labelSteps {
		if p.row*float64(n) >= p.small.Height(1) {
			step = n
			break
		}
	}
	last := len(p.Classes) - 1
	for i, class := range p.Classes {
		if i%step == 0 || i == last && float64(last%step)*p.row >= labelRoom {
			write(canvas.TextColor, p.top(i)+p.row/2+p.small.Middle(), class)
		}
	}
}

// drawKey explains bars and outline.
func (p *pyramid) drawKey(body canvas.Box) {
	if p.Own == "" {
		return
	}
	left, top := body.X0, body.Y0
	entry := func(lines []string, mark func(box canvas.Box)) {
		y := top + p.small.Ascent() - p.small.Middle()
		mark(canvas.Rect(left, y-3.5, left+swatch, y+3.5))
		p.Lines(p.small, canvas.TextColor, left+swatch+afterSwatch, top, lines)
	}
	entry(p.own, func(b canvas.Box) { p.Fill(barColor, b.Corners()...) })
	if len(p.other) == 0 {
		return
	}
	if p.oneLine(body.Width()) {
		left += swatch + afterSwatch + p.small.Widest(p.own) + betweenKeys
	} else {
		top += p.small.Height(len(p.own))
	}
	entry(p.other, func(b canvas.Box) {
		middle := (b.X0 + b.X1) / 2
		p.Stroke(canvas.Pen{Color: canvas.InkColor, Width: outline}, false, canvas.At(b.X0, b.Y1), canvas.At(middle, b.Y1), canvas.At(middle, b.Y0), canvas.At(b.X1, b.Y0))
	})
}
