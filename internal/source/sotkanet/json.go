package sotkanet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// Objects streams the objects of a JSON array, or a single one.
type Objects struct {
	dec    *json.Decoder
	single bool // a lone object, not an array
	index  int  // of the object last given, from 1
	skip   int64
	lines  content.LineCounter
}

// NewObjects opens a JSON text for reading object by object.
func NewObjects(f content.File) (*Objects, error) {
	o := &Objects{lines: content.LineCounter{File: f, Line: 1}}
	bom := make([]byte, len(content.BOM))
	if n, _ := f.Content.ReadAt(bom, 0); string(bom[:n]) == content.BOM {
		o.skip = int64(n)
	}
	o.dec = json.NewDecoder(f.Section(o.skip))
	open, err := o.dec.Token()
	if err != nil {
		return nil, o.broken(err)
	}
	if open == json.Delim('{') {
		o.single = true
		o.dec = json.NewDecoder(f.Section(o.skip))
	}
	return o, nil
}

// Next returns the next object and its place, io.EOF after the last. Any
// other error is of the whole file: what follows cannot be read.
func (o *Objects) Next() (json.RawMessage, record.Place, error) {
	if o.single && o.index == 1 || !o.single && !o.dec.More() {
		return nil, record.Place{}, o.end()
	}
	o.index++
	var raw json.RawMessage
	if err := o.dec.Decode(&raw); err != nil {
		return nil, record.Place{}, o.broken(err)
	}
	line, err := o.lines.At(o.skip + o.dec.InputOffset() - int64(len(raw)))
	return raw, record.Place{Line: line, Object: o.index}, err
}

// end makes sure that the text ends where its array does.
func (o *Objects) end() error {
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
func (o *Objects) broken(cause error) error {
	offset := o.skip + o.dec.InputOffset()
	if errors.Is(cause, io.ErrUnexpectedEOF) || cause == io.EOF {
		cause = errors.New("the file is cut off: download it again")
		offset = o.lines.File.Size
	}
	var c [1]byte
	for n := 1; n == 1; offset++ { // to where the object begins
		n, _ = o.lines.File.Content.ReadAt(c[:], offset)
		if n == 0 || !strings.ContainsAny(string(c[:n]), " \t\r\n,") {
			break
		}
	}
	place := record.Place{Object: o.index}
	place.Line, _ = o.lines.At(offset)
	return fmt.Errorf("%s:%s: expected JSON: %w", o.lines.File.Name, place, content.JSONFault(cause))
}

// eachObject reads every object of a file.
func eachObject(ctx context.Context, f content.File, read func(json.RawMessage, record.Place) error) error {
	o, err := NewObjects(f)
	if err != nil {
		return err
	}
	for {
		raw, place, err := o.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := read(raw, place); err != nil {
			return err
		}
	}
}

// jsonKeys are the keys of a row of /json, in column's order; the last is
// this project's own.
var jsonKeys = []string{"indicator", "region", "year", "gender", "value", "absValue", "breakdown"}

// JSON reads the rows of the REST service's /json. Its rows say the same
// as those of /csv and are read by the same rules.
type JSON struct{ File content.File }

// Read reads every row.
func (j JSON) Read(ctx context.Context, out *record.Sink) error {
	p := newParser(out)
	read, err := j.flat(ctx, p)
	if err != errUnusual {
		return err
	}
	return j.rest(ctx, p, read)
}

// flat reads the rows that are flat objects, and tells how many it read before it came
// upon errUnusual.
func (j JSON) flat(ctx context.Context, p *parser) (read int, err error) {
	s, ok := newFlat(j.File)
	if !ok {
		return 0, errUnusual
	}
	var row fields
	for {
		place, err := s.next(&row)
		if err == io.EOF {
			return s.index, nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = p.object(&row, place)
		}
		if err != nil {
			return s.index, err
		}
	}
}

// rest reads the rows after the first few, whatever objects they are.
func (j JSON) rest(ctx context.Context, p *parser, after int) error {
	return eachObject(ctx, j.File, func(raw json.RawMessage, place record.Place) error {
		if place.Object <= after {
			return nil
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(raw, &object); err != nil || object == nil {
			return p.out.Reject(record.Reject{Place: place, Found: string(raw), Expected: "an object with the keys " + strings.Join(jsonKeys[:columnBreakdown], ", ")})
		}
		var row fields
		for key, value := range object {
			column := slices.Index(jsonKeys, key)
			if column < 0 {
				return fmt.Errorf("%s:%s: found the key %q, expected only keys that are known (%s): rename or remove it",
					j.File.Name, place, content.Excerpt(key), strings.Join(jsonKeys, ", "))
			}
			row[column] = value
		}
		return p.object(&row, place)
	})
}

// object emits or rejects one row.
func (p *parser) object(row *fields, place record.Place) error {
	p.rec.Place = place
	for i, key := range jsonKeys {
		column := column(i)
		raw := row[i]
		if string(raw) == "null" {
			raw = nil
		}
		field, expected := jsonField(column, raw)
		if expected == "" {
			expected = p.set(column, field)
		}
		if expected != "" {
			return p.out.Reject(record.Reject{Place: place, Column: key, Found: string(raw), Expected: expected})
		}
	}
	p.rec.Cell = domain.NewCell(p.rec.Cell.Value, p.rec.Cell.Count)
	if !record.IsCount(p.rec.Cell.Count, p.rec.Cell.Value) {
		return p.out.Reject(record.Reject{Place: place, Column: jsonKeys[columnCount], Found: string(row[columnCount]), Expected: record.ExpectCount})
	}
	return p.out.Emit()
}

// jsonField takes the text out of a JSON value: numbers where the service
// writes numbers, strings for gender and breakdown; an indicator may be both.
func jsonField(column column, raw []byte) (field []byte, expected string) {
	if len(raw) == 0 {
		return nil, ""
	}
	if raw[0] != '"' {
		if column == columnGender || column == columnBreakdown {
			return nil, "a string"
		}
		return raw, ""
	}
	if column != columnIndicator && column != columnGender && column != columnBreakdown {
		return nil, "a JSON number"
	}
	if inner := raw[1 : len(raw)-1]; isPlain(inner) {
		return inner, ""
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, "a string"
	}
	return []byte(s), ""
}
