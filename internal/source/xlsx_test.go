package source

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

const (
	xlsxIndex = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="SOTKAnet" sheetId="2" r:id="rId2"/></sheets></workbook>`
	xlsxRelations = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	xlsxTexts = `<sst><si><t>Title</t></si><si><r><t>comb</t></r><r><t>ined</t></r><rPh><t>no</t></rPh></si></sst>`
	xlsxNotes = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>notes</t></is></c></row></sheetData></worksheet>`
	// Years from column F on: a number and a text.
	xlsxYears = `<row r="2"><c r="F2"><v>2019</v></c><c r="G2" t="str"><v>2020</v></c></row>`
	// Title and gender are shared texts, the id and the code numbers.
	xlsxWhose = `<c t="s"><v>0</v></c><c><v>228</v></c><c t="inlineStr"><is><t>Akaa</t></is></c><c><v>20</v></c><c t="s"><v>1</v></c>`
	xlsxGood  = `<row r="4">` + xlsxWhose + `<c r="F4"><v>1.234</v></c><c r="G4" t="str"><v>6,6</v></c></row>`
)

// xlsxParts are the parts of a workbook whose second sheet has the given rows.
func xlsxParts(rows ...string) map[string]string {
	return map[string]string{
		sheet.WorkbookPart: xlsxIndex, "xl/_rels/workbook.xml.rels": xlsxRelations, "xl/sharedStrings.xml": xlsxTexts,
		"xl/worksheets/sheet1.xml": xlsxNotes,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData>` + strings.Join(rows, "") + `</sheetData></worksheet>`,
	}
}

func pack(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// A number may have three decimals; a text may not, it might be thousands.
// A truth value, an error and a formula that was never computed are no numbers
// and not missing either.
func TestXLSXCells(t *testing.T) {
	row := func(number, values string) string { return `<row r="` + number + `">` + xlsxWhose + values + `</row>` }
	got, err := collect(t.Context(), inMemory("a.xlsx", pack(t, xlsxParts(xlsxYears, xlsxGood,
		row("5", `<c r="F5" t="str"><v>1.234</v></c><c r="H5" t="str"><v>x</v></c>`),
		row("6", `<c r="F6" t="b"><v>1</v></c><c r="G6"><f>1-1.5</f><v>-5.0E-1</v></c>`),
		row("7", `<c r="F7" t="e"><v>#N/A</v></c><c r="G7"><f>1+1</f></c>`),
		`<row><c t="inlineStr"><is><t>© THL</t></is></c></row>`))))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a.xlsx:SOTKAnet!F5: column "2019": found "1.234", expected a number with a decimal comma`,
		`a.xlsx:SOTKAnet!H5: found "x" beyond the last year, expected an empty cell; give the column its year in the header`,
		`a.xlsx:SOTKAnet!F6: column "2019": found "TRUE", expected a number with a decimal comma`,
		`a.xlsx:SOTKAnet!F7: column "2019": found "#N/A", expected a number with a decimal comma`,
		`a.xlsx:SOTKAnet!G7: column "2020": found "a formula without a result", expected a number with a decimal comma`,
	}
	if !slices.Equal(got.rejects, want) {
		t.Errorf("rejects %q\nwant %q", got.rejects, want)
	}
	var cells []domain.Cell
	for _, r := range got.records {
		cells = append(cells, r.Cell)
	}
	none := domain.EmptyCell(domain.Missing)
	wantCells := []domain.Cell{domain.NewCell(1.234, none.Count), domain.NewCell(6.6, none.Count), none, domain.NewCell(-0.5, none.Count)}
	if !slices.EqualFunc(cells, wantCells, domain.Cell.Equal) || got.Footer != "© THL" {
		t.Errorf("cells %+v, footer %q\nwant %+v", cells, got.Footer, wantCells)
	}
	if !slices.Equal(got.Sheets, []string{"SOTKAnet"}) || !slices.Equal(got.OtherSheets, []string{"Notes"}) {
		t.Errorf("sheets %q, others %q", got.Sheets, got.OtherSheets)
	}
	if r := got.records[0]; r.Region != (record.RegionKey{Code: "20", Name: "Akaa"}) || r.Place.String() != "SOTKAnet!F4" || r.Gender != domain.Total {
		t.Errorf("first record: %+v", r)
	}
}

func TestXLSXErrors(t *testing.T) {
	for name, tt := range map[string]struct{ part, from, to, want string }{
		"sheet cut off":      {"xl/worksheets/sheet2.xml", `<c r="G4"`, "", "a.xlsx: sheet SOTKAnet, after row 4: the sheet is cut off: download or save the file again"},
		"texts cut off":      {"xl/sharedStrings.xml", "ined", "", "a.xlsx: xl/sharedStrings.xml: XML syntax error on line 1: unexpected EOF: download or save the file again"},
		"no such text":       {"xl/worksheets/sheet2.xml", `t="s"><v>0`, `t="s"><v>7`, `a.xlsx: sheet SOTKAnet, after row 4: found shared text number "7", expected one of the workbook's 2: download or save the file again`},
		"rows out of order":  {"xl/worksheets/sheet2.xml", `<row r="4"`, `<row r="1"`, `a.xlsx: sheet SOTKAnet, after row 2: found row number "1", expected 3 or more: download or save the file again`},
		"cells out of order": {"xl/worksheets/sheet2.xml", `"G4"`, `"F4"`, `a.xlsx: sheet SOTKAnet, after row 4: found cell "F4", expected column G or a later one: download or save the file again`},
		"no years":           {"xl/worksheets/sheet2.xml", "2019", "19", "a.xlsx: no sheet of a layout that is known: found Notes, SOTKAnet\nformats that are known:"},
		"broken index":       {sheet.WorkbookPart, "<sheet ", "", "a.xlsx: xl/workbook.xml: XML syntax error"},
		"no such sheet":      {"xl/_rels/workbook.xml.rels", "sheet2", "sheet9", "a.xlsx: sheet SOTKAnet: the workbook has no part xl/worksheets/sheet9.xml: save it again in a spreadsheet program"},
	} {
		parts := xlsxParts(xlsxYears, xlsxGood)
		before, after, found := strings.Cut(parts[tt.part], tt.from)
		if !found {
			t.Fatalf("%s: nothing to change", name)
		}
		parts[tt.part] = before
		if tt.to != "" {
			parts[tt.part] += tt.to + after
		}
		_, err := collect(t.Context(), inMemory("a.xlsx", pack(t, parts)))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s:\n got %v\nwant %s", name, err, tt.want)
		}
	}
	_, err := collect(t.Context(), inMemory("a.xlsx", pack(t, map[string]string{"data.csv": ""})))
	if want := "a.xlsx: found a zip archive (data.csv), expected an .xlsx workbook: unpack it and name the files in it"; err == nil || err.Error() != want {
		t.Errorf("another zip: %v", err)
	}
}
