package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
)

// own is a text in the language itself, "" where it has none: a sentence is
// not put together of two languages.
func own(t domain.Text, l domain.Lang) string {
	switch l {
	case domain.Finnish:
		return t.FI
	case domain.Swedish:
		return t.SV
	}
	return t.EN
}

// heads are the words a subject turns on, by the end of the word, and how a
// later sentence refers to it; where "" the word itself does.
var heads = map[domain.Lang][]struct{ end, short string }{
	domain.Finnish: {{"osuus", ""}, {"määrä", "määrä"}, {"aste", ""}, {"kerroin", ""}, {"kustannus", ""}, {"väkiluku", ""}, {"indeksi", ""}, {"keskiarvo", ""}},
	domain.Swedish: {
		{"andelen", "andelen"}, {"andel", "andelen"}, {"antalet", "antalet"}, {"antal", "antalet"}, {"kostnaden", "kostnaden"}, {"kostnad", "kostnaden"},
		{"summan", "summan"}, {"risken", "risken"}, {"koefficienten", "koefficienten"}, {"folkmängden", "folkmängden"}, {"indexet", "indexet"}, {"medelvärdet", "medelvärdet"},
	},
	domain.English: {
		{"share", "the share"}, {"number", "the number"}, {"rate", "the rate"}, {"cost", "the cost"}, {"expenditure", "the expenditure"}, {"income", "the income"},
		{"coefficient", "the coefficient"}, {"population", "the population"}, {"index", "the index"}, {"proportion", "the proportion"}, {"percentage", "the percentage"}, {"mean", "the mean"},
	},
}

// figure stands for a subject whose head is not known.
var figure = domain.Text{FI: "luku", SV: "talet", EN: "the figure"}

// short is what a later sentence calls the subject: "osuus", "antalet", "the
// share". The first word that ends as a head does is taken for it.
func short(subject string, l domain.Lang) string {
	for word := range strings.FieldsSeq(subject) {
		for _, h := range heads[l] {
			if !strings.HasSuffix(word, h.end) {
				continue
			}
			if h.short != "" {
				return h.short
			}
			return word
		}
	}
	return figure.In(l)
}

// capital is a text with its first letter as a sentence begins.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

var genders = map[domain.Gender]domain.Text{
	domain.Male:   {FI: "miehet", SV: "män", EN: "male"},
	domain.Female: {FI: "naiset", SV: "kvinnor", EN: "female"},
}

// of is what a series is restricted to beyond its subject and place: gender
// and breakdown.
func (w *writer) of() []string {
	var of []string
	s := &w.tr.Series
	if g, ok := genders[s.Gender]; ok {
		of = append(of, g.In(w.lang))
	} else if s.Gender != domain.Total && s.Gender != "" {
		of = append(of, string(s.Gender))
	}
	if s.Breakdown != "" {
		of = append(of, s.Breakdown)
	}
	return of
}

// area is the name of the series' area, its id where it has none.
func (w *writer) area() string {
	if name := w.tr.Series.RegionName.In(w.lang); name != "" {
		return name
	}
	return string(w.tr.Series.Region)
}

// named is the subject with what restricts it in brackets.
func (w *writer) named(more ...string) string {
	if more = append(more, w.of()...); len(more) > 0 {
		return capital(w.subject) + " (" + strings.Join(more, ", ") + ")"
	}
	return capital(w.subject)
}

var (
	indicatorWord  = domain.Text{FI: "Indikaattori", SV: "Indikator", EN: "Indicator"}
	indicatorWords = domain.Text{FI: "Indikaattorit", SV: "Indikatorerna", EN: "Indicators"}
	and            = domain.Text{FI: "ja", SV: "och", EN: "and"}
)

// titled names the indicator by number and title, and the area, for a series
// without a subject: "Indikaattori 3775 ”…”: Keski-Suomi, miehet". Of a
// splice every indicator is named; its title is that of the last.
func (w *writer) titled() string {
	ind := w.tr.Series.Indicator
	ids, word := strings.Split(string(ind.ID), "+"), indicatorWord
	list := ids[0]
	if n := len(ids); n > 1 {
		word = indicatorWords
		list = strings.Join(ids[:n-1], ", ") + " " + and.In(w.lang) + " " + ids[n-1]
	}
	name := word.In(w.lang) + " " + list
	if title := ind.Title.In(w.lang); title != "" {
		open := "”"
		if w.lang == domain.English {
			open = "“"
		}
		name += " " + open + title + "”"
	}
	of := w.of()
	if area := w.area(); area != "" {
		of = append([]string{area}, of...)
	}
	if len(of) == 0 {
		return name
	}
	return name + ": " + strings.Join(of, ", ")
}
