package lines

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// drawEndLabels writes each label beside its line's end: in the plot itself
// where it has a clear place there, else in the column at the right, moved apart
// and tied to its line by a leader.
func (p *plot) drawEndLabels(e *endLabels) {
	for _, l := range e.Labels {
		if l.inPlot {
			p.haloLines(l, l.box)
		}
	}
	for _, l := range p.placeColumn(e.inColumn()) {
		if l.leads {
			end := p.at(l.End)
			p.Stroke(canvas.Pen{Color: l.leader, Width: 0.5, Dash: nil}, false, canvas.At(end.X+markRadius+1.5, end.Y), canvas.At(l.box.X0-2, (l.box.Y0+l.box.Y1)/2))
		}
		if p.first == p.Last { // the rules go on behind the label
			p.haloLines(l.endLabel, l.box)
			continue
		}
		p.Lines(l.style, l.color, l.box.X0, l.box.Y0, l.lines)
	}
}

// haloLines writes a label that stands on rules or tints. Its rim of paper keeps
// to the letters, so that no axis is wiped out.
func (p *plot) haloLines(l endLabel, b canvas.Box) {
	for i, line := range l.lines {
		p.HaloText(l.style, l.color, canvas.At(b.X0, b.Y0+l.style.Ascent()+float64(i)*l.style.Leading()), line)
	}
}

func (e *endLabels) inColumn() (column []endLabel) {
	for _, l := range e.Labels {
		if !l.inPlot {
			column = append(column, l)
		}
	}
	return column
}

// columnLabel is an end label where it stands in the column.
type columnLabel struct {
	endLabel
	box   canvas.Box
	leads bool // it has moved away from its line's end, and is tied to it
}

// placeColumn moves the labels apart within the height of the room they have,
// right of the last year's points.
func (p *plot) placeColumn(column []endLabel) []columnLabel {
	slots := make([]canvas.Slot, len(column))
	for i, l := range column {
		slots[i] = canvas.Slot{Want: p.labelRoom.Y1, Height: l.height() + betweenEnds} // without values: at the bottom
		if !math.IsNaN(l.End.Y) {
			slots[i].Want = p.at(l.End).Y
		}
	}
	middles, _ := canvas.Spread(slots, p.labelRoom.Y0-betweenEnds/2, p.labelRoom.Y1+betweenEnds/2)
	gap := labelGap
	placed := make([]columnLabel, len(column))
	for i, l := range column {
		placed[i] = columnLabel{endLabel: l}
		if !math.IsNaN(l.End.Y) && (math.Abs(p.at(l.End).Y-middles[i]) > movedBy || l.End.X < p.Last) {
			placed[i].leads, gap = true, leaderGap
		}
	}
	left := p.x(p.Last) + markRadius + gap
	for i, l := range placed {
		top := middles[i] - l.height()/2
		placed[i].box = canvas.Rect(left, top, left+l.style.Widest(l.lines), top+l.height())
	}
	return placed
}

// placeInPlot finds the labels that stand in the plot their places. One that has
// none goes into the column, and the figure must be laid out again.
func (p *plot) placeInPlot(e *endLabels) (all bool) {
	taken := p.ringsAndLabels()
	if p.unit != "" {
		taken = append(taken, p.unitBox())
	}
	obstacles := p.segments()
	all = true
	for i := range e.Labels {
		l := &e.Labels[i]
		if !l.inPlot {
			continue
		}
		if l.box, l.inPlot = p.clearPlace(*l, obstacles, taken); l.inPlot {
			taken = append(taken, l.box)
		}
		all = all && l.inPlot
	}
	return all
}

// ringsAndLabels are the boxes of the turning points.
func (p *plot) ringsAndLabels() (taken []canvas.Box) {
	for _, t := range p.turns {
		taken = append(taken, t.ring(), t.box)
	}
	return taken
}

// clearPlace looks for room inside the plot for the label of a line: right of its
// end, above, below, and further back along it.
func (p *plot) clearPlace(l endLabel, obstacles []segment, taken []canvas.Box) (canvas.Box, bool) {
	for _, at := range p.places(l) {
		b := canvas.Rect(at.X, at.Y, at.X+l.style.Widest(l.lines), at.Y+l.height())
		if p.area.Grown(1).Contains(b) && p.isClear(b.Grown(2.5), obstacles, taken) && p.isNearest(b, l.series, obstacles) {
			return b, true
		}
	}
	return canvas.Box{}, false
}

