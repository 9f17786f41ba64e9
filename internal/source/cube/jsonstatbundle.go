package cube

import (
	"encoding/json"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// IsJSONStatBundle reports whether an object's members are datasets by names of
// their own, as version 1 has several in one file.
func IsJSONStatBundle(members map[string]json.RawMessage) bool {
	for _, raw := range members {
		var in map[string]json.RawMessage
		if json.Unmarshal(raw, &in) != nil || in["dimension"] == nil || in["value"] == nil {
			continue
		}
		return true
	}
	return false
}

// isSeveral reports whether a file has or may have more than the one dataset.
func (s *stat) isSeveral() bool {
	switch s.Class {
	case "dataset", "dimension":
		return false
	case "bundle", "collection":
		return true
	}
	return s.within && s.others || s.values < 0
}

// Limits on where datasets are looked for.
const (
	maxDatasets = 1000
	maxStatNest = 8 // objects around a dataset
)

// statPlace is a dataset and where in the file it begins.
type statPlace struct {
	name   string
	offset int64
}

// several reads every dataset of a file, in its order. What they do not tell is
// asked together: a mapping names what each measures by its label.
func (f JSONStat) several(out *record.Sink) error {
	places, err := f.datasets()
	if err != nil {
		return err
	}
	var all []statValues
	var ask *questions
	var dims []record.Dimension
	for _, at := range places {
		o := statReaderAt(f.File, at.offset)
		s := &stat{values: -1}
		if err := o.dataset(s); err != nil {
			return o.broken(err)
		}
		c, err := s.cube()
		if err == nil {
			err = c.implied(f.File)
		}
		if err != nil {
			return f.File.Errorf("dataset %q: %w", content.Excerpt(at.name), err)
		}
		if c.contents.IsZero() { // which tells the datasets apart
			if c.contents = c.title; c.contents.IsZero() {
				c.contents = domain.Text{FI: content.Title(at.name)}
			}
		}
		p, asked := planOf(f.File, c, f.Mapping, out)
		ask = ask.join(asked)
		dims = append(dims, out.Dimensions...)
		all = append(all, statValues{f.File, s, c, p})
	}
	out.Dimensions = dims
	if err := ask.err(); err != nil {
		return err
	}
	for _, v := range all {
		if err := v.read(); err != nil {
			return err
		}
	}
	return nil
}

// datasets finds where the datasets of a file begin.
func (f JSONStat) datasets() ([]statPlace, error) {
	o := newStatReader(f.File)
	var places []statPlace
	if err := o.walk("", 0, &places); err != nil {
		return nil, o.broken(err)
	}
	if len(places) == 0 {
		return nil, f.File.Errorf("found JSON-stat without a dataset of its own, expected \"dimension\" and \"value\": download the data itself, not the links to it")
	}
	return places, nil
}

// walk looks for datasets in the value that comes next, which goes by a name.
func (o *statReader) walk(name string, depth int, places *[]statPlace) error {
	token, err := o.dec.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('['):
		for o.dec.More() {
			if err := o.within(name, depth, places); err != nil {
				return err
			}
		}
	case json.Delim('{'):
		at := statPlace{name, o.offset() - 1}
		dimension, value := false, false
		for o.dec.More() {
			key, err := o.dec.Token()
			if err != nil {
				return err
			}
			dimension, value = dimension || key == "dimension", value || key == "value"
			name, _ := key.(string) // a key is always one
			if err := o.within(name, depth, places); err != nil {
				return err
			}
		}
		if dimension && value {
			if *places = append(*places, at); len(*places) > maxDatasets {
				return fmt.Errorf("found over %d datasets, expected at most that", maxDatasets)
			}
		}
	default:
		return nil
	}
	_, err = o.dec.Token()
	return err
}

// within looks for datasets in a member of what walk is in.
func (o *statReader) within(name string, depth int, places *[]statPlace) error {
	switch name {
	case "dimension", "value", "status", "extension":
		return o.skip()
	}
	if depth == maxStatNest {
		return o.skip()
	}
	return o.walk(name, depth+1, places)
}

// join takes in what another dataset of the file leaves to ask; nil is nothing.
func (q *questions) join(other *questions) *questions {
	if q == nil {
		return other
	}
	for _, asked := range other.asked {
		if !slices.Contains(q.asked, asked) {
			q.asked = append(q.asked, asked)
		}
	}
	if other.columns {
		both := *q.cube
		both.dims = slices.Clone(both.dims)
		for _, d := range other.cube.dims {
			if !slices.ContainsFunc(both.dims, func(known dimension) bool { return known.name == d.name }) {
				both.dims = append(both.dims, d)
			}
		}
		q.cube = &both
	}
	q.columns, q.period, q.region = q.columns || other.columns, q.period || other.period, q.region || other.region
	q.unnamed = append(q.unnamed, other.unnamed...)
	q.genders, q.abroad = append(q.genders, other.genders...), append(q.abroad, other.abroad...)
	return q
}
