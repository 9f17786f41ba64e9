package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// objects streams the objects of a JSON array, or a single one.
type objects struct {
	dec    *json.Decoder
	single bool // a lone object, not an array
	index  int  // of the object last given, from 1
	skip   int64
	lines  lineCounter
}

// newObjects opens a JSON text for reading object by object.
func newObjects(f File) (*objects, error) {
	o := &objects{lines: lineCounter{file: f, line: 1}}
	bom := make([]byte, len(utf8BOM))
	if n, _ := f.Content.ReadAt(bom, 0); string(bom[:n]) == utf8BOM {
		o.skip = int64(n)
	}
	o.dec = json.NewDecoder(f.section(o.skip))
	open, err := o.dec.Token()
	if err != nil {
		return nil, o.broken(err)
	}
	if open == json.Delim('{') {
		o.single = true
		o.dec = json.NewDecoder(f.section(o.skip))
	}
	return o, nil
}

// next returns the next object and its place, io.EOF after the last. Any
// other error is of the whole file: what follows cannot be read.
func (o *objects) next() (json.RawMessage, Place, error) {
	if o.single && o.index == 1 || !o.single && !o.dec.More() {
		return nil, Place{}, o.end()
	}
	o.index++
	var raw json.RawMessage
	if err := o.dec.Decode(&raw); err != nil {
		return nil, Place{}, o.broken(err)
	}
	line, err := o.lines.at(o.skip + o.dec.InputOffset() - int64(len(raw)))
	return raw, Place{Line: line, Object: o.index}, err
}

// end makes sure that the text ends where its array does.
func (o *objects) end() error {
	if !o.single {
		if _, err := o.dec.Token(); err != nil {
			return o.broken(err)
		}
	}
	if _, err := o.dec.Token(); err == io.EOF {
		return io.EOF
	} else if err != nil {
		return o.broken(err)
	}
	return o.broken(errors.New("found more after the end of the data"))
}

// broken is the error for text that is not JSON from some point on: the
// beginning of an object, or the end of a file that is cut off.
func (o *objects) broken(cause error) error {
	offset := o.skip + o.dec.InputOffset()
	if errors.Is(cause, io.ErrUnexpectedEOF) || cause == io.EOF {
		cause = errors.New("the file is cut off: download it again")
		offset = o.lines.file.Size
	}
	var c [1]byte
	for n := 1; n == 1; offset++ { // to where the object begins
		n, _ = o.lines.file.Content.ReadAt(c[:], offset)
		if n == 0 || !strings.ContainsAny(string(c[:n]), " \t\r\n,") {
			break
		}
	}
	place := Place{Object: o.index}
	place.Line, _ = o.lines.at(offset)
	return fmt.Errorf("%s:%s: expected JSON: %w", o.lines.file.Name, place, cause)
}

// lineCounter tells the line of an offset, for offsets that mostly grow.
type lineCounter struct {
	file   File
	offset int64
	line   int // of offset
	buf    [32 << 10]byte
}

func (c *lineCounter) at(offset int64) (int, error) {
	if offset < c.offset {
		c.offset, c.line = 0, 1
	}
	for c.offset < offset {
		n, err := c.file.Content.ReadAt(c.buf[:min(int64(len(c.buf)), offset-c.offset)], c.offset)
		c.line += bytes.Count(c.buf[:n], []byte{'\n'})
		c.offset += int64(n)
		if n == 0 {
			return c.line, err
		}
	}
	return c.line, nil
}

// sniffJSON tells what the objects are from the keys of the first.
func sniffJSON(f File) (kind, error) {
	k := kind{format: FormatRESTJSON, encoding: encodingUTF8, read: (*run).restJSON}
	o, err := newObjects(f)
	if err != nil {
		return kind{}, err
	}
	raw, place, err := o.next()
	if err == io.EOF {
		return k, nil // an empty array: a query without data
	}
	if err != nil {
		return kind{}, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return kind{}, fmt.Errorf("%s:%s: found %s, expected a JSON object", f.Name, place, excerpt(string(raw)))
	}
	has := func(key string) bool { _, ok := object[key]; return ok }
	switch {
	case has("indicator") && has("region"):
		return k, nil
	case has("id") && has("category"):
		return kind{format: FormatRegions, encoding: encodingUTF8, read: (*run).regions}, nil
	case has("id") && has("title"):
		return kind{format: FormatIndicators, encoding: encodingUTF8, read: (*run).indicators}, nil
	case isJSONStatObject(has):
		return kind{format: FormatJSONStat, encoding: encodingUTF8, read: (*run).jsonStat}, nil
	}
	var keys []string
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return kind{}, fmt.Errorf("%s:%s: JSON of a layout that is not known: found the keys %s\n%s",
		f.Name, place, excerpt(strings.Join(keys, ", ")), knownFormats())
}

// eachObject reads every object of the file.
func (r *run) eachObject(read func(json.RawMessage, Place) error) error {
	o, err := newObjects(r.file)
	if err != nil {
		return err
	}
	for {
		raw, place, err := o.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := read(raw, place); err != nil {
			return err
		}
	}
}
