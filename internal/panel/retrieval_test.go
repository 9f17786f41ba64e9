package panel

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
)

// of is a panel of cells that all belong to the download of a day.
func of(t *testing.T, day string, cells map[domain.Key]domain.Cell) *Panel {
	t.Helper()
	p := build(t, cells)
	p.BelongTo(domain.Retrieval{Day: day})
	return p
}

func TestRetrievalsComeBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for range 100 {
		p := randomPanel(rng)
		p.Belong(func(domain.Period) domain.Retrieval {
			return domain.Retrieval{Day: fmt.Sprintf("2026-01-%02d", 1+rng.IntN(3)), Division: 2015 * rng.IntN(2)}
		})
		back, err := decoded(p)
		if err != nil {
			t.Fatal(err)
		}
		back.BelongToDay(p.Newest())
		confirmed, err := decoded(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := confirmed.Confirm(p.Newest(), p.EncodeRetrievals()); err != nil {
			t.Fatal(err)
		}
		p.Each(func(k domain.Key, _ domain.Cell) {
			if want := p.Retrieval(k); back.Retrieval(k) != want || confirmed.Retrieval(k) != want {
				t.Fatalf("%v: %v, confirmed %v, want %v", k, back.Retrieval(k), confirmed.Retrieval(k), want)
			}
		})
	}
}

// A panel of one day keeps nothing beside it.
func TestOneDayCostsNothing(t *testing.T) {
	cells := map[domain.Key]domain.Cell{key("maa", 2014): domain.NewCell(1.7, 934), key("kunta:179", 2015): domain.NewCell(1.5, nan)}
	bare, dated := build(t, cells), of(t, "2026-11-21", cells)
	if string(written(bare)) != string(written(dated)) || dated.EncodeRetrievals() != nil {
		t.Error("a panel of one download is written larger for its day")
	}
}

// What a newer download says stands, in whatever order they are laid; a half
// that it lacks is completed by an older one that agrees.
func TestNewerStands(t *testing.T) {
	at := key("maakunta:13", 2014)
	for _, c := range []struct {
		name             string
		older, now, want domain.Cell
		left             int
	}{
		{"another value", domain.NewCell(1.7, 934), domain.NewCell(1.6, 850), domain.NewCell(1.6, 850), 1},
		{"the same", domain.NewCell(1.7, 934), domain.NewCell(1.7, 934), domain.NewCell(1.7, 934), 0},
		{"a count it lacks", domain.NewCell(1.7, 934), domain.NewCell(1.7, nan), domain.NewCell(1.7, 934), 0},
		{"a count of another value", domain.NewCell(1.7, 934), domain.NewCell(1.6, nan), domain.NewCell(1.6, nan), 1},
		{"withheld since", domain.NewCell(1.7, 934), domain.EmptyCell(domain.Suppressed), domain.EmptyCell(domain.Suppressed), 1},
		{"filled in since", domain.EmptyCell(domain.Missing), domain.NewCell(1.6, 850), domain.NewCell(1.6, 850), 0},
	} {
		older, newer := of(t, "2024-05-06", map[domain.Key]domain.Cell{at: c.older}), of(t, "2026-03-01", map[domain.Key]domain.Cell{at: c.now})
		m, err := Merge(newer, older)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Panel.Cell(at); !got.Equal(c.want) || m.Changes.Older != c.left || m.Panel.Retrieval(at).Day != "2026-03-01" {
			t.Errorf("%s: %+v of %s, %d left out; want %+v, %d", c.name, got, m.Panel.Retrieval(at).Day, m.Changes.Older, c.want, c.left)
		}
		m, err = Override(newer, older)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Panel.Cell(at); m.Changes.Older != 0 || m.Panel.Retrieval(at).Day != "2024-05-06" || c.left > 0 && !got.Equal(c.older) {
			t.Errorf("%s, overridden: %+v of %s", c.name, got, m.Panel.Retrieval(at).Day)
		}
	}
}

// A file with counts that lists a figure without one withholds it.
func TestCountsAreWithheld(t *testing.T) {
	a, b, c := key("kunta:179", 2014), key("kunta:182", 2014), key("kunta:249", 2014)
	before := build(t, map[domain.Key]domain.Cell{a: domain.NewCell(1.7, 4), b: domain.NewCell(1.5, 90), c: domain.NewCell(nan, 7)})
	now := build(t, map[domain.Key]domain.Cell{a: domain.NewCell(1.7, nan), b: domain.NewCell(1.5, 90), c: domain.EmptyCell(domain.Missing)})
	m, err := Merge(before, now)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Panel.Cell(a); !got.Equal(domain.NewCell(1.7, nan)) || m.Panel.Cell(c).Status != domain.Missing || m.Changes.Changed != 2 {
		t.Errorf("%+v, %+v; %+v", got, m.Panel.Cell(c), m.Changes)
	}
}

