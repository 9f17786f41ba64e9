package panel

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Changes counts what a merge did to the cells that the newer panel states,
// each in one class.
type Changes struct {
	New       int // with a value or a count, not known before
	Changed   int // said something else before; a figure withdrawn is a change
	Unchanged int // with a value or a count
	Missing   int // without either, and not a change
	Older     int // say something else than a newer download, which stands

	Withdrawn  int // of Changed: no longer stated, see Withdraw
	NewMissing int // of Missing: not listed before
	Suppressed int // of Missing: withheld
}

// Any reports whether the merge made a difference.
func (c Changes) Any() bool { return c.New > 0 || c.Changed > 0 || c.NewMissing > 0 }

// count puts a cell that the newer panel states into its class.
func (c *Changes) count(was, stated, now domain.Cell) {
	without := stated.Status != domain.OK
	if without && (was.Status == domain.Absent || now.Equal(was)) {
		c.Missing++
		if stated.Status == domain.Suppressed {
			c.Suppressed++
		}
	}
	switch {
	case was.Status == domain.Absent && without:
		c.NewMissing++
	case was.Status == domain.Absent:
		c.New++
	case !now.Equal(was):
		c.Changed++
	case !without:
		c.Unchanged++
	}
}

// countOlder is count for a cell of an older download, of which nothing was
// taken.
func (c *Changes) countOlder(was, stated domain.Cell) {
	switch {
	case stated.Status != domain.OK:
		c.Missing++ // a newer download has what it lacked, or lacks it too
		if stated.Status == domain.Suppressed {
			c.Suppressed++
		}
	case overlay(was, stated, false).Agrees(was):
		c.Unchanged++
	default:
		c.Older++
	}
}

// Merged is what a merge gives.
type Merged struct {
	Panel     *Panel
	Base      *Panel // that it began with; nil for none
	Replaced  *Panel // the older cells that changed
	Changes   Changes
	Confirmed int // cells that a newer download states as they were

	// Stated lists the places in Panel of the cells that are new or changed,
	// and From the places in the newer panel that they came from.
	Stated, From []int
}

// Merge lays a panel over another, which may be nil, cell by cell, each
// belonging to the download that the panels say (Belong): what the newer
// download says stands, and what it does not state is kept. Where it gives only
// a value or only a count and that agrees with the older cell, the older
// cell's other half is kept too; where it disagrees the other half belonged to
// the old figure and goes with it. Neither argument is changed, but the result
// may be over.
func Merge(base, over *Panel) (Merged, error) { return merge(base, over, false) }

// Override is Merge that takes what is laid over for the newer download,
// whatever the panels say.
func Override(base, over *Panel) (Merged, error) { return merge(base, over, true) }

func merge(base, over *Panel, override bool) (Merged, error) {
	if base == nil || base.Len() == 0 {
		return mergeNone(over)
	}
	p, err := New(
		slices.Concat(base.Regions, over.Regions), slices.Concat(base.Breakdowns, over.Breakdowns),
		slices.Concat(base.Genders, over.Genders), slices.Concat(base.Periods, over.Periods))
	if err != nil {
		return Merged{}, err
	}
	p.MadeUp = over.MadeUp
	g := merging{Merged: Merged{Panel: p, Base: base}, base: base, over: over, override: override, counts: over.counted()}
	g.ofBase, g.ofOver = p.join(base, over)
	base.into(&p.Frame, g.keep)
	over.into(&p.Frame, g.lay)
	g.Replaced, err = g.replaced.Panel()
	return g.Merged, err
}

// merging is a merge under way.
type merging struct {
	Merged
	base, over     *Panel
	override       bool
	counts         bool     // what is laid over states counts, so that one it does not state is withheld
	ofBase, ofOver []uint16 // see join
	replaced       Builder
}

// keep takes a cell of the base.
func (g *merging) keep(from, to int) {
	p := g.Panel
	p.set(to, g.base.at(from))
	if n, ok := g.base.numberAt(from); ok && g.ofBase != nil {
		p.from.of[to] = g.ofBase[n]
	}
}

