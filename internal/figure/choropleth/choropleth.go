// Package choropleth draws a map whose areas are tinted by the class of their value.
package choropleth

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/legend"
)

// Content is the areas of a map and what their tints mean.
type Content struct {
	Areas   []Area
	Context [][]Point // outlines of what lies about them, drawn in light grey
	Legend  legend.Classes
	Empty   string // drawn in place of the map where no area has a value
}

// Point is a place on the plane, in any unit of length: x to the east, y to the north.
type Point struct{ X, Y float64 }

// Area is an area with its outlines, and what is written on it where that has room.
type Area struct {
	Name       string
	Value      string // the number
	Class      int    // of Legend.Classes, from 1; 0 where there is no value
	Suppressed bool   // the value is suppressed, not missing
	Focus      bool
	Rings      [][]Point
}

// Limits of what is drawn, and measures in points.
const (
	mostAreas  = 500
	tallestMap = 430.0
	leastMap   = 120.0
	finest     = 0.25 // a point of an outline nearer to the last is left out
	border     = 0.5
	focusWidth = 1.4
	nameSize   = 7.0
	valueSize  = 7.5
)

var contextColor = canvas.BandColor

// Check finds what cannot be drawn at any size.
func (c Content) Check() error {
	if len(c.Areas) > mostAreas {
		return fmt.Errorf("%d areas: at most %d can be drawn; choose fewer", len(c.Areas), mostAreas)
	}
	if n := len(c.Legend.Classes); n > canvas.MaxShades {
		return fmt.Errorf("%d classes: at most %d can be told apart", n, canvas.MaxShades)
	}
	for _, a := range c.Areas {
		if a.Class < 0 || a.Class > len(c.Legend.Classes) {
			return fmt.Errorf("%s: class %d of %d", a.Name, a.Class, len(c.Legend.Classes))
		}
		for _, ring := range a.Rings {
			for _, p := range ring {
				if !canvas.Printable(p.X) || !canvas.Printable(p.Y) || math.IsNaN(p.X) || math.IsNaN(p.Y) {
					return fmt.Errorf("%s: the place %g, %g cannot be drawn", a.Name, p.X, p.Y)
				}
			}
		}
	}
	return nil
}

// Labels are the texts on the map.
func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, a := range c.Areas {
			if what := fmt.Sprintf("area %d", i+1); !yield(what, a.Name) || !yield(what, a.Value) {
				return
			}
		}
	}
}

// bounds are the corners of all areas; ok is false where there is no outline.
func (c Content) bounds() (low, high Point, ok bool) {
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, a := range c.Areas {
		for _, ring := range a.Rings {
			for _, p := range ring {
				low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
			}
		}
	}
	return low, high, low.X < high.X && low.Y < high.Y
}

// Height is what the map and its legend take at a width, in points.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	low, high, ok := c.bounds()
	if !ok {
		return leastMap
	}
	return c.Legend.Height(s, width) + max(leastMap, min(tallestMap, width*(high.Y-low.Y)/(high.X-low.X)))
}

// mapped is the map as it is placed on the sheet.
type mapped struct {
	*canvas.Sheet
	Content
	room  canvas.Box
	scale float64
	zero  canvas.Point // where the place 0, 0 would be
}

// Draw draws the legend and below it the map.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	low, high, ok := c.bounds()
	if !ok || !slices.ContainsFunc(c.Areas, func(a Area) bool { return a.Class > 0 }) {
		s.Explain(body, c.Empty)
		return nil
	}
	if lack := c.Legend.Least(s) - body.Width(); lack > 0 {
		return &canvas.TooSmall{What: "the classes beside one another", LackW: lack}
	}
	m := &mapped{Sheet: s, Content: c, room: body}
	m.room.Y0 += c.Legend.Height(s, body.Width())
	if lack := leastMap - m.room.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the map", LackH: lack}
	}
	m.scale = min(m.room.Width()/(high.X-low.X), m.room.Height()/(high.Y-low.Y))
	m.zero = canvas.At(
		m.room.X0+(m.room.Width()-m.scale*(high.X-low.X))/2-m.scale*low.X,
		m.room.Y0+(m.room.Height()-m.scale*(high.Y-low.Y))/2+m.scale*high.Y,
	)
	c.Legend.Draw(s, body.X0, body.Y0, body.Width())
	m.draw()
	return nil
}

