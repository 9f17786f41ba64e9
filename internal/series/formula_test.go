package series

import (
	"testing"

	"kuvio/internal/domain"
)

// The formulas of a group of two: their numbers of people as they are added
// up, and euros per inhabitant weighted by the inhabitants, (3,000 × 1,000 +
// 4,000 × 3,000) ÷ 4,000 = 3,750.
func TestFormulaOfASum(t *testing.T) {
	member := func(value, inhabitants float64) Derivation {
		return Derivation{Point: Valued{NewPoint("2014", domain.NewCell(value, nan)).Over(exactly(inhabitants)), value}}
	}
	sum := func(rule Rule, value, inhabitants float64, parts ...Derivation) Derivation {
		d := member(value, inhabitants)
		d.Rule, d.Parts = rule, parts
		return d
	}
	from1 := func(n int) Derivation {
		var parts []Derivation
		for i := range n {
			parts = append(parts, member(float64(i+1), nan))
		}
		return sum(SumOfValues, float64(n*(n+1)/2), nan, parts...)
	}
	for _, c := range []struct {
		d               Derivation
		people, machine string
	}{
		{sum(SumOfValues, 7, nan, member(3, nan), member(4, nan)), "3 + 4 = 7", "3 + 4 = 7"},
		{sum(SumOfMoney, 3750, 4000, member(3000, 1000), member(4000, 3000)),
			"(3,000 × 1,000 + 4,000 × 3,000) ÷ 4,000 = 3,750", "(3000 * 1000 + 4000 * 3000) / 4000 = 3750"},
		// Eight terms are written out; of more the first seven and the last.
		{from1(8), "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 = 36", "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 = 36"},
		{from1(9), "1 + 2 + 3 + 4 + 5 + 6 + 7 + … + 9 = 45", "1 + 2 + 3 + 4 + 5 + 6 + 7 + … + 9 = 45"},
		{from1(11), "1 + 2 + 3 + 4 + 5 + 6 + 7 + … + 11 = 66", "1 + 2 + 3 + 4 + 5 + 6 + 7 + … + 11 = 66"},
		{sum(SumOfValues, nan, nan, member(3, nan), member(nan, nan)), "", ""},
	} {
		if got := c.d.Formula(People(domain.English)); got != c.people {
			t.Errorf("%s: %q, want %q", c.d.Rule, got, c.people)
		}
		if got := c.d.Formula(Machine); got != c.machine {
			t.Errorf("%s: %q, want %q", c.d.Rule, got, c.machine)
		}
	}
}
