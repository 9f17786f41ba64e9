// Package revision reads what imports changed of an indicator: it goes back
// from the newest figures, import by import, and tells a correction from a
// change of division.
package revision

import (
	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Cause says what lay behind a changed observation.
type Cause string

// The kinds. A division is a change of which municipalities an area is made
// of, after which the source computes the area's history anew. A withdrawn figure
// is one that a newer download no longer has, though it covers it. A definition is a
// change of unit or definition, which moves the whole country and its areas alike; everything
// else that changes a published figure is a correction.
const (
	Correction Cause = "correction"
	Division   Cause = "division"
	Withdrawn  Cause = "withdrawn"
	Definition Cause = "definition"
)

// Change is an observation that an import changed: a published figure that was
// another before.
type Change struct {
	Key      domain.Key // without its indicator
	Old, New domain.Cell
	Cause    Cause

	Size  float64 // of a correction, how far it went (see noteworthy); 0 where that is not judged
	Apart bool    // it is several times the values beside it now, and was not
}

// Walk goes back through the imports of one indicator. It needs its newest
// panel alone, and of each import the cells it replaced.
type Walk struct {
	newest *panel.Panel
	before *panel.Panel // newest, with cells as they were before the imports undone so far

	was *panel.Panel // as it was before the import that is undone next; nil where that is not known

	mergers map[domain.RegionID][]Merger // by the area that they have merged into
	extents map[domain.Category]extent   // of newest, once one is asked for
}

// NewWalk begins at the panel as the newest import left it.
func NewWalk(newest *panel.Panel, mergers map[domain.RegionID][]Merger) *Walk {
	return &Walk{newest: newest, before: newest.Clone(), mergers: mergers}
}

// Before tells how the panel was before the import that is undone next: what that
// replaced does not tell a withdrawn figure from one that is missing.
func (w *Walk) Before(was *panel.Panel) { w.was = was }

// Back undoes one import, given the cells that it replaced as they were
// before. It returns what the import changed, in the order of the panel's
// axes, each with its kind; last is the last period that had a value after it.
// Cells that were new to an import are no changes, and are not undone.
func (w *Walk) Back(replaced *panel.Panel, last domain.Period) []Change {
	n := replaced.Stated()
	changes, places := make([]Change, 0, n), make([]int, 0, n)
	replaced.EachOn(w.before, func(place int, k domain.Key, old domain.Cell) {
		changes = append(changes, Change{Key: k, Old: w.truly(k, old), New: w.before.At(place), Cause: Correction})
		places = append(places, place)
	})
	w.judge(changes)
	for i, place := range places {
		w.before.Put(place, changes[i].Old)
	}
	if !w.defineAnew(changes) {
		w.classify(changes, last)
		w.markMergers(changes)
	}
	for i := range changes {
		c := &changes[i]
		if c.New.Status == domain.Absent {
			c.Cause = Withdrawn
		}
		if c.Cause != Correction {
			c.Size, c.Apart = 0, false
		}
	}
	return changes
}

// Past undoes one import without a look at what it changed.
func (w *Walk) Past(replaced *panel.Panel) {
	replaced.EachOn(w.before, func(place int, k domain.Key, old domain.Cell) { w.before.Put(place, w.truly(k, old)) })
}

// truly is a replaced cell as it was before the import that is undone next: absent where
// a withdrawn figure came back.
func (w *Walk) truly(k domain.Key, old domain.Cell) domain.Cell {
	if old.Status == domain.Missing && w.was != nil && w.was.Cell(k).Status == domain.Absent {
		return domain.EmptyCell(domain.Absent)
	}
	return old
}

func (w *Walk) cell(k domain.Key) domain.Cell { return w.before.Cell(k) }
