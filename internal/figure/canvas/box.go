package canvas

import "math"

// Box is a rectangle in points, y downwards from the sheet's top left.
type Box struct{ X0, Y0, X1, Y1 float64 }

func (b Box) Width() float64  { return b.X1 - b.X0 }
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

// Grown is b with d points more on every side.
func (b Box) Grown(d float64) Box { return Box{b.X0 - d, b.Y0 - d, b.X1 + d, b.Y1 + d} }

func (b Box) Overlaps(c Box) bool {
	return b.X0 < c.X1 && c.X0 < b.X1 && b.Y0 < c.Y1 && c.Y0 < b.Y1
}

func (b Box) Contains(c Box) bool {
	return c.X0 >= b.X0 && c.X1 <= b.X1 && c.Y0 >= b.Y0 && c.Y1 <= b.Y1
}

// Point is a place on the sheet, in points, y downwards.
type Point struct{ X, Y float64 }

func (b Box) Corners() []Point {
	return []Point{{b.X0, b.Y0}, {b.X1, b.Y0}, {b.X1, b.Y1}, {b.X0, b.Y1}}
}

// Crosses reports whether the straight line from a to b touches the box, by
// clipping it to each side in turn (Liang & Barsky 1984).
func (b Box) Crosses(from, to Point) bool {
	enter, leave := 0.0, 1.0
	for _, side := range [4][2]float64{
		{from.X - to.X, from.X - b.X0}, {to.X - from.X, b.X1 - from.X},
		{from.Y - to.Y, from.Y - b.Y0}, {to.Y - from.Y, b.Y1 - from.Y},
	} {
		towards, distance := side[0], side[1]
		switch {
		case towards == 0 && distance < 0:
			return false
		case towards < 0:
			enter = math.Max(enter, distance/towards)
		case towards > 0:
			leave = math.Min(leave, distance/towards)
		}
	}
	return enter <= leave
}

// Meet reports whether the straight lines from a to b and from c to d cross or
// touch: neither has both the other's ends on one side.
func Meet(a, b, c, d Point) bool {
	side := func(p, q, r Point) float64 { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}

// At is the point x points from the left and y from the top.
func At(x, y float64) Point { return Point{x, y} }

// Rect is the box between two corners, in points.
func Rect(x0, y0, x1, y1 float64) Box { return Box{x0, y0, x1, y1} }
