package catalog

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Utsjoki is the northernmost municipality, Hanko among the southernmost; Keski-Suomi's
// middle is near Laukaa; Juankoski, which merged in 2017, lies where Kuopio does.
func TestCentroids(t *testing.T) {
	c := Default()
	north := func(id domain.RegionID) float64 {
		_, n, ok := c.Centroid(id)
		if !ok {
			t.Errorf("%s: not known", id)
		}
		return n
	}
	if u, h := north("kunta:890"), north("kunta:078"); u < 7700 || h > 6700 {
		t.Errorf("Utsjoki %g, Hanko %g km to the north", u, h)
	}
	if k, l := north("maakunta:13"), north("kunta:410"); k-l > 40 || l-k > 40 {
		t.Errorf("Keski-Suomi %g, Laukaa %g", k, l)
	}
	if j, k := north("kunta:174"), north("kunta:297"); j != k {
		t.Errorf("Juankoski %g, Kuopio %g", j, k)
	}
	for _, r := range c.Regions() {
		if r.Category == domain.Kunta && !r.Ended() {
			north(r.ID)
		}
	}
	if _, _, ok := c.Centroid("postinumero:40100"); ok {
		t.Error("an area of one's own has a centroid")
	}
	for _, bad := range []string{"", "code,x\n", "code,east_km,north_km\n179,x,1\n"} {
		if _, err := loadCentroids([]byte(bad)); err == nil || !strings.Contains(err.Error(), "centroids.csv") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
