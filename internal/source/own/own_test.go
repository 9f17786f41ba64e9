package own_test

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

const heading = "indicator,region,region_name,gender,breakdown,period,value,count,status,note,indicator_title,unit\n"

// brief is a record in a line.
func brief(r record.Record) string {
	s := fmt.Sprint(r.Indicator, " ", r.Region.Category, r.Region.SotkanetID, "/", r.Region.Code, " ", r.Gender, " ", r.Breakdown, " ", r.Period, " ", r.Cell.Value, " ", r.Cell.Count, " ", r.Cell.Status)
	if r.Cell.Provisional {
		s += " p"
	}
	return s
}

// Of each row what an import takes of it, or why it is refused: Keski-Suomi's placed
// children of 2014 are SOTKAnet's (1.7 %, 934), the rest is made up.
func TestRows(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{`191,maakunta:13,Keski-Suomi,total,,2014,1.7,934,ok,,x,PROS`, "191 MAAKUNTA0/13 total  2014 1.7 934 ok"},
		{`191,maa,Koko maa,female,age=0-6,2014,0,0,ok,,x,PROS`, "191 MAA0/ female age=0-6 2014 0 0 ok"},
		{`191,id:730,,male,"age=0-6,edu=3",2016–2018,-0.5,,ok,,x,`, "191 730/ male age=0-6,edu=3 2016–2018 -0.5 NaN ok"},
		{`oma:x,kunta:005,Alajärvi,total,,2023Q1,,3,ok,,x,LKM`, "oma:x KUNTA0/005 total  2023Q1 NaN 3 ok"},
		{`oma:x,kunta:005,Alajärvi,total,,2023,3,3,ok,count_for_value,x,LKM`, "oma:x KUNTA0/005 total  2023 NaN 3 ok"},
		{`oma:x,kunta:005,Alajärvi,total,,2023,4,3,ok,count_for_value,x,LKM`, "the count again, as the note says"},
		{`191,kunta:005,Alajärvi,total,,2014,,,missing,,x,PROS`, "191 KUNTA0/005 total  2014 NaN NaN missing"},
		{`191,kunta:005,Alajärvi,total,,2014,,,suppressed,suppressed:1,x,PROS`, "191 KUNTA0/005 total  2014 NaN NaN suppressed"},
		{`191,kunta:005,Alajärvi,total,,2014,,,suppressed,taken_as_suppressed:5;suppressed:1,x,PROS`, "191 KUNTA0/005 total  2014 NaN NaN missing"}, // by kuvio.yaml, not by the source
		{`191,maa,,total,,2023,1.5,,ok,provisional:2023,x,PROS`, "191 MAA0/ total  2023 1.5 NaN ok p"},
		{`191,maa,,total,,2023,1.234,1000,ok,made_up,x,PROS`, "191 MAA0/ total  2023 1.234 1000 ok"},

		{`191,maa,,total,,2014,1.727,934,ok,computed_from_counts,x,PROS`, "the value that the source published"},
		{`191,maa,,total,,2012–2014,1.7,934,ok,pooled_years:3,x,PROS`, "this was computed"},
		{`191,maa,,total,age=0-17,2014,1.7,934,ok,summed:0-6+7-17,x,PROS`, "this was computed"},
		{`191,maa,,total,,2014,1.7,934,ok,a_note_of_tomorrow,x,PROS`, "this was computed"},
		{`1339+3377,maa,,total,,2014,1.7,934,ok,,x,PROS`, "export its parts"},
		{`191,rest:shp:14,,total,,2014,1.7,934,ok,,x,PROS`, "is computed: leave it out"},
		{`191,group:sum,,total,,2014,1.7,934,ok,,x,PROS`, "is computed: leave it out"},
		{`191,,,total,,2014,1.7,934,ok,,x,PROS`, "an area such as kunta:179"},
		{`191,maa,,total,,2014,1.7,934,missing,,x,PROS`, "ok beside a value or a count"},
		{`191,maa,,total,,2014,,,ok,,x,PROS`, "missing or suppressed, where there is no value"},
		{`191,maa,,total,,2014,,,absent,,x,PROS`, "missing or suppressed, where there is no value"},
		{`191,maa,,total,,2014,..,,missing,,x,PROS`, "a number, or nothing"},
		{`191,maa,,total,,2014,"1,7",,ok,,x,PROS`, "191 MAA0/ total  2014 1.7 NaN ok"},
		{`191,maa,,total,,2014,1.7,-3,ok,,x,PROS`, "a count of 0 or more"},
		{`191,maa,,total,,2014,170 %,,ok,,x,PROS`, "save the table with all digits"},
		{`oma:e,maa,,total,,2014,1.23457E+11,1.23457E+11,ok,,x,EUR`, "save the table with all digits"},
		{`oma:e,maa,,total,,2014,1e-09,,ok,,x,EUR`, "oma:e MAA0/ total  2014 1e-09 NaN ok"},
		{`191,maa,,both,,2014,1.7,,ok,,x,PROS`, "total, male or female"},
		{`191,maa,,total,0-6,2014,1.7,,ok,,x,PROS`, "a breakdown such as age=0-6"},
		{`191,maa,,total,,touko.23,1.7,,ok,,x,PROS`, "a period such as 2021"},
		{`191,maa,,total,,2014,1.7,,ok,,x`, "found 11 columns, expected 12"},
	} {
		got, err := sourcetest.ReadText(t, "", heading+tt.row+"\n")
		if err != nil || got.Format != source.FormatOwn {
			t.Errorf("%s: %s, %v", tt.row, got.Format, err)
			continue
		}
		switch {
		case len(got.Records) == 1 && brief(got.Records[0]) == tt.want:
		case len(got.Rejected) == 1 && strings.Contains(got.Rejected[0], tt.want) && strings.HasPrefix(got.Rejected[0], "a.csv:2: "):
		default:
			t.Errorf("%s: %+v, rejects %q; want %s", tt.row, got.Records, got.Rejected, tt.want)
		}
	}
}

