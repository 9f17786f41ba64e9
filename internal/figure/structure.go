package figure

import (
	"fmt"
	"image/color"
)

// Structure shows who belongs where: groups of members, as municipalities in
// joint authorities, within outer groups, as hospital districts. Each outer
// group encloses, in a labelled band, the groups most of whose members it
// has; a member of another outer group carries that one's mark.
type Structure struct {
	Outer  []Outer // none: the groups stand without bands
	Groups []Group
}

// Outer is an enclosing group. Mark explains the mark of its members within
// another's band; "" is Label.
type Outer struct{ Label, Detail, Mark string }

// Group is an organisation and its members. A group of one member of its own
// name is written once.
type Group struct {
	Heading, Subheading string
	Members             []Member
}

// Member is one name; Outer is its place in Structure.Outer.
type Member struct {
	Name  string
	Outer int
}

func (st Structure) check() error {
	if len(st.Groups) == 0 {
		return fmt.Errorf("the structure has no groups")
	}
	if len(st.Outer) > len(outerMarks) {
		return fmt.Errorf("%d outer groups: at most %d have marks of their own", len(st.Outer), len(outerMarks))
	}
	if len(st.Groups) > mostGroups {
		return fmt.Errorf("%d groups: at most %d have room in a figure; split it", len(st.Groups), mostGroups)
	}
	members := 0
	for _, g := range st.Groups {
		if members += len(g.Members); members > mostMembers {
			return fmt.Errorf("more than %d members: they have no room in a figure; split it", mostMembers)
		}
		for i, m := range g.Members {
			if len(words(m.Name)) == 0 {
				return fmt.Errorf("member %d of group %q has no name", i+1, g.Heading)
			}
			if len(st.Outer) > 0 && (m.Outer < 0 || m.Outer >= len(st.Outer)) {
				return fmt.Errorf("%s in group %q: outer group %d of %d does not exist", m.Name, g.Heading, m.Outer, len(st.Outer))
			}
		}
	}
	return nil
}

// outerMark is how a member of another band's outer group is told apart.
type outerMark struct {
	shape shape
	color color.RGBA
}

var outerMarks = []outerMark{
	{circle, seriesStyles[0].label},
	{diamond, seriesStyles[2].label},
	{triangle, seriesStyles[3].label},
	{square, seriesStyles[4].label},
	{triangleDown, seriesStyles[5].label},
}

// home is the outer group most of g's members belong to, the first of equals.
func (st Structure) home(g Group) int {
	counts := make([]int, max(len(st.Outer), 1))
	for _, m := range g.Members {
		if m.Outer < len(counts) {
			counts[m.Outer]++
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

// bands are the outer groups that are home to a group, in order, each with
// its groups in order.
func (st Structure) bands() []band {
	var bands []band
	for outer := range max(len(st.Outer), 1) {
		b := band{outer: outer}
		if len(st.Outer) > 0 {
			b.label, b.detail = st.Outer[outer].Label, st.Outer[outer].Detail
			b.framed = true
		}
		for _, g := range st.Groups {
			if st.home(g) == outer {
				b.groups = append(b.groups, g)
			}
		}
		if len(b.groups) > 0 {
			bands = append(bands, b)
		}
	}
	return bands
}

// guests are the outer groups with a member in another's band.
func (st Structure) guests() []int {
	var guests []int
	for outer := range st.Outer {
		found := false
		for _, g := range st.Groups {
			for _, m := range g.Members {
				found = found || m.Outer == outer && st.home(g) != outer
			}
		}
		if found {
			guests = append(guests, outer)
		}
	}
	return guests
}

func (st Structure) draw(s *sheet, body box) error {
	key := st.key(s, body)
	body.y1 -= key.height
	d, err := s.designStructure(st.bands(), body)
	if err != nil {
		return err
	}
	d.drawBands()
	s.watermark(box{body.x0, body.y0, body.x1, d.low})
	d.drawGroups()
	key.draw(s, d.low)
	return nil
}

// markKey explains the marks in lines under the bands.
type markKey struct {
	style  style
	left   float64
	height float64 // with the gap above it; 0 without marks
	rows   []keyRow
}

type keyRow struct {
	outer int
	lines []string
}

const (
	keyIndent = 9.0
	aboveKey  = 6.0
	keyMark   = 2.2
)

func (st Structure) key(s *sheet, body box) markKey {
	k := markKey{style: style{face: s.regular, size: smallSize + 0.5}, left: body.x0}
	for _, outer := range st.guests() {
		text := st.Outer[outer].Mark
		if text == "" {
			text = st.Outer[outer].Label
		}
		row := keyRow{outer, wrap(text, body.width()-keyIndent, k.style)}
		k.height += k.style.height(len(row.lines)) + 1
		k.rows = append(k.rows, row)
	}
	if len(k.rows) > 0 {
		k.height += aboveKey
	}
	return k
}

func (k markKey) draw(s *sheet, top float64) {
	y := top + aboveKey
	for _, row := range k.rows {
		m := outerMarks[row.outer]
		s.symbol(m.shape, m.color, point{k.left + 3, y + k.style.ascent() - k.style.middle()}, keyMark)
		s.lines(k.style, textColor, k.left+keyIndent, y, row.lines)
		y += k.style.height(len(row.lines)) + 1
	}
}
