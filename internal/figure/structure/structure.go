// Package structure draws which municipality belongs to which organisation.
package structure

import (
	"fmt"
	"image/color"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content shows who belongs where: groups of members, as municipalities in
// joint authorities, within outer groups, as hospital districts. Each outer
// group encloses, in a labelled band, the groups most of whose members it
// has; a member of another outer group carries that one's mark.
type Content struct {
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

// How much may stand within a structure: no sheet has room for more, and to
// find that out takes long.
const (
	mostGroups  = 50
	mostMembers = 700 // of its groups: twice Finland's municipalities
)

func (st Content) Check() error {
	if len(st.Groups) == 0 {
		return fmt.Errorf("the structure has no groups")
	}
	if len(st.Outer) > len(OuterMarks) {
		return fmt.Errorf("%d outer groups: at most %d have marks of their own", len(st.Outer), len(OuterMarks))
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
			if len(canvas.Words(m.Name)) == 0 {
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
	shape canvas.Shape
	Color color.RGBA
}

var OuterMarks = []outerMark{
	{canvas.Circle, canvas.SeriesStyles[0].Label},
	{canvas.Diamond, canvas.SeriesStyles[2].Label},
	{canvas.Triangle, canvas.SeriesStyles[3].Label},
	{canvas.Square, canvas.SeriesStyles[4].Label},
	{canvas.TriangleDown, canvas.SeriesStyles[5].Label},
}

// home is the outer group most of g's members belong to, the first of equals.
func (st Content) home(g Group) int {
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
func (st Content) bands() []band {
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
func (st Content) guests() []int {
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

// Height is that of the airiest design that cuts no word: as wide as the room lets
// it be, and no higher than its names.
func (st Content) Height(s *canvas.Sheet, width float64) float64 {
	body := canvas.Rect(0, 0, width, math.Inf(1))
	groups := 0
	for _, b := range st.bands() {
		groups += len(b.groups)
	}
	low := 0.0
	for _, try := range designs(groups, len(st.bands()), true) {
		if d := newDesign(s, newGroupType(s, try.scale, try.lead), st.bands(), body, try.columns, try.beside); !d.cut {
			low = d.low
			break
		}
	}
	return low + st.key(s, body).height + slack
}

// slack keeps a design from being lost to a rounding of its height.
const slack = 0.5

func (st Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	key := st.key(s, body)
	body.Y1 -= key.height
	d, err := designStructure(s, st.bands(), body)
	if err != nil {
		return err
	}
	d.drawBands()
	s.Watermark(canvas.Rect(body.X0, body.Y0, body.X1, d.low))
	d.drawGroups()
	key.draw(s, d.low)
	return nil
}

// markKey explains the marks in lines under the bands.
type markKey struct {
	style  canvas.Style
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

func (st Content) key(s *canvas.Sheet, body canvas.Box) markKey {
	k := markKey{style: canvas.Style{Face: s.Regular, Size: canvas.SmallSize + 0.5}, left: body.X0}
	for _, outer := range st.guests() {
		text := st.Outer[outer].Mark
		if text == "" {
			text = st.Outer[outer].Label
		}
		row := keyRow{outer, canvas.Wrap(text, body.Width()-keyIndent, k.style)}
		k.height += k.style.Height(len(row.lines)) + 1
		k.rows = append(k.rows, row)
	}
	if len(k.rows) > 0 {
		k.height += aboveKey
	}
	return k
}

func (k markKey) draw(s *canvas.Sheet, top float64) {
	y := top + aboveKey
	for _, row := range k.rows {
		m := OuterMarks[row.outer]
		s.Symbol(m.shape, m.Color, canvas.At(k.left+3, y+k.style.Ascent()-k.style.Middle()), keyMark)
		s.Lines(k.style, canvas.TextColor, k.left+keyIndent, y, row.lines)
		y += k.style.Height(len(row.lines)) + 1
	}
}

func (st Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, o := range st.Outer {
			what := fmt.Sprintf("outer %d, title", i+1)
			if !yield(what, o.Label) || !yield(what, o.Detail) || !yield(what, o.Mark) {
				return
			}
		}
		for i, g := range st.Groups {
			what := fmt.Sprintf("group %d, title", i+1)
			if !yield(what, g.Heading) || !yield(what, g.Subheading) {
				return
			}
			for k, m := range g.Members {
				if !yield(fmt.Sprintf("group %d, the name of member %d", i+1, k+1), m.Name) {
					return
				}
			}
		}
	}
}
