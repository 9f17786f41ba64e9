package revision

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// The rule for a change of division.
//
// A source that computes history in today's division (SOTKAnet does) changes
// whole histories at once when the division changes: the same past periods of
// several areas of one category. So a category of areas is taken as divided
// anew by an import where in at least two past periods, and in at least a third
// of all past periods that the indicator has for the category, either
//
//   - many of its areas changed: at least five and at least a third of them, or
//   - the counts of the areas that changed, two at least, changed by amounts
//     that cancel out, some down and some up: people were moved from one area to
//     another, as when a municipality changes its region.
//
// A past period is one before the year of the last one: the newest year is
// often preliminary, and its revision changes all areas at once without any
// change of division. One year alone is no history either: a faulty year put
// right is a correction, however many areas it touches.
//
// Of a category so divided, every change of an area that took part in one of
// those periods is Division; all other changes are Correction.
const (
	minAreas     = 5
	areaShare    = 1.0 / 3
	minPeriods   = 2
	periodShare  = 1.0 / 3
	minExchanged = 2 // areas that cancel out
	tolerance    = 1e-6
)

// classify sets the kind of the changes of one import.
func (w *Walk) classify(changes []Change, last domain.Period) {
	byCategory := make(map[domain.Category][]int)
	for i, c := range changes {
		category := c.Key.Region.Category()
		byCategory[category] = append(byCategory[category], i)
	}
	for category, places := range byCategory {
		if len(places) < minExchanged*minPeriods {
			continue // before anything is counted: most revisions are small
		}
		held := w.extent(category)
		took := divided(changes, places, held.areas, held.before(last), last)
		for _, i := range places {
			if took[changes[i].Key.Region] {
				changes[i].Cause = Division
			}
		}
	}
}

// extent is how many areas of a category an indicator says anything of, and in which
// periods.
type extent struct {
	areas   int
	periods map[domain.Period]bool
}

// before counts the periods of the years before that of the last.
func (e extent) before(last domain.Period) (past int) {
	for t := range e.periods {
		if t.Year() < last.Year() {
			past++
		}
	}
	return past
}

// extent is that of a category in the newest panel.
func (w *Walk) extent(of domain.Category) extent {
	if w.extents == nil {
		w.extents = extents(w.newest)
	}
	return w.extents[of]
}

func extents(p *panel.Panel) map[domain.Category]extent {
	all := make(map[domain.Category]extent)
	var region domain.RegionID // of the cell before; a panel has each region's cells together
	var category domain.Category
	p.Each(func(k domain.Key, _ domain.Cell) {
		e := all[category]
		if k.Region != region || e.areas == 0 {
			region, category = k.Region, k.Region.Category()
			if e = all[category]; e.periods == nil {
				e.periods = make(map[domain.Period]bool)
			}
			e.areas++
			all[category] = e
		}
		e.periods[k.Period] = true
	})
	return all
}

// divided finds the areas that took part in a change of division; none where
// there was none.
func divided(changes []Change, places []int, areas, periods int, last domain.Period) map[domain.RegionID]bool {
	in := make(map[domain.Period]*moved)
	for _, i := range places {
		c := &changes[i]
		if c.Key.Period.Year() >= last.Year() {
			continue
		}
		m := in[c.Key.Period]
		if m == nil {
			m = &moved{areas: make(map[domain.RegionID]bool), sums: make(map[kind]*exchange)}
			in[c.Key.Period] = m
		}
		m.add(c)
	}
	took := make(map[domain.RegionID]bool)
	anew := 0
	for _, m := range in {
		many := len(m.areas) >= minAreas && float64(len(m.areas)) >= areaShare*float64(areas)
		if !many && !m.cancelsOut() {
			continue
		}
		anew++
		for r := range m.areas {
			took[r] = true
		}
	}
	if anew < minPeriods || float64(anew) < periodShare*float64(periods) {
		return nil
	}
	return took
}

// moved is what changed in one past period of a category.
type moved struct {
	areas map[domain.RegionID]bool
	sums  map[kind]*exchange
}

// kind is what counts may be added up of.
type kind struct {
	gender    domain.Gender
	breakdown string
}

// exchange is how the counts of one kind changed. One that is not known, of
// one of the areas, makes the sum unknown: NaN.
type exchange struct{ sum, size float64 }

func (m *moved) add(c *Change) {
	m.areas[c.Key.Region] = true
	k := kind{c.Key.Gender, c.Key.Breakdown}
	if m.sums[k] == nil {
		m.sums[k] = new(exchange)
	}
	by := c.New.Count - c.Old.Count
	m.sums[k].sum += by
	m.sums[k].size += math.Abs(by)
}

// cancelsOut reports whether what some areas lost the others gained, and
// something was.
func (m *moved) cancelsOut() bool {
	if len(m.areas) < minExchanged {
		return false
	}
	some := false
	for _, e := range m.sums {
		if !(math.Abs(e.sum) <= tolerance*e.size) { // of NaN too
			return false
		}
		some = some || e.size > 0
	}
	return some
}
