// Package tiles draws a map on which every area is a tile of one size: tinted by the
// class of its value, with its name and the value on it.
package tiles

import (
	"fmt"
	"iter"
	"strings"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/legend"
)

// Content is the tiles of a grid and what their tints mean.
type Content struct {
	Tiles  []Tile
	Legend legend.Classes
	Empty  string // drawn in place of the tiles where none has a value
}

// Tile is an area: its place in the grid, columns from the left and rows from the top,
// both from 0, and what is written on it.
type Tile struct {
	Column, Row int
	Name        string
	Value       string // the number, or why there is none
	Class       int    // of Legend.Classes, from 1; 0 where there is no value
	Suppressed  bool   // the value is suppressed, not missing
	Focus       bool
}

// mostTiles is how many areas a figure has room for.
const mostTiles = 500

// ShortNames is how many tiles may have names that are cut: of more, names that do not
// fit whole are left out.
const ShortNames = 60

// Measures of the tiles in points.
const (
	gap         = 1.6
	pad         = 2.2
	leastWide   = 22.0
	widest      = 70.0
	tallest     = 46.0
	shape       = 0.66 // height of a tile to its width
	nameSize    = 7.5
	leastName   = 6.5
	valueSize   = 9.0
	leastValue  = 6.5
	focusStroke = 1.8
)

// Check finds what cannot be drawn at any size.
func (c Content) Check() error {
	if len(c.Tiles) > mostTiles {
		return fmt.Errorf("%d areas: at most %d have room in a figure; choose fewer", len(c.Tiles), mostTiles)
	}
	taken := make(map[[2]int]string)
	for _, t := range c.Tiles {
		at := [2]int{t.Column, t.Row}
		if t.Column < 0 || t.Row < 0 {
			return fmt.Errorf("%s: the tile in column %d, row %d: expected both from 0 on", t.Name, t.Column, t.Row)
		}
		if other, ok := taken[at]; ok {
			return fmt.Errorf("%s and %s have one tile, in column %d, row %d", other, t.Name, t.Column, t.Row)
		}
		taken[at] = t.Name
		if t.Class < 0 || t.Class > len(c.Legend.Classes) {
			return fmt.Errorf("%s: class %d of %d", t.Name, t.Class, len(c.Legend.Classes))
		}
	}
	if n := len(c.Legend.Classes); n > canvas.MaxShades {
		return fmt.Errorf("%d classes: at most %d can be told apart", n, canvas.MaxShades)
	}
	return nil
}

// Labels are the texts on the tiles.
func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, t := range c.Tiles {
			if what := fmt.Sprintf("tile %d", i+1); !yield(what, t.Name) || !yield(what, t.Value) {
				return
			}
		}
	}
}

func (c Content) empty() bool {
	for _, t := range c.Tiles {
		if t.Class > 0 {
			return false
		}
	}
	return true
}

// size is how many columns and rows there are.
func (c Content) size() (columns, rows int) {
	for _, t := range c.Tiles {
		columns, rows = max(columns, t.Column+1), max(rows, t.Row+1)
	}
	return columns, rows
}

// tile is a tile's width and height where all have a width.
func (c Content) tile(s *canvas.Sheet, width float64) (w, h float64) {
	columns, _ := c.size()
	w = min(width/float64(columns), max(widest, c.widestNumber(s, valueSize)+2*pad+gap)) // few need not fill the figure
	return w, min(tallest, max(w*shape, 2*leastName+8))
}

// Height is what the tiles and their legend take at a width, in points.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	_, rows := c.size()
	_, h := c.tile(s, width)
	return c.Legend.Height(s, width) + float64(rows)*h
}

// Draw draws the legend and below it the tiles.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	if lack := c.Legend.Least(s) - body.Width(); lack > 0 {
		return &canvas.TooSmall{What: "the classes beside one another", LackW: lack}
	}
	columns, rows := c.size()
	if lack := c.widestNumber(s, leastValue) + 2*pad + gap - body.Width()/float64(columns); lack > 0 {
		return &canvas.TooSmall{What: fmt.Sprintf("a map of %d columns of tiles with these numbers", columns), LackW: lack * float64(columns)}
	}
	top := body.Y0 + c.Legend.Height(s, body.Width())
	w, h := c.tile(s, body.Width())
	if lack := leastWide - w; lack > 0 {
		return &canvas.TooSmall{What: fmt.Sprintf("a map of %d columns of tiles", columns), LackW: lack * float64(columns)}
	}
	least := 2*leastName + 8
	if room := (body.Y1 - top) / float64(rows); room < h {
		h = room
	}
	if h < least {
		return &canvas.TooSmall{What: fmt.Sprintf("a map of %d rows of tiles", rows), LackH: (least - h) * float64(rows)}
	}
	c.Legend.Draw(s, body.X0, body.Y0, body.Width())
	left := body.X0 + (body.Width()-float64(columns)*w)/2
	shades := c.Legend.Shades()
	sizes := c.sizes(s, w, h)
	box := func(t Tile) canvas.Box {
		at := canvas.At(left+float64(t.Column)*w, top+float64(t.Row)*h)
		return canvas.Rect(s.Snap(at.X), s.Snap(at.Y), s.Snap(at.X+w-gap), s.Snap(at.Y+h-gap))
	}
	for _, focus := range []bool{false, true} { // outlines lie over the neighbours
		for _, t := range c.Tiles {
			if t.Focus == focus {
				c.drawTint(s, t, box(t), shades)
			}
		}
	}
	s.Watermark(canvas.Rect(left, top, left+float64(columns)*w, top+float64(rows)*h))
	for _, t := range c.Tiles {
		c.drawTexts(s, t, box(t), shades, sizes)
	}
	return nil
}

