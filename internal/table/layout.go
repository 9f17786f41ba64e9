package table

import (
	"slices"

	prettytext "github.com/jedib0t/go-pretty/v6/text"
)

const (
	gap       = 2  // spaces between two columns
	leastText = 10 // a text column is not made narrower than this
)

// Widths are those of a western locale wherever the program runs: an en dash
// is one column, also where the environment says ja_JP.
func init() { prettytext.OverrideRuneWidthEastAsianWidth(false) }

// layoutColumn is one column of text: what it needs and what it gets, in
// columns of the terminal.
type layoutColumn struct {
	index   int // in Table.Columns
	heading string
	numeric bool
	cells   int // the widest cell
	words   int // the longest word of a text's cells and heading
	short   int // how much of a cell is shown; 0 for all
	width   int
}

// layout is every shown column in order.
type layout []layoutColumn

// newLayout measures the shown columns over all sections, so that these line
// up. Where opt.Width asks for it, spare columns are left out, listed by their
// places, and then the others made narrower.
func (t *Table) newLayout(sections []section, opt Options) (l layout, spared []int) {
	for _, i := range t.columnsShown(opt.Wide) {
		l = append(l, t.measure(i, sections, opt))
	}
	if opt.Width == 0 {
		return l, nil
	}
	for !opt.Wide && l.total() > opt.Width {
		most := slices.MaxFunc(l, func(a, b layoutColumn) int { return t.Columns[a.index].Spare - t.Columns[b.index].Spare })
		if t.Columns[most.index].Spare == 0 {
			break
		}
		spared = append(spared, most.index)
		l = slices.DeleteFunc(l, func(c layoutColumn) bool { return c.index == most.index })
	}
	l.narrow(opt.Width)
	slices.Sort(spared)
	return l, spared
}

func (t *Table) measure(i int, sections []section, opt Options) layoutColumn {
	c := layoutColumn{index: i, heading: t.Columns[i].heading(opt.Lang), numeric: t.numeric(i)}
	if opt.Width > 0 && !opt.Wide {
		c.short = t.Columns[i].Short
	}
	c.words = longestWord(c.heading)
	for _, s := range sections {
		for _, row := range s.rows {
			cell := shortened(row[i].shown(opt.Lang), c.short)
			c.cells = max(c.cells, width(cell))
			if !c.numeric && opt.Width > 0 {
				c.words = max(c.words, longestWord(cell))
			}
		}
	}
	c.width = max(c.cells, width(c.heading))
	return c
}

// total is the width of a line.
func (l layout) total() int {
	sum := 0
	for i, c := range l {
		if i > 0 {
			sum += gap
		}
		sum += c.width
	}
	return sum
}

// narrow takes from the widest column until the lines fit: first so far that
// only spaces are broken at, in texts and headings; then, where that makes the
// table fit, within the words of texts. Columns of numbers keep the width of
// their numbers.
func (l layout) narrow(limit int) {
	l.shrink(limit, func(c layoutColumn) int {
		if c.numeric {
			return max(c.cells, c.words)
		}
		return c.words
	})
	whole := slices.Clone(l)
	l.shrink(limit, func(c layoutColumn) int {
		if c.numeric {
			return c.width
		}
		return leastText
	})
	if l.total() > limit {
		copy(l, whole) // too wide in any case: at least leave the words readable
	}
}

// shrink takes columns off the widest until the lines fit or each column is as
// narrow as least says.
func (l layout) shrink(limit int, least func(layoutColumn) int) {
	for excess := l.total() - limit; excess > 0; excess-- {
		widest := -1
		for i, c := range l {
			if c.width > least(c) && (widest < 0 || c.width > l[widest].width) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		l[widest].width--
	}
}
