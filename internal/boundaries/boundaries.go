// Package boundaries reads areas' boundaries from GeoJSON (RFC 7946) and TopoJSON files,
// and puts them on the plane of Finland's maps, ETRS-TM35FIN, in kilometres.
package boundaries

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Point is a place in ETRS-TM35FIN: kilometres to the east and to the north.
type Point struct{ East, North float64 }

// Area is what one feature of a file bounds.
type Area struct {
	Properties map[string]string // texts and numbers, as the file writes them; "id" too where the feature has one
	Rings      [][]Point         // outer ones and holes
}

// Limits on what is read, far above what a map of a country has.
const (
	maxSize   = 64 << 20 // bytes
	maxPoints = 5_000_000
	maxAreas  = 20_000
)

// Read reads a file's areas. Coordinates in degrees (WGS84, as RFC 7946 asks for) are
// projected; those in metres are taken as ETRS-TM35FIN (EPSG:3067) if they lie there.
func Read(content []byte) ([]Area, error) {
	if len(content) > maxSize {
		return nil, fmt.Errorf("found %d bytes, expected at most %d: simplify the boundaries", len(content), maxSize)
	}
	var f file
	if err := json.Unmarshal(content, &f); err != nil {
		return nil, fmt.Errorf("cannot be read as JSON: %w", err)
	}
	var areas []Area
	var err error
	switch f.Type {
	case "FeatureCollection":
		areas, err = f.features()
	case "Topology":
		areas, err = f.topology()
	default:
		return nil, fmt.Errorf("found the type %q, expected a GeoJSON FeatureCollection or a TopoJSON Topology", f.Type)
	}
	if err != nil {
		return nil, err
	}
	if len(areas) == 0 {
		return nil, errors.New("found no areas with a boundary")
	}
	return areas, project(areas)
}

// file is either format.
type file struct {
	Type     string `json:"type"`
	Features []struct {
		ID         any            `json:"id"`
		Properties map[string]any `json:"properties"`
		Geometry   *struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
	} `json:"features"`
	Objects   map[string]object `json:"objects"`
	Arcs      [][][]float64     `json:"arcs"`
	Transform *struct {
		Scale, Translate [2]float64
	} `json:"transform"`
}

// object is a geometry of TopoJSON, or a collection of them.
type object struct {
	Type       string          `json:"type"`
	ID         any             `json:"id"`
	Properties map[string]any  `json:"properties"`
	Arcs       json.RawMessage `json:"arcs"`
	Geometries []object        `json:"geometries"`
}

