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

// LabelDots places labels one after another, the first with the most choice, so that
// none covers another, few cover dots, and all are within area. What has no place
// beside its dot is left out or, where it must be there, put farther off.
func LabelDots(dots []Disc, labels []DotLabel, area Box) []PlacedLabel {
	placed := make([]PlacedLabel, len(labels))
	var taken []Box
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
				if !area.Contains(b) || overlapsAny(b.Grown(betweenTags), taken) {
					continue
				}
				cost := float64(k)*0.05 + float64(ring)*0.7
				for j, other := range dots {
					if j != l.Dot && b.Overlaps(Box{other.At.X - other.Radius, other.At.Y - other.Radius, other.At.X + other.Radius, other.At.Y + other.Radius}) {
						cost++
					}
				}
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
		placed[i].From = Point{max(best.X0, min(d.At.X, best.X1)), max(best.Y0, min(d.At.Y, best.Y1))}
	}
	return placed
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
