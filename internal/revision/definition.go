package revision

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// The rule for a change of definition or unit. No change of division moves the whole
// country's own figure, so what moves with it is none: an import has defined an
// indicator anew where nine of ten of the figures that it changed, of periods in which
// it changed the country's, changed by the factor of the country's, but for rounding.
// Those must be of half the areas held, of at least two periods and of a third of all
// periods: one year alone is a correction, however many areas it touches. Where the
// country is not held, the factor is that of the area in the middle, and five areas at
// the least must share it to a half of a per cent.
const (
	alikeShare = 0.9
	halfOf     = 0.5
	closely    = 0.005
)

// defineAnew sets the kind of the changes of one import that changed figures everywhere
// alike, and reports whether there are any.
func (w *Walk) defineAnew(changes []Change) bool {
	held := slices.Contains(w.newest.Regions, domain.WholeCountry)
	factors := countryFactors(changes)
	if !held {
		factors = middleFactors(changes)
	}
	var alike []int
	of := 0
	areas, periods := make(map[domain.RegionID]bool), make(map[domain.Period]bool)
	for i := range changes {
		f, known := factors[wholeOf(changes[i].Key)]
		if !known {
			continue
		}
		of++
		if !f.fits(&changes[i]) {
			continue
		}
		alike = append(alike, i)
		areas[changes[i].Key.Region], periods[changes[i].Key.Period] = true, true
	}
	least := 2
	if !held {
		least = minAreas
	}
	if float64(len(alike)) < alikeShare*float64(of) || len(areas) < least || float64(len(areas)) < halfOf*float64(len(w.newest.Regions)) ||
		len(periods) < minPeriods || float64(len(periods)) < periodShare*float64(len(w.newest.Periods)) {
		return false
	}
	for _, i := range alike {
		changes[i].Cause = Definition
	}
	return true
}

// wholeOf is a key of all areas.
func wholeOf(k domain.Key) domain.Key {
	k.Region = ""
	return k
}

// factor is by how much figures changed, and how far its own rounding may have moved
// it, as a share of it.
type factor struct{ by, rounding float64 }

// fits reports whether a figure changed by the factor.
func (f factor) fits(c *Change) bool {
	old, now := figures(c.Old, c.New)
	if math.IsNaN(old) || math.IsNaN(now) {
		return false
	}
	within := closely * math.Abs(now)
	if f.rounding > 0 {
		within = f.rounding*math.Abs(now) + step(old, now)*(1+f.by)/2
	}
	return math.Abs(now-f.by*old) <= within*(1+tolerance)+tolerance
}

// countryFactors are those by which the whole country's figures changed, where they did
// by more than rounding does.
func countryFactors(changes []Change) map[domain.Key]factor {
	factors := make(map[domain.Key]factor)
	for i := range changes {
		c := &changes[i]
		old, now := figures(c.Old, c.New)
		if c.Key.Region != domain.WholeCountry || !(old > 0 && now > 0) {
			continue
		}
		if s := step(old, now); math.Abs(now-old) > 2*s {
			factors[wholeOf(c.Key)] = factor{now / old, s/2/old + s/2/now}
		}
	}
	return factors
}

// middleFactors are the medians of those of the areas.
func middleFactors(changes []Change) map[domain.Key]factor {
	all := make(map[domain.Key][]float64)
	for i := range changes {
		if old, now := figures(changes[i].Old, changes[i].New); old > 0 && now > 0 && old != now {
			k := wholeOf(changes[i].Key)
			all[k] = append(all[k], now/old)
		}
	}
	factors := make(map[domain.Key]factor)
	for k, of := range all {
		slices.Sort(of)
		if f := of[len(of)/2]; math.Abs(f-1) > 4*closely { // less is within what it is held to
			factors[k] = factor{by: f}
		}
	}
	return factors
}

// step is the place that two figures are rounded to: 0.01 of 1.5 and 1.62.
func step(a, b float64) float64 {
	for s := 1.0; s > 0.001; s /= 10 {
		if whole(a/s) && whole(b/s) {
			return s
		}
	}
	return 0.001
}

func whole(v float64) bool { return math.Abs(v-math.Round(v)) < 1e-6 }
