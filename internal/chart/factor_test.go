package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// A factor is in the unit, or said: numbers without either are no one's.
func TestFactorIsSaid(t *testing.T) {
	for by, want := range map[string]string{
		"10": "", "1000": "", // of a thousand, of a hundred thousand
		"0.5": "Luvut (%) on kerrottu luvulla 0,5.",
		"7":   "Luvut (%) on kerrottu luvulla 7.",
	} {
		f, err := builder(t, exampleStore(t, "placements.csv")).Build(t.Context(), spec(t, "kind: ranked\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nmultiply: "+by+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		notes := strings.Join(f.small(domain.Finnish, f.content(domain.Finnish)), " ")
		if !strings.Contains(notes, want) || strings.Contains(notes, "kerrottu") != (want != "") {
			t.Errorf("times %s: %q, want %q", by, notes, want)
		}
	}
	for unit, want := range map[domain.Unit]domain.Unit{
		domain.UnitCount: domain.UnitKiloCount, domain.UnitEuro: domain.UnitKiloEuro, domain.UnitKiloEuro: domain.UnitMegaEuro,
		domain.UnitPercent: domain.UnitUnknown, domain.UnitEuroPerInhabitant: domain.UnitUnknown, domain.UnitUnknown: domain.UnitUnknown,
	} {
		if got := drawnUnit(unit, 0.001); got != want {
			t.Errorf("%s times 0.001: %s, want %s", unit, got, want)
		}
	}
}
