package revision

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/panel"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Which says whose revisions are asked for.
type Which struct {
	Indicators []domain.IndicatorID     // nil for every one held
	Regions    map[domain.RegionID]bool // nil for all
	Genders    []domain.Gender          // nil for all
}

// History is what imports revised.
type History struct {
	Vintages []store.Vintage      // every import, the oldest first
	Rows     []Revised            // indicator by indicator, the oldest import first
	OnlyNew  []OnlyNew            // of the indicators, the oldest import first
	Pruned   []domain.IndicatorID // whose earlier history is no more
	Missing  []domain.IndicatorID // asked for and not held
	Others   int                  // revisions of other genders than those asked for
}

// Revised is a change, and the import that made it.
type Revised struct {
	Change
	Vintage   store.Vintage
	Indicator domain.Indicator
	Decimals  int     // to show the values of its indicator with
	Alike     int     // figures of its import that changed by one factor, of the one that stands for them; else 0
	Past      float64 // the largest Size that an earlier import revised the indicator by; 0 for none, and where regions are asked for
}

// OnlyNew is an import that brought observations and revised none.
type OnlyNew struct {
	Vintage      store.Vintage
	Observations int // in all regions
}

// Imports lists the imports alone.
func Imports(ctx context.Context, s *session.Session) (History, error) {
	vintages, err := s.Store.Vintages(ctx)
	return History{Vintages: vintages}, err
}

// HistoryOf goes back through the imports of indicators. Where none of those
// named is held the error is a *session.NotHeldError.
func HistoryOf(ctx context.Context, s *session.Session, w Which) (History, error) {
	vintages, err := s.Store.Vintages(ctx)
	if err != nil {
		return History{}, err
	}
	h := history{ctx: ctx, s: s, regions: w.Regions, genders: w.Genders, mergers: mergers(s.Catalog), History: History{Vintages: vintages}}
	ids, err := h.held(w.Indicators)
	if err != nil {
		return h.History, err
	}
	added, changed := make(map[store.VintageID]int), make(map[store.VintageID]bool)
	for _, id := range ids {
		steps, err := s.Store.Steps(ctx, id)
		if err != nil {
			return h.History, err
		}
		for i := range steps {
			v, did := steps[i].Vintage, steps[i].Changes
			added[v] += did.New
			changed[v] = changed[v] || did.Changed > 0
		}
		if err := h.indicator(id, steps); err != nil {
			return h.History, err
		}
	}
	for _, v := range vintages {
		if n := added[v.ID]; n > 0 && !changed[v.ID] {
			h.OnlyNew = append(h.OnlyNew, OnlyNew{v, n})
		}
	}
	return h.History, nil
}

// mergers lists the areas of a catalogue that have merged into others.
func mergers(c *catalog.Catalog) map[domain.RegionID][]Merger {
	into := make(map[domain.RegionID][]Merger)
	for _, r := range c.Regions() {
		if successor := c.LastSuccessor(r.ID); successor != "" {
			into[successor] = append(into[successor], Merger{r.ID, r.Last})
		}
	}
	return into
}

// history is the gathering of one.
type history struct {
	ctx     context.Context
	s       *session.Session
	regions map[domain.RegionID]bool
	genders []domain.Gender
	mergers map[domain.RegionID][]Merger

	History
}

// held lists those of the indicators that are held, each once.
func (h *history) held(asked []domain.IndicatorID) ([]domain.IndicatorID, error) {
	holdings, err := h.s.Store.Holdings(h.ctx)
	if err != nil {
		return nil, err
	}
	var all []domain.IndicatorID
	for _, one := range holdings {
		all = append(all, one.Indicator)
	}
	if asked == nil {
		return all, nil
	}
	var held []domain.IndicatorID
	for _, id := range asked {
		switch {
		case !slices.Contains(all, id):
			h.Missing = append(h.Missing, id)
		case !slices.Contains(held, id):
			held = append(held, id)
		}
	}
	if len(held) == 0 {
		return nil, &session.NotHeldError{Missing: h.Missing}
	}
	return held, nil
}

// indicator goes back through the imports of one indicator, as far as to where
// example data gave way to it: that was never published.
func (h *history) indicator(id domain.IndicatorID, steps []store.Step) error {
	if !slices.ContainsFunc(steps, func(s store.Step) bool { return s.Changes.Changed > 0 }) {
		return nil
	}
	newest, _, err := h.s.Store.Panel(h.ctx, id, store.Latest)
	if err != nil {
		return err
	}
	walk := NewWalk(newest, h.mergers)
	about := Revised{Indicator: h.s.Describe(id)}
	rows := make([]Revised, 0, h.most(steps))
	largest := make(map[store.VintageID]float64) // size of an import's corrections
	for _, step := range slices.Backward(steps) {
		if step.MadeUp != newest.MadeUp {
			break
		}
		if step.Changes.Changed == 0 {
			continue
		}
		replaced, err := step.Replaced()
		if errors.Is(err, store.ErrPruned) {
			h.Pruned = append(h.Pruned, id)
			break
		}
		if err != nil {
			return err
		}
		walk.Before(h.before(id, step.Vintage, replaced))
		if h.regions != nil && !slices.ContainsFunc(replaced.Regions, func(r domain.RegionID) bool { return h.regions[r] }) {
			walk.Past(replaced)
			continue
		}
		about.Vintage = h.vintage(step.Vintage)
		for _, c := range slices.Backward(walk.Back(replaced, step.Last)) {
			largest[step.Vintage] = max(largest[step.Vintage], c.Size)
			switch {
			case h.regions != nil && !h.regions[c.Key.Region]:
			case h.genders != nil && !slices.Contains(h.genders, c.Key.Gender):
				h.Others++
			default:
				about.Change = c
				rows = append(rows, about)
			}
		}
	}
	slices.Reverse(rows) // the oldest import first
	showDecimals(rows)
	if h.regions == nil {
		setPast(rows, largest)
	}
	if h.Rows == nil {
		h.Rows = rows // of one indicator mostly
		return nil
	}
	h.Rows = append(h.Rows, rows...)
	return nil
}

// most is how many rows imports may come to; 0 where that is not known, as of some
// regions.
func (h *history) most(steps []store.Step) (n int) {
	if h.regions != nil {
		return 0
	}
	for i := range steps {
		n += steps[i].Changes.Changed
	}
	return n
}

// before is the panel of an indicator before an import that brought figures where there
// were none; nil where it brought none such, or the panel is pruned.
func (h *history) before(id domain.IndicatorID, v store.VintageID, replaced *panel.Panel) *panel.Panel {
	if replaced.Tally()[domain.Missing] == 0 || v <= 1 {
		return nil
	}
	was, _, err := h.s.Store.Panel(h.ctx, id, v-1)
	if err != nil {
		return nil
	}
	return was
}

func (h *history) vintage(id store.VintageID) store.Vintage {
	i, found := slices.BinarySearchFunc(h.Vintages, id, func(v store.Vintage, id store.VintageID) int { return cmp.Compare(v.ID, id) })
	if !found {
		return store.Vintage{}
	}
	return h.Vintages[i]
}

// showDecimals has the rows of one indicator shown with as many decimals as
// their values have.
func showDecimals(rows []Revised) {
	const most = 3
	var values []float64
	for _, row := range rows {
		values = append(values, row.Old.Value, row.New.Value)
	}
	decimals := locale.Decimals(most, values...)
	for i := range rows {
		rows[i].Decimals = decimals
	}
}
