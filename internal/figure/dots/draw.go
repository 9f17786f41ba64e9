package dots

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/figure/canvas"
)

var (
	insideColor = canvas.OthersColor
	outColor    = canvas.SeriesStyles[1].Line
	curveColor  = canvas.SeriesStyles[1].Line
	innerColor  = color.RGBA{0x84, 0x84, 0x84, 255}
	bandColor   = color.NRGBA{0x45, 0x45, 0x45, 0x1c}
	seeThrough  = uint8(0xa8) // of dots with sizes, which may lie over one another
	faintDash   = []float64{1, 2}
	innerDash   = []float64{4, 2}
	lineDash    = []float64{5, 2}
)

// Draw makes it a Content.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if len(c.Dots) == 0 {
		s.Explain(body, c.Empty)
		return nil
	}
	f, err := layout(s, c, body)
	if err != nil {
		return err
	}
	f.drawAxes()
	f.drawBand()
	f.drawLines()
	for _, cu := range f.Curves {
		f.drawCurve(cu)
	}
	f.drawDots()
	s.Watermark(f.area)
	f.drawNames()
	f.drawEnds()
	f.drawKey(body)
	return nil
}

func (f *field) drawAxes() {
	a := f.area
	labels := f.y.Labels(f.Lang)
	for i, v := range f.y.Ticks() {
		y := f.y.Y(v, a.Y1, a.Y0)
		c := color.Color(canvas.RuleColor)
		if v == 0 {
			c = canvas.AxisColor
		}
		f.Rule(c, 0.5, a.X0, y, a.X1, y)
		f.TextRight(f.axis, canvas.SmallColor, canvas.At(a.X0-afterAxis, y+f.axis.Middle()), labels[i])
	}
	labels = f.x.Labels(f.Lang)
	ticks := f.x.Ticks()
	last := math.Inf(-1)
	for i, v := range ticks {
		x := f.x.Y(v, a.X0, a.X1)
		f.Rule(canvas.RuleColor, 0.5, x, a.Y0, x, a.Y1)
		w := f.axis.Width(labels[i])
		if x-w/2 < last+tickGap {
			continue
		}
		last = x + w/2
		f.Text(f.axis, canvas.SmallColor, canvas.At(x-w/2, a.Y1+belowAxis+f.axis.Ascent()), labels[i])
	}
	top := a.Y0 - belowTitle - f.axis.Height(len(f.titles[0]))
	if len(f.Up) > 0 {
		top -= f.axis.Height(1)
	}
	f.Lines(f.axis, canvas.TextColor, a.X0-afterAxis-f.axis.Widest(f.y.Labels(f.Lang)), top, f.titles[0])
	under := a.Y1 + belowAxis + f.axis.Height(1) + aboveTitle
	for i, line := range f.titles[1] {
		f.Text(f.axis, canvas.TextColor, canvas.At(a.X1-f.axis.Width(line), under+f.axis.Ascent()+float64(i)*f.axis.Leading()), line)
	}
}

func (f *field) drawBand() {
	if len(f.Band) < 2 {
		return
	}
	var outline []canvas.Point
	for _, l := range f.Band {
		outline = append(outline, f.inside(f.at(l.X, l.Upper)))
	}
	for _, l := range slices.Backward(f.Band) {
		outline = append(outline, f.inside(f.at(l.X, l.Lower)))
	}
	f.Fill(bandColor, outline...)
}

// inside is the point moved to the field's edge where it lies beyond.
func (f *field) inside(p canvas.Point) canvas.Point {
	return canvas.At(max(f.area.X0, min(p.X, f.area.X1)), max(f.area.Y0, min(p.Y, f.area.Y1)))
}

