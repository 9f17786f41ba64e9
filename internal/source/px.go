package source

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kuvio/internal/domain"
)

// FormatPxWeb is a table as PxWeb, Statistics Finland's database, gives it
// for spreadsheets.
const FormatPxWeb Format = "pxweb"

// FormatPx is the PC-Axis file format, by its specification of 2013.
const FormatPx Format = "px"

// isPx reports whether a text begins as a .px file does: with a keyword and
// one of those every such file has.
func isPx(text []byte) bool {
	return pxKeyword.Match(text) && pxAxes.Match(text)
}

var (
	pxKeyword = regexp.MustCompile(`^\s*[A-Z][A-Z0-9-]+(\[\w+\])?(\("[^"]*"(,"[^"]*")*\))?\s*=`)
	pxAxes    = regexp.MustCompile(`(?m)^\s*(STUB|HEADING|MATRIX|SUBJECT-AREA|AXIS-VERSION)(\[\w+\])?\s*=`)
)

// px reads a .px file.
func (r *run) px() error {
	decode, encoding, err := pxEncoding(r.file)
	if err != nil {
		return r.file.errorf("%w", err)
	}
	r.sum.Encoding = encoding
	x := newPxLexer(r.file, decode)
	h := pxHead{}
	for {
		e, err := x.entry()
		if err == io.EOF {
			err = errors.New("found no DATA, expected it as the last keyword")
		}
		if err != nil {
			return r.pxError(x, err)
		}
		if e.keyword == "DATA" {
			break
		}
		h = append(h, e)
	}
	c, err := h.cube()
	if err == nil {
		err = c.implied(r.file)
	}
	if err != nil {
		return r.pxError(x, err)
	}
	p, err := r.plan(c)
	if err != nil {
		return err
	}
	keyed, err := h.keys(c)
	switch {
	case err != nil:
		return r.pxError(x, err)
	case keyed != nil:
		return p.pxKeyed(x, c, keyed, len(h.texts("STUB", "", nil)))
	}
	return p.pxData(x, c)
}

// pxError gives an error of the file its line.
func (r *run) pxError(x *pxLexer, err error) error {
	return fmt.Errorf("%s:%d: %w", r.file.Name, x.line, err)
}