// farBack is how far along the figure to the line's end a label stands at least.
const farBack = 0.35

// places are the upper left corners to try, the best first.
func (p *plot) places(l endLabel) (corners []canvas.Point) {
	end, w, h := p.at(l.End), l.style.Widest(l.lines), l.height()
	const off = labelGap + markRadius
	if l.End.X < p.Last {
		corners = append(corners,
			canvas.At(end.X+off, end.Y-h/2), canvas.At(end.X+off, end.Y-h), canvas.At(end.X+off, end.Y),
			canvas.At(end.X+off, end.Y-h-markRadius-1), // a line on the axis
			canvas.At(end.X-w/2, end.Y-off-h), canvas.At(end.X-w/2, end.Y+off),
			canvas.At(end.X-w, end.Y-off-h), canvas.At(end.X-w, end.Y+off))
	}
	along := p.Series[l.series].withValue()
	from := p.first + (l.End.X-p.first)*farBack
	for _, away := range []float64{off, off + 4, off + 9, off + 16, off + 24} {
		for i := len(along) - 1; i >= 0 && along[i].X > from; i-- {
			at := p.at(along[i])
			left := min(at.X-w/2, p.area.X1-w)
			corners = append(corners, canvas.At(left, at.Y-away-h), canvas.At(left, at.Y+away))
		}
	}
	return corners
}

// isClear reports whether a label can stand in b: on no line, tint, rule of a
// seam or axis, nor on any of taken.
func (p *plot) isClear(b canvas.Box, obstacles []segment, taken []canvas.Box) bool {
	for _, s := range obstacles {
		if b.Crosses(s.from, s.to) {
			return false
		}
	}
	for _, t := range taken {
		if b.Overlaps(t) {
			return false
		}
	}
	for _, ps := range p.seams {
		if b.Overlaps(p.ruleBox(ps)) {
			return false
		}
	}
	zero := p.scale.Y(0, p.area.Y1, p.area.Y0)
	return b.Y1 < zero || b.Y0 > zero
}

// isNearest reports whether the series' own line is the nearest to a label's
// middle and ends, so that it cannot be taken for another's.
func (p *plot) isNearest(b canvas.Box, series int, obstacles []segment) bool {
	own, others := math.Inf(1), math.Inf(1)
	middle := (b.Y0 + b.Y1) / 2
	for _, x := range []float64{b.X0, (b.X0 + b.X1) / 2, b.X1} {
		for _, s := range obstacles {
			d := s.distance(canvas.At(x, middle))
			if s.series == series {
				own = min(own, d)
			} else {
				others = min(others, d)
			}
		}
	}
	return own*1.3 < others
}

// segment is a straight part of what is drawn, of a series or, with -1, of
// none.
type segment struct {
	from, to canvas.Point
	series   int
}

// distance is how far a point is from the segment.
func (s segment) distance(p canvas.Point) float64 {
	dx, dy := s.to.X-s.from.X, s.to.Y-s.from.Y
	t := 0.0
	if long := dx*dx + dy*dy; long > 0 {
		t = max(0, min(1, ((p.X-s.from.X)*dx+(p.Y-s.from.Y)*dy)/long))
	}
	return math.Hypot(p.X-s.from.X-t*dx, p.Y-s.from.Y-t*dy)
}

// segments are the lines as drawn, for labels to keep clear of.
func (p *plot) segments() (all []segment) {
	add := func(series int, lines ...[]canvas.Point) {
		for _, line := range lines {
			for j := range line {
				all = append(all, segment{line[max(j-1, 0)], line[j], series})
			}
		}
	}
	for i, s := range p.Series {
		for _, run := range s.runs() {
			add(i, p.laidOut(run))
		}
		add(i, p.fits(i)...)
		add(i, p.forecast(i), nil)
		for _, t := range p.tints(i) {
			add(i, t.upper, t.lower)
		}
		add(i, p.errorBars(i)...)
	}
	for _, t := range p.Targets {
		add(-1, p.course(t))
	}
	return all
}
