package change

import (
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
)

// Measures of the key, in points.
const (
	signLength   = 17.0
	afterSign    = 4.0
	betweenSigns = 14.0
	underKey     = 6.0
)

// key is the explained signs, in rows.
type key struct {
	rows   [][]placedSign
	height float64 // with the room under it
}

type placedSign struct {
	Sign
	x     float64 // from the left
	lines []string
}

// newKey sets the signs beside one another as far as the width takes them.
func (a *arrows) newKey(width float64) key {
	var k key
	x := math.Inf(1)
	for _, s := range a.Key {
		lines := canvas.Wrap(s.Text, width-signLength-afterSign, a.small)
		w := signLength + afterSign + a.small.Widest(lines)
		if x+w > width {
			k.rows, x = append(k.rows, nil), 0
		}
		last := len(k.rows) - 1
		k.rows[last] = append(k.rows[last], placedSign{s, x, lines})
		x += w + betweenSigns
	}
	for _, row := range k.rows {
		k.height += a.signsHeight(row)
	}
	if k.height > 0 {
		k.height += underKey
	}
	return k
}

func (a *arrows) signsHeight(row []placedSign) float64 {
	most := 0
	for _, s := range row {
		most = max(most, len(s.lines))
	}
	return a.small.Height(most) + 2
}

func (a *arrows) drawKey(body canvas.Box) {
	top := body.Y0
	for _, row := range a.key.rows {
		for _, s := range row {
			left, y := body.X0+s.x, top+a.small.Ascent()-a.small.Middle()
			a.sign(s.Sign, left, y)
			a.Lines(a.small, canvas.TextColor, left+signLength+afterSign, top, s.lines)
		}
		top += a.signsHeight(row)
	}
}

func (a *arrows) sign(s Sign, left, y float64) {
	right := left + signLength
	if s.Limits {
		box := canvas.Rect(left, y-limitsHigh/2, right, y+limitsHigh/2)
		a.Fill(limitsColor, box.Corners()...)
		a.Rule(canvas.SeamColor, 0.6, box.X0, box.Y0, box.X0, box.Y1)
		a.Rule(canvas.SeamColor, 0.6, box.X1, box.Y0, box.X1, box.Y1)
		return
	}
	if s.Still {
		left, right = (left+right)/2, (left+right)/2
	}
	if s.Course == Fall {
		left, right = right, left
	}
	row := Row{Course: s.Course, Open: s.Open, Benchmark: s.Benchmark}
	if s.Course == Unclear && a.dotted() {
		right -= 2*openRadius + 2
		a.arrow(row, right+2+openRadius, right+2+openRadius, y)
	}
	a.arrow(row, left, right, y)
}

// dotted reports whether a change that is not clear is too short for an arrow.
func (a *arrows) dotted() bool {
	x := func(v float64) float64 { return a.scale.Y(v, 0, a.plot) }
	return slices.ContainsFunc(a.Rows, func(r Row) bool {
		return r.Course == Unclear && r.both() && math.Abs(x(r.To)-x(r.From)) < headLength
	})
}