// sizes of the type of names and values.
type sizes struct {
	name, value float64
	lines       int  // that a name may have
	whole       bool // a name that does not fit is left out
}

// sizes are the largest in which most of the names stand whole: all have one.
func (c Content) sizes(s *canvas.Sheet, w, h float64) sizes {
	z := sizes{value: valueSize, lines: 1, whole: len(c.Tiles) > ShortNames}
	inner := w - gap - 2*pad
	for z.value > leastValue && c.widestNumber(s, z.value) > inner {
		z.value -= 0.5
	}
	value := canvas.Style{Face: s.Bold, Size: z.value}
	for z.name = nameSize; z.name > leastName; z.name -= 0.25 {
		st := canvas.Style{Face: s.Regular, Size: z.name}
		room := h - gap - 2*pad - value.Height(1)
		z.lines = max(1, int((room-st.Height(1))/st.Leading())+1)
		whole := 0
		for _, t := range c.Tiles {
			if lines := canvas.Balance(t.Name, inner, st); len(lines) <= z.lines && canvas.Whole(t.Name, inner, st) {
				whole++
			}
		}
		if whole == len(c.Tiles) {
			return z
		}
	}
	st := canvas.Style{Face: s.Regular, Size: z.name}
	z.lines = max(1, int((h-gap-2*pad-value.Height(1)-st.Height(1))/st.Leading())+1)
	return z
}

// widestNumber is the width of the widest of the numbers in bold of a size.
func (c Content) widestNumber(s *canvas.Sheet, size float64) float64 {
	w := 0.0
	for _, t := range c.Tiles {
		if t.Class > 0 {
			w = max(w, canvas.Style{Face: s.Bold, Size: size}.Width(t.Value))
		}
	}
	return w
}

func (c Content) drawTint(s *canvas.Sheet, t Tile, b canvas.Box, shades []canvas.Shade) {
	if t.Class > 0 {
		s.Fill(shades[t.Class-1].Fill, b.Corners()...)
	} else {
		legend.Hatch(s, t.Suppressed, b.Corners())
	}
	if t.Focus {
		s.Stroke(canvas.Pen{Color: canvas.InkColor, Width: focusStroke}, true, b.Grown(-focusStroke/2+0.4).Corners()...)
	}
}

// drawTexts writes the name and the value of a tile.
func (c Content) drawTexts(s *canvas.Sheet, t Tile, b canvas.Box, shades []canvas.Shade, z sizes) {
	ink := canvas.InkColor
	if t.Class > 0 {
		ink = shades[t.Class-1].Text
	}
	name := canvas.Style{Face: s.Regular, Size: z.name}
	if t.Focus {
		name.Face = s.Bold
	}
	lines := shortened(t.Name, b.Width()-2*pad, z.lines, name)
	if z.whole && strings.Join(lines, " ") != t.Name {
		lines = nil
	}
	value := canvas.Style{Face: s.Bold, Size: z.value}
	text := t.Value
	if t.Class == 0 { // the hatching and the legend say why
		text = ""
	}
	height := name.Height(len(lines))
	if text != "" {
		height += value.Height(1)
	}
	y := b.Y0 + (b.Height()-height)/2
	draw := s.Text
	if t.Class == 0 {
		draw = s.HaloText
	}
	for _, line := range lines {
		draw(name, ink, canvas.At(b.X0+(b.Width()-name.Width(line))/2, y+name.Ascent()), line)
		y += name.Leading()
	}
	if text != "" {
		y = b.Y0 + (b.Height()+height)/2 - value.Descent()
		s.Text(value, ink, canvas.At(b.X0+(b.Width()-value.Width(text))/2, y), text)
	}
}

// shortened is a name in at most so many lines; one that does not fit is cut, with a
// full stop. The data beside the figure has it whole.
func shortened(name string, width float64, lines int, st canvas.Style) []string {
	wrapped := canvas.Balance(name, width, st)
	if len(wrapped) <= lines && (canvas.Whole(name, width, st) || lines > 1) {
		return wrapped
	}
	runes := []rune(name)
	for n := len(runes) - 1; n > 0; n-- {
		if cut := string(runes[:n]) + "."; st.Width(cut) <= width {
			return []string{cut}
		}
	}
	return nil
}
