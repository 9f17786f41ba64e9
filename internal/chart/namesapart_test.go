package chart

import (
	"testing"

	"kuvio/internal/domain"
)

// Titles are SOTKAnet's of 2025.
var netCosts = []domain.Indicator{
	{ID: "3775", Unit: domain.UnitEuroPerInhabitant, Title: domain.Text{EN: "Net operating costs on other non-institutional services for children and families, total, euro per capita (up to 2022)"}},
	{ID: "5520", Unit: domain.UnitEuroPerPerson, Title: domain.Text{EN: "Net operating costs on other non-institutional services for children and families, total, euro per capita aged 0–17 (up to 2022)"}},
}

// What tells two indicators apart is not cut off their names.
func TestIndicatorsAreNamedApart(t *testing.T) {
	const stem = "Net operating costs on other non-institutional services for children and families, total"
	for i, want := range []string{stem + ", euro per capita (up to 2022)", stem + ", euro per capita aged 0–17 (up to 2022)"} {
		if name, unit := countedApart(&netCosts[i], netCosts, 1, domain.English); name != want || unit != "" {
			t.Errorf("%q in %q, want %q", name, unit, want)
		}
	}
	if name, unit := countedApart(&netCosts[1], netCosts[1:], 1, domain.English); name != stem || unit != "euro per capita aged 0–17 (up to 2022)" {
		t.Errorf("alone: %q in %q", name, unit)
	}
	if got, want := namesOf(netCosts, domain.English), stem+", euro per capita (up to 2022) and euro per capita aged 0–17 (up to 2022)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	same := []domain.Indicator{{ID: "1", Title: domain.Text{EN: "Costs, euro per capita"}}, {ID: "2", Title: domain.Text{EN: "Costs, euro per capita"}}, {ID: "3", Title: domain.Text{EN: "Clients, %"}}}
	if got, want := namesOf(same, domain.English), "Costs (1) and (2) and clients"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
