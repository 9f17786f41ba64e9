package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// sheetXML writes rows as a sheet has them: "" is no cell, "#5" a number.
func sheetXML(rows [][]string) string {
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

// A table as PxWeb writes it to a workbook: a row for each dimension of the
// heading, values where they change, notes below. The stub has no names.
var pxwebSheet = [][]string{
	{"99xx -- Väestö alueen, iän, vuoden ja sukupuolen mukaan"},
	{},
	{"", "", "2018", "", "", "2019"},
	{"", "", "Yhteensä", "Miehet", "Naiset", "Yhteensä", "Miehet", "Naiset"},
	{"", "", "Väestö 31.12.", "", "", "Väestö 31.12."},
	{"SSS KOKO MAA", "Yhteensä", "#5500", "#2700", "#2800", "#5600.5", "#2750", "#2850"},
	{"", "0 - 14", "#900", "#460", "#440", "#890", "#455", "#435"},
	{"KU091 Helsinki", "Yhteensä", "#640", "#300", "#340", "..", "...", "-"},
	{"", "0 - 14", "#100", "#51", "#49", "", "#1", "#2"},
	{},
	{"Viimeisin päivitys:"},
	{"20200327 09:00"},
}

func readSheet(t *testing.T, rows [][]string, m *mapping.Mapping) (result, error) {
	t.Helper()
	return readMapped(t, inMemory("a.xlsx", pack(t, xlsxParts(sheetXML(rows)))), m)
}

func TestPxWebXLSX(t *testing.T) {
	m := mapping.Mapping{Indicators: []mapping.Indicator{{ID: "oma:vaesto", Match: "Väestö 31.12."}}}
	got, err := readSheet(t, pxwebSheet, &m)
	if err != nil {
		t.Fatal(err)
	}
	if got.Format != FormatPxWeb || len(got.records) != 24 || len(got.rejects) > 0 || len(got.Sheets) != 1 || got.Footer != "20200327 09:00" {
		t.Fatalf("%d records, %+v, rejects %q; want 24 and none", len(got.records), got.Summary, got.rejects)
	}
	whole := record.RegionKey{Category: "MAA", Name: "KOKO MAA"}
	helsinki := record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}
	checkWanted(t, got.records, []wanted{
		{whole, "2018", domain.Total, "", "oma:vaesto", value(5500), "SOTKAnet!C6"},
		{whole, "2019", domain.Female, "age=0-14", "oma:vaesto", value(435), "SOTKAnet!H7"},
		{helsinki, "2019", domain.Total, "", "oma:vaesto", domain.EmptyCell(domain.Missing), "SOTKAnet!F8"},
		{helsinki, "2019", domain.Male, "", "oma:vaesto", domain.EmptyCell(domain.Suppressed), "SOTKAnet!G8"},
		{helsinki, "2019", domain.Female, "", "oma:vaesto", value(0), "SOTKAnet!H8"},
		{helsinki, "2019", domain.Total, "age=0-14", "oma:vaesto", domain.EmptyCell(domain.Missing), "SOTKAnet!F9"},
	})
}

// A dimension without a name whose values say nothing is asked for.
func TestPxWebXLSXAsks(t *testing.T) {
	rows := [][]string{
		{"Asunnot"}, {},
		{"", "", "2018", "2019"},
		{"KU091 Helsinki", "Kerrostalo", "#5", "#6"},
		{"", "Rivitalo", "#7", "#8"},
	}
	_, err := readSheet(t, rows, nil)
	var need *mapping.NeedError
	if !errors.As(err, &need) || len(need.Questions) != 2 || !strings.Contains(need.YAML, `- {at: B, is: "breakdown:"} # Kerrostalo, Rivitalo`) {
		t.Fatalf("%v, want a question about column B and one about the indicator", err)
	}
	m := mapping.Mapping{Indicator: "oma:asunnot", Columns: []mapping.Column{{At: "B", Is: "breakdown:talo"}}}
	got, err := readSheet(t, rows, &m)
	if err != nil {
		t.Fatal(err)
	}
	checkWanted(t, got.records, []wanted{
		{record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}, "2019", domain.Total, "talo=rivitalo", "oma:asunnot", value(8), "SOTKAnet!D5"},
	})
}

// What a column is of is found whatever divides the columns, quoted or not.
func TestPxWebCSV(t *testing.T) {
	m := mapping.Mapping{Indicator: "oma:x", Indicators: []mapping.Indicator{{ID: "oma:x", Match: "A"}, {ID: "oma:b", Match: "B"}}}
	for _, tt := range []struct{ content, want string }{
		{"11re -- T\n\nKunta;Sukupuoli;2020 A;2021* A\nEspoo;Miehet;1,5;..\n", "Espoo male 2020 oma:x 1.5,Espoo male 2021 oma:x missing"},
		{"\"T, U\"\r\n\r\n\"Alue\",\"Kvartal\",\"A\",\"B\"\r\n\"091 Helsinki\",\"2023K1\",1.234,-5\r\n", "Helsinki total 2023Q1 oma:x 1.234,Helsinki total 2023Q1 oma:b -5"},
		{"Region\tÅlder\tår\tMän\tKvinnor\nEsbo\ttotalt\t2020\t-\t...\n", "Esbo male 2020 oma:x missing,Esbo female 2020 oma:x suppressed"},
		{"T\nAlue;Ikä;Yhteensä 2020;Miehet 2020\nEspoo;0;1;2\nEspoo;65 -;1;2;\n", `reject a.csv:4: found 5 columns, expected 4; look for a semicolon too many`},
		{"T\nAlue;Ikä;Yhteensä 2020;Miehet 2020\nEspoo;65 -;1;2\n" + strings.Repeat("Espoo;0;1;2\n", 60) + "Vantaa;0 - 6;y;2\n",
			`reject a.csv:64: column "Vantaa 0 - 6 Yhteensä 2020": found "y", expected a number, or one of the marks . .. ... -`},
	} {
		got, err := readMapped(t, inline("a.csv", tt.content), &m)
		if err != nil {
			t.Errorf("%q: %v", content.Excerpt(tt.content), err)
			continue
		}
		var all []string
		for _, j := range got.rejects {
			all = append(all, "reject "+j)
		}
		for _, r := range got.records {
			shown := fmt.Sprint(r.Cell.Value)
			if r.Cell.Status != domain.OK {
				shown = r.Cell.Status.String()
			}
			if len(got.rejects) == 0 {
				all = append(all, fmt.Sprint(r.Region.Name, " ", r.Gender, " ", r.Period, " ", r.Indicator, " ", shown))
			}
		}
		if s := strings.Join(all, ","); s != tt.want || got.Format != FormatPxWeb {
			t.Errorf("%q as %s:\n got %s\nwant %s", content.Excerpt(tt.content), got.Format, s, tt.want)
		}
	}
}
