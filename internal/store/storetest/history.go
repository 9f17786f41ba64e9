package storetest

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// state is an indicator as an import left it.
type state struct {
	vintage   store.VintageID
	day       string       // of its download
	panel     *panel.Panel // as the import left it
	replaced  *panel.Panel
	changes   panel.Changes
	after     store.VintageID // the newest import when it was last confirmed; 0 where it never was
	confirmed *panel.Panel    // what that made of it
}

// seen is the panel that a reader up to the vintage sees.
func (s state) seen(v store.VintageID) *panel.Panel {
	if s.after > 0 && s.after <= v {
		return s.confirmed
	}
	return s.panel
}

// bank is what imports should have left in a store.
type bank struct {
	rng    *rand.Rand
	states map[domain.IndicatorID][]state
	origin map[domain.Key]source // of every cell
}

type source struct {
	vintage store.VintageID
	tag     uint64
}

// asOf is the state of an indicator that a reader up to the vintage sees.
func (b *bank) asOf(id domain.IndicatorID, v store.VintageID) (found state, ok bool) {
	for _, s := range b.states[id] {
		if s.vintage <= v {
			found, ok = s, true
		}
	}
	return found, ok
}

// areas are those of downloads.
var areas = []domain.RegionID{"kunta:005", "kunta:179", "maa", "kunta:009", "kunta:010", "id:730", "kunta:016", "kunta:018", "kunta:020", "kunta:291"}

// download makes up what a source gives of an indicator on its nth day: figures and
// what stands for them, of areas, years and breakdowns that become more by the day.
func (b *bank) download(n int, share float64) map[domain.Key]domain.Cell {
	cells := make(map[domain.Key]domain.Cell)
	for _, region := range areas[:min(3+n/3, len(areas))] {
		for _, g := range domain.Genders[:1+n/8] {
			for _, breakdown := range []string{"", "age=0-6", "age=7-17"}[:1+n/10] {
				for year := 2012 - n/6; year < 2015+n/5; year++ {
					if b.rng.Float64() > share {
						continue
					}
					k := domain.Key{Region: region, Breakdown: breakdown, Gender: g, Period: domain.Year(year)}
					switch v := math.Round(b.rng.Float64()*1000) / 10; b.rng.IntN(8) {
					case 0:
						cells[k] = domain.EmptyCell(domain.Missing)
					case 1:
						cells[k] = domain.EmptyCell(domain.Suppressed)
					case 2:
						cells[k] = domain.NewCell(math.NaN(), math.Round(v)) // its count alone
					case 3:
						c := domain.NewCell(v, math.Round(v*7))
						c.Provisional = true
						cells[k] = c
					default:
						cells[k] = domain.NewCell(v, math.NaN())
					}
				}
			}
		}
	}
	return cells
}

