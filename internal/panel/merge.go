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

	NewMissing int // of Missing: not listed before
}

// Any reports whether the merge made a difference.
func (c Changes) Any() bool { return c.New > 0 || c.Changed > 0 || c.NewMissing > 0 }

// count puts a cell that the newer panel states into its class.
func (c *Changes) count(was, stated, now domain.Cell) {
	without := stated.Status != domain.OK
	switch {
	case was.Status == domain.Absent && without:
		c.Missing++
		c.NewMissing++
	case was.Status == domain.Absent:
		c.New++
	case !now.Equal(was):
		c.Changed++
	case without:
		c.Missing++
	default:
		c.Unchanged++
	}
}

// Merged is what a merge gives.
type Merged struct {
	Panel    *Panel
	Replaced *Panel // the older cells that changed
	Changes  Changes
	Restated int // cells of the older panel that the newer states too

	// Stated lists the places in Panel of the cells that are new or changed,
	// and From the places in the newer panel that they came from.
	Stated, From []int
}

// Merge lays the newer panel over the older, which may be nil. A cell the
// newer does not state is kept. Where the newer gives only a value or only a
// count and that agrees with the older cell, the older cell's other half is
// kept too; where it disagrees the other half belonged to the old figure and
// goes with it. Neither argument is changed, but the result may be the newer.
func Merge(older, newer *Panel) (Merged, error) {
	if older == nil || older.Len() == 0 {
		return mergeNone(newer)
	}
	p, err := New(
		slices.Concat(older.Regions, newer.Regions), slices.Concat(older.Breakdowns, newer.Breakdowns),
		slices.Concat(older.Genders, newer.Genders), slices.Concat(older.Periods, newer.Periods))
	if err != nil {
		return Merged{}, err
	}
	p.MadeUp = newer.MadeUp
	older.into(p, func(from, to int) { p.set(to, older.at(from)) })

	m := Merged{Panel: p}
	var replaced Builder
	newer.into(p, func(from, to int) {
		c, was := newer.at(from), p.at(to)
		now := overlay(was, c)
		m.Changes.count(was, c, now)
		if was.Status != domain.Absent {
			m.Restated++
			if now.Equal(was) {
				return
			}
			replaced.Add(p.key(to), was)
		}
		p.set(to, now)
		m.Stated, m.From = append(m.Stated, to), append(m.From, from)
	})
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

// into calls f with the place in p and the place in larger of every cell of p
// that is not absent. The axes of larger hold those of p.
func (p *Panel) into(larger *Panel, f func(from, to int)) {
	regions, breakdowns := places(p.Regions, larger.Regions), places(p.Breakdowns, larger.Breakdowns)
	genders, periods := places(p.Genders, larger.Genders), places(p.Periods, larger.Periods)
	from := 0
	for _, r := range regions {
		for _, b := range breakdowns {
			for _, g := range genders {
				to := larger.offset(r, b, g)
				for _, t := range periods {
					if p.status[from] != domain.Absent {
						f(from, to+t)
					}
					from++
				}
			}
		}
	}
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

// overlay is the cell that results when a source states now where was stood.
func overlay(was, now domain.Cell) domain.Cell {
	if now.Status == domain.Missing && was.Status == domain.OK && math.IsNaN(was.Value) {
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
	if math.IsNaN(now.Count) {
		now.Count = was.Count
	}
	return now
}
