package catalog

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
)

func TestByName(t *testing.T) {
	for _, tt := range []struct {
		name       string
		categories []domain.Category
		want       []domain.RegionID
	}{
		{"Jyväskylä", nil, []domain.RegionID{"kunta:179"}},
		{"jyväskylä ", nil, []domain.RegionID{"kunta:179"}},
		{"Jyva\u0308skyla\u0308", nil, []domain.RegionID{"kunta:179"}}, // decomposed, as macOS writes
		{"Helsingfors", nil, []domain.RegionID{"kunta:091"}},
		{"Keski-Suomi", nil, []domain.RegionID{"maakunta:13", "hva:15", "shp:14"}},
		{"Keski-Suomi", []domain.Category{domain.Maakunta}, []domain.RegionID{"maakunta:13"}},
		{"Keski–Suomen sairaanhoitopiiri", nil, []domain.RegionID{"shp:14"}},
		// Spellings of the sources' files.
		{"Maarianhamina - Mariehamn", nil, []domain.RegionID{"kunta:478"}},
		{"Maarianhamina", nil, []domain.RegionID{"kunta:478"}},
		{"Koski Tl", nil, []domain.RegionID{"kunta:284"}},
		{"Pedersöre", nil, []domain.RegionID{"kunta:599"}},
		{"Ahvenanmaa - Åland", nil, []domain.RegionID{"maakunta:21"}},
		{"KOKO MAA", nil, []domain.RegionID{"maa"}},
		{"Region of Uusimaa", nil, []domain.RegionID{"maakunta:01"}},
		{"Valtimo", nil, []domain.RegionID{"kunta:911"}},
		{"Atlantis", nil, nil},
	} {
		var got []domain.RegionID
		for _, r := range Default().ByName(tt.name, tt.categories...) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("ByName(%q, %v) = %v, want %v", tt.name, tt.categories, got, tt.want)
		}
	}
}

func TestSearch(t *testing.T) {
	for _, tt := range []struct {
		query string
		first domain.RegionID
		count int
	}{
		{"jyvaskyla", "kunta:179", 2}, // the sub-region's English name has it
		{"KUNTA:179", "kunta:179", 1},
		{"id:885", "hva:15", 1},
		{"965", "hva:15", 1},
		{"mellersta finland", "maakunta:13", 4}, // maakunta, hva, shp, ely
		{"", "maa", 540},
		{"xyzzy", "", 0},
	} {
		got := Default().Search(tt.query)
		if len(got) != tt.count || tt.count > 0 && got[0].ID != tt.first {
			t.Errorf("Search(%q) = %s, want %d beginning with %s", tt.query, labels(got[:min(5, len(got))]), tt.count, tt.first)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]domain.RegionID{
		"Jyvaskyla":  "kunta:179",
		"Jyväskyllä": "kunta:179",
		"Äänekosk":   "kunta:992",
		"Pirkanma":   "maakunta:06",
	} {
		if got := Default().Nearest(name); len(got) == 0 || got[0].ID != want || len(got) > 3 {
			t.Errorf("nearest(%q) = %s, want %s first of at most three", name, labels(got), want)
		}
	}
	if got := Default().Nearest("Qqqqqqqqqq"); got != nil {
		t.Errorf("nearest(nonsense) = %s", labels(got))
	}
}
