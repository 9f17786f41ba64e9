package figure

import "math"

// drawEndLabels writes each label beside its line's end: in the plot itself
// where the line ends early and there is a clear place, else in the column at
// the right, moved apart and tied to its line by a leader.
func (p *plot) drawEndLabels(e *endLabels) {
	var column []endLabel
	var taken []box
	for _, t := range p.turns {
		taken = append(taken, t.ring(), t.box)
	}
	obstacles := p.segments()
	for i := range p.Series { // no white label in a tint
		for _, t := range p.tints(i) {
			obstacles = append(obstacles, pairs(t.upper)...)
			obstacles = append(obstacles, pairs(t.lower)...)
		}
	}
	for _, l := range e.labels {
		if b, ok := p.clearPlace(l, obstacles, taken); ok {
			taken = append(taken, b)
			p.fill(paperColor, b.grown(1).corners()...)
			p.lines(l.style, seriesStyles[l.series].label, b.x0, b.y0, l.lines)
			continue
		}
		column = append(column, l)
	}
	p.drawColumn(column)
}

// columnLabel is an end label where it stands in the column.
type columnLabel struct {
	endLabel
	box    box
	leader bool // it has moved away from its line's end, and is tied to it
}

// placeColumn moves the labels apart within the height of the room they have,
// right of the last year's points.
func (p *plot) placeColumn(column []endLabel) []columnLabel {
	slots := make([]slot, len(column))
	for i, l := range column {
		slots[i] = slot{p.labelRoom.y1, l.height() + betweenEnds} // without values: at the bottom
		if !math.IsNaN(l.end.Y) {
			slots[i].want = p.at(l.end).y
		}
	}
	middles, _ := spread(slots, p.labelRoom.y0-betweenEnds/2, p.labelRoom.y1+betweenEnds/2)
	gap := labelGap
	placed := make([]columnLabel, len(column))
	for i, l := range column {
		placed[i] = columnLabel{endLabel: l}
		if !math.IsNaN(l.end.Y) && (math.Abs(p.at(l.end).y-middles[i]) > movedBy || l.end.X < p.last) {
			placed[i].leader, gap = true, leaderGap
		}
	}
	left := p.x(p.last) + markRadius + gap
	for i, l := range placed {
		top := middles[i] - l.height()/2
		placed[i].box = box{left, top, left + l.style.widest(l.lines), top + l.height()}
	}
	return placed
}

func (p *plot) drawColumn(column []endLabel) {
	for _, l := range p.placeColumn(column) {
		st := seriesStyles[l.series]
		c := st.label
		if math.IsNaN(l.end.Y) {
			c = smallColor
		}
		if p.first == p.last { // the rules go on behind the label
			p.fill(paperColor, l.box.grown(1).corners()...)
		}
		if l.leader {
			end := p.at(l.end)
			p.stroke(pen{st.line, 0.5, nil}, false, point{end.x + markRadius + 1.5, end.y}, point{l.box.x0 - 2, (l.box.y0 + l.box.y1) / 2})
		}
		p.lines(l.style, c, l.box.x0, l.box.y0, l.lines)
	}
}

// clearPlace looks for room inside the plot for the label of a line that ends
// before the last year: right of its end, above, below.
func (p *plot) clearPlace(l endLabel, segments [][2]point, taken []box) (box, bool) {
	if math.IsNaN(l.end.Y) || l.end.X == p.last {
		return box{}, false
	}
	end, w, h := p.at(l.end), l.style.widest(l.lines), l.height()
	const off = labelGap + markRadius
	for _, corner := range []point{
		{end.x + off, end.y - h/2}, {end.x + off, end.y - h}, {end.x + off, end.y},
		{end.x - w/2, end.y - off - h}, {end.x - w/2, end.y + off},
		{end.x - w, end.y - off - h}, {end.x - w, end.y + off},
	} {
		b := box{corner.x, corner.y, corner.x + w, corner.y + h}
		if p.area.grown(1).contains(b) && p.isClear(b.grown(2.5), segments, taken) {
			return b, true
		}
	}
	return box{}, false
}

func (p *plot) isClear(b box, segments [][2]point, taken []box) bool {
	for _, s := range segments {
		if b.crosses(s[0], s[1]) {
			return false
		}
	}
	for _, t := range taken {
		if b.overlaps(t) {
			return false
		}
	}
	for _, seam := range p.seams {
		if b.overlaps(box{seam.x - 1, seam.box.y0, seam.x + 1, p.area.y1}) {
			return false
		}
	}
	return true
}

// segments are the lines as drawn, for labels to keep clear of.
func (p *plot) segments() [][2]point {
	var segments [][2]point
	for i, s := range p.Series {
		for _, run := range s.runs() {
			for j := range run {
				segments = append(segments, [2]point{p.at(run[max(j-1, 0)]), p.at(run[j])})
			}
		}
		for _, line := range append(p.fits(i), p.forecast(i)) {
			segments = append(segments, pairs(line)...)
		}
	}
	return segments
}

// pairs are a line's straight parts, the first of them a lone point.
func pairs(line []point) (segments [][2]point) {
	for j := range line {
		segments = append(segments, [2]point{line[max(j-1, 0)], line[j]})
	}
	return segments
}
