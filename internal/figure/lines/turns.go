package lines

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of turning points in points.
const (
	ringRadius = 4.3
	ringStroke = 1.2
	turnSize   = 7.5

	digitHeight = 0.74 // of the type size, with its rounding

	lineCost = 40.0 // of a label on a line, against one for the next best place
	edgeCost = 4.0  // on the edge of a tint
)

// placedTurn is a turning point where it stands: the middle of its ring and
// the box of its label.
type placedTurn struct {
	series int
	at     canvas.Point
	label  string
	box    canvas.Box
	away   bool // the label is tied to its ring by a leader
}

func (t placedTurn) ring() canvas.Box {
	return canvas.Rect(t.at.X, t.at.Y, t.at.X, t.at.Y).Grown(ringRadius + ringStroke/2)
}

func (p *plot) turnStyle() canvas.Style { return canvas.Style{Face: p.Bold, Size: turnSize} }

// placeTurns finds each label the clearest place around its ring.
func (p *plot) placeTurns() {
	p.turns = nil
	for i, s := range p.Series {
		for _, t := range s.Turns {
			p.turns = append(p.turns, placedTurn{series: i, at: p.at(Point{t.X, t.Y}), label: t.Label})
		}
	}
	obstacles := p.obstacles()
	st := p.turnStyle()
	n := 0
	for _, s := range p.Series {
		for _, t := range s.Turns {
			turn := &p.turns[n]
			best := math.Inf(1)
			for j, c := range turn.candidates(st.Width(turn.label), st.Size*digitHeight, s.turnsDown(t)) {
				if cost := p.cost(c, obstacles, p.turns[:n]) + float64(j); cost < best {
					best, turn.box, turn.away = cost, c.box, c.away
				}
			}
			n++
		}
	}
}

// candidates are the places for a label of w × h points, best first: beyond
// the ring on the side the line turns from, then around it, then further away.
func (t placedTurn) candidates(w, h float64, above bool) (places []placedTurn) {
	side := 1.0
	if above {
		side = -1
	}
	for _, off := range []float64{ringRadius + 2.5, ringRadius + 10, ringRadius + 18, ringRadius + 28} {
		for _, u := range []canvas.Point{canvas.At(0, side), canvas.At(0.7, side), canvas.At(-0.7, side), canvas.At(1, 0), canvas.At(-1, 0), canvas.At(0.7, -side), canvas.At(-0.7, -side), canvas.At(0, -side)} {
			dx, dy := u.X*(off+w/2), u.Y*(off+h/2)
			if u.X != 0 && u.Y != 0 {
				dx, dy = u.X*off+math.Copysign(w/2, u.X), u.Y*0.7*off+u.Y*h/2
			}
			c := t
			c.box = canvas.Rect(t.at.X+dx-w/2, t.at.Y+dy-h/2, t.at.X+dx+w/2, t.at.Y+dy+h/2)
			c.away = off > ringRadius+5
			places = append(places, c)
		}
	}
	return places
}

// obstacle is a line on the sheet and how much a label is loath to cross it.
type obstacle struct {
	from, to canvas.Point
	cost     float64
}

// obstacles are what labels of turning points keep clear of.
func (p *plot) obstacles() (all []obstacle) {
	add := func(cost float64, line []canvas.Point) {
		for j := range line {
			all = append(all, obstacle{line[max(j-1, 0)], line[j], cost})
		}
	}
	for i, s := range p.Series {
		for _, run := range s.runs() {
			add(lineCost, p.laidOut(run))
		}
		for _, line := range append(p.fits(i), p.forecast(i)) {
			add(lineCost, line)
		}
		for _, t := range p.tints(i) {
			add(edgeCost, t.upper)
			add(edgeCost, t.lower)
		}
	}
	for _, t := range p.Targets {
		add(lineCost, p.course(t))
	}
	for _, s := range p.seams {
		if s.why != stretch {
			add(lineCost, []canvas.Point{canvas.At(s.x, s.box.Y0), canvas.At(s.x, p.area.Y1)})
		}
	}
	for _, y := range []float64{p.area.Y1, p.scale.Y(0, p.area.Y1, p.area.Y0)} { // the axes
		add(lineCost, []canvas.Point{canvas.At(p.area.X0, y), canvas.At(p.area.X1, y)})
	}
	return all
}

// cost is how ill the label of c stands there. A leader that crosses a line
// makes the label look like that line's.
func (p *plot) cost(c placedTurn, obstacles []obstacle, placed []placedTurn) float64 {
	b, cost := c.box, 0.0
	if !p.area.Grown(2).Contains(b) {
		cost += 400
	}
	for _, o := range obstacles {
		if b.Grown(1.8).Crosses(o.from, o.to) {
			cost += o.cost
		}
	}
	if from, to, ok := c.leader(); ok {
		for _, o := range obstacles {
			if o.cost >= lineCost && canvas.Meet(from, to, o.from, o.to) {
				cost += o.cost / 2
			}
		}
	}
	for _, t := range placed {
		if b.Grown(2).Overlaps(t.box) {
			cost += 200
		}
	}
	for _, t := range p.turns {
		if b.Overlaps(t.ring()) {
			cost += 80
		}
	}
	return cost
}

// turnsDown reports whether the line lies below the turning point on both
// sides taken together, so that there is room above it: of the trend, where
// there is one that bends, else of the values.
func (s Series) turnsDown(t Turn) bool {
	line := s.Points
	if len(s.Fit) > 2 {
		line = s.Fit
	}
	before, after := Point{math.NaN(), math.NaN()}, Point{math.NaN(), math.NaN()}
	for _, v := range line {
		switch {
		case math.IsNaN(v.Y):
		case v.X < t.X:
			before = v
		case v.X > t.X && math.IsNaN(after.Y):
			after = v
		}
	}
	chord := before.Y + (after.Y-before.Y)*(t.X-before.X)/(after.X-before.X)
	return !(t.Y < chord) // NaN: above
}

// drawTurns draws the rings, which let what they are about be seen, and their
// labels; the first series' on top. They have no rim of paper: it would cut other
// lines, and a cut means a missing value.
func (p *plot) drawTurns() {
	st := p.turnStyle()
	for i := len(p.turns) - 1; i >= 0; i-- {
		t := p.turns[i]
		c := p.styles[t.series].Label
		ring := canvas.Polygon(t.at, ringRadius, 40, 0)
		p.Stroke(canvas.Pen{Color: c, Width: ringStroke, Dash: nil}, true, ring...)
		if from, to, ok := t.leader(); ok {
			p.Stroke(canvas.Pen{Color: c, Width: 0.5, Dash: nil}, false, from, to)
		}
		p.HaloText(st, c, canvas.At(t.box.X0, t.box.Y1), t.label)
	}
}

// leader ties a label that stands away to its ring, from the ring's edge towards
// the nearest point of the label.
func (t placedTurn) leader() (from, to canvas.Point, ok bool) {
	to = canvas.At(max(t.box.X0, min(t.at.X, t.box.X1)), max(t.box.Y0-1, min(t.at.Y, t.box.Y1+1)))
	d, edge := math.Hypot(to.X-t.at.X, to.Y-t.at.Y), ringRadius+ringStroke/2
	from = canvas.At(t.at.X+(to.X-t.at.X)*edge/d, t.at.Y+(to.Y-t.at.Y)*edge/d)
	return from, to, t.away && d > edge
}
