package lines

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// drawEndLabels writes each label beside its line's end: in the plot itself
// where the line ends early and there is a clear place, else in the column at
// the right, moved apart and tied to its line by a leader.
func (p *plot) drawEndLabels(e *endLabels) {
	var column []endLabel
	var taken []canvas.Box
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
	for _, l := range e.Labels {
		if b, ok := p.clearPlace(l, obstacles, taken); ok {
			taken = append(taken, b)
			p.Fill(canvas.PaperColor, b.Grown(1).Corners()...)
			p.Lines(l.style, canvas.SeriesStyles[l.series].Label, b.X0, b.Y0, l.lines)
			continue
		}
		column = append(column, l)
	}
	p.drawColumn(column)
}

// columnLabel is an end label where it stands in the column.
type columnLabel struct {
	endLabel
	box    canvas.Box
	leader bool // it has moved away from its line's end, and is tied to it
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
			placed[i].leader, gap = true, leaderGap
		}
	}
	left := p.x(p.Last) + markRadius + gap
	for i, l := range placed {
		top := middles[i] - l.height()/2
		placed[i].box = canvas.Rect(left, top, left+l.style.Widest(l.lines), top+l.height())
	}
	return placed
}

func (p *plot) drawColumn(column []endLabel) {
	for _, l := range p.placeColumn(column) {
		st := canvas.SeriesStyles[l.series]
		c := st.Label
		if math.IsNaN(l.End.Y) {
			c = canvas.SmallColor
		}
		if p.first == p.Last { // the rules go on behind the label
			p.Fill(canvas.PaperColor, l.box.Grown(1).Corners()...)
		}
		if l.leader {
			end := p.at(l.End)
			p.Stroke(canvas.Pen{Color: st.Line, Width: 0.5, Dash: nil}, false, canvas.At(end.X+markRadius+1.5, end.Y), canvas.At(l.box.X0-2, (l.box.Y0+l.box.Y1)/2))
		}
		p.Lines(l.style, c, l.box.X0, l.box.Y0, l.lines)
	}
}

// clearPlace looks for room inside the plot for the label of a line that ends
// before the last year: right of its end, above, below.
func (p *plot) clearPlace(l endLabel, segments [][2]canvas.Point, taken []canvas.Box) (canvas.Box, bool) {
	if math.IsNaN(l.End.Y) || l.End.X == p.Last {
		return canvas.Box{}, false
	}
	end, w, h := p.at(l.End), l.style.Widest(l.lines), l.height()
	const off = labelGap + markRadius
	for _, corner := range []canvas.Point{
		canvas.At(end.X+off, end.Y-h/2), canvas.At(end.X+off, end.Y-h), canvas.At(end.X+off, end.Y),
		canvas.At(end.X-w/2, end.Y-off-h), canvas.At(end.X-w/2, end.Y+off),
		canvas.At(end.X-w, end.Y-off-h), canvas.At(end.X-w, end.Y+off),
	} {
		b := canvas.Rect(corner.X, corner.Y, corner.X+w, corner.Y+h)
		if p.area.Grown(1).Contains(b) && p.isClear(b.Grown(2.5), segments, taken) {
			return b, true
		}
	}
	return canvas.Box{}, false
}

func (p *plot) isClear(b canvas.Box, segments [][2]canvas.Point, taken []canvas.Box) bool {
	for _, s := range segments {
		if b.Crosses(s[0], s[1]) {
			return false
		}
	}
	for _, t := range taken {
		if b.Overlaps(t) {
			return false
		}
	}
	for _, seam := range p.seams {
		if b.Overlaps(canvas.Rect(seam.x-1, seam.box.Y0, seam.x+1, p.area.Y1)) {
			return false
		}
	}
	return true
}

// segments are the lines as drawn, for labels to keep clear of.
func (p *plot) segments() [][2]canvas.Point {
	var segments [][2]canvas.Point
	for i, s := range p.Series {
		for _, run := range s.runs() {
			for j := range run {
				segments = append(segments, [2]canvas.Point{p.at(run[max(j-1, 0)]), p.at(run[j])})
			}
		}
		for _, line := range append(p.fits(i), p.forecast(i)) {
			segments = append(segments, pairs(line)...)
		}
	}
	return segments
}

// pairs are a line's straight parts, the first of them a lone point.
func pairs(line []canvas.Point) (segments [][2]canvas.Point) {
	for j := range line {
		segments = append(segments, [2]canvas.Point{line[max(j-1, 0)], line[j]})
	}
	return segments
}
