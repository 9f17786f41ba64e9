package figure

import "math"

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
	at     point
	label  string
	box    box
	away   bool // the label is tied to its ring by a leader
}

func (t placedTurn) ring() box {
	return box{t.at.x, t.at.y, t.at.x, t.at.y}.grown(ringRadius + ringStroke/2)
}

func (p *plot) turnStyle() style { return style{face: p.bold, size: turnSize} }

// placeTurns finds each label the clearest place around its ring.
func (p *plot) placeTurns() {
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
			for j, c := range turn.candidates(st.width(turn.label), st.size*digitHeight, s.turnsDown(t)) {
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
		for _, u := range []point{{0, side}, {0.7, side}, {-0.7, side}, {1, 0}, {-1, 0}, {0.7, -side}, {-0.7, -side}, {0, -side}} {
			dx, dy := u.x*(off+w/2), u.y*(off+h/2)
			if u.x != 0 && u.y != 0 {
				dx, dy = u.x*off+math.Copysign(w/2, u.x), u.y*0.7*off+u.y*h/2
			}
			c := t
			c.box = box{t.at.x + dx - w/2, t.at.y + dy - h/2, t.at.x + dx + w/2, t.at.y + dy + h/2}
			c.away = off > ringRadius+5
			places = append(places, c)
		}
	}
	return places
}

// obstacle is a line on the sheet and how much a label is loath to cross it.
type obstacle struct {
	from, to point
	cost     float64
}

// obstacles are what labels of turning points keep clear of.
func (p *plot) obstacles() (all []obstacle) {
	add := func(cost float64, line []point) {
		for j := range line {
			all = append(all, obstacle{line[max(j-1, 0)], line[j], cost})
		}
	}
	for _, s := range p.segments() {
		add(lineCost, s[:])
	}
	for i := range p.Series {
		for _, t := range p.tints(i) {
			add(edgeCost, t.upper)
			add(edgeCost, t.lower)
		}
	}
	for _, s := range p.seams {
		add(lineCost, []point{{s.x, s.box.y0}, {s.x, p.area.y1}})
	}
	return all
}

// cost is how ill the label of c stands there. A leader that crosses a line
// makes the label look like that line's.
func (p *plot) cost(c placedTurn, obstacles []obstacle, placed []placedTurn) float64 {
	b, cost := c.box, 0.0
	if !p.area.grown(2).contains(b) {
		cost += 400
	}
	for _, o := range obstacles {
		if b.grown(1.8).crosses(o.from, o.to) {
			cost += o.cost
		}
	}
	if from, to, ok := c.leader(); ok {
		for _, o := range obstacles {
			if o.cost >= lineCost && meet(from, to, o.from, o.to) {
				cost += o.cost / 2
			}
		}
	}
	for _, t := range placed {
		if b.grown(2).overlaps(t.box) {
			cost += 200
		}
	}
	for _, t := range p.turns {
		if b.overlaps(t.ring()) {
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
// labels; the first series' on top.
func (p *plot) drawTurns() {
	st := p.turnStyle()
	for i := len(p.turns) - 1; i >= 0; i-- {
		t := p.turns[i]
		c := seriesStyles[t.series].label
		ring := polygon(t.at, ringRadius, 40, 0)
		p.stroke(pen{paperColor, ringStroke + 1.4, nil}, true, ring...)
		p.stroke(pen{c, ringStroke, nil}, true, ring...)
		if from, to, ok := t.leader(); ok {
			p.stroke(pen{c, 0.5, nil}, false, from, to)
		}
		p.haloText(st, c, point{t.box.x0, t.box.y1}, t.label)
	}
}

// leader ties a label that stands away to its ring, from the ring's edge towards
// the nearest point of the label.
func (t placedTurn) leader() (from, to point, ok bool) {
	to = point{max(t.box.x0, min(t.at.x, t.box.x1)), max(t.box.y0-1, min(t.at.y, t.box.y1+1))}
	d, edge := math.Hypot(to.x-t.at.x, to.y-t.at.y), ringRadius+ringStroke/2
	from = point{t.at.x + (to.x-t.at.x)*edge/d, t.at.y + (to.y-t.at.y)*edge/d}
	return from, to, t.away && d > edge
}
