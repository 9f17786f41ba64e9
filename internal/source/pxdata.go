package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// pxData reads the cells of a .px file without keys, which come in the order
// of the cube.
func (p *cubePlan) pxData(x *pxLexer, c *cube) error {
	n, _ := c.cells()
	o := newOdometer(c.dims)
	for i := range n {
		if err := p.pxCell(x, o.at, i, n); err != nil {
			return err
		}
		o.step()
	}
	return p.pxEnd(x, fmt.Sprintf("%d cells", n))
}

// pxCell reads cell i of n and hands it on.
func (p *cubePlan) pxCell(x *pxLexer, at []int, i, n int) error {
	text, err := x.cell()
	if err == io.EOF {
		err = fmt.Errorf("found %s, expected %d: the file is cut off, download it again", plural(i, "cell"), n)
	}
	if err != nil {
		return p.run.pxError(x, err)
	}
	return p.emit(at, text, Place{Line: x.begun})
}

// pxEnd makes sure that nothing follows the data.
func (p *cubePlan) pxEnd(x *pxLexer, expected string) error {
	text, err := x.cell()
	switch {
	case err == io.EOF:
		return nil
	case err == nil:
		err = fmt.Errorf("found %q after the data, expected %s", excerpt(text), expected)
	}
	return p.run.pxError(x, err)
}

// keys are the words by which the rows of a file with KEYS name the values of
// each dimension of the stub, and their numbers; nil for a file without.
func (h *pxHead) keys(c *cube) ([]map[string]int, error) {
	stub := h.texts("STUB", "", nil)
	var words []map[string]int
	for i, name := range stub {
		kind := strings.ToUpper(h.text("KEYS", name))
		if kind == "" {
			continue
		}
		of := map[string]int{}
		for n, v := range c.dims[i].values {
			if kind == "CODES" {
				of[v.code] = n
			} else {
				of[v.label] = n
			}
		}
		words = append(words, of)
	}
	if len(words) > 0 && len(words) != len(stub) {
		return nil, fmt.Errorf("found KEYS of %s, expected them of all %d in the stub", plural(len(words), "dimension"), len(stub))
	}
	return words, nil
}

// pxKeyed reads the rows of a file with KEYS, each the values of the stub and
// then the cells of the heading. Rows of nothing but zeros are left out of
// such a file, so the rows that are not there are zeros.
func (p *cubePlan) pxKeyed(x *pxLexer, c *cube, words []map[string]int, stub int) error {
	began := x.line
	n, _ := c.cells()
	width := 1
	for _, d := range c.dims[stub:] {
		width *= len(d.values)
	}
	seen := make([]bool, n/width)
	o := newOdometer(c.dims)
	for {
		row, err := p.pxKey(x, c, words)
		if err == io.EOF {
			break
		}
		if err == nil && seen[row] {
			err = errors.New("found the same keys on an earlier row, expected each once")
		}
		if err != nil {
			return p.run.pxError(x, err)
		}
		seen[row] = true
		o.set(row * width)
		for i := range width {
			if err := p.pxCell(x, o.at, i, width); err != nil {
				return err
			}
			o.step()
		}
	}
	for row, was := range seen {
		if was {
			continue
		}
		o.set(row * width)
		for range width {
			if err := p.emit(o.at, "0", Place{Line: began}); err != nil {
				return err
			}
			o.step()
		}
	}
	return nil
}

// pxKey reads the keys of a row and returns the row's number; io.EOF at the end.
func (p *cubePlan) pxKey(x *pxLexer, c *cube, words []map[string]int) (row int, err error) {
	for i, of := range words {
		key, err := x.cell()
		if err == io.EOF && i > 0 {
			err = errors.New("the file is cut off: download it again")
		}
		if err != nil {
			return 0, err
		}
		n, ok := of[key]
		if !ok {
			return 0, fmt.Errorf("found the key %q, expected a value of %q", excerpt(key), excerpt(c.dims[i].name))
		}
		row = row*len(c.dims[i].values) + n
	}
	return row, nil
}
