package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
)

// own is a text in the language itself, "" where it has none: a sentence is
// not put together of two languages.
func own(t domain.Text, l domain.Lang) string { return t.Own(l) }

// head is the word that a subject turns on, and how later sentences go on from
// it.
type head struct {
	end    string // of the word
	short  string // how a later sentence refers to it; "" for the word itself
	plural bool   // whether its verbs are
	number bool   // of things or people, which grows and decreases; others rise and fall
	high   bool   // in Finnish is "korkeampi" than another, and not "suurempi"
}

var heads = map[domain.Lang][]head{
	domain.Finnish: {
		{end: "osuus"}, {end: "määrä", short: "määrä", number: true}, {end: "aste", high: true}, {end: "kerroin", high: true}, {end: "kustannus"},
		{end: "väkiluku", number: true}, {end: "indeksi", high: true}, {end: "keskiarvo", high: true},
		{end: "kustannukset", short: "kustannukset", plural: true}, {end: "menot", short: "menot", plural: true, number: true}, {end: "tulot", short: "tulot", plural: true, number: true},
	},
	domain.Swedish: {
		{end: "andelen", short: "andelen"}, {end: "andel", short: "andelen"}, {end: "antalet", short: "antalet", number: true}, {end: "antal", short: "antalet", number: true},
		{end: "kostnaden", short: "kostnaden"}, {end: "kostnad", short: "kostnaden"}, {end: "summan", short: "summan"}, {end: "risken", short: "risken"},
		{end: "koefficienten", short: "koefficienten"}, {end: "folkmängden", short: "folkmängden", number: true}, {end: "indexet", short: "indexet"}, {end: "medelvärdet", short: "medelvärdet"},
		{end: "kostnaderna", short: "kostnaderna", plural: true}, {end: "kostnader", short: "kostnaderna", plural: true},
		{end: "utgifterna", short: "utgifterna", plural: true}, {end: "inkomsterna", short: "inkomsterna", plural: true},
	},
	domain.English: {
		{end: "share", short: "the share"}, {end: "number", short: "the number", number: true}, {end: "rate", short: "the rate"}, {end: "cost", short: "the cost"},
		{end: "expenditure", short: "the expenditure"}, {end: "income", short: "the income"}, {end: "coefficient", short: "the coefficient"}, {end: "population", short: "the population", number: true},
		{end: "index", short: "the index"}, {end: "proportion", short: "the proportion"}, {end: "percentage", short: "the percentage"}, {end: "mean", short: "the mean"},
		{end: "costs", short: "the costs", plural: true}, {end: "expenses", short: "the expenses", plural: true}, {end: "revenues", short: "the revenues", plural: true},
	},
}

// figure stands for a subject whose head is not known.
var figure = domain.Text{FI: "luku", SV: "talet", EN: "the figure"}

// headOf finds what a later sentence calls the subject, "osuus", "antalet",
// "the costs". The first word that ends as a head does is taken for it. Where
// none does, the unit says whether it is a number of things.
func headOf(subject string, unit domain.Unit, l domain.Lang) head {
	for word := range strings.FieldsSeq(subject) {
		for _, h := range heads[l] {
			if !strings.HasSuffix(word, h.end) {
				continue
			}
			if h.short == "" {
				h.short = word
			}
			return h
		}
	}
	return head{short: figure.In(l), number: unit == domain.UnitCount, high: unit.Per() > 0 && unit != domain.UnitPercent}
}

// capital is a text with its first letter as a sentence begins.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

var genders = map[domain.Gender]domain.Text{
	domain.Male:   {FI: "miehet", SV: "män", EN: "men"},
	domain.Female: {FI: "naiset", SV: "kvinnor", EN: "women"},
}

// of is what a series is restricted to beyond its subject and place: gender
// and breakdown.
func (w *voice) of() []string {
	var of []string
	s := w.series
	if g, ok := genders[s.Gender]; ok {
		of = append(of, g.In(w.lang))
	} else if s.Gender != domain.Total && s.Gender != "" {
		of = append(of, string(s.Gender))
	}
	if s.Breakdown != "" {
		of = append(of, domain.BreakdownLabel(s.Breakdown).In(w.lang))
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
func (w *voice) named(more ...string) string {
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

// titled names the indicator by number and title, and the area if there is one,
// for a series without a subject: "Indikaattori 3775 ”…”: Keski-Suomi, miehet". Of a
// splice every indicator is named; its title is that of the last.
func (w *voice) titled(area string) string {
	ind := w.series.Indicator
	var ids []string
	for _, id := range ind.ID.Parts() {
		ids = append(ids, string(id))
	}
	word := indicatorWord
	if len(ids) > 1 {
		word = indicatorWords
	}
	name := word.In(w.lang) + " " + listed(ids, w.lang)
	if title := ind.Title.In(w.lang); title != "" {
		open := "”"
		if w.lang == domain.English {
			open = "“"
		}
		name += " " + open + title + "”"
	}
	of := w.of()
	if area != "" {
		of = append([]string{area}, of...)
	}
	if len(of) == 0 {
		return name
	}
	return name + ": " + strings.Join(of, ", ")
}
