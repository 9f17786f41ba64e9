package table_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// No column with figures and no row goes missing without a word.
func TestNothingIsLeftOutSilently(t *testing.T) {
	const two = "period: 2020\nindicators:\n  - {id: oma:a, match: Osuus}\n  - {id: oma:b, match: Asukkaat}\n"
	for _, tt := range []struct{ name, mapping, content, want, skips string }{
		{"years after an empty column", lapset, "Kunta;2019;2020;;2021;2022\nAkaa;1;2;;3;4\nEspoo;5;6;;7;..\n",
			"1/NaN 2/NaN 3/NaN 4/NaN 5/NaN 6/NaN 7/NaN missing", ""},
		{"years after empty columns at the side", lapset, "Kunta;;2019;2020;2021;;2022\nAkaa;;1;2;3;;4\n", "1/NaN 2/NaN 3/NaN 4/NaN", ""},
		{"another block of figures", lapset, "Kunta;2019;2020;;Osuus;Summa\nAkaa;1;2;;3;4\nEspoo;5;6;;7;8\n",
			"1/NaN 2/NaN 5/NaN 6/NaN", "columns E–F stand beside the table"},
		{"another table beside", lapset, "Kunta;2019;2020;;Maakunta;2019\nAkaa;1;2;;Uusimaa;4\nEspoo;5;6;;Lappi;8\n",
			"1/NaN 2/NaN 5/NaN 6/NaN", "column F stands beside the table"},
		{"a named column after an empty one", two, "Kunta;Osuus;;Asukkaat\nAkaa;1;;2\n", "1/NaN 2/NaN", ""},
		{"a named column of what looks like years", two, "Kunta;Osuus;Asukkaat\nKivijärvi;5,5;1987\n", "5.5/NaN 1987/NaN", ""},
		{"a named column of marks", two, "Kunta;Osuus;Asukkaat\nAkaa;5,5;*\nEspoo;1;*\n", "5.5/NaN suppressed 1/NaN suppressed", ""},
		{"a column by hand and one that is named", two + "columns:\n  - {column: Kunta, is: region}\n", "Kunta;Osuus;Asukkaat;Muu\nAkaa;5,5;1987;3\n",
			"5.5/NaN 1987/NaN", `the column "Muu" is left out: a mapping says what it holds (at: D)`},
		{"codes that are all the same", lapset, "Kunta;Ryhmä nro;2019\nAkaa;7;1\nEspoo;7;2\n", "1/NaN 2/NaN", `the column "Ryhmä nro" is left out: a mapping says what it holds (at: B)`},
		{"remarks in the place of values", lapset, "Kunta;2019;2020\nAkaa;1;2\n\nLuhanka;ei tietoa;ei tietoa\nEspoo;3;4\n", "1/NaN 2/NaN 3/NaN 4/NaN", ""},
		{"remarks on a region by its code", lapset, "Kunta;2019;2020\n020 Akaa;1;2\n\n435 Luhanka;puuttuu;ei tietoa\n049 Espoo;3;4\n", "1/NaN 2/NaN 3/NaN 4/NaN", ""},
		{"a line break is no gap", lapset, "Kunta;2019;2020\n\"Akaa\n(Pirkanmaa)\";1;2\nLuhanka;puuttuu;ei tietoa\nEspoo;3;4\n", "1/NaN 2/NaN 3/NaN 4/NaN", ""},
		{"rows of another table are counted", lapset, "Kunta;2019;2020\nAkaa;1;2\n\nMaakunta;Miehet;Naiset\nLappi;5;6\nKainuu;5;6\n",
			"1/NaN 2/NaN", "another table begins here, 2 rows left out: read it with a mapping of its own (header: [4])"},
	} {
		got, err := sourcetest.ReadText(t, tt.mapping, tt.content)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var values, skips []string
		for _, r := range sourcetest.Briefs(got.Records) {
			values = append(values, r[strings.LastIndex(r, "|")+1:])
		}
		for _, s := range got.Skips {
			skips = append(skips, s.What)
		}
		if all := strings.Join(values, " "); all != tt.want || strings.Join(skips, "\n") != tt.skips {
			t.Errorf("%s: %s, skips %q\nwant %s, %q; rejects %q", tt.name, all, skips, tt.want, tt.skips, got.Rejected)
		}
	}
}

