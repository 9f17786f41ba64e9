package source

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

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
	t.Set(l, title(text))
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
		return nil, tooLargeCube()
	}
	return c, nil
}

func tooLargeCube() error {
	return fmt.Errorf("found a table of more cells than are read, expected at most %d cells of %d dimensions with %d values: divide it into smaller ones",
		maxCubeCells, maxCubeDims, maxCubeValues)
}
