package canvas

import "image/color"

// Writer puts what was drawn on a sheet into a format. Places and sizes are
// the sheet's points.
type Writer interface {
	Stroke(p Pen, closed bool, points []Point)
	Fill(c color.Color, points []Point)
	// Rule is a straight line along an axis, as sharp as the format allows.
	Rule(c color.Color, thick float64, from, to Point)
	Text(t Lettering)
}

// Pen is how a stroke looks: its width and dashes in points. Its ends and
// corners are round.
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
