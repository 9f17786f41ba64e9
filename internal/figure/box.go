package figure

import "math"

// box is a rectangle in points, y downwards from the sheet's top left.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

// grown is b with d points more on every side.
func (b box) grown(d float64) box { return box{b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d} }

func (b box) overlaps(c box) bool {
	return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1
}

func (b box) contains(c box) bool {
	return c.x0 >= b.x0 && c.x1 <= b.x1 && c.y0 >= b.y0 && c.y1 <= b.y1
}

// point is a place on the sheet, in points, y downwards.
type point struct{ x, y float64 }

func (b box) corners() []point {
	return []point{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}}
}

// crosses reports whether the straight line from a to b touches the box, by
// clipping it to each side in turn (Liang & Barsky 1984).
func (b box) crosses(from, to point) bool {
	enter, leave := 0.0, 1.0
	for _, side := range [4][2]float64{
		{from.x - to.x, from.x - b.x0}, {to.x - from.x, b.x1 - from.x},
		{from.y - to.y, from.y - b.y0}, {to.y - from.y, b.y1 - from.y},
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

// meet reports whether the straight lines from a to b and from c to d cross or
// touch: neither has both the other's ends on one side.
func meet(a, b, c, d point) bool {
	side := func(p, q, r point) float64 { return (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x) }
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}
