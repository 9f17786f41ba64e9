package series

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// Under-18s of Keski-Suomi in 2014: 54,082 (SOTKAnet 1065) of 275,320 (127).
func TestComputed(t *testing.T) {
	none := noDenominator
	people := Denominator{275320, 275320, 275320}
	roughly := Denominator{275320, 275000, 275600}
	for _, c := range []struct {
		name         string
		unit         domain.Unit
		value, count float64
		under        Denominator
		want         float64
		notes        string
	}{
		{"a count alone", domain.UnitPercent, nan, 54082, people, 100 * 54082.0 / 275320, "computed_from_counts"},
		{"per thousand", domain.UnitPer1000, nan, 54082, people, 1000 * 54082.0 / 275320, "computed_from_counts"},
		{"published too", domain.UnitPercent, 19.6, 54082, people, 100 * 54082.0 / 275320, "computed_from_counts"},
		{"published without a denominator", domain.UnitPercent, 19.6, 54082, none, 19.6, ""},
		{"a denominator that is not exact", domain.UnitPercent, nan, 54082, roughly, nan, ""},
		{"more than there are", domain.UnitPercent, nan, 275321, people, nan, ""},
		{"more than there are, published", domain.UnitPercent, 106.2, 292390, people, 100 * 292390.0 / 275320, "computed_from_counts;share_above_100"},
		{"a number", domain.UnitCount, nan, 54082, none, 54082, ""},
		{"a number published", domain.UnitCount, 54000, 54082, none, 54000, ""},
		{"an amount of money", domain.UnitEuro, nan, 54082, people, nan, ""},
		{"nothing", domain.UnitPercent, nan, nan, people, nan, ""},
		{"zero of some", domain.UnitPercent, nan, 0, people, 0, "computed_from_counts"},
	} {
		s := Series{
			Indicator: domain.Indicator{ID: "1065", Unit: c.unit, Denominator: "127"},
			Points:    []Point{NewPoint("2014", domain.NewCell(c.value, c.count)).Over(c.under)},
		}
		got := s.On(AsComputed)
		p, _ := got.At("2014")
		if v := p.Value; v != c.want && !(math.IsNaN(v) && math.IsNaN(c.want)) {
			t.Errorf("%s: %v, want %v", c.name, v, c.want)
		}
		if notes := got.NotesAt(p); notes.String() != c.notes {
			t.Errorf("%s: notes %q, want %q", c.name, notes, c.notes)
		}
		if v := p.Published; v != c.value && !math.IsNaN(v) {
			t.Errorf("%s: published is now %v", c.name, v)
		}
	}
}
