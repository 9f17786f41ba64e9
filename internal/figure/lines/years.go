package lines

import (
	"math"
	"strconv"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// tick is a labelled place of the year axis.
type tick struct {
	x     float64
	label string
}

// lastTick is the label under the last year.
func (p *plot) lastTick() string {
	if n := len(p.Periods); n > 0 {
		return p.Periods[n-1].Label
	}
	return "0000"
}

// yearTicks are the years to label, or the periods of several years.
func (p *plot) yearTicks() (ticks []tick) {
	if len(p.Periods) > 0 {
		return p.periodTicks()
	}
	for _, y := range axis.YearTicks(p.first, p.Last, p.yearWidth(), p.axis.Width("0000")+yearSpacing) {
		ticks = append(ticks, tick{float64(y), strconv.Itoa(y)})
	}
	return ticks
}

// periodTicks are the last period and, from it backwards, every one or every so
// many that do not touch.
func (p *plot) periodTicks() []tick {
	const close = 1e-9
	room := p.axis.Width(p.lastTick()) + yearSpacing
	n := len(p.Periods)
	for every := 1; ; every++ {
		var ticks []tick
		clear := true
		for i := (n - 1) % every; i < n; i += every {
			t := tick{p.Periods[i].X, p.Periods[i].Label}
			if len(ticks) > 0 && p.x(t.x)-p.x(ticks[len(ticks)-1].x) < room-close {
				clear = false
			}
			ticks = append(ticks, t)
		}
		if clear || every >= n {
			return ticks
		}
	}
}

// minorSteps are what small marks may stand at: years, quarters, months.
var minorSteps = []float64{1. / 12, 1. / 4, 1}

// minor is how far apart the small marks are: years, or quarters or months where
// that is what values are of and there is room; 0 for none.
func (p *plot) minor() float64 {
	usual := 1.0
	for _, s := range p.Series {
		if step := float64(s.usualStep()); step > 0 {
			usual = min(usual, step)
		}
	}
	for _, step := range minorSteps {
		room := leastMinor
		if step < 1 {
			room = leastMinor / 2
		}
		if step > usual-0.01 && p.yearWidth()*step >= room {
			return step
		}
	}
	return 0
}

// drawYearAxis draws a mark at each labelled year and, where there is room, a
// smaller one at every year.
func (p *plot) drawYearAxis() {
	y := p.area.Y1
	step := p.minor()
	if len(p.Periods) > 0 {
		step = 0
		for _, of := range p.Periods {
			p.Rule(canvas.AxisColor, 0.4, p.x(of.X), y, p.x(of.X), y+tickLength/2)
		}
	}
	if step > 0 {
		for n := math.Ceil(p.first/step - 1e-6); n*step <= p.Last+1e-6; n++ {
			p.Rule(canvas.AxisColor, 0.4, p.x(n*step), y, p.x(n*step), y+tickLength/2)
		}
	}
	for _, t := range p.ticks {
		x := p.x(t.x)
		p.Rule(canvas.AxisColor, 0.5, x, y, x, y+tickLength)
		w := p.axis.Width(t.label)
		left := min(max(x-w/2, p.outer.X0), p.outer.X1-w)
		p.Text(p.axis, canvas.SmallColor, canvas.At(left, y+tickLength+aboveYears+p.axis.Ascent()), t.label)
	}
}
