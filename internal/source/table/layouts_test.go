package table_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

const lapset = "indicators:\n  - {id: \"oma:lapset\", title: {fi: Lapset}, unit: LKM}\n"

func TestLayouts(t *testing.T) {
	for _, tt := range []struct{ name, mapping, content, want string }{
		{"long, Finnish", lapset, "Kunta;Vuosi;Sukupuoli;Ikä;Arvo\n091 Helsinki;2020;Naiset;0-6;1 234,5\nEspoo;2021;Yhteensä;yhteensä;..\n",
			"oma:lapset|KUNTA:091 Helsinki|female|age=0-6|2020|1234.5/NaN\noma:lapset|KUNTA: Espoo|total||2021|missing"},
		{"long, Swedish, tabs", lapset, "Kommun\tÅr\tKön\tVärde\nEsbo\t2020\tmän\t1,5\n", "oma:lapset|Esbo|male||2020|1.5/NaN"},
		{"long, English, with a count", lapset, "Area Code,Area Name,Time period,Sex,Value,Count\n5,Alajärvi,2016/17,Female,1.7,934\n6,Espoo,2016/17,Male,*,*\n",
			"oma:lapset|5 Alajärvi|female||2016/17|1.7/934\noma:lapset|6 Espoo|male||2016/17|suppressed"},
		{"years across", lapset, "Alue|2019|2020*\nAkaa|1,5|\nKoko maa|...|2,5\n",
			"oma:lapset|Akaa|total||2019|1.5/NaN\noma:lapset|Akaa|total||2020|missing\noma:lapset|MAA: Koko maa|total||2019|suppressed\noma:lapset|MAA: Koko maa|total||2020|2.5/NaN"},
		{"indicators across", "period: 2020\nindicators:\n  - {id: oma:a, match: Lapset (0-6)}\n  - {id: oma:b, match: Vanhat}\n",
			"Kunta;Lapset (0-6)[1];Vanhat\nAkaa;10;20,5\n", "oma:a|KUNTA: Akaa|total||2020|10/NaN\noma:b|KUNTA: Akaa|total||2020|20.5/NaN"},
		{"the year and gender in the header", "indicators:\n  - {id: oma:a, match: Miehet 2019 väestö}\n  - {id: oma:a2, match: Naiset 2019 väestö}\n",
			"Alue;Selite;Miehet 2019 väestö;Naiset 2019 väestö\nAkaa;x;10;20\nEspoo;x;1;2\n",
			"oma:a|Akaa|male||2019|10/NaN\noma:a2|Akaa|female||2019|20/NaN\noma:a|Espoo|male||2019|1/NaN\noma:a2|Espoo|female||2019|2/NaN"},
		{"a header of two rows", lapset, "Alue;2019;;2020;\n;Miehet;Naiset;Miehet;Naiset\nAkaa;1;2;3;4\n",
			"oma:lapset|Akaa|male||2019|1/NaN\noma:lapset|Akaa|female||2019|2/NaN\noma:lapset|Akaa|male||2020|3/NaN\noma:lapset|Akaa|female||2020|4/NaN"},
		{"titles above, notes, totals and another table below", lapset,
			"Lapset kunnittain;;\nTilastokeskus;;\n;;\nKunta;2019;2020\nAkaa;1;2\nYhteensä;1;2\n;;\nLähde: Tilastokeskus;;\n\nMaakunta;Miehet;Naiset\nPirkanmaa;5;6\n",
			"oma:lapset|KUNTA: Akaa|total||2019|1/NaN\noma:lapset|KUNTA: Akaa|total||2020|2/NaN"},
		{"a header that is repeated", lapset, "Kunta;2019;2020\nAkaa;1;2\nKunta;2019;2020\nEspoo;3;4\n",
			"oma:lapset|KUNTA: Akaa|total||2019|1/NaN\noma:lapset|KUNTA: Akaa|total||2020|2/NaN"},
		{"beside the table", lapset, "Kunta;2019;;Kuntaliitokset\nAkaa;1;;Toijala => Akaa\nEspoo;2;;\n", "oma:lapset|KUNTA: Akaa|total||2019|1/NaN\noma:lapset|KUNTA: Espoo|total||2019|2/NaN"},
		{"periods of several kinds", lapset, "alue,aika,arvo\nAkaa,2017-2019,1.5\nAkaa,2023Q1,2\n", "oma:lapset|Akaa|total||2017–2019|1.5/NaN\noma:lapset|Akaa|total||2023Q1|2/NaN"},
		{"an id that says whose it is", "", "Nyckeltal;Kommun;År;Värde\nKostnad (N31001);Ale;1998;1374,7\noma:x;Ale;1998;2\n",
			"kolada:N31001|Ale|total||1998|1374.7/NaN\noma:x|Ale|total||1998|2/NaN"},
		{"ids that the mapping says are ids", "columns:\n  - {column: Indikaattori, is: indicator}\n  - {column: Alue, is: region_id}\n  - {column: Vuosi, is: period}\n  - {column: Arvo, is: value}\n",
			"Indikaattori;Alue;Vuosi;Arvo\n191;85;2020;1,7\n", "191||total||2020|1.7/NaN"},
		{"constants, regions and skips", "indicator: oma:a\nperiod: 2020\ngender: female\nbreakdown: age=0-6\nregions: {Riket: maa, Koski: kunta:284, Muu: skip}\n",
			"Alue;Arvo\nRiket;1\nKoski;2\nMuu;3\n", "oma:a|MAA|female|age=0-6|2020|1/NaN\noma:a|KUNTA:284|female|age=0-6|2020|2/NaN"},
		{"columns by letter without a header", "header: [0]\nperiod: 2020\nindicator: oma:a\ncolumns:\n  - {at: A, is: region}\n  - {at: B, is: value}\n", "Akaa;1,5\nEspoo;2,5\n",
			"oma:a|Akaa|total||2020|1.5/NaN\noma:a|Espoo|total||2020|2.5/NaN"},
		{"a status beside the value", "indicator: oma:a\nperiod: 2020\ncolumns:\n  - {column: Alue, is: region}\n  - {column: Arvo, is: value}\n  - {column: Merkintä, is: status}\n",
			"Alue;Arvo;Merkintä\nAkaa;;...\nEspoo;;\n", "oma:a|Akaa|total||2020|suppressed\noma:a|Espoo|total||2020|missing"},
		{"cells that repeat the one above", "indicator: oma:a\ncolumns:\n  - {column: Alue, is: region, fill: true}\n  - {column: Vuosi, is: period}\n  - {column: Arvo, is: value}\n",
			"Alue;Vuosi;Arvo\nAkaa;2019;1\n;2020;2\n", "oma:a|Akaa|total||2019|1/NaN\noma:a|Akaa|total||2020|2/NaN"},
		{"a first row beyond the head", "indicator: oma:a\nheader: [1]\nfirst: 152\n", "Alue;2019\n" + strings.Repeat("Akaa;1\n", 150) + "Espoo;2\n", "oma:a|Espoo|total||2019|2/NaN"},
		{"figures that look like years under a header of unknown words", "indicator: oma:a\ncategory: maakunta\ncolumns:\n  - {at: A, is: period}\n  - {at: B, is: region}\n  - {at: C, is: gender}\n  - {at: D, is: value}\n",
			"Tilastovuosi;Järjestäjän sijainti;Sukupuoli;Tutkinnot\n2021;Keski-Suomi;Mies;2100\n2022;Keski-Suomi;Mies;2500\n2022;Pirkanmaa;Mies;2150\n",
			"oma:a|MAAKUNTA: Keski-Suomi|male||2021|2100/NaN\noma:a|MAAKUNTA: Keski-Suomi|male||2022|2500/NaN\noma:a|MAAKUNTA: Pirkanmaa|male||2022|2150/NaN"},
		{"pairs of words above, and an empty row", "indicator: oma:a\ncategory: maa-x\ncolumns:\n  - {column: Country Name, is: region_name}\n  - {column: Country Code, is: region_code}\n",
			"Data Source,World Development Indicators\n\nLast Updated Date,2024-02-21\n\nCountry Name,Country Code,2019,2020\nSweden,SWE,1.71,1.67\n",
			"oma:a|maa-x:SWE Sweden|total||2019|1.71/NaN\noma:a|maa-x:SWE Sweden|total||2020|1.67/NaN"},
		{"names and codes of two levels", lapset, "vuosi,maakunta_nro,maakunta_nimi,kunta_nro,kunta_nimi,arvo\n2021,13,Keski-Suomi,179,Jyväskylä,5\n2021,13,Keski-Suomi,500,Muurame,6\n",
			"oma:lapset|KUNTA:179 Jyväskylä|total||2021|5/NaN\noma:lapset|KUNTA:500 Muurame|total||2021|6/NaN"},
		{"an indicator by a header that says it holds values", "indicators:\n  - {id: oma:a, match: OBS_VALUE}\n", "geo,TIME_PERIOD,OBS_VALUE\nAkaa,2020,1.5\nEspoo,2020,2.5\n",
			"oma:a|Akaa|total||2020|1.5/NaN\noma:a|Espoo|total||2020|2.5/NaN"},
		{"a title of one sex that the mapping's indicator is of", "indicator: oma:a\nindicators:\n  - {id: oma:a, title: {fi: Naiset valtuustossa}}\n", "Naiset valtuustossa\n\nKunta;2020\nAkaa;1\n", "oma:a|KUNTA: Akaa|total||2020|1/NaN"},
		{"a title of both sexes", lapset, "Miehet ja naiset\n\nKunta;2020\nAkaa;1\n", "oma:lapset|KUNTA: Akaa|total||2020|1/NaN"},
		{"cells that are empty for all together", "indicator: oma:a\ncolumns:\n  - {column: Alue, is: region}\n  - {column: Luokka, is: breakdown:luokka, empty: total}\n  - {column: Sex, is: gender, empty: total}\n  - {column: Vuosi, is: period}\n  - {column: Arvo, is: value}\n",
			"Alue;Luokka;Sex;Vuosi;Arvo\nAkaa;;;2019;1\nAkaa;Ylin;;2019;2\nAkaa;;Female;2019;3\n",
			"oma:a|Akaa|total||2019|1/NaN\noma:a|Akaa|total|luokka=ylin|2019|2/NaN\noma:a|Akaa|female||2019|3/NaN"},
		{"a remark that a value is withheld", "indicator: oma:a\nperiod: 2020\ncolumns:\n  - {column: Area, is: region}\n  - {column: Value, is: value}\n  - {column: Value note, is: status}\n",
			"Area;Value;Value note\nAkaa;;Value suppressed for disclosure control\nEspoo;;no data\nVantaa;1;Data are confidential\n",
			"oma:a|Akaa|total||2020|suppressed\noma:a|Espoo|total||2020|missing\noma:a|Vantaa|total||2020|1/NaN"},
		{"rows from and to", "indicator: oma:a\nheader: [2]\nfirst: 4\nlast: 4\n", "x;y\nAlue;2019\nAkaa;1\nEspoo;2\nHanko;3\n", "oma:a|Espoo|total||2019|2/NaN"},
	} {
		var opts source.Options
		if tt.mapping != "" {
			m, err := mapping.Parse("map.yaml", []byte(tt.mapping))
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
				continue
			}
			opts.Map = &m
		}
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", tt.content), opts)
		if err != nil || len(got.Rejected) > 0 {
			t.Errorf("%s: %v, %q", tt.name, err, got.Rejected)
			continue
		}
		if all := strings.Join(sourcetest.Briefs(got.Records), "\n"); all != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, all, tt.want)
		}
	}
}

