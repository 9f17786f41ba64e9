package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// dimension makes the dimension that is number at of the stub or the heading.
func (h *pxHead) dimension(name, keyword string, at int) (dimension, error) {
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
	case h.entries[pxKey("TIMEVAL", "", of)] != nil:
		d.role = RolePeriod
	case slices.Contains([]string{"G", "GEOGRAPHICAL"}, strings.ToUpper(h.text("VARIABLE-TYPE", name))), h.text("MAP", name) != "":
		d.role = RoleRegion
	}
	for i, label := range labels {
		d.values[i].label = label
		if codes != nil {
			d.values[i].code = codes[i]
		}
	}
	switch d.role {
	case RoleIndicator:
		h.things(&d, name, keyword, at)
	case RolePeriod:
		h.times(&d, of)
	}
	return d, nil
}

// things adds what the file says of each thing measured.
func (h *pxHead) things(d *dimension, name, keyword string, at int) {
	for i := range d.values {
		v := &d.values[i]
		h.set(&v.text, "", v.label)
		if v.unit = h.text("UNITS", v.label); v.unit == "" {
			v.unit = h.text("UNITS")
		}
		v.decimals = wholeNumber(h.text("PRECISION", name, v.label))
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
