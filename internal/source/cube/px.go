package cube

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// IsPX reports whether a text begins as a .px file does: with a keyword and
// one of those every such file has.
func IsPX(text []byte) bool {
	return pxKeyword().Match(text) && pxAxes().Match(text)
}

var (
	pxKeyword = late.Regexp(`^\s*[A-Z][A-Z0-9._-]+(\[\w+\])?(\("[^"]*"(,"[^"]*")*\))?\s*=`)
	pxAxes    = late.Regexp(`(?m)^\s*(STUB|HEADING|MATRIX|SUBJECT-AREA|AXIS-VERSION)(\[\w+\])?\s*=`)
)

// PX reads a .px file.
type PX struct {
	File    content.File
	Mapping *mapping.Mapping
}

// Read reads the keywords and then every cell.
func (f PX) Read(_ context.Context, out *record.Sink) error {
	decode, encoding, err := pxEncoding(f.File)
	if err != nil {
		return f.File.Errorf("%w", err)
	}
	out.Encoding = encoding
	x := newPxLexer(f.File, decode)
	h := &pxHead{}
	for {
		e, err := x.entry()
		if err == io.EOF {
			err = errors.New("found no DATA, expected it as the last keyword")
		}
		if err != nil {
			return x.broken(err)
		}
		if e.keyword == "DATA" {
			break
		}
		h.add(e)
	}
	c, err := h.cube()
	if err == nil {
		err = c.implied(f.File)
	}
	if err != nil {
		return x.broken(err)
	}
	p, err := newPlan(f.File, c, f.Mapping, out)
	if err != nil {
		return err
	}
	keyed, err := h.keys(c)
	switch {
	case err != nil:
		return x.broken(err)
	case keyed != nil:
		return pxCells{x, c, p}.keyed(keyed, len(h.texts("STUB", "", nil)))
	}
	return pxCells{x, c, p}.inOrder()
}

// pxEncoding tells how a .px file's texts are to be read. What it says of
// itself counts where its bytes are not UTF-8, since files saved anew often
// keep their old CODEPAGE; without CHARSET="ANSI" it is the text of DOS.
func pxEncoding(f content.File) (decode func(string) string, name string, err error) {
	name, err = content.Encoding(f)
	if err != nil {
		return nil, "", err
	}
	if name == content.UTF8 {
		return func(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }, name, nil
	}
	head := make([]byte, min(f.Size, content.HeadLength))
	n, err := f.Content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	said := map[string]string{}
	for _, m := range pxCharset().FindAllSubmatch(head[:n], -1) {
		said[string(m[1])] = strings.ToLower(string(m[2]))
	}
	page := charmap.Windows1252 // ISO-8859-1 and more
	switch codepage := said["CODEPAGE"]; {
	case codepage == "iso-8859-15":
		page, name = charmap.ISO8859_15, codepage
	case codepage == "" && said["CHARSET"] == "", codepage == "850", codepage == "cp850", codepage == "ibm850":
		page, name = charmap.CodePage850, "ibm850"
	}
	return func(s string) string {
		text, _ := page.NewDecoder().String(s) // a code page without gaps gives no errors
		return text
	}, name, nil
}

var pxCharset = late.Regexp(`(?m)^\s*(CHARSET|CODEPAGE)\s*=\s*"([^"]*)"`)

// pxHead is all that stands before a .px file's data. Where a keyword stands
// twice, the first one counts.
type pxHead struct {
	entries map[string]*pxEntry // by keyword, language and what stands in brackets
	langs   []string            // other than the file's own
}

func pxKey(keyword, lang string, of []string) string {
	return keyword + "\x00" + lang + "\x00" + strings.Join(of, "\x00")
}

// add takes an entry.
func (h *pxHead) add(e pxEntry) {
	if h.entries == nil {
		h.entries = map[string]*pxEntry{}
	}
	key := pxKey(e.keyword, e.lang, e.of)
	if h.entries[key] == nil {
		h.entries[key] = &e
	}
	if e.lang != "" && len(h.langs) < maxPxLanguages && !slices.Contains(h.langs, e.lang) {
		h.langs = append(h.langs, e.lang)
	}
}

// maxPxLanguages is how many languages of a file are looked at.
const maxPxLanguages = 16

// texts are the values of a keyword in a language, "" the file's own, that
// has the names given in brackets.
func (h *pxHead) texts(keyword, lang string, of []string) []string {
	if e := h.entries[pxKey(keyword, lang, of)]; e != nil {
		return e.values
	}
	return nil
}

