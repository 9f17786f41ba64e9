package revision

import (
	"fmt"
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

var nan = math.NaN()

// cell is one observation of the total.
type cell struct {
	region       domain.RegionID
	year         int
	value, count float64
}

func makePanel(t *testing.T, cells []cell) *panel.Panel {
	t.Helper()
	var b panel.Builder
	for _, c := range cells {
		b.Add(domain.Key{Region: c.region, Gender: domain.Total, Period: domain.Year(c.year)}, domain.NewCell(c.value, c.count))
	}
	p, err := b.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// merge is an import: the panel after it, and what it replaced.
func merge(t *testing.T, older *panel.Panel, cells []cell) (after, replaced *panel.Panel) {
	t.Helper()
	m, err := panel.Merge(older, makePanel(t, cells))
	if err != nil {
		t.Fatal(err)
	}
	return m.Panel, m.Replaced
}

// Indicator 191, Keski-Suomi 2014: 1.7 % and 934 children as SOTKAnet had it
// in 2024; 1.6 and 850 are made up for the revision.
func TestWalkGoesBackFromTheNewestPanelAlone(t *testing.T) {
	const area = "maakunta:13"
	first := makePanel(t, []cell{{area, 2013, 1.8, 975}, {area, 2014, 1.7, 934}})
	second, replaced2 := merge(t, first, []cell{{area, 2014, 1.6, 850}, {area, 2015, 1.7, 909}})
	third, replaced3 := merge(t, second, []cell{{area, 2013, 1.9, 980}, {area, 2014, 1.6, 851}})

	w := NewWalk(third, nil)
	want := []string{
		"2013 1.8/975 → 1.9/980 correction", "2014 1.6/850 → 1.6/851 correction",
		"2014 1.7/934 → 1.6/850 correction",
	}
	var got []string
	for _, replaced := range []*panel.Panel{replaced3, replaced2} {
		for _, c := range w.Back(replaced, "2015") {
			got = append(got, fmt.Sprintf("%s %v/%v → %v/%v %s", c.Key.Period, c.Old.Value, c.Old.Count, c.New.Value, c.New.Count, c.Cause))
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// What is passed without a look is undone all the same.
func TestWalkPast(t *testing.T) {
	const area = "maakunta:13"
	first := makePanel(t, []cell{{area, 2013, 1.8, 975}, {area, 2014, 1.7, 934}})
	second, replaced2 := merge(t, first, []cell{{area, 2014, 1.6, 850}})
	third, replaced3 := merge(t, second, []cell{{area, 2014, 1.5, 840}})
	w := NewWalk(third, nil)
	w.Past(replaced3)
	changes := w.Back(replaced2, "2014")
	if len(changes) != 1 || changes[0].Old.Value != 1.7 || changes[0].New.Value != 1.6 {
		t.Errorf("%+v, want 1.7 before and 1.6 after", changes)
	}
}

// grid is areas of a category × years, each with a value and a count.
func grid(category string, areas, from, to int, f func(area, year int) (value, count float64)) []cell {
	var cells []cell
	for a := range areas {
		for y := from; y <= to; y++ {
			v, c := f(a, y)
			cells = append(cells, cell{domain.RegionID(fmt.Sprintf("%s:%03d", category, a)), y, v, c})
		}
	}
	return cells
}

func plain(a, y int) (float64, float64) { return float64(a), float64(1000*a + y) }

func TestKinds(t *testing.T) {
	const kunta, maakunta = "kunta", "maakunta"
	moved := func(a, y int) (float64, float64) { v, c := plain(a, y); return v + 0.1, c + 7 }
	for _, c := range []struct {
		name     string
		areas    int
		revised  []cell
		division int // of how many changes that is said
		changes  int
	}{
		{"one figure", 22, grid(maakunta, 1, 2014, 2014, moved), 0, 1},
		{"the whole history of one area", 22, grid(kunta, 1, 2000, 2020, moved), 0, 21},
		{"four areas are not many", 9, grid(kunta, 4, 2000, 2020, moved), 0, 84},
		{"five of nine are", 9, grid(kunta, 5, 2000, 2020, moved), 105, 105},
		{"five of fifteen are a third", 15, grid(kunta, 5, 2000, 2019, moved), 100, 100},
		{"five of sixteen are not", 16, grid(kunta, 5, 2000, 2019, moved), 0, 100},
		{"a faulty year put right everywhere", 22, grid(kunta, 22, 2014, 2014, moved), 0, 22},
		{"the newest year of all areas", 22, grid(kunta, 22, 2020, 2020, moved), 0, 22},
		{"seven of twenty past years", 22, grid(kunta, 22, 2000, 2006, moved), 154, 154},
		{"six of twenty past years", 22, grid(kunta, 22, 2000, 2005, moved), 0, 132},
	} {
		older := makePanel(t, grid(c.revised[0].region0(), c.areas, 2000, 2020, plain))
		after, replaced := merge(t, older, c.revised)
		division, changes := count(NewWalk(after, nil).Back(replaced, "2020"))
		if division != c.division || changes != c.changes {
			t.Errorf("%s: %d of %d changes are a division, want %d of %d", c.name, division, changes, c.division, c.changes)
		}
	}
}

func (c cell) region0() string { return string(c.region.Category()) }

func count(changes []Change) (division, all int) {
	for _, c := range changes {
		if c.Cause == Division {
			division++
		}
	}
	return division, len(changes)
}

// Kuhmoinen moved from Keski-Suomi to Pirkanmaa in 2021. The 0–17-year-olds of
// 2012–2014 in the division of today (indicator 1065, as SOTKAnet had them in
// 2024): Kuhmoinen 297, 276, 267; Keski-Suomi 54,666, 54,354, 54,082; Pirkanmaa
// 97,900, 98,225, 98,567. Before the move Kuhmoinen's stood under Keski-Suomi.
func TestKuhmoinenMovedHouse(t *testing.T) {
	kuhmoinen := map[int]float64{2012: 297, 2013: 276, 2014: 267}
	today := []cell{
		{"maakunta:06", 2012, nan, 97900}, {"maakunta:06", 2013, nan, 98225}, {"maakunta:06", 2014, nan, 98567},
		{"maakunta:13", 2012, nan, 54666}, {"maakunta:13", 2013, nan, 54354}, {"maakunta:13", 2014, nan, 54082},
	}
	before := append([]cell(nil), today...)
	for i, c := range before {
		switch c.region {
		case "maakunta:06":
			before[i].count -= kuhmoinen[c.year]
		case "maakunta:13":
			before[i].count += kuhmoinen[c.year]
		}
	}
	after, replaced := merge(t, makePanel(t, before), today)
	if division, all := count(NewWalk(after, nil).Back(replaced, "2014")); division != 6 || all != 6 {
		t.Errorf("%d of %d changes are a division, want all six, the newest year of the two areas too", division, all)
	}
	today[0].count += 5 // nothing cancels out in 2012
	after, replaced = merge(t, makePanel(t, before), today)
	if division, _ := count(NewWalk(after, nil).Back(replaced, "2014")); division != 0 {
		t.Errorf("%d changes are a division where one year alone cancels out", division)
	}
	for i := range today { // without counts nobody can tell
		before[i].value, before[i].count = 1.5, nan
		today[i].value, today[i].count = 1.6, nan
	}
	after, replaced = merge(t, makePanel(t, before), today)
	if division, _ := count(NewWalk(after, nil).Back(replaced, "2014")); division != 0 {
		t.Errorf("%d changes are a division without counts", division)
	}
}

// A correction of an area beside a category divided anew stays one.
func TestAnotherCategoryIsJudgedByItself(t *testing.T) {
	older := append(grid("kunta", 9, 2000, 2020, plain), grid("maakunta", 9, 2000, 2020, plain)...)
	moved := func(a, y int) (float64, float64) { v, c := plain(a, y); return v + 0.1, c }
	newer := append(grid("kunta", 9, 2000, 2020, moved), grid("maakunta", 1, 2014, 2014, moved)...)
	after, replaced := merge(t, makePanel(t, older), newer)
	for _, c := range NewWalk(after, nil).Back(replaced, "2020") {
		if want := map[domain.Category]Cause{domain.Kunta: Division, domain.Maakunta: Correction}[c.Key.Region.Category()]; c.Cause != want {
			t.Fatalf("%s, %s is a %s, want a %s", c.Key.Region, c.Key.Period, c.Cause, want)
		}
	}
}

func BenchmarkBack(b *testing.B) {
	var of, now panel.Builder
	for a := range 320 {
		for y := 2000; y < 2020; y++ {
			k := domain.Key{Region: domain.RegionID(fmt.Sprintf("kunta:%03d", a)), Gender: domain.Total, Period: domain.Year(y)}
			of.Add(k, domain.NewCell(1.5, 100))
			now.Add(k, domain.NewCell(1.6, 101))
		}
	}
	replaced, err := of.Panel()
	if err != nil {
		b.Fatal(err)
	}
	newest, err := now.Panel()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		NewWalk(newest, nil).Back(replaced, "2019")
	}
}
