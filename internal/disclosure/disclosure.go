// Package disclosure finds figures that their source withholds and that a reader can work
// out all the same from what is shown beside each other: of 846 in all and 841 elsewhere
// five are left. It looks at which figures stand there, not at how they are rounded: who
// has a rate and the population under it has the count.
package disclosure

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Number is a figure that is shown.
type Number struct {
	domain.Key
	Value float64 // as it is shown; nothing is found by it
	Place string  // where: "table luvut", "paragraph 12"
}

// Sum is an area and areas that it is made up of, none of which overlap.
type Sum struct {
	Whole domain.RegionID
	Parts []domain.RegionID
}

// Term is a figure that another follows from, and how often it is added: once mostly, or
// −1 times where it is taken away.
type Term struct {
	Number
	Times float64
}

// Leak is a figure that is withheld, and those shown that it follows from, the one that
// the others are taken from first.
type Leak struct {
	Withheld domain.Key
	From     []Term
}

// Find finds the withheld figures that follow from those shown by sums and differences
// alone: an area's from those of the areas it is a part of and their other parts, a
// gender's from the total and the other gender's, and a class of ages from classes that
// lie end to end over the same ages. Every figure of one indicator and period is taken
// with all others, however many steps lie between.
//
// All that has to hold between the figures, known and not, are linear equations; a
// withheld one is told where they have one solution for it, whatever the others are.
func Find(shown []Number, withheld []domain.Key, sums []Sum) []Leak {
	type about struct {
		indicator domain.IndicatorID
		period    domain.Period
	}
	of := make(map[about]*system)
	at := func(k domain.Key) *system {
		a := about{k.Indicator, k.Period}
		if of[a] == nil {
			of[a] = &system{shown: make(map[cell]Number), withheld: make(map[cell]bool)}
		}
		return of[a]
	}
	var order []about
	for _, k := range withheld {
		s := at(k)
		if len(s.withheld) == 0 {
			order = append(order, about{k.Indicator, k.Period})
		}
		s.withheld[cellOf(k)] = true
	}
	for _, n := range shown {
		if s := at(n.Key); !s.withheld[cellOf(n.Key)] {
			if _, twice := s.shown[cellOf(n.Key)]; !twice {
				s.shown[cellOf(n.Key)] = n
			}
		}
	}
	var leaks []Leak
	for _, a := range order {
		for _, found := range of[a].leaks(sums) {
			found.Withheld.Indicator, found.Withheld.Period = a.indicator, a.period
			leaks = append(leaks, found)
		}
	}
	return leaks
}

// cell is a figure of one indicator and period.
type cell struct {
	region    domain.RegionID
	gender    domain.Gender
	breakdown string
}

func cellOf(k domain.Key) cell { return cell{k.Region, k.Gender, k.Breakdown} }

func (c cell) compare(o cell) int {
	return cmp.Or(cmp.Compare(c.region, o.region), cmp.Compare(c.gender, o.gender), domain.CompareBreakdowns(c.breakdown, o.breakdown))
}

// age is what is counted below an age, of which classes of ages are differences.
type age struct {
	of    cell // without its class
	below int
}

// unknown is a cell or an age.
type unknown struct {
	cell
	age
	isAge bool
}

// equation is a sum that is nothing: what stands with a factor of 1 or −1 each.
type equation struct {
	unknown map[unknown]float64
	known   map[cell]float64
}

// system is what is known of one indicator in one period.
type system struct {
	shown     map[cell]Number
	withheld  map[cell]bool
	equations []*equation
}

// leaks solves the system.
func (s *system) leaks(sums []Sum) []Leak {
	s.setUp(sums)
	s.prune()
	s.eliminate()
	var leaks []Leak
	for _, e := range s.equations {
		if len(e.unknown) != 1 {
			continue
		}
		for u, factor := range e.unknown {
			if !u.isAge && s.withheld[u.cell] {
				leaks = append(leaks, s.leak(u.cell, factor, e.known))
			}
		}
	}
	slices.SortFunc(leaks, func(a, b Leak) int { return cellOf(a.Withheld).compare(cellOf(b.Withheld)) })
	return leaks
}

// leak is what a withheld figure is, by an equation of it and of figures shown.
func (s *system) leak(c cell, factor float64, known map[cell]float64) Leak {
	found := Leak{Withheld: domain.Key{Region: c.region, Gender: c.gender, Breakdown: c.breakdown}}
	for k, f := range known {
		found.From = append(found.From, Term{s.shown[k], -f / factor})
	}
	slices.SortFunc(found.From, func(a, b Term) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cellOf(a.Key).compare(cellOf(b.Key)))
	})
	return found
}

