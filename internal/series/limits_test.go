package series

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// Garwood's limits of 5 are in any table of exact Poisson limits; Wilson's of
// 934 among 54,082 (Keski-Suomi 2014) and Byar's of 100 were computed from their
// formulas in another program.
func TestLimits(t *testing.T) {
	keskiSuomi := derive(domain.NewCell(1.7, 934), 100, 1)
	for _, c := range []struct {
		name         string
		unit         domain.Unit
		count        float64
		den          Denominator
		lower, upper float64
		note         domain.NoteCode
	}{
		{"a share", domain.UnitPercent, 934, exactly(54082), 1.6205902774, 1.8402811972, ""},
		{"the same, derived", domain.UnitPercent, 934, keskiSuomi, 1.548292097, 1.864767385, domain.NoteDerived},
		{"a rate below ten", domain.UnitPer1000, 5, exactly(1000), 1.623486390, 11.66833208, ""},
		{"a rate", domain.UnitPer1000, 100, exactly(1000), 81.362105, 121.627938, ""},
		{"none of them", domain.UnitPer1000, 0, exactly(1000), 0, 3.688879454, ""},
		{"all of fifty", domain.UnitPercent, 50, derive(domain.NewCell(100, 50), 100, 1), 92.776005897, 100, domain.NoteDerived},
		{"too uncertain", domain.UnitPercent, 12, derive(domain.NewCell(0.3, 12), 100, 1), nan, nan, domain.NoteDerivedWide},
		{"no count", domain.UnitPercent, nan, exactly(54082), nan, nan, domain.NoteNoCount},
		{"no denominator", domain.UnitPercent, 934, noDenominator, nan, nan, domain.NoteNoDenominator},
		{"an index", domain.UnitIndex, 934, exactly(54082), nan, nan, domain.NoteNotARate},
		{"more than there are", domain.UnitPercent, 60, exactly(50), nan, nan, domain.NoteNotFinite},
	} {
		p := NewPoint("2014", domain.NewCell(1, c.count)).Over(c.den)
		lower, upper, note := p.Limits(c.unit, 0.95)
		ok := func(got, want float64) bool {
			return math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-8*math.Max(1, want)
		}
		if !ok(lower, c.lower) || !ok(upper, c.upper) || note.Code != c.note {
			t.Errorf("%s: %.10g … %.10g %q, want %v … %v %q", c.name, lower, upper, note, c.lower, c.upper, c.note)
		}
	}
}
