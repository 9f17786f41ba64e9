package control

import (
	"image/color"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// drawValueAxis draws light rules and their numbers; zero is drawn dark.
func (p *plot) drawValueAxis() {
	every := 1
	for p.area.Height()/float64(len(p.numbers)-1)*float64(every) < p.axis.Leading() {
		every++
	}
	for i, v := range p.scale.Ticks() {
		var c color.Color = canvas.RuleColor
		if v == 0 {
			c = canvas.AxisColor
		}
		p.Rule(c, 0.5, p.area.X0, p.y(v), p.area.X1, p.y(v))
		if i%every == 0 {
			p.TextRight(p.axis, canvas.SmallColor, canvas.At(p.area.X0-afterAxis, p.y(v)+p.axis.Middle()), p.numbers[i])
		}
	}
}

// drawYearAxis marks the beginnings of years, and each month or quarter where there
// is room; the ends are named where fewer than two years begin between them.
func (p *plot) drawYearAxis() {
	y := p.area.Y1
	if p.perStep() >= leastMinor {
		for i := range int(math.Round((p.last-p.first)/p.Step)) + 1 {
			x := p.x(p.first + float64(i)*p.Step)
			p.Rule(canvas.AxisColor, 0.4, x, y, x, y+tickLength/2)
		}
	}
	base := y + tickLength + aboveYears + p.axis.Ascent()
	from, to := math.Ceil(p.first-1e-6), math.Floor(p.last+1e-6)
	if to-from < 1 {
		p.Text(p.axis, canvas.SmallColor, canvas.At(p.area.X0, base), p.FirstLabel)
		if w := p.axis.Width(p.LastLabel); p.last > p.first && w+p.axis.Width(p.FirstLabel)+yearSpacing < p.area.Width() {
			p.Text(p.axis, canvas.SmallColor, canvas.At(p.area.X1-w, base), p.LastLabel)
		}
		return
	}
	perYear := p.x(from+1) - p.x(from)
	for _, t := range axis.YearTicks(from, to, perYear, p.axis.Width("0000")+yearSpacing) {
		x, label := p.x(float64(t)), strconv.Itoa(t)
		p.Rule(canvas.AxisColor, 0.5, x, y, x, y+tickLength)
		w := p.axis.Width(label)
		left := max(p.body.X0, min(x-w/2, p.body.X1-w))
		p.Text(p.axis, canvas.SmallColor, canvas.At(left, base), label)
	}
}

// head is a text in the row above the plot, at a time: of a phase that begins, with
// an upright rule, or of a baseline.
type head struct {
	x     float64
	rule  bool
	lines []string
	box   canvas.Box
}

// setHeads places the heads, each in the highest row it finds free, and says where
// the plot begins.
func (p *plot) setHeads() (top float64) {
	p.heads = nil
	add := func(time float64, text string, rule bool) {
		if text == "" && !rule {
			return
		}
		p.heads = append(p.heads, head{x: p.x(time), rule: rule, lines: canvas.Balance(text, p.area.Width()*0.45, p.small)})
	}
	for i, phase := range p.Phases {
		if len(phase.Points) == 0 {
			continue
		}
		if i > 0 {
			add(phase.Points[0].X-p.Step/2, phase.Label, true)
		}
		if !math.IsNaN(phase.Mean) && !phase.Trial {
			add(phase.From-p.Step/2, p.BaselineLabel, false)
		}
	}
	top = p.area.Y0
	for i := range p.heads {
		h := &p.heads[i]
		w, high := p.small.Widest(h.lines), p.small.Height(len(h.lines))
		left := max(p.body.X0, min(h.x+2, p.body.X1-w))
		h.box = canvas.Rect(left, p.area.Y0, left+w, p.area.Y0+high)
		for taken(h.box, p.heads[:i]) {
			h.box.Y0, h.box.Y1 = h.box.Y0+p.small.Leading(), h.box.Y1+p.small.Leading()
		}
		top = max(top, h.box.Y1+underHead)
	}
	for i := range p.heads { // a baseline's name stands by its tint
		h := &p.heads[i]
		lower := h.box
		lower.Y0, lower.Y1 = top-underHead-h.box.Height(), top-underHead
		others := slices.Concat(p.heads[:i], p.heads[i+1:])
		if !h.rule && !taken(lower, others) {
			h.box = lower
		}
	}
	return top
}

func taken(box canvas.Box, by []head) bool {
	for _, h := range by {
		if canvas.Rect(box.X0-4, box.Y0, box.X1+4, box.Y1).Overlaps(h.box) {
			return true
		}
	}
	return false
}

func (p *plot) drawHeads() {
	for _, h := range p.heads {
		if h.rule {
			p.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.6, Dash: []float64{2.2, 1.8}}, false, canvas.At(h.x, h.box.Y0), canvas.At(h.x, p.area.Y1))
		}
		p.Lines(p.small, canvas.SmallColor, h.box.X0, h.box.Y0, h.lines)
	}
}