// What is passed over is told.
func TestSkippedRows(t *testing.T) {
	m, err := mapping.Parse("map.yaml", []byte(lapset))
	if err != nil {
		t.Fatal(err)
	}
	got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", "Kunta;2019;2020\nAkaa;1;2\nYhteensä;1;2\n;;\nLähde: THL;;\n\nMaakunta;Miehet;Naiset\nPirkanmaa;5;6\n"), source.Options{Map: &m})
	if err != nil || got.Skipped != 2 || got.Footer != "Lähde: THL" {
		t.Fatalf("%d skipped, footer %q, %v", got.Skipped, got.Footer, err)
	}
	want := []record.Skip{{Place: record.Place{Line: 3}, What: "Yhteensä"}, {Place: record.Place{Line: 7}, What: "another table begins here, 1 row left out: read it with a mapping of its own (header: [7])"}}
	if !slices.Equal(got.Skips, want) {
		t.Errorf("skips %+v, want %+v", got.Skips, want)
	}
}

func TestTableRejects(t *testing.T) {
	const head = "Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;Naiset;50,2\n"
	for row, want := range map[string]string{
		"Akaa;2020;Naiset;1.234":   `a.csv:3: column "Arvo": found "1.234", expected a number whose "." is clear; say in a mapping what divides the column: decimal: "." or thousands: "."`,
		"Akaa;2020;Naiset;ei":      `a.csv:3: column "Arvo": found "ei", expected a number; a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)`,
		"Akaa;20;Naiset;1":         `a.csv:3: column "Vuosi": found "20", expected ` + record.ExpectPeriod,
		"Akaa;2020;Muu;1":          `a.csv:3: column "Sukupuoli": found "Muu", expected ` + record.ExpectGender + "; " + record.HintGender,
		";2020;Naiset;1":           `a.csv:3: column "Kunta": found nothing, expected a region's name or code; where an empty cell repeats the one above, a mapping says fill: true`,
		"Akaa;2020;Naiset":         `a.csv:3: found 3 columns, expected 4; the row may have been cut off: download the file again`,
		"Akaa;2020;Naiset;1;2":     `a.csv:3: found 5 columns, expected 4; look for a delimiter too many, or a field without its quotes`,
		"Akaa;2020;Naiset;\"1\"x;": `a.csv:3: found a quote within the field: "1"x;, expected ; after the closing quote; write a quote within a field twice ("")`,
	} {
		m, err := mapping.Parse("map.yaml", []byte(lapset))
		if err != nil {
			t.Fatal(err)
		}
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", head+row+"\n"+strings.Repeat("Akaa;2021;Naiset;1,5\n", 60)), source.Options{Map: &m})
		if err != nil || !slices.Equal(got.Rejected, []string{want}) || len(got.Records) != 61 {
			t.Errorf("%s: %d records, %q, %v\nwant %q", row, len(got.Records), got.Rejected, err, want)
		}
	}
}

