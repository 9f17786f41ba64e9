package diff

import (
	"slices"

	"kuvio/internal/domain"
)

// Years is what came of an indicator that there was nothing of before.
type Years struct {
	Indicator domain.Indicator
	Periods   []domain.Period // that no area had a value of, in their order
	Areas     int             // with a value of the last of them; where none came, with new values
	Cells     int             // all new values, those of years that others had before too
	Held      bool            // whether the indicator was held before
}

// First is the first period that came; "" where none did.
func (y *Years) First() domain.Period {
	if len(y.Periods) == 0 {
		return ""
	}
	return y.Periods[0]
}

// Last is the last period that came; "" where none did.
func (y *Years) Last() domain.Period {
	if len(y.Periods) == 0 {
		return ""
	}
	return y.Periods[len(y.Periods)-1]
}

// markLate finds the new values of areas, genders and breakdowns that there was nothing
// of before, where others had their years: no new years came with them.
func (t *touched) markLate(had map[domain.Period]bool, at panels) {
	t.late = make(map[domain.Key]bool)
	if at.old == nil {
		return
	}
	began := make(map[domain.Key]bool)
	at.old.Each(func(k domain.Key, c domain.Cell) {
		if c.Status == domain.OK {
			k.Period = ""
			began[k] = true
		}
	})
	for _, k := range t.fresh {
		kind := bare(k)
		kind.Period = ""
		if had[k.Period] && !began[kind] {
			t.late[k] = true
		}
	}
}

// tellsOf reports whether a cell is among the revised.
func (t *touched) tellsOf(k domain.Key) bool {
	return slices.ContainsFunc(t.revised, func(one Revised) bool { return one.Key == k })
}

// years finds the cells of an indicator that have a value and had none.
func (t *touched) years(ind domain.Indicator, at panels) Years {
	y := Years{Indicator: ind, Held: len(t.before) > 0}
	had := make(map[domain.Period]bool)
	if at.pruned {
		for _, p := range at.new.Periods {
			had[p] = at.held(domain.Key{Period: p})
		}
	} else if at.old != nil {
		at.old.Each(func(k domain.Key, c domain.Cell) { had[k.Period] = had[k.Period] || c.Status == domain.OK })
	}
	areas := make(map[domain.Period]map[domain.RegionID]bool)
	all := make(map[domain.RegionID]bool)
	at.new.Each(func(k domain.Key, c domain.Cell) {
		if c.Status != domain.OK || at.held(k) {
			return
		}
		k.Indicator = ind.ID
		if _, back := t.gone[k]; back && t.tellsOf(k) {
			return
		}
		y.Cells++
		t.fresh = append(t.fresh, k)
		all[k.Region] = true
		if !had[k.Period] {
			if areas[k.Period] == nil {
				areas[k.Period] = make(map[domain.RegionID]bool)
				y.Periods = append(y.Periods, k.Period)
			}
			areas[k.Period][k.Region] = true
		}
	})
	t.markLate(had, at)
	slices.Sort(y.Periods)
	y.Areas = len(all)
	if last := y.Last(); last != "" {
		y.Areas = len(areas[last])
	}
	return y
}
