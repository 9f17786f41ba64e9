package panel

import (
	"cmp"
	"slices"

	"kuvio/internal/domain"
)

// Axes numbers the labels of observations in the order they are first met, so
// that builders need not keep the labels themselves. The builders of one
// import share one Axes. The zero Axes is ready to use; it is not safe for
// use by several goroutines while labels are still being added.
type Axes struct {
	regions    axis[domain.RegionID]
	breakdowns axis[string]
	genders    axis[domain.Gender]
	periods    axis[domain.Period]
}

// At is the place of an observation on Axes.
type At struct {
	Region, Breakdown, Gender, Period uint32
}

// Of numbers the labels of a key.
func (a *Axes) Of(k domain.Key) At {
	return At{a.regions.of(k.Region), a.breakdowns.of(k.Breakdown), a.genders.of(k.Gender), a.periods.of(k.Period)}
}

// Region numbers a region, Breakdown a breakdown and so on, for callers that
// remember the numbers of labels they meet again and again.
func (a *Axes) Region(r domain.RegionID) uint32 { return a.regions.of(r) }

// Breakdown numbers a breakdown.
func (a *Axes) Breakdown(b string) uint32 { return a.breakdowns.of(b) }

// Gender numbers a gender.
func (a *Axes) Gender(g domain.Gender) uint32 { return a.genders.of(g) }

// Period numbers a period.
func (a *Axes) Period(p domain.Period) uint32 { return a.periods.of(p) }

// axis numbers the labels of one kind. Rows of a file mostly repeat the label
// of the row before, so that one is tried first.
type axis[T ~string] struct {
	labels []T
	number map[T]uint32
	last   uint32
	order  []uint32 // numbers by the order of their labels; made when asked for
}

func (a *axis[T]) of(label T) uint32 {
	if len(a.labels) > 0 && a.labels[a.last] == label {
		return a.last
	}
	n, ok := a.number[label]
	if !ok {
		if a.number == nil {
			a.number = make(map[T]uint32)
		}
		n = uint32(len(a.labels))
		a.labels = append(a.labels, label)
		a.number[label] = n
		a.order = nil
	}
	a.last = n
	return n
}

// sort makes the order of the labels.
func (a *axis[T]) sort() {
	if a.order != nil || len(a.labels) == 0 {
		return
	}
	a.order = make([]uint32, len(a.labels))
	for i := range a.order {
		a.order[i] = uint32(i)
	}
	slices.SortFunc(a.order, func(x, y uint32) int { return cmp.Compare(a.labels[x], a.labels[y]) })
}

// span is the number of cells a panel with every label would have, at most
// MaxCells + 1.
func (a *Axes) span() int {
	n := 1
	for _, axis := range []int{len(a.regions.labels), len(a.breakdowns.labels), len(a.genders.labels), len(a.periods.labels)} {
		n = min(n*axis, MaxCells+1)
	}
	return n
}

// Sort prepares the axes for laying out panels, which several goroutines may
// then do at once.
func (a *Axes) Sort() {
	a.regions.sort()
	a.breakdowns.sort()
	a.genders.sort()
	a.periods.sort()
}

// used is which labels of an axis one builder has met.
type used []bool

func (u used) count() int {
	n := 0
	for _, met := range u {
		if met {
			n++
		}
	}
	return n
}

// compact lists the used labels in order, and the place of every number among
// them.
func compact[T ~string](a *axis[T], u used) (labels []T, place []int) {
	place = make([]int, len(a.labels))
	for _, n := range a.order {
		if u[n] {
			place[n] = len(labels)
			labels = append(labels, a.labels[n])
		}
	}
	return labels, place
}
