package canvas

import (
	"image/color"
	"math"
)

// ringWidth is the white a marker keeps around itself, in points.
const ringWidth = 0.7

// Marker draws sh about p, r points from its middle, ringed in white so that
// it stands off the lines beneath it.
func (s *Sheet) Marker(sh Shape, c color.Color, p Point, r float64) {
	if sh == cross {
		s.cross(PaperColor, p, r, r*0.75+2*ringWidth)
	} else {
		s.Stroke(Pen{PaperColor, 2 * ringWidth, nil}, true, markerOutline(sh, p, r)...)
	}
	s.Symbol(sh, c, p, r)
}

// Symbol is marker without the ring.
func (s *Sheet) Symbol(sh Shape, c color.Color, p Point, r float64) {
	if sh == cross {
		s.cross(c, p, r, r*0.75)
		return
	}
	s.Fill(c, markerOutline(sh, p, r)...)
}

// Hollow is marker with only its outline in c: what is not observed.
func (s *Sheet) Hollow(sh Shape, c color.Color, p Point, r float64) {
	const outline = 1.0
	if sh == cross {
		s.cross(PaperColor, p, r, r*0.75+2*ringWidth)
		s.cross(c, p, r, outline)
		return
	}
	s.Marker(sh, c, p, r)
	s.Fill(PaperColor, markerOutline(sh, p, r-outline*r/markerInner(sh, r))...)
}

// markerInner is how far a marker of radius r reaches at the middle of its
// sides, where it is nearest to its centre.
func markerInner(sh Shape, r float64) float64 {
	switch sh {
	case Square:
		return r * 0.89
	case Triangle, TriangleDown:
		return r * 1.25 / 2
	case Diamond:
		return r * 1.25 / math.Sqrt2
	}
	return r
}

func (s *Sheet) cross(c color.Color, p Point, r, thick float64) {
	s.Stroke(Pen{c, thick, nil}, false, Point{p.X - r, p.Y - r}, Point{p.X + r, p.Y + r})
	s.Stroke(Pen{c, thick, nil}, false, Point{p.X - r, p.Y + r}, Point{p.X + r, p.Y - r})
}

// markerOutline is the polygon of a marker; the sizes are evened out so that
// every shape has about the same weight on the page.
func markerOutline(sh Shape, p Point, r float64) []Point {
	switch sh {
	case Square:
		a := r * 0.89
		return Box{p.X - a, p.Y - a, p.X + a, p.Y + a}.Corners()
	case Triangle:
		return Polygon(p, r*1.25, 3, -math.Pi/2)
	case TriangleDown:
		return Polygon(p, r*1.25, 3, math.Pi/2)
	case Diamond:
		return Polygon(p, r*1.25, 4, 0)
	}
	return Polygon(p, r, 24, 0)
}

func Polygon(p Point, r float64, corners int, start float64) []Point {
	points := make([]Point, corners)
	for i := range points {
		sin, cos := math.Sincos(start + 2*math.Pi*float64(i)/float64(corners))
		points[i] = Point{p.X + r*cos, p.Y + r*sin}
	}
	return points
}