// lay lays a cell over what the base has there.
func (g *merging) lay(from, to int) {
	p := g.Panel
	c, was := g.over.at(from), p.at(to)
	if c.Status == domain.Absent {
		return
	}
	if was.Status == domain.Absent && p.retrievalAt(to) != (domain.Retrieval{}) {
		was = domain.EmptyCell(domain.Missing) // withdrawn before
	}
	if g.older(from, to) {
		now := completed(was, c)
		if now.Equal(was) {
			g.Changes.countOlder(was, c)
			return
		}
		g.take(from, to, was, c, now)
		return
	}
	now := overlay(was, c, g.counts)
	if g.ofOver != nil {
		if n, ok := g.over.numberAt(from); ok && p.from.of[to] != g.ofOver[n] {
			p.from.of[to] = g.ofOver[n]
			g.Confirmed++
		}
	}
	if was.Status != domain.Absent && now.Equal(was) {
		g.Changes.count(was, c, now)
		return
	}
	g.take(from, to, was, c, now)
}

// take has a cell be what it is now.
func (g *merging) take(from, to int, was, stated, now domain.Cell) {
	g.Changes.count(was, stated, now)
	if was.Status != domain.Absent {
		g.replaced.Add(g.Panel.key(to), was)
	}
	g.Panel.set(to, now)
	g.Stated, g.From = append(g.Stated, to), append(g.From, from)
}

// older reports whether a newer download than that of the cell laid over
// stands at its place.
func (g *merging) older(from, to int) bool {
	if g.override || g.ofOver == nil {
		return false
	}
	n, ok := g.over.numberAt(from)
	return ok && g.over.from.all[n].Before(g.Panel.retrievalAt(to))
}

// Difference is what became of a panel, which may be nil, by several merges.
// The axes of now hold those of base. Stated and From are left out.
func Difference(base, now *Panel) (Merged, error) {
	if base == nil {
		m, err := mergeNone(now)
		m.Stated, m.From = nil, nil
		return m, err
	}
	m := Merged{Panel: now, Base: base}
	var replaced Builder
	known := make([]bool, now.Len())
	base.into(&now.Frame, func(from, to int) {
		was, is := base.at(from), now.at(to)
		known[to] = was.Status != domain.Absent
		switch {
		case known[to] && !is.Equal(was):
			replaced.Add(now.key(to), was)
			m.Changes.Changed++
		case known[to] && base.retrievalAt(from) != now.retrievalAt(to):
			m.Confirmed++
		}
	})
	for i, s := range now.status {
		if s != domain.Absent && !known[i] {
			c := now.at(i)
			m.Changes.count(domain.EmptyCell(domain.Absent), c, c)
		}
	}
	var err error
	m.Replaced, err = replaced.Panel()
	return m, err
}

// mergeNone is a merge with nothing before.
func mergeNone(newer *Panel) (Merged, error) {
	m := Merged{Panel: newer, Replaced: &Panel{}}
	for i, s := range newer.status {
		if s == domain.Absent {
			continue
		}
		c := newer.at(i)
		m.Changes.count(domain.EmptyCell(domain.Absent), c, c)
		m.Stated = append(m.Stated, i)
	}
	m.From = m.Stated
	return m, nil
}

// places gives for each label of a sorted axis its place on a larger one.
func places[T ~string](axis, larger []T) []int {
	out := make([]int, len(axis))
	at := 0
	for i, label := range axis {
		for larger[at] != label {
			at++
		}
		out[i] = at
	}
	return out
}

// counted reports whether the panel has a count.
func (p *Panel) counted() bool {
	return slices.ContainsFunc(p.counts, func(c float64) bool { return !math.IsNaN(c) })
}

// overlay is the cell that results when a source states now where was stood;
// counts is that it states counts too, where it has them.
func overlay(was, now domain.Cell, counts bool) domain.Cell {
	if now.Status == domain.Missing && was.Status == domain.OK && math.IsNaN(was.Value) && !counts {
		return was // an empty value says nothing of a count
	}
	if was.Status != domain.OK || now.Status != domain.OK {
		return now
	}
	agree := func(a, b float64) bool { return math.IsNaN(a) || math.IsNaN(b) || a == b }
	if !agree(was.Value, now.Value) || !agree(was.Count, now.Count) {
		return now
	}
	if math.IsNaN(now.Value) {
		now.Value = was.Value
	}
	if math.IsNaN(now.Count) && !counts {
		now.Count = was.Count
	}
	return now
}

// completed is the cell that results when an older download states what it
// says of a cell: only a half that the cell lacks is taken, of a figure that
// agrees.
func completed(was, older domain.Cell) domain.Cell {
	if was.Status != domain.OK || older.Status != domain.OK {
		return was
	}
	return overlay(older, was, false)
}
