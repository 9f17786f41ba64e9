package revision

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// The rule for a revision that is out of the ordinary. The size of a correction is
// how far the figure moved, as a share of the lesser of the old and the new one: 3
// where it is four times what it was, or a fourth. Where one of them is zero or their
// signs differ it is a share of the middle of the series' other figures. Figures are
// values, or counts where there are none, and of counts below ten on both sides
// chance moves so many that they are not judged.
//
// A correction of a quarter at the least is unusual where it is
//
//   - larger than every earlier correction of the indicator, of which there is one, or
//   - to a value that is several times (four) those of the years beside it, or less
//     than a fourth of them, while the value before was not.
//
// So is a new value several times those beside it, of thirty events at the least on
// one side; of values without a count that of the whole country alone, since those of
// small areas go up and down.
const (
	fewEvents    = 10
	noteworthy   = 0.25
	severalTimes = 4
	someEvents   = 30
)

// Unusual reports whether a revision should not pass unread.
func (r *Revised) Unusual() bool {
	return r.Apart || r.Past > 0 && r.Size > r.Past && r.Size >= noteworthy
}

// Times is how many times the lesser of the old and the new figure the greater is;
// false where that says nothing.
func (c *Change) Times() (float64, bool) {
	old, now := figures(c.Old, c.New)
	if old*now <= 0 || math.IsNaN(old*now) {
		return 0, false
	}
	old, now = math.Abs(old), math.Abs(now)
	return max(old, now) / min(old, now), true
}

// Sizes judges what an import revised.
type Sizes struct {
	Largest *Revised  // the largest correction; nil where there was none to be judged
	Unusual []Revised // of each indicator the largest of those that are; the largest first
	More    int       // that are unusual besides
}

// SizesOf judges what the newest import revised.
func SizesOf(ctx context.Context, s *session.Session, v store.VintageID) (Sizes, error) {
	var found Sizes
	s, vintages, err := s.Pinned(ctx)
	if err != nil {
		return found, err
	}
	all, err := s.Store.Revisions(ctx, "")
	if err != nil {
		return found, err
	}
	mergers := mergers(s.Catalog)
	for _, rev := range all {
		if rev.Vintage != v {
			continue
		}
		if err := found.addNew(ctx, s, rev); err != nil {
			return found, err
		}
		if rev.Changes.Changed == 0 {
			continue
		}
		steps, err := s.Store.Steps(ctx, rev.Indicator)
		if err != nil {
			return found, err
		}
		h := history{ctx: ctx, s: s, mergers: mergers, History: History{Vintages: vintages}}
		if err := h.indicator(rev.Indicator, steps); err != nil {
			return found, err
		}
		found.addDefined(h.Rows, v)
		found.add(slices.DeleteFunc(h.Rows, func(r Revised) bool { return r.Vintage.ID != v || r.Size == 0 }))
	}
	slices.SortStableFunc(found.Unusual, func(a, b Revised) int { return cmp.Or(cmp.Compare(b.Alike, a.Alike), larger(&a, &b)) })
	return found, ctx.Err()
}

// addNew takes in the new values of one indicator that are apart, where the import
// was not the first to bring some.
func (s *Sizes) addNew(ctx context.Context, of *session.Session, rev store.Revision) error {
	if rev.Changes.New == 0 || rev.Vintage == 1 {
		return nil
	}
	was, _, err := of.Store.Panel(ctx, rev.Indicator, rev.Vintage-1)
	if errors.Is(err, store.ErrNotHeld) || errors.Is(err, store.ErrPruned) || err == nil && was.MadeUp != rev.MadeUp {
		return nil
	}
	if err != nil {
		return err
	}
	now, _, err := of.Store.Panel(ctx, rev.Indicator, rev.Vintage)
	if err != nil {
		return err
	}
	var rows []Revised
	for _, c := range NewWalk(was, nil).fresh(now) {
		rows = append(rows, Revised{Change: c, Indicator: of.Describe(rev.Indicator)})
	}
	showDecimals(rows)
	slices.SortStableFunc(rows, func(a, b Revised) int { return larger(&a, &b) })
	if len(rows) > 0 {
		s.Unusual, s.More = append(s.Unusual, rows[0]), s.More+len(rows)-1
	}
	return nil
}

// fresh lists the values that a newer panel has besides and that are apart from those
// that were there; their old cells are absent.
func (w *Walk) fresh(newer *panel.Panel) (found []Change) {
	newer.Each(func(k domain.Key, c domain.Cell) {
		if c.Status != domain.OK || math.IsNaN(c.Value) {
			return
		}
		if w.cell(k).Status != domain.Absent {
			return
		}
		before, after := w.beside(k)
		if !apart(c.Value, before.Value, after.Value) {
			return
		}
		if most := greatest(c.Count, before.Count, after.Count); most >= someEvents || math.IsNaN(most) && k.Region == domain.WholeCountry {
			near := before.Value
			if math.IsNaN(near) {
				near = after.Value
			}
			found = append(found, Change{Key: k, Old: domain.EmptyCell(domain.Absent), New: c, Size: max(c.Value, near)/min(c.Value, near) - 1, Apart: true})
		}
	})
	return found
}

