package revision

import (
	"math"

	"kuvio/internal/domain"
)

// The rule for a merger, which two areas are enough for: the area that others have
// merged into has, after an import, what it and one or more of them had before.
// Counts, or values where there are none, must add up; a rate without a count must
// have moved towards theirs. That must be so in every period before the merger in
// which one of them has a figure, or in at least two and a third of these; or in
// nine of ten of these, two at least, but for a tenth of what they had, since
// downloads years apart differ by more than the merger. Where
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
	nearly     = 0.1
	nearShare  = 0.9
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

// gain is what the changes of one kind of an area say of a merger: the number of
// periods before it.
type gain struct {
	exact, near int  // in which it gained what the members had, but for nothing or a little
	grown       int  // in which it gained
	after       bool // it changed in a period after it too
}

// addsUp reports whether what an area gained is what the members had.
func (w *Walk) addsUp(area domain.RegionID, members []Merger, changes []Change, at []int) bool {
	last := 0
	for _, m := range members {
		last = max(last, m.Last)
	}
	gains := make(map[domain.Key]gain)
	for _, i := range at {
		c := changes[i]
		kind := c.Key
		kind.Region, kind.Period = "", ""
		g := gains[kind]
		g.add(c, w.had(members, c.Key), last)
		gains[kind] = g
	}
	for kind, g := range gains {
		held, own := w.periods(area, members, kind, last)
		alone := held == 0 && len(members) == len(w.mergers[area])
		switch {
		case held > 0 && g.exact == held, g.exact >= minPeriods && float64(g.exact) >= periodShare*float64(held),
			g.near >= minPeriods && float64(g.near) >= nearShare*float64(held),
			alone && own >= minGrown && g.grown == own && !g.after:
			return true
		}
	}
	return false
}

// add takes in one change, given what the members had and their last year.
func (g *gain) add(c Change, had []domain.Cell, last int) {
	if c.Key.Period.Year() > last {
		g.after = true
		return
	}
	if c.Old.Status == domain.OK && c.New.Status == domain.OK && amount(c.New) > amount(c.Old) {
		g.grown++
	}
	if len(had) > 0 && fits(c.Old, c.New, had, tolerance) {
		g.exact++
	}
	if len(had) > 0 && fits(c.Old, c.New, had, nearly) {
		g.near++
	}
}

// periods counts the periods before a merger in which a member had a figure of the
// kind before the import, and those in which the area had.
func (w *Walk) periods(area domain.RegionID, members []Merger, kind domain.Key, last int) (held, own int) {
	for _, t := range w.newest.Periods {
		kind.Period = t
		if t.Year() > last {
			continue
		}
		if len(w.had(members, kind)) > 0 {
			held++
		}
		if kind.Region = area; w.cell(kind).Status == domain.OK {
			own++
		}
	}
	return held, own
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

// fits reports whether a figure is that of an area and of the others together, but
// for a share of what the others had.
func fits(old, now domain.Cell, others []domain.Cell, but float64) bool {
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
		return now.Count != old.Count && math.Abs(now.Count-counts) <= but*math.Abs(counts-old.Count)
	}
	return now.Value != old.Value && (math.Abs(now.Value-values) <= but*math.Abs(values-old.Value) || least <= now.Value && now.Value <= most)
}

// amount is a figure's count, or where it has none its value.
func amount(c domain.Cell) float64 {
	if math.IsNaN(c.Count) {
		return c.Value
	}
	return c.Count
}
