package storetest

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// testEmpty reads where there is no store yet, still or not: it is an empty one, which
// takes no import from who came to read, and the first from who came to write.
func testEmpty(t *testing.T, e Engine) {
	address := e.New(t)
	look := func(when string, s store.Store) {
		t.Helper()
		held, err := s.Holdings(t.Context())
		vintages, err2 := s.Vintages(t.Context())
		described, err3 := s.Described(t.Context())
		regions, err4 := s.Regions(t.Context())
		revisions, err5 := s.Revisions(t.Context(), "")
		brought, err6 := s.Brought(t.Context(), "191", store.Latest)
		if n := len(held) + len(vintages) + len(described) + len(regions) + len(revisions) + len(brought); n > 0 {
			t.Errorf("%s: %d things are in it", when, n)
		}
		if err := errors.Join(err, err2, err3, err4, err5, err6); err != nil {
			t.Errorf("%s: %v", when, err)
		}
		if _, _, err := s.Panel(t.Context(), "191", store.Latest); !errors.Is(err, store.ErrNotHeld) {
			t.Errorf("%s: a panel: %v", when, err)
		}
		if _, err := s.Origin(t.Context(), domain.Key{Indicator: "191", Region: at.Region, Gender: at.Gender, Period: at.Period}, store.Latest); !errors.Is(err, store.ErrNotHeld) {
			t.Errorf("%s: an origin: %v", when, err)
		}
		if _, err := s.Replaced(t.Context(), "191", 1); !errors.Is(err, store.ErrNotHeld) {
			t.Errorf("%s: what was replaced: %v", when, err)
		}
	}
	reader, still := opened(t, e.Read, address), opened(t, e.Still, address)
	look("to read", reader)
	look("still", still)
	if _, err := reader.Begin(t.Context(), "a test", 0); err == nil {
		t.Error("a store opened to be read takes an import")
	}
	s := opened(t, e.Open, address)
	look("to write", s)
	tx := begin(t, s)
	put(t, tx, "191", panelOf(t, "2026-11-21", one(1.5)))
	commit(t, tx, "2026-11-21")
	if got := valueOf(t, opened(t, e.Read, address), "191", store.Latest); got != 1.5 {
		t.Errorf("after the first import: %v", got)
	}
}

