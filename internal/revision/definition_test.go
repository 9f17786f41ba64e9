package revision

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// What changes the whole country as it does its areas is no change of division, which
// leaves the country's figure as it was.
func TestDefinedAnew(t *testing.T) {
	const country = "maa"
	level := func(area, y int) float64 { return 20 + float64(area) + float64(y-2000)/10 }
	rounded := func(v float64) float64 { return math.Round(10*v) / 10 }
	by := func(f func(area, y int) float64) func(area, y int) (float64, float64) {
		return func(area, y int) (float64, float64) { return rounded(level(area, y) * f(area, y)), nan }
	}
	same := func(f float64) func(int, int) float64 { return func(int, int) float64 { return f } }
	uneven := func(area, _ int) float64 { return 1.02 + float64(area)/50 }
	for _, tt := range []struct {
		name       string
		held       bool // the country
		country    func(area, y int) float64
		areas      func(area, y int) float64
		from       int
		definition int
		other      Cause
	}{
		{"a thousand times everywhere", true, same(1000), same(1000), 2000, 9 * 21, ""},
		{"7.4 % more everywhere", true, same(1.074), same(1.074), 2000, 9 * 21, ""},
		{"7.4 % more in all areas, the country not held", false, nil, same(1.074), 2000, 8 * 21, ""},
		{"the country as it was", true, same(1), same(1.074), 2000, 0, Division},
		{"areas each by its own", true, same(1.074), uneven, 2000, 0, Division},
		{"areas each by its own, the country not held", false, nil, uneven, 2000, 0, Division},
		{"one year", true, same(1000), same(1000), 2020, 0, Correction},
	} {
		cells := func(country0, areas func(area, y int) float64, from int) []cell {
			all := grid("kunta", 8, from, 2020, by(areas))
			if tt.held {
				for _, c := range grid(country, 1, from, 2020, by(country0)) {
					c.region = domain.WholeCountry
					all = append(all, c)
				}
			}
			return all
		}
		older := makePanel(t, cells(same(1), same(1), 2000))
		after, replaced := merge(t, older, cells(tt.country, tt.areas, tt.from))
		kinds := make(map[Cause]int)
		for _, c := range NewWalk(after, nil).Back(replaced, "2020") {
			kinds[c.Cause]++
		}
		if kinds[Definition] != tt.definition || tt.other != "" && kinds[tt.other] == 0 {
			t.Errorf("%s: %v, want %d by definition and some %q", tt.name, kinds, tt.definition, tt.other)
		}
	}
}
