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

// A cell merged down in the last columns takes its place in the rows it goes
// over, and none in those after them, whether or not these have cells so far to
// the right.
func TestHTMLMergedDownAtTheRight(t *testing.T) {
	for text, want := range map[string][]string{
		`<tr><th rowspan=2>Kunta<th colspan=2>2019<th rowspan=2>2020<tr><td>Miehet<td>Naiset<tr><td>Akaa<td>1<td>2<td>3<tr><td>Espoo<td>4<td>5<td>6`: {
			"A1 Kunta", "B1 2019", "D1 2020", "B2 Miehet", "C2 Naiset", "A3 Akaa", "B3 1", "C3 2", "D3 3", "A4 Espoo", "B4 4", "C4 5", "D4 6"},
		`<tr><th>Kunta<th>2019<th>2020<th>2021<tr><td>Akaa<td>1<td rowspan=2>2<td rowspan=2>3<tr><td>Espoo<td>4<tr><td>Turku<td>5<td>6<td>7`: {
			"A1 Kunta", "B1 2019", "C1 2020", "D1 2021", "A2 Akaa", "B2 1", "C2 2", "D2 3", "A3 Espoo", "B3 4", "A4 Turku", "B4 5", "C4 6", "D4 7"},
		`<tr><td>a<td rowspan=3>b<tr><tr><tr><td>c<td>d`:        {"A1 a", "B1 b", "A4 c", "B4 d"},
		`<tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td>d<td>e`: {"A1 a", "B1 b", "C1 c", "B2 d", "D2 e"},
	} {
		var cells []string
		for _, line := range listed(t, "a.xls", "<table>"+text+"</table>") {
			if cell, ok := strings.CutPrefix(line, "table 1!"); ok {
				cells = append(cells, cell[:strings.LastIndexByte(cell, ' ')])
			}
		}
		if !slices.Equal(cells, want) {
			t.Errorf("%s\n%q\nwant\n%q", text, cells, want)
		}
	}
}

// What stands in a cell that is neither text nor number is kept as it is seen,
// in every format.
func TestOtherCellsAreVisible(t *testing.T) {
	const error = "#N\u200b/A\u202e "
	spreadsheet := `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row><Cell><Data ss:Type="Error">` + error + `</Data></Cell><Cell><Data ss:Type="Number">` + error + `</Data></Cell></Row></Table></Worksheet></Workbook>`
	open := openHead + `<table:table table:name="S"><table:table-row><table:table-cell calcext:value-type="error"><text:p>` + error + `</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="x"><text:p>` + error + `</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
	for name, text := range map[string]string{"excel 2003": spreadsheet, "open document": open, "xlsx": string(sourcetest.Pack(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="s.xml"/></Relationships>`,
		"xl/s.xml":                   `<worksheet><sheetData><row><c t="e"><v>` + error + `</v></c><c><v>` + error + `</v></c></row></sheetData></worksheet>`,
	}))} {
		if all, want := listed(t, name, text), []string{"S!A1 #N/A 3", "S!B1 #N/A 3"}; !slices.Equal(all, want) {
			t.Errorf("%s: %q, want %q", name, all, want)
		}
	}
}

// What is wrong with a workbook in XML is said in a sentence with what to do.
func TestBrokenXMLIsAdvised(t *testing.T) {
	for text, want := range map[string]string{
		openHead + `</x>`: "found a workbook in XML that cannot be read: found </x>, which ends nothing that has begun: download or save the file again",
		openHead + `<table:table table:name="S">&nbsp;</table:table>`: "found a workbook in XML that cannot be read: found the entity &nbsp;, expected one of XML's own: save the file again in a spreadsheet program",
		openHead: "found a workbook in XML that cannot be read: the part is cut off: download or save the workbook again",
		sheet.CompoundMagic + strings.Repeat("\xff", 600): "found a damaged .xls: download it again, or open it in a spreadsheet program and save it as .xlsx",
		sheet.CompoundMagic + strings.Repeat("\x00", 600): "found a damaged .xls: download it again, or open it in a spreadsheet program and save it as .xlsx",
	} {
		if all := listed(t, "a", text); !slices.Equal(all, []string{want}) {
			t.Errorf("%.40q: %q, want %q", text, all, want)
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
