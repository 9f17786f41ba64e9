package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/tiles"
	"kuvio/internal/series"
)

// Children placed in 2021 (SOTKAnet 191 over 1065): Varsinais-Suomi 1,623 of 93,745 is
// 1.7313 %, which is above a limit of 1.72 and written 1,7 if no more is asked for. The
// number, its class and what the legend says of it agree, also where only the published
// 1.7 is known, which is below it.
func TestGivenLimitsAreHonoured(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	const keys = "kind: tiles\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nclasses: [1.55, 1.72]\n"
	for extra, want := range map[string]string{"": "1,73/3 1,72–2,42", "published: true\n": "1,7/2 1,55–1,71"} {
		f, err := b.Build(t.Context(), spec(t, keys+extra))
		if err != nil {
			t.Fatal(err)
		}
		content := f.content(domain.Finnish).(tiles.Content)
		for _, tile := range content.Tiles {
			limits := content.Legend.Classes[tile.Class-1].Limits
			if got := fmt.Sprintf("%s/%d %s", tile.Value, tile.Class, limits); tile.Name == "Varsinais-Suomi" && got != want {
				t.Errorf("%q: %s, want %s", extra, got, want)
			}
		}
	}
	if _, err := b.Build(t.Context(), spec(t, keys+"decimals: 1\n")); err == nil || !strings.Contains(err.Error(), "decimals: found 1 with classes at [1.55 1.72], expected 2") {
		t.Errorf("%v, want that numbers with one decimal do not show their class", err)
	}
}

// A method that is asked for is given, whatever the sign of the values; where none is,
// the tints change at zero if a tenth or more of the values are on either side of it.
func TestOneNegativeValueDoesNotMakeADivergingScale(t *testing.T) {
	costs := []float64{-366, 12, 480, 903, 1204, 1890, 2600, 3841, 5120, 9800, 16648, 26473}
	migration := []float64{-17.6, -12.5, -9, -3, 3.4, 8.8, math.NaN()}
	for _, c := range []struct {
		name   string
		values []float64
		by     Classing
		middle bool
		at     []float64
	}{
		{"costs", costs, Classing{}, false, []float64{480, 1890, 3841, 16648}},
		{"costs, equal", costs, Classing{Method: byStep}, false, []float64{0, 10000, 20000}},
		{"migration", migration, Classing{}, true, []float64{-10, 0, 10}},
		{"migration, three", migration, Classing{Method: byQuantile, N: 3}, false, []float64{-9, 3}},
	} {
		set := &classed{decimals: 0}
		set.part(c.values, c.by)
		if set.middle != c.middle || !slices.Equal(set.limits.At, c.at) {
			t.Errorf("%s: about zero %t, limits %v; want %t, %v", c.name, set.middle, set.limits.At, c.middle, c.at)
		}
		if c.by.N > 0 {
			continue
		}
		grid := &heatGrid{spec: &Table{Shade: c.by.Method}, shade: c.by.Method, kinds: []heatKind{{}}, rows: make([]heatRow, 1)}
		if grid.shade == "" {
			grid.shade = byQuantile
		}
		for _, v := range c.values {
			grid.rows[0].cells = append(grid.rows[0].cells, heatCell{point: series.Valued{Value: v}})
		}
		if grid.classify(); grid.middle != c.middle {
			t.Errorf("table of %s: about zero %t, want %t", c.name, grid.middle, c.middle)
		}
	}
}
