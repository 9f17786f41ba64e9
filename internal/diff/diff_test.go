package diff

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/panel"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/store/relational"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

var nan = math.NaN()

// cell is one observation of the total.
type cell struct {
	region       domain.RegionID
	year         int
	value, count float64
}

// bank is a store to import into.
type bank struct {
	t     *testing.T
	db    *relational.DB
	n     int
	known []domain.Indicator // put in with every import
}

func newBank(t *testing.T) *bank {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &bank{t: t, db: db}
}

// imported commits an import of some figures of indicators.
func (b *bank) imported(of map[domain.IndicatorID][]cell) {
	b.t.Helper()
	b.commit(of, false)
}

// commit commits an import; what a whole download lacks is withdrawn.
func (b *bank) commit(of map[domain.IndicatorID][]cell, whole bool) {
	b.t.Helper()
	b.n++
	day := time.Date(2026, time.Month(b.n), 1, 0, 0, 0, 0, time.UTC)
	tx, err := b.db.Begin(b.t.Context(), "a test", time.Second)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, ind := range b.known {
		if err := tx.PutIndicator(ind); err != nil {
			b.t.Fatal(err)
		}
	}
	for id, cells := range of {
		var over panel.Builder
		for _, c := range cells {
			over.Add(domain.Key{Region: c.region, Gender: domain.Total, Period: domain.Year(c.year)}, domain.NewCell(c.value, c.count))
		}
		p, err := over.Panel()
		if err != nil {
			b.t.Fatal(err)
		}
		p.BelongToDay(day.Format(time.DateOnly))
		older, err := tx.Panel(id)
		if err != nil {
			older = nil
		}
		m, err := panel.Merge(older, p)
		if err != nil {
			b.t.Fatal(err)
		}
		if whole {
			lack := m.Panel.Lacking(p, domain.YearRange{}, func(domain.RegionID) bool { return false })
			if err := m.Withdraw(&lack, true); err != nil {
				b.t.Fatal(err)
			}
		}
		if err := tx.PutRevision(store.NewRevision(id, m, nil)); err != nil {
			b.t.Fatal(err)
		}
	}
	if _, err := tx.Commit(store.Vintage{Imported: day, Retrieved: day.Format(time.DateOnly), Files: []store.File{{Name: fmt.Sprintf("%d.csv", b.n), SHA256: fmt.Sprint(b.n)}}}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bank) session(config workspace.Config) *session.Session {
	b.t.Helper()
	s, err := session.New(b.t.Context(), b.db, catalog.Default(), config, domain.English)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// The children placed outside the home in Keski-Suomi and the country, indicator 191,
// as SOTKAnet had them in 2024: 1.7 % (934) and 1.5 % (16,668) in 2014.
func placed() []cell {
	var cells []cell
	for y := 2005; y <= 2014; y++ {
		cells = append(cells, cell{"maakunta:13", y, 1.5, 850 + float64(y-2005)}, cell{"maa", y, 1.4, 15000 + float64(y)}, cell{"maakunta:06", y, 1.6, 1500})
	}
	return append(cells, cell{"maakunta:13", 2015, 1.7, 934}, cell{"maa", 2015, 1.5, 16668})
}

// thousandfold are figures in another unit.
func thousandfold(cells []cell) []cell {
	for i := range cells {
		cells[i].value *= 1000
	}
	return cells
}

// lockOf is a lock of one figure that says one thing of Keski-Suomi.
func lockOf(at store.VintageID, with func(*lock.Output, *lock.Conclusion)) *lock.Lock {
	c := lock.Conclusion{Kind: lock.OfTrend, Indicator: "191", Region: "maakunta:13", Years: "2005-2015", Last: "1.7", Direction: "rising", Evidence: "clear"}
	o := lock.Output{Spec: "a", Settings: "b", Drawing: 1, Described: "c", Cells: "d", Vintages: map[domain.IndicatorID]store.VintageID{"191": at}, Files: map[string]string{"out/a.png": "e"}}
	if with != nil {
		with(&o, &c)
	}
	o.Conclusions = []lock.Conclusion{c}
	return &lock.Lock{Format: 1, Release: "1", Import: at, Outputs: map[string]lock.Output{"a": o}}
}

func steady(o *lock.Output, c *lock.Conclusion) {
	c.Direction, c.Evidence, o.Cells = "steady", "", "other"
	o.Files = map[string]string{"out/a.png": "f"}
}

func run1(t *testing.T, s *session.Session, before, now *lock.Lock) *Diff {
	t.Helper()
	d, err := Run(t.Context(), s, before, now)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told is a diff in short lines.
func told(d *Diff) string {
	var b strings.Builder
	for _, s := range d.Standouts {
		fmt.Fprintf(&b, "standout %s %s %v\n", s.Key.Region, s.Key.Period, s.New.Value)
	}
	for _, c := range d.Conclusions {
		fmt.Fprintf(&b, "conclusion %s %s %v:", c.Key.Indicator, c.Key.Region, c.Fields)
		for _, w := range c.Why {
			fmt.Fprintf(&b, " %s", w.Kind)
			if w.Years != "" {
				fmt.Fprintf(&b, "=%s", w.Years)
			}
			if w.Largest != nil {
				fmt.Fprintf(&b, "=%s/%s", w.Largest.Key.Indicator, w.Largest.Key.Period)
			}
		}
		fmt.Fprintf(&b, " in %s\n", strings.Join(c.Outputs, ","))
	}
	for _, y := range d.Years {
		fmt.Fprintf(&b, "years %s %v areas %d values %d\n", y.Indicator.ID, y.Periods, y.Areas, y.Cells)
	}
	for _, v := range d.Values {
		fmt.Fprintf(&b, "values %s %d %v shown %d: %s %s\n", v.Indicator.ID, v.N, v.Causes, v.Shown, v.Rows[0].Key.Region, v.Rows[0].Key.Period)
	}
	for _, o := range d.Outputs {
		fmt.Fprintf(&b, "output %s %s", o.Name, o.State)
		for _, w := range o.Why {
			fmt.Fprintf(&b, " %s", w.Kind)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Each cause of a changed conclusion by itself.
func TestCauses(t *testing.T) {
	many := func(by float64) (cells []cell) { // five areas of a level through all their years
		for i, r := range []domain.RegionID{"maakunta:13", "maakunta:06", "maakunta:04", "maakunta:02", "maakunta:05"} {
			for y := 2005; y <= 2015; y++ {
				cells = append(cells, cell{r, y, 1.5 + by*float64(5-i), 800 + 10*by})
			}
		}
		return cells
	}
	without2013 := slices.DeleteFunc(placed(), func(c cell) bool { return c.region == "maakunta:13" && c.year == 2013 })
	for _, tt := range []struct {
		name          string
		first, second map[domain.IndicatorID][]cell
		config        workspace.Config
		now           func(*lock.Output, *lock.Conclusion)
		release       string
		want          string
	}{
		{"a correction", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}}}, workspace.Config{}, nil, "",
			"conclusion 191 maakunta:13 [direction evidence]: correction=191/2014 in a\nvalues 191 1 map[correction:1] shown 1: maakunta:13 2014\noutput a made_again correction\n"},
		{"a division", map[domain.IndicatorID][]cell{"191": many(0)}, map[domain.IndicatorID][]cell{"191": many(0.1)}, workspace.Config{}, nil, "",
			"conclusion 191 maakunta:13 [direction evidence]: division=191/2005 in a\nvalues 191 55 map[division:55] shown 11: maakunta:13 2005\noutput a made_again division\n"},
		{"another unit", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": thousandfold(placed())}, workspace.Config{}, nil, "",
			"standout maa 2015 1500\nconclusion 191 maakunta:13 [direction evidence]: definition=191/2005 in a\nvalues 191 32 map[definition:32] shown 11: maakunta:06 2005\noutput a made_again definition\n"},
		{"a value withdrawn", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": without2013}, workspace.Config{}, nil, "",
			"conclusion 191 maakunta:13 [direction evidence]: withdrawn=191/2013 in a\nvalues 191 1 map[withdrawn:1] shown 1: maakunta:13 2013\noutput a made_again withdrawn\n"},
		{"a new year", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2016, 1.5, 850}, {"maa", 2016, 1.5, 16000}}}, workspace.Config{},
			func(_ *lock.Output, c *lock.Conclusion) { c.Years = "2005-2016" }, "",
			"conclusion 191 maakunta:13 [direction evidence]: new_year=2016 in a\nyears 191 [2016] areas 2 values 2\noutput a made_again new_year\n"},
		{"another area of the ranks", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": {{"maakunta:06", 2014, 1.5, 1400}}}, workspace.Config{},
			func(_ *lock.Output, c *lock.Conclusion) { c.Rank = "4/19" }, "",
			"conclusion 191 maakunta:13 [direction evidence rank]: others=191/2014 in a\nvalues 191 1 map[correction:1] shown 0: maakunta:06 2014\noutput a made_again data\n"},
		{"its benchmark", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": {{"maa", 2014, 1.6, 17000}}}, workspace.Config{},
			func(_ *lock.Output, c *lock.Conclusion) { c.Benchmark = "maa" }, "",
			"others=191/2014 in a"},
		{"the denominator", map[domain.IndicatorID][]cell{"191": placed(), "1065": {{"maakunta:13", 2014, 20, 54082}}}, map[domain.IndicatorID][]cell{"1065": {{"maakunta:13", 2014, 20, 54000}}}, workspace.Config{},
			func(o *lock.Output, _ *lock.Conclusion) { o.Vintages["191"], o.Vintages["1065"] = 1, 2 }, "",
			"correction=1065/2014 in a"},
		{"the price index", map[domain.IndicatorID][]cell{"191": placed(), "oma:cpi": {{"maa", 2014, 100, nan}}}, map[domain.IndicatorID][]cell{"oma:cpi": {{"maa", 2014, 101, nan}}}, workspace.Config{PriceIndex: "oma:cpi"},
			func(o *lock.Output, _ *lock.Conclusion) { o.Vintages["191"], o.Vintages["oma:cpi"] = 1, 2 }, "",
			"[direction evidence]: price_index in a"},
		{"a year that it is not of", map[domain.IndicatorID][]cell{"191": placed()}, map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2005, 1.2, 700}}}, workspace.Config{},
			func(_ *lock.Output, c *lock.Conclusion) { c.Years = "2010-2015" }, "",
			"[direction evidence]: data in a"},
		{"another indicator of the output", map[domain.IndicatorID][]cell{"191": placed(), "oma:x": placed()}, map[domain.IndicatorID][]cell{"oma:x": {{"maakunta:13", 2014, 1.2, 700}}}, workspace.Config{},
			func(o *lock.Output, _ *lock.Conclusion) { o.Vintages["191"], o.Vintages["oma:x"] = 1, 2 }, "",
			"[direction evidence]: data in a"},
		{"a definition", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) { o.Described = "other" }, "", "[direction evidence]: definition in a\noutput a made_again definition\n"},
		{"its source's notice", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) { o.Notices = "other" }, "", "[direction evidence]: notice in a\noutput a made_again notice\n"},
		{"the age of its data", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) {
			o.Stale = map[domain.IndicatorID]string{"191": "2026-01-01"}
		}, "", "[direction evidence]: age in a\noutput a made_again age\n"},
		{"its file", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) { o.Spec = "other" }, "", "[direction evidence]: spec in a\noutput a made_again spec\n"},
		{"a setting", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) { o.Settings = "other" }, "", "[direction evidence]: setting in a\noutput a made_again setting\n"},
		{"the drawing", nil, nil, workspace.Config{}, func(o *lock.Output, _ *lock.Conclusion) { o.Drawing = 2 }, "", "[direction evidence]: drawing in a\noutput a made_again drawing\n"},
		{"the version", nil, nil, workspace.Config{}, nil, "2", "[direction evidence]: release in a\noutput a made_again release\n"},
		{"several, what touched its own values first", map[domain.IndicatorID][]cell{"191": placed()},
			map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}, {"maakunta:13", 2016, 1.5, 850}}}, workspace.Config{},
			func(o *lock.Output, c *lock.Conclusion) { o.Settings, c.Years = "other", "2005-2016" }, "2",
			"[direction evidence]: correction=191/2014 new_year=2016 setting release in a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBank(t)
			at := store.VintageID(1)
			if tt.first == nil {
				tt.first = map[domain.IndicatorID][]cell{"191": placed()}
			}
			b.imported(tt.first)
			if tt.second != nil {
				b.commit(tt.second, tt.name == "a value withdrawn")
				at = 2
			}
			before := lockOf(1, func(o *lock.Output, c *lock.Conclusion) {
				if tt.now != nil {
					o2, c2 := lock.Output{Vintages: make(map[domain.IndicatorID]store.VintageID)}, lock.Conclusion{}
					tt.now(&o2, &c2)
					c.Benchmark = c2.Benchmark
					if tt.name == "a year that it is not of" {
						c.Years = c2.Years
					}
					for id := range o2.Vintages {
						o.Vintages[id] = 1
					}
				}
			})
			now := lockOf(at, func(o *lock.Output, c *lock.Conclusion) {
				steady(o, c)
				if tt.now != nil {
					tt.now(o, c)
				}
			})
			if tt.release != "" {
				now.Release = tt.release
			}
			if got := told(run1(t, b.session(tt.config), before, now)); !strings.Contains(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Nothing differs from itself, and of locks of one import nothing is revised.
func TestNothingChanged(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}}})
	l := lockOf(2, nil)
	d := run1(t, b.session(workspace.Config{}), l, l)
	if !d.Empty() || len(d.Standouts) > 0 || d.Standing != 1 {
		t.Errorf("got\n%s", told(d))
	}
	if d.Before.Day != "2026-02-01" {
		t.Errorf("day %s", d.Before.Day)
	}
}

