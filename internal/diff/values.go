package diff

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/panel"
	"kuvio/internal/revision"
	"kuvio/internal/store"
)

// Values is what was revised of an indicator between two locks.
type Values struct {
	Indicator domain.Indicator
	Decimals  int // to show its values with
	N         int // values that were revised
	Areas     int // that they are of
	Shown     int // of them, values that an output says something of
	Causes    map[revision.Cause]int
	// Rows are those that an output says something of, those that stand out and
	// the farthest, the farthest first.
	Rows []Revised
}

// Revised is a published value that is another now. One that was revised to and fro
// is none.
type Revised struct {
	Key      domain.Key
	Old, New domain.Cell
	Cause    revision.Cause
	Vintage  store.VintageID // the last import that changed it
	Shown    bool            // an output says something of it
	StandOut bool            // it is among the Standouts
	Back     bool            // it was withdrawn in between

	size, past float64 // see revision.Revised
	apart      bool
}

// Times is how many times its old value the new one is; NaN where that says nothing,
// as of zero or of one withdrawn.
func (r *Revised) Times() float64 { return times(figures(r.Old, r.New)) }

// farthest is how many of an indicator's revised values are told that no output shows.
const farthest = 10

// times is the ratio of two values; NaN where one of them is not above zero.
func times(of, to float64) float64 {
	if !(of > 0 && to > 0) {
		return math.NaN()
	}
	return to / of
}

// figures are the values of two cells or, where either has none or they are alike,
// their counts.
func figures(old, now domain.Cell) (float64, float64) {
	alike := old.Value == now.Value && !math.IsNaN(old.Count) && !math.IsNaN(now.Count)
	if alike || math.IsNaN(old.Value) || math.IsNaN(now.Value) {
		return old.Count, now.Count
	}
	return old.Value, now.Value
}

// distance is how far a value was revised, as a share of the larger of the two: 0.5
// for one that doubled or halved, 1 for one that came from zero or is no more. It is for
// those whose size revision does not judge.
func (r *Revised) distance() float64 {
	old, now := figures(r.Old, r.New)
	d := math.Abs(now-old) / max(math.Abs(old), math.Abs(now))
	if math.IsNaN(d) {
		return 1
	}
	return d
}

func farthestFirst(a, b Revised) int {
	return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(b.distance(), a.distance()), compareKeys(a.Key, b.Key))
}

func compareKeys(a, b domain.Key) int {
	return cmp.Or(a.Indicator.Compare(b.Indicator), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Gender, b.Gender), cmp.Compare(a.Breakdown, b.Breakdown), cmp.Compare(a.Period, b.Period))
}

// valuesOf sums up what was revised of an indicator.
func valuesOf(ind domain.Indicator, revised []Revised) Values {
	v := Values{Indicator: ind, N: len(revised), Causes: make(map[revision.Cause]int)}
	areas := make(map[domain.RegionID]bool)
	for i := range revised {
		v.Causes[revised[i].Cause]++
		areas[revised[i].Key.Region] = true
		if revised[i].Shown {
			v.Shown++
		}
	}
	v.Areas = len(areas)
	slices.SortFunc(revised, farthestFirst)
	var values []float64
	for i, row := range revised {
		if i < farthest || row.Shown || row.StandOut {
			v.Rows = append(v.Rows, row)
			values = append(values, row.Old.Value, row.New.Value)
		}
	}
	v.Decimals = locale.Decimals(mostDecimals, values...)
	return v
}

const mostDecimals = 3

// panels are an indicator's at the two locks.
type panels struct {
	old    *panel.Panel // nil where it was not held, or is pruned
	new    *panel.Panel
	pruned bool          // old is
	last   domain.Period // with a value then
	first  domain.Period
}

// held reports whether a cell had a figure at the first lock; where its panel is
// pruned, whether the indicator had of its period.
func (p *panels) held(k domain.Key) bool {
	if p.pruned {
		return p.first <= k.Period && k.Period <= p.last
	}
	return p.old != nil && p.old.Cell(k).Status == domain.OK
}

