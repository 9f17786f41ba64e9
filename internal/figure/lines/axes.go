package lines

import (
	"image/color"
	"math"
	"strconv"

	"kuvio/internal/figure/canvas"
)

// drawValueAxis draws the light horizontal rules and their numbers, which end
// in one line. Zero is drawn dark; an axis without it has no dark line.
func (p *plot) drawValueAxis() {
	labels := p.scale.Labels(p.Lang)
	// Labels of a low plot would touch: then only every other is written.
	every := 1
	for p.area.Height()/float64(len(labels)-1)*float64(every) < p.axis.Leading() {
		every++
	}
	right := p.area.X0 - afterAxis - markRadius
	for i, v := range p.scale.Ticks() {
		y := p.scale.Y(v, p.area.Y1, p.area.Y0)
		var c color.Color = canvas.RuleColor
		if v == 0 {
			c = canvas.AxisColor
		}
		p.Rule(c, 0.5, p.area.X0-markRadius-afterAxis/2, y, p.area.X1+markRadius, y)
		if i%every == 0 {
			p.TextRight(p.axis, canvas.SmallColor, canvas.At(right, y+p.axis.Middle()), labels[i])
		}
	}
}

// drawYearAxis draws a mark at each labelled year and, where there is room, a
// smaller one at every year.
func (p *plot) drawYearAxis() {
	y := p.area.Y1
	if p.yearWidth() >= leastMinor {
		for year := math.Ceil(p.first); year <= p.Last; year++ {
			p.Rule(canvas.AxisColor, 0.4, p.x(year), y, p.x(year), y+tickLength/2)
		}
	}
	for _, t := range p.ticks {
		x, label := p.x(float64(t)), strconv.Itoa(t)
		p.Rule(canvas.AxisColor, 0.5, x, y, x, y+tickLength)
		w := p.axis.Width(label)
		p.Text(p.axis, canvas.SmallColor, canvas.At(x-w/2, y+tickLength+aboveYears+p.axis.Ascent()), label)
	}
}
