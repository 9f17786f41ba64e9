package figure

import (
	"cmp"
	"math"
	"strconv"

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
	text   string
	end    Point // NaN where the series has no value
	style  style
	lines  []string
}

func (e endLabel) height() float64 { return e.style.height(len(e.lines)) }

// endLabels are all the labels and the width of the column they stand in.
type endLabels struct {
	labels []endLabel
	width  float64
}

func (e *endLabels) column() float64 {
	if e.width == 0 {
		return 0
	}
	return e.width + leaderGap + markRadius
}

// endLabels writes the labels' texts; lastYear is the figure's last year.
func (s *sheet) endLabels(l Lines, lastYear float64) *endLabels {
	e := &endLabels{}
	for i, series := range l.Series {
		label := endLabel{series: i, text: series.Label, end: Point{math.NaN(), math.NaN()}, style: style{face: s.regular, size: labelSize}}
		if i == 0 {
			label.style.face = s.bold
		}
		last, ok := series.last()
		switch {
		case !ok && l.Empty != "":
			label.text += ": " + l.Empty
		case ok:
			label.end, _ = series.end()
			if l.EndValues {
				label.text += " " + cmp.Or(series.EndText, locale.Number(s.lang, last.Y, l.Decimals))
				if last.X < lastYear {
					label.text += " (" + strconv.FormatFloat(last.X, 'f', -1, 64) + ")"
				}
			}
		}
		if label.text != "" {
			e.labels = append(e.labels, label)
		}
	}
	return e
}

// fit wraps the labels to the narrowest column that takes them in one line, in
// two without breaking a word, then in three, then in smaller type.
func (e *endLabels) fit(room box) error {
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
		if e.wrap(try.share*room.width(), try.lines, try.cut, try.size) && e.total() <= room.height() {
			return nil
		}
	}
	return &tooSmall{what: "the labels at the lines' ends", lackH: e.total() - room.height()}
}

func (e *endLabels) wrap(width float64, lines int, cut bool, size float64) bool {
	e.width = 0
	for i := range e.labels {
		l := &e.labels[i]
		l.style.size = size
		if l.lines = balance(l.text, width, l.style); len(l.lines) > lines || !cut && !whole(l.text, width, l.style) {
			return false
		}
		e.width = max(e.width, l.style.widest(l.lines))
	}
	return true
}

func (e *endLabels) total() float64 {
	total := 0.0
	for _, l := range e.labels {
		total += l.height() + betweenEnds
	}
	return total
}