// A part that every row has is of the figures, whatever its header.
func TestConstantParts(t *testing.T) {
	for content, want := range map[string]string{
		"Kunta;Kohderyhmä;2019\nAkaa;Naiset;1\nEspoo;Naiset;2\n":                     "oma:lapset|KUNTA: Akaa|female||2019|1/NaN",
		"Kunta;Kohderyhmä;2019\nAkaa;0–6 v;1\nEspoo;0–6 v;2\n":                       "oma:lapset|KUNTA: Akaa|total|age=0-6|2019|1/NaN",
		"Kunta;Kohderyhmä;2019\nAkaa;Yhteensä;1\nEspoo;Yhteensä;2\n":                 "oma:lapset|KUNTA: Akaa|total||2019|1/NaN",
		"Kunta;Kohderyhmä;2019\nAkaa;Alle 18-vuotiaat;1\nEspoo;Alle 18-vuotiaat;2\n": "oma:lapset|KUNTA: Akaa|total|age=0-17|2019|1/NaN",
		"Kunta;Kohderyhmä;2019\nAkaa;65 år och äldre;1\nEspoo;65 år och äldre;2\n":   "oma:lapset|KUNTA: Akaa|total|age=65-|2019|1/NaN",
		"Kunta;2019 Miehet.\nAkaa;1\nEspoo;2\n":                                      "oma:lapset|KUNTA: Akaa|male||2019|1/NaN",
		"Kunta;Ryhmä;2019\nAkaa;koululaiset;1\nEspoo;koululaiset;2\n":                "oma:lapset|KUNTA: Akaa|total||2019|1/NaN",
	} {
		got, err := sourcetest.ReadText(t, lapset, content)
		if err != nil || len(got.Records) != 2 || sourcetest.Brief(got.Records[0]) != want {
			t.Errorf("%q: %q, %v, want %s", content, sourcetest.Briefs(got.Records), err, want)
		}
	}
}

// What could be figures, or their period, is asked about.
func TestAskedColumns(t *testing.T) {
	for content, want := range map[string]string{
		"Kunta;Muu;2019\nAkaa;*;1\nEspoo;*;2\n":           `what the column "Muu" is: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)`,
		"Kunta;Tilasto;2019\nAkaa;2018;1\nEspoo;2018;2\n": `what the column "Tilasto" is: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)`,
		"Kunta;2019\nAkaa;1\nEspoo;<5\nHanko;7\n":         `what "<5" in the column "2019" stands for: a value that is kept secret (suppressed: ["<5"])`,
	} {
		_, err := sourcetest.ReadText(t, lapset, content)
		var ask *mapping.NeedError
		if !errors.As(err, &ask) || !slices.Contains(ask.Questions, want) {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
}

// The mapping that is shown lists every column with data, and the words that
// stand for a number too small to be told.
func TestShownMapping(t *testing.T) {
	_, err := sourcetest.ReadText(t, "", "Kunta;;Lapset;Vanhat\nAkaa;17;1;5\nEspoo;18;<5;6\nHanko;19;7;8\n")
	var ask *mapping.NeedError
	if !errors.As(err, &ask) {
		t.Fatal(err)
	}
	for _, want := range []string{"  - {at: B, is: ignore} # 17, 18, 19\n", `suppressed: ["<5"]` + "\n", `  - {column: "Lapset", is: value} # 1, <5, 7` + "\n"} {
		if !strings.Contains(ask.YAML, want) {
			t.Errorf("no %q in\n%s", want, ask.YAML)
		}
	}
}

// A row that adds the areas up is passed over by whichever word for all.
func TestRowsOfAll(t *testing.T) {
	for _, word := range []string{"Yhteensä", "Yht.", "Summa", "Totalt", "Sammanlagt", "Total", "I alt", "Samtals", "Kokku"} {
		got, err := sourcetest.ReadText(t, lapset, "Kunta;2019\nAkaa;1\nEspoo;2\n"+word+";3\n")
		if err != nil || len(got.Records) != 2 || len(got.Skips) != 1 || got.Skips[0].What != word {
			t.Errorf("%s: %q, skips %+v, %v", word, sourcetest.Briefs(got.Records), got.Skips, err)
		}
	}
}

// What the mapping says of an area holds for it however its case and marks are
// written in a row.
func TestRegionsSaid(t *testing.T) {
	got, err := sourcetest.ReadText(t, lapset+"regions: {\"Alue A\": \"kunta:091\", Muut: skip}\n", "Kunta;2019\nALUE  A;1\nAlue a 1);2\nMUUT*;3\nEspoo;4\n")
	if all := strings.Join(sourcetest.Briefs(got.Records), ", "); err != nil || all != "oma:lapset|KUNTA:091|total||2019|1/NaN, oma:lapset|KUNTA:091|total||2019|2/NaN, oma:lapset|KUNTA: Espoo|total||2019|4/NaN" {
		t.Errorf("%s, %v", all, err)
	}
}
