package cube

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// IsJSONStat reports whether the beginning of an object is that of a dataset.
// What a beginning does not show, IsJSONStatObject may.
func IsJSONStat(head []byte) bool {
	// The expression goes through all of the head: it is not asked for nothing.
	return (bytes.Contains(head, []byte(`"dataset"`)) || bytes.Contains(head, []byte(`"class"`))) && jsonStatHead().Match(head)
}

var jsonStatHead = late.Regexp(`^\s*\{\s*"dataset"\s*:\s*\{|"class"\s*:\s*"(dataset|bundle|collection|dimension)"`)

func IsJSONStatObject(has func(string) bool) bool {
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

	within bool           // the dataset stands within another object, as those of version 1 do
	others bool           // something else stands beside it there
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

// JSONStat reads a dataset, or every dataset of a bundle or collection.
type JSONStat struct {
	File    content.File
	Mapping *mapping.Mapping
}

// Read reads what describes the dataset and then every value.
func (f JSONStat) Read(_ context.Context, out *record.Sink) error {
	o := newStatReader(f.File)
	s := &stat{values: -1}
	if err := o.dataset(s); err != nil {
		return o.broken(err)
	}
	if s.isSeveral() {
		return f.several(out)
	}
	c, err := s.cube()
	if err == nil {
		err = c.implied(f.File)
	}
	if err != nil {
		return f.File.Errorf("%w", err)
	}
	p, err := newPlan(f.File, c, f.Mapping, out)
	if err != nil {
		return err
	}
	return statValues{f.File, s, c, p}.read()
}

// dataset reads the object that comes next: its values are passed over, but
// where they are is noted. A dataset of version 1 stands within another object.
func (o *statReader) dataset(s *stat) error {
	return o.object(func(key string) error {
		switch key {
		case "dataset":
			s.within = true
			return o.dataset(s)
		case "value":
			s.values = o.offset()
			return o.skip()
		case "status":
			return o.statuses(s)
		}
		if !slices.Contains(statMembers, key) {
			s.others = true
			return o.skip()
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

// statMembers are those that describe a dataset.
var statMembers = []string{"class", "label", "source", "updated", "id", "size", "role", "dimension", "extension"}

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
		return fmt.Errorf("%q: %w", key, content.JSONFault(err))
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
		return nil, fmt.Errorf("found JSON-stat of the class %q, expected a dataset: download the data itself", content.Excerpt(s.Class))
	case s.values < 0:
		return nil, errors.New(`found JSON-stat without "value", expected a dataset: download it again`)
	case len(s.ID) == 0 || len(s.ID) != len(s.Size):
		return nil, fmt.Errorf("found %d ids and %d sizes of dimensions, expected as many of both", len(s.ID), len(s.Size))
	}
	px := s.Extension.Px
	c := &cube{title: domain.Text{FI: content.Title(s.Label)}, source: domain.Text{FI: content.Title(s.Source)}, decimals: px.Decimals, contents: domain.Text{FI: content.Title(px.Contents)}}
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
		return nil, tooLarge()
	}
	return c, nil
}

// dimension reads one dimension by its id.
func (s *stat) dimension(id string, size int) (dimension, error) {
	var in statDimension
	raw, ok := s.Dimension[id]
	if !ok {
		return dimension{}, fmt.Errorf("found no dimension %q, expected every id under \"dimension\"", content.Excerpt(id))
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return dimension{}, fmt.Errorf("dimension %q: %w", content.Excerpt(id), err)
	}
	codes, err := in.codes()
	if err != nil {
		return dimension{}, fmt.Errorf("dimension %q: %w", content.Excerpt(id), err)
	}
	if len(codes) != size {
		return dimension{}, fmt.Errorf("dimension %q: found %d categories, expected the %d of \"size\"", content.Excerpt(id), len(codes), size)
	}
	d := dimension{code: id, name: content.Title(in.Label), values: make([]value, len(codes))}
	if d.name == "" {
		d.name = content.Title(id)
	}
	for role, of := range map[string]mapping.Role{"time": mapping.RolePeriod, "geo": mapping.RoleRegion, "metric": mapping.RoleIndicator} {
		if slices.Contains(s.Role[role], id) {
			d.role = of
		}
	}
	for i, code := range codes {
		v := value{Word: mapping.Word{Code: code, Label: in.Category.Label[code]}}
		if v.Label == "" {
			v.Label = code
		}
		unit := in.Category.Unit[code]
		v.unit, v.decimals = unit.Base, unit.Decimals
		if _, rate := domain.RateOf(unit.Label); rate || v.unit == "" {
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
			return nil, fmt.Errorf(`found the place %d of %q in "index", expected 0 to %d, each once`, at, content.Excerpt(code), len(list)-1)
		}
		list[at], taken[at] = code, true
	}
	return list, nil
}

// statReader walks through the tokens of a JSON-stat file.
type statReader struct {
	dec   *json.Decoder
	array bool  // what elements read last was an array
	skips int64 // bytes of the file before the decoder's first
	lines content.LineCounter
}

func newStatReader(f content.File) *statReader {
	var bom [len(content.BOM)]byte
	from := int64(0)
	if n, _ := f.Content.ReadAt(bom[:], 0); string(bom[:n]) == content.BOM {
		from = int64(n)
	}
	return statReaderAt(f, from)
}

func statReaderAt(f content.File, offset int64) *statReader {
	o := &statReader{dec: json.NewDecoder(f.Section(offset)), skips: offset, lines: content.LineCounter{File: f, Line: 1}}
	o.dec.UseNumber()
	return o
}

// offset is how far into the file the tokens have been read.
func (o *statReader) offset() int64 { return o.skips + o.dec.InputOffset() }

// broken gives an error the line it was met on.
func (o *statReader) broken(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the file is cut off: download it again")
	}
	line, _ := o.lines.At(o.offset())
	return fmt.Errorf("%s:%d: expected JSON-stat: %w", o.lines.File.Name, line, content.JSONFault(err))
}

// object calls member with each key of the object that comes next; member
// reads its value.
func (o *statReader) object(member func(key string) error) error {
	open, err := o.dec.Token()
	if err != nil {
		return err
	}
	if open != json.Delim('{') {
		return fmt.Errorf("found %v, expected an object", open)
	}
	for o.dec.More() {
		key, err := o.dec.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string) // a key is always one
		if err := member(name); err != nil {
			return err
		}
	}
	_, err = o.dec.Token()
	return err
}

