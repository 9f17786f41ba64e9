package catalog

import (
	"testing"

	"kuvio/internal/domain"
)

// Of Keski-Suomi's municipalities of 2022 all but Jämsä were in its hospital district.
func TestCounterpart(t *testing.T) {
	c := Default()
	for _, want := range []struct {
		of  domain.RegionID
		in  domain.Category
		one domain.RegionID
	}{
		{"maakunta:13", domain.Shp, "shp:14"},
		{"maakunta:13", domain.Hva, "hva:15"},
		{"maakunta:13", domain.Maakunta, "maakunta:13"},
		{"kunta:179", domain.Maakunta, "maakunta:13"},
		{"kunta:179", domain.Seutukunta, "seutukunta:131"},
		{"shp:14", domain.Maakunta, "maakunta:13"},
		{"maakunta:13", domain.Kunta, ""},
		{"maakunta:13", domain.Eurooppa, ""},
		{"group:x", domain.Shp, ""},
	} {
		r, ok := c.Counterpart(want.of, want.in)
		if want.one == "" {
			if ok {
				t.Errorf("%s in %s: %s, want none", want.of, want.in, r.ID)
			}
			continue
		}
		if !ok || r.ID != want.one {
			t.Errorf("%s in %s: %s, want %s", want.of, want.in, r.ID, want.one)
		}
	}
}
