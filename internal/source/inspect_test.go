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
	if err != nil || v.Format != source.FormatRESTCSV || v.Summary.Rows != 1 || len(v.Tables) != 1 || len(v.Tables[0].Columns) != 6 {
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

// Every format shows what its columns, dimensions or keys are taken for.
func TestInspectShowsTheColumnsOfEveryFormat(t *testing.T) {
	const stat = `{"class":"dataset","id":["Alue","Vuosi"],"size":[1,1],"dimension":{"Alue":{"category":{"label":{"179":"Jyväskylä"}}},"Vuosi":{"category":{"index":["2020"]}}},"value":[1]}`
	for name, tt := range map[string]struct{ text, want string }{
		"REST CSV":   {sourcetest.RESTHeader + "127;85;2009;total;2406;\n", `A "indicator" indicator 127, B "region" region_id 85, C "year" period 2009, D "gender" gender total, E "primary value" value 2406, F "absolute value" count `},
		"REST JSON":  {`[{"indicator":127,"region":85,"year":2009,"gender":"total","value":1.5,"absValue":3}]`, ` "indicator" indicator ,  "region" region_id ,  "year" period ,  "gender" gender ,  "value" value ,  "absValue" count `},
		"regions":    {`[{"id":1,"code":"020","category":"KUNTA","title":{"fi":"Akaa"}}]`, ` "id" region_id ,  "code" region_code ,  "category" category ,  "title" region_name `},
		"indicators": {`[{"id":127,"title":{"fi":"Väestö"}}]`, ` "id" indicator ,  "title" description ,  "organization" description ,  "primaryValueType" description `},
		"web CSV":    {"Väestö;127;Akaa;020;yhteensä;2019;1,5;3\nVäestö;127;Akaa;020;yhteensä;2020;1,7;4\n", `A title Väestö, B indicator 127, C region_name Akaa, D region_code 020, E gender yhteensä, F period 2019|2020, G value 1,5|1,7, H count 3|4`},
		"JSON-stat":  {stat, ` "Alue" region Jyväskylä,  "Vuosi" period 2020`},
		"px":         {"STUB=\"Alue\";HEADING=\"Vuosi\";VALUES(\"Alue\")=\"Akaa\";VALUES(\"Vuosi\")=\"2019\";DATA=\n1;", ` "Alue" region Akaa,  "Vuosi" period 2019`},
		"Eurostat":   {"freq,unit,geo\\TIME_PERIOD\t2019 \nA,PC,FI\t1 \nA,PC,FI193\t2 \n", ` "unit" ignore PC,  "geo" region FI|FI193,  "TIME_PERIOD" period 2019`},
		"table":      {inspected, `A "Kuntanro" region_code 020|005, B "Kunta" region Akaa|Alajärvi, C "Vuosi" period 2019|2020, D "Arvo" value 1,5|..|x, E "Huom" ignore e`},
	} {
		v, err := source.Inspect(t.Context(), sourcetest.Text("a", tt.text), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, table := range v.Tables {
			for _, c := range table.Columns {
				all = append(all, c.String()+" "+string(c.Role)+" "+strings.Join(c.Examples, "|"))
			}
		}
		if all := strings.Join(all, ", "); tt.want != "" && all != tt.want {
			t.Errorf("%s (%s):\n%s\nwant\n%s", name, v.Format, all, tt.want)
		}
	}
}
