package source

import (
	"fmt"
	"slices"
	"strings"
)

// columns writes an entry for every column but those of periods, which need
// none.
func (w *mappingWriter) columns() {
	w.line("columns:")
	periods := 0
	for i, c := range w.survey.columns {
		role := w.roles[i]
		if _, exact, ok := c.period(); ok && exact && role == RoleValue && w.mapped[i] == nil {
			periods++
			continue
		}
		if c.beside || c.filled == 0 {
			continue
		}
		entry := "column: " + quote(c.key())
		if c.key() == "" || w.labelTwice(i) {
			entry += ", at: " + c.letter()
		}
		entry = strings.TrimPrefix(entry, `column: "", `)
		switch {
		case role == "":
			role = RoleIgnore
		case role.isRegion() && slices.Contains(w.unknown, i):
			role = "" // left open: either would be taken as it stands
		}
		entry += ", is: " + string(role) + w.ofFigure(i)
		examples := make([]string, len(c.examples))
		for k, e := range c.examples {
			examples[k] = w.comment(e)
		}
		w.line("  - {%s} # %s%s", entry, w.hint(i), strings.Join(examples, ", "))
	}
	if periods > 0 {
		w.line("  # %s headed by periods are values of those periods", plural(periods, "column"))
	}
}

// hint says of a column that is asked about what it may be.
func (w *mappingWriter) hint(i int) string {
	for _, asked := range w.unknown {
		if asked != i {
			continue
		}
		switch role := w.roles[i]; {
		case role == "":
			if key := slugOf(w.survey.columns[i].label); key != "" {
				return "or breakdown:" + key + "; "
			}
		case role.isRegion():
			return "region_code or region_id; "
		default:
			if n, ok := parseNumeral(numberText(w.survey.columns[i].doubtful)); ok {
				return fmt.Sprintf("add decimal: %q or thousands: %q; ", string(n.mark), string(n.mark))
			}
		}
	}
	return ""
}

func (w *mappingWriter) labelTwice(i int) bool {
	for k, c := range w.survey.columns {
		if k != i && labelKey(c.key()) == labelKey(w.survey.columns[i].key()) {
			return true
		}
	}
	return false
}

// ofFigure is what an entry of a column of values adds.
func (w *mappingWriter) ofFigure(i int) string {
	var m *measure
	for k := range w.measures {
		if w.measures[k].value == i || w.measures[k].count == i {
			m = &w.measures[k]
		}
	}
	if m == nil {
		return ""
	}
	out := ""
	if of := w.mapped[i]; of != nil && of.Indicator != "" {
		out += ", indicator: " + quote(string(of.Indicator))
	}
	if _, exact, _ := w.survey.columns[i].period(); m.period != "" && !exact {
		out += ", period: " + quote(string(m.period))
	}
	if m.gender != "" {
		out += ", gender: " + string(m.gender)
	}
	if m.breakdown != "" {
		out += ", breakdown: " + quote(m.breakdown)
	}
	for k, said := range []string{"decimal", "thousands"} {
		if of := w.mapped[i]; of != nil && []string{of.Decimal, of.Thousands}[k] != "" {
			out += ", " + said + ": " + quote([]string{of.Decimal, of.Thousands}[k])
		}
	}
	return out
}