// drawLines draws the lines across and up, and the names of these above the field.
func (f *field) drawLines() {
	pen := canvas.Pen{Color: curveColor, Width: 0.9, Dash: lineDash}
	for _, l := range f.Level {
		y := f.y.Y(l.At, f.area.Y1, f.area.Y0)
		f.Stroke(pen, false, canvas.At(f.area.X0, y), canvas.At(f.area.X1, y))
	}
	slots := make([]canvas.Slot, len(f.Up))
	for i, l := range f.Up {
		x := f.x.Y(l.At, f.area.X0, f.area.X1)
		f.Stroke(pen, false, canvas.At(x, f.area.Y0-2), canvas.At(x, f.area.Y1))
		slots[i] = canvas.Slot{Want: x, Height: f.axis.Width(l.Label) + tickGap}
	}
	middles, _ := canvas.Spread(slots, f.area.X0, f.area.X1)
	for i, l := range f.Up {
		f.Text(f.axis, canvas.TextColor, canvas.At(middles[i]-f.axis.Width(l.Label)/2, f.area.Y0-3.5-f.axis.Descent()), l.Label)
	}
}

// drawCurve strokes the parts of a curve that are within the field.
func (f *field) drawCurve(cu Curve) {
	pen := canvas.Pen{Color: curveColor, Width: 1.1}
	switch cu.Look {
	case Inner:
		pen = canvas.Pen{Color: innerColor, Width: 0.9, Dash: innerDash}
	case Outer:
		pen = canvas.Pen{Color: innerColor, Width: 0.9}
	case Faint:
		pen = canvas.Pen{Color: innerColor, Width: 0.7, Dash: faintDash}
	case Fit:
		pen.Width = 1.3
	}
	var run []canvas.Point
	flush := func() {
		f.Stroke(pen, false, run...)
		run = nil
	}
	for i := 1; i < len(cu.Points); i++ {
		from, to, ok := f.clipped(f.at(cu.Points[i-1].X, cu.Points[i-1].Y), f.at(cu.Points[i].X, cu.Points[i].Y))
		if !ok {
			flush()
			continue
		}
		if len(run) == 0 || run[len(run)-1] != from {
			flush()
			run = append(run, from)
		}
		run = append(run, to)
	}
	flush()
}

// clipped is the part of a piece of a curve between the field's top and bottom.
func (f *field) clipped(from, to canvas.Point) (a, b canvas.Point, ok bool) {
	top, bottom := f.area.Y0, f.area.Y1
	if max(from.Y, to.Y) < top || min(from.Y, to.Y) > bottom {
		return from, to, false
	}
	cross := func(p, q canvas.Point) canvas.Point {
		for _, edge := range []float64{top, bottom} {
			if (p.Y < edge) != (q.Y < edge) && (edge == top && p.Y < top || edge == bottom && p.Y > bottom) {
				return canvas.At(p.X+(q.X-p.X)*(edge-p.Y)/(q.Y-p.Y), edge)
			}
		}
		return p
	}
	return cross(from, to), cross(to, from), true
}

// order is that in which dots are drawn: the largest at the bottom, those in focus on
// top.
func (f *field) order() []int {
	order := make([]int, len(f.Dots))
	for i := range order {
		order[i] = i
	}
	weight := func(d Dot) int {
		if d.Focus {
			return 10
		}
		return int(d.Stand)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(weight(f.Dots[a]), weight(f.Dots[b])), cmp.Compare(f.Dots[b].Size, f.Dots[a].Size))
	})
	return order
}

func (f *field) drawDots() {
	for _, i := range f.order() {
		d := f.Dots[i]
		f.drawDot(d, f.at(d.X, d.Y), f.radius(d.Size))
	}
}

func (f *field) drawDot(d Dot, at canvas.Point, r float64) {
	c := insideColor
	switch {
	case d.Focus:
		c = canvas.FocusColor
	case d.Stand >= Beyond:
		c = outColor
	case d.Stand == Plain && !f.focused():
		c = canvas.FocusColor
	}
	switch {
	case f.largest > 0:
		f.Fill(color.NRGBA{c.R, c.G, c.B, seeThrough}, canvas.Polygon(at, r, 40, 0)...)
		f.Stroke(canvas.Pen{Color: canvas.PaperColor, Width: 0.6}, true, canvas.Polygon(at, r, 40, 0)...)
	case d.Stand == Within:
		f.Hollow(canvas.Circle, c, at, r)
	case d.Stand == Far:
		f.Marker(canvas.Diamond, c, at, r*1.15)
	default:
		f.Marker(canvas.Circle, c, at, r)
	}
}

