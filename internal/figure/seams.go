package figure

// placedSeam is a seam's rule and label where they stand on the sheet.
type placedSeam struct {
	x     float64
	lines []string
	box   box
}

// placeSeams puts the seams' labels in rows above the plot, where no line can
// reach, and takes the rows' height from it. A seam that several series share
// is drawn once.
func (p *plot) placeSeams() {
	const gap = 2.5
	seen := map[Seam]bool{}
	bottom := p.area.y0
	for _, s := range p.Series {
		for _, seam := range s.Seams {
			at := Seam{s.seamPlace(seam), seam.Label}
			if seen[at] || at.X < p.first || at.X > p.last {
				continue
			}
			seen[at] = true
			ps := placedSeam{x: p.x(at.X), lines: balance(at.Label, p.area.width()*0.45, p.small)}
			w, h := p.small.widest(ps.lines), p.small.height(len(ps.lines))
			ps.box = box{ps.x + gap, p.outer.y0, ps.x + gap + w, p.outer.y0 + h}
			if ps.box.x1 > p.area.x1 {
				ps.box.x0, ps.box.x1 = ps.x-gap-w, ps.x-gap
			}
			for p.seamTaken(ps) {
				ps.box.y0 += p.small.leading()
				ps.box.y1 += p.small.leading()
			}
			p.seams = append(p.seams, ps)
			bottom = max(bottom, ps.box.y1+gap)
		}
	}
	p.area.y0 = bottom
}

// seamTaken reports whether another seam's label or rule stands where ps is
// to be written, or ps's own rule would run through another's label.
func (p *plot) seamTaken(ps placedSeam) bool {
	for _, other := range p.seams {
		rule := box{other.x - 1, other.box.y0, other.x + 1, p.area.y1}
		own := box{ps.x - 1, ps.box.y0, ps.x + 1, p.area.y1}
		if ps.box.grown(1).overlaps(other.box) || ps.box.overlaps(rule) || own.overlaps(other.box) {
			return true
		}
	}
	return false
}

func (p *plot) drawSeams() {
	for _, ps := range p.seams {
		p.stroke(pen{seamColor, 0.6, []float64{2.2, 1.8}}, false, point{ps.x, ps.box.y0}, point{ps.x, p.area.y1})
		p.lines(p.small, smallColor, ps.box.x0, ps.box.y0, ps.lines)
	}
}
