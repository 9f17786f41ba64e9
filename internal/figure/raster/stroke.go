package raster

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// outlineStroke gives visit the polygons that a line of twice the radius covers:
// its two sides, with ends cut and corners round. All turn the same way.
func outlineStroke(line []canvas.Point, closed bool, radius float64, visit func([]canvas.Point)) {
	line = distinct(line, closed)
	n := len(line)
	if n < 2 {
		return
	}
	if n < 3 {
		closed = false
	}
	left := side(line, closed, radius)
	back := make([]canvas.Point, n)
	for i, p := range line {
		back[n-1-i] = p
	}
	right := side(back, closed, radius)
	if closed {
		visit(left)
		visit(right)
		return
	}
	visit(append(left, right...))
}

// distinct is a line without points that lie on the one before them.
func distinct(line []canvas.Point, closed bool) []canvas.Point {
	const same = 1e-3 // pixels
	apart := func(a, b canvas.Point) bool { return math.Abs(a.X-b.X) > same || math.Abs(a.Y-b.Y) > same }
	var kept []canvas.Point
	for _, p := range line {
		if len(kept) == 0 || apart(p, kept[len(kept)-1]) {
			kept = append(kept, p)
		}
	}
	for closed && len(kept) > 1 && !apart(kept[0], kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// side is the line moved by radius to its left. An outer corner is an arc; at an
// inner one it goes by the line itself, so that what overlaps turns as the rest.
func side(line []canvas.Point, closed bool, radius float64) []canvas.Point {
	n := len(line)
	segments := n - 1
	if closed {
		segments = n
	}
	var out []canvas.Point
	for i := range segments {
		a, b := line[i], line[(i+1)%n]
		normal := leftOf(a, b)
		out = append(out, moved(a, normal, radius), moved(b, normal, radius))
		if i == segments-1 && !closed {
			break
		}
		next := leftOf(b, line[(i+2)%n])
		turn := math.Atan2(normal.X*next.Y-normal.Y*next.X, normal.X*next.X+normal.Y*next.Y)
		const straight = 0.02 // radians: what arcs add is then far below a pixel
		switch {
		case turn > straight: // away from this side
			out = arc(out, b, normal, turn, radius)
		case turn < -straight:
			out = append(out, b)
		}
	}
	return out
}

// leftOf is the direction to the left of the way from a to b, y downwards.
func leftOf(a, b canvas.Point) canvas.Point {
	d := math.Hypot(b.X-a.X, b.Y-a.Y)
	return canvas.At((b.Y-a.Y)/d, -(b.X-a.X)/d)
}

func moved(p, direction canvas.Point, by float64) canvas.Point {
	return canvas.At(p.X+direction.X*by, p.Y+direction.Y*by)
}

// arc goes about a corner from a direction through an angle.
func arc(out []canvas.Point, corner, from canvas.Point, turn, radius float64) []canvas.Point {
	if radius <= flatness {
		return out
	}
	step := 2 * math.Acos(1-flatness/radius)
	n := math.Ceil(turn / step)
	for i := 1.0; i < n; i++ {
		sin, cos := math.Sincos(turn * i / n)
		out = append(out, moved(corner, canvas.At(from.X*cos-from.Y*sin, from.X*sin+from.Y*cos), radius))
	}
	return out
}

// dashed cuts a line into dashes of the lengths on and off.
func dashed(line []canvas.Point, lengths []float64) [][]canvas.Point {
	whole := 0.0
	for _, l := range lengths {
		whole += l
	}
	if whole <= 0 {
		return [][]canvas.Point{line}
	}
	var pieces [][]canvas.Point
	piece := []canvas.Point{line[0]}
	at, left := 0, lengths[0]
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for done := 0.0; done < length; {
			step := min(left, length-done)
			done += step
			left -= step
			p := canvas.At(a.X+(b.X-a.X)*done/length, a.Y+(b.Y-a.Y)*done/length)
			on := at%2 == 0
			if on {
				piece = append(piece, p)
			}
			if left > 0 {
				continue
			}
			if on {
				pieces = append(pieces, piece)
			}
			piece = []canvas.Point{p}
			at++
			left = lengths[at%len(lengths)]
		}
	}
	if at%2 == 0 && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
