package table_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// kept is last year's mapping of a table with a region, a year and a value.
const kept = `indicator: oma:x
columns:
  - {column: Kunta, is: region}
  - {column: Vuosi, is: period}
  - {column: Arvo, is: value}
`

// A column that the mapping does not name is not silenced where it divides the
// figures: men alone are never everybody.
func TestUnnamedDimensions(t *testing.T) {
	for content, want := range map[string]string{
		"Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;miehet;10\nEspoo;2020;miehet;20\n":                          "Akaa|male||2020|10/NaN, Espoo|male||2020|20/NaN",
		"Kunta;Vuosi;Arvo;Kohde\nAkaa;2020;10;naiset\nEspoo;2020;20;naiset\n":                              "Akaa|female||2020|10/NaN, Espoo|female||2020|20/NaN",
		"Kunta;Vuosi;Arvo;Ketkä\nAkaa;2020;10;Tytöt\nAkaa;2020;20;Pojat\n":                                 "Akaa|female||2020|10/NaN, Akaa|male||2020|20/NaN",
		"Kunta;Vuosi;Kön;Arvo\nAkaa;2020;T;30\nAkaa;2020;K;20\nAkaa;2020;M;10\n":                           "Akaa|total||2020|30/NaN, Akaa|female||2020|20/NaN, Akaa|male||2020|10/NaN",
		"Kunta;Vuosi;Ikä;Arvo\nAkaa;2020;0-17;10\n":                                                        "Akaa|total|age=0-17|2020|10/NaN",
		"Kunta;Vuosi;Ikä;Arvo\nAkaa;2020;7;10\nEspoo;2020;8;20\n":                                          "Akaa|total|age=7|2020|10/NaN, Espoo|total|age=8|2020|20/NaN",
		"Kunta;Vuosi;Luokka;Arvo\nAkaa;2020;0-6-vuotiaat;10\nAkaa;2020;7-17-vuotiaat;20\n":                 "Akaa|total|age=0-6|2020|10/NaN, Akaa|total|age=7-17|2020|20/NaN",
		"Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;Yhteensä;10\n":                                              "Akaa|total||2020|10/NaN",
		"Kunta;Vuosi;Maakunta;Arvo\nAkaa;2020;Pirkanmaa;10\nAkaa;2021;Pirkanmaa;11\nEspoo;2020;Uusimaa;20": "Akaa|total||2020|10/NaN, Akaa|total||2021|11/NaN, Espoo|total||2020|20/NaN",
		"Kunta;Vuosi;Huomautus;Arvo\nAkaa;2020;tarkistettu;10\nEspoo;2020;arvio;20\n":                      "Akaa|total||2020|10/NaN, Espoo|total||2020|20/NaN",
		"Kunta;Vuosi;Kieli;Arvo\nAkaa;2020;yhteensä;10\n":                                                  "Akaa|total||2020|10/NaN",
	} {
		got, err := sourcetest.ReadText(t, kept, content)
		if err != nil || len(got.Rejected) > 0 {
			t.Errorf("%q: %v, %q", content, err, got.Rejected)
			continue
		}
		if all := strings.ReplaceAll(strings.Join(sourcetest.Briefs(got.Records), ", "), "oma:x|KUNTA: ", ""); all != want && all != strings.ReplaceAll(want, "KUNTA: ", "") {
			t.Errorf("%q:\n%s\nwant\n%s", content, all, want)
		}
	}
}

