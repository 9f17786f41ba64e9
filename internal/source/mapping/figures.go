package mapping

import "kuvio/internal/source/sheet"

// Figures reads the figures of one download: the marks that every table may have
// in their place, and a comma or point as the download has it throughout. Most write
// a decimal comma, some a point; what "1.234" is, the other figures tell, which are
// looked through when it is first met.
type Figures struct {
	marks Marks
	style sheet.Style
	look  func(*sheet.Evidence) error // through all the figures; nil once that is done
}

// FiguresOf reads figures as the mapping says, else as the others show, through all
// of which look goes.
func FiguresOf(m *Mapping, look func(*sheet.Evidence) error) *Figures {
	n := &Figures{marks: m.Marks(), look: look}
	if m != nil && m.Decimal+m.Thousands != "" {
		n.style, n.look = m.Style(), nil
	}
	return n
}

// Observe reads a cell. False where it is neither a number that is clear nor a mark.
func (n *Figures) Observe(c sheet.Cell) (Observed, bool) {
	o, ok := n.marks.Observe(c, n.style)
	if ok || n.look == nil || c.Type != sheet.Textual {
		return o, ok
	}
	if _, _, numeral := ReadNumeral(c.Text); !numeral {
		return o, false
	}
	var seen sheet.Evidence
	if err := n.look(&seen); err != nil {
		return o, false // the reading itself comes upon it
	}
	n.look = nil
	n.style = seen.Style(sheet.Evidence{})
	if n.style.Comma == sheet.Undecided && n.style.Point != sheet.Decimals {
		n.style.Comma = sheet.Decimals // as most have it
	}
	return n.marks.Observe(c, n.style)
}

// See takes a figure into account for what commas and points divide.
func See(e *sheet.Evidence, c sheet.Cell) {
	if c.Type != sheet.Textual {
		return
	}
	if n, _, ok := ReadNumeral(c.Text); ok {
		e.Add(n)
	}
}

// FigureHint is what to do about a figure that cannot be read.
func FigureHint(c sheet.Cell) string {
	if _, _, numeral := ReadNumeral(c.Text); numeral {
		return "what its comma or point divides, a mapping says (decimal: or thousands:)"
	}
	if c.Type != sheet.Textual {
		return ""
	}
	return "a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)"
}