// setUp writes down what has to hold between the figures.
func (s *system) setUp(sums []Sum) {
	regions, genders, breakdowns := make(map[domain.RegionID]bool), make(map[domain.Gender]bool), map[string]bool{"": true}
	take := func(c cell) { regions[c.region], genders[c.gender], breakdowns[c.breakdown] = true, true, true }
	for c := range s.shown {
		take(c)
	}
	for c := range s.withheld {
		take(c)
	}
	for _, sum := range sums {
		regions[sum.Whole] = true
		for _, part := range sum.Parts {
			regions[part] = true
		}
	}
	classes := slices.Sorted(maps.Keys(breakdowns))
	for _, gender := range slices.Sorted(maps.Keys(genders)) {
		for _, breakdown := range classes {
			for _, sum := range sums {
				e := s.equation()
				s.add(e, cell{sum.Whole, gender, breakdown}, 1)
				for _, part := range sum.Parts {
					s.add(e, cell{part, gender, breakdown}, -1)
				}
			}
			for _, region := range slices.Sorted(maps.Keys(regions)) {
				s.addAges(cell{region, gender, breakdown}, classes)
			}
		}
	}
	if len(genders) == 1 {
		return
	}
	for _, region := range slices.Sorted(maps.Keys(regions)) {
		for _, breakdown := range classes {
			e := s.equation()
			s.add(e, cell{region, domain.Total, breakdown}, 1)
			s.add(e, cell{region, domain.Male, breakdown}, -1)
			s.add(e, cell{region, domain.Female, breakdown}, -1)
		}
	}
}

// addAges says of a figure of a class of ages that it is the difference of two ages', and
// of one of no class that it is of all ages, where there are classes beside it.
func (s *system) addAges(c cell, breakdowns []string) {
	class, rest, aged := domain.CutAge(c.breakdown)
	if !aged {
		class, rest = domain.EveryAge, c.breakdown
		beside := false
		for _, b := range breakdowns {
			_, of, ok := domain.CutAge(b)
			beside = beside || ok && of == rest
		}
		if !beside {
			return
		}
	}
	e := s.equation()
	s.add(e, c, 1)
	of := cell{c.region, c.gender, rest}
	e.unknown[unknown{age: age{of, class.Next()}, isAge: true}] = -1
	if class.From > 0 { // nobody is younger than 0
		e.unknown[unknown{age: age{of, class.From}, isAge: true}] = 1
	}
}

func (s *system) equation() *equation {
	e := &equation{make(map[unknown]float64), make(map[cell]float64)}
	s.equations = append(s.equations, e)
	return e
}

func (s *system) add(e *equation, c cell, factor float64) {
	if _, ok := s.shown[c]; ok {
		e.known[c] += factor
		return
	}
	e.unknown[unknown{cell: c}] += factor
}

// prune leaves out the equations of something that stands in no other and is not
// withheld: it could be anything, so that they say nothing.
func (s *system) prune() {
	in := make(map[unknown][]*equation)
	for _, e := range s.equations {
		for u := range e.unknown {
			in[u] = append(in[u], e)
		}
	}
	gone := make(map[*equation]bool)
	var loose []unknown
	isLoose := func(u unknown) bool { return len(in[u]) == 1 && (u.isAge || !s.withheld[u.cell]) }
	for u := range in {
		if isLoose(u) {
			loose = append(loose, u)
		}
	}
	for len(loose) > 0 {
		u := loose[len(loose)-1]
		loose = loose[:len(loose)-1]
		if !isLoose(u) {
			continue
		}
		e := in[u][0]
		gone[e] = true
		for other := range e.unknown {
			in[other] = slices.DeleteFunc(in[other], func(o *equation) bool { return o == e })
			if isLoose(other) {
				loose = append(loose, other)
			}
		}
	}
	s.equations = slices.DeleteFunc(s.equations, func(e *equation) bool { return gone[e] || len(e.unknown) == 0 })
}

// dust is what is left of a factor that has gone.
const dust = 1e-9

// eliminate brings the equations into reduced row echelon form, so that what has one
// solution stands alone in one.
func (s *system) eliminate() {
	done := make(map[*equation]bool)
	for _, e := range s.equations {
		u, ok := e.pivot()
		if !ok {
			continue
		}
		done[e] = true
		for _, other := range s.equations {
			if f := other.unknown[u] / e.unknown[u]; other != e && f != 0 {
				take(other.unknown, e.unknown, f)
				take(other.known, e.known, f)
			}
		}
	}
	s.equations = slices.DeleteFunc(s.equations, func(e *equation) bool { return !done[e] })
}

// pivot is an unknown of the equation, always the same of equal equations.
func (e *equation) pivot() (unknown, bool) {
	var first unknown
	found := false
	for u := range e.unknown {
		if !found || u.before(first) {
			first, found = u, true
		}
	}
	return first, found
}

func (u unknown) before(o unknown) bool {
	if u.isAge != o.isAge {
		return u.isAge // ages are nobody's figure: they go first
	}
	return cmp.Or(u.cell.compare(o.cell), u.of.compare(o.of), cmp.Compare(u.below, o.below)) < 0
}

// take takes f times one sum from another.
func take[K comparable](from, sum map[K]float64, f float64) {
	for k, v := range sum {
		if left := from[k] - f*v; math.Abs(left) > dust {
			from[k] = left
		} else {
			delete(from, k)
		}
	}
}
