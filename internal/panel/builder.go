package panel

import (
	"maps"
	"slices"

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

// placed is a cell with its place on the builder's unsorted axes: 40 bytes,
// so that a file of millions of rows fits in memory while it is read.
type placed struct {
	value, count      float64
	tag               uint64
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

// Add takes a cell. A key may be added again with an equal cell.
func (b *Builder) Add(k domain.Key, c domain.Cell) { b.AddTagged(k, c, 0) }

// AddTagged is Add with a number of the caller's, such as a line, by which a
// Conflict names the cell.
func (b *Builder) AddTagged(k domain.Key, c domain.Cell, tag uint64) {
	b.cells = append(b.cells, placed{
		value: c.Value, count: c.Count, status: c.Status, tag: tag,
		region: b.regions.of(k.Region), breakdown: b.breakdowns.of(k.Breakdown),
		gender: uint8(b.genders.of(k.Gender)), period: uint16(b.periods.of(k.Period)),
	})
}

// Conflict is a key that was added with different cells.
type Conflict struct {
	Key   domain.Key
	Cells []domain.Cell // in the order they were added
	Tags  []uint64
}

// Panel lays the cells out on sorted axes. A key with contradictory cells is
// left absent, since none of them can be trusted over the others, and listed
// as a Conflict. Repeats counts the cells that only repeat one before. It
// fails only where the cells span more than MaxCells.
func (b *Builder) Panel() (p *Panel, conflicts []Conflict, repeats int, err error) {
	p, err = New(b.regions.labels, b.breakdowns.labels, b.genders.labels, b.periods.labels)
	if err != nil {
		return nil, nil, 0, err
	}
	regions := ranks(b.regions.labels, p.Regions)
	breakdowns := ranks(b.breakdowns.labels, p.Breakdowns)
	genders := ranks(b.genders.labels, p.Genders)
	periods := ranks(b.periods.labels, p.Periods)
	place := func(c *placed) int {
		return p.offset(regions[c.region], breakdowns[c.breakdown], genders[c.gender]) + periods[c.period]
	}
	var contradicted map[int][]int // place: the cells that were added there
	for n := range b.cells {
		c := &b.cells[n]
		i, cell := place(c), domain.Cell{Value: c.value, Count: c.count, Status: c.status}
		switch {
		case p.status[i] == domain.Absent:
			p.set(i, cell)
		case p.at(i).Equal(cell):
			repeats++
		default:
			if contradicted == nil {
				contradicted = make(map[int][]int)
			}
			contradicted[i] = nil
		}
	}
	if contradicted == nil {
		return p, nil, repeats, nil
	}
	repeats = 0
	taken := make([]bool, p.Len())
	for n := range b.cells {
		i := place(&b.cells[n])
		if _, ok := contradicted[i]; ok {
			contradicted[i] = append(contradicted[i], n)
		} else if taken[i] {
			repeats++
		}
		taken[i] = true
	}
	for _, i := range slices.Sorted(maps.Keys(contradicted)) {
		conflicts = append(conflicts, b.conflict(p, i, contradicted[i]))
		p.set(i, domain.EmptyCell(domain.Absent))
	}
	return p, conflicts, repeats, nil
}

func (b *Builder) conflict(p *Panel, i int, added []int) Conflict {
	c := Conflict{Key: p.key(i)}
	for _, n := range added {
		cell := b.cells[n]
		c.Cells = append(c.Cells, domain.Cell{Value: cell.value, Count: cell.count, Status: cell.status})
		c.Tags = append(c.Tags, cell.tag)
	}
	return c
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
