package sourcetest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// xlsxStyles are a plain style, a day, a percentage, one with a word and thousands.
const xlsxStyles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\.m\.yyyy"/><numFmt numFmtId="165" formatCode="0.0 &quot;yd&quot;"/><numFmt numFmtId="166" formatCode="#,##0,"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`

// SheetRows writes rows of XML: a string is a text, a number a number, nil an
// empty cell, and Styled a number with a style.
func SheetRows(rows ...[]any) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for k, cell := range row {
			at := record.ColumnName(k+1) + fmt.Sprint(i+1)
			switch v := cell.(type) {
			case nil:
			case string:
				fmt.Fprintf(&b, `<c r="%s" t="str"><v>%s</v></c>`, at, v)
			case Styled:
				fmt.Fprintf(&b, `<c r="%s" s="%d"><v>%v</v></c>`, at, v.Style, v.Number)
			default:
				fmt.Fprintf(&b, `<c r="%s"><v>%v</v></c>`, at, v)
			}
		}
		b.WriteString("</row>")
	}
	return b.String()
}

// Styled is a number with the number of its style.
type Styled struct {
	Number float64
	Style  int
}

// Workbook packs a workbook of sheets, each by its XML after sheetData's start.
func Workbook(t testing.TB, sheets ...string) content.File {
	t.Helper()
	names := make([]string, len(sheets))
	for i := range sheets {
		names[i] = fmt.Sprint("S", i+1)
	}
	return NamedWorkbook(t, names, sheets...)
}

// NamedWorkbook is Workbook of sheets with names.
func NamedWorkbook(t testing.TB, names []string, sheets ...string) content.File {
	t.Helper()
	parts := map[string]string{"xl/styles.xml": xlsxStyles}
	var index, relations strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&index, `<sheet name="%s" r:id="rId%d"/>`, names[i], i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="x/worksheet" Target="worksheets/s%d.xml"/>`, i+1, i+1)
		parts[fmt.Sprintf("xl/worksheets/s%d.xml", i+1)] = "<worksheet><sheetData>" + s + "</worksheet>"
	}
	parts[sheet.WorkbookPart] = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + index.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + relations.String() + `<Relationship Id="st" Type="x/styles" Target="styles.xml"/></Relationships>`
	return Bytes("a.xlsx", Pack(t, parts))
}

// Parts of a workbook.
const (
	XLSXIndex = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="SOTKAnet" sheetId="2" r:id="rId2"/></sheets></workbook>`
	XLSXRelations = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	XLSXTexts = `<sst><si><t>Title</t></si><si><r><t>comb</t></r><r><t>ined</t></r><rPh><t>no</t></rPh></si></sst>`
	XLSXNotes = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>notes</t></is></c></row></sheetData></worksheet>`
	// Years from column F on: a number and a text.
	XLSXYears = `<row r="2"><c r="F2"><v>2019</v></c><c r="G2" t="str"><v>2020</v></c></row>`
	// Title and gender are shared texts, the id and the code numbers.
	XLSXWhose = `<c t="s"><v>0</v></c><c><v>228</v></c><c t="inlineStr"><is><t>Akaa</t></is></c><c><v>20</v></c><c t="s"><v>1</v></c>`
	XLSXGood  = `<row r="4">` + XLSXWhose + `<c r="F4"><v>1.234</v></c><c r="G4" t="str"><v>6,6</v></c></row>`
)

// Parts are the parts of a workbook whose second sheet has the given rows.
func Parts(rows ...string) map[string]string {
	return map[string]string{
		sheet.WorkbookPart: XLSXIndex, "xl/_rels/workbook.xml.rels": XLSXRelations, "xl/sharedStrings.xml": XLSXTexts,
		"xl/worksheets/sheet1.xml": XLSXNotes,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData>` + strings.Join(rows, "") + `</sheetData></worksheet>`,
	}
}

// Pack is a zip archive of the parts.
func Pack(tb testing.TB, parts map[string]string) []byte {
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

// SheetXML writes rows as a sheet has them: "" is no cell, "#5" a number.
func SheetXML(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, s := range row {
			at := fmt.Sprint(record.ColumnName(j+1), i+1)
			if number, is := strings.CutPrefix(s, "#"); is {
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, at, number)
			} else if s != "" {
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, s)
			}
		}
		b.WriteString("</row>")
	}
	return b.String()
}
