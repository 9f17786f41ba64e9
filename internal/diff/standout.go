package diff

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/panel"
	"kuvio/internal/revision"
)

// Standout is a value that may be a mistake of its source: a revision out of the
// ordinary (revision.Revised.Unusual), or a new value that is several times its
// neighbours in time.
type Standout struct {
	Indicator domain.Indicator
	Decimals  int
	Key       domain.Key
	Old, New  domain.Cell // Old is absent where the value is new

	Size, Past float64 // of a revision: how far it went, and the farthest of those before; 0 where it was no farther
	Alike      int     // values that changed by one factor, which it stands for; 0 of one by itself
	Leap       *Leap   // nil where it is like its neighbours
}

// Leap is a value beside the nearest one in time.
type Leap struct {
	Times  float64 // the larger of the two over the lesser
	Period domain.Period
	Cell   domain.Cell
}

// A new value is several times its neighbours at four times; of counts below minCount
// on both sides chance makes so many times.
const (
	severalTimes = 4
	minCount     = 20
)

// standOut finds the values of an indicator that stand out among the revised and the
// new ones.
func (r *run) standOut(ind domain.Indicator, t *touched, at panels) {
	var found []Standout
	if s := t.definedAnew(ind); s != nil {
		found = append(found, *s)
	}
	for i := range t.revised {
		one := &t.revised[i]
		if !one.StandOut || one.Cause == revision.Definition {
			continue
		}
		s := Standout{Indicator: ind, Key: one.Key, Old: one.Old, New: one.New}
		if one.past > 0 && one.size > one.past {
			s.Size, s.Past = one.size, one.past
		}
		if one.apart {
			s.Leap = nearest(at.new, one.Key)
		}
		found = append(found, s)
	}
	if len(t.before) > 0 {
		for _, k := range t.fresh {
			if l := leap(at.new, ind, k); l != nil {
				found = append(found, Standout{Indicator: ind, Key: k, New: at.new.Cell(bare(k)), Leap: l})
			}
		}
	}
	var values []float64
	for _, s := range found {
		values = append(values, s.Old.Value, s.New.Value)
		if s.Leap != nil {
			values = append(values, s.Leap.Cell.Value)
		}
	}
	for i := range found {
		found[i].Decimals = locale.Decimals(mostDecimals, values...)
	}
	r.Standouts = append(r.Standouts, found...)
}

// definedAnew is the value that stands for all those of an indicator that changed by one
// factor; nil where none did.
func (t *touched) definedAnew(ind domain.Indicator) *Standout {
	var stands *Revised
	n := 0
	for i := range t.revised {
		if one := &t.revised[i]; one.Cause == revision.Definition {
			n++
			if stands == nil || revision.StandsFor(one.Key, stands.Key) {
				stands = one
			}
		}
	}
	if stands == nil {
		return nil
	}
	stands.StandOut = true
	return &Standout{Indicator: ind, Key: stands.Key, Old: stands.Old, New: stands.New, Alike: n}
}

// timesApart is how many times the lesser of two figures the larger one is; NaN where
// that says nothing.
func timesApart(a, b domain.Cell) float64 {
	t := times(figures(a, b))
	return max(t, 1/t)
}

// nearest is a value beside the one of those before and after it that it is least
// apart from; nil where there is none.
func nearest(p *panel.Panel, k domain.Key) (least *Leap) {
	cells, _ := p.Series(k.Region, k.Breakdown, k.Gender)
	here := slices.Index(p.Periods, k.Period)
	if here < 0 || len(cells) == 0 {
		return nil
	}
	for _, step := range []int{-1, 1} {
		for i := here + step; i >= 0 && i < len(cells); i += step {
			if cells[i].Status != domain.OK {
				continue
			}
			if t := timesApart(cells[here], cells[i]); !math.IsNaN(t) && (least == nil || t < least.Times) {
				least = &Leap{t, p.Periods[i], cells[i]}
			}
			break
		}
	}
	return least
}

// leap is a value beside its neighbours in time, if it is several times them or a part
// of them, and nothing else in its series leaps so.
func leap(p *panel.Panel, ind domain.Indicator, k domain.Key) *Leap {
	l := nearest(p, k)
	if l == nil || l.Times < severalTimes || !many(ind, p.Cell(bare(k)), l.Cell) {
		return nil
	}
	cells, _ := p.Series(k.Region, k.Breakdown, k.Gender)
	var last *domain.Cell // of the others
	for i := range cells {
		if cells[i].Status != domain.OK || p.Periods[i] == k.Period {
			continue
		}
		if last != nil && timesApart(*last, cells[i]) >= severalTimes {
			return nil
		}
		last = &cells[i]
	}
	return l
}

// many reports whether the larger of two figures is of so many that it does not leap
// by chance; where nothing tells how many, it is.
func many(ind domain.Indicator, a, b domain.Cell) bool {
	most := math.Max(a.Count, b.Count) // NaN where either has none
	if math.IsNaN(most) && ind.Unit == domain.UnitCount {
		most = max(a.Value, b.Value)
	}
	return math.IsNaN(most) || most >= minCount
}

// sortStandouts puts first what changed an indicator as a whole, then the revisions out of the ordinary, and the farthest of each.
func (r *run) sortStandouts() {
	slices.SortStableFunc(r.Standouts, func(a, b Standout) int {
		return cmp.Or(cmp.Compare(b.Alike, a.Alike), cmp.Compare(b.Size, a.Size), cmp.Compare(b.leaps(), a.leaps()), compareKeys(a.Key, b.Key))
	})
}

func (s *Standout) leaps() float64 {
	if s.Leap == nil {
		return 0
	}
	return s.Leap.Times
}
