package heat

import (
	"image/color"
	"slices"

	"kuvio/internal/figure/canvas"
)

// Measures of the legend in points.
const (
	chipPad     = 4.0
	betweenKeys = 12.0
	keyLeading  = 13.0
	chipHeight  = 10.5
)

// legend is what explains the tints and signs, above the table: a chip for each
// class with its limits written on it, then the signs.
type legend struct {
	keys   []key
	height float64 // with the space after it; 0 is none
	least  float64 // width
}

// key is a chip of a class, a mark, or a sign, and what it means.
type key struct {
	class int // 0: a mark or a sign
	mark  Mark
	text  string
	x, y  float64 // its left and its middle, from the legend's corner
	width float64
}

// newLegend sets the legend in lines as wide as width.
func (t *table) newLegend(width float64) (l legend) {
	l.keys = t.keys()
	x, y := 0.0, chipHeight/2
	for i := range l.keys {
		k := &l.keys[i]
		if i > 0 && (k.class == 0 || t.Scale == Verdict) {
			x += betweenKeys
		}
		if x > 0 && x+k.width > width {
			x, y = 0, y+keyLeading
		}
		k.x, k.y = x, y
		x += k.width
		l.least = max(l.least, k.width)
	}
	if len(l.keys) > 0 {
		l.height = y + chipHeight/2 + afterLegend
	}
	return l
}

// keys are what the legend has. Chips of a scale are as wide as the widest of
// them.
func (t *table) keys() (keys []key) {
	chip := t.small.Widest(t.Classes) + 2*chipPad
	for i, text := range t.Classes {
		if t.Scale == Verdict {
			chip = t.small.Width(text) + 2*chipPad
		}
		if t.Scale != Verdict && text != "" || t.has(func(c Cell) bool { return c.Class == i+1 }) {
			keys = append(keys, key{class: i + 1, text: text, width: chip})
		}
	}
	for _, m := range []struct {
		mark Mark
		text string
	}{{Higher, t.Marks.Higher}, {Lower, t.Marks.Lower}} {
		if t.has(func(c Cell) bool { return c.Mark == m.mark }) {
			keys = append(keys, key{mark: m.mark, text: m.text, width: t.markRoom() + t.small.Width(m.text)})
		}
	}
	for _, sign := range t.Signs {
		if text := sign.Text + "  " + sign.Means; t.has(func(c Cell) bool { return c.Absent && c.Text == sign.Text }) {
			keys = append(keys, key{text: text, width: t.small.Width(text)})
		}
	}
	return keys
}

// has reports whether any cell is such.
func (t *table) has(such func(Cell) bool) bool {
	for _, r := range t.Rows {
		if slices.ContainsFunc(r.Cells, such) {
			return true
		}
	}
	return false
}

func (t *table) drawLegend(left, top float64) {
	for _, k := range t.legend.keys {
		at := canvas.At(left+k.x, top+k.y+t.small.Middle())
		switch {
		case k.mark != Unmarked:
			t.drawMark(k.mark, canvas.TextColor, canvas.At(at.X+t.markRoom()/2, top+k.y))
			t.Text(t.small, canvas.SmallColor, canvas.At(at.X+t.markRoom(), at.Y), k.text)
		case k.class == 0:
			t.Text(t.small, canvas.SmallColor, at, k.text)
		default:
			shade := t.tints[k.class-1]
			t.fillBox(shade.Fill, canvas.Rect(left+k.x, top+k.y-chipHeight/2, left+k.x+k.width-cellGap, top+k.y+chipHeight/2))
			t.Text(t.small, shade.Text, canvas.At(at.X+(k.width-t.small.Width(k.text))/2, at.Y), k.text)
		}
	}
}

// drawMark draws a mark about its middle.
func (t *table) drawMark(m Mark, c color.Color, at canvas.Point) {
	shape := canvas.Triangle
	if m == Lower {
		shape = canvas.TriangleDown
	}
	t.Symbol(shape, c, at, t.name.Size*0.3)
}
