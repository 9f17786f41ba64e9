package lines

import (
	"cmp"
	"image/color"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/locale"
)

// Measures of the labels at the lines' ends, in points.
const (
	labelGap    = 5.0  // from the last marker to its label
	leaderGap   = 13.0 // the same, where some label has moved away from its line
	betweenEnds = 2.5  // between two labels
	movedBy     = 3.0  // a label that is further off than this has a leader
	maxColumn   = 0.30 // of the room across, for labels of up to three lines
	lastColumn  = 0.42 // the same, before giving up
	leastLabel  = 6.5  // type size
	narrow      = 280  // a figure of less has its labels beside the lines, where they have room
	mostInPlot  = 0.5  // of the room across, for a label in the plot
)

// endLabel is a series' name at its end, or that of what it is seen against.
type endLabel struct {
	series int // -1 for none
	Text   string
	kept   string // the same where the name is one word, the value not parted from it by a line's end
	End    Point  // NaN where the series has no value
	color  color.Color
	leader color.Color
	style  canvas.Style
	lines  []string
	inPlot bool       // it stands in the plot, at box, and not in the column
	box    canvas.Box // where it stands in the plot
}

func (e endLabel) height() float64 { return e.style.Height(len(e.lines)) }

// endLabels are all the labels and the width of the column they stand in.
type endLabels struct {
	Labels []endLabel
	width  float64
}

func (e *endLabels) column() float64 {
	if e.width == 0 {
		return 0
	}
	return e.width + leaderGap + markRadius
}

// newEndLabels writes the labels' texts. A line that ends before the last year has
// its label in the plot if it can, and in a narrow figure every line.
func newEndLabels(p *plot) *endLabels {
	e := &endLabels{}
	plain := canvas.Style{Face: p.Regular, Size: labelSize}
	for i := range p.Series {
		label := p.seriesLabel(i)
		label.inPlot = !math.IsNaN(label.End.Y) && (label.End.X < p.Last || p.outer.Width() < narrow)
		if label.Text != "" {
			e.Labels = append(e.Labels, label)
		}
	}
	if end, ok := p.othersEnd(); ok && p.OthersLabel != "" {
		e.Labels = append(e.Labels, endLabel{series: -1, Text: p.OthersLabel, End: end, color: canvas.SmallColor, leader: canvas.ContextColor, style: plain})
	}
	for _, t := range p.Targets {
		if t.Label != "" {
			e.Labels = append(e.Labels, endLabel{series: -1, Text: t.Label, End: p.targetEnd(t), color: canvas.InkColor, leader: canvas.InkColor, style: plain})
		}
	}
	return e
}

// seriesLabel is the label of series i; its value does not part from its name.
func (p *plot) seriesLabel(i int) endLabel {
	series, st := p.Series[i], p.styles[i]
	label := endLabel{series: i, Text: series.Label, End: Point{math.NaN(), math.NaN()}, color: st.Label, leader: st.Line, style: canvas.Style{Face: p.Regular, Size: labelSize}}
	if p.bold(i) {
		label.style.Face = p.Bold
	}
	last, ok := series.last()
	if !ok {
		label.color = canvas.SmallColor
		if p.Empty != "" {
			label.Text += ": " + p.Empty
		}
		return label
	}
	label.End, _ = series.end()
	if p.EndValues {
		value := cmp.Or(series.EndText, locale.Number(p.Lang, last.Y, p.Decimals))
		if last.X < p.Last {
			value += " (" + p.yearOf(last.X) + ")"
		}
		name := strings.TrimSpace(label.Text)
		label.Text = strings.TrimSpace(name + " " + value)
		if len(canvas.Words(name)) == 1 {
			label.kept = strings.ReplaceAll(label.Text, " ", "\u00a0")
		}
	}
	return label
}

// yearOf names the year or period of the points at x.
func (p *plot) yearOf(x float64) string {
	for _, of := range p.Periods {
		if of.X == x {
			return of.Label
		}
	}
	return strconv.FormatFloat(math.Floor(x+1e-6), 'f', -1, 64)
}

// fit wraps the labels to the narrowest column that takes them in one line, in
// two without breaking a word, then in three, then in smaller type.
func (e *endLabels) fit(room canvas.Box) error {
	for _, try := range []struct {
		share float64
		lines int
		cut   bool
		size  float64
	}{
		{0.19, 1, false, labelSize}, {0.22, 2, false, labelSize}, {0.26, 2, false, labelSize},
		{maxColumn, 2, false, labelSize}, {maxColumn, 3, false, labelSize},
		{maxColumn, 3, false, 7.5}, {0.36, 3, false, 7}, {maxColumn, 3, true, 7}, {0.36, 3, true, 7},
		{lastColumn, 4, true, leastLabel}, {lastColumn, 99, true, leastLabel},
	} {
		if e.wrap(try.share*room.Width(), try.lines, try.cut, try.size) && e.total() <= room.Height() {
			e.wrapInPlot(mostInPlot * room.Width())
			return nil
		}
	}
	return &canvas.TooSmall{What: "the labels at the lines' ends", LackH: e.total() - room.Height()}
}

func (e *endLabels) wrap(width float64, lines int, cut bool, size float64) bool {
	e.width = 0
	for i := range e.Labels {
		l := &e.Labels[i]
		if l.inPlot {
			continue
		}
		l.style.Size = size
		text := cmp.Or(l.kept, l.Text)
		if cut {
			text = l.Text
		}
		if l.lines = canvas.Balance(text, width, l.style); len(l.lines) > lines || !cut && !canvas.Whole(text, width, l.style) {
			return false
		}
		e.width = max(e.width, l.style.Widest(l.lines))
	}
	return true
}

// wrapInPlot wraps the labels that stand in the plot.
func (e *endLabels) wrapInPlot(width float64) {
	for i := range e.Labels {
		l := &e.Labels[i]
		if !l.inPlot {
			continue
		}
		text := cmp.Or(l.kept, l.Text)
		if !canvas.Whole(text, width, l.style) {
			text = l.Text
		}
		l.lines = canvas.Balance(text, width, l.style)
	}
}

// total is what the column's labels take in height.
func (e *endLabels) total() float64 {
	total := 0.0
	for _, l := range e.Labels {
		if !l.inPlot {
			total += l.height() + betweenEnds
		}
	}
	return total
}
