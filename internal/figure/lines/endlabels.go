package lines

import (
	"cmp"
	"math"
	"strconv"

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
)

// endLabel is a series' name at its end.
type endLabel struct {
	series int
	Text   string
	End    Point // NaN where the series has no value
	style  canvas.Style
	lines  []string
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

// endLabels writes the labels' texts; lastYear is the figure's last year.
func newEndLabels(s *canvas.Sheet, l Content, lastYear float64) *endLabels {
	e := &endLabels{}
	for i, series := range l.Series {
		label := endLabel{series: i, Text: series.Label, End: Point{math.NaN(), math.NaN()}, style: canvas.Style{Face: s.Regular, Size: labelSize}}
		if i == 0 {
			label.style.Face = s.Bold
		}
		last, ok := series.last()
		switch {
		case !ok && l.Empty != "":
			label.Text += ": " + l.Empty
		case ok:
			label.End, _ = series.end()
			if l.EndValues {
				label.Text += " " + cmp.Or(series.EndText, locale.Number(s.Lang, last.Y, l.Decimals))
				if last.X < lastYear {
					label.Text += " (" + strconv.FormatFloat(last.X, 'f', -1, 64) + ")"
				}
			}
		}
		if label.Text != "" {
			e.Labels = append(e.Labels, label)
		}
	}
	return e
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
		{maxColumn, 3, false, 7.5}, {maxColumn, 3, true, 7}, {0.36, 3, true, 7},
		{lastColumn, 4, true, leastLabel}, {lastColumn, 99, true, leastLabel},
	} {
		if e.wrap(try.share*room.Width(), try.lines, try.cut, try.size) && e.total() <= room.Height() {
			return nil
		}
	}
	return &canvas.TooSmall{What: "the labels at the lines' ends", LackH: e.total() - room.Height()}
}

func (e *endLabels) wrap(width float64, lines int, cut bool, size float64) bool {
	e.width = 0
	for i := range e.Labels {
		l := &e.Labels[i]
		l.style.Size = size
		if l.lines = canvas.Balance(l.Text, width, l.style); len(l.lines) > lines || !cut && !canvas.Whole(l.Text, width, l.style) {
			return false
		}
		e.width = max(e.width, l.style.Widest(l.lines))
	}
	return true
}

func (e *endLabels) total() float64 {
	total := 0.0
	for _, l := range e.Labels {
		total += l.height() + betweenEnds
	}
	return total
}