// A value revised to and fro was not; one revised twice is told once, from what it was
// to what it is.
func TestSeveralImports(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}, {"maakunta:13", 2013, 1.2, 700}}})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.3, 720}, {"maakunta:13", 2013, 1.5, 858}, {"maakunta:13", 2016, 1.5, 850}}})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2016, 1.6, 860}}})
	d := run1(t, b.session(workspace.Config{}), lockOf(1, nil), lockOf(4, nil))
	want := "years 191 [2016] areas 1 values 1\nvalues 191 1 map[correction:1] shown 1: maakunta:13 2014\n"
	if got := told(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if r := d.Values[0].Rows[0]; r.Old.Value != 1.5 || r.New.Value != 1.3 || r.Vintage != 3 {
		t.Errorf("%v → %v by %d", r.Old, r.New, r.Vintage)
	}
	d = run1(t, b.session(workspace.Config{}), lockOf(1, nil), lockOf(2, nil))
	if got := told(d); !strings.Contains(got, "values 191 2 ") || d.Later != 2 {
		t.Errorf("got\n%s, later %d", got, d.Later)
	}
}

// A correction out of the ordinary and a new value several times those beside it are
// named; a small count that leaps is not, nor one of a series that always does.
func TestStandouts(t *testing.T) {
	b := newBank(t)
	leaping := []cell{{"kunta:179", 2012, 1, 100}, {"kunta:179", 2013, 5, 500}, {"kunta:179", 2014, 1, 100}}
	small := []cell{{"kunta:291", 2013, 0.5, 2}, {"kunta:291", 2014, 0.5, 2}}
	b.imported(map[domain.IndicatorID][]cell{"191": slices.Concat(placed(), leaping, small)})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maa", 2010, 1.5, 15500}}})
	b.imported(map[domain.IndicatorID][]cell{"191": {
		{"maakunta:13", 2014, 6.9, 3400}, {"maa", 2016, 7, 80000}, {"maakunta:13", 2016, 1.7, 900}, {"kunta:179", 2015, 5, 500}, {"kunta:291", 2015, 3, 12},
	}})
	d := run1(t, b.session(workspace.Config{}), lockOf(2, nil), lockOf(3, nil))
	want := "standout maakunta:13 2014 6.9\nstandout maa 2016 7\n"
	if got := told(d); !strings.HasPrefix(got, want) || len(d.Standouts) != 2 {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := d.Standouts[0]
	if s.Size < 3.5 || s.Past > 0.1 || s.Past == 0 || s.Leap == nil {
		t.Errorf("%+v", s)
	}
}

// Every conclusion that changed is told exactly once, by all outputs that say it.
func TestEveryConclusionOnce(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	before, now := lockOf(1, nil), lockOf(1, nil)
	areas := []domain.RegionID{"maakunta:13", "maa", "maakunta:06", "kunta:179", "rest:shp:14"}
	want := 0
	for i, name := range []string{"a", "b", "c"} {
		var was, is []lock.Conclusion
		for j, area := range areas {
			for k, kind := range []lock.Kind{lock.OfTrend, lock.OfLevel} {
				c := lock.Conclusion{Kind: kind, Indicator: "191", Region: area, Years: "2005-2015", Direction: "rising", Rank: "3/19"}
				was = append(was, c)
				if (j+k)%2 == 0 {
					c.Direction = "falling"
					if i == 0 {
						want++
					}
				}
				is = append(is, c)
			}
		}
		slices.Reverse(is)
		before.Outputs[name], now.Outputs[name] = lock.Output{Conclusions: was}, lock.Output{Conclusions: is}
	}
	d := run1(t, b.session(workspace.Config{}), before, now)
	seen := make(map[lock.Key]bool)
	for _, c := range d.Conclusions {
		if seen[c.Key] || !slices.Equal(c.Outputs, []string{"a", "b", "c"}) || !slices.Equal(c.Fields, []Field{Direction}) {
			t.Errorf("%+v", c)
		}
		seen[c.Key] = true
	}
	if len(d.Conclusions) != want || d.Standing != 2*len(areas)-want {
		t.Errorf("%d conclusions changed and %d stand, want %d and %d", len(d.Conclusions), d.Standing, want, 2*len(areas)-want)
	}
}

// Conclusions that came or are no more, and what became of outputs.
func TestOutputs(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}}})
	before, now := lockOf(1, nil), lockOf(2, func(_ *lock.Output, c *lock.Conclusion) { c.Region = "maa" })
	before.Outputs["gone"], now.Outputs["new"] = before.Outputs["a"], now.Outputs["a"]
	now.Outputs["left"] = before.Outputs["a"]
	failing := before.Outputs["a"]
	failing.Failing = true
	now.Outputs["failing"] = failing
	got := told(run1(t, b.session(workspace.Config{}), before, now))
	want := "conclusion 191 maa []: data in a\nconclusion 191 maakunta:13 []: correction=191/2014 in a\n" +
		"values 191 1 map[correction:1] shown 1: maakunta:13 2014\noutput failing failing\noutput gone gone\noutput left behind\noutput new new\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// After pruning and with the lock of another store, conclusions are compared all the
// same.
func TestWithoutTheValues(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 1.2, 700}, {"maakunta:13", 2016, 1.2, 700}}})
	now := lockOf(2, func(o *lock.Output, c *lock.Conclusion) { steady(o, c); c.Years = "2005-2016" })
	foreign := run1(t, b.session(workspace.Config{}), lockOf(1, nil), func() *lock.Lock { l := *now; l.Import = 7; return &l }())
	if got, want := told(foreign), "conclusion 191 maakunta:13 [direction evidence]: new_year=2016 in a\noutput a made_again data\n"; got != want || !foreign.Foreign {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := b.db.Prune(t.Context(), store.Prune{Keep: 1}, "a test", time.Second); err != nil {
		t.Fatal(err)
	}
	kept := run1(t, b.session(workspace.Config{}), lockOf(1, nil), now)
	want := "conclusion 191 maakunta:13 [direction evidence]: correction=191/2014 new_year=2016 in a\nyears 191 [2016] areas 1 values 1\n" +
		"values 191 1 map[correction:1] shown 1: maakunta:13 2014\noutput a made_again correction new_year\n"
	if got := told(kept); got != want || len(kept.Pruned) > 0 {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
