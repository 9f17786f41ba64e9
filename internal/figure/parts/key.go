package parts

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of the key, in points.
const (
	swatch      = 6.5
	afterSwatch = 3.5
	between     = 12.0
	underKey    = 5.0
)

// key names the parts above the rows: each over its bar in the first row, where
// that has room, else in rows from the left.
type key struct {
	entries []keyEntry
	height  float64 // with the room under it
}

type keyEntry struct {
	part  int
	x, y  float64 // from the figure's left and top
	lines []string
}

func (c *chart) newKey() key {
	if len(c.Parts) == 1 && c.Parts[0].Name == "" {
		return key{}
	}
	if k, ok := c.keyOverBars(); ok {
		return k
	}
	var k key
	left, right := c.panels[0].x0, c.right-c.totals // beside the heading of the totals
	x, y, line := left, 0.0, 1
	for i, p := range c.Parts {
		lines := canvas.Wrap(p.Name, right-left-swatch-afterSwatch, c.value)
		w := swatch + afterSwatch + c.value.Widest(lines)
		if x+w > right && x > left {
			x, y, line = left, y+c.value.Height(line)+2, 1
		}
		k.entries = append(k.entries, keyEntry{i, x, y, lines})
		line = max(line, len(lines))
		x += w + between
		k.height = max(k.height, y+c.value.Height(line))
	}
	k.height += underKey
	return k
}

// keyOverBars puts each name where its bar in the first whole row begins.
func (c *chart) keyOverBars() (k key, ok bool) {
	if !c.endToEnd() {
		return k, false
	}
	p := c.panels[0]
	for i := range c.rows {
		if r := &c.rows[i]; r.whole() {
			return c.keyOver(p.segments(&rowPlace{Row: r.Row, high: usualRow, want: usualRow}))
		}
	}
	return k, false
}

// farthest is how far a name may stand from its bar before it no longer belongs to it.
const farthest = 40.0

func (c *chart) keyOver(bars []segment) (k key, ok bool) {
	var slots []canvas.Slot
	right := c.right
	if c.totals > 0 {
		right -= c.totals
	}
	for _, s := range bars {
		if s.Value < 0 {
			return k, false // their order is not that of the parts
		}
		w := swatch + afterSwatch + c.value.Width(c.Parts[s.part].Name) + between
		slots = append(slots, canvas.Slot{Want: s.box.X0 + w/2, Height: w})
	}
	middles, fit := canvas.Spread(slots, c.panels[0].x0, right+between)
	if !fit {
		return k, false
	}
	for i, s := range bars {
		x := middles[i] - slots[i].Height/2
		if math.Abs(x-s.box.X0) > farthest {
			return k, false
		}
		k.entries = append(k.entries, keyEntry{part: s.part, x: x, lines: []string{c.Parts[s.part].Name}})
	}
	k.height = c.value.Height(1) + underKey
	return k, true
}

func (c *chart) drawKey(top float64) {
	for _, e := range c.key.entries {
		y := top + e.y
		middle := y + c.value.Ascent() - c.value.Middle()
		c.Fill(c.fill[e.part].Fill, canvas.Rect(c.Snap(e.x), c.Snap(middle-swatch/2), c.Snap(e.x+swatch), c.Snap(middle+swatch/2)).Corners()...)
		st := c.value
		if c.Parts[e.part].Role == Focus {
			st.Face = c.Bold
		}
		c.Lines(st, canvas.TextColor, e.x+swatch+afterSwatch, y, e.lines)
	}
}
