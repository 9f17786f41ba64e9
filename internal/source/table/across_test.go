package table_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

// asked is what a file asks, the mapping that it prints completed with an
// indicator's name.
func asked(t *testing.T, f content.File, yaml string) (questions []string, completed mapping.Mapping) {
	t.Helper()
	m, err := mapping.Parse("map.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	_, err = sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
	var need *mapping.NeedError
	if !errors.As(err, &need) {
		t.Fatalf("%v, want a question", err)
	}
	completed, err = mapping.Parse("printed.yaml", []byte(strings.NewReplacer(mapping.PlaceholderID, "oma:x", "\nperiod: #", "\nperiod: 2021 #").Replace(need.YAML)))
	if err != nil {
		t.Fatalf("%v of\n%s", err, need.YAML)
	}
	return need.Questions, completed
}

// Ages or areas over the columns are asked about with a mapping that reads them
// as they are printed.
func TestAcrossAsked(t *testing.T) {
	for _, tt := range []struct{ name, content, question, want string }{
		{"ages", "Kunta;Vuosi;0;1;2\nAkaa;2020;10;20;30\nEspoo;2020;11;21;31\n", `what tells the columns "0" and "1" apart`,
			"Akaa|total|age=0|2020|10/NaN, Akaa|total|age=1|2020|20/NaN, Akaa|total|age=2|2020|30/NaN, Espoo|total|age=0|2020|11/NaN, Espoo|total|age=1|2020|21/NaN, Espoo|total|age=2|2020|31/NaN"},
		{"classes of ages, by commas", "Municipality,Year,0-6,7-14,65+\nAkaa,2020,10,20,30\n", `what tells the columns "0-6" and "7-14" apart`,
			"Akaa|total|age=0-6|2020|10/NaN, Akaa|total|age=7-14|2020|20/NaN, Akaa|total|age=65-|2020|30/NaN"},
		{"ages and their total", "Kunta;Vuosi;0-6-vuotiaat;7-14-vuotiaat;Yhteensä\nAkaa;2020;10;20;30\n", `what tells the columns "0-6-vuotiaat" and "7-14-vuotiaat" apart`,
			"Akaa|total|age=0-6|2020|10/NaN, Akaa|total|age=7-14|2020|20/NaN, Akaa|total||2020|30/NaN"},
		{"areas by ages", "Ikä;Akaa;Espoo\n0-6;1;2\n", `which each column of values is of: region: of the column`,
			"Akaa|total|age=0-6|2021|1/NaN, Espoo|total|age=0-6|2021|2/NaN"},
		{"areas under a corner", "Vuosi/Kunta;Akaa;Espoo\n2020;1;2\n", `which each column of values is of: region: of the column`,
			"Akaa|total||2020|1/NaN, Espoo|total||2020|2/NaN"},
		{"areas", "Vuosi;Akaa;Espoo\n2020;1;2\n2021;4;5\n", `which each column of values is of: region: of the column`,
			"Akaa|total||2020|1/NaN, Espoo|total||2020|2/NaN, Akaa|total||2021|4/NaN, Espoo|total||2021|5/NaN"},
		{"areas, in Swedish by tabs, decimals", "År\tAkaa\tEsbo\n2020\t1,5\t2,5\n", `which each column of values is of: region: of the column`,
			"Akaa|total||2020|1.5/NaN, Esbo|total||2020|2.5/NaN"},
	} {
		f := sourcetest.Text("a.csv", tt.content)
		questions, m := asked(t, f, whole)
		if !strings.Contains(strings.Join(questions, "\n"), tt.question) {
			t.Errorf("%s: asks %q, want %q", tt.name, questions, tt.question)
		}
		got, err := sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
		if all := briefly(got); err != nil || all != tt.want {
			t.Errorf("%s: %s, %v\nwant %s", tt.name, all, err, tt.want)
		}
	}
}

// briefly are a result's records without the indicator and the category.
func briefly(got sourcetest.Result) string {
	all := strings.Join(append(sourcetest.Briefs(got.Records), got.Rejected...), ", ")
	return strings.NewReplacer("oma:x|", "", "KUNTA: ", "").Replace(all)
}

// Headers that are regions beyond doubt, and columns that a mapping gives one.
func TestAreasAcross(t *testing.T) {
	for _, tt := range []struct{ name, mapping, content, want string }{
		{"codes with names", whole, "Vuosi;020 Akaa;049 Espoo\n2020;1;2\n", "KUNTA:020 Akaa|total||2020|1/NaN, KUNTA:049 Espoo|total||2020|2/NaN"},
		{"codes with letters, and the country", whole, "Vuosi,SSS KOKO MAA,KU020 Akaa\n2020,1,2\n", "MAA: KOKO MAA|total||2020|1/NaN, KUNTA:020 Akaa|total||2020|2/NaN"},
		{"no header over the years", whole, ";020 Akaa;049 Espoo\n2020;1;2\n2021;3;4\n",
			"KUNTA:020 Akaa|total||2020|1/NaN, KUNTA:049 Espoo|total||2020|2/NaN, KUNTA:020 Akaa|total||2021|3/NaN, KUNTA:049 Espoo|total||2021|4/NaN"},
		{"by a mapping", "indicator: oma:x\ncategory: kunta\ncolumns: [{column: A, is: value, region: kunta:020}, {column: B, is: value, region: Espoo}, {column: Vuosi, is: period}]\n",
			"Vuosi;A;B\n2020;1;2\n", "KUNTA:020|total||2020|1/NaN, KUNTA: Espoo|total||2020|2/NaN"},
		{"a year and a value of each", "indicator: oma:x\nregion: kunta:020\n", "Vuosi;Arvo\n2020;1\n", "KUNTA:020|total||2020|1/NaN"},
	} {
		got, err := sourcetest.ReadText(t, tt.mapping+map[bool]string{true: "category: kunta\n"}[tt.mapping == whole], tt.content)
		if all := strings.ReplaceAll(strings.Join(sourcetest.Briefs(got.Records), ", "), "oma:x|", ""); err != nil || all != tt.want {
			t.Errorf("%s: %s, %v\nwant %s", tt.name, all, err, tt.want)
		}
	}
	if _, err := sourcetest.ReadText(t, "indicator: oma:x\ncolumns: [{column: A, is: value, region: kunta:020}, {column: B, is: value}, {column: Vuosi, is: period}]\n", "Vuosi;A;B\n2020;1;2\n"); err == nil || !strings.Contains(err.Error(), `which region the column "B" is of`) {
		t.Errorf("a column without its region: %v", err)
	}
}

// Quantiles over the columns are asked about one by one.
func TestQuantilesAcross(t *testing.T) {
	_, err := sourcetest.ReadText(t, whole, "year,median,0.025,0.975,name\n2019,5,4,6,Akaa\n2020,5,4,6,Espoo\n")
	if err == nil || !strings.Contains(err.Error(), `{column: "0.025", is: } # ignore, or value`) || !strings.Contains(err.Error(), `{column: "name", is: } # region, if these are areas`) {
		t.Errorf("%v", err)
	}
}

// sheetOf is a sheet of rows of texts and numbers.
func sheetOf(rows ...[]any) string { return sourcetest.SheetRows(rows...) + "</sheetData>" }

// A sheet for each year, or for each area: the mapping that is printed takes the
// sheets' names.
func TestSheetNames(t *testing.T) {
	years := sourcetest.NamedWorkbook(t, []string{"2019", "2020"},
		sheetOf([]any{"Kunta", "Väkiluku"}, []any{"Akaa", 1}, []any{"Espoo", 2}), sheetOf([]any{"Kunta", "Väkiluku"}, []any{"Akaa", 3}, []any{"Espoo", 4}))
	_, m := asked(t, years, whole)
	got, err := sourcetest.ReadWith(t.Context(), years, source.Options{Map: &m})
	if all := briefly(got); err != nil || m.Period != mapping.PeriodOfSheet || all != "Akaa|total||2019|1/NaN, Espoo|total||2019|2/NaN, Akaa|total||2020|3/NaN, Espoo|total||2020|4/NaN" {
		t.Errorf("years: %s, %v", all, err)
	}

	areas := sourcetest.NamedWorkbook(t, []string{"Jyväskylä", "Muurame"},
		sheetOf([]any{"Vuosi", "Arvo"}, []any{2019, 1}, []any{2020, 2}), sheetOf([]any{"Vuosi", "Arvo"}, []any{2019, 3}, []any{2020, 4}))
	m, _ = mapping.Parse("map.yaml", []byte(whole))
	_, err = sourcetest.ReadWith(t.Context(), areas, source.Options{Map: &m})
	if err == nil || !strings.Contains(err.Error(), "\nregion: # sheet where the sheets' names are regions") || !strings.Contains(err.Error(), "this mapping is of all of them") {
		t.Errorf("areas: %v", err)
	}
	m.Region = mapping.RegionOfSheet
	got, err = sourcetest.ReadWith(t.Context(), areas, source.Options{Map: &m})
	if all := briefly(got); err != nil || all != "Jyväskylä|total||2019|1/NaN, Jyväskylä|total||2020|2/NaN, Muurame|total||2019|3/NaN, Muurame|total||2020|4/NaN" {
		t.Errorf("areas: %s, %v", all, err)
	}
	if _, err := mapping.Parse("m.yaml", []byte("region: sheet\n")); err != nil {
		t.Error(err)
	}
}

// Years as their first or last days, in headers and columns, and days that are
// no years.
func TestYearsAsDays(t *testing.T) {
	year := func(serial float64) any { return sourcetest.Styled{Number: serial, Style: 1} } // d.m.yyyy
	for _, tt := range []struct{ name, content, want string }{
		{"a header of days", "Kunta;2020-01-01;2021-01-01\nAkaa;1;2\n", "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN"},
		{"a header of last days", "Kunta;2020-12-31;2021-12-31\nAkaa;1;2\n", "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN"},
		{"a column", "Kunta,Aika,Arvo\nAkaa,2020-01-01,1\nAkaa,2021-01-01,2\n", "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN"},
		{"a column, in Finnish", "Kunta\tAika\tArvo\nAkaa\t1.1.2020\t1\nAkaa\t1.1.2021\t2\n", "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN"},
		{"a column of last days", "Kunta,Aika,Arvo\nAkaa,31.12.2020,1\nAkaa,2021-12-31T00:00:00,2\n", "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN"},
	} {
		got, err := sourcetest.ReadText(t, whole, tt.content)
		if all := briefly(got); err != nil || all != tt.want {
			t.Errorf("%s: %s, %v\nwant %s", tt.name, all, err, tt.want)
		}
	}
	m := mapping.Mapping{Indicator: "oma:x"}
	for name, f := range map[string]content.File{
		"a sheet's header": sourcetest.Workbook(t, sheetOf([]any{"Kunta", year(43831), year(44197)}, []any{"Akaa", 1, 2})),
		"a sheet's column": sourcetest.Workbook(t, sheetOf([]any{"Kunta", "Aika", "Arvo"}, []any{"Akaa", year(43831), 1}, []any{"Akaa", year(44197), 2})),
	} {
		got, err := sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
		if all := briefly(got); err != nil || all != "Akaa|total||2020|1/NaN, Akaa|total||2021|2/NaN" {
			t.Errorf("%s: %s, %v", name, all, err)
		}
	}
	months := sourcetest.Workbook(t, sheetOf([]any{"Kunta", year(44165), year(44196)}, []any{"Akaa", 1, 2})) // 30.11. and 31.12.2020
	if got, err := sourcetest.ReadWith(t.Context(), months, source.Options{Map: &m}); err == nil {
		t.Errorf("ends of months: %s", briefly(got))
	}
	// The days of January and December among others are no years.
	for _, content := range []string{
		"Kunta;Aika;Arvo\nAkaa;2020-01-01;1\nAkaa;2020-02-01;2\n", "Kunta;Aika;Arvo\nAkaa;30.11.2020;1\nAkaa;31.12.2020;2\n", "Kunta;2020-01-01;2020-02-01\nAkaa;1;2\n",
	} {
		if got, err := sourcetest.ReadText(t, whole, content); err == nil || len(got.Records) > 0 {
			t.Errorf("%q: %s, %v", content, briefly(got), err)
		}
	}
}

// The lines of an old Mac end with a CR alone, or some of them.
func TestOldLineEnds(t *testing.T) {
	for _, content := range []string{
		"Kunta;2019;2020\rAkaa;1;2\rEspoo;3;4\r", "Kunta;2019;2020\r\nAkaa;1;2\rEspoo;3;4\r\n", "Kunta,2019,2020\rAkaa,1,2\nEspoo,3,4", "Kunta;2019;2020\r\r\nAkaa\r;1;2\r\nEspoo;3;4\r\n",
	} {
		got, err := sourcetest.ReadText(t, whole, content)
		if all := briefly(got); err != nil || all != "Akaa|total||2019|1/NaN, Akaa|total||2020|2/NaN, Espoo|total||2019|3/NaN, Espoo|total||2020|4/NaN" {
			t.Errorf("%q: %s, %v", content, all, err)
		}
	}
	f := sourcetest.Text("a.csv", "Kunta;2019\rAkaa;1\rEspoo;x\r")
	got, err := sourcetest.Read(t.Context(), f)
	if err == nil || !strings.Contains(err.Error(), "which indicator") {
		t.Errorf("%s, %v", briefly(got), err)
	}
	if d := sheet.FindDelimiter(content.FromCR(f, []byte("a\r")), content.UTF8); d != ';' {
		t.Errorf("delimiter %q", d)
	}
}
