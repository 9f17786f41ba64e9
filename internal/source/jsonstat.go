package source

import (
	"encoding/json"
	"fmt"
	"regexp"
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
			_ = json.Unmarshal(raw, &s.Extension) // each source's own; only what PxWeb writes is read
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
