package revision

import (
	"math"

	"kuvio/internal/domain"
)

// The rule for a merger, which two areas are enough for: the area that others have
// merged into has, after an import, what it and one or more of them had before.
// Counts, or values where there are none, must add up; a rate without a count must
// have moved towards theirs. That must be so in every period before the merger in
// which one of them has a figure, or in at least two and a third of these. Where
// the import before had no figures of any of them, the area's must have grown in
// every period before the merger, of three or more, and in none after it.
//
// All changes of an area so divided anew are Division, and so is what became of the
// figures of those that are in it now.

// Merger is an area that has merged into another, and its last year.
type Merger struct {
	Area domain.RegionID
	Last int
}

const (
	minGrown   = 3 // past periods that tell a merger alone
	mostMerged = 8 // areas of one successor that are tried in every combination
)

// markMergers sets the kind of the changes of areas that others have merged into.
func (w *Walk) markMergers(changes []Change) {
	places := make(map[domain.RegionID][]int)
	for i, c := range changes {
		if len(w.mergers[c.Key.Region]) > 0 {
			places[c.Key.Region] = append(places[c.Key.Region], i)
		}
	}
	taken := make(map[domain.RegionID]bool)
	for area, at := range places {
		if !w.tookIn(area, changes, at) {
			continue
		}
		taken[area] = true
		for _, m := range w.mergers[area] {
			taken[m.Area] = true
		}
	}
	for i := range changes {
		if taken[changes[i].Key.Region] {
			changes[i].Cause = Division
		}
	}
}

// tookIn reports whether an import moved to an area, whose changes stand at those
// places, the past of others.
func (w *Walk) tookIn(area domain.RegionID, changes []Change, at []int) bool {
	all := w.mergers[area]
	all = all[:min(len(all), mostMerged)]
	for some := 1; some < 1<<len(all); some++ {
		var members []Merger
		for i, m := range all {
			if some&(1<<i) != 0 {
				members = append(members, m)
			}
		}
		if w.addsUp(area, members, changes, at) {
			return true
		}
	}
	return false
}

// addsUp reports whether what an area gained is what the members had.
func (w *Walk) addsUp(area domain.RegionID, members []Merger, changes []Change, at []int) bool {
	last := 0
	for _, m := range members {
		last = max(last, m.Last)
	}
	fit, grown, seen := make(map[domain.Key]int), make(map[domain.Key]int), make(map[domain.Key]bool)
	for _, i := range at {
		c := changes[i]
		kind := c.Key
		kind.Region, kind.Period = "", ""
		seen[kind] = true
		if c.Key.Period.Year() > last {
			grown[kind] = math.MinInt // more than a past was revised
			continue
		}
		if c.Old.Status == domain.OK && c.New.Status == domain.OK && amount(c.New) > amount(c.Old) {
			grown[kind]++
		}
		if had := w.had(members, c.Key); len(had) > 0 && fits(c.Old, c.New, had) {
			fit[kind]++
		}
	}
	for kind := range seen {
		held, own := 0, 0 // periods before the merger in which a member, and the area, had a figure
		for _, t := range w.newest.Periods {
			k := kind
			k.Period = t
			if t.Year() > last {
				continue
			}
			if len(w.had(members, k)) > 0 {
				held++
			}
			if k.Region = area; w.cell(k).Status == domain.OK {
				own++
			}
		}
		switch n := fit[kind]; {
		case held > 0 && (n == held || n >= minPeriods && float64(n) >= periodShare*float64(held)):
			return true
		case held == 0 && len(members) == len(w.mergers[area]) && own >= minGrown && grown[kind] == own:
			return true
		}
	}
	return false
}

// had are the figures that the members had of a kind and period before the import.
func (w *Walk) had(members []Merger, k domain.Key) (had []domain.Cell) {
	for _, m := range members {
		k.Region = m.Area
		if c := w.cell(k); c.Status == domain.OK && k.Period.Year() <= m.Last {
			had = append(had, c)
		}
	}
	return had
}

// fits reports whether a figure is that of an area and of the others together.
func fits(old, now domain.Cell, others []domain.Cell) bool {
	if old.Status != domain.OK || now.Status != domain.OK {
		return false
	}
	counts, values := old.Count, old.Value
	least, most := old.Value, old.Value
	for _, c := range others {
		counts += c.Count
		values += c.Value
		least, most = min(least, c.Value), max(most, c.Value)
	}
	if !math.IsNaN(counts) && !math.IsNaN(now.Count) {
		return now.Count != old.Count && math.Abs(now.Count-counts) <= tolerance*counts
	}
	return now.Value != old.Value && (math.Abs(now.Value-values) <= tolerance*math.Abs(values) || least <= now.Value && now.Value <= most)
}

// amount is a figure's count, or where it has none its value.
func amount(c domain.Cell) float64 {
	if math.IsNaN(c.Count) {
		return c.Value
	}
	return c.Count
}
