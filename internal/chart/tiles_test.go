package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/tiles"
)

// The nineteen maakunnat of 2021 by the share of children placed: each has a tile of
// its own, in the class its number is of, and Lappi lies north of Uusimaa.
func TestTiles(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	f, err := b.Build(t.Context(), spec(t, "kind: tiles\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nfocus: maakunta:13\n"))
	if err != nil {
		t.Fatal(err)
	}
	content := f.content(domain.Finnish).(tiles.Content)
	at := map[string]tiles.Tile{}
	counts := map[int]int{}
	for _, tile := range content.Tiles {
		at[tile.Name] = tile
		counts[tile.Class]++
	}
	if len(at) != 19 || counts[0] != 0 || at["Lappi"].Row >= at["Uusimaa"].Row || at["Pohjois-Karjala"].Column <= at["Satakunta"].Column || at["Ahvenanmaa"].Column > 1 {
		t.Errorf("%+v", content.Tiles)
	}
	if keski := at["Keski-Suomi"]; !keski.Focus || keski.Value != "2,0" {
		t.Errorf("%+v", keski)
	}
	for i, c := range content.Legend.Classes {
		if want := strings.TrimPrefix(c.Areas, "alueita "); want != string(rune('0'+counts[i+1])) {
			t.Errorf("class %s says %s, and has %d", c.Limits, c.Areas, counts[i+1])
		}
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "Tile map, 19 areas, 2021. Highest 2.4%") || !strings.Contains(alt, "Keski-Suomi") && !strings.Contains(alt, "Central Finland: 2.0%, rank 7 of 19.") {
		t.Errorf("%s", alt)
	}
	// Limits of one's own.
	f, err = b.Build(t.Context(), spec(t, "kind: tiles\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nclasses: [1, 2]\ntiles: {maakunta:13: [1, 1]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c := f.content(domain.Finnish).(tiles.Content); len(c.Legend.Classes) != 3 || c.Legend.Classes[1].Limits != "1,0–1,9" {
		t.Errorf("%+v", c.Legend.Classes)
	}
}

func TestTilesErrors(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "population.csv"))
	for _, c := range []struct{ text, want string }{
		{"indicator: \"127\"\nregions: kunta@maakunta:13\nyear: 2021\n", "a map of numbers shows where people live"},
		{"indicator: \"191\"\nregions: maakunta@maa\nyear: 1950\n", "191: none of the regions has a value in 1950; the latest is of 2021"},
		{"indicator: \"191\"\nregions: maakunta@maa\ntiles: {kunta:179: [1, 1]}\n", "tiles: kunta:179 is not among the regions drawn"},
		{"indicator: \"191\"\nregions: maakunta@maa\nfocus: kunta:179\n", "focus: kunta:179 is not among the regions drawn"},
	} {
		if _, err := b.Build(t.Context(), spec(t, "kind: tiles\n"+c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"classes: [2, 1]\n", "classes: found [2 1], expected limits in rising order"},
		{"classes: 9\n", "classes: found 9, expected 2 to 7"},
		{"classes: {method: jenks}\n", "found the method \"jenks\", expected quantile or equal"},
		{"tiles: {kunta:179: [0, 1]}\n", "tiles: kunta:179: found [0 1], expected a column and a row"},
		{"with: maa\n", "with: found in a figure of kind tiles"},
	} {
		_, err := Parse("charts/a.yaml", []byte("id: a\nkind: tiles\nindicator: \"191\"\nregions: maakunta@maa\n"+c.text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
}

// Limits are of the numbers as they are drawn; ones that part nothing are warned of.
func TestClassLimitsAreAsDrawn(t *testing.T) {
	for _, c := range []struct {
		spec, warning string
	}{
		{"classes: [1.5, 2]\n", ""},
		{"multiply: 10\nclasses: [15, 20]\n", ""},
		{"multiply: 10\nclasses: [1.5, 2]\n", "classes: all areas are in one class: the limits are of the numbers as they are drawn, 8.2 to 24.2"},
	} {
		f, err := builder(t, exampleStore(t, "placements.csv")).Build(t.Context(), spec(t, "kind: tiles\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\n"+c.spec))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(f.Warnings, "\n"); c.warning == "" && got != "" || !strings.Contains(got, c.warning) {
			t.Errorf("%q: %q, want %q", c.spec, got, c.warning)
		}
	}
}
