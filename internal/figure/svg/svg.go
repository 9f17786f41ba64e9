// Package svg writes what was drawn on a sheet as SVG: text as text, set in
// Liberation Sans where there is one or in a typeface of the same widths, with a
// title and a description for who does not see it.
package svg

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"kuvio/internal/figure/canvas"
)

// families have Arial's widths, which Liberation Sans was made to.
const families = `Arial, 'Liberation Sans', Helvetica, Arimo, sans-serif`

// Write is the sheet as an SVG of its size on paper.
func Write(s *canvas.Sheet, about canvas.About) []byte {
	w := new(writer)
	cm := func(points float64) string { return number(points*s.Zoom/canvas.PointsPerCM) + "cm" }
	// Pages hold several pictures: what an id names must be this one's.
	own := fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(about.Title+"\x00"+about.Description)))
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" lang="%s" xml:lang="%[5]s" role="img"`,
		cm(s.Width), cm(s.Height), number(s.Width), number(s.Height), escape(string(about.Lang)))
	w.printf(` aria-labelledby="title-%s" aria-describedby="desc-%[1]s" font-family="%s" text-rendering="geometricPrecision">`+"\n", own, families)
	w.printf("<title id=\"title-%s\">%s</title>\n<desc id=\"desc-%[1]s\">%[3]s</desc>\n", own, escape(about.Title), escape(about.Description))
	w.printf(`<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(canvas.PaperColor))
	s.Replay(w)
	w.printf("</svg>\n")
	return w.Bytes()
}

// writer is the canvas.Writer of SVG.
type writer struct{ bytes.Buffer }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.Buffer, format, args...) }

// Stroke makes a *writer a canvas.Writer.
func (w *writer) Stroke(p canvas.Pen, closed bool, points []canvas.Point) {
	element := "polyline"
	if closed {
		element = "polygon"
	}
	w.printf(`<%s points="%s" fill="none"%s stroke-width="%s" stroke-linejoin="round"`, element, pairs(points), paint("stroke", p.Color), number(p.Width))
	if len(p.Dash) > 0 {
		w.printf(` stroke-dasharray="%s"`, numbers(p.Dash))
	}
	w.printf("/>\n")
}

// Fill makes a *writer a canvas.Writer.
func (w *writer) Fill(c color.Color, points []canvas.Point) {
	if b, ok := box(points); ok {
		w.rect(c, b)
		return
	}
	w.printf(`<polygon points="%s"%s/>`+"\n", pairs(points), paint("fill", c))
}

// box is the box that points are the corners of.
func box(points []canvas.Point) (canvas.Box, bool) {
	if len(points) != 4 {
		return canvas.Box{}, false
	}
	b := canvas.Rect(points[0].X, points[0].Y, points[2].X, points[2].Y)
	if b.Width() < 0 || b.Height() < 0 || !slices.Equal(points, b.Corners()) {
		return canvas.Box{}, false
	}
	return b, true
}

func (w *writer) rect(c color.Color, b canvas.Box) {
	w.printf(`<rect x="%s" y="%s" width="%s" height="%s"%s/>`+"\n", number(b.X0), number(b.Y0), number(b.Width()), number(b.Height()), paint("fill", c))
}

// Rule makes a *writer a canvas.Writer.
func (w *writer) Rule(c color.Color, thick float64, from, to canvas.Point) {
	w.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s"%s stroke-width="%s"/>`+"\n",
		number(from.X), number(from.Y), number(to.X), number(to.Y), paint("stroke", c), number(thick))
}

// Text makes a *writer a canvas.Writer. The rim of a text is drawn about the
// outlines of its letters: not every reader of SVG knows paint-order, and the
// text written twice would be found and copied twice.
func (w *writer) Text(t canvas.Lettering) {
	if t.Halo > 0 {
		w.printf(`<path d="%s" fill="none"%s stroke-width="%s" stroke-linejoin="round"/>`+"\n", outline(t), paint("stroke", canvas.PaperColor), number(2*t.Halo))
	}
	if t.Mark {
		w.printf(`<path d="%s"%s/>`+"\n", outline(t), paint("fill", t.Color))
		return
	}
	w.printf(`<text x="%s" y="%s" font-size="%s"`, number(t.At.X), number(t.At.Y), number(t.Style.Size))
	if t.Style.Face.Weight == canvas.BoldWeight {
		w.printf(` font-weight="bold"`)
	}
	if t.Angle != 0 {
		w.printf(` transform="rotate(%s %s %s)"`, number(-t.Angle*180/math.Pi), number(t.At.X), number(t.At.Y))
	}
	// In whatever typeface it is set, it takes the room that was measured.
	w.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n", number(t.Style.Width(t.Text)), paint("fill", t.Color), escape(t.Text))
}

// outline is a path about the letters of a text.
func outline(t canvas.Lettering) string {
	var d strings.Builder
	t.Outlines(func(path vg.Path) {
		for _, part := range path {
			switch part.Type {
			case vg.MoveComp:
				d.WriteString("M" + places(part.Pos))
			case vg.LineComp:
				d.WriteString("L" + places(part.Pos))
			case vg.CurveComp:
				d.WriteString(string("_QC"[len(part.Control)]) + places(append(part.Control, part.Pos)...))
			case vg.CloseComp:
				d.WriteByte('Z')
			}
		}
	})
	return d.String()
}

// paint is an attribute for a colour and one for its opacity.
func paint(attribute string, c color.Color) string {
	out := fmt.Sprintf(` %s="%s"`, attribute, hex(c))
	if a := color.NRGBAModel.Convert(c).(color.NRGBA).A; a != 0xff {
		out += fmt.Sprintf(` %s-opacity="%s"`, attribute, strconv.FormatFloat(float64(a)/0xff, 'f', 3, 64))
	}
	return out
}

func hex(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}

// number is v to a hundredth of a point, which is less than any printer shows.
func number(v float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

func numbers(all []float64) string {
	words := make([]string, len(all))
	for i, v := range all {
		words[i] = number(v)
	}
	return strings.Join(words, " ")
}

func pairs(points []canvas.Point) string {
	words := make([]string, len(points))
	for i, p := range points {
		words[i] = number(p.X) + "," + number(p.Y)
	}
	return strings.Join(words, " ")
}

// places are the points of a path.
func places(path ...vg.Point) string {
	points := make([]canvas.Point, len(path))
	for i, p := range path {
		points[i] = canvas.At(p.X.Points(), p.Y.Points())
	}
	return pairs(points)
}

// escape writes text as XML: without the characters that it has no way of
// writing, and without soft hyphens, which are no part of what is set.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\u00ad' || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}
