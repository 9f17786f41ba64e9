package panel

import (
	"maps"
	"slices"

	"kuvio/internal/domain"
)

// Layout is what a builder's cells come to.
type Layout struct {
	Panel *Panel
	Tags  []uint64 // of each of the panel's cells, in its order; 0 where absent

	// Conflicts are the keys that were added with different cells. None of
	// those can be trusted over the others, so the panel has them absent.
	Conflicts []Conflict
	Repeats   int // cells that only repeat one before
}

// Conflict is a key that was added with different cells.
type Conflict struct {
	Key   domain.Key
	Cells []domain.Cell // in the order they were added
	Tags  []uint64
}

// Panel is Layout for cells that cannot contradict each other.
func (b *Builder) Panel() (*Panel, error) {
	l, err := b.Layout()
	return l.Panel, err
}

// Layout lays the cells out on sorted axes. It fails only where they span
// more than MaxCells. Builders that share Axes may be laid out by several
// goroutines once Axes.Sort has been called.
func (b *Builder) Layout() (Layout, error) {
	if b.axes == nil {
		b.axes = &b.own
	}
	b.axes.Sort()
	r, bd, g, t := b.used()
	regions, regionAt := compact(&b.axes.regions, r)
	breakdowns, breakdownAt := compact(&b.axes.breakdowns, bd)
	genders, genderAt := compact(&b.axes.genders, g)
	periods, periodAt := compact(&b.axes.periods, t)
	p, err := on(Frame{regions, breakdowns, genders, periods})
	if err != nil {
		return Layout{}, err
	}
	l := Layout{Panel: p, Tags: make([]uint64, p.Len())}
	contradicted := make(map[int]bool)
	place := func(c *logged) int {
		return p.offset(regionAt[c.at.Region], breakdownAt[c.at.Breakdown], genderAt[c.at.Gender]) + periodAt[c.at.Period]
	}
	b.each(func(c *logged) {
		i := place(c)
		switch {
		case p.status[i] == domain.Absent:
			p.set(i, c.cell)
			l.Tags[i] = c.tag
		case p.at(i).Agrees(c.cell): // provisional, if either says so
			p.setProvisional(i, p.at(i).Provisional || c.cell.Provisional)
			l.Repeats++
		default:
			contradicted[i] = true
		}
	})
	if len(contradicted) > 0 {
		l.settle(b, contradicted, place)
	}
	return l, nil
}

// settle takes the contradicted cells out of the panel and lists them.
func (l *Layout) settle(b *Builder, contradicted map[int]bool, place func(*logged) int) {
	conflicts := make(map[int]*Conflict)
	for i := range contradicted {
		conflicts[i] = &Conflict{Key: l.Panel.key(i)}
		l.Panel.set(i, domain.EmptyCell(domain.Absent))
		l.Tags[i] = 0
	}
	added := 0
	b.each(func(c *logged) {
		if conflict := conflicts[place(c)]; conflict != nil {
			conflict.Cells = append(conflict.Cells, c.cell)
			conflict.Tags = append(conflict.Tags, c.tag)
			added++
		}
	})
	for _, i := range slices.Sorted(maps.Keys(conflicts)) {
		l.Conflicts = append(l.Conflicts, *conflicts[i])
	}
	// What is left in the panel was added once and repeated.
	stated := b.n - added
	for _, s := range l.Panel.status {
		if s != domain.Absent {
			stated--
		}
	}
	l.Repeats = stated
}

// Disputed is a cell that another panel states differently.
type Disputed struct {
	Key         domain.Key
	Cell, Other domain.Cell
	Tag         uint64
}

// Dispute takes out of the layout the cells that the other panel states
// differently, of a download of the same day and division, and lists them. A value without a count, or a count without a
// value, does not dispute one with both.
func (l *Layout) Dispute(other *Panel) []Disputed {
	var disputed []Disputed
	p := l.Panel
	for i, s := range p.status {
		if s == domain.Absent {
			continue
		}
		k := p.key(i)
		was, cell := other.Cell(k), p.at(i)
		if other.Retrieval(k) != p.retrievalAt(i) {
			continue // the newer stands
		}
		if was.Status == domain.Absent || was.Status == domain.Missing || cell.Status == domain.Missing {
			continue // an empty cell says nothing against a figure
		}
		if overlay(was, cell, false).Agrees(was) || overlay(cell, was, false).Agrees(overlay(was, cell, false)) {
			continue
		}
		disputed = append(disputed, Disputed{k, cell, was, l.Tags[i]})
		p.set(i, domain.EmptyCell(domain.Absent))
		l.Tags[i] = 0
	}
	return disputed
}

// Yield takes out of the layout the cells without a value that the other
// panel, of a download of the same day and division, has one for, and returns
// how many those were.
func (l *Layout) Yield(other *Panel) int {
	n := 0
	for i, s := range l.Panel.status {
		if s != domain.Missing {
			continue
		}
		if k := l.Panel.key(i); other.Cell(k).Status == domain.OK && other.Retrieval(k) == l.Panel.retrievalAt(i) {
			l.Panel.set(i, domain.EmptyCell(domain.Absent))
			l.Tags[i] = 0
			n++
		}
	}
	return n
}
