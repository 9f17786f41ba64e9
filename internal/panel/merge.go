package panel

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Changes counts what a merge did to the cells that the newer panel states.
type Changes struct {
	New       int // cells not known before
	Changed   int // cells that said something else before
	Unchanged int
	Missing   int // of all of these: cells without a value and a count
}

// Any reports whether the merge made a difference.
func (c Changes) Any() bool { return c.New > 0 || c.Changed > 0 }

// Merge lays the newer panel over the older and returns the result, the cells
// of the older that were replaced, and what changed. The older may be nil.
// A cell the newer does not state is kept. Where the newer gives only a value
// or only a count and that agrees with the older cell, the older cell's other
// half is kept too; where it disagrees the other half belonged to the old
// figure and goes with it. Neither argument is changed.
func Merge(older, newer *Panel) (merged, replaced *Panel, ch Changes, err error) {
	if older == nil {
		older = &Panel{}
	}
	merged, err = New(
		slices.Concat(older.Regions, newer.Regions), slices.Concat(older.Breakdowns, newer.Breakdowns),
		slices.Concat(older.Genders, newer.Genders), slices.Concat(older.Periods, newer.Periods))
	if err != nil {
		return nil, nil, ch, err
	}
	merged.MadeUp = newer.MadeUp
	older.Each(func(k domain.Key, c domain.Cell) { merged.set(merged.index(k), c) })

	var b Builder
	newer.Each(func(k domain.Key, c domain.Cell) {
		if c.Status != domain.OK {
			ch.Missing++
		}
		i := merged.index(k)
		was := merged.at(i)
		now := overlay(was, c)
		switch {
		case was.Status == domain.Absent:
			ch.New++
		case now.Equal(was):
			ch.Unchanged++
			return
		default:
			ch.Changed++
			b.Add(k, was)
		}
		merged.set(i, now)
	})
	replaced, _, _, err = b.Panel()
	return merged, replaced, ch, err
}

// overlay is the cell that results when a source states now where was stood.
func overlay(was, now domain.Cell) domain.Cell {
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
	if math.IsNaN(now.Count) {
		now.Count = was.Count
	}
	return now
}
