package canvas

import "math"

// DotLabel is a text that wants to stand beside a dot.
type DotLabel struct {
	Dot   int // in the dots it is placed among
	Text  string
	Style Style
	// Must asks for a place even if that is farther off, tied to its dot by a line.
	Must bool
}

// Disc is a dot that labels keep clear of.
type Disc struct {
	At     Point
	Radius float64
}

// PlacedLabel is where a label stands; Found is false where no place was left.
type PlacedLabel struct {
	Left   Point // of its baseline
	Leader bool  // it stands off its dot
	From   Point // end of the leader at the label
	Found  bool
}

// Distances of labels from their dots' rims, and between one another, in points.
const (
	besideDot   = 2.5
	betweenTags = 1.0
)

// directions in which a label may stand from its dot, the best first: to the right,
// left, above, below, and the corners.
var directions = [][2]float64{{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}

// nearer is how much nearer a label must be to its own dot than to another.
const nearer = 1.2

// LabelDots places labels one after another, the first with the most choice, so that
// none covers another, few cover dots, all are within area, and each stands nearest
// to its own dot. What has no place beside its dot is left out or, where it must be
// there, put farther off and tied to it.
func LabelDots(dots []Disc, labels []DotLabel, area Box) []PlacedLabel {
	placed := make([]PlacedLabel, len(labels))
	var taken []Box
	var leaders [][2]Point
	for i, l := range labels {
		w, h := l.Style.Width(l.Text), l.Style.Size
		d := dots[l.Dot]
		best, found := Box{}, false
		least := math.Inf(1)
		rings := []float64{0}
		if l.Must {
			rings = []float64{0, 6, 12, 20, 30, 45}
		}
		for ring, away := range rings {
			for k, dir := range directions {
				b := besideOf(d, dir, d.Radius+besideDot+away, w, h)
				if !area.Contains(b) || overlapsAny(b.Grown(betweenTags), taken) || crossed(b, leaders) {
					continue
				}
				if ring == 0 && !nearest(b, l.Dot, dots) || ring > 0 && !clearWay(b.near(d.At), d, taken, leaders) {
					continue
				}
				cost := float64(k)*0.05 + float64(ring)*0.7 + 2*covered(b, l.Dot, ring > 0, dots)
				if cost < least && (l.Must || cost < 1) {
					best, least, found = b, cost, true
					placed[i].Leader = ring > 0
				}
			}
		}
		if !found {
			continue
		}
		taken = append(taken, best)
		placed[i].Found = true
		placed[i].Left = Point{best.X0, best.Y1 - 0.15*l.Style.Size}
		placed[i].From = best.near(d.At)
		if placed[i].Leader {
			leaders = append(leaders, [2]Point{d.At, placed[i].From})
		}
	}
	return placed
}

// near is the point of the box that is nearest to p.
func (b Box) near(p Point) Point {
	return Point{max(b.X0, min(p.X, b.X1)), max(b.Y0, min(p.Y, b.Y1))}
}

// fromRim is how far the box is from a dot's rim.
func (b Box) fromRim(d Disc) float64 {
	p := b.near(d.At)
	return math.Hypot(p.X-d.At.X, p.Y-d.At.Y) - d.Radius
}

// nearest reports whether the box is clearly nearer to its own dot than to any other
// that does not lie upon that.
func nearest(b Box, own int, dots []Disc) bool {
	off := b.fromRim(dots[own])
	for j, other := range dots {
		if j != own && !Coincide(other, dots[own]) && b.fromRim(other) < off+nearer {
			return false
		}
	}
	return true
}

// Coincide reports whether two dots are seen as one.
func Coincide(a, b Disc) bool { return math.Hypot(a.At.X-b.At.X, a.At.Y-b.At.Y) < 0.5 }

// covered counts the other dots under the box and, where there is a leader, under that.
func covered(b Box, own int, leader bool, dots []Disc) (n float64) {
	for j, other := range dots {
		if j == own || Coincide(other, dots[own]) {
			continue
		}
		rim := Box{other.At.X, other.At.Y, other.At.X, other.At.Y}.Grown(other.Radius)
		if b.Overlaps(rim) || leader && rim.Crosses(dots[own].At, b.near(dots[own].At)) {
			n++
		}
	}
	return n
}

// clearWay reports whether a leader to a label crosses neither labels nor leaders.
func clearWay(to Point, d Disc, taken []Box, leaders [][2]Point) bool {
	for _, t := range taken {
		if t.Crosses(d.At, to) {
			return false
		}
	}
	for _, l := range leaders {
		if Meet(d.At, to, l[0], l[1]) {
			return false
		}
	}
	return true
}

// crossed reports whether a leader runs through the box.
func crossed(b Box, leaders [][2]Point) bool {
	for _, l := range leaders {
		if b.Crosses(l[0], l[1]) {
			return true
		}
	}
	return false
}

// besideOf is the box of a label in a direction from its dot.
func besideOf(d Disc, dir [2]float64, off, w, h float64) Box {
	if dir[0] != 0 && dir[1] != 0 {
		off *= 0.75
	}
	x, y := d.At.X+dir[0]*off, d.At.Y+dir[1]*off
	left, top := x-w/2, y-h/2
	switch {
	case dir[0] > 0:
		left = x
	case dir[0] < 0:
		left = x - w
	}
	switch {
	case dir[1] > 0:
		top = y
	case dir[1] < 0:
		top = y - h
	}
	return Box{left, top, left + w, top + h}
}

func overlapsAny(b Box, taken []Box) bool {
	for _, t := range taken {
		if b.Overlaps(t) {
			return true
		}
	}
	return false
}
