package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// FormatJSONStat is JSON-stat 2.0 (json-stat.org/full), and the datasets of
// its version 1 that PxWeb gives as well.
const FormatJSONStat Format = "json-stat"

// isJSONStat reports whether the beginning of an object is that of a dataset.
// What a beginning does not show, isJSONStatObject may.
func isJSONStat(head []byte) bool { return jsonStatHead.Match(head) }

var jsonStatHead = regexp.MustCompile(`^\s*\{\s*"dataset"\s*:\s*\{|"class"\s*:\s*"(dataset|collection|dimension)"`)

func isJSONStatObject(has func(string) bool) bool {
	return has("dimension") && has("value") || has("dataset")
}

// Limits on a JSON-stat file: what describes the dimensions, and the marks.
const (
	maxStatHead  = 64 << 20 // bytes
	maxStatMarks = 10_000_000
)

// stat is a dataset without its values.
type stat struct {
	Class     string
	Label     string
	Source    string
	Updated   string
	ID        []string
	Size      []int
	Role      map[string][]string
	Dimension map[string]json.RawMessage
	Extension struct {
		Px struct {
			TableID  string `json:"tableid"`
			Matrix   string `json:"matrix"`
			Contents string `json:"contents"`
			Decimals *int   `json:"decimals"`
			Language string `json:"language"`
		} `json:"px"`
	}

	values int64          // where in the file they begin, after their key
	status map[int]string // of cells that have one
	all    string         // the status of every cell
	bytes  int
}

// statDimension is one dimension of it.
type statDimension struct {
	Label    string `json:"label"`
	Category struct {
		Index json.RawMessage   `json:"index"` // an array of ids, or their places
		Label map[string]string `json:"label"`
		Unit  map[string]struct {
			Base     string `json:"base"`
			Label    string `json:"label"`
			Decimals *int   `json:"decimals"`
		} `json:"unit"`
	} `json:"category"`
}

// jsonStat reads a dataset.
func (r *run) jsonStat() error {
	o := newStatReader(r.file)
	s := &stat{values: -1}
	if err := o.dataset(s); err != nil {
		return o.broken(err)
	}
	c, err := s.cube()
	if err == nil {
		err = c.implied(r.file)
	}
	if err != nil {
		return r.file.errorf("%w", err)
	}
	p, err := r.plan(c)
	if err != nil {
		return err
	}
	return p.statValues(s, c)
}

// dataset reads the object that comes next: its values are passed over, but
// where they are is noted. A dataset of version 1 stands within another object.
func (o *statReader) dataset(s *stat) error {
	return o.object(func(key string) error {
		switch key {
		case "dataset":
			return o.dataset(s)
		case "value":
			s.values = o.offset()
			return o.skip()
		case "status":
			return o.statuses(s)
		}
		var raw json.RawMessage
		if err := o.dec.Decode(&raw); err != nil {
			return err
		}
		if s.bytes += len(raw); s.bytes > maxStatHead {
			return fmt.Errorf("found over %d MiB beside the values, expected at most that", maxStatHead>>20)
		}
		return s.member(key, raw)
	})
}

// member reads a member that describes the dataset.
func (s *stat) member(key string, raw json.RawMessage) error {
	to, ok := map[string]any{
		"class": &s.Class, "label": &s.Label, "source": &s.Source, "updated": &s.Updated,
		"id": &s.ID, "size": &s.Size, "role": &s.Role, "dimension": &s.Dimension,
	}[key]
	if !ok {
		if key == "extension" {
			json.Unmarshal(raw, &s.Extension) //nolint:errcheck // each source's own, and only PxWeb's is read
		}
		return nil
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return fmt.Errorf("%q: %w", key, err)
	}
	if key != "dimension" {
		return nil
	}
	for name, to := range map[string]any{"id": &s.ID, "size": &s.Size, "role": &s.Role} { // as version 1 has them
		if raw, ok := s.Dimension[name]; ok && json.Unmarshal(raw, to) == nil {
			delete(s.Dimension, name)
		}
	}
	return nil
}

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
