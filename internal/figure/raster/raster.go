// Package raster turns what was drawn on a sheet into pixels, and these into a
// PNG.
package raster

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"kuvio/internal/figure/canvas"
)

// pixels is a picture being painted, and the canvas.Writer that paints it.
type pixels struct {
	width, height int
	perPoint      float64  // pixels a point
	colours       []uint32 // row by row: red, green and blue in the lowest 24 bits
	cover         coverage
}

const paper = 0xffffff

// paint is the sheet in pixels.
func paint(s *canvas.Sheet, dpi int) *pixels {
	perInch := float64(dpi) / 72
	p := &pixels{
		width:    int(math.Round(s.Width * s.Zoom * perInch)),
		height:   int(math.Round(s.Height * s.Zoom * perInch)),
		perPoint: s.Zoom * perInch,
	}
	p.colours = slices.Repeat([]uint32{paper}, p.width*p.height)
	p.cover = newCoverage(p.width, p.height)
	s.Replay(p)
	return p
}

// Stroke makes pixels a canvas.Writer.
func (p *pixels) Stroke(pen canvas.Pen, closed bool, points []canvas.Point) {
	line := p.scaled(points)
	dash := make([]float64, len(pen.Dash))
	for i, d := range pen.Dash {
		dash[i] = d * p.perPoint
	}
	p.stroke(pen.Width*p.perPoint, dash, closed, line)
	p.lay(pen.Color)
}

// stroke covers a line that is some pixels wide.
func (p *pixels) stroke(width float64, dash []float64, closed bool, line []canvas.Point) {
	if len(dash) == 0 {
		outlineStroke(line, closed, width/2, p.cover.polygon)
		return
	}
	if closed {
		line = append(slices.Clip(line), line[0])
	}
	for _, piece := range dashed(line, dash) {
		outlineStroke(piece, false, width/2, p.cover.polygon)
	}
}

// Fill makes pixels a canvas.Writer.
func (p *pixels) Fill(c color.Color, points []canvas.Point) {
	p.cover.polygon(p.scaled(points))
	p.lay(c)
}

// Rule makes pixels a canvas.Writer. A rule is whole pixels wide.
func (p *pixels) Rule(c color.Color, thick float64, from, to canvas.Point) {
	snap := func(v float64) float64 { return math.Round(v*p.perPoint) / p.perPoint }
	thick = max(1, math.Round(thick*p.perPoint)) / p.perPoint
	if from.Y == to.Y {
		top := snap(from.Y - thick/2)
		p.Fill(c, canvas.Rect(snap(from.X), top, snap(to.X), top+thick).Corners())
		return
	}
	left := snap(from.X - thick/2)
	p.Fill(c, canvas.Rect(left, snap(from.Y), left+thick, snap(to.Y)).Corners())
}

// Text makes pixels a canvas.Writer.
func (p *pixels) Text(t canvas.Lettering) {
	if t.Halo > 0 {
		t.Outlines(func(path vg.Path) {
			p.contours(path, func(ring []canvas.Point) { p.stroke(2*t.Halo*p.perPoint, nil, true, ring) })
		})
		p.lay(canvas.PaperColor)
	}
	t.Outlines(func(path vg.Path) { p.contours(path, p.cover.polygon) })
	p.lay(t.Color)
}

// contours gives visit each closed part of a letter's outline, its curves made
// of straight lines.
func (p *pixels) contours(path vg.Path, visit func([]canvas.Point)) {
	var ring []canvas.Point
	for _, part := range path {
		to := p.placed(part.Pos)
		switch part.Type {
		case vg.MoveComp:
			ring = append(ring[:0], to)
		case vg.LineComp:
			ring = append(ring, to)
		case vg.CurveComp:
			if len(part.Control) == 1 {
				ring = quadratic(ring, p.placed(part.Control[0]), to)
				continue
			}
			for _, control := range part.Control { // Liberation Sans has none of these
				ring = append(ring, p.placed(control))
			}
			ring = append(ring, to)
		case vg.CloseComp:
			visit(ring)
		}
	}
}

// placed is a point of a path in pixels.
func (p *pixels) placed(q vg.Point) canvas.Point {
	return p.scale(canvas.At(q.X.Points(), q.Y.Points()))
}

// flatness is how far a curve's straight lines may lie from it, in pixels.
const flatness = 0.1

// quadratic goes on from the end of ring to b by way of a.
func quadratic(ring []canvas.Point, a, b canvas.Point) []canvas.Point {
	from := ring[len(ring)-1]
	// n lines lie at most |from-2a+b|/4n² from the curve.
	n := math.Ceil(math.Sqrt(math.Hypot(from.X-2*a.X+b.X, from.Y-2*a.Y+b.Y) / (4 * flatness)))
	for i := 1.0; i < n; i++ {
		t := i / n
		u := 1 - t
		ring = append(ring, canvas.At(u*u*from.X+2*u*t*a.X+t*t*b.X, u*u*from.Y+2*u*t*a.Y+t*t*b.Y))
	}
	return append(ring, b)
}

func (p *pixels) scale(q canvas.Point) canvas.Point {
	return canvas.At(q.X*p.perPoint, q.Y*p.perPoint)
}

func (p *pixels) scaled(points []canvas.Point) []canvas.Point {
	line := make([]canvas.Point, len(points))
	for i, q := range points {
		line[i] = p.scale(q)
	}
	return line
}

// lay paints what is covered in a colour, and covers nothing any more.
func (p *pixels) lay(c color.Color) {
	ink := color.NRGBAModel.Convert(c).(color.NRGBA)
	solid := uint32(ink.R)<<16 | uint32(ink.G)<<8 | uint32(ink.B)
	p.cover.spans(func(y, from, to int, level uint32) {
		row := p.colours[y*p.width+from : y*p.width+to]
		alpha := level * uint32(ink.A)
		if alpha == opaque {
			for i := range row {
				row[i] = solid
			}
			return
		}
		for i, under := range row {
			row[i] = mixed(under, solid, alpha)
			if level < fullCover {
				row[i] = edged(row[i])
			}
		}
	})
}

// opaque is the alpha of a colour that hides what is under it.
const opaque = fullCover * 0xff

// mixed is a colour laid over another with an alpha of up to opaque.
func mixed(under, over, alpha uint32) uint32 {
	channel := func(shift uint) uint32 {
		u, o := under>>shift&0xff, over>>shift&0xff
		return (u*(opaque-alpha) + o*alpha + opaque/2) / opaque << shift
	}
	return channel(16) | channel(8) | channel(0)
}

// edged is the colour of a pixel at the edge of something, to the nearest of 32
// shades a channel: where lines, rules and a watermark cross there are then still
// few enough colours for a palette.
func edged(c uint32) uint32 {
	channel := func(shift uint) uint32 { return min(0xff, (c>>shift&0xff+4)&^7) << shift }
	return channel(16) | channel(8) | channel(0)
}