// What is not clear is asked, and the mapping that is printed keeps what
// divides the rows.
func TestUnnamedDimensionsAsked(t *testing.T) {
	for _, tt := range []struct{ mapping, content, question, yaml string }{
		{kept, "Kunta;Vuosi;Sairaus;Arvo\nAkaa;2020;astma;10\nAkaa;2020;diabetes;30\n", `what divides the rows of one region and period, which the mapping does not name: "Sairaus" (astma, diabetes)`, `is: breakdown:sairaus}`},
		{kept, "Kunta;Vuosi;Level of study;Arvo\nAkaa;2020;1;10\nAkaa;2020;2;30\n", `"Level of study" (1, 2)`, "is: breakdown:level-of-study}"},
		{kept, "Kunta;Vuosi;Taso;Arvo\nAkaa;2020;a;10\nAkaa;2020;b;10\n", `"Taso" (a, b)`, "is: breakdown:taso}"},
		{kept, "Kunta;Vuosi;Kieli;Arvo\nAkaa;2020;ruotsi;10\nEspoo;2020;ruotsi;30\n", `what the column "Kieli" is`, "is: breakdown:kieli}"},
		{kept, "Kunta;Vuosi;sukupuoli_koodi;Arvo\nAkaa;2020;1;10\n", `which genders 1 in the column "sukupuoli_koodi" are`, ""},
		{kept, "Kunta;Vuosi;Sukup.;Arvo\nAkaa;2020;m;10\n", `which genders m in the column "Sukup." are`, ""},
		{kept, "Kunta;Vuosi;Kuukausi;Arvo\nAkaa;2020;1;10\nEspoo;2020;1;11\n", `what the column "Kuukausi" is`, "is: breakdown:kuukausi}"},
		{kept, "Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;1;10\nAkaa;2020;2;30\n", `which genders 1, 2 in the column "Sukupuoli" are`, "genders:\n  \"1\": # total, male, female or skip\n"},
		{kept + "gender: female\n", "Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;miehet;10\n", `which is the gender, gender: female of the mapping or the column "Sukupuoli" (miehet)`, `{column: "Sukupuoli", is: gender}`},
		{kept + "breakdown: age=0-6\n", "Kunta;Vuosi;Ikä;Arvo\nAkaa;2020;7-12;10\n", `which is the age, breakdown: age=0-6 of the mapping or the column "Ikä" (7-12)`, ""},
		{"indicator: oma:x\nperiod: 2021\ncolumns:\n  - {column: Kunta, is: region}\n  - {column: Arvo, is: value}\n", "Kunta;Vuosi;Arvo\nAkaa;2022;10\n",
			`which is the period, period: 2021 of the mapping or the column "Vuosi" (2022)`, ""},
		{"indicator: oma:x\n", "Kunta;Vuosi;Äidinkieli;Arvo\nAkaa;2020;ruotsi;10\n", `what the column "Äidinkieli" is`, "is: breakdown:aidinkieli}"},
		{"indicator: oma:x\n", "Kunta;Vuosi;Rotu;Arvo\nAkaa;2020;a;10\nAkaa;2020;b;11\n", `what the column "Rotu" is`, "is: breakdown:rotu}"},
	} {
		got, err := sourcetest.ReadText(t, tt.mapping, tt.content)
		var ask *mapping.NeedError
		if !errors.As(err, &ask) || len(got.Records) > 0 {
			t.Errorf("%q: %d records, %v", tt.content, len(got.Records), err)
			continue
		}
		if all := strings.Join(ask.Questions, "\n"); !strings.Contains(all, tt.question) || !strings.Contains(ask.YAML, tt.yaml) {
			t.Errorf("%q: asks %s\n%s\nwant %s and %s", tt.content, all, ask.YAML, tt.question, tt.yaml)
		}
	}
}

// A word that stands in every row and is left out is told.
func TestConstantWordIsTold(t *testing.T) {
	got, err := sourcetest.ReadText(t, kept, "Kunta;Vuosi;Ryhmä;Yksikkö;Arvo\nAkaa;2020;koululaiset;lkm;10\nEspoo;2020;koululaiset;lkm;20\n")
	if err != nil || len(got.Doubts) != 1 || !strings.Contains(got.Doubts[0].What, `the column "Ryhmä" says "koululaiset" in every row`) {
		t.Errorf("%+v, %v", got.Doubts, err)
	}
}

// The words of a header for a gender are a mapping's too.
func TestGendersOfHeaders(t *testing.T) {
	got, err := sourcetest.ReadText(t, "indicator: oma:x\nperiod: 2020\ngenders: {H: male, F: female}\n", "Kunta;H;F\nAkaa;1;2\n")
	if err != nil || strings.Join(sourcetest.Briefs(got.Records), ", ") != "oma:x|KUNTA: Akaa|male||2020|1/NaN, oma:x|KUNTA: Akaa|female||2020|2/NaN" {
		t.Errorf("%q, %v", sourcetest.Briefs(got.Records), err)
	}
}
