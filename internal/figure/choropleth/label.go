package choropleth

import (
	"image/color"
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
)

// label writes an area's name, in one line or two, and its number where they lie wholly
// within its largest outline; the number alone where only that does, nothing where neither does. The
// data beside the figure has them all.
func (m *mapped) label(a Area, ink color.RGBA, outlines, within [][]canvas.Point) {
	var largest []canvas.Point
	for _, o := range outlines {
		if largest == nil || surface(o) > surface(largest) {
			largest = o
		}
	}
	if largest == nil {
		return
	}
	bounds := boundsOf(largest)
	if bounds.Width() < leastLabel || bounds.Height() < nameSize {
		return
	}
	within = slices.DeleteFunc(within, func(o []canvas.Point) bool { return !bounds.Contains(boundsOf(o)) })
	name, value := canvas.Style{Face: m.Regular, Size: nameSize}, canvas.Style{Face: m.Bold, Size: valueSize}
	if a.Focus {
		name.Face = m.Bold
	}
	type line struct {
		style canvas.Style
		text  string
	}
	number := a.Value
	if a.Class == 0 { // the hatching says why there is none
		number = ""
	}
	parted := []line{}
	for _, part := range canvas.Balance(a.Name, 0.6*name.Width(a.Name), name) {
		parted = append(parted, line{name, part})
	}
	for _, lines := range [][]line{{{name, a.Name}, {value, number}}, append(parted, line{value, number}), {{value, number}}} {
		w, h := 0.0, 0.0
		for _, l := range lines {
			if l.text != "" {
				w, h = max(w, l.style.Width(l.text)), h+l.style.Size*1.08
			}
		}
		if w == 0 || len(lines) > 3 {
			continue
		}
		middle, ok := place(largest, within, w+2, h+1)
		if !ok {
			continue
		}
		y := middle.Y - h/2
		for _, l := range lines {
			if l.text == "" {
				continue
			}
			at := canvas.At(middle.X-l.style.Width(l.text)/2, y+l.style.Size*0.86)
			if a.Class == 0 {
				m.HaloText(l.style, ink, at, l.text)
			} else {
				m.Text(l.style, ink, at, l.text)
			}
			y += l.style.Size * 1.08
		}
		return
	}
}

// tries is how many places a label is tried at in each direction.
const tries = 12

// leastLabel is the width below which no number has room, in points.
const leastLabel = 10.0

// boundsOf is the box about an outline.
func boundsOf(outline []canvas.Point) canvas.Box {
	b := canvas.Rect(outline[0].X, outline[0].Y, outline[0].X, outline[0].Y)
	for _, p := range outline {
		b = canvas.Rect(min(b.X0, p.X), min(b.Y0, p.Y), max(b.X1, p.X), max(b.Y1, p.Y))
	}
	return b
}

// place is the middle of a box of w × h points within an outline and clear of those
// within it, as far from its sides as can be found; ok is false where none is.
func place(outline []canvas.Point, within [][]canvas.Point, w, h float64) (best canvas.Point, ok bool) {
	room := boundsOf(outline)
	low, high := canvas.At(room.X0, room.Y0), canvas.At(room.X1, room.Y1)
	if room.Width() < w || room.Height() < h {
		return best, false
	}
	farthest := -1.0
	for i := range tries {
		for j := range tries {
			p := canvas.At(low.X+(high.X-low.X)*(float64(i)+0.5)/tries, low.Y+(high.Y-low.Y)*(float64(j)+0.5)/tries)
			b := canvas.Rect(p.X-w/2, p.Y-h/2, p.X+w/2, p.Y+h/2)
			if !inside(outline, p) {
				continue
			}
			if slices.ContainsFunc(within, func(o []canvas.Point) bool { return inside(o, p) || b.Overlaps(boundsOf(o)) }) {
				continue
			}
			if d, clear := distance(outline, b, p, h/w); clear && d > farthest {
				best, farthest, ok = p, d, true
			}
		}
	}
	return best, ok
}

// distance is how far the outline's corners are from p at least, squared, lengths along
// x counted by the box's shape; clear is false where the outline crosses the box.
func distance(outline []canvas.Point, b canvas.Box, p canvas.Point, shape float64) (d float64, clear bool) {
	d = math.Inf(1)
	for i, a := range outline {
		c := outline[(i+1)%len(outline)]
		beside := a.X < b.X0 && c.X < b.X0 || a.X > b.X1 && c.X > b.X1 || a.Y < b.Y0 && c.Y < b.Y0 || a.Y > b.Y1 && c.Y > b.Y1
		if !beside && b.Crosses(a, c) {
			return 0, false
		}
		x, y := (a.X-p.X)*shape, a.Y-p.Y
		d = min(d, x*x+y*y)
	}
	return d, true
}

// inside reports whether p lies within an outline: an odd number of its sides is to
// the right.
func inside(outline []canvas.Point, p canvas.Point) bool {
	in := false
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}
