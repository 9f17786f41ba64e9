package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// statReader walks through the tokens of a JSON-stat file.
type statReader struct {
	dec   *json.Decoder
	array bool  // what elements read last was an array
	skips int64 // bytes of the file before the decoder's first
	lines lineCounter
}

func newStatReader(f File) *statReader {
	var bom [len(utf8BOM)]byte
	from := int64(0)
	if n, _ := f.Content.ReadAt(bom[:], 0); string(bom[:n]) == utf8BOM {
		from = int64(n)
	}
	return statReaderAt(f, from)
}

func statReaderAt(f File, offset int64) *statReader {
	o := &statReader{dec: json.NewDecoder(f.section(offset)), skips: offset, lines: lineCounter{file: f, line: 1}}
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
	line, _ := o.lines.at(o.offset())
	return fmt.Errorf("%s:%d: expected JSON-stat: %w", o.lines.file.Name, line, err)
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
				return fmt.Errorf("found the place %q, expected a number from 0 on", excerpt(name))
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
