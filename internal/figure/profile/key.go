package profile

import (
	"image/color"

	"kuvio/internal/figure/canvas"
)

// Measures of the key in points.
const (
	signRoom   = 13.0 // of a sign before its words
	betweenKey = 12.0
	keyLine    = 11.5
)

// key is what the signs mean, above the rows.
type key struct {
	entries []entry
	height  float64 // with the space after it; 0 is none
	least   float64 // width
}

// entry is a sign and its words; draw draws the sign about a point.
type entry struct {
	text string
	draw func(canvas.Point)
	x, y float64 // its left and its middle, from the key's corner
}

// newKey sets the key in lines as wide as width.
func (p *laidOut) newKey(width float64) (k key) {
	add := func(text string, draw func(canvas.Point)) {
		if text != "" {
			k.entries = append(k.entries, entry{text: text, draw: draw})
		}
	}
	for _, v := range []Verdict{Better, Worse, Differs, Unclear, NotCounted, NoVerdict} {
		if p.has(func(r Row) bool { return r.Verdict == v && !r.Absent && p.marks(r) }) {
			add(p.Key.Verdicts[v], func(at canvas.Point) { p.drawVerdict(v, at) })
		}
	}
	if p.Range && p.has(func(r Row) bool { return r.Range.known() }) {
		add(p.Key.Second, func(at canvas.Point) { p.drawSecond(at.X, at.Y) })
		add(p.Key.All, func(at canvas.Point) { p.bar(allColor, at.X-5, at.X+5, at.Y, barHeight) })
		add(p.Key.Half, func(at canvas.Point) { p.bar(halfColor, at.X-5, at.X+5, at.Y, halfHeight) })
	}
	for t := Up; t <= Flat; t++ {
		if p.Content.Trend != "" && p.has(func(r Row) bool { return r.Trend == t }) {
			add(p.Key.Trends[t], func(at canvas.Point) { p.drawTrend(t, at) })
		}
	}
	x, y := 0.0, keyLine/2
	for i := range k.entries {
		e := &k.entries[i]
		w := signRoom + p.small.Width(e.text)
		if x > 0 && x+w > width {
			x, y = 0, y+keyLine
		}
		e.x, e.y = x, y
		x += w + betweenKey
		k.least = max(k.least, w)
	}
	if len(k.entries) > 0 {
		k.height = y + keyLine/2 + afterKey
	}
	return k
}

// marks reports whether a sign of the verdict is drawn in a row: on its range or,
// where no row has one, before the number.
func (p *laidOut) marks(r Row) bool {
	return p.Range && r.Range.known() || !p.Range && r.Verdict != NoVerdict
}

func (p *laidOut) has(such func(Row) bool) bool {
	for _, r := range p.Rows {
		if such(r) {
			return true
		}
	}
	return false
}

func (p *laidOut) drawKey(left, top float64) {
	for _, e := range p.key.entries {
		e.draw(canvas.At(left+e.x+signRoom/2-1.5, top+e.y))
		p.Text(p.small, canvas.SmallColor, canvas.At(left+e.x+signRoom, top+e.y+p.small.Middle()), e.text)
	}
}

// verdictSigns are a shape and a colour each, so that neither says it alone.
var verdictSigns = [NotCounted + 1]struct {
	shape  canvas.Shape
	color  color.Color
	hollow bool
}{
	Better:     {canvas.Circle, canvas.SeriesStyles[0].Line, false},
	Worse:      {canvas.Diamond, canvas.SeriesStyles[2].Line, false},
	Differs:    {canvas.Square, canvas.AxisColor, false},
	Unclear:    {canvas.Circle, canvas.AxisColor, true},
	NotCounted: {canvas.Square, canvas.AxisColor, true},
	NoVerdict:  {canvas.Circle, canvas.AxisColor, false},
}

const markRadius = 2.9

// markRoom is what a verdict's sign takes before a number.
const markRoom = 10.0

func (p *laidOut) drawVerdict(v Verdict, at canvas.Point) {
	sign := verdictSigns[v]
	if sign.hollow {
		p.Hollow(sign.shape, sign.color, at, markRadius)
		return
	}
	p.Marker(sign.shape, sign.color, at, markRadius)
}
