package figure

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
	cmPerInch   = 2.54
	pointsPerCM = 72 / cmPerInch
)

// haloWidth is the rim of haloText, in points.
const haloWidth = 1.2

// sheet is the picture being drawn: a canvas in points with y downwards.
type sheet struct {
	canvas        *vgimg.Canvas
	width, height float64 // points
	dpi           int
	lang          domain.Lang
	stamp         string // the watermark
	regular, bold *typeface
}

func newSheet(f Figure) *sheet {
	w, h := f.WidthCM*pointsPerCM, f.HeightCM*pointsPerCM
	return &sheet{
		canvas: vgimg.NewWith(vgimg.UseWH(vg.Points(w), vg.Points(h)), vgimg.UseDPI(f.DPI)),
		width:  w, height: h,
		dpi:     f.DPI,
		lang:    f.Lang,
		stamp:   f.Watermark,
		regular: newTypeface(stdfont.WeightNormal),
		bold:    newTypeface(stdfont.WeightBold),
	}
}

func (s *sheet) image() image.Image { return s.canvas.Image() }

// at turns sheet points into the canvas's, whose y runs upwards.
func (s *sheet) at(p point) vg.Point {
	// The canvas has a whole number of pixels: count from its real top.
	top := float64(s.canvas.Image().Bounds().Dy()) * 72 / float64(s.dpi)
	return vg.Point{X: vg.Points(p.x), Y: vg.Points(top - p.y)}
}

// pen is how a stroke looks: its width and dashes in points.
type pen struct {
	color color.Color
	width float64
	dash  []float64
}

func (s *sheet) stroke(p pen, closed bool, points ...point) {
	if len(points) < 2 {
		return
	}
	s.canvas.SetColor(p.color)
	s.canvas.SetLineWidth(vg.Points(p.width))
	dash := make([]vg.Length, len(p.dash))
	for i, d := range p.dash {
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

func (s *sheet) fill(c color.Color, points ...point) {
	s.canvas.SetColor(c)
	s.canvas.Fill(s.path(true, points))
}

func (s *sheet) path(closed bool, points []point) vg.Path {
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

// snap moves a coordinate in points to the nearest edge between two pixels.
func (s *sheet) snap(v float64) float64 {
	perPoint := float64(s.dpi) / 72
	return math.Round(v*perPoint) / perPoint
}

// rule fills a straight line along an axis, whole pixels wide so that it is
// as sharp as the resolution allows. It lies centred on y (or x).
func (s *sheet) rule(c color.Color, thick, x0, y0, x1, y1 float64) {
	perPoint := float64(s.dpi) / 72
	thick = max(1, math.Round(thick*perPoint)) / perPoint
	if y0 == y1 {
		top := s.snap(y0 - thick/2)
		s.fill(c, box{s.snap(x0), top, s.snap(x1), top + thick}.corners()...)
		return
	}
	left := s.snap(x0 - thick/2)
	s.fill(c, box{left, s.snap(y0), left + thick, s.snap(y1)}.corners()...)
}

// text draws one line with its left end and baseline at p.
func (s *sheet) text(st style, c color.Color, p point, text string) {
	s.turnedText(st, c, p, 0, text)
}

// textRight draws one line that ends at p.
func (s *sheet) textRight(st style, c color.Color, p point, text string) {
	s.text(st, c, point{p.x - st.width(text), p.y}, text)
}

// lines draws lines below one another, the ascent of the first at top.
func (s *sheet) lines(st style, c color.Color, left, top float64, lines []string) {
	for i, l := range lines {
		s.text(st, c, point{left, top + st.ascent() + float64(i)*st.leading()}, l)
	}
}

// haloText is text with a rim of paper around its glyphs, which stands off
// whatever lies beneath it.
func (s *sheet) haloText(st style, c color.Color, p point, text string) {
	s.canvas.SetColor(paperColor)
	s.canvas.SetLineWidth(vg.Points(2 * haloWidth))
	s.canvas.SetLineDash(nil, 0)
	s.glyphs(st, p, 0, text, func(outline vg.Path) {
		outline.Close()
		s.canvas.Stroke(outline)
	})
	s.text(st, c, p, text)
}

// turnedText is text turned by angle, in radians, upwards about p.
func (s *sheet) turnedText(st style, c color.Color, p point, angle float64, text string) {
	s.canvas.SetColor(c)
	s.glyphs(st, p, angle, text, s.canvas.Fill)
}

// glyphs gives draw the outlines of text. Each glyph is drawn on its own: the
// rasteriser is slow on long outlines.
func (s *sheet) glyphs(st style, p point, angle float64, text string, draw func(vg.Path)) {
	sin, cos := math.Sincos(angle)
	unit := st.size / st.face.em
	st.face.each(text, func(g glyph, offset float64) {
		path := g.path(func(a fixed.Point26_6) vg.Point {
			x, y := offset*st.size+float64(a.X)*unit, float64(a.Y)*unit
			return s.at(point{p.x + x*cos + y*sin, p.y - x*sin + y*cos})
		})
		if len(path) > 0 {
			draw(path)
		}
	})
}