// skip passes over the value that comes next.
func (o *statReader) skip() error {
	for depth := 0; ; {
		token, err := o.dec.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// statuses reads the marks of a dataset's cells: one for all of them, or an
// array or object by their places.
func (o *statReader) statuses(s *stat) error {
	s.status = map[int]string{}
	return o.elements(func(at int, element json.Token) error {
		text, ok := element.(string)
		switch {
		case at < 0 && ok:
			s.all = text
		case ok && text != "":
			if s.status[at] = text; len(s.status) > maxStatMarks {
				return fmt.Errorf("found over %d marks in \"status\", expected at most that", maxStatMarks)
			}
		}
		return nil
	})
}

// elements calls each with every element of the array or object of places
// that comes next, or with −1 and a lone value.
func (o *statReader) elements(each func(at int, element json.Token) error) error {
	token, err := o.dec.Token()
	if err != nil {
		return err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return each(-1, token)
	}
	o.array = delim == '['
	for n := 0; o.dec.More(); n++ {
		at := n
		if delim == '{' {
			key, err := o.dec.Token()
			if err != nil {
				return err
			}
			name, _ := key.(string)
			if at, err = strconv.Atoi(name); err != nil || at < 0 || strconv.Itoa(at) != name {
				return fmt.Errorf("found the place %q, expected a number from 0 on", content.Excerpt(name))
			}
		}
		element, err := o.dec.Token()
		if err != nil {
			return err
		}
		if _, nested := element.(json.Delim); nested {
			return fmt.Errorf("found %v, expected a number, a text or null", element)
		}
		if err := each(at, element); err != nil {
			return err
		}
	}
	_, err = o.dec.Token()
	return err
}

// statValues reads a dataset's values, which stand in the order of the cube or
// by their places in it. A place without a value is as missing as one with
// null.
type statValues struct {
	file content.File
	stat *stat
	cube *cube
	plan *plan
}

func (v statValues) read() error {
	n, _ := v.cube.cells()
	offset, err := afterColon(v.file, v.stat.values)
	if err != nil {
		return v.file.Errorf("%w", err)
	}
	o := statReaderAt(v.file, offset)
	counter := newOdometer(v.cube.dims)
	seen := make([]bool, n)
	var stop error // what emit or reject returned
	given := 0
	err = o.elements(func(at int, element json.Token) error {
		switch {
		case at < 0 || at >= n:
			return fmt.Errorf("found a value at the place %d, expected an array or object of %s", at, content.Plural(n, "value"))
		case seen[at]:
			return fmt.Errorf("found a second value at the place %d, expected one", at)
		}
		seen[at] = true
		given++
		counter.set(at)
		line, err := o.lines.At(o.offset())
		if err != nil {
			return err
		}
		stop = v.plan.emit(counter.at, v.text(at, element), record.Place{Line: line, Object: at + 1})
		return stop
	})
	switch {
	case stop != nil:
		return stop
	case err == nil && o.array && given < n:
		err = fmt.Errorf("found %s, expected %d: the file is cut off, download it again", content.Plural(given, "value"), n)
	}
	if err != nil {
		return o.broken(err)
	}
	return v.rest(seen, counter, o)
}

// rest hands on the places that have no value of their own.
func (v statValues) rest(seen []bool, counter *odometer, o *statReader) error {
	line, err := o.lines.At(o.offset())
	if err != nil {
		return v.file.Errorf("%w", err)
	}
	for at, was := range seen {
		if was {
			continue
		}
		counter.set(at)
		if err := v.plan.emit(counter.at, v.text(at, nil), record.Place{Line: line, Object: at + 1}); err != nil {
			return err
		}
	}
	return nil
}

// text is a value as a table would show it: null is the mark its status
// gives it, where that is one of a missing value's.
func (v statValues) text(at int, element json.Token) string {
	switch element := element.(type) {
	case json.Number:
		return element.String()
	case string:
		return element
	case nil:
		mark, ok := v.stat.status[at]
		if !ok {
			mark = v.stat.all
		}
		if _, known := v.plan.marks.Mark(mark); known {
			return mark
		}
		return ""
	}
	return fmt.Sprint(element)
}

// afterColon is the offset after the colon that follows a key.
func afterColon(f content.File, offset int64) (int64, error) {
	var c [1]byte
	for ; ; offset++ {
		if _, err := f.Content.ReadAt(c[:], offset); err != nil {
			return 0, err
		}
		if c[0] == ':' {
			return offset + 1, nil
		}
	}
}
