package series

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// Jyväskylä's children placed outside the home (THL, Sotkanet.fi, ind. 191,
// 1065): 564 of 26,028, 538 of 26,042 and 489 of 26,252 are 1,591 of 78,322.
func TestSpell(t *testing.T) {
	nan := math.NaN()
	exact := func(n float64) Denominator { return Denominator{n, n, n} }
	point := func(at domain.Period, value, count float64, d Denominator) Point {
		return NewPoint(at, domain.NewCell(value, count)).Over(d)
	}
	counted := []Point{point("2013", 2.2, 564, exact(26028)), point("2014", 2.1, 538, exact(26042)), point("2015", 1.9, 489, exact(26252))}
	suppressed := NewPoint("2016", domain.EmptyCell(domain.Suppressed))
	own := append(counted, point("2013–2015", 2, 1500, exact(75000)))
	wide := append(counted[:2:2], point("2015", 1.9, 489, Denominator{25737, 25000, 28000}))
	for _, c := range []struct {
		name         string
		unit         domain.Unit
		points       []Point
		at           domain.Period
		value, count float64
		status       domain.Status
		notes        string
	}{
		{"counts summed", domain.UnitPercent, counted, "2013–2015", 100 * 1591.0 / 78322, 1591, domain.OK, "computed_from_counts"},
		{"one year", domain.UnitPercent, counted, "2014", 100 * 538.0 / 26042, 538, domain.OK, "computed_from_counts"},
		{"the source's own", domain.UnitPercent, own, "2013–2015", 2, 1500, domain.OK, "computed_from_counts"},
		{"a year missing", domain.UnitPercent, counted, "2014–2016", nan, nan, domain.Missing, "years_with_value:2/3 (2014–2016)"},
		{"a year withheld", domain.UnitPercent, append(counted, suppressed), "2014–2016", nan, nan, domain.Suppressed, "years_with_value:2/3 (2014–2016);suppressed:1"},
		{"a denominator too uncertain", domain.UnitPercent, wide, "2013–2015", (100*564.0/26028 + 100*538.0/26042 + 1.9) / 3, nan, domain.OK, "mean_of_years"},
		{"numbers", domain.UnitCount, []Point{point("2013", 10, nan, noDenominator), point("2014", 14, nan, noDenominator)}, "2013–2014", 12, nan, domain.OK, "mean_of_years"},
	} {
		s := Series{Indicator: domain.Indicator{ID: "191", Unit: c.unit}, Points: c.points}
		short := s
		short.Points = []Point{s.Spell(c.at)}
		b := short.Based()
		p, _ := b.At(c.at)
		same := func(a, b float64) bool {
			return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-12*(1+math.Abs(b))
		}
		if notes := b.NotesAt(p).String(); !same(p.Value, c.value) || !same(p.Count, c.count) || p.Status != c.status || notes != c.notes {
			t.Errorf("%s: %v, count %v, status %v, notes %q; want %+v", c.name, p.Value, p.Count, p.Status, notes, c)
		}
	}
	derived := Series{Indicator: domain.Indicator{ID: "191", Unit: domain.UnitPercent}, Points: []Point{point("2013", 2, 520, Denominator{26000, 25500, 26500}), point("2014", 2, 500, exact(25000))}}
	p := derived.Spell("2013–2014")
	if d := p.Denominator; d != (Denominator{51000, 50500, 51500}) || math.Abs(p.Published-100*1020.0/51000) > 1e-12 {
		t.Errorf("a derived denominator: %+v", p)
	}
}
