package table

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// maxAskedNames is how many indicators a mapping is filled in with.
const maxAskedNames = 300

// needMapping is the error that asks for what the plan lacks.
func (p *plan) needMapping(file string) *mapping.NeedError {
	return &mapping.NeedError{File: p.fileName(file), Questions: p.asked, YAML: p.yaml(file)}
}

// fileName is the file with the sheet that is asked about.
func (p *plan) fileName(file string) string {
	if p.survey.grid.Sheet == "" {
		return file
	}
	return file + ": sheet " + p.survey.grid.Sheet
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
	entries []mapping.Indicator
	notes   []string // comments of the entries
}

func (w *mappingWriter) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

// comment is a text as it may stand in a comment or a quoted string.
func (w *mappingWriter) comment(s string) string {
	return strings.Trim(strconv.Quote(content.Excerpt(s)), `"`)
}

// whole writes what is of the table as a whole.
func (w *mappingWriter) whole() {
	if s := w.survey.grid.Sheet; s != "" && !w.survey.grid.Alone {
		w.line("sheet: %s", mapping.Quote(strings.NewReplacer("*", "?", "[", "?", `\`, "?").Replace(s)))
	}
	if len(w.m.Header) > 0 {
		w.line("header: [%s]", w.headerRows())
	} else if rows := w.headerRows(); rows != "1" {
		w.line("# header: [%s] is what was found", rows)
	}
	w.kept()
	if w.wholePeriod != "" && w.m.Period != mapping.PeriodOfSheet {
		w.line("period: %s", mapping.Quote(string(w.wholePeriod)))
	} else if w.m.Period == mapping.PeriodOfSheet {
		w.line("period: sheet")
	}
	if w.needsPeriod() {
		w.line("period: # the year or other period of the values, such as 2021")
	}
	switch {
	case w.wholeNamed != "":
		w.line("indicator: %s", mapping.Quote(string(w.wholeNamed)))
	case w.nameless():
		w.line("indicator: %s", mapping.Quote(string(w.entry("", false))))
	}
	if w.m.Gender != "" {
		w.line("gender: %s", w.m.Gender)
	}
	if w.m.Breakdown != "" {
		w.line("breakdown: %s", mapping.Quote(w.m.Breakdown))
	}
	if w.m.Category != "" {
		w.line("category: %s", mapping.Quote(strings.ToLower(w.m.Category)))
	}
}

// kept writes what the mapping said already and the plan does not show.
func (w *mappingWriter) kept() {
	for _, s := range []struct{ key, value string }{
		{"encoding", w.m.Encoding}, {"delimiter", w.m.Delimiter}, {"decimal", w.m.Decimal}, {"thousands", w.m.Thousands},
	} {
		if s.value != "" {
			w.line("%s: %s", s.key, mapping.Quote(s.value))
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
			quoted[i] = mapping.Quote(mark)
		}
		if len(quoted) > 0 {
			w.line("%s: [%s]", list.key, strings.Join(quoted, ", "))
		}
	}
	if len(w.m.Regions) > 0 {
		w.line("regions:")
		for _, word := range slices.Sorted(maps.Keys(w.m.Regions)) {
			w.line("  %s: %s", mapping.Quote(word), mapping.Quote(w.m.Regions[word]))
		}
	}
}

// nameless reports whether nothing in the table says what is measured.
func (w *mappingWriter) nameless() bool {
	return w.indicator < 0 && len(w.names.unnamed) == 1 && w.names.unnamed[0] == ""
}

func (w *mappingWriter) headerRows() string {
	var rows []string
	for _, i := range w.survey.start.header {
		rows = append(rows, strconv.Itoa(w.survey.head[i].Number))
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

// columns writes an entry for every column but those of periods, which need
// none.
func (w *mappingWriter) columns() {
	w.line("columns:")
	periods := 0
	for i, c := range w.survey.columns {
		role := w.roles[i]
		if _, exact, ok := c.period(); ok && exact && role == mapping.RoleValue && w.mapped[i] == nil {
			periods++
			continue
		}
		if w.beside[i] || c.filled == 0 {
			continue
		}
		entry := "column: " + mapping.Quote(c.key())
		if c.key() == "" || w.labelTwice(i) {
			entry += ", at: " + c.letter()
		}
		entry = strings.TrimPrefix(entry, `column: "", `)
		switch {
		case role == "":
			role = mapping.RoleIgnore
		case role.IsRegion() && slices.Contains(w.about, i):
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
		w.line("  # %s headed by periods are values of those periods", content.Plural(periods, "column"))
	}
}

// hint says of a column that is asked about what it may be.
func (w *mappingWriter) hint(i int) string {
	for _, asked := range w.about {
		if asked != i {
			continue
		}
		switch role := w.roles[i]; {
		case role == "":
			if key := mapping.Slug(w.survey.columns[i].label); key != "" {
				return "or breakdown:" + key + "; "
			}
		case role.IsRegion():
			return "region_code or region_id; "
		default:
			if n, ok := sheet.ParseNumeral(sheet.NumberText(w.survey.columns[i].doubtful)); ok {
				return fmt.Sprintf("add decimal: %q or thousands: %q; ", string(n.Mark), string(n.Mark))
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
		out += ", indicator: " + mapping.Quote(string(of.Indicator))
	}
	if _, exact, _ := w.survey.columns[i].period(); m.period != "" && !exact {
		out += ", period: " + mapping.Quote(string(m.period))
	}
	if m.gender != "" {
		out += ", gender: " + string(m.gender)
	}
	if m.breakdown != "" {
		out += ", breakdown: " + mapping.Quote(m.breakdown)
	}
	for k, said := range []string{"decimal", "thousands"} {
		if of := w.mapped[i]; of != nil && []string{of.Decimal, of.Thousands}[k] != "" {
			out += ", " + said + ": " + mapping.Quote([]string{of.Decimal, of.Thousands}[k])
		}
	}
	return out
}

// koladaFile is a key figure's id in a file's name.
var koladaFile = regexp.MustCompile(`(?:^|[^A-Za-z0-9])([NU]\d{5})(?:[^0-9]|$)`)

// entry proposes an indicator for a word, and returns its id.
func (w *mappingWriter) entry(word string, match bool) domain.IndicatorID {
	id, note := domain.IndicatorID("oma:"+shortSlug(word)), ""
	if word == "" {
		note = " # a name of your own"
	}
	if mapping.HeaderKey(w.columnLabel(w.indicator)) == "nyckeltal" && len(w.names.unnamed) == 1 {
		if m := koladaFile.FindStringSubmatch(filepath.Base(w.file)); m != nil {
			id, note = domain.IndicatorID("kolada:"+m[1]), " # as the file's name says: make sure"
		}
	}
	for n := 2; w.ids[id]; n++ {
		id = domain.IndicatorID("oma:" + shortSlug(word) + "-" + strconv.Itoa(n))
	}
	w.ids[id] = true
	e := mapping.Indicator{ID: id, Unit: w.unit(word)}
	if match {
		e.Match = word
	}
	if word == "" && len(w.survey.titles) > 0 {
		word = w.survey.titles[0]
	}
	e.Title.Set(w.lang(), word)
	w.entries, w.notes = append(w.entries, e), append(w.notes, note)
	return id
}

// englishRates are English words for rates, which titles
// in Finnish do not have.
var englishRates = []struct {
	words string
	unit  domain.Unit
}{{"per 100,000", domain.UnitPer100000}, {"per 10,000", domain.UnitPer10000}, {"per 1,000", domain.UnitPer1000}, {"per cent", domain.UnitPercent}, {"percentage", domain.UnitPercent}}

// unit is what a title says the unit is, or the one word of a column of units.
func (w *mappingWriter) unit(words string) domain.Unit {
	if u := mapping.UnitOf(words); u != domain.UnitUnknown {
		return u
	}
	for _, c := range w.survey.columns {
		switch mapping.HeaderKey(c.label) {
		case "unit", "measure", "yksikkö", "mittayksikkö", "enhet":
			if len(c.order) == 1 && !c.many {
				words += " " + c.order[0]
				if u := mapping.UnitOf(c.order[0]); u != domain.UnitUnknown {
					return u
				}
			}
		}
	}
	for _, r := range englishRates {
		if strings.Contains(strings.ToLower(words), r.words) {
			return r.unit
		}
	}
	return domain.UnitUnknown
}

func (w *mappingWriter) columnLabel(i int) string {
	if i < 0 {
		return ""
	}
	return w.survey.columns[i].label
}

// shortSlug is a text's slug of at most 48 letters, NAME where it has none.
func shortSlug(s string) string {
	s = mapping.Slug(s)
	if len(s) > 48 {
		s = s[:48]
		if i := strings.LastIndexByte(s, '-'); i > 16 {
			s = s[:i]
		}
	}
	if s == "" {
		return "NAME"
	}
	return s
}

// indicators writes what is known of the indicators, and a proposal for each
// that has no id.
func (w *mappingWriter) indicators() {
	for i, word := range w.names.unnamed {
		if i == maxAskedNames {
			break
		}
		if word != "" || w.indicator >= 0 {
			w.entry(word, true)
		}
	}
	if len(w.m.Indicators)+len(w.entries) == 0 {
		return
	}
	w.line("indicators:")
	for _, in := range w.m.Indicators {
		w.mappedIndicator(in, "")
	}
	for i, in := range w.entries {
		w.mappedIndicator(in, w.notes[i])
	}
	if more := len(w.names.unnamed) - maxAskedNames; more > 0 {
		w.line("  # and %d more, or:\n  - {id: skip, match: \"*\"}", more)
	}
}

func (w *mappingWriter) mappedIndicator(in mapping.Indicator, note string) {
	w.line("  - id: %s%s", mapping.Quote(string(in.ID)), note)
	if in.Match != "" {
		w.line("    match: %s", mapping.Quote(in.Match))
	}
	for _, text := range []struct {
		key string
		of  domain.Text
	}{{"title", in.Title}, {"source", in.Source}} {
		var parts []string
		for _, l := range []struct{ lang, s string }{{"fi", text.of.FI}, {"sv", text.of.SV}, {"en", text.of.EN}} {
			if l.s != "" {
				parts = append(parts, l.lang+": "+mapping.Quote(l.s))
			}
		}
		if len(parts) > 0 {
			w.line("    %s: {%s}", text.key, strings.Join(parts, ", "))
		}
	}
	switch {
	case in.ID == mapping.Skip:
	case in.Unit == "":
		w.line("    unit: # PROS, PER1000, PER10000, PER100000, LKM, EUR, INDEKSI …")
	default:
		w.line("    unit: %s", mapping.Quote(string(in.Unit)))
	}
}