// names are the dots' labels, and where they stand.
type names struct {
	discs  []canvas.Disc
	labels []canvas.DotLabel
	placed []canvas.PlacedLabel
	said   int // of those that ask to be named
	of     int // that would be
}

// placeNames places the names of the dots: those in focus first, then the others in
// their order. Dots that lie upon one another share a label.
func (f *field) placeNames() names {
	n := names{discs: make([]canvas.Disc, len(f.Dots))}
	for i, d := range f.Dots {
		n.discs[i] = canvas.Disc{At: f.at(d.X, d.Y), Radius: f.radius(d.Size)}
	}
	done := make([]bool, len(f.Dots))
	var counts []int // of the areas that a label names and that are counted
	musts := 0
	few := len(f.Dots) <= fewDots
	for _, focus := range []bool{true, false} {
		for i, d := range f.Dots {
			if !d.Named || d.Focus != focus || done[i] {
				continue
			}
			label := canvas.DotLabel{Dot: i, Style: f.name, Must: d.Focus || few || d.Stand >= Beyond && musts < mostMust}
			if label.Must && !d.Focus {
				musts++
			}
			if d.Focus {
				label.Style.Face = f.Bold
			}
			var together []string
			count := 0
			for j := range f.Dots {
				if j == i || f.Dots[j].Named && !done[j] && canvas.Coincide(n.discs[i], n.discs[j]) {
					done[j] = true
					together = append(together, f.Dots[j].Name)
					if f.counted(f.Dots[j]) {
						count++
					}
				}
			}
			label.Text = strings.Join(together[:min(len(together), mostTogether)], ", ")
			if more := len(together) - mostTogether; more > 0 {
				label.Text += " +" + strconv.Itoa(more)
				count -= more
			}
			n.labels, counts = append(n.labels, label), append(counts, count)
		}
	}
	n.placed = canvas.LabelDots(n.discs, n.labels, f.area)
	for i, p := range n.placed {
		if p.Found {
			n.said += counts[i]
		}
	}
	for _, d := range f.Dots {
		if f.counted(d) {
			n.of++
		}
	}
	return n
}

// counted reports whether a dot is one of those whose names are counted: of all, or
// where there are limits, of those outside.
func (f *field) counted(d Dot) bool { return d.Stand == Plain || d.Stand >= Beyond }

// drawNames writes the names of the dots.
func (f *field) drawNames() {
	n := f.names
	for i, p := range n.placed {
		if p.Found && p.Leader {
			pen := canvas.Pen{Color: innerColor, Width: 0.5}
			if f.Dots[n.labels[i].Dot].Focus {
				pen = canvas.Pen{Color: canvas.FocusColor, Width: 0.7}
			}
			f.Stroke(pen, false, n.discs[n.labels[i].Dot].At, p.From)
		}
	}
	for i, p := range n.placed {
		if !p.Found {
			continue
		}
		ink := canvas.TextColor
		if f.Dots[n.labels[i].Dot].Focus {
			ink = canvas.FocusColor
		}
		f.HaloText(n.labels[i].Style, ink, p.Left, n.labels[i].Text)
	}
}

// drawEnds names the curves and levels, moved apart, at the right of the field.
func (f *field) drawEnds() {
	slots := make([]canvas.Slot, len(f.column))
	for i, e := range f.column {
		y := max(f.area.Y0, min(f.y.Y(e.want, f.area.Y1, f.area.Y0), f.area.Y1))
		slots[i] = canvas.Slot{Want: y, Height: f.axis.Size + labelGap}
	}
	middles, _ := canvas.Spread(slots, f.area.Y0-f.axis.Size/2, f.area.Y1+f.axis.Size/2)
	for i, e := range f.column {
		f.Text(f.axis, canvas.TextColor, canvas.At(f.area.X1+afterField, middles[i]+f.axis.Middle()), e.text)
	}
}