// panels reads them. The error is store.ErrPruned where the later one is.
func (r *run) panels(id domain.IndicatorID, t *touched) (p panels, err error) {
	if p.new, _, err = r.s.Store.Panel(r.ctx, id, r.now.Import); err != nil || len(t.before) == 0 {
		return p, err
	}
	at := t.before[len(t.before)-1]
	if p.old, _, err = r.s.Store.Panel(r.ctx, id, r.before.Import); errors.Is(err, store.ErrPruned) {
		p.pruned, p.first, p.last, err = true, at.First, at.Last, nil
	}
	if p.old != nil && p.old.MadeUp && !p.new.MadeUp {
		p.old = nil // example data gave way: it was never published
	}
	return p, err
}

// revised goes back over the revisions of an indicator: those between the locks go
// into t.
func (r *run) revised(id domain.IndicatorID, t *touched) error {
	if !slices.ContainsFunc(t.after, func(rev store.Revision) bool { return rev.Changes.Changed > 0 }) {
		return nil
	}
	h, err := revision.HistoryOf(r.ctx, r.s, revision.Which{Indicators: []domain.IndicatorID{id}})
	if err != nil {
		return err
	}
	oldest := r.now.Import + 1 // that the store can still tell of
	at := make(map[domain.Key]int)
	for i := range h.Rows {
		row := &h.Rows[i]
		key, v := row.Key, row.Vintage.ID
		key.Indicator = id
		oldest = min(oldest, v)
		if v <= r.before.Import {
			t.withdrawn(key, row)
		}
		if v <= r.before.Import || v > r.now.Import {
			continue
		}
		place, before := at[key]
		if !before {
			place = len(t.revised)
			at[key] = place
			t.revised = append(t.revised, Revised{Key: key, Old: row.Old, Cause: row.Cause})
		}
		t.revised[place].by(row)
	}
	lost := func(rev store.Revision) bool { return rev.Changes.Changed > 0 && rev.Vintage < oldest }
	if slices.Contains(h.Pruned, id) && slices.ContainsFunc(t.after, lost) {
		t.revised = nil // what the imports that are left replaced is not what there was at the first lock
		r.pruned(id)
	}
	return nil
}

// withdrawn takes in a revision before the first lock.
func (t *touched) withdrawn(k domain.Key, row *revision.Revised) {
	if t.gone == nil {
		t.gone = make(map[domain.Key]domain.Cell)
	}
	if delete(t.gone, k); row.Cause == revision.Withdrawn && row.Old.Status == domain.OK {
		t.gone[k] = row.Old
	}
}

// by takes in what an import made of the value, after those before it.
func (r *Revised) by(row *revision.Revised) {
	r.New, r.Vintage = row.New, row.Vintage.ID
	r.Back = r.Back || row.Old.Status == domain.Absent
	if r.Cause != revision.Division || row.Cause == revision.Withdrawn {
		r.Cause = row.Cause
	}
	if row.Size >= r.size {
		r.size, r.past, r.apart = row.Size, row.Past, row.Apart
	}
	r.StandOut = r.StandOut || row.Unusual()
}

// net takes out what the imports between the locks did not change in the end, and what
// the first of them brought.
func (t *touched) net(at panels) {
	for i := range t.revised {
		one := &t.revised[i]
		if old, gone := t.gone[one.Key]; gone && one.Old.Status == domain.Absent {
			one.Old = old
		}
	}
	t.revised = slices.DeleteFunc(t.revised, func(one Revised) bool {
		if _, gone := t.gone[one.Key]; gone {
			return one.New.Status != domain.OK // it is gone still
		}
		if one.Old.Status != domain.OK || !at.held(bare(one.Key)) {
			return true // it is new
		}
		return one.Old.Agrees(one.New)
	})
}

// bare is a key as panels have it: without its indicator.
func bare(k domain.Key) domain.Key {
	k.Indicator = ""
	return k
}
