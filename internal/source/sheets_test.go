package source_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

func readSheets(t *testing.T, f content.File, yaml, sheet string) (sourcetest.Result, error) {
	t.Helper()
	opts := source.Options{Sheet: sheet}
	if yaml != "" {
		m, err := mapping.Parse("map.yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		opts.Map = &m
	}
	return sourcetest.ReadWith(t.Context(), f, opts)
}

func TestSheetLayouts(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"merged headings of unlike words", sourcetest.SheetRows(
			[]any{"Väestö kunnittain"}, nil,
			[]any{"Kunta", "Väestö", nil, "Muutos"},
			[]any{nil, 2019, "2020", 2020},
			[]any{"Akaa", 1, 2.5, 3}) + `</sheetData><mergeCells><mergeCell ref="B3:C3"/></mergeCells>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|1/NaN\noma:vaesto|KUNTA: Akaa|total||2020|2.5/NaN\noma:muutos|KUNTA: Akaa|total||2020|3/NaN"},
		{"headings that are not merged stay where they are", sourcetest.SheetRows(
			[]any{"Kunta", "Väestö", nil, "Muutos"},
			[]any{nil, 2019, "2020", 2020},
			[]any{"Akaa", 1, 2, 3}) + `</sheetData>`, ""},
		{"the last day of a year", sourcetest.SheetRows(
			[]any{"Kunta", "Väestö"}, []any{nil, sourcetest.Styled{Number: 42004, Style: 1}}, []any{"Akaa", 17052}) + `</sheetData>`, // 31.12.2014
			"oma:vaesto|KUNTA: Akaa|total||2014|17052/NaN"},
		{"numbers as they are shown", sourcetest.SheetRows(
			[]any{"Kunta", "Vuosi", "Väestö"}, []any{"Akaa", 2019, sourcetest.Styled{Number: 0.07, Style: 2}}, []any{"Espoo", "2019*", sourcetest.Styled{Number: 0.05, Style: 2}}) + `</sheetData>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|7/NaN\noma:vaesto|KUNTA: Espoo|total||2019|5/NaN"},
		{"codes as text and number, marks in text", sourcetest.SheetRows(
			[]any{"Kuntanro", "Kunta", "Vuosi", "Väestö"}, []any{"005", "Alajärvi ", 2019, "12 345*"}, []any{9, "Alavieska 1)", 2019, ".."}) + `</sheetData>`,
			"oma:vaesto|KUNTA:005 Alajärvi|total||2019|12345/NaN\noma:vaesto|KUNTA:9 Alavieska|total||2019|missing"},
		{"regions merged downwards", sourcetest.SheetRows(
			[]any{"Kunta", "Vuosi", "Väestö"}, []any{"Akaa", 2019, 1}, []any{nil, 2020, 2}) + `</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|1/NaN\noma:vaesto|KUNTA: Akaa|total||2020|2/NaN"},
		{"formulas by their results", `<row><c t="str"><v>Kunta</v></c><c t="str"><v>Vuosi</v></c><c t="str"><v>Väestö</v></c></row>
			<row><c t="str"><v>Akaa</v></c><c><v>2019</v></c><c><f>SUM([1]Sheet1!A1:A9)</f><v>12</v></c></row></sheetData>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|12/NaN"},
	} {
		got, err := readSheets(t, sourcetest.Workbook(t, tt.sheet), "indicators:\n  - {id: oma:vaesto, match: Väestö}\n  - {id: oma:muutos, match: Muutos}\n", "")
		if tt.want == "" {
			var ask *mapping.NeedError
			if !errors.As(err, &ask) {
				t.Errorf("%s: %v, want a question", tt.name, err)
			}
			continue
		}
		if all := strings.Join(sourcetest.Briefs(got.Records), "\n"); err != nil || len(got.Rejected) > 0 || all != tt.want {
			t.Errorf("%s: %v, %q\n%s\nwant\n%s", tt.name, err, got.Rejected, all, tt.want)
		}
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	table := func(year int) string {
		return sourcetest.SheetRows([]any{"Kunta", "Vuosi", "Arvo"}, []any{"Akaa", year, 1}) + "</sheetData>"
	}
	notes := sourcetest.SheetRows([]any{"Tiedot"}, []any{"Lähde: THL"}) + "</sheetData>"
	f := sourcetest.Workbook(t, table(2019), notes, table(2020))
	got, err := readSheets(t, f, "indicator: oma:a", "")
	if err != nil || len(got.Records) != 2 || !slices.Equal(got.Sheets, []string{"S1", "S3"}) || !slices.Equal(got.OtherSheets, []string{"S2"}) {
		t.Errorf("every sheet: %d records of %q, others %q, %v", len(got.Records), got.Sheets, got.OtherSheets, err)
	}
	got, err = readSheets(t, f, "indicator: oma:a", "S3")
	if err != nil || len(got.Records) != 1 || got.Records[0].Period != "2020" || !slices.Equal(got.OtherSheets, []string{"S1", "S2"}) {
		t.Errorf("one sheet: %+v, others %q, %v", got.Records, got.OtherSheets, err)
	}
	if got, err = readSheets(t, f, "sheet: \"*1\"\nindicator: oma:a", ""); err != nil || len(got.Records) != 1 || got.Records[0].Period != "2019" {
		t.Errorf("a sheet by the mapping: %+v, %v", got.Records, err)
	}
	if _, err = readSheets(t, f, "indicator: oma:a", "S9"); err == nil || err.Error() != `a.xlsx: there is no sheet "S9": found S1, S2, S3` {
		t.Errorf("a sheet there is not: %v", err)
	}
	_, err = readSheets(t, f, "", "")
	var ask *mapping.NeedError
	if !errors.As(err, &ask) || !slices.Contains(ask.Questions, "2 sheets ask the same, and this mapping is of all of them") || strings.Contains(ask.YAML, "sheet:") {
		t.Errorf("without a mapping: %v", err)
	}
	_, err = readSheets(t, sourcetest.Text("a.csv", "Kunta;Vuosi;Arvo\nAkaa;2019;1\n"), "indicator: oma:a", "S1")
	if want := `a.csv: found text, expected a workbook with a sheet "S1": leave --sheet out`; err == nil || err.Error() != want {
		t.Errorf("a sheet of a text: %v", err)
	}
}

// The REST service's columns saved as a workbook are read without a question.
func TestRESTColumnsInSheet(t *testing.T) {
	f := sourcetest.Workbook(t, sourcetest.SheetRows([]any{"indicator", "region", "year", "gender", "primary value", "absolute value"},
		[]any{191, 85, 2020, "total", 1.5, 12}, []any{191, 85, 2021, "female", "..", 7})+"</sheetData>")
	got, err := sourcetest.Read(t.Context(), f)
	if err != nil || len(got.Records) != 2 || len(got.Rejected) > 0 {
		t.Fatalf("%v, %v, %q", got.Records, err, got.Rejected)
	}
	first, second := got.Records[0], got.Records[1]
	if first.Indicator != "191" || first.Region.SotkanetID != 85 || first.Period != "2020" || first.Gender != "total" || first.Cell.Value != 1.5 || first.Cell.Count != 12 {
		t.Errorf("first: %+v", first)
	}
	if second.Gender != "female" || second.Cell.Count != 7 || !math.IsNaN(second.Cell.Value) {
		t.Errorf("second: %+v", second)
	}
}
