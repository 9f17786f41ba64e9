package cube_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

const pivoted = "\"Tiedot\";\"Vuosi\";\"Alue\";HEADS\n\"Kävijät\";\"2021\";\"179 Jyväskylä\";10;12\n\"Osuus\";\"2021\";\"179 Jyväskylä\";50.5;60.5\n"

// Contents in the stub and something else in the heading: its sexes and ages
// are told apart, and a word over every column is nothing but that.
func TestPivotedContents(t *testing.T) {
	const two = "indicators:\n  - {id: oma:k, match: Kävijät}\n  - {id: oma:o, match: Osuus}\n"
	for heads, want := range map[string]string{
		`"Käyneitä miehiä";"Käyneitä naisia"`: "oma:k male 10, oma:k female 12, oma:o male 50.5, oma:o female 60.5",
		`"Miehet";"Naiset"`:                   "oma:k male 10, oma:k female 12, oma:o male 50.5, oma:o female 60.5",
		`"Käyneet yhteensä";"Käyneet naiset"`: "oma:k total 10, oma:k female 12, oma:o total 50.5, oma:o female 60.5",
		`"0 - 14";"15 -"`:                     "oma:k total age=0-14 10, oma:k total age=15- 12, oma:o total age=0-14 50.5, oma:o total age=15- 60.5",
	} {
		got, err := sourcetest.ReadText(t, two, strings.Replace(pivoted, "HEADS", heads, 1))
		if err != nil || len(got.Rejected) > 0 {
			t.Errorf("%s: %v, %q", heads, err, got.Rejected)
			continue
		}
		var all []string
		for _, r := range sourcetest.Briefs(got.Records) {
			p := strings.Split(r, "|")
			all = append(all, strings.Join(strings.Fields(p[0]+" "+p[2]+" "+p[3]+" "+strings.TrimSuffix(p[5], "/NaN")), " "))
		}
		if all := strings.Join(all, ", "); all != want {
			t.Errorf("%s: %s, want %s", heads, all, want)
		}
	}
	_, err := sourcetest.ReadText(t, two, strings.Replace(pivoted, "HEADS", `"Suomi";"Ruotsi"`, 1))
	var need *mapping.NeedError
	if !errors.As(err, &need) || !strings.Contains(need.YAML, `{column: "heading", is: "breakdown:group"}`) {
		t.Errorf("languages over the columns: %v", err)
	}
	got, err := sourcetest.ReadText(t, two+"columns:\n  - {column: heading, is: breakdown:kieli}\n", strings.Replace(pivoted, "HEADS", `"Suomi";"Ruotsi"`, 1))
	if err != nil || len(got.Records) != 4 || got.Records[1].Breakdown != "kieli=ruotsi" {
		t.Errorf("%q, %v", sourcetest.Briefs(got.Records), err)
	}
}

// What a mapping of one indicator leaves out, it says in a line.
func TestSkipTheRest(t *testing.T) {
	const yaml = "indicators:\n  - {id: oma:x, match: Asukkaat}\n  - {id: skip, match: \"*\"}\n"
	const text = "\"t1 -- Testi muuttujina Alue, Tiedot, Vuosi\"\n\n\"Alue\",\"Tiedot\",\"2020\"\n\"179 Jyväskylä\",\"Asukkaat\",10\n\"179 Jyväskylä\",\"X-koordinaatti\",99\n"
	got, err := sourcetest.ReadText(t, yaml, text)
	if err != nil || len(got.Records) != 1 || got.Records[0].Cell.Value != 10 {
		t.Errorf("%q, %v", sourcetest.Briefs(got.Records), err)
	}
}

