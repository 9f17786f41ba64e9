package source

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// maxAskedNames is how many indicators a mapping is filled in with.
const maxAskedNames = 300

// needMapping is the error that asks for what the plan lacks.
func (p *plan) needMapping(file string) *NeedMapping {
	return &NeedMapping{File: p.fileName(file), Questions: p.asked, YAML: p.yaml(file)}
}

// fileName is the file with the sheet that is asked about.
func (p *plan) fileName(file string) string {
	if p.survey.grid.sheet == "" {
		return file
	}
	return file + ": sheet " + p.survey.grid.sheet
}

// yaml is a mapping of the table, filled in as far as it goes.
func (p *plan) yaml(file string) string {
	w := &mappingWriter{plan: p, file: file, ids: map[domain.IndicatorID]bool{}}
	w.line("# mapping of %s", filepath.Base(w.comment(file)))
	w.whole()
	w.columns()
	w.indicators()
	return w.b.String()
}

// mappingWriter writes a mapping.
type mappingWriter struct {
	*plan
	file    string
	b       strings.Builder
	ids     map[domain.IndicatorID]bool
	entries []MappedIndicator
	notes   []string // comments of the entries
}

func (w *mappingWriter) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

// comment is a text as it may stand in a comment or a quoted string.
func (w *mappingWriter) comment(s string) string { return strings.Trim(strconv.Quote(excerpt(s)), `"`) }

// quote writes a text as YAML's double-quoted string, which is JSON's.
func quote(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(printableOnly(s)) + `"`
}

func printableOnly(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || 0x80 <= c && c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || 0xfffe <= c && c <= 0xffff {
			return -1
		}
		return c
	}, s)
}

// whole writes what is of the table as a whole.
func (w *mappingWriter) whole() {
	if s := w.survey.grid.sheet; s != "" && !w.survey.grid.alone {
		w.line("sheet: %s", quote(strings.NewReplacer("*", "?", "[", "?", `\`, "?").Replace(s)))
	}
	if len(w.m.Header) > 0 {
		w.line("header: [%s]", w.headerRows())
	} else if rows := w.headerRows(); rows != "1" {
		w.line("# header: [%s] is what was found", rows)
	}
	w.kept()
	if w.wholePeriod != "" && w.m.Period != periodOfSheet {
		w.line("period: %s", quote(string(w.wholePeriod)))
	} else if w.m.Period == periodOfSheet {
		w.line("period: sheet")
	}
	if w.needsPeriod() {
		w.line("period: # the year or other period of the values, such as 2021")
	}
	switch {
	case w.wholeNamed != "":
		w.line("indicator: %s", quote(string(w.wholeNamed)))
	case w.nameless():
		w.line("indicator: %s", quote(string(w.entry("", false))))
	}
	if w.m.Gender != "" {
		w.line("gender: %s", w.m.Gender)
	}
	if w.m.Breakdown != "" {
		w.line("breakdown: %s", quote(w.m.Breakdown))
	}
	if w.m.Category != "" {
		w.line("category: %s", quote(strings.ToLower(w.m.Category)))
	}
}

// kept writes what the mapping said already and the plan does not show.
func (w *mappingWriter) kept() {
	for _, s := range []struct{ key, value string }{
		{"encoding", w.m.Encoding}, {"delimiter", w.m.Delimiter}, {"decimal", w.m.Decimal}, {"thousands", w.m.Thousands},
	} {
		if s.value != "" {
			w.line("%s: %s", s.key, quote(s.value))
		}
	}
	for _, n := range []struct {
		key string
		row int
	}{{"first", w.m.First}, {"last", w.m.Last}} {
		if n.row > 0 {
			w.line("%s: %d", n.key, n.row)
		}
	}
	for _, list := range []struct {
		key   string
		marks []string
	}{{"missing", w.m.Missing}, {"suppressed", slices.Concat(w.m.Suppressed, w.suppressions())}, {"zero", w.m.Zero}} {
		quoted := make([]string, len(list.marks))
		for i, mark := range list.marks {
			quoted[i] = quote(mark)
		}
		if len(quoted) > 0 {
			w.line("%s: [%s]", list.key, strings.Join(quoted, ", "))
		}
	}
	if len(w.m.Regions) > 0 {
		w.line("regions:")
		for _, word := range slices.Sorted(maps.Keys(w.m.Regions)) {
			w.line("  %s: %s", quote(word), quote(w.m.Regions[word]))
		}
	}
}

// nameless reports whether nothing in the table says what is measured.
func (w *mappingWriter) nameless() bool {
	return w.indicator < 0 && len(w.unnamed) == 1 && w.unnamed[0] == ""
}

func (w *mappingWriter) headerRows() string {
	var rows []string
	for _, i := range w.survey.start.header {
		rows = append(rows, strconv.Itoa(w.survey.head[i].number))
	}
	if len(rows) == 0 {
		return "0"
	}
	return strings.Join(rows, ", ")
}

func (w *mappingWriter) needsPeriod() bool {
	if w.period >= 0 || w.wholePeriod != "" {
		return false
	}
	for _, m := range w.measures {
		if m.period == "" {
			return true
		}
	}
	return len(w.measures) == 0
}
