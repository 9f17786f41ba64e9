package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/structure"
)

// structureOf is what a structure draws in a language.
func structureOf(t *testing.T, text string, l domain.Lang) (*Figure, structure.Content) {
	t.Helper()
	f, err := builder(t, emptyStore(t)).Build(t.Context(), spec(t, "kind: structure\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(l).(structure.Content)
}

// Keski-Suomi's hospital district had 21 municipalities in 2015; a figure of three of
// them says so, and leaves out a district that has none.
func TestStructureSaysOfHowMany(t *testing.T) {
	f, st := structureOf(t, "year: 2015\nouter: [{region: \"shp:14\"}, {region: \"shp:06\"}]\ngroups: [{title: {fi: JYTE}, members: [Jyväskylä, Hankasalmi, Muurame]}]\n", domain.Finnish)
	if st.Outer[0].Detail != "3 sen 21 kunnasta" {
		t.Errorf("%q, want 3 of 21", st.Outer[0].Detail)
	}
	if len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0], "outer 2: none of the municipalities belonged to shp:06 in 2015") {
		t.Errorf("warnings %q", f.Warnings)
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "(3 of 21 municipalities): Jyväskylä, Hankasalmi, Muurame.") || strings.Contains(alt, "Pirkanmaa") {
		t.Errorf("alternative text %q", alt)
	}
}

// A set of members is that of the figure's own year: Kuhmoinen went from Keski-Suomi
// to Pirkanmaa in 2021.
func TestStructureIsOfItsYear(t *testing.T) {
	for year, want := range map[string]int{"2015": 23, "2023": 22} {
		_, st := structureOf(t, "year: "+year+"\ngroups: [{title: {fi: Kaikki}, members: kunta@maakunta:13}]\n", domain.Finnish)
		if got := len(st.Groups[0].Members); got != want {
			t.Errorf("%s: %d members, want %d", year, got, want)
		}
	}
}

// The simple form groups municipalities by the areas that they belonged to, in the
// order of each language. Pohjois-Savo's sub-regions of 2015 are five.
func TestStructureByCategory(t *testing.T) {
	_, st := structureOf(t, "year: 2015\nregions: kunta@maakunta:11\nby: seutukunta\nwithin: shp\n", domain.Finnish)
	if len(st.Groups) != 5 || len(st.Outer) != 1 || st.Outer[0].Detail != "19 kuntaa" || st.Groups[0].Heading != "Ylä-Savon seutukunta" || len(st.Groups[0].Members) != 7 {
		t.Errorf("%+v", st)
	}
	untitled, err := Parse("a.yaml", []byte("id: a\nkind: structure\nyear: 2015\nregions: kunta@maakunta:11\nby: seutukunta\n"), domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	f, err := builder(t, emptyStore(t)).Build(t.Context(), untitled)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.title(domain.Finnish) + "; " + f.title(domain.English); got != "Kunnat seutukunnittain Pohjois-Savossa; Municipalities by sub-region in North Savo" {
		t.Errorf("made title %q", got)
	}
	_, st = structureOf(t, "regions: kunta@maakunta:15\nby: seutukunta\n", domain.Swedish)
	var names []string
	for _, m := range st.Groups[0].Members {
		names = append(names, m.Name)
	}
	if got := strings.Join(names, ", "); got != "Korsholm, Korsnäs, Laihela, Malax, Vasa, Vörå" {
		t.Errorf("in Swedish %s", got)
	}
}

func TestStructureRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"regions: maa\n":                   "and by: the category of areas",
		"by: seutukunta\n":                 "a structure needs regions",
		"regions: kunta@maa\nby: street\n": "by: ",
		"regions: kunta@maa\nby: hva\nouter: [{region: maa}]\n": "expected one of the two forms",
		"year: -1\n": "year: found -1",
	} {
		if _, err := Parse("a.yaml", []byte("id: a\nkind: structure\n"+text), domain.Finnish); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	b := builder(t, emptyStore(t))
	if _, err := b.Build(t.Context(), spec(t, "kind: structure\nregions: kunta@maakunta:13\nby: hva\nyear: 2015\n")); err == nil || !strings.Contains(err.Error(), "belonged to no hva in 2015") {
		t.Errorf("error %v: there were no wellbeing services counties in 2015", err)
	}
}
