package sheet_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
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
		row("7", `<c r="F7" t="e"><v>#DIV/0!</v></c><c r="G7"><f>1+1</f></c>`),
		`<row><c t="inlineStr"><is><t>© THL</t></is></c></row>`))))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a.xlsx:SOTKAnet!F5: column "2019": found "1.234", expected a number with a decimal comma; what its comma or point divides, a mapping says (decimal: or thousands:)`,
		`a.xlsx:SOTKAnet!H5: found "x" beyond the last year, expected an empty cell; give the column its year in the header`,
		`a.xlsx:SOTKAnet!F6: column "2019": found "TRUE", expected a number with a decimal comma`,
		`a.xlsx:SOTKAnet!F7: column "2019": found "#DIV/0!", expected a number with a decimal comma`,
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
		"texts cut off":      {"xl/sharedStrings.xml", "ined", "", "a.xlsx: xl/sharedstrings.xml: the part is cut off: download or save the workbook again"},
		"no such text":       {"xl/worksheets/sheet2.xml", `t="s"><v>0`, `t="s"><v>7`, `a.xlsx: sheet SOTKAnet, after row 4: found shared text number "7", expected one of the workbook's 2: download or save the file again`},
		"rows out of order":  {"xl/worksheets/sheet2.xml", `<row r="4"`, `<row r="1"`, `a.xlsx: sheet SOTKAnet, after row 2: found row number "1", expected 3 or more: download or save the file again`},
		"cells out of order": {"xl/worksheets/sheet2.xml", `"G4"`, `"F4"`, `a.xlsx: sheet SOTKAnet, after row 4: found cell "F4", expected column G or a later one: download or save the file again`},
		"no years":           {"xl/worksheets/sheet2.xml", "2019", "19", "a.xlsx: no sheet of a layout that is known: found Notes, SOTKAnet\nformats that are known:"},
		"broken index":       {sheet.WorkbookPart, "<sheet ", "", "a.xlsx: xl/workbook.xml: the part is cut off: download or save the workbook again"},
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
	if want := "a.xlsx: found a zip archive (data.csv), expected a workbook: unpack it and name the files in it"; err == nil || err.Error() != want {
		t.Errorf("another zip: %v", err)
	}
}

// "Strict Open XML" as Excel saves it: ISO's namespaces, days written out, the
// parts where the document's relations say they are.
func TestXLSXStrict(t *testing.T) {
	const (
		main = `http://purl.oclc.org/ooxml/spreadsheetml/main`
		rels = `http://purl.oclc.org/ooxml/officeDocument/relationships`
	)
	parts := map[string]string{
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rels + `/officeDocument" Target="book/Main.xml"/></Relationships>`,
		"book/Main.xml":              `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:workbook xmlns:x="` + main + `" xmlns:d="` + rels + `" conformance="strict"><x:sheets><x:sheet name="A &amp; B" sheetId="1" d:id="rId1"/></x:sheets></x:workbook>`,
		"book/_rels/Main.xml.rels":   `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rels + `/worksheet" Target="worksheets/Sheet1.xml"/><Relationship Id="rId2" Type="` + rels + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"book/sharedStrings.xml":     `<x:sst xmlns:x="` + main + `"><x:si><x:t>Kunta</x:t></x:si><x:si><x:t>Päivä</x:t></x:si></x:sst>`,
		"book/worksheets/sheet1.xml": `<x:worksheet xmlns:x="` + main + `"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="B2" t="d"><x:v>2020-12-31T00:00:00</x:v></x:c><x:c r="C2"><x:v>1.5</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
	}
	grids, err := sheet.OpenWorkbook(sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, parts)))
	if err != nil || len(grids) != 1 || grids[0].Sheet != "A & B" {
		t.Fatalf("%+v, %v", grids, err)
	}
	var rows []string
	_, err = grids[0].Each(func(_ sheet.Rows, row *sheet.Row) error {
		for i, c := range row.Cells {
			rows = append(rows, fmt.Sprint(row.Number, i, c.Type, c.Date, " ", c))
		}
		return nil
	}, nil)
	want := []string{"1 0 1 false Kunta", "1 1 1 false Päivä", "2 0 0 false ", "2 1 2 true 2020-12-31", "2 2 2 false 1.5"}
	if err != nil || !slices.Equal(rows, want) {
		t.Errorf("%q, %v, want %q", rows, err, want)
	}
}

// What else is packed as a workbook is, by its name and what to do with it.
func TestOtherPackedDocuments(t *testing.T) {
	for part, want := range map[string]string{
		"xl/workbook.bin":    "a: this is a binary workbook (.xlsb): save it as .xlsx or CSV",
		"word/document.xml":  "a: this is a Word document: copy the table into a spreadsheet and save it as .xlsx or CSV",
		"Index/Document.iwa": "a: this is a document of Apple's Numbers, Pages or Keynote: export it as .xlsx or CSV",
	} {
		if _, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a", sourcetest.Pack(t, map[string]string{part: "x"}))); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", part, err, want)
		}
	}
	got, err := sourcetest.ReadText(t, "indicator: oma:a", "PK;Kunta;Vuosi;Arvo\n1;Akaa;2019;5\n2;Espoo;2019;6\n") // not all that begins so is packed
	var ask *mapping.NeedError
	if got.Format != source.FormatTable && !errors.As(err, &ask) {
		t.Errorf("text that begins with PK: %s, %v", got.Format, err)
	}
}