// What spreadsheet programs make of it.
func TestSavedAgain(t *testing.T) {
	const want = "191 KUNTA0/179 total  2014 1234.5 934 ok"
	row := "191,kunta:179,Jyväskylä,total,,2014,1234.5,934,ok,,Sijoitetut,PROS\n"
	semicolons := strings.ReplaceAll(strings.ReplaceAll(heading+row, ",", ";"), ".5", ",5")
	for name, text := range map[string]string{
		"as written":        heading + row,
		"Finnish":           content.BOM + strings.ReplaceAll(semicolons, "\n", "\r\n"),
		"grouped":           strings.ReplaceAll(semicolons, "1234", "1 234"),
		"semicolons, point": strings.ReplaceAll(heading+row, ",", ";"),
		"tabs":              strings.ReplaceAll(heading+row, ",", "\t"),
		"an 8-bit encoding": strings.ReplaceAll(semicolons, "ä", "\xe4"),
		"English groups":    strings.ReplaceAll(heading+row, "1234.5", `"1,234.5"`),
		"another order":     "status;note;value;count;indicator;period;breakdown;gender;region\nok;;1234,5;934;191;2014;;total;kunta:179\n",
		"for people":        "Indikaattori;Tunnus;Alue;Sukupuoli;Ryhmä;Vuosi;Arvo;Lukumäärä;Tila;Huom.;Indikaattorin nimi;Yksikkö;breakdown;note\n191  Sijoitetut;kunta:179;Jyväskylä;yhteensä;;2014;1 234,5;934;ok;;Sijoitetut;%;;\n",
	} {
		got, err := sourcetest.ReadText(t, "", text)
		if err != nil || got.Format != source.FormatOwn || len(got.Records) != 1 || brief(got.Records[0]) != want {
			t.Errorf("%s: %s, %+v, rejects %q, %v", name, got.Format, got.Records, got.Rejected, err)
		}
	}
}

// A table that lacks what tells sources' figures from computed ones is refused, and so
// is a column that may divide the observations further.
func TestTablesThatAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Indikaattori;Tunnus;Alue;Sukupuoli;Ryhmä;Vuosi;Arvo;Lukumäärä;Tila;Huom.\n191  S;maa;Koko maa;yhteensä;;2014;1,7;934;ok;\n": `made for people, without the column "breakdown"`,
		"age," + heading + "0-6,191,maa,,total,,2014,1.7,,ok,,,\n":                                                                   `column 1 is "age"`,
		"period," + heading + "2014,191,maa,,total,,2014,1.7,,ok,,,\n":                                                               `column 7 is "period"`,
	} {
		got, err := sourcetest.ReadText(t, "", text)
		if err == nil || !strings.Contains(err.Error(), want) || len(got.Records) > 0 {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// What it says of indicators is at second hand, and example data stays example data.
func TestFindings(t *testing.T) {
	got, err := sourcetest.ReadText(t, "", heading+
		"oma:x,maa,,total,,2014,1.7,,ok,made_up,'=Titel,PER1000\noma:x,maa,,total,,2015,1.7,,ok,,another,PROS\n191,maa,,total,,2014,1.7,,ok,,x,nonsense\n")
	if err != nil || len(got.Retold) != 2 || got.Retold[0].Title.FI != "=Titel" || got.Retold[0].Unit != "PER1000" || got.Retold[1].Unit != "" || len(got.Indicators) > 0 {
		t.Errorf("retold %+v, described %+v, %v", got.Retold, got.Indicators, err)
	}
	if !got.MadeUp["oma:x"] || got.MadeUp["191"] {
		t.Errorf("made up: %v", got.MadeUp)
	}
}

func FuzzOwn(f *testing.F) {
	f.Add(heading + "191,maa,Koko maa,total,age=0-6,2014,1.7,934,ok,provisional:2014,x,PROS\n")
	f.Add(strings.ReplaceAll(heading, ",", ";") + "191;kunta:179;\"J\";male;;2016–2018;1,234;;suppressed;suppressed:1;x;\n")
	f.Fuzz(func(t *testing.T, text string) { sourcetest.CheckRead(t, []byte(text)) })
}
