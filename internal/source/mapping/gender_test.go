package mapping

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
)

const m, f, t3, open = domain.Male, domain.Female, domain.Total, domain.Gender("")

// Words for genders say what they are alone or together; what could be two
// things is asked about.
func TestReadGenders(t *testing.T) {
	for _, tt := range []struct {
		name, header string
		words        []string
		of           []domain.Gender
		ask          bool
	}{
		{"Kolada", "Kön", []string{"T", "K", "M"}, []domain.Gender{t3, f, m}, false},
		{"Kolada without the total", "", []string{"k", "m"}, []domain.Gender{f, m}, false},
		{"Eurostat", "sex", []string{"T", "M", "F"}, []domain.Gender{t3, m, f}, false},
		{"Eurostat, both alone", "sex", []string{"T"}, []domain.Gender{t3}, false},
		{"Statistics Finland's codes", "Sukupuoli", []string{"SSS", "1", "2"}, []domain.Gender{t3, m, f}, false},
		{"digits beside a word for all", "Sukupuoli", []string{"yhteensä", "1", "2"}, []domain.Gender{t3, m, f}, false},
		{"digits alone", "Sukupuoli", []string{"1", "2"}, []domain.Gender{open, open}, true},
		{"a school", "Sukupuoli", []string{"Pojat", "Tytöt", "Yhteensä"}, []domain.Gender{m, f, t3}, false},
		{"a school's letters: T is tytöt", "Sukupuoli", []string{"P", "T"}, []domain.Gender{m, f}, false},
		{"a Swedish school", "Kön", []string{"pojkar", "FLICKOR", "Könen totalt"}, []domain.Gender{m, f, t3}, false},
		{"an English school", "Gender", []string{"Boys", "Girls", "All sexes"}, []domain.Gender{m, f, t3}, false},
		{"tjejer, killar or totalt, kvinnor", "Kön", []string{"T", "K"}, []domain.Gender{open, open}, true},
		{"kvinnor or killar", "Kön", []string{"K"}, []domain.Gender{open}, true},
		{"mies or molemmat", "Sukupuoli", []string{"M"}, []domain.Gender{open}, true},
		{"män", "Kön", []string{"M"}, []domain.Gender{m}, false},
		{"male, in the header's language", "Sex (2 classes)", []string{"M"}, []domain.Gender{m}, false},
		{"Finnish letters", "Sukupuoli", []string{"M", "N"}, []domain.Gender{m, f}, false},
		{"letters taken apart (NFD)", "Ko\u0308n", []string{"ma\u0308n", "kvinnor", "yhteensa\u0308"}, []domain.Gender{m, f, t3}, false},
		{"a word more is no reason to ask", "Sukupuoli", []string{"miehet", "naiset", "muunsukupuoliset"}, []domain.Gender{m, f, open}, false},
		{"no word is known", "Sukupuoli", []string{"hombres", "mujeres"}, []domain.Gender{open, open}, true},
	} {
		var words []Word
		for _, w := range tt.words {
			words = append(words, Word{Label: w})
		}
		var none *Mapping
		r := none.ReadGenders(tt.header, words)
		if !slices.Equal(r.Of, tt.of) || r.Ask != tt.ask {
			t.Errorf("%s: %q, asks %v about %q; want %q, %v", tt.name, r.Of, r.Ask, r.Open, tt.of, tt.ask)
		}
	}
}

// What the mapping says goes first, by a label or a code.
func TestMappedGenders(t *testing.T) {
	said, err := Parse("m.yaml", []byte("genders: {t: female, \"2\": male, Muut: skip}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := said.ReadGenders("Sukupuoli", []Word{{Label: "T"}, {Code: "2", Label: "Hombres"}, {Label: "muut"}, {Label: "yhteensä"}})
	if !slices.Equal(r.Of, []domain.Gender{f, m, SkipGender, t3}) || r.Ask {
		t.Errorf("%q, %v", r.Of, r.Ask)
	}
}

// The sexes of a text are those of its words, whatever stands around them.
func TestSexesIn(t *testing.T) {
	for text, want := range map[string][]domain.Gender{
		"Väestö. Miehet.":            {m},
		"Väestö (naiset), 31.12.":    {f},
		"“Women” aged 15–49":         {f},
		"Ma\u0308n: befolkning":      {m},
		"miehet, miehet; miehet":     {m},
		"Men, women":                 {m, f},
		"Employed persons, total":    nil,
		"Combined heat and power":    nil,
		"Manner-Suomi, mieshenkilöt": nil,
	} {
		if got := SexesIn(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The web service's words are its own, each in a language; those for all are
// no word for a sex.
func TestGenderWords(t *testing.T) {
	for word, want := range map[string]sexWord{
		"Yhteensä": {t3, domain.Finnish}, "Miehet": {m, domain.Finnish}, "naiset": {f, domain.Finnish},
		"Totalt": {t3, domain.Swedish}, "Män": {m, domain.Swedish}, "kvinnor": {f, domain.Swedish},
		"Combined": {t3, domain.English}, "total": {t3, domain.English}, "male": {m, domain.English}, "women": {f, domain.English},
	} {
		g, lang, ok := GenderWord(word)
		sex, isSex := SexWord(word)
		if (sexWord{g, lang}) != want || !ok || isSex != (want.gender != t3) || isSex && sex != want.gender {
			t.Errorf("%q: %q, %q, %v; a sex: %q, %v", word, g, lang, ok, sex, isSex)
		}
		if g, ok := (Word{Label: word}).Gender(); g != want.gender || !ok {
			t.Errorf("%q among genders: %q, %v", word, g, ok)
		}
	}
	if _, _, ok := GenderWord("pojat"); ok {
		t.Error("the web service has no pojat")
	}
}
