package series

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// window is the counts that a suppressed cell may hide: 1 to one less than
// the workspace says, and 0 where the indicator has no zeros at all; no less
// than what is published of a part of it (a gender, where it is the total; a
// breakdown, where it is of all), no more than what is published of the whole
// less the other part. It does not fit where no count is left: the cell is empty
// for another reason. It is NaN where one gender is withheld with the other
// and the total is known: the greater of the two may be withheld only to hide
// the lesser. Areas withheld to hide a neighbour are not known of.
func (w *withheld) window(k domain.Key) (low, high float64, fits bool) {
	low, high = 0, float64(w.below-1)
	if w.zeros {
		low = 1
	}
	at := func(g domain.Gender, breakdown string) float64 {
		return people(w.panel.Cell(domain.Key{Region: k.Region, Gender: g, Breakdown: breakdown, Period: k.Period}), w.indicator.Unit)
	}
	atLeast := func(n float64) {
		if !math.IsNaN(n) {
			low = max(low, math.Ceil(n))
		}
	}
	atMost := func(n float64) {
		if !math.IsNaN(n) {
			high = min(high, math.Floor(n))
		}
	}
	if w.named != nil && w.indicator.Unit == domain.UnitPercent {
		if c := w.named.Cell(k); c.Status == domain.OK {
			atMost(population(c, w.namedUnit))
		}
	}
	unknown := false
	switch k.Gender {
	case domain.Total:
		atLeast(at(domain.Male, k.Breakdown))
		atLeast(at(domain.Female, k.Breakdown))
	case domain.Male, domain.Female:
		total, other := at(domain.Total, k.Breakdown), at(sibling[k.Gender], k.Breakdown)
		atMost(total)
		atMost(total - other)
		unknown = !math.IsNaN(total) && math.IsNaN(other)
	}
	if k.Breakdown != "" {
		atMost(at(k.Gender, ""))
	} else {
		for _, b := range w.panel.Breakdowns {
			atLeast(at(k.Gender, b)) // of k itself NaN
		}
	}
	if unknown && low <= high {
		return math.NaN(), math.NaN(), true
	}
	return low, high, low <= high
}

var sibling = map[domain.Gender]domain.Gender{domain.Male: domain.Female, domain.Female: domain.Male}

// people is the count that a cell states: its own, or where the indicator
// itself is a number, its value; NaN where it states none.
func people(c domain.Cell, unit domain.Unit) float64 {
	if !math.IsNaN(c.Count) || unit != domain.UnitCount {
		return c.Count
	}
	return c.Value
}

// publishesZeros reports whether the indicator has a count of 0 for an area
// that has had more: areas that are 0 throughout may be mere placeholders. A
// rate of 0 without a count may be a rounded one and shows nothing.
func publishesZeros(p *panel.Panel, unit domain.Unit) bool {
	zero, more := make(map[domain.RegionID]bool), make(map[domain.RegionID]bool)
	p.Each(func(k domain.Key, c domain.Cell) {
		switch n := people(c, unit); {
		case n == 0:
			zero[k.Region] = true
		case n > 0:
			more[k.Region] = true
		}
	})
	for r := range zero {
		if more[r] {
			return true
		}
	}
	return false
}
