package source

import (
	"encoding/json"
	"fmt"
)

// statValues reads the values, which stand in the order of the cube or by
// their places in it. A place without a value is as missing as one with null.
func (p *cubePlan) statValues(s *stat, c *cube) error {
	n, _ := c.cells()
	offset, err := p.run.file.afterColon(s.values)
	if err != nil {
		return p.run.file.errorf("%w", err)
	}
	o := statReaderAt(p.run.file, offset)
	counter := newOdometer(c.dims)
	seen := make([]bool, n)
	var stop error // what emit or reject returned
	given := 0
	err = o.elements(func(at int, element json.Token) error {
		switch {
		case at < 0 || at >= n:
			return fmt.Errorf("found a value at the place %d, expected an array or object of %s", at, plural(n, "value"))
		case seen[at]:
			return fmt.Errorf("found a second value at the place %d, expected one", at)
		}
		seen[at] = true
		given++
		counter.set(at)
		line, err := o.lines.at(o.offset())
		if err != nil {
			return err
		}
		stop = p.emit(counter.at, p.statText(s, at, element), Place{Line: line, Object: at + 1})
		return stop
	})
	switch {
	case stop != nil:
		return stop
	case err == nil && o.array && given < n:
		err = fmt.Errorf("found %s, expected %d: the file is cut off, download it again", plural(given, "value"), n)
	}
	if err != nil {
		return o.broken(err)
	}
	return p.statRest(s, seen, counter, o)
}

// statRest hands on the places that have no value of their own.
func (p *cubePlan) statRest(s *stat, seen []bool, counter *odometer, o *statReader) error {
	line, err := o.lines.at(o.offset())
	if err != nil {
		return p.run.file.errorf("%w", err)
	}
	for at, was := range seen {
		if was {
			continue
		}
		counter.set(at)
		if err := p.emit(counter.at, p.statText(s, at, nil), Place{Line: line, Object: at + 1}); err != nil {
			return err
		}
	}
	return nil
}

// statText is a value as a table would show it: null is the mark its status
// gives it, where that is one of a missing value's.
func (p *cubePlan) statText(s *stat, at int, element json.Token) string {
	switch v := element.(type) {
	case json.Number:
		return v.String()
	case string:
		return v
	case nil:
		mark, ok := s.status[at]
		if !ok {
			mark = s.all
		}
		if _, known := p.marks.mark(mark); known {
			return mark
		}
		return ""
	}
	return fmt.Sprint(element)
}

// afterColon is the offset after the colon that follows a key.
func (f File) afterColon(offset int64) (int64, error) {
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
