package multiples

import (
	"image/color"

	"kuvio/internal/figure/canvas"
)

// Measures of the key in points.
const (
	sampleWidth = 16.0
	afterSample = 3.5
	betweenKeys = 14.0
	underKey    = 7.0
)

// key names, in a row above the panels, what stands in every one of them.
type key struct {
	style  canvas.Style
	items  []keyItem
	height float64 // with the gap under it; 0 where there is nothing to name
}

type keyItem struct {
	pen   canvas.Pen
	tint  color.Color // in place of the pen
	at    canvas.Point
	lines []string
}

func newKey(s *canvas.Sheet, c Content, body canvas.Box) key {
	k := key{style: canvas.Style{Face: s.Regular, Size: canvas.SmallSize + 0.5}}
	for i, name := range c.Benchmarks {
		k.add(keyItem{pen: benchmarkPen(i)}, name, body)
	}
	if len(c.Others) > 0 && c.OthersLabel != "" {
		k.add(keyItem{pen: canvas.Pen{Color: behindColor, Width: 1}}, c.OthersLabel, body)
	}
	if c.IntervalLabel != "" {
		k.add(keyItem{tint: canvas.SeriesStyles[0].Tint(1)}, c.IntervalLabel, body)
	}
	if n := len(k.items); n > 0 {
		last := k.items[n-1]
		k.height = last.at.Y - body.Y0 + k.style.Height(len(last.lines)) + underKey
	}
	return k
}

// add sets an item after the one before it, or on a row of its own.
func (k *key) add(item keyItem, label string, body canvas.Box) {
	item.at = canvas.At(body.X0, body.Y0)
	item.lines = canvas.Wrap(label, body.Width()-sampleWidth-afterSample, k.style)
	if n := len(k.items); n > 0 {
		before := k.items[n-1]
		item.at = canvas.At(before.at.X+sampleWidth+afterSample+k.style.Widest(before.lines)+betweenKeys, before.at.Y)
		if item.at.X+sampleWidth+afterSample+k.style.Widest(item.lines) > body.X1 {
			item.at = canvas.At(body.X0, before.at.Y+k.style.Leading()*float64(len(before.lines)))
		}
	}
	k.items = append(k.items, item)
}

func (g *grid) drawKey() {
	st := g.key.style
	for _, item := range g.key.items {
		y := item.at.Y + st.Ascent() - st.Middle()
		if item.tint != nil {
			g.Fill(item.tint, canvas.Rect(item.at.X, y-3, item.at.X+sampleWidth, y+3).Corners()...)
		} else {
			g.Stroke(item.pen, false, canvas.At(item.at.X, y), canvas.At(item.at.X+sampleWidth, y))
		}
		g.Lines(st, canvas.SmallColor, item.at.X+sampleWidth+afterSample, item.at.Y, item.lines)
	}
}
