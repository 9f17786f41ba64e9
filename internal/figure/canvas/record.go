package canvas

import (
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"

	"kuvio/internal/domain"
)

// Writer puts what was drawn on a sheet into a format. Places and sizes are
// the sheet's points.
type Writer interface {
	Stroke(p Pen, closed bool, points []Point)
	Fill(c color.Color, points []Point)
	// Rule is a straight line along an axis, as sharp as the format allows.
	Rule(c color.Color, thick float64, from, to Point)
	Text(t Lettering)
}

// Pen is how a stroke looks: its width and dashes in points. Ends are
// cut, corners round.
type Pen struct {
	Color color.Color
	Width float64
	Dash  []float64
}

// Lettering is one line of text where it stands.
type Lettering struct {
	Style Style
	Color color.Color
	At    Point   // its left end, on the baseline
	Angle float64 // radians, upwards about At
	Halo  float64 // width of the rim of paper around its letters, in points; 0 is none
	Mark  bool    // letters that are no text to be read, found or copied: the watermark
	Text  string
}

// Replay gives w all that was drawn, in order.
func (s *Sheet) Replay(w Writer) {
	w = s.palette.on(w)
	for _, m := range s.drawn {
		m(w)
	}
}

func (s *Sheet) record(m func(Writer)) { s.drawn = append(s.drawn, m) }

// Outlines gives visit the outline of each letter, in the sheet's points, y downwards.
func (t Lettering) Outlines(visit func(vg.Path)) {
	sin, cos := math.Sincos(t.Angle)
	unit := t.Style.Size / t.Style.Face.em
	t.Style.Face.each(t.Text, func(g *glyph, offset float64) {
		path := g.path(func(a fixed.Point26_6) vg.Point {
			x, y := offset*t.Style.Size+float64(a.X)*unit, float64(a.Y)*unit
			return vg.Point{X: vg.Points(t.At.X + x*cos + y*sin), Y: vg.Points(t.At.Y - x*sin + y*cos)}
		})
		if len(path) > 0 {
			visit(path)
		}
	})
}

// Run is a part of a line of text that needs no kerning within, and where it
// starts, in points from the line's start.
type Run struct {
	Text string
	X    float64
}

// Runs divides the line where letters are kerned.
func (t Lettering) Runs() []Run {
	var runs []Run
	var text strings.Builder
	from, expected := 0.0, 0.0
	t.Style.Face.each(t.Text, func(g *glyph, offset float64) {
		if text.Len() > 0 && math.Abs(offset-expected) > 1e-6 {
			runs = append(runs, Run{text.String(), from * t.Style.Size})
			text.Reset()
		}
		if text.Len() == 0 {
			from = offset
		}
		text.WriteRune(g.char)
		expected = offset + g.advance/t.Style.Face.em
	})
	return append(runs, Run{text.String(), from * t.Style.Size})
}

// About is what a file says of the picture in it.
type About struct {
	Title, Description, Source string
	Lang                       domain.Lang
}