// greatest of those that are known; NaN where none is.
func greatest(all ...float64) float64 {
	most := math.NaN()
	for _, v := range all {
		if math.IsNaN(most) || v > most {
			most = v
		}
	}
	return most
}

// larger puts the larger revision first.
func larger(a, b *Revised) int {
	switch {
	case a.Size > b.Size:
		return -1
	case a.Size < b.Size:
		return 1
	}
	return 0
}

// addDefined takes in that an import defined an indicator anew, which is unusual
// whatever was revised before: one revision stands for all.
func (s *Sizes) addDefined(rows []Revised, v store.VintageID) {
	var one *Revised
	n := 0
	for i := range rows {
		if r := &rows[i]; r.Vintage.ID == v && r.Cause == Definition {
			n++
			if one == nil || StandsFor(r.Key, one.Key) {
				one = r
			}
		}
	}
	if one == nil {
		return
	}
	stands := *one
	stands.Alike = n
	if times, ok := stands.Times(); ok {
		stands.Size = times - 1
	}
	s.Unusual = append(s.Unusual, stands)
}

// StandsFor reports whether of two figures that changed alike the first one rather
// stands for all: the country's, and the newest.
func StandsFor(a, b domain.Key) bool {
	if country := a.Region == domain.WholeCountry; country != (b.Region == domain.WholeCountry) {
		return country
	}
	return a.Period > b.Period
}

// add takes in the judged revisions of one indicator.
func (s *Sizes) add(rows []Revised) {
	if len(rows) == 0 {
		return
	}
	slices.SortStableFunc(rows, func(a, b Revised) int { return larger(&a, &b) })
	if s.Largest == nil || rows[0].Size > s.Largest.Size {
		s.Largest = &rows[0]
	}
	n := 0
	for i := range rows {
		if !rows[i].Unusual() {
			continue
		}
		if n++; n == 1 {
			s.Unusual = append(s.Unusual, rows[i])
		}
	}
	s.More += max(0, n-1)
}

// setPast gives every revision of an indicator, the oldest import first, the largest
// size of those of the imports before it.
func setPast(rows []Revised, largest map[store.VintageID]float64) {
	imports, past := slices.Sorted(maps.Keys(largest)), 0.0
	for i := range rows {
		for len(imports) > 0 && imports[0] < rows[i].Vintage.ID {
			past, imports = max(past, largest[imports[0]]), imports[1:]
		}
		rows[i].Past = past
	}
}

// judge sets how far the changes of one import went, before it is undone.
func (w *Walk) judge(changes []Change) {
	for i := range changes {
		c := &changes[i]
		if small(c.Old) && small(c.New) {
			continue
		}
		old, now := figures(c.Old, c.New)
		if math.IsNaN(old) || math.IsNaN(now) || old == now {
			continue
		}
		scale := min(math.Abs(old), math.Abs(now))
		if old*now <= 0 {
			scale = w.middle(c.Key)
		}
		if c.Size = math.Abs(now-old) / scale; scale == 0 || math.IsNaN(scale) {
			c.Size = 0
		}
		if c.Size >= noteworthy {
			before, after := w.beside(c.Key)
			c.Apart = apart(now, before.Value, after.Value) && !apart(old, before.Value, after.Value)
		}
	}
}

// figures are the old and the new figure of a change, of one kind; NaN where they
// have none in common.
func figures(old, now domain.Cell) (float64, float64) {
	if old.Status != domain.OK || now.Status != domain.OK {
		return math.NaN(), math.NaN()
	}
	if !math.IsNaN(old.Value) && !math.IsNaN(now.Value) {
		return old.Value, now.Value
	}
	return old.Count, now.Count
}

// small reports whether a figure is of so few events that chance moves it.
func small(c domain.Cell) bool { return c.Count < fewEvents } // false of NaN

// apart reports whether a figure is several times those beside it, or several times
// less. Of one that is not known nothing is said.
func apart(v float64, beside ...float64) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, b := range beside {
		if !math.IsNaN(b) {
			low, high = min(low, b), max(high, b)
		}
	}
	return high > 0 && low > 0 && v > 0 && (v >= severalTimes*high || v*severalTimes <= low)
}

// beside are the cells of the series in the periods before and after, the nearest
// that have a value; absent where none has.
func (w *Walk) beside(k domain.Key) (before, after domain.Cell) {
	at, found := slices.BinarySearch(w.newest.Periods, k.Period)
	next := at
	if found {
		next++
	}
	find := func(i, step int) domain.Cell {
		for ; i >= 0 && i < len(w.newest.Periods); i += step {
			k.Period = w.newest.Periods[i]
			if c := w.cell(k); c.Status == domain.OK && !math.IsNaN(c.Value) {
				return c
			}
		}
		return domain.EmptyCell(domain.Absent)
	}
	return find(at-1, -1), find(next, 1)
}

// middle is the median size of the other figures of a series; NaN of none.
func (w *Walk) middle(k domain.Key) float64 {
	var sizes []float64
	for _, t := range w.newest.Periods {
		if t == k.Period {
			continue
		}
		other := k
		other.Period = t
		if c := w.cell(other); c.Status == domain.OK && !math.IsNaN(c.Value) {
			sizes = append(sizes, math.Abs(c.Value))
		}
	}
	if len(sizes) == 0 {
		return math.NaN()
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}
