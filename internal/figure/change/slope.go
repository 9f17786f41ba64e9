package change

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of lines between two rules, in points.
const (
	slopeHeight  = 200.0 // where the height is not given
	leastSlope   = 70.0  // between the rules
	widestSlope  = 270.0
	leastFall    = 70.0
	besideRule   = 6.0
	leaderLength = 9.0
	betweenEnds  = 1.5
	movedBy      = 2.5 // a label further off its line's end than this has a leader
	labelShare   = 0.40
)

// slopes are lines between two upright rules, with labels at their ends.
type slopes struct {
	*arrows
	box         canvas.Box // between the rules
	left, right []slopeLabel
	number      float64 // width of the later values
}

// slopeLabel is what stands at the ends of a line, or of lines that end alike.
type slopeLabel struct {
	row   Row
	value string
	lines []string // of the name
	style canvas.Style
	end   float64 // the value that it stands beside
}

func (l slopeLabel) height() float64 { return l.style.Height(max(1, len(l.lines))) + betweenEnds }

func (c Content) drawSlopes(s *canvas.Sheet, body canvas.Box) error {
	d := &slopes{arrows: c.newArrows(s)}
	d.tighten()
	d.key, d.under = d.newKey(body.Width()), d.newUnder(body.Width(), false)
	d.labels(body.Width())
	rightWidth := d.number + d.nameWidth() + besideRule + leaderLength
	leftWidth := d.valueWidth() + besideRule + leaderLength
	room := body.Width() - leftWidth - rightWidth
	if room < leastSlope {
		return &canvas.TooSmall{What: "the lines with their names and values", LackW: leastSlope - room}
	}
	d.box = canvas.Rect(body.X0+leftWidth, body.Y0+d.key.height+d.strong.Height(1)+underHeads, body.X0+leftWidth+min(room, widestSlope), body.Y1)
	d.box.Y1 -= d.underHeight()
	if lack := leastFall - d.box.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the lines", LackH: lack}
	}
	for _, labels := range [][]slopeLabel{d.left, d.right} {
		total := 0.0
		for _, l := range labels {
			total += l.height()
		}
		if lack := total - d.box.Height(); lack > 0 {
			return &canvas.TooSmall{What: "the labels at the lines' ends", LackH: lack}
		}
	}
	d.draw(body)
	return nil
}

