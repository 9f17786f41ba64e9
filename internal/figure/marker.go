package figure

import (
	"image/color"
	"math"
)

// ringWidth is the white a marker keeps around itself, in points.
const ringWidth = 0.7

// marker draws sh about p, r points from its middle, ringed in white so that
// it stands off the lines beneath it.
func (s *sheet) marker(sh shape, c color.Color, p point, r float64) {
	if sh == cross {
		s.cross(paperColor, p, r, r*0.75+2*ringWidth)
	} else {
		s.stroke(pen{paperColor, 2 * ringWidth, nil}, true, markerOutline(sh, p, r)...)
	}
	s.symbol(sh, c, p, r)
}

// symbol is marker without the ring.
func (s *sheet) symbol(sh shape, c color.Color, p point, r float64) {
	if sh == cross {
		s.cross(c, p, r, r*0.75)
		return
	}
	s.fill(c, markerOutline(sh, p, r)...)
}

// hollow is marker with only its outline in c: what is not observed.
func (s *sheet) hollow(sh shape, c color.Color, p point, r float64) {
	const outline = 1.0
	if sh == cross {
		s.cross(paperColor, p, r, r*0.75+2*ringWidth)
		s.cross(c, p, r, outline)
		return
	}
	s.marker(sh, c, p, r)
	s.fill(paperColor, markerOutline(sh, p, r-outline*r/markerInner(sh, r))...)
}

// markerInner is how far a marker of radius r reaches at the middle of its
// sides, where it is nearest to its centre.
func markerInner(sh shape, r float64) float64 {
	switch sh {
	case square:
		return r * 0.89
	case triangle, triangleDown:
		return r * 1.25 / 2
	case diamond:
		return r * 1.25 / math.Sqrt2
	}
	return r
}

func (s *sheet) cross(c color.Color, p point, r, thick float64) {
	s.stroke(pen{c, thick, nil}, false, point{p.x - r, p.y - r}, point{p.x + r, p.y + r})
	s.stroke(pen{c, thick, nil}, false, point{p.x - r, p.y + r}, point{p.x + r, p.y - r})
}

// markerOutline is the polygon of a marker; the sizes are evened out so that
// every shape has about the same weight on the page.
func markerOutline(sh shape, p point, r float64) []point {
	switch sh {
	case square:
		a := r * 0.89
		return box{p.x - a, p.y - a, p.x + a, p.y + a}.corners()
	case triangle:
		return polygon(p, r*1.25, 3, -math.Pi/2)
	case triangleDown:
		return polygon(p, r*1.25, 3, math.Pi/2)
	case diamond:
		return polygon(p, r*1.25, 4, 0)
	}
	return polygon(p, r, 24, 0)
}

func polygon(p point, r float64, corners int, start float64) []point {
	points := make([]point, corners)
	for i := range points {
		sin, cos := math.Sincos(start + 2*math.Pi*float64(i)/float64(corners))
		points[i] = point{p.x + r*cos, p.y + r*sin}
	}
	return points
}