// pxEncoding tells how a .px file's texts are to be read. What it says of
// itself counts where its bytes are not UTF-8, since files saved anew often
// keep their old CODEPAGE; without CHARSET="ANSI" it is the text of DOS.
func pxEncoding(f File) (decode func(string) string, name string, err error) {
	name, err = textEncoding(f)
	if err != nil {
		return nil, "", err
	}
	if name == encodingUTF8 {
		return func(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }, name, nil
	}
	head := make([]byte, min(f.Size, sniffLength))
	n, err := f.Content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	said := map[string]string{}
	for _, m := range pxCharset.FindAllSubmatch(head[:n], -1) {
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

var pxCharset = regexp.MustCompile(`(?m)^\s*(CHARSET|CODEPAGE)\s*=\s*"([^"]*)"`)

// pxHead is all that stands before a .px file's data.
type pxHead []pxEntry

// texts are the values of a keyword in a language, "" the file's own, that
// has the names given in brackets.
func (h pxHead) texts(keyword, lang string, of []string) []string {
	for _, e := range h {
		if e.keyword == keyword && e.lang == lang && slices.Equal(e.of, of) {
			return e.values
		}
	}
	return nil
}

// text is the only value of a keyword of the whole table.
func (h pxHead) text(keyword string, of ...string) string {
	if v := h.texts(keyword, "", of); len(v) > 0 {
		return v[0]
	}
	return ""
}

// inLanguages is a text of a keyword in the languages the file has.
func (h pxHead) inLanguages(keyword string) domain.Text {
	var t domain.Text
	for _, e := range h {
		if e.keyword == keyword && len(e.of) == 0 && len(e.values) > 0 {
			h.set(&t, e.lang, e.values[0])
		}
	}
	return t
}

// set puts in a text in a language; that of the file itself is Finnish where
// it does not say which.
func (h pxHead) set(t *domain.Text, lang, text string) {
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
	t.Set(l, title(text))
}

// cube makes a cube of the keywords.
func (h pxHead) cube() (*cube, error) {
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
		return nil, tooLargeCube()
	}
	return c, nil
}

func tooLargeCube() error {
	return fmt.Errorf("found a table of more cells than are read, expected at most %d cells of %d dimensions with %d values: divide it into smaller ones",
		maxCubeCells, maxCubeDims, maxCubeValues)
}

// dimension makes the dimension that is number at of the stub or the heading.
func (h pxHead) dimension(name, keyword string, at int) (dimension, error) {
	of := []string{name}
	labels, codes := h.texts("VALUES", "", of), h.texts("CODES", "", of)
	if labels == nil {
		labels = codes
	}
	switch {
	case len(labels) == 0:
		return dimension{}, fmt.Errorf("found no VALUES(%q), expected the values of the dimension", excerpt(name))
	case codes != nil && len(codes) != len(labels):
		return dimension{}, fmt.Errorf("found %s and %s of %q, expected as many of both", plural(len(labels), "value"), plural(len(codes), "code"), excerpt(name))
	}
	d := dimension{name: title(name), code: h.text("VARIABLECODE", name), values: make([]dimensionValue, len(labels))}
	switch {
	case h.text("CONTVARIABLE") == name:
		d.role = RoleIndicator
	case slices.ContainsFunc(h, func(e pxEntry) bool { return e.keyword == "TIMEVAL" && slices.Equal(e.of, of) }):
		d.role = RolePeriod
	case slices.Contains([]string{"G", "GEOGRAPHICAL"}, strings.ToUpper(h.text("VARIABLE-TYPE", name))):
		d.role = RoleRegion
	}
	for i, label := range labels {
		v := dimensionValue{label: label}
		if codes != nil {
			v.code = codes[i]
		}
		if d.role == RoleIndicator {
			h.thing(&v, d.name, keyword, at, i)
		}
		d.values[i] = v
	}
	if d.role == RolePeriod {
		h.times(&d, of)
	}
	return d, nil
}

// thing adds what the file says of one of several things measured.
func (h pxHead) thing(v *dimensionValue, name, keyword string, at, i int) {
	h.set(&v.text, "", v.label)
	for _, e := range h {
		if e.keyword != keyword || e.lang == "" || at >= len(e.values) {
			continue
		}
		if labels := h.texts("VALUES", e.lang, []string{e.values[at]}); i < len(labels) {
			h.set(&v.text, e.lang, labels[i])
		}
	}
	v.unit = h.text("UNITS", v.label)
	v.decimals = wholeNumber(h.text("PRECISION", name, v.label))
}

// times gives a dimension of time the codes of its TIMEVAL where its own
// labels and codes are no periods: 20231 on the scale Q1 is 2023Q1, 202305 on
// M1 2023-05.
func (h pxHead) times(d *dimension, of []string) {
	for _, e := range h {
		if e.keyword != "TIMEVAL" || !slices.Equal(e.of, of) || len(e.values) != len(d.values) {
			continue
		}
		for i := range d.values {
			v := &d.values[i]
			if _, ok := periodOf(*v); ok {
				continue
			}
			switch code := e.values[i]; {
			case e.list == "A1":
				v.code = code
			case e.list == "Q1" && len(code) == 5:
				v.code = code[:4] + "Q" + code[4:]
			case e.list == "M1" && len(code) == 6:
				v.code = code[:4] + "-" + code[4:]
			}
		}
	}
}

// pxDate reads the day out of "20200327 09:00".
func pxDate(s string) string {
	if len(s) < 8 || !allDigits(s[:8]) {
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
