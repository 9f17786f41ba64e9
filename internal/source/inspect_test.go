package source_test

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

const inspected = "Väestö kunnittain\n\nKuntanro;Kunta;Vuosi;Arvo;Huom\n020;Akaa;2019;1,5;\n005;Alajärvi;2019;..;e\n005;Alajärvi;2020;x;\n"

func TestInspectSaysWhatItTakesColumnsFor(t *testing.T) {
	v, err := source.Inspect(t.Context(), sourcetest.Text("a.csv", inspected), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v.Format != source.FormatTable || v.Encoding != "utf-8" || v.Delimiter != ";" || v.Need == nil || v.Err == nil || len(v.Tables) != 1 {
		t.Fatalf("%+v", v)
	}
	table := v.Tables[0]
	if table.Rows != 3 || table.First != 4 || !slices.Equal(table.Header, []int{3}) || len(table.FirstRows) != 5 || table.FirstRows[1][1] != "Kunta" {
		t.Errorf("table %+v", table)
	}
	var roles []string
	for _, c := range table.Columns {
		roles = append(roles, c.String()+" "+string(c.Role)+" "+c.Decimal)
	}
	want := []string{`A "Kuntanro" region_code `, `B "Kunta" region `, `C "Vuosi" period `, `D "Arvo" value ,`, `E "Huom" ignore `}
	if !slices.Equal(roles, want) {
		t.Errorf("columns %q, want %q", roles, want)
	}
}

func TestInspectOfWhatCanBeRead(t *testing.T) {
	m, err := mapping.Parse("map.yaml", []byte("indicator: oma:a"))
	if err != nil {
		t.Fatal(err)
	}
	v, err := source.Inspect(t.Context(), sourcetest.Text("a.csv", inspected), source.Options{Map: &m})
	if err != nil || v.Err != nil || v.Need != nil || v.Summary.Rows != 3 || v.Missing != 1 || v.Suppressed != 1 || len(v.Records) != 3 {
		t.Errorf("with a mapping: %+v, %v", v, err)
	}
	v, err = source.Inspect(t.Context(), sourcetest.Text("a.csv", sourcetest.RESTHeader+"127;85;2009;total;2406;\n"), source.Options{})
	if err != nil || v.Format != source.FormatRESTCSV || v.Summary.Rows != 1 || len(v.Tables) != 1 || len(v.Tables[0].Columns) != 0 {
		t.Errorf("SOTKAnet's own: %+v, %v", v, err)
	}
}

func TestInspectSaysWhyNot(t *testing.T) {
	v, err := source.Inspect(t.Context(), sourcetest.Text("a.csv", "%PDF"), source.Options{})
	if err != nil || v.Err == nil || !strings.Contains(v.Err.Error(), "this is a PDF") {
		t.Errorf("a PDF: %+v, %v", v, err)
	}
	v, err = source.Inspect(t.Context(), sourcetest.Workbook(t, sourcetest.SheetRows([]any{"Kunta", "Vuosi", "Arvo"}, []any{"Akaa", 2019, 1})+"</sheetData>", sourcetest.SheetRows([]any{"x"})+"</sheetData>"), source.Options{})
	if err != nil || len(v.Tables) != 2 || v.Tables[0].Sheet != "S1" || len(v.Tables[0].Columns) != 3 || v.Tables[1].Why == "" {
		t.Errorf("a workbook: %+v, %v", v.Tables, err)
	}
}
