package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

// listed are the cells of a file's sheets that hold something, and the ranges
// of merged ones.
func listed(t *testing.T, name, text string) (all []string) {
	t.Helper()
	grids, err := sheet.OpenWorkbook(sourcetest.Text(name, text))
	if err != nil {
		return []string{err.Error()}
	}
	for _, g := range grids {
		merges, err := g.Each(func(rows sheet.Rows, row *sheet.Row) error {
			for i, c := range row.Cells {
				if c.Type != sheet.Empty {
					all = append(all, fmt.Sprintf("%s %s %d", rows.Place(row, i), c, c.Type))
				}
			}
			return nil
		}, nil)
		if err != nil {
			all = append(all, err.Error())
		}
		for _, m := range merges {
			all = append(all, fmt.Sprint(m))
		}
	}
	return all
}

const openHead = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>`

func TestOpenDocument(t *testing.T) {
	content := openHead + `<table:table table:name="Väestö"><table:table-column table:number-columns-repeated="16384"/>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Kunta<text:s/><text:span>nyt</text:span></text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2020" table:number-columns-spanned="2"><text:p>2 020</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="3" office:value-type="percentage" office:value="0.07"><text:p>7 %</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16378"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2020-12-31"><text:p>31.12.2020</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TOSI</text:p></table:table-cell><table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="B"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
	want := []string{
		"Väestö!A4 Kunta nyt 1", "Väestö!B4 2020 2", "Väestö!D4 7 2", "Väestö!E4 7 2", "Väestö!F4 7 2",
		"Väestö!A5 2020-12-31 2", "Väestö!D5 TRUE 3", "Väestö!E5 #N/A 3", "Väestö!A6 2020-12-31 2", "Väestö!D6 TRUE 3", "Väestö!E6 #N/A 3",
		"{4 4 1 2}", "B!A1 1 2",
	}
	packed := string(sourcetest.Pack(t, map[string]string{"content.xml": content, "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
	for name, text := range map[string]string{"a.ods": packed, "a.fods": content} {
		if all := listed(t, name, text); !slices.Equal(all, want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(all, "\n"), strings.Join(want, "\n"))
		}
	}
}

// A few bytes can state any number of cells.
func TestOpenDocumentOfMuch(t *testing.T) {
	for cells, want := range map[string]string{
		`<table:table-row><table:table-cell table:number-columns-repeated="16385" office:value-type="float" office:value="1"/></table:table-row>`:                                                   "found more than 16384 columns",
		`<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>`:              "found a workbook of over eight million cells",
		`<table:table-row table:number-rows-repeated="99999999"><table:table-cell/></table:table-row>`:                                                                                              `found table:number-rows-repeated "99999999", expected a number up to 1048576`,
		`<table:table-row>` + strings.Repeat(`<table:table-cell table:number-columns-repeated="1048576"/>`, 9) + `<table:table-cell office:value-type="float" office:value="1"/></table:table-row>`: "found more than 16384 columns",
	} {
		_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.fods", openHead+`<table:table table:name="A">`+cells+`</table:table></office:spreadsheet></office:body></office:document-content>`))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.100s: %v, want %s", cells, err, want)
		}
	}
}

func TestSpreadsheetML(t *testing.T) {
	const text = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"/></Styles>
<Worksheet ss:Name="A &amp; B"><Table><Column/><Row ss:Index="3"><Cell><Data ss:Type="String">Kunta</Data><Comment><Data>no</Data></Comment></Cell><Cell ss:MergeAcross="1"><Data ss:Type="Number">2020</Data></Cell><Cell><Data ss:Type="DateTime">2020-12-31T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">1.234</Data></Cell><Cell ss:Index="5"><ss:Data ss:Type="String"><Font>1,5</Font></ss:Data></Cell><Cell ss:Formula="=1"/></Row></Table></Worksheet></Workbook>`
	want := []string{"A & B!A3 Kunta 1", "A & B!B3 2020 2", "A & B!D3 2020-12-31 2", "A & B!B4 1.234 2", "A & B!E4 1,5 1", "A & B!F4 a formula without a result 3", "{3 3 1 2}"}
	if all := listed(t, "a.xls", text); !slices.Equal(all, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(all, "\n"), strings.Join(want, "\n"))
	}
}

