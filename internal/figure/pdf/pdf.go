// Package pdf writes what was drawn on a sheet as a PDF of one page: lines and
// areas in vectors, text in the embedded typeface, of which it holds what it uses.
package pdf

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"

	"kuvio/internal/figure/canvas"
)

// dated is when every PDF says it was made: a format of dates, which the same
// picture has to write alike at all times.
var dated = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// family is what the typeface is called within the file.
const family = "liberation"

var styles = map[canvas.Weight]string{canvas.RegularWeight: "", canvas.BoldWeight: "B"}

// Write is the sheet as a PDF page of its size on paper.
func Write(s *canvas.Sheet, about canvas.About) ([]byte, error) {
	k := s.Zoom
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: s.Width * k, Ht: s.Height * k}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(dated)
	doc.SetModificationDate(dated)
	doc.SetTitle(encodable(about.Title), true)
	doc.SetSubject(encodable(about.Description), true)
	doc.SetLang(string(about.Lang))
	doc.SetProducer("kuvio", false)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	for weight, style := range styles {
		doc.AddUTF8FontFromBytes(family, style, weight.TTF())
	}
	doc.AddPage()
	doc.SetLineJoinStyle("round")
	doc.SetLineCapStyle("butt")
	s.Replay(&writer{doc: doc, k: k})
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("writing the picture as PDF: %w", err)
	}
	return out.Bytes(), nil
}

// writer is the canvas.Writer of PDF.
type writer struct {
	doc   *fpdf.Fpdf
	k     float64 // points on paper for one of the sheet's
	alpha float64
}

// Stroke makes a *writer a canvas.Writer.
func (w *writer) Stroke(p canvas.Pen, closed bool, points []canvas.Point) {
	w.pen(p)
	w.path(points)
	if closed {
		w.doc.ClosePath()
	}
	w.doc.DrawPath("D")
}

func (w *writer) pen(p canvas.Pen) {
	r, g, b := w.ink(p.Color)
	w.doc.SetDrawColor(r, g, b)
	w.doc.SetLineWidth(p.Width * w.k)
	dash := make([]float64, len(p.Dash))
	for i, d := range p.Dash {
		dash[i] = d * w.k
	}
	w.doc.SetDashPattern(dash, 0)
}

// Fill makes a *writer a canvas.Writer.
func (w *writer) Fill(c color.Color, points []canvas.Point) {
	if len(points) == 0 {
		return
	}
	r, g, b := w.ink(c)
	w.doc.SetFillColor(r, g, b)
	w.path(points)
	w.doc.ClosePath()
	w.doc.DrawPath("F")
}

func (w *writer) path(points []canvas.Point) {
	for i, p := range points {
		if i == 0 {
			w.doc.MoveTo(p.X*w.k, p.Y*w.k)
		} else {
			w.doc.LineTo(p.X*w.k, p.Y*w.k)
		}
	}
}

// Rule makes a *writer a canvas.Writer.
func (w *writer) Rule(c color.Color, thick float64, from, to canvas.Point) {
	w.Stroke(canvas.Pen{Color: c, Width: thick}, false, []canvas.Point{from, to})
}

// Text makes a *writer a canvas.Writer.
func (w *writer) Text(t canvas.Lettering) {
	if t.Halo > 0 {
		w.pen(canvas.Pen{Color: canvas.PaperColor, Width: 2 * t.Halo})
		w.outline(t, "D")
	}
	r, g, b := w.ink(t.Color)
	if t.Mark {
		w.doc.SetFillColor(r, g, b)
		w.outline(t, "F")
		return
	}
	w.doc.SetTextColor(r, g, b)
	w.doc.SetFont(family, styles[t.Style.Face.Weight], t.Style.Size*w.k)
	if t.Angle != 0 {
		w.doc.TransformBegin()
		w.doc.TransformRotate(t.Angle*180/math.Pi, t.At.X*w.k, t.At.Y*w.k)
	}
	for _, run := range t.Runs() {
		w.doc.Text((t.At.X+run.X)*w.k, t.At.Y*w.k, encodable(run.Text))
	}
	if t.Angle != 0 {
		w.doc.TransformEnd()
	}
}

// encodable is text of the characters that fpdf can write: those of two bytes.
func encodable(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// outline draws the letters of a text as paths: D strokes, F fills.
func (w *writer) outline(t canvas.Lettering, style string) {
	at := func(p vg.Point) (x, y float64) { return p.X.Points() * w.k, p.Y.Points() * w.k }
	t.Outlines(func(path vg.Path) {
		for _, part := range path {
			x, y := at(part.Pos)
			switch part.Type {
			case vg.MoveComp:
				w.doc.MoveTo(x, y)
			case vg.LineComp:
				w.doc.LineTo(x, y)
			case vg.CurveComp:
				x0, y0 := at(part.Control[0])
				if len(part.Control) == 1 {
					w.doc.CurveTo(x0, y0, x, y)
					continue
				}
				x1, y1 := at(part.Control[1])
				w.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
			case vg.CloseComp:
				w.doc.ClosePath()
			}
		}
		w.doc.DrawPath(style)
	})
}

// ink is a colour's channels; its opacity holds for what is drawn next.
func (w *writer) ink(c color.Color) (r, g, b int) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	if alpha := float64(n.A) / 0xff; alpha != w.alpha {
		w.doc.SetAlpha(alpha, "Normal")
		w.alpha = alpha
	}
	return int(n.R), int(n.G), int(n.B)
}