// at is where a place is drawn.
func (m *mapped) at(p Point) canvas.Point {
	return canvas.At(m.zero.X+m.scale*p.X, m.zero.Y-m.scale*p.Y)
}

// outline is a ring on the sheet, without points that nobody could tell apart.
func (m *mapped) outline(ring []Point) (outline []canvas.Point) {
	for _, p := range ring {
		at := m.at(p)
		if n := len(outline); n > 0 && math.Hypot(at.X-outline[n-1].X, at.Y-outline[n-1].Y) < finest {
			continue
		}
		outline = append(outline, at)
	}
	if len(outline) < 3 {
		return nil
	}
	return outline
}

func (m *mapped) outlines(rings [][]Point) (outlines [][]canvas.Point) {
	for _, ring := range rings {
		if o := m.outline(ring); o != nil {
			outlines = append(outlines, o)
		}
	}
	return outlines
}

// draw draws what lies about the areas where it is within the map's room, the areas, the
// largest first, since one may lie within another, and over them outlines and names.
func (m *mapped) draw() {
	for _, ring := range m.Context {
		outline := m.outline(ring)
		if outline != nil && m.inRoom(outline) {
			m.Fill(contextColor, outline...)
			m.Stroke(canvas.Pen{Color: canvas.PaperColor, Width: border}, true, outline...)
		}
	}
	type placed struct {
		Area
		outlines [][]canvas.Point
		size     float64
	}
	areas := make([]placed, len(m.Areas))
	for i, a := range m.Areas {
		areas[i] = placed{Area: a, outlines: m.outlines(a.Rings)}
		for _, o := range areas[i].outlines {
			areas[i].size = max(areas[i].size, surface(o))
		}
	}
	slices.SortStableFunc(areas, func(a, b placed) int { return cmp.Compare(b.size, a.size) })
	shades := m.Legend.Shades()
	for _, a := range areas {
		if a.Class == 0 {
			legend.Hatch(m.Sheet, a.Suppressed, a.outlines...)
		}
		for _, o := range a.outlines {
			if a.Class > 0 {
				m.Fill(shades[a.Class-1].Fill, o...)
			}
			edge := canvas.PaperColor
			if a.Class == 0 {
				edge = canvas.RuleColor
			}
			m.Stroke(canvas.Pen{Color: edge, Width: border}, true, o...)
		}
	}
	for _, a := range areas {
		for _, o := range a.outlines {
			if a.Focus {
				m.Stroke(canvas.Pen{Color: canvas.InkColor, Width: focusWidth}, true, o...)
			}
		}
	}
	m.Watermark(m.room)
	for i, a := range areas {
		ink := canvas.InkColor
		if a.Class > 0 {
			ink = shades[a.Class-1].Text
		}
		var within [][]canvas.Point // smaller areas, which lie over this one
		for _, b := range areas[i+1:] {
			within = append(within, b.outlines...)
		}
		m.label(a.Area, ink, a.outlines, within)
	}
}

func (m *mapped) inRoom(outline []canvas.Point) bool {
	return !slices.ContainsFunc(outline, func(p canvas.Point) bool {
		return p.X < m.room.X0 || p.X > m.room.X1 || p.Y < m.room.Y0 || p.Y > m.room.Y1
	})
}

// surface is the area within an outline, in square points.
func surface(o []canvas.Point) float64 {
	sum := 0.0
	for i, p := range o {
		q := o[(i+1)%len(o)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return math.Abs(sum) / 2
}
