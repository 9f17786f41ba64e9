package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/revision"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// revisions gathers what imports revised of some indicators and regions.
type revisions struct {
	s          *session
	vintages   map[store.VintageID]store.Vintage
	indicators []domain.IndicatorID
	regions    map[domain.RegionID]bool // nil is all

	rows    []revised
	onlyNew map[store.VintageID]int // observations, by imports that revised nothing
	pruned  []domain.IndicatorID    // whose earlier history is no more
}

// revised is one row: a change, the import that made it, and how many
// decimals it is shown with.
type revised struct {
	revision.Change
	vintage   store.VintageID
	indicator domain.Indicator
	decimals  int
}

func (r *revisions) table(ctx context.Context) (*table.Table, error) {
	added, changed := make(map[store.VintageID]int), make(map[store.VintageID]bool)
	for _, id := range r.indicators {
		done, err := r.s.db.Revisions(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, rev := range done {
			added[rev.Vintage] += rev.Changes.New
			changed[rev.Vintage] = changed[rev.Vintage] || rev.Changes.Changed > 0
		}
		if err := r.indicator(ctx, id, done); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(added, func(v store.VintageID, n int) bool { return changed[v] || n == 0 })
	r.onlyNew = added
	return r.print(), nil
}

// indicator goes back through the imports of one indicator, as far as to where
// example data gave way to it: that was never published.
func (r *revisions) indicator(ctx context.Context, id domain.IndicatorID, done []store.Revision) error {
	if !slices.ContainsFunc(done, func(rev store.Revision) bool { return rev.Changes.Changed > 0 }) {
		return nil
	}
	newest, _, err := r.s.db.Panel(ctx, id, store.Latest)
	if err == nil {
		newest, err = newest.Relabel(r.s.cat.Canonical)
	}
	if err != nil {
		return err
	}
	ind, walk := r.s.describe(id), revision.NewWalk(newest)
	var rows []revised
	for _, rev := range slices.Backward(done) {
		if rev.MadeUp != newest.MadeUp {
			break
		}
		if rev.Changes.Changed == 0 {
			continue
		}
		replaced, err := r.s.db.Replaced(ctx, id, rev.Vintage)
		if errors.Is(err, store.ErrPruned) {
			r.pruned = append(r.pruned, id)
			break
		}
		if err == nil {
			replaced, err = replaced.Relabel(r.s.cat.Canonical)
		}
		if err != nil {
			return err
		}
		changes := walk.Back(replaced, rev.Last)
		for _, c := range slices.Backward(changes) {
			if r.regions == nil || r.regions[c.Key.Region] {
				rows = append(rows, revised{Change: c, vintage: rev.Vintage, indicator: ind})
			}
		}
	}
	slices.Reverse(rows) // the oldest import first
	r.rows = append(r.rows, withDecimals(rows)...)
	return nil
}

// withDecimals has the rows of one indicator shown with as many decimals as
// their values have.
func withDecimals(rows []revised) []revised {
	const most = 3
	var values []float64
	for _, row := range rows {
		values = append(values, row.Old.Value, row.New.Value)
	}
	decimals := locale.Decimals(most, values...)
	for i := range rows {
		rows[i].decimals = decimals
	}
	return rows
}

var kindNames = map[revision.Kind]domain.Text{
	revision.Correction: text("korjaus", "rättelse", "correction"),
	revision.Division:   text("aluejako", "områdesindelning", "division"),
}

func (r *revisions) print() *table.Table {
	total, plain := true, true
	for _, row := range r.rows {
		total = total && row.Key.Gender == domain.Total
		plain = plain && row.Key.Breakdown == ""
	}
	t := &table.Table{Columns: []table.Column{
		vintageColumn, importedColumn, retrievedColumn,
		{Name: "indicator", Title: text("Indikaattori", "Indikator", "Indicator"), Section: true},
		{Name: "region", Title: text("Tunnus", "Kod", "Reference"), Wide: true},
		{Name: "region_name", Title: text("Alue", "Område", "Region")},
		{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: total},
		{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: plain},
		{Name: "period", Title: text("Vuosi", "År", "Period")},
		{Name: "old_value", Title: text("Ennen", "Före", "Before")},
		{Name: "value", Title: text("Nyt", "Efter", "After")},
		{Name: "old_count", Title: text("Lkm ennen", "Antal före", "Count before"), Spare: 2},
		{Name: "count", Title: text("Lkm nyt", "Antal efter", "Count after"), Spare: 1},
		{Name: "old_status", Title: text("Tila ennen", "Status före", "Status before"), Wide: true},
		{Name: "status", Title: text("Tila", "Status", "Status"), Wide: true},
		{Name: "kind", Title: text("Laji", "Slag", "Kind")},
	}}
	for _, row := range r.rows {
		t.Rows = append(t.Rows, append(importValues(r.vintages[row.vintage]),
			table.Str(string(row.indicator.ID)).ForPeople(heading(row.indicator)),
			table.Str(string(row.Key.Region)), table.Str(r.s.regionName(row.Key.Region).In(r.s.lang)),
			table.Str(string(row.Key.Gender)).ForPeople(genderNames[row.Key.Gender]), table.Str(row.Key.Breakdown), table.PeriodOf(row.Key.Period),
			shownValue(row.Old, row.decimals), shownValue(row.New, row.decimals),
			table.Num(row.Old.Count, 0), table.Num(row.New.Count, 0),
			table.Str(row.Old.Status.String()), table.Str(row.New.Status.String()),
			table.Str(string(row.Kind)).ForPeople(kindNames[row.Kind])))
	}
	t.Notes = r.notes()
	return t
}

// notes sum up the imports that revised nothing, and say where history ends.
func (r *revisions) notes() []domain.Text {
	var notes []domain.Text
	for _, id := range slices.Sorted(maps.Keys(r.onlyNew)) {
		var t domain.Text
		for _, l := range domain.Langs {
			name, n := []rune(importName(r.vintages[id], l)), locale.Number(l, float64(r.onlyNew[id]), 0)
			name[0] -= 'a' - 'A'
			t.Set(l, fmt.Sprintf(text("%s toi vain uutta: %s havaintoa kaikilta alueilta.", "%s gav bara nytt: %s observationer i alla områden.", "%s brought only new observations: %s in all regions.").In(l), string(name), n))
		}
		notes = append(notes, t)
	}
	if len(r.pruned) > 0 {
		ids := someOf(r.pruned)
		notes = append(notes, text("Vanhempi historia on karsittu: "+ids+".", "Den äldre historiken har gallrats: "+ids+".", "Earlier history has been pruned: "+ids+"."))
	}
	return notes
}