// tighten ends the scale near the values: there are no round steps to be read off.
func (d *slopes) tighten() {
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range d.Rows {
		for _, v := range []float64{r.From, r.To} {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	air := 0.05 * (d.scale.High - d.scale.Low)
	if d.scale.High > 0 {
		d.scale.High = min(d.scale.High, max(0, high+air))
	}
	if d.scale.Low < 0 {
		d.scale.Low = max(d.scale.Low, min(0, low-air))
	}
	if d.scale.Low >= d.scale.High {
		d.scale = d.Content.scale()
	}
}

// labels writes the labels: on the left the earlier values, once where they are
// written alike, on the right the later ones with the names.
func (d *slopes) labels(width float64) {
	for _, r := range d.Rows {
		st := r.nameStyle(d.Sheet, textSize)
		name := slopeLabel{row: r, style: st}
		if r.both() || !math.IsNaN(r.To) {
			d.number = max(d.number, st.Width(r.ToText)+4)
		}
		share := labelShare*width - d.number
		switch {
		case !r.hasValue():
			continue
		case math.IsNaN(r.To):
			name.lines, name.value, name.end = canvas.Balance(r.Name+" "+r.FromText+": "+r.Reason, share, st), "", r.From
			d.left = append(d.left, name)
			continue
		case r.Reason != "":
			name.lines = canvas.Balance(r.Name+": "+r.Reason, share, st)
		default:
			name.lines = canvas.Balance(r.Name, share, st)
		}
		name.value, name.end = r.ToText, r.To
		d.right = append(d.right, name)
		if !math.IsNaN(r.From) {
			d.addLeft(slopeLabel{row: r, style: st, value: r.FromText, end: r.From})
		}
	}
}

// addLeft adds an earlier value, or leaves it to one that is written alike.
func (d *slopes) addLeft(l slopeLabel) {
	for i, o := range d.left {
		if o.value == l.value && len(o.lines) == 0 {
			if l.row.Focus {
				d.left[i].style = l.style
			}
			return
		}
	}
	d.left = append(d.left, l)
}

func (d *slopes) nameWidth() float64 {
	w := 0.0
	for _, l := range d.right {
		w = max(w, l.style.Widest(l.lines))
	}
	return w
}

func (d *slopes) valueWidth() float64 {
	w := 0.0
	for _, l := range d.left {
		w = max(w, l.style.Width(l.value), l.style.Widest(l.lines))
	}
	return max(w, d.strong.Width(d.From)/2)
}

func (d *slopes) y(v float64) float64 { return d.scale.Y(v, d.box.Y1, d.box.Y0) }

func (d *slopes) draw(body canvas.Box) {
	d.drawKey(body)
	for _, x := range []float64{d.box.X0, d.box.X1} {
		d.Rule(canvas.SeamColor, 0.6, x, d.box.Y0, x, d.box.Y1)
	}
	if d.scale.Low <= 0 && d.scale.High >= 0 {
		d.Rule(canvas.RuleColor, 0.6, d.box.X0, d.y(0), d.box.X1, d.y(0))
		d.Text(d.small, canvas.SmallColor, canvas.At(d.box.X0+3, d.y(0)-2.5), "0")
	}
	for _, front := range []bool{false, true} {
		for _, r := range d.Rows {
			if (r.Focus || r.Benchmark) == front {
				d.drawLine(r)
			}
		}
	}
	d.Watermark(d.box)
	base := d.box.Y0 - underHeads - d.strong.Descent()
	for _, head := range []struct {
		x    float64
		text string
	}{{d.box.X0, d.From}, {d.box.X1, d.To}} {
		d.Text(d.strong, canvas.TextColor, canvas.At(head.x-d.strong.Width(head.text)/2, base), head.text)
	}
	d.drawLabels(d.left, -1)
	d.drawLabels(d.right, 1)
	d.drawUnder(body.X0, d.box.Y1)
}

func (d *slopes) drawLine(r Row) {
	c := r.color()
	if r.both() {
		pen := canvas.Pen{Color: c, Width: 1.2}
		switch {
		case r.Benchmark:
			pen = canvas.Pen{Color: c, Width: 1.5, Dash: canvas.SeriesStyles[1].Dash}
		case r.Focus:
			pen.Width = 2.2
		case r.Course == Unclear || r.Open:
			pen.Width = 1
		}
		d.Stroke(pen, false, canvas.At(d.box.X0, d.y(r.From)), canvas.At(d.box.X1, d.y(r.To)))
	}
	for _, end := range []struct{ x, v float64 }{{d.box.X0, r.From}, {d.box.X1, r.To}} {
		switch p := canvas.At(end.x, d.y(end.v)); {
		case math.IsNaN(end.v):
		case !r.both() || r.Course == Unclear || r.Open:
			d.Hollow(canvas.Circle, c, p, dotRadius+0.3)
		default:
			d.Symbol(canvas.Circle, c, p, dotRadius+0.3)
		}
	}
}

// drawLabels writes the labels on the side of the rules that way points to.
func (d *slopes) drawLabels(labels []slopeLabel, way float64) {
	slots := make([]canvas.Slot, len(labels))
	for i, l := range labels {
		slots[i] = canvas.Slot{Want: d.y(l.end), Height: l.height()}
	}
	middles, _ := canvas.Spread(slots, d.box.Y0-4, d.box.Y1+4)
	rule := d.box.X0
	if way > 0 {
		rule = d.box.X1
	}
	moved := func(i int) bool { return math.Abs(middles[i]-slots[i].Want) > movedBy }
	at := rule + way*besideRule
	for i := range labels {
		if way > 0 || moved(i) { // then all stand where leaders end
			at = rule + way*(besideRule+leaderLength)
		}
	}
	for i, l := range labels {
		y := middles[i]
		if moved(i) {
			d.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.5}, false, canvas.At(rule+way*4, slots[i].Want), canvas.At(at-way*2, y))
		}
		c := l.row.labelColor()
		base := y + l.style.Middle()
		switch {
		case way > 0:
			d.TextRight(l.style, c, canvas.At(at+d.number-4, base), l.value)
			d.Lines(l.style, canvas.InkColor, at+d.number, y-l.style.Height(len(l.lines))/2, l.lines)
		case len(l.lines) > 0:
			for j, line := range l.lines {
				top := y - l.style.Height(len(l.lines))/2
				d.TextRight(l.style, canvas.SmallColor, canvas.At(at, top+l.style.Ascent()+float64(j)*l.style.Leading()), line)
			}
		default:
			d.TextRight(l.style, canvas.SmallColor, canvas.At(at, base), l.value)
		}
	}
}
