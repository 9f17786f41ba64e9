package catalog

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/boundaries"
	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
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

// Each municipality's middle is that of its boundary of 2020, to the kilometre.
func TestCentroidsAreThoseOfTheBoundaries(t *testing.T) {
	areas, err := boundaries.Read(realfiles.Read(t, "regions/yle_finland-munis-2020.topo.json"))
	if err != nil {
		t.Fatal(err)
	}
	known := centroids()
	if len(areas) != len(known) {
		t.Errorf("%d boundaries, %d centroids", len(areas), len(known))
	}
	for _, a := range areas {
		var surface, east, north float64
		for _, ring := range a.Rings {
			s, e, n := middle(ring)
			surface, east, north = surface+s, east+s*e, north+s*n
		}
		got, ok := known[domain.AreaID(domain.Kunta, a.Properties["id"])]
		if !ok || math.Abs(got[0]-east/surface) > 0.6 || math.Abs(got[1]-north/surface) > 0.6 {
			t.Errorf("%s %s: %v, want %.1f, %.1f km", a.Properties["id"], a.Properties["nimi"], got, east/surface, north/surface)
		}
	}
}

// middle is a ring's surface, in square kilometres, and the middle of it; a hole, which runs
// the other way about, has the other sign.
func middle(ring []boundaries.Point) (surface, east, north float64) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		cross := p.East*q.North - q.East*p.North
		surface += cross / 2
		east, north = east+(p.East+q.East)*cross/6, north+(p.North+q.North)*cross/6
	}
	return surface, east / surface, north / surface
}
