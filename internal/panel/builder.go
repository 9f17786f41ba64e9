package panel

import (
	"kuvio/internal/domain"
)

// Builder gathers cells in any order. The zero Builder is ready to use.
type Builder struct {
	regions    axis[domain.RegionID]
	breakdowns axis[string]
	genders    axis[domain.Gender]
	periods    axis[domain.Period]
	cells      []placed
}

// placed is a cell with its place on the builder's unsorted axes: 28 bytes,
// so that a file of millions of rows fits in memory while it is read.
type placed struct {
	value, count      float64
	region, breakdown uint32
	period            uint16
	gender            uint8
	status            domain.Status
}

// axis numbers the labels in the order they were first seen. Rows of a file
// mostly repeat the label of the row before, so that one is tried first.
type axis[T ~string] struct {
	labels []T
	number map[T]uint32
	last   T
	lastN  uint32
}

func (a *axis[T]) of(label T) uint32 {
	if len(a.labels) > 0 && label == a.last {
		return a.lastN
	}
	n, ok := a.number[label]
	if !ok {
		if a.number == nil {
			a.number = make(map[T]uint32)
		}
		n = uint32(len(a.labels))
		a.labels = append(a.labels, label)
		a.number[label] = n
	}
	a.last, a.lastN = label, n
	return n
}

// Len is the number of cells added.
func (b *Builder) Len() int { return len(b.cells) }

// Add takes a cell. A key added twice keeps the cell added last; find
// contradictions before adding.
func (b *Builder) Add(k domain.Key, c domain.Cell) {
	b.cells = append(b.cells, placed{
		value: c.Value, count: c.Count, status: c.Status,
		region: b.regions.of(k.Region), breakdown: b.breakdowns.of(k.Breakdown),
		gender: uint8(b.genders.of(k.Gender)), period: uint16(b.periods.of(k.Period)),
	})
}

// Panel lays the cells out on sorted axes. It fails only where they span more
// than MaxCells.
func (b *Builder) Panel() (*Panel, error) {
	p, err := New(b.regions.labels, b.breakdowns.labels, b.genders.labels, b.periods.labels)
	if err != nil {
		return nil, err
	}
	regions := ranks(b.regions.labels, p.Regions)
	breakdowns := ranks(b.breakdowns.labels, p.Breakdowns)
	genders := ranks(b.genders.labels, p.Genders)
	periods := ranks(b.periods.labels, p.Periods)
	for _, c := range b.cells {
		i := p.offset(regions[c.region], breakdowns[c.breakdown], genders[c.gender]) + periods[c.period]
		p.set(i, domain.Cell{Value: c.value, Count: c.count, Status: c.status})
	}
	return p, nil
}

// ranks gives for each label its place among the sorted ones.
func ranks[T ~string](labels, sorted []T) []int {
	place := make(map[T]int, len(sorted))
	for i, s := range sorted {
		place[s] = i
	}
	out := make([]int, len(labels))
	for i, l := range labels {
		out[i] = place[l]
	}
	return out
}