func (f *file) features() ([]Area, error) {
	var areas []Area
	n := 0
	for i, feature := range f.Features {
		if feature.Geometry == nil {
			continue
		}
		var polygons [][][][]float64
		var err error
		switch feature.Geometry.Type {
		case "Polygon":
			polygons = make([][][][]float64, 1)
			err = json.Unmarshal(feature.Geometry.Coordinates, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(feature.Geometry.Coordinates, &polygons)
		default:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("feature %d: its coordinates cannot be read: %w", i+1, err)
		}
		area := Area{Properties: texts(feature.Properties, feature.ID)}
		for _, polygon := range polygons {
			for _, ring := range polygon {
				points, err := pointsOf(ring)
				if err != nil {
					return nil, fmt.Errorf("feature %d: %w", i+1, err)
				}
				if n += len(points); n > maxPoints {
					return nil, tooMany()
				}
				area.Rings = append(area.Rings, points)
			}
		}
		areas = append(areas, area)
	}
	return areas, nil
}

func tooMany() error {
	return fmt.Errorf("found more than %d points, expected at most that: simplify the boundaries", maxPoints)
}

func pointsOf(ring [][]float64) ([]Point, error) {
	points := make([]Point, len(ring))
	for i, p := range ring {
		if len(p) < 2 {
			return nil, errors.New("found a point of fewer than two numbers")
		}
		points[i] = Point{p[0], p[1]}
	}
	return points, nil
}

// topology are the areas of the objects' geometries: rings of arcs that neighbours
// share, each a walk of steps where the file is quantised.
func (f *file) topology() ([]Area, error) {
	arcs := make([][]Point, len(f.Arcs))
	n := 0
	for i, arc := range f.Arcs {
		points, err := pointsOf(arc)
		if err != nil {
			return nil, fmt.Errorf("arc %d: %w", i+1, err)
		}
		if n += len(points); n > maxPoints {
			return nil, tooMany()
		}
		if t := f.Transform; t != nil {
			var x, y float64
			for k := range points {
				x, y = x+points[k].East, y+points[k].North
				points[k] = Point{x*t.Scale[0] + t.Translate[0], y*t.Scale[1] + t.Translate[1]}
			}
		}
		arcs[i] = points
	}
	var names []string
	for name := range f.Objects {
		names = append(names, name)
	}
	slices.Sort(names)
	var areas []Area
	for _, name := range names {
		found, err := shapes(f.Objects[name], arcs, 0)
		if err != nil {
			return nil, fmt.Errorf("object %s: %w", name, err)
		}
		areas = append(areas, found...)
	}
	return areas, nil
}

func shapes(o object, arcs [][]Point, depth int) ([]Area, error) {
	if depth > 8 {
		return nil, errors.New("found collections more than 8 deep")
	}
	var polygons [][][]int
	var err error
	switch o.Type {
	case "GeometryCollection":
		var areas []Area
		for _, g := range o.Geometries {
			found, err := shapes(g, arcs, depth+1)
			if err != nil {
				return nil, err
			}
			if areas = append(areas, found...); len(areas) > maxAreas {
				return nil, fmt.Errorf("found more than %d areas", maxAreas)
			}
		}
		return areas, nil
	case "Polygon":
		polygons = make([][][]int, 1)
		err = json.Unmarshal(o.Arcs, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(o.Arcs, &polygons)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("its arcs cannot be read: %w", err)
	}
	area := Area{Properties: texts(o.Properties, o.ID)}
	n := 0
	for _, polygon := range polygons {
		for _, ring := range polygon {
			var points []Point
			for _, i := range ring {
				back := i < 0
				if back {
					i = ^i
				}
				if i >= len(arcs) {
					return nil, fmt.Errorf("found arc %d of %d", i, len(arcs))
				}
				arc := slices.Clone(arcs[i])
				if back {
					slices.Reverse(arc)
				}
				if len(points) > 0 && len(arc) > 0 {
					arc = arc[1:]
				}
				points = append(points, arc...)
			}
			if n += len(points); n > maxPoints {
				return nil, tooMany()
			}
			area.Rings = append(area.Rings, points)
		}
	}
	return []Area{area}, nil
}

// texts are a feature's properties as they are written.
func texts(properties map[string]any, id any) map[string]string {
	t := make(map[string]string, len(properties)+1)
	if id != nil {
		t["id"] = word(id)
	}
	for k, v := range properties {
		switch v.(type) {
		case string, float64:
			t[k] = word(v)
		}
	}
	return t
}

func word(v any) string {
	if n, ok := v.(float64); ok {
		return strings.TrimSuffix(fmt.Sprintf("%.0f", n), ".0")
	}
	return fmt.Sprint(v)
}

// project puts the areas on the plane, in kilometres.
func project(areas []Area) error {
	degrees, metres := true, true
	for _, a := range areas {
		for _, ring := range a.Rings {
			for _, p := range ring {
				if math.IsNaN(p.East) || math.IsInf(p.East, 0) || math.IsNaN(p.North) || math.IsInf(p.North, 0) {
					return errors.New("found a coordinate that is no number")
				}
				degrees = degrees && math.Abs(p.East) <= 180 && math.Abs(p.North) <= 90
				metres = metres && p.East > -5e5 && p.East < 1.5e6 && p.North > 6e6 && p.North < 8.5e6
			}
		}
	}
	for _, a := range areas {
		for _, ring := range a.Rings {
			for i, p := range ring {
				switch {
				case degrees:
					ring[i] = TM35FIN(p.East, p.North)
				case metres:
					ring[i] = Point{p.East / 1000, p.North / 1000}
				default:
					return fmt.Errorf("found the coordinates %g, %g, expected degrees (WGS84) or metres of ETRS-TM35FIN (EPSG:3067)", p.East, p.North)
				}
			}
		}
	}
	return nil
}