// text is the only value of a keyword of the whole table.
func (h *pxHead) text(keyword string, of ...string) string {
	if v := h.texts(keyword, "", of); len(v) > 0 {
		return v[0]
	}
	return ""
}

// inLanguages is a text of a keyword in the languages the file has.
func (h *pxHead) inLanguages(keyword string) domain.Text {
	var t domain.Text
	for _, lang := range append([]string{""}, h.langs...) {
		if v := h.texts(keyword, lang, nil); len(v) > 0 {
			h.set(&t, lang, v[0])
		}
	}
	return t
}

// set puts in a text in a language; that of the file itself is Finnish where
// it does not say which.
func (h *pxHead) set(t *domain.Text, lang, text string) {
	own := lang == ""
	if own {
		lang = h.text("LANGUAGE")
	}
	l, err := domain.ParseLang(strings.ToLower(lang))
	if err != nil && !own {
		return
	}
	if err != nil {
		l = domain.Finnish
	}
	t.Set(l, content.Title(text))
}

// cube makes a cube of the keywords.
func (h *pxHead) cube() (*cube, error) {
	c := &cube{
		title: h.inLanguages("TITLE"), contents: h.inLanguages("CONTENTS"), unit: h.text("UNITS"),
		source: h.inLanguages("SOURCE"), updated: pxDate(h.text("LAST-UPDATED")),
	}
	if c.title.IsZero() {
		c.title = h.inLanguages("DESCRIPTION")
	}
	for _, keyword := range []string{"TABLEID", "MATRIX", "TITLE"} {
		if c.code == "" {
			c.code = tableCode(h.text(keyword))
		}
	}
	c.decimals = wholeNumber(h.text("SHOWDECIMALS"))
	if c.decimals == nil {
		c.decimals = wholeNumber(h.text("DECIMALS"))
	}
	for _, keyword := range []string{"STUB", "HEADING"} {
		for i, name := range h.texts(keyword, "", nil) {
			d, err := h.dimension(name, keyword, i)
			if err != nil {
				return nil, err
			}
			c.dims = append(c.dims, d)
		}
	}
	if len(c.dims) == 0 {
		return nil, errors.New("found neither STUB nor HEADING, expected the names of the dimensions")
	}
	if _, ok := c.cells(); !ok {
		return nil, tooLarge()
	}
	return c, nil
}

func tooLarge() error {
	return fmt.Errorf("found a table of more cells than are read, expected at most %d cells of %d dimensions with %d values: divide it into smaller ones",
		maxCells, maxDims, maxValues)
}

// dimension makes the dimension that is number at of the stub or the heading.
func (h *pxHead) dimension(name, keyword string, at int) (dimension, error) {
	of := []string{name}
	labels, codes := h.texts("VALUES", "", of), h.texts("CODES", "", of)
	if labels == nil {
		labels = codes
	}
	switch {
	case len(labels) == 0:
		return dimension{}, fmt.Errorf("found no VALUES(%q), expected the values of the dimension", content.Excerpt(name))
	case codes != nil && len(codes) != len(labels):
		return dimension{}, fmt.Errorf("found %s and %s of %q, expected as many of both", content.Plural(len(labels), "value"), content.Plural(len(codes), "code"), content.Excerpt(name))
	}
	d := dimension{name: content.Title(name), code: h.text("VARIABLECODE", name), values: make([]value, len(labels))}
	switch {
	case h.text("CONTVARIABLE") == name:
		d.role = mapping.RoleIndicator
	case h.entries[pxKey("TIMEVAL", "", of)] != nil:
		d.role = mapping.RolePeriod
	case slices.Contains([]string{"G", "GEOGRAPHICAL"}, strings.ToUpper(h.text("VARIABLE-TYPE", name))), h.text("MAP", name) != "":
		d.role = mapping.RoleRegion
	}
	for i, label := range labels {
		d.values[i].Label = label
		if codes != nil {
			d.values[i].Code = codes[i]
		}
	}
	switch d.role {
	case mapping.RoleIndicator:
		h.things(&d, name, keyword, at)
	case mapping.RolePeriod:
		h.times(&d, of)
	}
	return d, nil
}

