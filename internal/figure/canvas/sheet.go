// Package canvas is what figures are drawn on: a sheet in points, y downwards
// from its top left, with text set in the embedded Liberation Sans, wrapped and
// measured, markers, the palette, and labels moved apart. It knows nothing of
// any kind of figure.
package canvas

import (
	"image"
	"image/color"
	"math"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"kuvio/internal/domain"
)

const (
	CmPerInch   = 2.54
	PointsPerCM = 72 / CmPerInch
)

// haloWidth is the rim of haloText, in points.
const haloWidth = 1.2

// Sheet is the picture being drawn: a canvas in points with y downwards.
type Sheet struct {
	canvas        *vgimg.Canvas
	Width, Height float64 // points
	dpi           int
	Lang          domain.Lang
	stamp         string // the watermark
	Regular, Bold *typeface
}

// Page is what a sheet is made of: its size in centimetres, its resolution in
// dots per inch, how numbers are written, and the watermark.
type Page struct {
	WidthCM, HeightCM float64
	DPI               int
	Lang              domain.Lang
	Stamp             string
}

func NewSheet(p Page) *Sheet {
	w, h := p.WidthCM*PointsPerCM, p.HeightCM*PointsPerCM
	return &Sheet{
		canvas: vgimg.NewWith(vgimg.UseWH(vg.Points(w), vg.Points(h)), vgimg.UseDPI(p.DPI)),
		Width:  w, Height: h,
		dpi:     p.DPI,
		Lang:    p.Lang,
		stamp:   p.Stamp,
		Regular: newTypeface(stdfont.WeightNormal),
		Bold:    newTypeface(stdfont.WeightBold),
	}
}

func (s *Sheet) Image() image.Image { return s.canvas.Image() }

// at turns sheet points into the canvas's, whose y runs upwards.
func (s *Sheet) at(p Point) vg.Point {
	// The canvas has a whole number of pixels: count from its real top.
	top := float64(s.canvas.Image().Bounds().Dy()) * 72 / float64(s.dpi)
	return vg.Point{X: vg.Points(p.X), Y: vg.Points(top - p.Y)}
}

// Pen is how a stroke looks: its width and dashes in points.
type Pen struct {
	Color color.Color
	Width float64
	Dash  []float64
}

func (s *Sheet) Stroke(p Pen, closed bool, points ...Point) {
	if len(points) < 2 {
		return
	}
	s.canvas.SetColor(p.Color)
	s.canvas.SetLineWidth(vg.Points(p.Width))
	dash := make([]vg.Length, len(p.Dash))
	for i, d := range p.Dash {
		dash[i] = vg.Points(d)
	}
	s.canvas.SetLineDash(dash, 0)
	for ; !closed && len(points) > longStroke; points = points[longStroke-1:] {
		s.canvas.Stroke(s.path(false, points[:longStroke]))
	}
	s.canvas.Stroke(s.path(closed, points))
}

// longStroke is how many points are stroked at once: the time that takes grows
// with the square of how many cross a row of pixels.
const longStroke = 250

func (s *Sheet) Fill(c color.Color, points ...Point) {
	s.canvas.SetColor(c)
	s.canvas.Fill(s.path(true, points))
}

func (s *Sheet) path(closed bool, points []Point) vg.Path {
	var path vg.Path
	for i, p := range points {
		if i == 0 {
			path.Move(s.at(p))
		} else {
			path.Line(s.at(p))
		}
	}
	if closed {
		path.Close()
	}
	return path
}

// Snap moves a coordinate in points to the nearest edge between two pixels.
func (s *Sheet) Snap(v float64) float64 {
	perPoint := float64(s.dpi) / 72
	return math.Round(v*perPoint) / perPoint
}

// Rule fills a straight line along an axis, whole pixels wide so that it is
// as sharp as the resolution allows. It lies centred on y (or x).
func (s *Sheet) Rule(c color.Color, thick, x0, y0, x1, y1 float64) {
	perPoint := float64(s.dpi) / 72
	thick = max(1, math.Round(thick*perPoint)) / perPoint
	if y0 == y1 {
		top := s.Snap(y0 - thick/2)
		s.Fill(c, Box{s.Snap(x0), top, s.Snap(x1), top + thick}.Corners()...)
		return
	}
	left := s.Snap(x0 - thick/2)
	s.Fill(c, Box{left, s.Snap(y0), left + thick, s.Snap(y1)}.Corners()...)
}

// Text draws one line with its left end and baseline at p.
func (s *Sheet) Text(st Style, c color.Color, p Point, text string) {
	s.turnedText(st, c, p, 0, text)
}

// TextRight draws one line that ends at p.
func (s *Sheet) TextRight(st Style, c color.Color, p Point, text string) {
	s.Text(st, c, Point{p.X - st.Width(text), p.Y}, text)
}

// TextUp draws one line that runs upwards from p.
func (s *Sheet) TextUp(st Style, c color.Color, p Point, text string) {
	s.turnedText(st, c, p, math.Pi/2, text)
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
	s.canvas.SetColor(PaperColor)
	s.canvas.SetLineWidth(vg.Points(2 * haloWidth))
	s.canvas.SetLineDash(nil, 0)
	s.glyphs(st, p, 0, text, func(outline vg.Path) {
		outline.Close()
		s.canvas.Stroke(outline)
	})
	s.Text(st, c, p, text)
}

// turnedText is text turned by angle, in radians, upwards about p.
func (s *Sheet) turnedText(st Style, c color.Color, p Point, angle float64, text string) {
	s.canvas.SetColor(c)
	s.glyphs(st, p, angle, text, s.canvas.Fill)
}

// glyphs gives draw the outlines of text. Each glyph is drawn on its own: the
// rasteriser is slow on long outlines.
func (s *Sheet) glyphs(st Style, p Point, angle float64, text string, draw func(vg.Path)) {
	sin, cos := math.Sincos(angle)
	unit := st.Size / st.Face.em
	st.Face.each(text, func(g glyph, offset float64) {
		path := g.path(func(a fixed.Point26_6) vg.Point {
			x, y := offset*st.Size+float64(a.X)*unit, float64(a.Y)*unit
			return s.at(Point{p.X + x*cos + y*sin, p.Y - x*sin + y*cos})
		})
		if len(path) > 0 {
			draw(path)
		}
	})
}
