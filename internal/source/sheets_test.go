package source

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

const xlsxStyles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\.m\.yyyy"/><numFmt numFmtId="165" formatCode="0.0 &quot;yd&quot;"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs></styleSheet>`

// sheetRows writes rows of XML: a string is a text, a number a number, nil an
// empty cell, and styled a number with a style.
func sheetRows(rows ...[]any) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for k, cell := range row {
			at := record.ColumnName(k+1) + fmt.Sprint(i+1)
			switch v := cell.(type) {
			case nil:
			case string:
				fmt.Fprintf(&b, `<c r="%s" t="str"><v>%s</v></c>`, at, v)
			case styled:
				fmt.Fprintf(&b, `<c r="%s" s="%d"><v>%v</v></c>`, at, v.style, v.number)
			default:
				fmt.Fprintf(&b, `<c r="%s"><v>%v</v></c>`, at, v)
			}
		}
		b.WriteString("</row>")
	}
	return b.String()
}

type styled struct {
	number float64
	style  int
}

// workbookOf packs a workbook of sheets, each by its XML after sheetData's start.
func workbookOf(t testing.TB, sheets ...string) content.File {
	t.Helper()
	parts := map[string]string{"xl/styles.xml": xlsxStyles}
	var index, relations strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&index, `<sheet name="S%d" r:id="rId%d"/>`, i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="x/worksheet" Target="worksheets/s%d.xml"/>`, i+1, i+1)
		parts[fmt.Sprintf("xl/worksheets/s%d.xml", i+1)] = "<worksheet><sheetData>" + s + "</worksheet>"
	}
	parts[sheet.WorkbookPart] = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + index.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + relations.String() + `<Relationship Id="st" Type="x/styles" Target="styles.xml"/></Relationships>`
	return inMemory("a.xlsx", pack(t, parts))
}

func readSheets(t *testing.T, f content.File, yaml, sheet string) (result, error) {
	t.Helper()
	opts := Options{Sheet: sheet}
	if yaml != "" {
		m, err := mapping.Parse("map.yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		opts.Map = &m
	}
	return collectWith(t.Context(), f, opts)
}

func TestSheetLayouts(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"merged headings of unlike words", sheetRows(
			[]any{"Väestö kunnittain"}, nil,
			[]any{"Kunta", "Väestö", nil, "Muutos"},
			[]any{nil, 2019, "2020", 2020},
			[]any{"Akaa", 1, 2.5, 3}) + `</sheetData><mergeCells><mergeCell ref="B3:C3"/></mergeCells>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|1/NaN\noma:vaesto|KUNTA: Akaa|total||2020|2.5/NaN\noma:muutos|KUNTA: Akaa|total||2020|3/NaN"},
		{"headings that are not merged stay where they are", sheetRows(
			[]any{"Kunta", "Väestö", nil, "Muutos"},
			[]any{nil, 2019, "2020", 2020},
			[]any{"Akaa", 1, 2, 3}) + `</sheetData>`, ""},
		{"the last day of a year", sheetRows(
			[]any{"Kunta", "Väestö"}, []any{nil, styled{42004, 1}}, []any{"Akaa", 17052}) + `</sheetData>`, // 31.12.2014
			"oma:vaesto|KUNTA: Akaa|total||2014|17052/NaN"},
		{"numbers as they are shown", sheetRows(
			[]any{"Kunta", "Vuosi", "Väestö"}, []any{"Akaa", 2019, styled{0.07, 2}}, []any{"Espoo", "2019*", styled{5, 3}}) + `</sheetData>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|7/NaN\noma:vaesto|KUNTA: Espoo|total||2019|5/NaN"},
		{"codes as text and number, marks in text", sheetRows(
			[]any{"Kuntanro", "Kunta", "Vuosi", "Väestö"}, []any{"005", "Alajärvi ", 2019, "12 345*"}, []any{9, "Alavieska 1)", 2019, ".."}) + `</sheetData>`,
			"oma:vaesto|KUNTA:005 Alajärvi|total||2019|12345/NaN\noma:vaesto|KUNTA:9 Alavieska|total||2019|missing"},
		{"regions merged downwards", sheetRows(
			[]any{"Kunta", "Vuosi", "Väestö"}, []any{"Akaa", 2019, 1}, []any{nil, 2020, 2}) + `</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|1/NaN\noma:vaesto|KUNTA: Akaa|total||2020|2/NaN"},
		{"formulas by their results", `<row><c t="str"><v>Kunta</v></c><c t="str"><v>Vuosi</v></c><c t="str"><v>Väestö</v></c></row>
			<row><c t="str"><v>Akaa</v></c><c><v>2019</v></c><c><f>SUM([1]Sheet1!A1:A9)</f><v>12</v></c></row></sheetData>`,
			"oma:vaesto|KUNTA: Akaa|total||2019|12/NaN"},
	} {
		got, err := readSheets(t, workbookOf(t, tt.sheet), "indicators:\n  - {id: oma:vaesto, match: Väestö}\n  - {id: oma:muutos, match: Muutos}\n", "")
		if tt.want == "" {
			var ask *mapping.NeedError
			if !errors.As(err, &ask) {
				t.Errorf("%s: %v, want a question", tt.name, err)
			}
			continue
		}
		if all := strings.Join(briefs(got.records), "\n"); err != nil || len(got.rejects) > 0 || all != tt.want {
			t.Errorf("%s: %v, %q\n%s\nwant\n%s", tt.name, err, got.rejects, all, tt.want)
		}
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	table := func(year int) string {
		return sheetRows([]any{"Kunta", "Vuosi", "Arvo"}, []any{"Akaa", year, 1}) + "</sheetData>"
	}
	notes := sheetRows([]any{"Tiedot"}, []any{"Lähde: THL"}) + "</sheetData>"
	f := workbookOf(t, table(2019), notes, table(2020))
	got, err := readSheets(t, f, "indicator: oma:a", "")
	if err != nil || len(got.records) != 2 || !slices.Equal(got.Sheets, []string{"S1", "S3"}) || !slices.Equal(got.OtherSheets, []string{"S2"}) {
		t.Errorf("every sheet: %d records of %q, others %q, %v", len(got.records), got.Sheets, got.OtherSheets, err)
	}
	got, err = readSheets(t, f, "indicator: oma:a", "S3")
	if err != nil || len(got.records) != 1 || got.records[0].Period != "2020" || !slices.Equal(got.OtherSheets, []string{"S1", "S2"}) {
		t.Errorf("one sheet: %+v, others %q, %v", got.records, got.OtherSheets, err)
	}
	if got, err = readSheets(t, f, "sheet: \"*1\"\nindicator: oma:a", ""); err != nil || len(got.records) != 1 || got.records[0].Period != "2019" {
		t.Errorf("a sheet by the mapping: %+v, %v", got.records, err)
	}
	if _, err = readSheets(t, f, "indicator: oma:a", "S9"); err == nil || err.Error() != `a.xlsx: there is no sheet "S9": found S1, S2, S3` {
		t.Errorf("a sheet there is not: %v", err)
	}
	_, err = readSheets(t, f, "", "")
	var ask *mapping.NeedError
	if !errors.As(err, &ask) || !slices.Contains(ask.Questions, "2 sheets ask the same, and this mapping is of all of them") || strings.Contains(ask.YAML, "sheet:") {
		t.Errorf("without a mapping: %v", err)
	}
	_, err = readSheets(t, inline("a.csv", "Kunta;Vuosi;Arvo\nAkaa;2019;1\n"), "indicator: oma:a", "S1")
	if want := `a.csv: found text, expected a workbook with a sheet "S1": leave --sheet out`; err == nil || err.Error() != want {
		t.Errorf("a sheet of a text: %v", err)
	}
}
