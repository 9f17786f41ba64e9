package figure

import (
	"image/color"
	"math"
	"strconv"
)

// drawValueAxis draws the light horizontal rules and their numbers, which end
// in one line. Zero is drawn dark; an axis without it has no dark line.
func (p *plot) drawValueAxis() {
	labels := p.scale.labels(p.lang)
	// Labels of a low plot would touch: then only every other is written.
	every := 1
	for p.area.height()/float64(len(labels)-1)*float64(every) < p.axis.leading() {
		every++
	}
	right := p.area.x0 - afterAxis - markRadius
	for i, v := range p.scale.ticks() {
		y := p.scale.y(v, p.area.y1, p.area.y0)
		var c color.Color = ruleColor
		if v == 0 {
			c = axisColor
		}
		p.rule(c, 0.5, p.area.x0-markRadius-afterAxis/2, y, p.area.x1+markRadius, y)
		if i%every == 0 {
			p.textRight(p.axis, smallColor, point{right, y + p.axis.middle()}, labels[i])
		}
	}
}

// drawYearAxis draws a mark at each labelled year and, where there is room, a
// smaller one at every year.
func (p *plot) drawYearAxis() {
	y := p.area.y1
	if p.yearWidth() >= leastMinor {
		for year := math.Ceil(p.first); year <= p.last; year++ {
			p.rule(axisColor, 0.4, p.x(year), y, p.x(year), y+tickLength/2)
		}
	}
	for _, t := range p.ticks {
		x, label := p.x(float64(t)), strconv.Itoa(t)
		p.rule(axisColor, 0.5, x, y, x, y+tickLength)
		w := p.axis.width(label)
		p.text(p.axis, smallColor, point{x - w/2, y + tickLength + aboveYears + p.axis.ascent()}, label)
	}
}
