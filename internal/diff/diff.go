// Package diff says what changed between two locks of a workspace, and why: the
// values that imports between them revised, the years that came, the conclusions
// that are others now, and the figures and tables that were made again. What the
// outputs conclude is in the locks, so that it is known whatever has been pruned
// from the store since; what was revised is read from the store.
package diff

import (
	"context"
	"errors"
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Diff is what changed.
type Diff struct {
	Before, Now Moment

	Standouts   []Standout   // values to be looked at before anything else
	Conclusions []Conclusion // in the order of their indicators and areas, those last whose rank alone changed
	Standing    int          // conclusions that are as they were
	Values      []Values     // of indicators that were revised
	Years       []Years      // of indicators that have new values
	Outputs     []Output     // by their names

	Pruned  []domain.IndicatorID // whose replaced values are no more in the store
	Foreign bool                 // the store does not have the imports of the locks: they are of another
	Later   int                  // imports that no output of the present lock has seen
}

// Moment is one of the two times.
type Moment struct {
	Import  store.VintageID // the newest there was; 0 for none
	Day     string          // yyyy-mm-dd, of that import; "" where the store does not have it
	Release string          // of kuvio; "" where nothing had been made
}

// Empty reports whether nothing has changed.
func (d *Diff) Empty() bool {
	return len(d.Conclusions)+len(d.Values)+len(d.Years)+len(d.Outputs) == 0
}

// Run compares two locks, with what the session's store knows of the imports between
// them.
func Run(ctx context.Context, s *session.Session, before, now *lock.Lock) (*Diff, error) {
	r := &run{ctx: ctx, s: s, before: before, now: now, touched: make(map[domain.IndicatorID]*touched)}
	r.Before, r.Now = Moment{Import: before.Import, Release: before.Release}, Moment{Import: now.Import, Release: now.Release}
	if err := r.imports(); err != nil {
		return nil, err
	}
	for _, id := range slices.SortedFunc(maps.Keys(r.touched), domain.IndicatorID.Compare) {
		if err := r.indicator(id, r.touched[id]); err != nil {
			return nil, err
		}
	}
	r.sortStandouts()
	r.conclusions()
	r.outputs()
	return &r.Diff, nil
}

// run is the gathering of a diff.
type run struct {
	ctx         context.Context
	s           *session.Session
	before, now *lock.Lock
	touched     map[domain.IndicatorID]*touched
	concluded   concluded                              // what the outputs of both say something of
	left        map[domain.IndicatorID]store.VintageID // the newest import that changed it, up to the present lock

	Diff
}

// touched is what the imports between the locks did to an indicator.
type touched struct {
	before, after []store.Revision           // up to the first lock, and between the two
	revised       []Revised                  // every one
	fresh         []domain.Key               // cells that have a value and never had one
	late          map[domain.Key]bool        // of fresh, those of years that others had before, in a series that had none
	gone          map[domain.Key]domain.Cell // what had been withdrawn at the first lock, as it was published
}

// imports finds the indicators that the imports between the locks changed.
func (r *run) imports() error {
	vintages, err := r.s.Store.Vintages(r.ctx)
	if err != nil {
		return err
	}
	day := make(map[store.VintageID]string, len(vintages))
	for _, v := range vintages {
		day[v.ID] = v.Day()
		if v.ID > r.now.Import {
			r.Later++
		}
	}
	r.Before.Day, r.Now.Day = day[r.before.Import], day[r.now.Import]
	if r.now.Import > 0 && r.Now.Day == "" || r.before.Import > r.now.Import {
		r.Foreign, r.Later = true, 0
		return nil
	}
	all, err := r.s.Store.Revisions(r.ctx, "")
	if err != nil {
		return err
	}
	r.left = make(map[domain.IndicatorID]store.VintageID)
	earlier := make(map[domain.IndicatorID][]store.Revision)
	for _, rev := range all {
		switch {
		case rev.Vintage > r.now.Import:
			continue
		case rev.Vintage <= r.before.Import:
			earlier[rev.Indicator] = append(earlier[rev.Indicator], rev)
		default:
			t := r.touched[rev.Indicator]
			if t == nil {
				t = new(touched)
				r.touched[rev.Indicator] = t
			}
			t.after = append(t.after, rev)
		}
		r.left[rev.Indicator] = max(r.left[rev.Indicator], rev.Vintage)
	}
	for id, t := range r.touched {
		t.before = earlier[id]
	}
	return nil
}

// indicator finds what was revised of an indicator, and what is new of it.
func (r *run) indicator(id domain.IndicatorID, t *touched) error {
	ind := r.s.Describe(id)
	if err := r.revised(id, t); err != nil {
		return err
	}
	at, err := r.panels(id, t)
	if errors.Is(err, store.ErrPruned) {
		r.pruned(id)
		return nil
	}
	if err != nil {
		return err
	}
	t.net(at)
	for i := range t.revised {
		t.revised[i].Shown = r.shown(t.revised[i].Key)
	}
	if y := t.years(ind, at); y.Cells > 0 {
		r.Years = append(r.Years, y)
	}
	r.standOut(ind, t, at)
	if len(t.revised) > 0 {
		r.Values = append(r.Values, valuesOf(ind, t.revised))
	}
	return nil
}

func (r *run) pruned(id domain.IndicatorID) {
	if !slices.Contains(r.Pruned, id) {
		r.Pruned = append(r.Pruned, id)
	}
}