// Every question, and that the mapping shown with it can be read back.
func TestQuestions(t *testing.T) {
	for content, want := range map[string]string{
		"Kunta;Vuosi;Arvo\nAkaa;2020;1\n":                         "which indicator the values are of: an id such as oma:NAME",
		"Kunta;Arvo\nAkaa;1\n":                                    "which period the values are of: period: 2021 for the whole file or a column, or is: period of a column",
		"Nimi;Vuosi;Lkm\nAkaa;2020;1\n":                           "which column holds the regions: is: region, region_code, region_name or region_id; or which region all of it is of: region: maa for the whole country",
		"Alue;Vuosi;Arvo\n5;2020;1\n9;2020;1\n":                   `whether the numbers in the column "Alue" are codes (is: region_code) or SOTKAnet's own numbers (is: region_id)`,
		"Kunta;Vuosi;Rotu;Arvo\nAkaa;2020;a;1\nAkaa;2020;b;1\n":   `what the column "Rotu" is: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)`,
		"Kunta,Vuosi,Arvo\nAkaa,2020,1.234\nAkaa,2021,2.345\n":    `whether "1.234" in the column "Arvo" is a number with decimals (decimal: ".") or thousands (thousands: ".")`,
		"Miehet, väestö\n\nKunta;2020\nAkaa;1\n":                  `whether the figures are of one gender alone, as the title "Miehet, väestö" has it: gender: male, or gender: total`,
		"Vuosi;Järjestäjä;Arvo\n2020;a;1-4\n2021;a;5\n2021;b;7\n": "which column holds the values: is: value, or is: count",
		"Kunta;2020;2020\nAkaa;1;2\n":                             `what tells the columns "2020" and "2020" apart: an indicator, period, gender or breakdown of their own, or is: ignore`,
	} {
		m, err := mapping.Parse("map.yaml", []byte("indicator: oma:a\n"))
		if err != nil {
			t.Fatal(err)
		}
		opts := source.Options{Map: &m}
		if strings.Contains(want, "which indicator") {
			opts.Map = nil
		}
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", content), opts)
		var ask *mapping.NeedError
		if !errors.As(err, &ask) || !slices.Contains(ask.Questions, want) || len(got.Records) > 0 {
			t.Errorf("%q: %v\nwant %s", content, err, want)
			continue
		}
		if _, err := mapping.Parse("map.yaml", []byte(ask.YAML)); err != nil && !strings.Contains(ask.YAML, "oma:NAME") && !strings.Contains(ask.YAML, "is: }") {
			t.Errorf("%v\n%s", err, ask.YAML)
		}
	}
}

// Text in every encoding says the same.
func TestEncodings(t *testing.T) {
	const text = "Kunta;2019;2020\nÄhtäri;1,5;2\nHämeenlinna;3;4\n"
	var little, big, latin []byte
	for _, c := range text {
		little, big, latin = append(little, byte(c), byte(c>>8)), append(big, byte(c>>8), byte(c)), append(latin, byte(c))
	}
	m, err := mapping.Parse("map.yaml", []byte(lapset))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"utf-8": text, "utf-8 BOM": content.BOM + text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "iso-8859-1": string(latin),
		"utf-16 LE": string(little), "utf-16 LE BOM": "\xff\xfe" + string(little), "utf-16 BE": string(big), "utf-16 BE BOM": "\xfe\xff" + string(big),
	} {
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", content), source.Options{Map: &m})
		if err != nil || len(got.Records) != 4 || got.Records[0].Region.Name != "Ähtäri" || got.Records[0].Cell.Value != 1.5 || !strings.HasPrefix(strings.ToLower(name)+"crlf utf-8", got.Encoding) && name != "CRLF" {
			t.Errorf("%s: %s, %+v, %v", name, got.Encoding, got.Records, err)
		}
	}
}
