package source

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
)

// FuzzTable reads any text as a table, then again with the mapping that the
// error asks to be completed.
func FuzzTable(f *testing.F) {
	f.Add("Kunta;Vuosi;Sukupuoli;Ikä;Arvo\n091 Helsinki;2020;Naiset;0-6;1 234,5\nEspoo;2021;Yhteensä;yhteensä;..\n", "indicator: oma:a")
	f.Add("Alue;2019;;2020;\n;Miehet;Naiset;Miehet;Naiset\nAkaa;1;2;3;4\n\nLähde\n\nMaakunta;Miehet;Naiset\nx;5;6\n", "")
	f.Add("Area Code,Area Name,Time period,Sex,Value,Count\n5,A,2016/17,Female,1.7,934\n6,E,2016/17,Male,*,*\n", "columns: [{at: E, is: count}]")
	f.Add("Nyckeltal|Kommun|År|\"Vär\"\"de\"\nN31001 x|Ale|1998|1.234\n\"oma:\\\"#: {\"|Ale|1998|2\n", "")
	f.Fuzz(func(t *testing.T, text, yaml string) {
		checkRead(t, []byte(text))
		m, err := mapping.Parse("m", []byte(yaml))
		if err != nil {
			return
		}
		got, err := collectWith(t.Context(), inline("f", text), Options{Map: &m})
		for _, r := range got.records {
			checkRecord(t, r)
		}
		var ask *mapping.NeedError
		if !errors.As(err, &ask) {
			return
		}
		if len(got.records) > 0 {
			t.Fatalf("%d records and a question: %v", len(got.records), err)
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
		if got.Format != FormatTable {
			return
		}
		got, err = collectWith(t.Context(), inline("f", text), Options{Map: &full})
		if errors.As(err, &ask) && names && strings.HasPrefix(ask.Questions[0], "which indicator") {
			t.Fatalf("asked again: %v", err)
		}
		for _, r := range got.records {
			checkRecord(t, r)
		}
	})
}

// FuzzSheet puts any rows and a mapping to a workbook's sheet.
func FuzzSheet(f *testing.F) {
	f.Add(sheetRows([]any{"Kunta", "Väestö", nil}, []any{nil, 2019, styled{42004, 1}}, []any{"Akaa", styled{0.07, 2}, "1.234"})+`</sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells>`, "indicator: oma:a")
	f.Fuzz(func(t *testing.T, xml, yaml string) {
		var opts Options
		if m, err := mapping.Parse("m", []byte(yaml)); err == nil {
			opts.Map = &m
		}
		file := workbookOf(t, xml)
		file.Name = "f"
		got, err := collectWith(t.Context(), file, opts)
		if err != nil && !strings.HasPrefix(err.Error(), "f:") {
			t.Fatalf("error %q", err)
		}
		for _, r := range got.records {
			checkRecord(t, r)
		}
		if _, err := Inspect(t.Context(), file, opts); err != nil {
			t.Fatal(err)
		}
	})
}