func TestHTML(t *testing.T) {
	const text = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td { mso-number-format: "<table>"; }</style></head><body><table><caption>Väestö&nbsp;2020</caption>
<tr><th rowspan=2>Kunta<th colspan="2">Väestö<sup>1)</sup>, km<sup>2</sup></tr><tr><td>2019<td>2020<br>(e)</td></tr>
<tr><td> Äänekoski &amp; <table><tr><td>in</table> x<td>12<sup>3</sup></td><td></td></tr></table><table><tr><td>B</table></body></html>`
	want := []string{
		"Väestö 2020!A1 Kunta 1", "Väestö 2020!B1 Väestö, km2 1", "Väestö 2020!B2 2019 1", "Väestö 2020!C2 2020 (e) 1",
		"Väestö 2020!A3 Äänekoski & x 1", "Väestö 2020!B3 12 1", "{1 2 0 0}", "{1 1 1 2}", "table 2!A1 in 1", "table 3!A1 B 1",
	}
	latin := strings.NewReplacer("ä", "\xe4", "Ä", "\xc4", "ö", "\xf6").Replace(text)
	for name, text := range map[string]string{"UTF-8": text, "Latin 1": latin, "after white space": "\ufeff\r\n " + text} {
		if all := listed(t, "a.xls", text); !slices.Equal(all, want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(all, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestHTMLOfMuch(t *testing.T) {
	for text, want := range map[string]string{
		"<table>" + strings.Repeat("<tr><td colspan=16384>x", 200):                 "found over 2097152 cells or over 16384 columns",
		"<table><tr>" + strings.Repeat("<td colspan=16000>x", 2):                   "found over 2097152 cells or over 16384 columns",
		strings.Repeat("<table><tr><td>", 100):                                     "found over 1024 tables, or tables nested over 64 deep",
		"<table><tr><td>" + strings.Repeat("x", 3<<20):                             "found a cell of over 1048576 bytes",
		"<table><tr>" + strings.Repeat("<td rowspan=99999999>x", 10) + "<tr><td>y": "",
	} {
		_, err := sheet.OpenWorkbook(sourcetest.Text("a.xls", text))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.60s: %v, want %q", text, err, want)
		}
	}
}

// The same small table in every wrapping gives the same figures.
func TestMarkupIsRead(t *testing.T) {
	for name, text := range map[string]string{
		"html":          `<html><body><table><tr><th>Kunta</th><th>2020</th></tr><tr><td>Akaa</td><td>1,5</td></tr><tr><td>Espoo</td><td>2,5</td></tr></table></body></html>`,
		"excel 2003":    `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row><Cell><Data ss:Type="String">Kunta</Data></Cell><Cell><Data ss:Type="Number">2020</Data></Cell></Row><Row><Cell><Data ss:Type="String">Akaa</Data></Cell><Cell><Data ss:Type="Number">1.5</Data></Cell></Row><Row><Cell><Data ss:Type="String">Espoo</Data></Cell><Cell><Data ss:Type="Number">2.5</Data></Cell></Row></Table></Worksheet></Workbook>`,
		"open document": openHead + `<table:table table:name="S"><table:table-row><table:table-cell><text:p>Kunta</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2020"/></table:table-row><table:table-row><table:table-cell><text:p>Akaa</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1.5"/></table:table-row><table:table-row><table:table-cell><text:p>Espoo</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2.5"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
	} {
		got, err := sourcetest.ReadText(t, "indicator: oma:x", text)
		want := []string{"oma:x|KUNTA: Akaa|total||2020|1.5/NaN", "oma:x|KUNTA: Espoo|total||2020|2.5/NaN"}
		if all := sourcetest.Briefs(got.Records); err != nil || !slices.Equal(all, want) {
			t.Errorf("%s: %q, %v, want %q", name, all, err, want)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<tr><th rowspan=2>Kunta<td>2020<tr><td>1,5</table><table><caption>a"))
	f.Fuzz(func(t *testing.T, text []byte) { sourcetest.CheckRead(t, append([]byte("<table>"), text...)) })
}

func FuzzOpenDocument(f *testing.F) {
	f.Add([]byte(`<table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`))
	f.Fuzz(func(t *testing.T, text []byte) { sourcetest.CheckRead(t, append([]byte(openHead), text...)) })
}

func FuzzSpreadsheetML(f *testing.F) {
	const head = `<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>`
	f.Add([]byte(`<Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`))
	f.Fuzz(func(t *testing.T, text []byte) { sourcetest.CheckRead(t, append([]byte(head), text...)) })
}
