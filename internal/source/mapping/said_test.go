package mapping

import (
	"strings"
	"testing"
)

// Two words that are read as one must not say two things: which of them held
// would be chance.
func TestOneWordTwoAnswers(t *testing.T) {
	for text, want := range map[string]string{
		`regions: {"alue a": "kunta:091", "Alue A": "kunta:092"}`: `m.yaml:1:11: regions: "Alue A" (kunta:092) and "alue a" (kunta:091) are one word: expected it once`,
		`regions: {"Alue  A": skip, "Alue A 1)": "kunta:092"}`:    `are one word`,
		"regions: {\"A\u0308htäri\": \"kunta:989\", Ähtäri: maa}": `are one word`,
		`genders: {t: female, T: total}`:                          `m.yaml:1:11: genders: "T" (total) and "t" (female) are one word: expected it once`,
		`regions: {"alue a": "kunta:091", "Alue A": "kunta:091"}`: "",
		`regions: {"alue a": "kunta:091", "Alue B": "kunta:092"}`: "",
		"genders:\n  muut: skip\n  Muut: skip\n":                  "",
	} {
		_, err := Parse("m.yaml", []byte(text))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestRegionSaid(t *testing.T) {
	m, err := Parse("m.yaml", []byte("regions: {\"Alue  Ä 1)\": \"kunta:091\", Muu: skip}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"alue ä": "kunta:091", "ALUE A\u0308": "kunta:091", "Alue Ä*": "kunta:091", "MUU": "skip", "Alue": ""} {
		if got, ok := m.RegionSaid(word); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", word, got, ok, want)
		}
	}
	var none *Mapping
	if _, ok := none.RegionSaid("Muu"); ok {
		t.Error("no mapping says something")
	}
}

// A word for all is one wherever it stands.
func TestTotalWords(t *testing.T) {
	for _, word := range []string{
		"Yhteensä", "YHTEENSÄ", "yhteensa\u0308", "Yht", "Yht.", "yht.:", "Kaikki", "Summa", "Kaikki yhteensä", // Finnish
		"Totalt", "Samtliga", "Alla", "Sammanlagt", "Summa:", // Swedish
		"Total", "Totals", "All", "Sum", "Grand total", // English
		"I alt", "Totalt:", "Sum", "Samtals", "Alls", "Kokku", // Danish, Norwegian, Icelandic, Estonian
	} {
		if g, ok := (Word{Label: word}).Gender(); !IsTotalWord(word) || !(Word{Label: word}).IsTotal() || g != t3 || !ok {
			t.Errorf("%q: %v, %v, %q", word, IsTotalWord(word), Word{Label: word}.IsTotal(), g)
		}
	}
	for _, word := range []string{"", ".", "Allinge", "Alle", "Yhteensä 2020", "SSS", "Totalvik"} {
		if IsTotalWord(word) {
			t.Errorf("%q is taken for all together", word)
		}
	}
	if !(Word{Label: "sss"}).IsTotal() || !(Word{Code: "SSS", Label: "Koko maa"}).IsTotal() {
		t.Error("SSS is Statistics Finland's code of all")
	}
}
