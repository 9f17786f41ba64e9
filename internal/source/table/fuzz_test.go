package table_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// FuzzTable reads any text as a table, then again with the mapping that the
// error asks to be completed.
func FuzzTable(f *testing.F) {
	f.Add("Kunta;Vuosi;Sukupuoli;Ikä;Arvo\n091 Helsinki;2020;Naiset;0-6;1 234,5\nEspoo;2021;Yhteensä;yhteensä;..\n", "indicator: oma:a")
	f.Add("Alue;2019;;2020;\n;Miehet;Naiset;Miehet;Naiset\nAkaa;1;2;3;4\n\nLähde\n\nMaakunta;Miehet;Naiset\nx;5;6\n", "")
	f.Add("Area Code,Area Name,Time period,Sex,Value,Count\n5,A,2016/17,Female,1.7,934\n6,E,2016/17,Male,*,*\n", "columns: [{at: E, is: count}]")
	f.Add("Nyckeltal|Kommun|År|\"Vär\"\"de\"\nN31001 x|Ale|1998|1.234\n\"oma:\\\"#: {\"|Ale|1998|2\n", "")
	f.Fuzz(func(t *testing.T, text, yaml string) {
		sourcetest.CheckRead(t, []byte(text))
		m, err := mapping.Parse("m", []byte(yaml))
		if err != nil {
			return
		}
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("f", text), source.Options{Map: &m})
		for _, r := range got.Records {
			sourcetest.CheckRecord(t, r)
		}
		var ask *mapping.NeedError
		if !errors.As(err, &ask) {
			return
		}
		if len(got.Records) > 0 {
			t.Fatalf("%d records and a question: %v", len(got.Records), err)
		}
		names := true // asks for names of indicators only, which the mapping proposes
		for _, q := range ask.Questions {
			names = names && strings.HasPrefix(q, "which indicator") && !strings.Contains(ask.YAML, mapping.PlaceholderID) && !strings.Contains(ask.YAML, "\n  # and ")
		}
		full, err := mapping.Parse("m", []byte(ask.YAML))
		if err != nil {
			if names {
				t.Fatalf("%v of the mapping\n%s", err, ask.YAML)
			}
			return
		}
		if got.Format != source.FormatTable {
			return
		}
		got, err = sourcetest.ReadWith(t.Context(), sourcetest.Text("f", text), source.Options{Map: &full})
		if errors.As(err, &ask) && names && strings.HasPrefix(ask.Questions[0], "which indicator") {
			t.Fatalf("asked again: %v", err)
		}
		for _, r := range got.Records {
			sourcetest.CheckRecord(t, r)
		}
	})
}

// FuzzSheet puts any rows and a mapping to a workbook's sheet.
func FuzzSheet(f *testing.F) {
	f.Add(sourcetest.SheetRows([]any{"Kunta", "Väestö", nil}, []any{nil, 2019, sourcetest.Styled{Number: 42004, Style: 1}}, []any{"Akaa", sourcetest.Styled{Number: 0.07, Style: 2}, "1.234"})+`</sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells>`, "indicator: oma:a")
	f.Fuzz(func(t *testing.T, xml, yaml string) {
		var opts source.Options
		if m, err := mapping.Parse("m", []byte(yaml)); err == nil {
			opts.Map = &m
		}
		file := sourcetest.Workbook(t, xml)
		file.Name = "f"
		got, err := sourcetest.ReadWith(t.Context(), file, opts)
		if err != nil && !strings.HasPrefix(err.Error(), "f:") {
			t.Fatalf("error %q", err)
		}
		for _, r := range got.Records {
			sourcetest.CheckRecord(t, r)
		}
		if _, err := source.Inspect(t.Context(), file, opts); err != nil {
			t.Fatal(err)
		}
	})
}
