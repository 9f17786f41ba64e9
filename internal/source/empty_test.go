package source_test

import (
	"io"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/sourcetest"
)

// A header with nothing under it is called that, in every format that tables
// come in, and a workbook by its own name.
func TestHeaderAlone(t *testing.T) {
	const openHead = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="T">`
	row := sourcetest.SheetRows([]any{"Väestö 2020"}, nil, []any{"Kunta", 2019, "2020"}) + "</sheetData>"
	for name, tt := range map[string]struct{ text, want string }{
		"a text":                   {"Kunta;Sukupuoli;2019;2020\n", "a.csv: found a header in line 1 and no rows under it: choose"},
		"a text of commas":         {"Alue,Vuosi,Arvo\n\n", "a.csv: found a header in line 1 and no rows under it: choose"},
		"title and source":         {"Väestö 2020\n\nKunta;2019;2020\n\nLähde: THL\n", "a.csv: found a header in line 3 and no rows under it: choose"},
		"two rows of header":       {"Kunta;2019;;2020;\n;Miehet;Naiset;Miehet;Naiset\n", "found a header in line 1 and no rows under it: choose"},
		"PxWeb":                    {"\"Väestö\"\n\n\"Alue\";\"2019\";\"2020\"\n", "found a header in line 3 and no rows under it: choose"},
		"Eurostat":                 {"unit,geo\\TIME_PERIOD\t2019 \t2020 \n", "found a header of Eurostat's and no rows under it: choose"},
		"a web page":               {"<table><tr><th>Kunta<th>2019<th>2020</table>", "sheet table 1 of a web page has a header in row 1 and no rows under it: choose"},
		"OpenDocument":             {openHead + `<table:table-row><table:table-cell><text:p>Kunta</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2020"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`, "sheet T of an OpenDocument spreadsheet has a header in row 1 and no rows under it: choose"},
		"an Excel workbook":        {bytesOf(t, sourcetest.Workbook(t, row)), "of an Excel workbook (.xlsx) has a header in row 3 and no rows under it"},
		"a region without figures": {"Kunta;2019;2020\nAkaa;;\n", ""},
		"a row of words":           {"Kunta;2019;2020\nAkaa;x1;x2\n", ""},
		"prose":                    {"Hei maailma; tämä on kirje\n", "not a layout that is known"},
	} {
		_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", tt.text))
		switch {
		case tt.want == "" && err != nil && strings.Contains(err.Error(), "no rows under it"), tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func bytesOf(t *testing.T, f content.File) string {
	t.Helper()
	b := make([]byte, f.Size)
	if _, err := f.Content.ReadAt(b, 0); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return string(b)
}

// A workbook is of SOTKAnet's layout where a sheet of it is, and not before.
func TestWorkbookThatFails(t *testing.T) {
	got, err := source.Inspect(t.Context(), sourcetest.Text("a.xls", "<table><tr><td>x<td>y</table>"), source.Options{})
	if err != nil || got.Err == nil || got.Format != source.FormatTable {
		t.Errorf("%s, %v, %v", got.Format, got.Err, err)
	}
}
