package lines

import (
	"image/color"
	"strings"

	"kuvio/internal/figure/canvas"
)

// valueTick is a rule of the value axis where it stands on the sheet, and its
// label; "" for none.
type valueTick struct {
	value, y float64
	label    string
}

// valueTicks are the value axis's rules, from the lowest. Labels of a low plot
// would touch: then only every other is written.
func (p *plot) valueTicks() []valueTick {
	every := 1
	for p.area.Height()/float64(len(p.values)-1)*float64(every) < p.axis.Leading() {
		every++
	}
	ticks := make([]valueTick, len(p.values))
	for i, v := range p.scale.Ticks() {
		ticks[i] = valueTick{value: v, y: p.scale.Y(v, p.area.Y1, p.area.Y0)}
		if i%every == 0 {
			ticks[i].label = p.values[i]
		}
	}
	return ticks
}

// topLabel is which of them has the highest label.
func topLabel(ticks []valueTick) int {
	for i := len(ticks) - 1; i > 0; i-- {
		if ticks[i].label != "" {
			return i
		}
	}
	return 0
}

// labelRight is where the numbers of the value axis end.
func (p *plot) labelRight() float64 { return p.area.X0 - p.unitRoom() - afterAxis - markRadius }

// placeOfUnit is where the unit stands.
type placeOfUnit int

const (
	within placeOfUnit = iota // after the highest number, into the plot
	beside                    // there too, the plot beginning behind it
	above                     // in a row of its own
)

// shortUnit is how wide a unit may be, in points, that the plot begins behind.
const shortUnit = 20.0

// moveUnit takes the unit out of the way of what is drawn.
func (p *plot) moveUnit() {
	if p.unitAt == within && p.axis.Width(p.unit) <= shortUnit {
		p.unitAt = beside
		return
	}
	p.unitAt, p.unit = above, strings.TrimLeft(p.unit, "\u00a0")
}

// unitRoom is what the plot gives the unit beside the highest number.
func (p *plot) unitRoom() float64 {
	if p.unitAt != beside {
		return 0
	}
	return p.axis.Width(p.unit)
}

// unitBox is where the unit stands: after the highest label, or above it.
func (p *plot) unitBox() canvas.Box {
	ticks := p.valueTicks()
	y := ticks[topLabel(ticks)].y
	if p.unitAt == above {
		base := p.outer.Y0 - p.axis.Descent()
		return canvas.Rect(p.outer.X0, base-p.axis.Ascent(), p.outer.X0+p.axis.Width(p.unit), base)
	}
	left := p.labelRight()
	return canvas.Rect(left, y-p.axis.Ascent()/2, left+p.axis.Width(p.unit), y+p.axis.Ascent()/2)
}

// mostUnit is the share of the plot's width that the unit may take beside the
// highest label.
const mostUnit = 0.4

// unitIsClear reports whether the unit can stand beside the axis's highest label.
func (p *plot) unitIsClear() bool {
	b := p.unitBox()
	if b.X1 > p.area.X0+mostUnit*p.area.Width() {
		return false
	}
	return p.isClear(b.Grown(1.5), p.segments(), p.ringsAndLabels())
}

// drawValueAxis draws the light horizontal rules and their numbers, which end
// in one line; the unit stands once. Zero and the base are
// drawn dark; an axis without them has no dark line.
func (p *plot) drawValueAxis() {
	ticks := p.valueTicks()
	top := topLabel(ticks)
	for i, t := range ticks {
		var c color.Color = canvas.RuleColor
		if t.value == 0 || t.value == p.Base {
			c = canvas.AxisColor
		}
		from := p.labelRight() + afterAxis/2
		if i == top && p.unit != "" && p.unitAt != above {
			from = max(from, p.unitBox().X1+afterAxis/2)
		}
		p.Rule(c, 0.5, from, t.y, p.area.X1+markRadius, t.y)
		p.TextRight(p.axis, canvas.SmallColor, canvas.At(p.labelRight(), t.y+p.axis.Middle()), t.label)
	}
	if b := p.unitBox(); p.unit != "" {
		base := (b.Y0+b.Y1)/2 + p.axis.Middle()
		p.Text(p.axis, canvas.SmallColor, canvas.At(b.X0, base), p.unit)
	}
}