func TestWhatADownloadLacks(t *testing.T) {
	all := func(years ...int) map[domain.Key]domain.Cell {
		cells := make(map[domain.Key]domain.Cell)
		for i := range 12 {
			for _, y := range years {
				cells[key(fmt.Sprintf("kunta:%03d", i+1), y)] = domain.NewCell(float64(i), nan)
			}
		}
		cells[key("maa", years[0])] = domain.NewCell(5, nan)
		return cells
	}
	without := func(cells map[domain.Key]domain.Cell, keys ...domain.Key) map[domain.Key]domain.Cell {
		for _, k := range keys {
			delete(cells, k)
		}
		return cells
	}
	none := func(domain.RegionID) bool { return false }
	for _, c := range []struct {
		name     string
		download map[domain.Key]domain.Cell
		ended    func(domain.RegionID) bool
		lacks    int
		scant    int
		whole    domain.YearRange
	}{
		{"all of it", all(2013, 2014), none, 0, 0, domain.YearRange{}},
		{"one figure less", without(all(2013, 2014), key("kunta:003", 2014)), none, 1, 0, domain.YearRange{}},
		{"one area less", without(all(2013, 2014), key("kunta:003", 2013), key("kunta:003", 2014)), none, 2, 0, domain.YearRange{}},
		{"another year", all(2015), none, 0, 0, domain.YearRange{}},
		{"one year of two", all(2014), none, 0, 0, domain.YearRange{}},
		{"one year of two that were asked for", all(2014), none, 0, 0, domain.YearRange{From: 2014, To: 2014}},
		{"none of a year that was asked for", all(2014), none, 0, 13, domain.YearRange{From: 2013, To: 2014}},
		{"one municipality", map[domain.Key]domain.Cell{key("kunta:001", 2014): domain.NewCell(0, nan)}, none, 0, 0, domain.YearRange{}},
		{"the country alone", map[domain.Key]domain.Cell{key("maa", 2013): domain.NewCell(5, nan)}, none, 0, 0, domain.YearRange{}},
		{"an area that has ended", without(all(2013, 2014), key("kunta:003", 2014)), func(r domain.RegionID) bool { return r == "kunta:003" }, 0, 0, domain.YearRange{}},
		{"a year with one area", func() map[domain.Key]domain.Cell {
			cells := all(2013)
			cells[key("kunta:001", 2014)] = domain.NewCell(0, nan)
			return cells
		}(), none, 0, 11, domain.YearRange{}},
	} {
		m, err := Merge(of(t, "2024-05-06", all(2013, 2014)), of(t, "2026-03-01", c.download))
		if err != nil {
			t.Fatal(err)
		}
		l := m.Panel.Lacking(of(t, "2026-03-01", c.download), c.whole, c.ended)
		if len(l.Cells) != c.lacks || len(l.Scant) != c.scant {
			t.Errorf("%s: lacks %d and %d, want %d and %d", c.name, len(l.Cells), len(l.Scant), c.lacks, c.scant)
		}
		if err := m.Withdraw(&l, true); err != nil || m.Changes.Withdrawn != c.lacks+c.scant || m.Replaced.Stated() < l.All() {
			t.Errorf("%s: %v, %+v", c.name, err, m.Changes)
		}
		// What was withdrawn is not brought back by the older download.
		again, err := Merge(m.Panel, of(t, "2024-05-06", all(2013, 2014)))
		if err != nil || again.Changes.Any() || again.Changes.Older != c.lacks+c.scant {
			t.Errorf("%s: the older download again: %+v, %v", c.name, again.Changes, err)
		}
	}
	// An older download withdraws nothing.
	m, err := Merge(of(t, "2026-03-01", all(2014)), of(t, "2024-05-06", without(all(2014), key("kunta:003", 2014))))
	if err != nil {
		t.Fatal(err)
	}
	if l := m.Panel.Lacking(of(t, "2024-05-06", without(all(2014), key("kunta:003", 2014))), domain.YearRange{From: 2013, To: 2014}, none); l.All() != 0 {
		t.Errorf("an older download withdraws %d", l.All())
	}
}
