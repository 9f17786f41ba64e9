// Package panel holds every observation of one indicator as a dense cube of
// cells, regions × breakdowns × genders × periods, and turns it into a few
// compressed kilobytes and back. The periods of one series lie side by side,
// so a series is a slice and costs nothing to read.
package panel

import (
	"errors"
	"math"
	"slices"

	"kuvio/internal/domain"
)

// MaxCells bounds a panel: 500 areas × 3 genders × 120 periods × 250
// breakdowns, 17 bytes a cell in memory.
const MaxCells = 45_000_000

// ErrTooLarge is returned for a panel of more than MaxCells cells.
var ErrTooLarge = errors.New("panel too large")

// Frame is what a panel's cells stand on: its axes, sorted and free of duplicates. It
// is not changed once it is made, so that panels may share one.
type Frame struct {
	Regions    []domain.RegionID
	Breakdowns []string
	Genders    []domain.Gender
	Periods    []domain.Period
}

// Panel is the observations of one indicator; use New or a Builder to make one.
type Panel struct {
	Frame
	MadeUp bool // example data, not a real statistic

	status []domain.Status
	values []float64 // NaN where there is none
	counts []float64 // NaN where there is none
	from   retrievals

	provisional []bool // by cell; nil where none is

	stored *Panel // what the store has of it, where that is called or belongs otherwise; nil where it is the same
}

// New makes a panel of absent cells on the given axes, which it sorts.
func New(regions []domain.RegionID, breakdowns []string, genders []domain.Gender, periods []domain.Period) (*Panel, error) {
	return on(Frame{sorted(regions), sorted(breakdowns), sorted(genders), sorted(periods)})
}

// on makes a panel of absent cells on a frame.
func on(f Frame) (*Panel, error) {
	n, err := f.cells()
	if err != nil {
		return nil, err
	}
	p := &Panel{Frame: f}
	p.status = make([]domain.Status, n)
	p.values = make([]float64, n)
	p.counts = make([]float64, n)
	for i := range n {
		p.values[i], p.counts[i] = nan, nan
	}
	return p, nil
}

var nan = math.NaN()

// Len is the number of cells, absent ones included.
func (p *Panel) Len() int { return len(p.status) }

// Cell returns the cell of a key, Absent where the panel does not reach.
func (p *Panel) Cell(k domain.Key) domain.Cell {
	if i := p.index(k); i >= 0 {
		return p.at(i)
	}
	return domain.EmptyCell(domain.Absent)
}

func (p *Panel) at(i int) domain.Cell {
	return domain.Cell{Value: p.values[i], Count: p.counts[i], Status: p.status[i], Provisional: p.provisional != nil && p.provisional[i]}
}

func (p *Panel) set(i int, c domain.Cell) {
	p.values[i], p.counts[i], p.status[i] = c.Value+0, c.Count+0, c.Status // +0: -0 is 0
	p.setProvisional(i, c.Provisional)
}

// setProvisional says whether the figure of a place may still change.
func (p *Panel) setProvisional(i int, provisional bool) {
	if p.provisional == nil {
		if !provisional {
			return
		}
		p.provisional = make([]bool, len(p.status))
	}
	p.provisional[i] = provisional
}

// Series returns the cells of one series in the order of Periods, and whether
// the panel holds the series at all.
func (p *Panel) Series(r domain.RegionID, breakdown string, g domain.Gender) ([]domain.Cell, bool) {
	ri, ok1 := slices.BinarySearch(p.Regions, r)
	bi, ok2 := slices.BinarySearch(p.Breakdowns, breakdown)
	gi, ok3 := slices.BinarySearch(p.Genders, g)
	if !ok1 || !ok2 || !ok3 {
		return nil, false
	}
	from := p.offset(ri, bi, gi)
	cells := make([]domain.Cell, len(p.Periods))
	held := false
	for i := range cells {
		cells[i] = p.at(from + i)
		held = held || cells[i].Status != domain.Absent
	}
	return cells, held
}

// Each calls f for every cell that is not absent, in the order of the axes.
func (p *Panel) Each(f func(domain.Key, domain.Cell)) {
	i := 0
	for _, r := range p.Regions {
		for _, b := range p.Breakdowns {
			for _, g := range p.Genders {
				for _, t := range p.Periods {
					if p.status[i] != domain.Absent {
						f(domain.Key{Region: r, Breakdown: b, Gender: g, Period: t}, p.at(i))
					}
					i++
				}
			}
		}
	}
}

// Stated is the number of cells that are not absent.
func (p *Panel) Stated() int { return p.Len() - p.Tally()[domain.Absent] }

// Overlap is the number of cells of p that the other panel states too.
func (p *Panel) Overlap(other *Panel) int {
	n := 0
	p.Each(func(k domain.Key, _ domain.Cell) {
		if other.Cell(k).Status != domain.Absent {
			n++
		}
	})
	return n
}

// Span is the first and the last period with a value or a count; false where
// there is none.
func (p *Panel) Span() (first, last domain.Period, ok bool) {
	from, to := len(p.Periods), -1
	for i, s := range p.status {
		if t := i % len(p.Periods); s == domain.OK {
			from, to = min(from, t), max(to, t)
		}
	}
	if to < 0 {
		return "", "", false
	}
	return p.Periods[from], p.Periods[to], true
}

// Tally counts the cells by status: absent, ok, missing, suppressed.
func (p *Panel) Tally() (n [4]int) {
	for _, s := range p.status {
		n[s]++
	}
	return n
}

func sorted[T interface{ ~string }](axis []T) []T {
	s := slices.Clone(axis)
	slices.Sort(s)
	return slices.Compact(s)
}

// asStored is the panel as the store has it, under the names of its regions and with
// the downloads of cells that it was written with.
func (p *Panel) asStored() *Panel {
	if p.stored != nil {
		return p.stored
	}
	return p
}
