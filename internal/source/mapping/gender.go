package mapping

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
)

// sexWord is a gender that a word says. The web service writes some of them,
// each in the language of its text; its words for both ("total") may be those of
// anything.
type sexWord struct {
	gender domain.Gender
	lang   domain.Lang // of the web service's words; "" for others
}

// sexWords are all words for genders: the web service's, PxWeb's in Finland and
// around it, and those of surveys among children.
var sexWords = sync.OnceValue(func() map[string]sexWord {
	words := map[string]sexWord{}
	for _, list := range []struct {
		sexWord
		words string
	}{
		{sexWord{domain.Male, domain.Finnish}, "miehet"},
		{sexWord{domain.Male, domain.Swedish}, "män"},
		{sexWord{domain.Male, domain.English}, "male, men"},
		{sexWord{domain.Male, ""}, "mies, man, males, menn, mænd, mehed, pojat, poika, pojkar, pojke, killar, boys, boy"},
		{sexWord{domain.Female, domain.Finnish}, "naiset"},
		{sexWord{domain.Female, domain.Swedish}, "kvinnor"},
		{sexWord{domain.Female, domain.English}, "female, women"},
		{sexWord{domain.Female, ""}, "nainen, kvinna, females, woman, kvinner, kvinder, naised, tytöt, tyttö, flickor, flicka, tjejer, girls, girl"},
		{sexWord{domain.Total, domain.Finnish}, "yhteensä"},
		{sexWord{domain.Total, domain.Swedish}, "totalt"},
		{sexWord{domain.Total, domain.English}, "combined, total"},
		{sexWord{domain.Total, ""}, "sukupuolet yhteensä, molemmat sukupuolet, miehet ja naiset, pojat ja tytöt, tytöt ja pojat, " +
			"båda könen, könen totalt, kön totalt, alla kön, män och kvinnor, kvinnor och män, pojkar och flickor, flickor och pojkar, " +
			"persons, both sexes, all sexes, both genders, all genders, males and females, men and women, women and men, boys and girls, girls and boys, " +
			"begge kjønn, mænd og kvinder, mehed ja naised"},
	} {
		for word := range strings.SplitSeq(list.words, ", ") {
			words[word] = list.sexWord
		}
	}
	return words
})

// besideWords stands around a word in a title or header, "(miehet)" and "Miehet.".
const besideWords = ",;:.()[]\"”“"

// SexWord reads a word for one sex, or for both in so many words.
func SexWord(s string) (domain.Gender, bool) {
	w, ok := sexWords()[strings.ToLower(content.Composed(strings.Trim(s, besideWords)))]
	return w.gender, ok && (w.gender != domain.Total || w.lang == "")
}

// GenderWord reads a gender by the web service's words, and tells the
// language of the word.
func GenderWord(word string) (gender domain.Gender, lang domain.Lang, ok bool) {
	w := sexWords()[strings.ToLower(content.Composed(word))]
	return w.gender, w.lang, w.lang != ""
}

