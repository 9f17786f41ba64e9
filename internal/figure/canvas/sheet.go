// Package canvas is what figures are drawn on: a sheet in points, y downwards
// from its top left, with text set in the embedded Liberation Sans, wrapped and
// measured, markers, the palette, and labels moved apart. It keeps what is drawn
// for a Writer of some format, and knows nothing of any kind of figure.
package canvas

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"kuvio/internal/domain"
)

const (
	CmPerInch   = 2.54
	PointsPerCM = 72 / CmPerInch
)

// haloWidth is the rim of haloText, in points.
const haloWidth = 1.2

// Sheet is the picture being drawn: what was drawn so far, in points with y
// downwards.
type Sheet struct {
	drawn         []func(Writer)
	Width, Height float64 // points
	Zoom          float64 // points on paper for one of the sheet's
	dpi           int
	Lang          domain.Lang
	stamp         string // the watermark
	palette       *Palette
	Regular, Bold *typeface
}

// Page is what a sheet is made of: its size in centimetres, the resolution in
// dots per inch that it is to be sharp at, how many times as large as in a page
// of text all is drawn (0 is once), how numbers are written, the watermark, and
// whose colours.
type Page struct {
	WidthCM, HeightCM float64
	DPI               int
	Zoom              float64
	Lang              domain.Lang
	Stamp             string
	Palette           *Palette // nil for SeriesStyles
}

func NewSheet(p Page) *Sheet {
	zoom := cmp.Or(p.Zoom, 1)
	return &Sheet{
		Width:   p.WidthCM * PointsPerCM / zoom,
		Height:  p.HeightCM * PointsPerCM / zoom,
		Zoom:    zoom,
		dpi:     p.DPI,
		Lang:    p.Lang,
		stamp:   p.Stamp,
		palette: p.Palette,
		Regular: newTypeface(RegularWeight, p.Lang),
		Bold:    newTypeface(BoldWeight, p.Lang),
	}
}

func (s *Sheet) Stroke(p Pen, closed bool, points ...Point) {
	if len(points) < 2 {
		return
	}
	p.Dash, points = slices.Clone(p.Dash), slices.Clone(points)
	s.record(func(w Writer) { w.Stroke(p, closed, points) })
}

func (s *Sheet) Fill(c color.Color, points ...Point) {
	points = slices.Clone(points)
	s.record(func(w Writer) { w.Fill(c, points) })
}

// Snap moves a coordinate in points to the nearest edge between two pixels.
func (s *Sheet) Snap(v float64) float64 {
	perPoint := s.Zoom * float64(s.dpi) / 72
	return math.Round(v*perPoint) / perPoint
}

// Rule draws a straight line along an axis, as sharp as the resolution allows.
// It lies centred on y (or x).
func (s *Sheet) Rule(c color.Color, thick, x0, y0, x1, y1 float64) {
	s.record(func(w Writer) { w.Rule(c, thick, Point{x0, y0}, Point{x1, y1}) })
}

// Text draws one line with its left end and baseline at p.
func (s *Sheet) Text(st Style, c color.Color, p Point, text string) {
	s.letter(Lettering{Style: st, Color: c, At: p, Text: text})
}

// TextRight draws one line that ends at p.
func (s *Sheet) TextRight(st Style, c color.Color, p Point, text string) {
	s.Text(st, c, Point{p.X - st.Width(text), p.Y}, text)
}

// TextUp draws one line that runs upwards from p.
func (s *Sheet) TextUp(st Style, c color.Color, p Point, text string) {
	s.letter(Lettering{Style: st, Color: c, At: p, Angle: math.Pi / 2, Text: text})
}

// Lines draws lines below one another, the ascent of the first at top.
func (s *Sheet) Lines(st Style, c color.Color, left, top float64, lines []string) {
	for i, l := range lines {
		s.Text(st, c, Point{left, top + st.Ascent() + float64(i)*st.Leading()}, l)
	}
}

// HaloText is text with a rim of paper around its glyphs, which stands off
// whatever lies beneath it.
func (s *Sheet) HaloText(st Style, c color.Color, p Point, text string) {
	s.letter(Lettering{Style: st, Color: c, At: p, Halo: haloWidth, Text: text})
}

func (s *Sheet) letter(t Lettering) {
	s.record(func(w Writer) { w.Text(t) })
}
