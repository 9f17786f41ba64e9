package source

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// koladaFile is a key figure's id in a file's name.
var koladaFile = regexp.MustCompile(`(?:^|[^A-Za-z0-9])([NU]\d{5})(?:[^0-9]|$)`)

// entry proposes an indicator for a word, and returns its id.
func (w *mappingWriter) entry(word string, match bool) domain.IndicatorID {
	id, note := domain.IndicatorID("oma:"+shortSlug(word)), ""
	if word == "" {
		note = " # a name of your own"
	}
	if headerKey(w.columnLabel(w.indicator)) == "nyckeltal" && len(w.unnamed) == 1 {
		if m := koladaFile.FindStringSubmatch(filepath.Base(w.file)); m != nil {
			id, note = domain.IndicatorID("kolada:"+m[1]), " # as the file's name says: make sure"
		}
	}
	for n := 2; w.ids[id]; n++ {
		id = domain.IndicatorID("oma:" + shortSlug(word) + "-" + strconv.Itoa(n))
	}
	w.ids[id] = true
	e := MappedIndicator{ID: id, Unit: w.unit(word)}
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
	if u := unitOf(words); u != domain.UnitUnknown {
		return u
	}
	for _, c := range w.survey.columns {
		switch headerKey(c.label) {
		case "unit", "measure", "yksikkö", "mittayksikkö", "enhet":
			if len(c.order) == 1 && !c.many {
				words += " " + c.order[0]
				if u := unitOf(c.order[0]); u != domain.UnitUnknown {
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
	s = slugOf(s)
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
	for i, word := range w.unnamed {
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
	if more := len(w.unnamed) - maxAskedNames; more > 0 {
		w.line("  # and %d more, or:\n  - {id: skip, match: \"*\"}", more)
	}
}

func (w *mappingWriter) mappedIndicator(in MappedIndicator, note string) {
	w.line("  - id: %s%s", quote(string(in.ID)), note)
	if in.Match != "" {
		w.line("    match: %s", quote(in.Match))
	}
	for _, text := range []struct {
		key string
		of  domain.Text
	}{{"title", in.Title}, {"source", in.Source}} {
		var parts []string
		for _, l := range []struct{ lang, s string }{{"fi", text.of.FI}, {"sv", text.of.SV}, {"en", text.of.EN}} {
			if l.s != "" {
				parts = append(parts, l.lang+": "+quote(l.s))
			}
		}
		if len(parts) > 0 {
			w.line("    %s: {%s}", text.key, strings.Join(parts, ", "))
		}
	}
	switch {
	case in.ID == skipWord:
	case in.Unit == "":
		w.line("    unit: # PROS, PER1000, PER10000, PER100000, LKM, EUR, INDEKSI …")
	default:
		w.line("    unit: %s", quote(string(in.Unit)))
	}
}
