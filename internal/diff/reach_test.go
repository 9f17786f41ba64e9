package diff

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// Where a replaced value between the locks is pruned, none is told: what a later import
// replaced is not what was published then.
func TestPrunedBetweenTheLocks(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 0.2, 100}}})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2014, 6.9, 3400}}})
	if _, err := b.db.Prune(t.Context(), store.Prune{Keep: 1, History: true}, "a test", time.Second); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from store.VintageID
		want string
	}{
		{1, "conclusion 191 maakunta:13 [direction evidence]: data in a\noutput a made_again data\n"},
		{2, "conclusion 191 maakunta:13 [direction evidence]: correction=191/2014 in a\n" +
			"values 191 1 map[correction:1] shown 1: maakunta:13 2014\noutput a made_again correction\n"},
	} {
		d := run1(t, b.session(workspace.Config{}), lockOf(tt.from, nil), lockOf(3, steady))
		if got := told(d); got != tt.want || slices.Equal(d.Pruned, []domain.IndicatorID{"191"}) != (tt.from == 1) {
			t.Errorf("from %d: got\n%s\nwant\n%s\npruned %v", tt.from, got, tt.want, d.Pruned)
		}
	}
}

// A source's notice is a cause for what is concluded of its own indicator.
func TestNoticeOfItsOwnIndicator(t *testing.T) {
	b := newBank(t)
	b.known = []domain.Indicator{{ID: "oma:x", Title: domain.Text{FI: "X"}, Notices: domain.Text{FI: "Korjattu."}}}
	b.imported(map[domain.IndicatorID][]cell{"191": placed(), "oma:x": placed()})
	for _, tt := range []struct{ of, want string }{{"191", "[direction evidence]: in a"}, {"oma:x", "[direction evidence]: notice in a\n"}} {
		with := func(notices string) func(*lock.Output, *lock.Conclusion) {
			return func(o *lock.Output, c *lock.Conclusion) {
				o.Vintages["oma:x"], o.Notices, c.Indicator = 1, notices, tt.of
				if notices != "" {
					c.Direction, c.Evidence = "steady", ""
				}
			}
		}
		if got := told(run1(t, b.session(workspace.Config{}), lockOf(1, with("")), lockOf(1, with("a")))); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.of, got, tt.want)
		}
	}
}

// Areas of several categories that are watched together are ranked together.
func TestRankedAmongThoseChosen(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": append(placed(), cell{"kunta:179", 2015, 1.8, 300})})
	b.imported(map[domain.IndicatorID][]cell{"191": {{"kunta:179", 2015, 1.6, 270}}})
	ranked := func(at store.VintageID, rank, other string) *lock.Lock {
		l := lockOf(at, func(_ *lock.Output, c *lock.Conclusion) { c.Kind, c.Years, c.Rank = lock.OfLevel, "2015", rank })
		o := l.Outputs["a"]
		second := o.Conclusions[0]
		second.Region, second.Rank = "kunta:179", other
		o.Conclusions = append(o.Conclusions, second)
		l.Outputs["a"] = o
		return l
	}
	got := told(run1(t, b.session(workspace.Config{}), ranked(1, "2/2", "1/2"), ranked(2, "1/2", "2/2")))
	for _, want := range []string{"191 maakunta:13 [rank]: others=191/2015 in a\n", "191 kunta:179 [rank]: correction=191/2015 in a\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// A value withdrawn that comes back is revised, not new, from whichever of the two it is
// seen.
func TestWithdrawnAndBack(t *testing.T) {
	b := newBank(t)
	b.imported(map[domain.IndicatorID][]cell{"191": placed()})
	b.commit(map[domain.IndicatorID][]cell{"191": slices.DeleteFunc(placed(), func(c cell) bool { return c.region == "maakunta:13" && c.year == 2013 })}, true)
	b.imported(map[domain.IndicatorID][]cell{"191": {{"maakunta:13", 2013, 1.2, 700}}})
	for _, tt := range []struct {
		from, to store.VintageID
		want     string
		now      float64
	}{
		{1, 2, "conclusion 191 maakunta:13 [direction evidence]: withdrawn=191/2013 in a\nvalues 191 1 map[withdrawn:1] shown 1: maakunta:13 2013\noutput a made_again withdrawn\n", nan},
		{2, 3, "conclusion 191 maakunta:13 [direction evidence]: correction=191/2013 in a\nvalues 191 1 map[correction:1] shown 1: maakunta:13 2013\noutput a made_again correction\n", 1.2},
		{1, 3, "conclusion 191 maakunta:13 [direction evidence]: correction=191/2013 in a\nvalues 191 1 map[correction:1] shown 1: maakunta:13 2013\noutput a made_again correction\n", 1.2},
	} {
		d := run1(t, b.session(workspace.Config{}), lockOf(tt.from, nil), lockOf(tt.to, steady))
		if got := told(d); got != tt.want {
			t.Errorf("%d to %d: got\n%s\nwant\n%s", tt.from, tt.to, got, tt.want)
			continue
		}
		if r := d.Values[0].Rows[0]; r.Old.Value != 1.5 || r.Back != (tt.to == 3) || tt.to == 3 && r.New.Value != tt.now {
			t.Errorf("%d to %d: %+v", tt.from, tt.to, r)
		}
	}
}

// An area that comes for years that others had brings no new years; the next year of an
// area that lags does.
func TestNewAreasOfOldYears(t *testing.T) {
	country := slices.DeleteFunc(placed(), func(c cell) bool { return c.region == "maakunta:13" })
	lagging := slices.DeleteFunc(placed(), func(c cell) bool { return c.region == "maakunta:13" && c.year == 2015 })
	for _, tt := range []struct {
		name  string
		first []cell
		want  string
	}{
		{"a new area", country, "conclusion 191 maakunta:13 [direction evidence]: data in a\nyears 191 [] areas 1 values 11\noutput a made_again data\n"},
		{"the last year of one", lagging, "conclusion 191 maakunta:13 [direction evidence]: new_year=2015 in a\nyears 191 [] areas 1 values 1\noutput a made_again new_year\n"},
	} {
		b := newBank(t)
		b.imported(map[domain.IndicatorID][]cell{"191": tt.first})
		b.imported(map[domain.IndicatorID][]cell{"191": placed()})
		if got := told(run1(t, b.session(workspace.Config{}), lockOf(1, nil), lockOf(2, steady))); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}