// SexesIn are the sexes that single words of a text are for, each once.
func SexesIn(text string) (all []domain.Gender) {
	for word := range strings.FieldsSeq(text) {
		if g, ok := SexWord(word); ok && g != domain.Total && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// partitives are forms that Finnish headers have of the words for a sex, "käyneitä
// miehiä". They are a gender only where the other one stands beside it: alone
// they are as often what is counted ("naisia valtuustossa, %").
var partitives = map[string]domain.Gender{
	"miehiä": domain.Male, "poikia": domain.Male, "naisia": domain.Female, "tyttöjä": domain.Female,
}

// SexForm is SexWord of a word in another case.
func SexForm(s string) (domain.Gender, bool) {
	g, ok := partitives[strings.ToLower(content.Composed(s))]
	return g, ok
}

// Gender reads the value of a dimension of sexes by its label alone.
func (w Word) Gender() (domain.Gender, bool) {
	if g, ok := SexWord(content.Title(w.Label)); ok {
		return g, true
	}
	if g, _, ok := GenderWord(content.Title(w.Label)); ok {
		return g, true
	}
	if w.IsTotal() {
		return domain.Total, true
	}
	return "", false
}

// genderCode is a way to write genders in a letter or a digit. A letter says
// different things in different ones: T is total to Kolada and Eurostat and
// girls (tytöt) to a Finnish school, K women (kvinnor) in Swedish. So it is
// taken only where both sexes stand among the words, or where the header is in
// the language of the code and no other word of it begins so.
var genderCodes = []struct {
	male, female string
	total        []string
	needsTotal   bool // digits are taken only with the code's own word for all
}{
	{male: "m", female: "k", total: []string{"t", "tot"}},                               // Kolada, Statistics Sweden and Denmark: män, kvinnor
	{male: "m", female: "f", total: []string{"t", "_t", "total"}},                       // Eurostat's code list SEX, SDMX's
	{male: "sex_mle", female: "sex_fmle", total: []string{"sex_btsx"}},                  // the World Health Organization's
	{male: "m", female: "n"},                                                            // miehet, naiset; mehed, naised
	{male: "p", female: "t"},                                                            // pojat, tytöt
	{male: "p", female: "f"},                                                            // pojkar, flickor
	{male: "b", female: "g"},                                                            // boys, girls
	{male: "1", female: "2", total: []string{"sss", "yhteensä", "t"}, needsTotal: true}, // Statistics Finland's sukupuoli_1_20180101
}

// loneCodes are letters that a header makes certain by itself.
var loneCodes = map[string]map[string]domain.Gender{
	"sex": {"m": domain.Male, "f": domain.Female, "t": domain.Total}, "gender": {"m": domain.Male, "f": domain.Female, "t": domain.Total},
	"kön": {"m": domain.Male}, "sukupuoli": {"n": domain.Female},
}

// GenderReading is what the words of one column or dimension of genders say.
type GenderReading struct {
	Of   []domain.Gender // of each word; "" where it is not known, SkipGender where its rows are passed over
	Open []string        // the words that are not known
	Ask  bool            // that they are asked about: a row that is rejected now and then is not worth a question
}

// SkipGender is in the place of a gender whose rows a mapping passes over.
const SkipGender = domain.Gender(Skip)

// ReadGenders reads the words of a column or dimension of genders: by the
// mapping, by themselves, else by what stands beside them and the header.
func (m *Mapping) ReadGenders(header string, words []Word) GenderReading {
	labels, codes := make([]string, len(words)), make([]string, len(words))
	for i, w := range words {
		labels[i], codes[i] = strings.ToLower(content.Title(w.Label)), strings.ToLower(w.Code)
	}
	byLabel, byCode := codesOf(DimensionKey(header), labels), codesOf(DimensionKey(header), codes)
	r := GenderReading{Of: make([]domain.Gender, len(words))}
	short := false
	for i, w := range words {
		var ok bool
		if r.Of[i], ok = m.genderSaid(w); !ok {
			r.Of[i], ok = w.Gender()
		}
		if !ok {
			r.Of[i], ok = byLabel[labels[i]]
		}
		if !ok {
			r.Of[i], ok = byCode[codes[i]]
		}
		if !ok {
			r.Open = append(r.Open, content.Title(w.Label))
			short = short || len(labels[i]) <= 2
		}
	}
	r.Ask = len(r.Open) > 0 && (short || len(r.Open) == len(words))
	return r
}

// codesOf are the genders of letters and digits among words in lower case; nil
// where they are not certain.
func codesOf(header string, words []string) map[string]domain.Gender {
	has := func(word string) bool { return slices.Contains(words, word) }
	for _, c := range genderCodes {
		if !has(c.male) || !has(c.female) || c.needsTotal && !slices.ContainsFunc(c.total, has) {
			continue
		}
		of := map[string]domain.Gender{c.male: domain.Male, c.female: domain.Female}
		for _, total := range c.total {
			of[total] = domain.Total
		}
		return of
	}
	return loneCodes[header]
}

// HeaderGender is the gender that a part of a header names: what the mapping
// says, else by its words.
func (m *Mapping) HeaderGender(part string) (domain.Gender, bool) {
	w := Word{Label: part}
	if g, ok := m.genderSaid(w); ok && g != SkipGender {
		return g, true
	}
	return w.Gender()
}

// IsGenders reports whether the words can be nothing but genders, one of them
// of one sex.
func IsGenders(words []Word) bool {
	one := false
	for _, w := range words {
		g, ok := w.Gender()
		if !ok {
			return false
		}
		one = one || g != domain.Total
	}
	return one
}

// GenderEntry has the words for genders that the mapping gives, and those that
// are asked about, to be filled in; false where there are none.
func (m *Mapping) GenderEntry(open []string) (Entry, bool) {
	e := Entry{Key: "genders"}
	if m != nil {
		for _, word := range slices.Sorted(maps.Keys(m.Genders)) {
			e.Under = append(e.Under, Entry{Key: Quote(word), Value: m.Genders[word]})
		}
	}
	for _, word := range open {
		e.Under = append(e.Under, Entry{Key: Quote(word), Comment: "total, male, female or skip"})
	}
	return e, len(e.Under) > 0
}
