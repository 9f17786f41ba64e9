package canvas

import (
	"image/color"
	"math"
	"slices"
)

// Hatch draws parallel lines within outlines, gap points apart, downwards to the right
// or, with up, upwards: what has no value is hatched, never left white. A point is
// within where an odd number of the outlines' sides lies beside it.
func (s *Sheet) Hatch(c color.Color, width, gap float64, up bool, outlines ...[]Point) {
	// In coordinates turned by 45 degrees the lines lie along u, at whole multiples
	// of gap of v, so that neighbours' lines meet.
	turn := func(p Point) (u, v float64) {
		if up {
			return (p.X - p.Y) / math.Sqrt2, (p.X + p.Y) / math.Sqrt2
		}
		return (p.X + p.Y) / math.Sqrt2, (p.Y - p.X) / math.Sqrt2
	}
	back := func(u, v float64) Point {
		if up {
			return Point{(u + v) / math.Sqrt2, (v - u) / math.Sqrt2}
		}
		return Point{(u - v) / math.Sqrt2, (u + v) / math.Sqrt2}
	}
	crossings := make(map[int][]float64)
	for _, ring := range outlines {
		for i := range ring {
			u0, v0 := turn(ring[i])
			u1, v1 := turn(ring[(i+1)%len(ring)])
			if v0 > v1 {
				u0, v0, u1, v1 = u1, v1, u0, v0
			}
			for k := int(math.Ceil(v0 / gap)); float64(k)*gap < v1; k++ {
				at := (float64(k)*gap - v0) / (v1 - v0)
				crossings[k] = append(crossings[k], u0+at*(u1-u0))
			}
		}
	}
	var lines []int
	for k := range crossings {
		lines = append(lines, k)
	}
	slices.Sort(lines)
	for _, k := range lines {
		us := crossings[k]
		slices.Sort(us)
		for i := 0; i+1 < len(us); i += 2 {
			s.Stroke(Pen{Color: c, Width: width}, false, back(us[i], float64(k)*gap), back(us[i+1], float64(k)*gap))
		}
	}
}
