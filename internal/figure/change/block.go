package change

import (
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of arrows, in points.
const (
	shaft      = 1.6
	thinShaft  = 1.0
	headLength = 5.0
	headHalf   = 2.7
	dotRadius  = 1.9
	tailRadius = 1.3
	openRadius = 2.2
	limitsHigh = 5.0
)

// limitsColor is light, as the limits are told by their ends.
var limitsColor = color.RGBA{0xdb, 0xdf, 0xe4, 255}

// arrowBlock is a block whose rows have their places.
type arrowBlock struct {
	*arrows
	box     canvas.Box // of the rows
	columns [3]float64 // right ends of the numbers
	x0, x1  float64    // of the plot
	rows    []arrowRow
	tops    []float64 // of the rows, and the bottom of each
	bottoms []float64
	bottom  float64
}

func (a *arrows) block(box canvas.Box) *arrowBlock {
	b := &arrowBlock{arrows: a, box: box, bottom: box.Y0}
	b.columns[0] = box.X0 + a.name + betweenTexts + a.widths[0]
	b.columns[1] = b.columns[0] + betweenTexts + a.widths[1]
	b.x0 = box.X0 + a.name + a.valuesWidth() + a.beforePlot()
	b.x1 = b.x0 + a.plot
	b.columns[2] = box.X1
	return b
}

func (b *arrowBlock) add(rows []arrowRow, pitch float64) {
	for i := range rows {
		b.rows, b.tops = append(b.rows, rows[i]), append(b.tops, b.bottom)
		b.bottom += max(pitch, rows[i].least)
		b.bottoms = append(b.bottoms, b.bottom)
	}
}

func (b *arrowBlock) x(v float64) float64 { return b.scale.Y(v, b.x0, b.x1) }

func (b *arrowBlock) middle(i int) float64 { return (b.tops[i] + b.bottoms[i]) / 2 }

// drawGround draws the rules, the scale's and those between the rows, and the
// tint of the rows in focus.
func (b *arrowBlock) drawGround() {
	for i, r := range b.rows {
		if r.Focus {
			b.Fill(canvas.BandColor, canvas.Rect(b.box.X0-3, b.tops[i], b.box.X1+3, b.bottoms[i]).Corners()...)
		}
	}
	for _, v := range b.scale.Ticks() {
		c := canvas.RuleColor
		if v == 0 && b.scale.Low < 0 {
			c = canvas.AxisColor
		}
		b.Rule(c, 0.5, b.x(v), b.box.Y0, b.x(v), b.bottom)
	}
	b.Rule(canvas.AxisColor, 0.6, b.box.X0, b.box.Y0, b.box.X1, b.box.Y0)
	for i := 1; i < len(b.rows); i++ {
		if b.rows[i-1].Benchmark && !b.rows[i].Benchmark {
			y := (b.bottoms[i-1] + b.tops[i]) / 2
			b.Rule(canvas.AxisColor, 0.6, b.box.X0, y, b.box.X1, y)
		}
	}
}

func (b *arrowBlock) drawArrows() {
	for i, r := range b.rows {
		y := b.middle(i)
		if !r.both() {
			for _, v := range []float64{r.From, r.To} {
				if !math.IsNaN(v) {
					b.Hollow(canvas.Circle, canvas.AxisColor, canvas.At(b.x(v), y), dotRadius)
				}
			}
			continue
		}
		if !math.IsNaN(r.Low) && !math.IsNaN(r.High) {
			b.drawLimits(r.Low, r.High, y)
		}
		b.arrow(r.Row, b.x(r.From), b.x(r.To), y)
	}
}

// drawLimits draws where the later value would be at the limits of the change: a
// light bar with ends, without the end that lies beyond the scale.
func (b *arrowBlock) drawLimits(low, high, y float64) {
	from, to := b.x(max(low, b.scale.Low)), b.x(min(high, b.scale.High))
	if from >= to {
		return
	}
	b.Fill(limitsColor, canvas.Rect(from, y-limitsHigh/2, to, y+limitsHigh/2).Corners()...)
	for _, end := range []struct {
		x    float64
		show bool
	}{{from, low >= b.scale.Low}, {to, high <= b.scale.High}} {
		if end.show {
			b.Rule(canvas.SeamColor, 0.6, end.x, y-limitsHigh/2, end.x, y+limitsHigh/2)
		}
	}
}

// arrow draws a row's arrow at a height; a dot where it has no length, and an open
// one where no change is clear and the arrow has no room for a hollow head.
func (a *arrows) arrow(r Row, from, to, y float64) {
	c, length := r.color(), math.Abs(to-from)
	open := r.Course == Unclear || r.Open
	if r.Course == Unclear && length < headLength || r.Open && length < 0.6 {
		a.Hollow(canvas.Circle, c, canvas.At(to, y), openRadius)
		return
	}
	if length < 0.6 {
		a.Marker(canvas.Circle, c, canvas.At(to, y), dotRadius)
		return
	}
	way := math.Copysign(1, to-from)
	head := min(headLength, max(2.5, length))
	half := headHalf * head / headLength
	pen := canvas.Pen{Color: c, Width: shaft}
	if open {
		pen.Width = thinShaft
	}
	if r.Benchmark {
		pen.Dash = []float64{3, 1.5}
	}
	neck := to - way*head
	if length > head {
		a.Stroke(pen, false, canvas.At(from, y), canvas.At(neck, y))
	}
	tip := []canvas.Point{canvas.At(to, y), canvas.At(neck, y-half), canvas.At(neck, y+half)}
	if open {
		a.Fill(canvas.PaperColor, tip...)
		a.Stroke(canvas.Pen{Color: c, Width: 0.8}, true, canvas.At(to-way*0.9, y), canvas.At(neck+way*0.4, y-half+0.5), canvas.At(neck+way*0.4, y+half-0.5))
	} else {
		a.Fill(c, tip...)
	}
	if length > head {
		a.Symbol(canvas.Circle, c, canvas.At(from, y), tailRadius)
	}
}

func (b *arrowBlock) drawTexts() {
	b.drawHeads()
	for i, r := range b.rows {
		y := b.middle(i)
		st := r.nameStyle(b.Sheet, b.plain.Size)
		b.Lines(st, canvas.InkColor, b.box.X0, y-st.Height(len(r.names))/2, r.names)
		number := b.plain
		if r.Focus {
			number = b.strong
		}
		base := y + number.Middle()
		if !b.bare {
			b.TextRight(number, canvas.SmallColor, canvas.At(b.columns[0], base), r.FromText)
			b.TextRight(number, canvas.InkColor, canvas.At(b.columns[1], base), r.ToText)
		}
		if r.ChangeText != "" {
			st, c := b.plain, color.Color(canvas.SmallColor)
			if (r.Course == Rise || r.Course == Fall) && !r.Open {
				st, c = b.strong, r.labelColor()
			}
			b.TextRight(st, c, canvas.At(b.columns[2], base), r.ChangeText)
		}
		if len(r.reasons) > 0 {
			b.drawReason(&b.rows[i], y)
		}
	}
}

// drawReason writes it next to the value there is.
func (b *arrowBlock) drawReason(r *arrowRow, y float64) {
	left, right := b.reasonRoom(r, b.x0)
	if right < b.x1 {
		left = right - b.small.Widest(r.reasons)
	}
	b.Lines(b.small, canvas.SmallColor, left, y-b.small.Height(len(r.reasons))/2, r.reasons)
}

// drawHeads writes what stands over the columns, and the scale over the plot.
func (b *arrowBlock) drawHeads() {
	bottom := b.box.Y0 - underHeads
	for i, lines := range b.heads {
		if b.bare && i < len(b.heads)-1 {
			continue
		}
		top := bottom - b.strong.Height(len(lines))
		for j, line := range lines {
			b.TextRight(b.strong, canvas.TextColor, canvas.At(b.columns[i], top+b.strong.Ascent()+float64(j)*b.strong.Leading()), line)
		}
	}
	labels, ticks := b.scale.Labels(b.Lang), b.scale.Ticks()
	every := b.labelled()
	for i := 0; i < len(ticks); i += every {
		text := labels[i]
		if i+every >= len(ticks) {
			text = b.withUnit(text)
		}
		b.Text(b.small, canvas.SmallColor, canvas.At(b.x(ticks[i])-b.small.Width(labels[i])/2, bottom-b.plain.Descent()), text)
	}
}

// labelled says of how many ticks one has its number, so that all that are written
// stand clear of one another: 1 of all, 2 of every other.
func (a *arrows) labelled() (every int) {
	const between = 4.0
	labels, ticks := a.scale.Labels(a.Lang), a.scale.Ticks()
	for every = 1; every < len(ticks); every++ {
		clear := true
		for i := every; i < len(ticks) && clear; i += every {
			apart := a.scale.Y(ticks[i], 0, a.plot) - a.scale.Y(ticks[i-every], 0, a.plot)
			clear = apart >= (a.small.Width(labels[i])+a.small.Width(labels[i-every]))/2+between
		}
		if clear {
			break
		}
	}
	return every
}
