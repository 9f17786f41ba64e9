package structure

import "kuvio/internal/figure/canvas"

// groupType is the type a structure is set in: one scale for all of it.
type groupType struct {
	band, detail, heading, sub, name canvas.Style
}

// groupType is set at scale times its full size, names lead sizes apart.
func newGroupType(s *canvas.Sheet, scale, lead float64) groupType {
	return groupType{
		band:    canvas.Style{Face: s.Bold, Size: 8.5 * scale},
		detail:  canvas.Style{Face: s.Regular, Size: 7.5 * scale},
		heading: canvas.Style{Face: s.Bold, Size: 8 * scale},
		sub:     canvas.Style{Face: s.Regular, Size: 7 * scale},
		name:    canvas.Style{Face: s.Regular, Size: 8 * scale, Lead: lead},
	}
}

// Measures of a group in points.
const (
	groupRule   = 3.0 // from the rule above a group to its heading
	afterSub    = 4.0
	subColumns  = 9.0 // between two columns of names in one group
	markRoom    = 8.0 // after a name for its mark
	fewestNames = 4   // a column of names is no shorter, if there are more
)

// setGroup is a group's text wrapped to a column.
type setGroup struct {
	Group
	home         int
	heading, sub []string
	names        [][]string
	columns      int // of names
	columnWidth  float64
	cut          bool    // a word had to be cut
	head, list   float64 // the heights of what stands above its names, and of them
}

// set wraps a group to width points.
func (t groupType) set(g Group, home int, width float64) setGroup {
	s := setGroup{Group: g, home: home, heading: canvas.Wrap(g.Heading, width, t.heading), sub: canvas.Wrap(g.Subheading, width, t.sub), columns: 1}
	s.cut = canvas.Forced(g.Heading, width, t.heading) || canvas.Forced(g.Subheading, width, t.sub)
	if len(g.Members) == 1 && g.Members[0].Name == g.Heading && g.Members[0].Outer == home {
		return s.measured(t)
	}
	widest := 0.0
	for _, m := range g.Members {
		w := t.name.Width(m.Name)
		if m.Outer != home {
			w += markRoom
		}
		widest = max(widest, w)
	}
	s.columns = max(1, min(int((width+subColumns)/(widest+subColumns)), len(g.Members)/fewestNames))
	s.columnWidth = (width+subColumns)/float64(s.columns) - subColumns
	for _, m := range g.Members {
		room := s.columnWidth
		if m.Outer != home {
			room -= markRoom
		}
		s.names = append(s.names, canvas.Wrap(m.Name, room, t.name))
		s.cut = s.cut || canvas.Forced(m.Name, room, t.name)
	}
	return s.measured(t)
}

// measured is the group with its heights.
func (s setGroup) measured(t groupType) setGroup {
	s.head, s.list = s.headHeight(t), s.namesHeight(t)
	return s
}

// headHeight is the height of the rule, heading and subheading.
func (s setGroup) headHeight(t groupType) float64 {
	h := 0.0
	if len(s.heading) > 0 {
		h += groupRule + t.heading.Height(len(s.heading))
	} else if len(s.names) > 0 {
		h += groupRule
	}
	if len(s.sub) > 0 {
		h += t.sub.Height(len(s.sub)) + 0.5
	}
	if len(s.names) > 0 {
		h += afterSub
	}
	return h
}

// rows is the number of names in each column of names.
func (s setGroup) rows() int { return (len(s.names) + s.columns - 1) / s.columns }

// namesHeight is the height of the tallest column of names.
func (s setGroup) namesHeight(t groupType) float64 {
	tallest := 0
	for c := range s.columns {
		lines := 0
		for i := c * s.rows(); i < min((c+1)*s.rows(), len(s.names)); i++ {
			lines += len(s.names[i])
		}
		tallest = max(tallest, lines)
	}
	return t.name.Height(tallest)
}

// drawGroup writes a group with its top left at left, top; its names begin
// head points below.
func drawGroup(s *canvas.Sheet, t groupType, g setGroup, left, top, width, head float64) {
	s.Rule(canvas.FocusColor, 1, left, top, left+width, top)
	y := top + groupRule
	s.Lines(t.heading, canvas.InkColor, left, y, g.heading)
	if len(g.heading) > 0 {
		y += t.heading.Height(len(g.heading)) + 0.5
	}
	s.Lines(t.sub, canvas.SmallColor, left, y, g.sub)
	for i, lines := range g.names {
		column := i / g.rows()
		if i%g.rows() == 0 {
			y = top + head
		}
		x := left + float64(column)*(g.columnWidth+subColumns)
		s.Lines(t.name, canvas.InkColor, x, y, lines)
		y += float64(len(lines)) * t.name.Leading()
		if m := g.Members[i]; m.Outer != g.home {
			baseline := y - t.name.Leading() + t.name.Ascent()
			mark := OuterMarks[m.Outer]
			at := canvas.At(x+t.name.Width(lines[len(lines)-1])+markRoom/2+0.5, baseline-t.name.Middle())
			s.Symbol(mark.shape, mark.Color, at, 2.2)
		}
	}
}
