package lines

import (
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
)

// Measures of what series are seen against, in points.
const (
	otherWidth  = 0.7
	targetWidth = 1.0
)

var targetDash = []float64{1.2, 2}

// drawRanges tints the stretches of years behind everything.
func (p *plot) drawRanges() {
	for _, r := range p.Ranges {
		from, to := p.x(max(r.From-0.5, p.first)), p.x(min(r.To+0.5, p.Last))
		if from < to {
			p.Fill(canvas.RangeColor, canvas.Rect(from, p.area.Y0, to, p.area.Y1).Corners()...)
		}
	}
}

// drawOthers draws the lines in the background; one value alone is a dot.
func (p *plot) drawOthers() {
	for _, s := range p.Others {
		for _, run := range s.runs() {
			line := p.laidOut(slices.DeleteFunc(slices.Clone(run), func(v Point) bool { return v.X < p.first || v.X > p.Last }))
			if len(line) == 1 {
				p.Symbol(canvas.Circle, canvas.ContextColor, line[0], otherWidth)
			}
			p.Stroke(canvas.Pen{Color: canvas.ContextColor, Width: otherWidth, Dash: nil}, false, line...)
		}
	}
}

// othersEnd is where their label belongs: at the middle one of their last values.
func (l Content) othersEnd() (Point, bool) {
	var ends []float64
	last := math.Inf(-1) // a forecast may go beyond it
	for _, s := range l.Others {
		for _, p := range s.Points {
			if !math.IsNaN(p.Y) {
				last = max(last, p.X)
			}
		}
	}
	for _, s := range l.Others {
		for _, p := range s.Points {
			if p.X == last && !math.IsNaN(p.Y) {
				ends = append(ends, p.Y)
			}
		}
	}
	if len(ends) == 0 {
		return Point{}, false
	}
	slices.Sort(ends)
	return Point{last, ends[len(ends)/2]}, true
}

// course is a target's line between the figure's first and last year.
func (p *plot) course(t Target) (line []canvas.Point) {
	for i, s := range t.Steps {
		from, to := max(s.X, p.first), p.Last
		if i+1 < len(t.Steps) {
			to = min(t.Steps[i+1].X, p.Last)
		}
		if from > to {
			continue
		}
		line = append(line, p.at(Point{from, s.Y}), p.at(Point{to, s.Y}))
	}
	if p.first == p.Last && len(line) > 0 { // across the plot
		y := line[len(line)-1].Y
		return []canvas.Point{canvas.At(p.area.X0, y), canvas.At(p.area.X1, y)}
	}
	return line
}

func (p *plot) drawTargets() {
	for _, t := range p.Targets {
		p.Stroke(canvas.Pen{Color: canvas.InkColor, Width: targetWidth, Dash: targetDash}, false, p.course(t)...)
	}
}

// targetEnd is where its label belongs.
func (p *plot) targetEnd(t Target) Point { return Point{p.Last, t.Steps[len(t.Steps)-1].Y} }
