package panel

import (
	"slices"

	"kuvio/internal/domain"
)

// Whoever goes through many small panels of one indicator, such as what its imports
// replaced, looks cells up by their places on a large one: to look each up by its key
// takes several times as long.

// Clone is a copy of the panel's cells, to be changed (Put).
func (p *Panel) Clone() *Panel {
	c := *p
	c.status, c.values, c.counts = slices.Clone(p.status), slices.Clone(p.values), slices.Clone(p.counts)
	c.provisional = slices.Clone(p.provisional)
	return &c
}

// At is the cell at a place; Absent at -1.
func (p *Panel) At(place int) domain.Cell {
	if place < 0 {
		return domain.EmptyCell(domain.Absent)
	}
	return p.at(place)
}

// Put lays a cell at a place; at -1 there is none.
func (p *Panel) Put(place int, c domain.Cell) {
	if place >= 0 {
		p.set(place, c)
	}
}

// EachOn calls f for every cell that is not absent, in the order of the axes, with its
// place on another panel, -1 where that does not reach.
func (p *Panel) EachOn(other *Panel, f func(place int, k domain.Key, c domain.Cell)) {
	regions, breakdowns := matched(p.Regions, other.Regions), matched(p.Breakdowns, other.Breakdowns)
	genders, periods := matched(p.Genders, other.Genders), matched(p.Periods, other.Periods)
	i := 0
	for r, region := range regions {
		for b, breakdown := range breakdowns {
			for g, gender := range genders {
				from := -1
				if region >= 0 && breakdown >= 0 && gender >= 0 {
					from = other.offset(region, breakdown, gender)
				}
				for t, period := range periods {
					if p.status[i] != domain.Absent {
						place := -1
						if from >= 0 && period >= 0 {
							place = from + period
						}
						f(place, domain.Key{Region: p.Regions[r], Breakdown: p.Breakdowns[b], Gender: p.Genders[g], Period: p.Periods[t]}, p.at(i))
					}
					i++
				}
			}
		}
	}
}

// matched gives for each label of a sorted axis its place on another; -1 where that
// lacks it.
func matched[T ~string](axis, other []T) []int {
	places := make([]int, len(axis))
	at := 0
	for i, label := range axis {
		for at < len(other) && other[at] < label {
			at++
		}
		places[i] = -1
		if at < len(other) && other[at] == label {
			places[i] = at
		}
	}
	return places
}
