// Package raster turns what was drawn on a sheet into pixels, and these into a
// PNG.
package raster

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"kuvio/internal/figure/canvas"
)

// Draw is the sheet in pixels.
func Draw(s *canvas.Sheet, dpi int) image.Image {
	p := &pixels{
		canvas: vgimg.NewWith(vgimg.UseWH(vg.Points(s.Width), vg.Points(s.Height)), vgimg.UseDPI(dpi)),
		dpi:    dpi,
	}
	// The canvas has a whole number of pixels: count from its real top.
	p.top = float64(p.canvas.Image().Bounds().Dy()) * 72 / float64(dpi)
	s.Replay(p)
	return p.canvas.Image()
}

// pixels is the canvas.Writer of pixels.
type pixels struct {
	canvas *vgimg.Canvas
	dpi    int
	top    float64
}

// at turns the sheet's points into the canvas's, whose y runs upwards.
func (p *pixels) at(q canvas.Point) vg.Point {
	return vg.Point{X: vg.Points(q.X), Y: vg.Points(p.top - q.Y)}
}

// longStroke is how many points are stroked at once: the time that takes grows
// with the square of how many cross a row of pixels.
const longStroke = 250

// Stroke makes pixels a canvas.Writer.
func (p *pixels) Stroke(pen canvas.Pen, closed bool, points []canvas.Point) {
	p.canvas.SetColor(pen.Color)
	p.canvas.SetLineWidth(vg.Points(pen.Width))
	dash := make([]vg.Length, len(pen.Dash))
	for i, d := range pen.Dash {
		dash[i] = vg.Points(d)
	}
	p.canvas.SetLineDash(dash, 0)
	for ; !closed && len(points) > longStroke; points = points[longStroke-1:] {
		p.canvas.Stroke(p.path(false, points[:longStroke]))
	}
	p.canvas.Stroke(p.path(closed, points))
}

// Fill makes pixels a canvas.Writer.
func (p *pixels) Fill(c color.Color, points []canvas.Point) {
	p.canvas.SetColor(c)
	p.canvas.Fill(p.path(true, points))
}

func (p *pixels) path(closed bool, points []canvas.Point) vg.Path {
	var path vg.Path
	for i, q := range points {
		if i == 0 {
			path.Move(p.at(q))
		} else {
			path.Line(p.at(q))
		}
	}
	if closed {
		path.Close()
	}
	return path
}

// Rule makes pixels a canvas.Writer. A rule is whole pixels wide.
func (p *pixels) Rule(c color.Color, thick float64, from, to canvas.Point) {
	perPoint := float64(p.dpi) / 72
	snap := func(v float64) float64 { return math.Round(v*perPoint) / perPoint }
	thick = max(1, math.Round(thick*perPoint)) / perPoint
	if from.Y == to.Y {
		top := snap(from.Y - thick/2)
		p.Fill(c, canvas.Box{X0: snap(from.X), Y0: top, X1: snap(to.X), Y1: top + thick}.Corners())
		return
	}
	left := snap(from.X - thick/2)
	p.Fill(c, canvas.Box{X0: left, Y0: snap(from.Y), X1: left + thick, Y1: snap(to.Y)}.Corners())
}

// Text makes pixels a canvas.Writer.
func (p *pixels) Text(t canvas.Lettering) {
	if t.Halo > 0 {
		p.canvas.SetColor(canvas.PaperColor)
		p.canvas.SetLineWidth(vg.Points(2 * t.Halo))
		p.canvas.SetLineDash(nil, 0)
		p.glyphs(t, func(outline vg.Path) {
			outline.Close()
			p.canvas.Stroke(outline)
		})
	}
	p.canvas.SetColor(t.Color)
	p.glyphs(t, p.canvas.Fill)
}

// glyphs gives draw the outlines of a text. Each glyph is drawn on its own: the
// rasteriser is slow on long outlines.
func (p *pixels) glyphs(t canvas.Lettering, draw func(vg.Path)) {
	sin, cos := math.Sincos(t.Angle)
	t.Style.Letters(t.Text, func(l canvas.Letter) {
		path := outlineOf(l.Outline, func(a fixed.Point26_6) vg.Point {
			x, y := l.X+float64(a.X)*l.Unit, float64(a.Y)*l.Unit
			return p.at(canvas.Point{X: t.At.X + x*cos + y*sin, Y: t.At.Y - x*sin + y*cos})
		})
		if len(path) > 0 {
			draw(path)
		}
	})
}

// outlineOf is a glyph's outline with its points placed by to.
func outlineOf(segments []sfnt.Segment, to func(fixed.Point26_6) vg.Point) vg.Path {
	var path vg.Path
	for _, seg := range segments {
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			path.Move(to(seg.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(to(seg.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(to(seg.Args[0]), to(seg.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(to(seg.Args[0]), to(seg.Args[1]), to(seg.Args[2]))
		}
	}
	return path
}