// take lays the nth day's download of an indicator over what is held.
func (b *bank) take(t *testing.T, tx store.Tx, id domain.IndicatorID, vintage, newest store.VintageID, n int) {
	t.Helper()
	day := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC)
	share, lacks := 0.15, false
	switch n % 6 {
	case 2: // one that was fetched earlier and comes late
		day = day.AddDate(0, 0, -10)
	case 4: // one that has all, but for some figures that are withdrawn
		share, lacks = 0.9, true
	}
	l := panelOf(t, day.Format(time.DateOnly), b.download(n, share))
	base, err := tx.Panel(id)
	if errors.Is(err, store.ErrNotHeld) {
		base, err = nil, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	held := b.states[id]
	if base != nil {
		same(t, fmt.Sprintf("the writer's %s before import %d", id, vintage), base, held[len(held)-1].seen(newest))
	}
	m, err := panel.Merge(base, l.Panel)
	if err == nil && lacks && base != nil {
		lack := m.Panel.Lacking(l.Panel, domain.YearRange{}, func(domain.RegionID) bool { return false })
		err = m.Withdraw(&lack, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !m.Changes.Any() { // late, and of nothing that a newer one does not say
		return
	}
	write(t, tx, id, l, m)
	b.states[id] = append(held, state{vintage: vintage, day: l.Panel.Newest(), panel: m.Panel, replaced: m.Replaced, changes: m.Changes})
	at := make(map[domain.Key]uint64)
	tag := uint64(1)
	for _, k := range sorted(cellsOf(l.Panel)) {
		at[k] = tag
		tag++
	}
	m.Panel.Each(func(k domain.Key, now domain.Cell) {
		was := domain.Cell{}
		if base != nil {
			was = base.Cell(k)
		}
		if !was.Equal(now) {
			k.Indicator = id
			b.origin[k] = source{vintage, at[domain.Key{Region: k.Region, Breakdown: k.Breakdown, Gender: k.Gender, Period: k.Period}]}
		}
	})
}

// cellsOf are the cells of a panel that are not absent.
func cellsOf(p *panel.Panel) map[domain.Key]domain.Cell {
	cells := make(map[domain.Key]domain.Cell)
	p.Each(func(k domain.Key, c domain.Cell) { cells[k] = c })
	return cells
}

// testHistory imports, withdraws and confirms at random, over axes that grow, and
// holds every state that there ever was, as of every import, against what it should be.
func testHistory(t *testing.T, e Engine) {
	address := e.New(t)
	s := opened(t, e.Open, address)
	b := &bank{rng: rand.New(rand.NewPCG(5, 6)), states: make(map[domain.IndicatorID][]state), origin: make(map[domain.Key]source)}
	ids := []domain.IndicatorID{"191", "1065", "oma:x"}
	const days = 24
	newest := store.VintageID(0)
	for n := range days {
		tx := begin(t, s)
		if n%5 == 3 { // on this day all that is held is confirmed, and no import comes of it
			day := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			for _, id := range ids {
				held := b.states[id]
				if len(held) == 0 {
					continue
				}
				last := &held[len(held)-1]
				confirmed, err := panel.Merge(last.seen(newest), panelOf(t, day, cellsOf(last.panel)).Panel)
				if err != nil {
					t.Fatal(err)
				}
				if err := tx.PutConfirmation(store.Confirmation{Indicator: id, Retrieved: confirmed.Panel.Newest(), Retrievals: confirmed.Panel.EncodeRetrievals()}); err != nil {
					t.Fatal(err)
				}
				last.after, last.confirmed = newest, confirmed.Panel
			}
			confirm(t, tx)
			continue
		}
		for i, id := range ids {
			if i == 0 || n%(i+1) == 0 {
				b.take(t, tx, id, newest+1, newest, n)
			}
		}
		if id := commit(t, tx, time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)); id != newest+1 {
			t.Fatalf("import %d, want %d", id, newest+1)
		}
		newest++
	}
	reader := opened(t, e.Read, address)
	for v := store.VintageID(1); v <= newest; v++ {
		b.compare(t, reader.AsOf(v, ""), ids, v)
		for _, id := range ids {
			if want, ok := b.asOf(id, v); ok {
				p, of, err := reader.Panel(t.Context(), id, v)
				if err != nil || of.ID != want.vintage {
					t.Fatalf("%s by vintage %d: import %d, %v; want %d", id, v, of.ID, err, want.vintage)
				}
				same(t, fmt.Sprintf("%s by vintage %d", id, v), p, want.seen(v))
			}
		}
	}
	b.compare(t, reader, ids, newest)
	b.compareOrigins(t, reader)
	b.compareHistory(t, reader, ids)
	for _, n := range []int{4, 11, days} {
		b.compareKnown(t, reader, ids, time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	whole(t, e, address)
}

// compare holds what a reader up to a vintage sees against what it should.
func (b *bank) compare(t *testing.T, s store.Store, ids []domain.IndicatorID, v store.VintageID) {
	t.Helper()
	holdings, err := s.Holdings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := make(map[domain.IndicatorID]store.Holding)
	for _, h := range holdings {
		held[h.Indicator] = h
	}
	for _, id := range ids {
		want, ok := b.asOf(id, v)
		p, vintage, err := s.Panel(t.Context(), id, store.Latest)
		if !ok {
			if _, listed := held[id]; listed || !errors.Is(err, store.ErrNotHeld) {
				t.Errorf("%s as of %d: %v, listed %v; it is not held yet", id, v, err, listed)
			}
			continue
		}
		if err != nil || vintage.ID != want.vintage {
			t.Fatalf("%s as of %d: import %d, %v; want %d", id, v, vintage.ID, err, want.vintage)
		}
		seen := want.seen(v)
		same(t, fmt.Sprintf("%s as of %d", id, v), p, seen)
		first, last, _ := seen.Span()
		if got, want := held[id], (store.Holding{Indicator: id, Vintage: want.vintage, Retrieved: seen.Newest(), First: first, Last: last, Regions: len(seen.Regions), Values: seen.Tally()[domain.OK]}); got != want {
			t.Errorf("%s as of %d is held as %+v, want %+v", id, v, got, want)
		}
	}
	vintages, err := s.Vintages(t.Context())
	if err != nil || len(vintages) != int(v) || vintages[v-1].ID != v {
		t.Errorf("as of %d: %d imports, %v", v, len(vintages), err)
	}
}

// compareOrigins asks of every cell which import stated it.
func (b *bank) compareOrigins(t *testing.T, s store.Store) {
	t.Helper()
	for k, want := range b.origin {
		got, err := s.Origin(t.Context(), k, store.Latest)
		if err != nil || got.Vintage.ID != want.vintage || got.Tag != want.tag || got.File.Name != "a.csv" {
			t.Fatalf("%v is of import %d, tag %d, %v; want %+v", k, got.Vintage.ID, got.Tag, err, want)
		}
	}
}

// compareHistory holds what each import replaced against what it should.
func (b *bank) compareHistory(t *testing.T, s store.Store, ids []domain.IndicatorID) {
	t.Helper()
	every := 0
	for _, id := range ids {
		revisions, err := s.Revisions(t.Context(), id)
		if err != nil || len(revisions) != len(b.states[id]) {
			t.Fatalf("%s: %d revisions, %v; want %d", id, len(revisions), err, len(b.states[id]))
		}
		every += len(revisions)
		steps, err := s.Steps(t.Context(), id)
		if err != nil || len(steps) != len(revisions) {
			t.Fatalf("%s: %d steps, %v; want %d", id, len(steps), err, len(revisions))
		}
		for i, r := range revisions {
			want := b.states[id][i]
			first, last, _ := want.panel.Span()
			if r.Indicator != id || r.Vintage != want.vintage || r.Changes.New != want.changes.New || r.Changes.Changed != want.changes.Changed || r.First != first || r.Last != last {
				t.Errorf("%s, revision %d: %+v, want import %d, %+v, %s to %s", id, i, r, want.vintage, want.changes, first, last)
			}
			replaced, err := s.Replaced(t.Context(), id, r.Vintage)
			if err != nil {
				t.Fatal(err)
			}
			step, err := steps[i].Replaced()
			if err != nil || !reflect.DeepEqual(steps[i].Revision, r) {
				t.Fatalf("%s, step %d: %+v, %v; want %+v", id, i, steps[i].Revision, err, r)
			}
			same(t, "what a step replaced", step, replaced)
			got, wanted := cellsOf(replaced), cellsOf(want.replaced)
			for k, c := range wanted {
				if !got[k].Equal(c) {
					t.Fatalf("%s, import %d replaced %+v at %v, want %+v", id, r.Vintage, got[k], k, c)
				}
			}
			if len(got) != len(wanted) {
				t.Errorf("%s, import %d replaced %d cells, want %d", id, r.Vintage, len(got), len(wanted))
			}
		}
	}
	all, err := s.Revisions(t.Context(), "")
	if err != nil || len(all) != every {
		t.Errorf("%d revisions of all, %v; want %d", len(all), err, every)
	}
	for i := 1; i < len(all); i++ {
		if all[i].Vintage < all[i-1].Vintage {
			t.Errorf("revisions of all are not oldest first: %d after %d", all[i].Vintage, all[i-1].Vintage)
		}
	}
}

// compareKnown holds what imports changed of what was known on a day against what was
// known after each.
func (b *bank) compareKnown(t *testing.T, s store.Store, ids []domain.IndicatorID, day string) {
	t.Helper()
	in := make(map[store.VintageID]bool)
	last := store.Latest
	for _, id := range ids {
		for _, of := range b.states[id] {
			if of.day <= day {
				in[of.vintage], last = true, max(last, of.vintage)
			}
		}
	}
	then := store.Known(s.AsOf(last, day), day, in)
	for _, id := range ids {
		steps, err := then.Steps(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		before := new(panel.Panel)
		for i := range steps {
			now, _, err := then.Panel(t.Context(), id, steps[i].Vintage)
			if err != nil {
				t.Fatal(err)
			}
			replaced, err := steps[i].Replaced()
			if err != nil {
				t.Fatal(err)
			}
			got, changed := cellsOf(replaced), 0
			before.Each(func(k domain.Key, was domain.Cell) {
				if was.Equal(now.Cell(k)) {
					return
				}
				changed++
				if !got[k].Equal(was) {
					t.Fatalf("%s as of %s: import %d replaced %+v at %v, want %+v", id, day, steps[i].Vintage, got[k], k, was)
				}
			})
			now.Each(func(k domain.Key, c domain.Cell) {
				if came := got[k]; came.Status == domain.Missing && before.Cell(k).Status == domain.Absent && !c.Equal(came) {
					changed++ // after it had been withdrawn
				}
			})
			if len(got) != changed || steps[i].Changes.Changed != changed {
				t.Errorf("%s as of %s: import %d replaced %d cells, of %d; want %d", id, day, steps[i].Vintage, len(got), steps[i].Changes.Changed, changed)
			}
			before = now
		}
	}
}
