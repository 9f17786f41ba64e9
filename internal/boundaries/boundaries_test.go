package boundaries

import (
	"math"
	"strings"
	"testing"
)

// The central meridian at 60° N is 6,651,411.19 m from the equator in UTM on GRS80, and
// 500 km east; places right and left of it lie alike. Helsinki's middle, 60.1699° N
// 24.9384° E, is at 385.6 and 6,671.9 km.
func TestTM35FIN(t *testing.T) {
	if p := TM35FIN(27, 60); math.Abs(p.North-6651.41119) > 1e-5 || p.East != 500 {
		t.Errorf("%+v", p)
	}
	left, right := TM35FIN(24, 65), TM35FIN(30, 65)
	if math.Abs(left.East+right.East-1000) > 1e-9 || math.Abs(left.North-right.North) > 1e-9 {
		t.Errorf("%+v, %+v", left, right)
	}
	if p := TM35FIN(24.9384, 60.1699); math.Abs(p.East-385.6) > 0.3 || math.Abs(p.North-6671.9) > 0.3 {
		t.Errorf("%+v", p)
	}
}

const (
	square = `{"type":"FeatureCollection","features":[{"type":"Feature","id":179,"properties":{"nimi":"Jyväskylä","kunta":"179"},
"geometry":{"type":"Polygon","coordinates":[[[400000,6900000],[410000,6900000],[410000,6910000],[400000,6900000]]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},{"type":"Feature","properties":{},"geometry":null}]}`
	topology = `{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[24,60]},"arcs":[[[0,0],[10,0],[0,10]],[[0,0],[0,10],[10,0]]],
"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","properties":{"id":"005"},"arcs":[[0,-2]]}]}}}`
)

func TestRead(t *testing.T) {
	areas, err := Read([]byte(square))
	if err != nil || len(areas) != 1 {
		t.Fatal(areas, err)
	}
	if a := areas[0]; a.Properties["id"] != "179" || a.Properties["nimi"] != "Jyväskylä" || a.Rings[0][1] != (Point{410, 6900}) {
		t.Errorf("%+v", a)
	}
	areas, err = Read([]byte(topology))
	if err != nil || len(areas) != 1 || areas[0].Properties["id"] != "005" {
		t.Fatal(areas, err)
	}
	// The second arc is walked backwards: 24 60, 25 60, 25 61, 24 61, 24 60.
	ring := areas[0].Rings[0]
	for i, want := range []Point{TM35FIN(24, 60), TM35FIN(25, 60), TM35FIN(25, 61), TM35FIN(24, 61), TM35FIN(24, 60)} {
		if len(ring) != 5 || math.Hypot(ring[i].East-want.East, ring[i].North-want.North) > 1e-6 {
			t.Fatalf("%v, want %v as number %d", ring, want, i)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "cannot be read as JSON",
		`{"type":"Feature"}`:           `found the type "Feature"`,
		`{"type":"FeatureCollection"}`: "found no areas",
		strings.Replace(square, "410000", "4100000", 1):       "expected degrees (WGS84) or metres of ETRS-TM35FIN",
		strings.Replace(topology, "[0,-2]", "[7]", 1):         "found arc 7 of 2",
		strings.Replace(square, "[400000,6900000]", "[4]", 1): "a point of fewer than two numbers",
		strings.Replace(square, "[[[4", "[[4", 1):             "cannot be read",
	} {
		if areas, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) || areas != nil && want == "" {
			t.Errorf("%.60s: %v, want %q", text, err, want)
		}
	}
}

// Whatever the file, it is read or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte(square))
	f.Add([]byte(topology))
	f.Add([]byte(`{"type":"Topology","arcs":[[]],"objects":{"a":{"type":"Polygon","arcs":[[0,-1]]}}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		areas, err := Read(content)
		if err != nil {
			return
		}
		for _, a := range areas {
			for _, ring := range a.Rings {
				for _, p := range ring {
					if math.IsNaN(p.East) || math.IsNaN(p.North) {
						t.Fatalf("a place that is none in %s", content)
					}
				}
			}
		}
	})
}