// things adds what the file says of each thing measured.
func (h *pxHead) things(d *dimension, name, keyword string, at int) {
	for i := range d.values {
		v := &d.values[i]
		h.set(&v.text, "", v.Label)
		if v.unit = h.text("UNITS", v.Label); v.unit == "" {
			v.unit = h.text("UNITS")
		}
		v.decimals = wholeNumber(h.text("PRECISION", name, v.Label))
	}
	for _, lang := range h.langs {
		names := h.texts(keyword, lang, nil)
		if at >= len(names) {
			continue
		}
		labels := h.texts("VALUES", lang, []string{names[at]})
		for i := range d.values[:min(len(labels), len(d.values))] {
			h.set(&d.values[i].text, lang, labels[i])
		}
	}
}

// times gives a dimension of time the codes of its TIMEVAL where its own
// labels and codes are no periods: 20231 on the scale Q1 is 2023Q1, 202305 on
// M1 2023-05.
func (h *pxHead) times(d *dimension, of []string) {
	e := h.entries[pxKey("TIMEVAL", "", of)]
	if e == nil || len(e.values) != len(d.values) {
		return
	}
	for i := range d.values {
		v := &d.values[i]
		if _, ok := v.Period(); ok {
			continue
		}
		switch code := e.values[i]; {
		case e.list == "A1":
			v.Code = code
		case e.list == "Q1" && len(code) == 5:
			v.Code = code[:4] + "Q" + code[4:]
		case e.list == "M1" && len(code) == 6:
			v.Code = code[:4] + "-" + code[4:]
		}
	}
}

// pxDate reads the day out of "20200327 09:00".
func pxDate(s string) string {
	if len(s) < 8 || !content.AllDigits(s[:8]) {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}

// wholeNumber reads a number of decimals; nil where there is none.
func wholeNumber(s string) *int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 || n > 15 {
		return nil
	}
	return &n
}

// pxCells reads what follows DATA.
type pxCells struct {
	*pxLexer
	cube *cube
	plan *plan
}

// inOrder reads the cells of a file without keys, which come in the order of
// the cube.
func (x pxCells) inOrder() error {
	n, _ := x.cube.cells()
	o := newOdometer(x.cube.dims)
	for i := range n {
		if err := x.emit(o.at, i, n); err != nil {
			return err
		}
		o.step()
	}
	return x.end(fmt.Sprintf("%d cells", n))
}

// emit reads cell i of n and hands it on.
func (x pxCells) emit(at []int, i, n int) error {
	text, err := x.cell()
	if err == io.EOF {
		err = fmt.Errorf("found %s, expected %d: the file is cut off, download it again", content.Plural(i, "cell"), n)
	}
	if err != nil {
		return x.broken(err)
	}
	return x.plan.emit(at, text, record.Place{Line: x.begun})
}

// end makes sure that nothing follows the data.
func (x pxCells) end(expected string) error {
	text, err := x.cell()
	switch {
	case err == io.EOF:
		return nil
	case err == nil:
		err = fmt.Errorf("found %q after the data, expected %s", content.Excerpt(text), expected)
	}
	return x.broken(err)
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
				of[v.Code] = n
			} else {
				of[v.Label] = n
			}
		}
		words = append(words, of)
	}
	if len(words) > 0 && len(words) != len(stub) {
		return nil, fmt.Errorf("found KEYS of %s, expected them of all %d in the stub", content.Plural(len(words), "dimension"), len(stub))
	}
	return words, nil
}

// keyed reads the rows of a file with KEYS, each the values of the stub and
// then the cells of the heading. Rows of nothing but zeros are left out of
// such a file, so the rows that are not there are zeros.
func (x pxCells) keyed(words []map[string]int, stub int) error {
	began, c := x.line, x.cube
	n, _ := c.cells()
	width := 1
	for _, d := range c.dims[stub:] {
		width *= len(d.values)
	}
	seen := make([]bool, n/width)
	o := newOdometer(c.dims)
	for {
		row, err := x.key(words)
		if err == io.EOF {
			break
		}
		if err == nil && seen[row] {
			err = errors.New("found the same keys on an earlier row, expected each once")
		}
		if err != nil {
			return x.broken(err)
		}
		seen[row] = true
		o.set(row * width)
		for i := range width {
			if err := x.emit(o.at, i, width); err != nil {
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
			if err := x.plan.emit(o.at, "0", record.Place{Line: began}); err != nil {
				return err
			}
			o.step()
		}
	}
	return nil
}

// key reads the keys of a row and returns the row's number; io.EOF at the end.
func (x pxCells) key(words []map[string]int) (row int, err error) {
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
			return 0, fmt.Errorf("found the key %q, expected a value of %q", content.Excerpt(key), content.Excerpt(x.cube.dims[i].name))
		}
		row = row*len(x.cube.dims[i].values) + n
	}
	return row, nil
}
