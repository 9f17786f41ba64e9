package workspace

import (
	"reflect"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Saarikka is Kannonkoski, Karstula, Kivijärvi, Kyyjärvi and Saarijärvi, in
// whichever way YAML allows to write that.
func TestGroups(t *testing.T) {
	const text = `
groups:
  saarikka: {members: [kunta:216, kunta:226, kunta:265, "kunta:312", kunta:729], title: {fi: Saarikka, en: The Saarikka area}, from: 2009}
  lista:
    members:
      - kunta:016 # Asikkala
      - 'kunta@maakunta:13/2016'
# the largest
      - Jyväskylä, Koski Tl
      # and the others
      - group:saarikka
    to: 2020
price_index: oma:cpi
population: 127:count
`
	c, err := parseConfig("kuvio.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	saarikka, lista := c.Groups["saarikka"], c.Groups["lista"]
	if want := []string{"kunta:216", "kunta:226", "kunta:265", "kunta:312", "kunta:729"}; !reflect.DeepEqual(saarikka.Refs(), want) {
		t.Errorf("members %q, want %q", saarikka.Refs(), want)
	}
	if saarikka.Title != (domain.Text{FI: "Saarikka", EN: "The Saarikka area"}) || saarikka.Years() != (domain.YearRange{From: 2009}) {
		t.Errorf("title %+v, years %+v", saarikka.Title, saarikka.Years())
	}
	if want := []string{"kunta:016", "kunta@maakunta:13/2016", "Jyväskylä, Koski Tl", "group:saarikka"}; !reflect.DeepEqual(lista.Refs(), want) {
		t.Errorf("members %q, want %q: kunta:016 is no octal number", lista.Refs(), want)
	}
	if lista.Years() != (domain.YearRange{To: 2020}) || !lista.Title.IsZero() {
		t.Errorf("years %+v, title %+v", lista.Years(), lista.Title)
	}
	if c.PriceIndex != "oma:cpi" || c.Population != "127" {
		t.Errorf("price index %q, population %q", c.PriceIndex, c.Population)
	}
}

func TestGroupMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"groups: {a: {members: [maa], form: 2009}}":           "form",
		"groups: {a: {title: {fi: A}}}":                       "groups: a: members: expected areas",
		"groups: {a: {members: []}}":                          "groups: a: members: expected areas",
		"groups: {a: }":                                       "groups: a: members",
		"groups: {a: {members: [\"kylä:\"]}}":                 `groups: a: members: "kylä:" is not a reference to a region`,
		"groups: {a: {members: [179]}}":                       "kunta:179",
		"groups: {a: {members: [rest:shp:14]}}":               "groups: a: members: rest:shp:14 is not an area",
		"groups: {a: {members: [[kunta:179]]}}":               "expected a reference such as kunta:179",
		"groups: {a: {members: [{kunta: 179}]}}":              "expected a reference such as kunta:179",
		"groups: {a: {members: [maa], from: 209}}":            "groups: a: from: 209: expected a year",
		"groups: {a: {members: [maa], to: 20091}}":            "groups: a: to: 20091: expected a year",
		"groups: {a: {members: [maa], from: 2020, to: 2009}}": "groups: a: from 2020 is after to 2009",
		"groups: {a b: {members: [maa]}}":                     `groups: "a b" cannot be a name`,
		"groups: {\"a:b\": {members: [maa]}}":                 `groups: "a:b" cannot be a name`,
		"groups: {\"\": {members: [maa]}}":                    `groups: "" cannot be a name`,
		"groups: {\"a,b\": {members: [maa]}}":                 `groups: "a,b" cannot be a name`,
		"groups: [a]":                                         "1:",
	} {
		_, err := parseConfig("kuvio.yaml", []byte(text+"\n"))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "kuvio.yaml: ") {
			t.Errorf("%s: %v, want kuvio.yaml and %q", text, err, want)
		}
	}
}
