package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

// A number may have three decimals; a text may not, it might be thousands.
// A truth value, an error and a formula that was never computed are no numbers
// and not missing either.
func TestXLSXCells(t *testing.T) {
	row := func(number, values string) string {
		return `<row r="` + number + `">` + sourcetest.XLSXWhose + values + `</row>`
	}
	got, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, sourcetest.Parts(sourcetest.XLSXYears, sourcetest.XLSXGood,
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
	if !slices.Equal(got.Rejected, want) {
		t.Errorf("rejects %q\nwant %q", got.Rejected, want)
	}
	var cells []domain.Cell
	for _, r := range got.Records {
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
	if r := got.Records[0]; r.Region != (record.RegionKey{Code: "20", Name: "Akaa"}) || r.Place.String() != "SOTKAnet!F4" || r.Gender != domain.Total {
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
		parts := sourcetest.Parts(sourcetest.XLSXYears, sourcetest.XLSXGood)
		before, after, found := strings.Cut(parts[tt.part], tt.from)
		if !found {
			t.Fatalf("%s: nothing to change", name)
		}
		parts[tt.part] = before
		if tt.to != "" {
			parts[tt.part] += tt.to + after
		}
		_, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, parts)))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s:\n got %v\nwant %s", name, err, tt.want)
		}
	}
	_, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, map[string]string{"data.csv": ""})))
	if want := "a.xlsx: found a zip archive (data.csv), expected an .xlsx workbook: unpack it and name the files in it"; err == nil || err.Error() != want {
		t.Errorf("another zip: %v", err)
	}
}