// testRoundTrip imports two indicators with every kind of cell, of several downloads,
// and what is said of them, and reads it all again.
func testRoundTrip(t *testing.T, e Engine) {
	address := e.New(t)
	s := opened(t, e.Open, address)
	key := func(region, breakdown string, g domain.Gender, period string) domain.Key {
		return domain.Key{Region: domain.RegionID(region), Breakdown: breakdown, Gender: g, Period: domain.Period(period)}
	}
	provisional := domain.NewCell(2.5, 7)
	provisional.Provisional = true
	first := map[domain.Key]domain.Cell{
		key("kunta:179", "", domain.Total, "2020"):         domain.NewCell(1.5, math.NaN()),
		key("kunta:179", "", domain.Total, "2021"):         domain.NewCell(0, 0),
		key("kunta:179", "", domain.Female, "2021"):        domain.EmptyCell(domain.Missing),
		key("kunta:179", "", domain.Male, "2021"):          domain.EmptyCell(domain.Suppressed),
		key("maa", "", domain.Total, "2021"):               domain.NewCell(math.NaN(), 12345),
		key("maa", "age=0-6", domain.Total, "2021"):        provisional,
		key("id:730", "", domain.Total, "2021-05"):         domain.NewCell(-1e-9, 1e15),
		key("kunta:291", "ikä=”ü”", domain.Total, "2021"):  domain.NewCell(1.0/3, math.NaN()),
		key("kunta:291", "age=80-", domain.Female, "1972"): domain.NewCell(math.MaxFloat64, 3),
	}
	second := map[domain.Key]domain.Cell{
		key("kunta:179", "", domain.Total, "2022"): domain.NewCell(1.75, math.NaN()),
	}
	tx := begin(t, s)
	want := put(t, tx, "191", panelOf(t, "2026-05-06", first))
	other := put(t, tx, "oma:käynnit", panelOf(t, "2026-05-06", one(3)))
	about := domain.Indicator{ID: "oma:käynnit", Title: domain.Text{FI: "Käynnit 'ja' \"muut\"; --", SV: "Besök", EN: "Visits"}}
	area := domain.Region{ID: "id:730", Name: domain.Text{FI: "Äänekosken alue"}}
	for _, step := range []error{tx.PutIndicator(about), tx.PutRegion(area), tx.PutIndicator(about)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	files := []store.File{
		{Name: "näin.xlsx", SHA256: "abc", Size: 1 << 40, Format: "sotkanet", Sheets: []string{"Taulu 1", "2"}, Retrieved: "2026-05-06", Rows: 9, New: 6, Changed: 1, Same: 0, Missing: 1, Older: 0, Rejected: 1},
		{Name: "b.csv", SHA256: "def", Size: 0, Format: "table", Retrieved: "2026-05", Rows: 3, Same: 1, Older: 2},
	}
	imported := time.Date(2026, 5, 7, 8, 9, 10, 0, time.UTC)
	if id, err := tx.Commit(store.Vintage{Imported: imported, Retrieved: "2026-05-06", Files: files}); err != nil || id != 1 {
		t.Fatalf("import %d, %v", id, err)
	}
	tx = begin(t, s)
	want = put(t, tx, "191", panelOf(t, "2026-11-21", second))
	commit(t, tx, "2026-11-21")

	r := opened(t, e.Read, address)
	p, vintage, err := r.Panel(t.Context(), "191", store.Latest)
	if err != nil || vintage.ID != 2 || vintage.Retrieved != "2026-11-21" {
		t.Fatalf("%+v, %v", vintage, err)
	}
	same(t, "of two downloads", p, want.Panel)
	if !p.Several() {
		t.Error("the cells are of one download")
	}
	if p, vintage, err = r.Panel(t.Context(), "oma:käynnit", store.Latest); err != nil || vintage.ID != 1 || !vintage.Imported.Equal(imported) {
		t.Fatalf("%+v, %v", vintage, err)
	}
	same(t, "the other of the import", p, other.Panel)
	vintages, err := r.Vintages(t.Context())
	if err != nil || len(vintages) != 2 {
		t.Fatalf("%+v, %v", vintages, err)
	}
	if got := vintages[0]; !got.Imported.Equal(imported) || got.Retrieved != "2026-05-06" || !reflect.DeepEqual(got.Files, files) {
		t.Errorf("the import is %+v, want %s and %+v", got, imported, files)
	}
	describes(t, r, about)
	if got, err := r.Regions(t.Context()); err != nil || !reflect.DeepEqual(got, []domain.Region{area}) {
		t.Errorf("regions: %+v, %v", got, err)
	}
	held, err := r.Holdings(t.Context())
	if err != nil || len(held) != 2 || held[0].Indicator != "191" || held[1].Indicator != "oma:käynnit" {
		t.Errorf("held: %+v, %v", held, err)
	}
	whole(t, e, address)
}

// testAsOf reads as of an import what was there then.
func testAsOf(t *testing.T, e Engine) {
	_, s := imports(t, e, 1.7, 1.6, 1.5)
	ctx, then := t.Context(), s.AsOf(2, "")
	if p, v, err := then.Panel(ctx, "191", store.Latest); err != nil || v.ID != 2 || p.Cell(at).Value != 1.6 {
		t.Errorf("191 then: vintage %d, %v", v.ID, err)
	}
	if _, v, err := then.Panel(ctx, "191", 3); err != nil || v.ID != 2 {
		t.Errorf("vintage 3 then: %d, %v", v.ID, err)
	}
	if _, v, err := then.AsOf(3, "").Panel(ctx, "191", store.Latest); err != nil || v.ID != 2 {
		t.Errorf("forward again: %d, %v", v.ID, err)
	}
	held, err := then.Holdings(ctx)
	if err != nil || len(held) != 2 || held[0].Vintage != 2 || held[1].Vintage != 1 {
		t.Errorf("holdings then %+v, %v", held, err)
	}
	if vintages, err := then.Vintages(ctx); err != nil || len(vintages) != 2 {
		t.Errorf("vintages then %+v, %v", vintages, err)
	}
	revisions, err := then.Revisions(ctx, "191")
	if err != nil || len(revisions) != 2 || revisions[1].Changes.Changed != 1 || revisions[1].Last != "2021" {
		t.Errorf("revisions then %+v, %v", revisions, err)
	}
	if brought, err := then.Brought(ctx, "191", store.Latest); err != nil || len(brought) != 2 || brought[0].Retrieved != "2026-02-10" {
		t.Errorf("brought by then %+v, %v", brought, err)
	}
	if got := valueOf(t, s, "191", store.Latest); got != 1.5 {
		t.Errorf("now %v", got)
	}
	if _, _, err := s.Panel(ctx, "193", store.Latest); !errors.Is(err, store.ErrNotHeld) || errors.Is(err, store.ErrPruned) {
		t.Errorf("one that was never held: %v", err)
	}
}

// testOutOfOrder imports downloads in another order than they were fetched: what was
// known on a day is told without those of later days that were imported in between, and
// so is what each import changed.
func testOutOfOrder(t *testing.T, e Engine) {
	s := opened(t, e.Open, e.New(t))
	a, b, c, d := at, at, at, at
	a.Period, b.Period, c.Period, d.Period = "2018", "2019", "2020", "2021"
	value := func(v float64) domain.Cell { return domain.NewCell(v, math.NaN()) }
	for _, of := range []struct {
		day   string
		cells map[domain.Key]domain.Cell
	}{
		{"2026-01-10", map[domain.Key]domain.Cell{a: value(10), b: value(5)}},
		{"2026-05-10", map[domain.Key]domain.Cell{a: value(30), c: value(7)}},
		{"2026-03-10", map[domain.Key]domain.Cell{a: domain.NewCell(30, 100), b: value(6), d: value(8)}}, // its count goes to the figure of May
		{"2026-06-10", map[domain.Key]domain.Cell{a: value(40), b: value(9), c: value(3), d: value(8)}},
	} {
		tx := begin(t, s)
		put(t, tx, "191", panelOf(t, of.day, of.cells))
		commit(t, tx, of.day)
	}
	type change struct{ a, b, c, d float64 } // the figures as they were, 0 for one that was not replaced
	for _, tt := range []struct {
		day  string
		in   []store.VintageID
		want []change
		now  change
	}{
		{"2026-02-01", []store.VintageID{1}, []change{{}}, change{a: 10, b: 5}},
		{"2026-04-01", []store.VintageID{1, 3}, []change{{}, {b: 5}}, change{a: 10, b: 6, d: 8}},
		{"2026-05-10", []store.VintageID{1, 2, 3}, []change{{}, {a: 10}, {a: 30, b: 5}}, change{a: 30, b: 6, c: 7, d: 8}},
		{"2026-06-10", []store.VintageID{1, 2, 3, 4}, []change{{}, {a: 10}, {a: 30, b: 5}, {a: 30, b: 6, c: 7}}, change{a: 40, b: 9, c: 3, d: 8}},
	} {
		in := make(map[store.VintageID]bool)
		for _, v := range tt.in {
			in[v] = true
		}
		then := store.Known(s.AsOf(tt.in[len(tt.in)-1], tt.day), tt.day, in)
		figures := func(p *panel.Panel) change {
			of := func(k domain.Key) float64 {
				if c := p.Cell(k); c.Status == domain.OK {
					return c.Value
				}
				return 0
			}
			return change{of(a), of(b), of(c), of(d)}
		}
		if p, _, err := then.Panel(t.Context(), "191", store.Latest); err != nil || figures(p) != tt.now {
			t.Errorf("known on %s: %+v, %v; want %+v", tt.day, figures(p), err, tt.now)
		}
		steps, err := then.Steps(t.Context(), "191")
		if err != nil || len(steps) != len(tt.want) {
			t.Errorf("%s: %d steps, %v; want %d", tt.day, len(steps), err, len(tt.want))
			continue
		}
		for i, want := range tt.want {
			replaced, err := steps[i].Replaced()
			if err != nil || steps[i].Vintage != tt.in[i] || figures(replaced) != want || steps[i].Changes.Changed != replaced.Stated() {
				t.Errorf("known on %s: import %d replaced %+v, %d, %v; want %+v of import %d", tt.day, steps[i].Vintage, figures(replaced), steps[i].Changes.Changed, err, want, tt.in[i])
			}
			if again, err := then.Replaced(t.Context(), "191", tt.in[i]); err != nil || figures(again) != want {
				t.Errorf("known on %s: import %d replaced %+v, %v; want %+v", tt.day, tt.in[i], figures(again), err, want)
			}
		}
	}
	if _, err := s.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err != nil {
		t.Fatal(err)
	}
	then := store.Known(s, "2026-06-10", map[store.VintageID]bool{1: true, 3: true, 4: true})
	if p, _, err := then.Panel(t.Context(), "191", store.Latest); err != nil || p.Cell(a).Value != 40 {
		t.Errorf("the newest, known and not pruned: %v", err)
	}
	for v := range store.VintageID(5) {
		want := store.ErrPruned
		if v == 0 || v == 2 {
			want = store.ErrNotHeld
		}
		if _, err := then.Replaced(t.Context(), "191", v); !errors.Is(err, want) {
			t.Errorf("what import %d changed of states that were pruned: %v; want %v", v, err, want)
		}
	}
}

// testAsOfIsToBeRead has a store as it was neither written to nor pruned.
func testAsOfIsToBeRead(t *testing.T, e Engine) {
	_, s := imports(t, e, 1.7, 1.6)
	then := s.AsOf(1, "")
	if _, err := then.Begin(t.Context(), "a test", time.Second); err == nil {
		t.Error("a store as it was was written to")
	}
	if _, err := then.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err == nil {
		t.Error("a store as it was was pruned")
	}
}

// testConfirmations has a download say again what is held: by import it counts from
// the next one on, by day from its own, and the import keeps its number.
func testConfirmations(t *testing.T, e Engine) {
	_, s := imports(t, e, 1.7)
	for _, day := range []string{"2026-02-01", "2026-03-01"} {
		tx := begin(t, s)
		if m := put(t, tx, "191", panelOf(t, day, one(1.7))); m.Changes.Any() {
			t.Fatalf("%+v", m.Changes)
		}
		confirm(t, tx)
	}
	tx := begin(t, s)
	put(t, tx, "192", panelOf(t, "2026-04-01", one(8)))
	if id := commit(t, tx, "2026-04-01"); id != 2 {
		t.Errorf("the import after confirmations is %d, want 2", id)
	}
	for _, c := range []struct {
		name string
		s    store.Store
		want string
	}{
		{"now", s, "2026-03-01"},
		{"as of the import", s.AsOf(1, ""), "2026-03-01"},
		{"by a day before the last confirmation", s.AsOf(1, "2026-02-15"), "2026-01-10"},
		{"by its day", s.AsOf(1, "2026-03-01"), "2026-03-01"},
	} {
		p, v, err := c.s.Panel(t.Context(), "191", store.Latest)
		if err != nil || v.ID != 1 || v.Retrieved != c.want || p.Retrieval(at).Day != c.want {
			t.Errorf("%s: import %d, of %s, the cell of %s, %v; want %s", c.name, v.ID, v.Retrieved, p.Retrieval(at).Day, err, c.want)
		}
		if held, err := c.s.Holdings(t.Context()); err != nil || held[0].Retrieved != c.want {
			t.Errorf("%s: held of %s, %v; want %s", c.name, held[0].Retrieved, err, c.want)
		}
	}
	if p, v, err := store.ByChange(s).Panel(t.Context(), "191", store.Latest); err != nil || v.Retrieved != "2026-01-10" || p.Retrieval(at).Day != "2026-01-10" {
		t.Errorf("by change: of %s, %v", v.Retrieved, err)
	}
}

// testDays has a file be of another day than was known: of one on which it was fetched
// again, which what it brought does not move to, or of the one on which it was in fact.
func testDays(t *testing.T, e Engine) {
	for _, c := range []struct {
		mended  bool
		brought string
	}{{false, "2026-01-10"}, {true, "2025-12-01"}} {
		_, s := imports(t, e, 1.7)
		tx := begin(t, s)
		if err := tx.PutDay("sum of 2026-01-10", "2025-12-01", c.mended); err != nil {
			t.Fatal(err)
		}
		confirm(t, tx)
		vintages, err := s.Vintages(t.Context())
		if err != nil || vintages[0].Files[0].Retrieved != "2025-12-01" {
			t.Errorf("mended %v: the file is of %+v, %v", c.mended, vintages, err)
		}
		brought, err := s.Brought(t.Context(), "191", store.Latest)
		if err != nil || len(brought) != 1 || brought[0].Retrieved != c.brought {
			t.Errorf("mended %v: brought %+v, %v; want %s", c.mended, brought, err, c.brought)
		}
	}
}

// testOrigins asks where figures came from that two files of one import state.
func testOrigins(t *testing.T, e Engine) {
	s := opened(t, e.Open, e.New(t))
	second := at
	second.Period = "2022"
	tx := begin(t, s)
	var b panel.Builder
	b.AddTagged(at, domain.NewCell(1, 2), 17)
	b.AddTagged(second, domain.NewCell(3, 4), 1<<40)
	l, err := b.Layout()
	if err != nil {
		t.Fatal(err)
	}
	m, err := panel.Merge(nil, l.Panel)
	if err != nil {
		t.Fatal(err)
	}
	tagged := []panel.Tagged{{File: 0, Layout: &l, Places: m.From[:1]}, {File: 1, Layout: &l, Places: m.From[1:]}}
	if err := tx.PutRevision(store.NewRevision("191", m, tagged)); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Commit(store.Vintage{Imported: time.Unix(0, 0), Retrieved: "2026-01-02", Files: []store.File{{Name: "a.csv", Retrieved: "2026-01-01"}, {Name: "b.csv", Retrieved: "2026-01-02"}}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key  domain.Key
		file string
		tag  uint64
	}{{at, "a.csv", 17}, {second, "b.csv", 1 << 40}} {
		c.key.Indicator = "191"
		if o, err := s.Origin(t.Context(), c.key, store.Latest); err != nil || o.File.Name != c.file || o.Tag != c.tag || o.Vintage.ID != 1 {
			t.Errorf("%v: %+v, %v; want %s, %d", c.key, o, err, c.file, c.tag)
		}
	}
	none := at
	none.Indicator, none.Region = "191", "maa"
	if _, err := s.Origin(t.Context(), none, store.Latest); !errors.Is(err, store.ErrNotHeld) {
		t.Errorf("where nothing is: %v", err)
	}
	if brought, err := s.Brought(t.Context(), "191", store.Latest); err != nil || len(brought) != 2 || brought[0].Retrieved != "2026-01-02" {
		t.Errorf("brought: %+v, %v", brought, err)
	}
}

// describes fails where a store says anything else of indicators than the one thing.
func describes(t *testing.T, r store.Store, about domain.Indicator) {
	t.Helper()
	if got, err := r.Described(t.Context()); err != nil || !slices.Equal(got, []domain.IndicatorID{about.ID}) {
		t.Errorf("described are %v, %v", got, err)
	}
	if got, err := r.Indicators(t.Context(), []domain.IndicatorID{"127", about.ID}); err != nil || !reflect.DeepEqual(got, map[domain.IndicatorID]domain.Indicator{about.ID: about}) {
		t.Errorf("described: %+v, %v", got, err)
	}
}
