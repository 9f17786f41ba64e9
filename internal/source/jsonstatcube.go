package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// cube makes a cube of a dataset.
func (s *stat) cube() (*cube, error) {
	switch {
	case s.Class != "" && s.Class != "dataset":
		return nil, fmt.Errorf("found JSON-stat of the class %q, expected a dataset: download the data itself", excerpt(s.Class))
	case s.values < 0:
		return nil, errors.New(`found JSON-stat without "value", expected a dataset: download it again`)
	case len(s.ID) == 0 || len(s.ID) != len(s.Size):
		return nil, fmt.Errorf("found %d ids and %d sizes of dimensions, expected as many of both", len(s.ID), len(s.Size))
	}
	px := s.Extension.Px
	c := &cube{title: domain.Text{FI: title(s.Label)}, source: domain.Text{FI: title(s.Source)}, decimals: px.Decimals, contents: domain.Text{FI: title(px.Contents)}}
	if len(s.Updated) >= len("2020-03-27") && strings.Count(s.Updated[:10], "-") == 2 {
		c.updated = s.Updated[:10]
	}
	for _, name := range []string{px.TableID, px.Matrix, s.Label} {
		if c.code == "" {
			c.code = tableCode(name)
		}
	}
	for i, id := range s.ID {
		d, err := s.dimension(id, s.Size[i])
		if err != nil {
			return nil, err
		}
		c.dims = append(c.dims, d)
	}
	if _, ok := c.cells(); !ok {
		return nil, tooLargeCube()
	}
	return c, nil
}

// dimension reads one dimension by its id.
func (s *stat) dimension(id string, size int) (dimension, error) {
	var in statDimension
	raw, ok := s.Dimension[id]
	if !ok {
		return dimension{}, fmt.Errorf("found no dimension %q, expected every id under \"dimension\"", excerpt(id))
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return dimension{}, fmt.Errorf("dimension %q: %w", excerpt(id), err)
	}
	codes, err := in.codes()
	if err != nil {
		return dimension{}, fmt.Errorf("dimension %q: %w", excerpt(id), err)
	}
	if len(codes) != size {
		return dimension{}, fmt.Errorf("dimension %q: found %d categories, expected the %d of \"size\"", excerpt(id), len(codes), size)
	}
	d := dimension{code: id, name: title(in.Label), values: make([]dimensionValue, len(codes))}
	if d.name == "" {
		d.name = title(id)
	}
	for role, of := range map[string]Role{"time": RolePeriod, "geo": RoleRegion, "metric": RoleIndicator} {
		if slices.Contains(s.Role[role], id) {
			d.role = of
		}
	}
	for i, code := range codes {
		v := dimensionValue{code: code, label: in.Category.Label[code]}
		if v.label == "" {
			v.label = code
		}
		unit := in.Category.Unit[code]
		if v.unit, v.decimals = unit.Base, unit.Decimals; v.unit == "" {
			v.unit = unit.Label
		}
		d.values[i] = v
	}
	return d, nil
}

// codes are the ids of a dimension's categories in order.
func (d *statDimension) codes() ([]string, error) {
	var list []string
	if json.Unmarshal(d.Category.Index, &list) == nil && list != nil {
		return list, nil
	}
	var places map[string]int
	if err := json.Unmarshal(d.Category.Index, &places); err != nil || places == nil {
		if len(d.Category.Label) == 1 { // one category needs no order
			for code := range d.Category.Label {
				return []string{code}, nil
			}
		}
		return nil, errors.New(`found no "index", expected an array of categories or an object of their places`)
	}
	list = make([]string, len(places))
	taken := make([]bool, len(places))
	for code, at := range places {
		if at < 0 || at >= len(list) || taken[at] {
			return nil, fmt.Errorf(`found the place %d of %q in "index", expected 0 to %d, each once`, at, excerpt(code), len(list)-1)
		}
		list[at], taken[at] = code, true
	}
	return list, nil
}
