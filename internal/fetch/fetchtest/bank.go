package fetchtest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"sync"
)

// Bank is what the service knows. Its numbers are made up by formula (plan.go),
// the same at every start; a test changes them as a statistical office would.
// All methods may be called while the service answers.
type Bank struct {
	mu          sync.Mutex
	first, last int // years it has
	indicators  map[int]*indicator
}

// indicator is one of the bank.
type indicator struct {
	id           int
	title, owner text
	unit         string // SOTKAnet's code
	decimals     int
	sexes        []string // nil: its description says nothing of gender
	levels       []string // of areas, as its description says
	updated      string   // "2026-05-01"
	notice       text
	made         func() []row    // what the formula gives, made once and in order
	changed      map[Place]*Cell // nil for taken out
}

// text is a text in Finnish, Swedish and English, in the service's order.
type text struct {
	Finnish string `json:"fi"`
	English string `json:"en"`
	Swedish string `json:"sv"`
}

// Place is where a cell stands in its indicator.
type Place struct {
	Region, Year int // Region is SOTKAnet's id
	Gender       string
}

// Cell is what the bank says: a NaN is no value, or no count.
type Cell struct{ Value, Count float64 }

// None is no value, or no count.
var None = math.NaN()

const (
	firstYear  = 1990
	lastYear   = 2023
	madeOn     = "2024-04-29" // data-updated of what nobody touched
	titleLevel = "Kunta, seutukunta, maakunta, sairaanhoitopiiri, hyvinvointialue, koko maa"
)

func newBank() *Bank {
	b := &Bank{first: firstYear, last: lastYear, indicators: map[int]*indicator{}}
	for _, m := range measures {
		b.indicators[m.id] = m.indicator()
	}
	return b
}

// Years narrows the bank to some years, which makes its answers small.
func (b *Bank) Years(first, last int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.first, b.last = first, last
}

// Add puts a new indicator in, without data. It is made like an indicator of
// Finland's municipalities; sexes are what its description lists, nil for nothing.
func (b *Bank) Add(id int, title, unit string, sexes []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.indicators[id] = &indicator{
		id: id, title: text{title, title, title}, owner: text{"Keksitty laitos", "A made-up institute", "Ett påhittat institut"},
		unit: unit, decimals: 1, sexes: sexes, levels: levels(), updated: madeOn,
		made: func() []row { return nil }, changed: map[Place]*Cell{},
	}
}

// Drop takes a whole indicator out of the bank.
func (b *Bank) Drop(id int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.indicators, id)
}

// Set says one cell anew; None for no value or no count. What it belongs to is
// not touched by it: see Touch.
func (b *Bank) Set(id, region, year int, gender string, value, count float64) {
	b.change(id, Place{region, year, gender}, &Cell{value, count})
}

// Remove takes one cell out.
func (b *Bank) Remove(id, region, year int, gender string) {
	b.change(id, Place{region, year, gender}, nil)
}

func (b *Bank) change(id int, at Place, to *Cell) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.of(id).changed[at] = to
}

// Touch gives the day on which the indicator's data were last updated.
func (b *Bank) Touch(id int, day string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.of(id).updated = day
}

// Notice gives the indicator a notice to its readers, HTML as the service's are.
func (b *Bank) Notice(id int, html string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.of(id).notice = text{html, html, html}
}

// Cell is what the bank says at a place.
func (b *Bank) Cell(id, region, year int, gender string) (Cell, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := Place{region, year, gender}
	if c, ok := b.of(id).changed[at]; ok {
		if c == nil {
			return Cell{}, false
		}
		return *c, true
	}
	for _, r := range b.of(id).made() {
		if r.Place == at && b.first <= year && year <= b.last {
			return r.Cell, true
		}
	}
	return Cell{}, false
}

// of is an indicator that a test names: that there is none is the test's mistake.
func (b *Bank) of(id int) *indicator {
	ind, ok := b.indicators[id]
	if !ok {
		panic(fmt.Sprintf("fetchtest: the bank has no indicator %d; it has %v", id, slices.Sorted(maps.Keys(b.indicators))))
	}
	return ind
}

// row is a cell with its place.
type row struct {
	Place
	Cell
}

// rows are the cells of some years and genders: the formula's of the bank's years,
// and every one that a test has set.
func (b *Bank) rows(ind *indicator, years []int, genders []string) []row {
	var all []row
	wanted := map[int]bool{}
	for _, year := range years {
		wanted[year] = b.first <= year && year <= b.last
	}
	asked, year := false, 0 // of the last row: they are in the order of years
	for _, r := range ind.made() {
		if r.Year != year {
			year, asked = r.Year, wanted[r.Year]
		}
		if asked && slices.Contains(genders, r.Gender) {
			if _, changed := ind.changed[r.Place]; !changed {
				all = append(all, r)
			}
		}
	}
	made := len(all)
	for at, c := range ind.changed {
		if c != nil && slices.Contains(years, at.Year) && slices.Contains(genders, at.Gender) {
			all = append(all, row{at, *c})
		}
	}
	if len(all) > made {
		slices.SortFunc(all, inOrder)
	}
	return all
}

// inOrder is an order like the service's, which is none, but the same each time.
func inOrder(a, b row) int {
	return cmp.Or(
		cmp.Compare(a.Year, b.Year),
		cmp.Compare(mixed(a.Region), mixed(b.Region)),
		cmp.Compare(a.Gender, b.Gender),
	)
}

// span gives the first and the last year of which the indicator has something; ok
// is false for none.
func (b *Bank) span(ind *indicator) (from, to int, ok bool) {
	add := func(year int) {
		if !ok {
			from, to, ok = year, year, true
		}
		from, to = min(from, year), max(to, year)
	}
	made := ind.made() // in the order of years
	begin := sort.Search(len(made), func(i int) bool { return made[i].Year >= b.first })
	end := sort.Search(len(made), func(i int) bool { return made[i].Year > b.last })
	if begin < end {
		add(made[begin].Year)
		add(made[end-1].Year)
	}
	for at, c := range ind.changed {
		if c != nil {
			add(at.Year)
		}
	}
	return from, to, ok
}
