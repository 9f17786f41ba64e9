// Package legend draws what the tints of areas mean: a chip for each class of values
// with its limits on it and how many areas are in it, and hatched chips for areas
// without a value.
package legend

import (
	"kuvio/internal/figure/canvas"
)

// Classes are the classes of a figure, from the lowest values on.
type Classes struct {
	Title      string // what the numbers are, with the unit; "" for nothing
	Classes    []Class
	Diverging  bool // about a middle
	Missing    string
	Suppressed string // what the hatchings mean, with how many areas; "" for none
}

// Class is its limits and how many areas are in it, ready to print; one without limits
// lies beyond the values and has a tint, but no chip.
type Class struct{ Limits, Areas string }

// shown is how many classes have a chip.
func (c Classes) shown() (n int) {
	for _, class := range c.Classes {
		if class.Limits != "" {
			n++
		}
	}
	return n
}

// Measures in points.
const (
	chipHeight  = 11.0
	chipPad     = 5.0
	afterChips  = 2.0
	betweenKeys = 12.0
	hatchWide   = 15.0
	after       = 9.0
)

func small(s *canvas.Sheet) canvas.Style {
	return canvas.Style{Face: s.Regular, Size: canvas.SmallSize}
}

// Shades are the colours of the classes.
func (c Classes) Shades() []canvas.Shade {
	if c.Diverging && len(c.Classes) > 1 {
		return canvas.Diverging(len(c.Classes))
	}
	return canvas.Sequential(len(c.Classes))
}

// chip is the width of a chip.
func (c Classes) chip(s *canvas.Sheet) float64 {
	w := 0.0
	for _, class := range c.Classes {
		w = max(w, small(s).Width(class.Limits), small(s).Width(class.Areas))
	}
	return w + 2*chipPad
}

// key is what a hatching means, and where it stands.
type key struct {
	text string
	up   bool
	x, y float64 // from the legend's corner
}

// keys are the hatchings beside the chips, or below them where they have no room.
func (c Classes) keys(s *canvas.Sheet, width float64) (keys []key, bottom float64) {
	st := small(s)
	x, y := c.chip(s)*float64(c.shown()), 0.0
	if c.shown() > 0 {
		bottom = chipHeight + afterChips + st.Height(1)
	}
	for _, k := range []key{{text: c.Missing}, {text: c.Suppressed, up: true}} {
		if k.text == "" {
			continue
		}
		need := hatchWide + 4 + st.Width(k.text)
		if x > 0 {
			x += betweenKeys
		}
		if x > 0 && x+need > width {
			x, y = 0, bottom+3
		}
		k.x, k.y = x, y
		x += need
		bottom = max(bottom, y+chipHeight)
		keys = append(keys, k)
	}
	return keys, bottom
}

// Height is what the legend takes, with the space below it; 0 where it is empty.
func (c Classes) Height(s *canvas.Sheet, width float64) float64 {
	_, bottom := c.keys(s, width)
	if bottom == 0 {
		return 0
	}
	if c.Title != "" {
		bottom += small(s).Leading() + 1
	}
	return bottom + after
}

// Least is the width that the chips need.
func (c Classes) Least(s *canvas.Sheet) float64 { return c.chip(s) * float64(c.shown()) }

// Draw draws the legend with its top left at left, top.
func (c Classes) Draw(s *canvas.Sheet, left, top, width float64) {
	st := small(s)
	if c.Title != "" {
		s.Text(st, canvas.SmallColor, canvas.At(left, top+st.Ascent()), c.Title)
		top += st.Leading() + 1
	}
	wide := c.chip(s)
	x := left
	for i, shade := range c.Shades() {
		class := c.Classes[i]
		if class.Limits == "" {
			continue
		}
		s.Fill(shade.Fill, canvas.Rect(s.Snap(x), s.Snap(top), s.Snap(x+wide-1), s.Snap(top+chipHeight)).Corners()...)
		s.Text(st, shade.Text, canvas.At(x+(wide-1-st.Width(class.Limits))/2, top+chipHeight/2+st.Middle()), class.Limits)
		s.Text(st, canvas.SmallColor, canvas.At(x+(wide-1-st.Width(class.Areas))/2, top+chipHeight+afterChips+st.Ascent()), class.Areas)
		x += wide
	}
	keys, _ := c.keys(s, width)
	for _, k := range keys {
		x, y := left+k.x, top+k.y
		b := canvas.Rect(x, y, x+hatchWide, y+chipHeight)
		Hatch(s, k.up, b.Corners())
		s.Text(st, canvas.SmallColor, canvas.At(x+hatchWide+4, y+chipHeight/2+st.Middle()), k.text)
	}
}

// Hatch hatches an area without a value: with up one whose value is suppressed.
func Hatch(s *canvas.Sheet, up bool, outlines ...[]canvas.Point) {
	for _, o := range outlines {
		s.Fill(canvas.PaperColor, o...)
	}
	s.Hatch(canvas.OthersColor, 0.45, 3.2, up, outlines...)
}
