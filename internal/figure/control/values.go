package control

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// drawBaselines tints the values that limits were computed from.
func (p *plot) drawBaselines() {
	for _, phase := range p.Phases {
		if math.IsNaN(phase.Mean) || phase.Trial {
			continue
		}
		left, right := max(p.area.X0, p.x(phase.From-p.Step/2)), min(p.area.X1, p.x(phase.To+p.Step/2))
		p.Fill(canvas.BandColor, canvas.Rect(left, p.area.Y0, right, p.area.Y1).Corners()...)
	}
}

// drawLimits draws a phase's mean, and its limits in dashes.
func (p *plot) drawLimits(phase Phase) {
	if len(phase.Points) == 0 {
		return
	}
	from, to := phase.Points[0].X, phase.Points[len(phase.Points)-1].X
	left, right := max(p.area.X0, p.x(from-p.Step/2)), min(p.area.X1, p.x(to+p.Step/2))
	line := func(v float64, pen canvas.Pen) {
		if !math.IsNaN(v) {
			p.Stroke(pen, false, canvas.At(left, p.y(v)), canvas.At(right, p.y(v)))
		}
	}
	dash := []float64{4.5, 2}
	if phase.Trial {
		dash = []float64{1.4, 1.8}
	}
	line(phase.Mean, canvas.Pen{Color: canvas.AxisColor, Width: 0.8})
	for _, v := range []float64{phase.Lower, phase.Upper} {
		line(v, canvas.Pen{Color: canvas.AxisColor, Width: 0.8, Dash: dash})
	}
}

// drawValues joins a phase's values, broken where one is missing, and marks each.
func (p *plot) drawValues(phase Phase) {
	var line []canvas.Point
	for i, v := range phase.Points {
		if i > 0 && v.X-phase.Points[i-1].X > 1.5*p.Step {
			p.Stroke(canvas.Pen{Color: canvas.OthersColor, Width: 1}, false, line...)
			line = nil
		}
		line = append(line, canvas.At(p.x(v.X), p.y(v.Y)))
	}
	p.Stroke(canvas.Pen{Color: canvas.OthersColor, Width: 1}, false, line...)
	for _, v := range phase.Points {
		shape, c := p.symbol(v.Mark)
		r := min(dotRadius, max(0.8, p.perStep()/2.5))
		if v.Mark != Common {
			r = markRadius
		}
		if at := canvas.At(p.x(v.X), p.y(v.Y)); v.Mark.solid() {
			p.Marker(shape, c, at, r)
		} else {
			p.Hollow(shape, c, at, r)
		}
	}
}

// end is the name of a limit at the right end of the last phase.
type end struct {
	text string
	at   float64 // its value
}

func (p *plot) setEnds() {
	p.ends = nil
	last := p.Phases[len(p.Phases)-1]
	for _, e := range []end{{p.UpperLabel, last.Upper}, {p.MeanLabel, last.Mean}, {p.LowerLabel, last.Lower}} {
		if e.text != "" && !math.IsNaN(e.at) {
			p.ends = append(p.ends, e)
		}
	}
}

func (p *plot) drawEnds() {
	var slots []canvas.Slot
	for _, e := range p.ends {
		slots = append(slots, canvas.Slot{Want: p.y(e.at), Height: p.small.Leading()})
	}
	middles, _ := canvas.Spread(slots, p.area.Y0-p.small.Leading()/2, p.area.Y1+p.small.Leading()/2)
	for i, e := range p.ends {
		p.Text(p.small, canvas.SmallColor, canvas.At(p.area.X1+labelGap, middles[i]+p.small.Middle()), e.text)
	}
}

// keyItems are the marks that stand in the figure, with what they mean.
func (p *plot) keyItems() (marks []Mark, labels []string) {
	for _, k := range []struct {
		mark  Mark
		label string
	}{{High, p.HighLabel}, {Low, p.LowLabel}, {Above, p.AboveLabel}, {Below, p.BelowLabel}, {Way, p.WayLabel}} {
		if p.has(k.mark) && k.label != "" {
			marks, labels = append(marks, k.mark), append(labels, k.label)
		}
	}
	return marks, labels
}

func (c Content) has(m Mark) bool {
	for _, phase := range c.Phases {
		for _, p := range phase.Points {
			if p.Mark == m {
				return true
			}
		}
	}
	return false
}

// Measures of the key in points.
const (
	keyIndent   = 9.0
	betweenKeys = 14.0
)

// keyHeight sets the key's marks and texts in a row above the plot, or in several,
// and draws them: nothing else depends on where they stand.
func (p *plot) keyHeight() float64 {
	marks, labels := p.keyItems()
	x, y := p.body.X0, p.body.Y0
	for i, m := range marks {
		lines := canvas.Wrap(labels[i], p.body.Width()-keyIndent, p.axis)
		if w := p.axis.Widest(lines); i > 0 && x+keyIndent+w > p.body.X1 {
			x, y = p.body.X0, y+p.axis.Leading()
		}
		shape, c := p.symbol(m)
		if at := canvas.At(x+3, y+p.axis.Ascent()-p.axis.Middle()); m.solid() {
			p.Symbol(shape, c, at, markRadius)
		} else {
			p.Hollow(shape, c, at, markRadius)
		}
		p.Lines(p.axis, canvas.SmallColor, x+keyIndent, y, lines)
		x += keyIndent + p.axis.Widest(lines) + betweenKeys
		y += p.axis.Leading() * float64(len(lines)-1)
	}
	if len(marks) == 0 {
		return 0
	}
	return y - p.body.Y0 + p.axis.Height(1) + underKey
}