// A dimension that the mapping ignores is read where it is of all, and asked
// about where its figures are each of something.
func TestIgnoredDimension(t *testing.T) {
	const yaml = "indicator: oma:x\ncolumns:\n  - {column: Kieli, is: ignore}\n"
	const text = "\"t1 -- Testi muuttujina Alue, Kieli, Vuosi\"\n\n\"Alue\",\"Kieli\",\"2020 Väestö\"\n\"179 Jyväskylä\",\"FIRST\",10\n\"179 Jyväskylä\",\"Ruotsi\",1\n"
	got, err := sourcetest.ReadText(t, yaml, strings.Replace(text, "FIRST", "Yhteensä", 1))
	if err != nil || len(got.Records) != 1 || got.Records[0].Cell.Value != 10 {
		t.Errorf("%q, %v", sourcetest.Briefs(got.Records), err)
	}
	_, err = sourcetest.ReadText(t, yaml, strings.Replace(text, "FIRST", "Suomi", 1))
	if err == nil || !strings.Contains(err.Error(), `what "Kieli" is, which the mapping ignores`) || !strings.Contains(err.Error(), `{column: "Kieli", is: "breakdown:kieli"}`) {
		t.Errorf("%v", err)
	}
}

// A table without regions is the whole country's where it is Finland's by its
// source or its title; of another office it is asked.
func TestNationalTables(t *testing.T) {
	px := func(source string) string {
		return "MATRIX=\"t1\";\nTITLE=\"Index by year\";\nCONTENTS=\"Index\";\nUNITS=\"index\";\nSOURCE=\"" + source + "\";\nSTUB=\"Year\";\nHEADING=\"Information\";\n" +
			"VALUES(\"Year\")=\"2020\",\"2021\";\nVALUES(\"Information\")=\"Index\";\nCONTVARIABLE=\"Information\";\nDATA=\n102.3\n104.5;\n"
	}
	const csv = "\"11xx -- Kuluttajahintaindeksi muuttujina Vuosi, Tiedot\"\n\n\"Tiedot\",\"2020\",\"2021\"\n\"Indeksi\",102.3,104.5\n"
	for name, text := range map[string]string{"a.px": px("Statistics Finland, consumer price index"), "a.csv": csv} {
		m, err := mapping.Parse("m.yaml", []byte("indicator: oma:x\n"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := sourcetest.ReadMapped(t, sourcetest.Text(name, text), &m)
		if err != nil || strings.Join(sourcetest.Briefs(got.Records), ", ") != "oma:x|MAA|total||2020|102.3/NaN, oma:x|MAA|total||2021|104.5/NaN" {
			t.Errorf("%s: %q, %v", name, sourcetest.Briefs(got.Records), err)
		}
		if len(got.Skips) != 1 || !strings.Contains(got.Skips[0].What, "whole country") {
			t.Errorf("%s: not told: %+v", name, got.Skips)
		}
	}
	for yaml, want := range map[string]string{"indicator: oma:x\n": "", "indicator: oma:x\nregion: kunta:091\n": "oma:x|KUNTA:091|total||2020|102.3/NaN"} {
		m, err := mapping.Parse("m.yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		got, err := sourcetest.ReadMapped(t, sourcetest.Text("a.px", px("Statistics Sweden")), &m)
		switch {
		case want == "" && (err == nil || !strings.Contains(err.Error(), "\nregion: # maa for the whole country")):
			t.Errorf("Sweden's: %v", err)
		case want != "" && (err != nil || sourcetest.Brief(got.Records[0]) != want):
			t.Errorf("%q, %v", sourcetest.Briefs(got.Records), err)
		}
	}
}

// A word for all areas is none of them, whatever the word.
func TestAllAreas(t *testing.T) {
	for _, word := range []string{"Yhteensä", "Yht.", "Totalt", "Kokku"} {
		got, err := sourcetest.ReadText(t, "indicator: oma:x\ncategory: postinumero\n", "\"t1 -- Testi muuttujina Alue, Vuosi\"\n\n\"Alue\",\"2020 Väestö\"\n\"40100 Jyväskylä\",10\n\"40200 Kypärämäki\",1\n\""+word+"\",11\n")
		if err != nil || len(got.Records) != 2 || len(got.Skips) != 1 || got.Skips[0].What != word {
			t.Errorf("%s: %q, %+v, %v", word, sourcetest.Briefs(got.Records), got.Skips, err)
		}
	}
}
