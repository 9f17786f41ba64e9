package cube_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// realMapped reads a real file with a mapping of testdata/pxweb.
func realMapped(t *testing.T, name, mapping string) sourcetest.Result {
	t.Helper()
	got, err := sourcetest.ReadMapped(t, sourcetest.Bytes(filepath.Base(name), realfiles.Read(t, name)), sourcetest.Mapping(t, "pxweb/"+mapping))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Statistics Finland's population of 2019 by area, age and sex: 311 areas ×
// 102 ages × 3 sexes. The year stands in the names of the columns.
func TestRealPxWebCSV(t *testing.T) {
	got := realMapped(t, "other-finnish/reina_005_11re_2019.csv", "11re-2019.yaml")
	if got.Format != source.FormatPxWeb || got.Encoding != "iso-8859-1" || len(got.Records) != 311*102*3 || len(got.Rejected) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want %d", got.Format, got.Encoding, len(got.Records), got.Rejected[:min(3, len(got.Rejected))], 311*102*3)
	}
	if n := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Cell.Status != domain.OK }); n > 0 {
		t.Errorf("%d without a value, want none", n)
	}
	if n := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Gender == domain.Total && r.Cell.Value == 0 }); n != 527 {
		t.Errorf("%d zeros of both sexes, want 527", n)
	}
	checkWanted(t, got.Records, []wanted{
		{record.RegionKey{Category: "MAA", Name: "KOKO MAA"}, "2019", domain.Total, "", "oma:11re-vaesto", value(5525292), "4"},
		{record.RegionKey{Name: "Jyväskylä"}, "2019", domain.Male, "age=0", "oma:11re-vaesto", value(593), ""},
		{record.RegionKey{Name: "Äänekoski"}, "2019", domain.Female, "age=100-", "oma:11re-vaesto", value(1), "31725"},
		{record.RegionKey{Name: "Maarianhamina - Mariehamn"}, "2019", domain.Total, "age=17", "", value(119), ""},
	})
	if in := got.Indicators[0]; len(got.Indicators) != 1 || in.Title.FI != "Väestö 31.12." || in.Unit != domain.UnitCount {
		t.Errorf("indicators %+v", got.Indicators)
	}
}

// Without a mapping the file asks one thing, and says what it can.
func TestRealPxWebCSVAsks(t *testing.T) {
	_, err := sourcetest.ReadMapped(t, sourcetest.Bytes("a.csv", realfiles.Read(t, "other-finnish/reina_005_11re_2019.csv")), nil)
	var need *mapping.NeedError
	if !errors.As(err, &need) || len(need.Questions) != 1 || !strings.Contains(need.YAML, `id: "oma:11re-vaesto"`) || !strings.Contains(need.YAML, `match: "Väestö 31.12."`) {
		t.Fatalf("%v, want one question with the table's own code in the answer", err)
	}
}

// Population by sex in 308 municipalities; the file says neither its year nor
// what is counted. The sum is over both sexes.
func TestRealPxWebCSVWithoutYear(t *testing.T) {
	got := realMapped(t, "other-finnish/statfin_11re_sukupuoli_kunnittain_2021.csv", "11re-2021.yaml")
	if got.Format != source.FormatPxWeb || got.Encoding != "utf-8" || len(got.Records) != 308*3 || len(got.Rejected) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want %d", got.Format, got.Encoding, len(got.Records), got.Rejected, 308*3)
	}
	checkWanted(t, got.Records, []wanted{
		{record.RegionKey{Category: "KUNTA", Name: "Akaa"}, "2021", domain.Total, "", "oma:vaesto", value(16467), "2"},
		{record.RegionKey{Category: "KUNTA", Name: "Jyväskylä"}, "2021", domain.Male, "", "oma:vaesto", value(71204), "64"},
		{record.RegionKey{Category: "KUNTA", Name: "Äänekoski"}, "2021", domain.Female, "", "oma:vaesto", value(9068), "309"},
	})
	sum := 0.0
	for _, r := range got.Records {
		if r.Gender == domain.Total {
			sum += r.Cell.Value
		}
	}
	if sum != 5548241 {
		t.Errorf("the whole country has %v, want 5548241", sum)
	}
}

// Voters of 2021 in 293 municipalities, "091 Helsinki" in one cell.
func TestRealPxWebCSVWithCodes(t *testing.T) {
	got := realMapped(t, "other-finnish/statfin_vakiluku_kunnittain.csv", "aanioikeutetut.yaml")
	if got.Format != source.FormatPxWeb || got.Encoding != "iso-8859-1" || len(got.Records) != 293 || len(got.Rejected) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want 293", got.Format, got.Encoding, len(got.Records), got.Rejected)
	}
	checkWanted(t, got.Records, []wanted{
		{record.RegionKey{Code: "091", Name: "Helsinki"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(542830), "2"},
		{record.RegionKey{Code: "179", Name: "Jyväskylä"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(116874), "214"},
		{record.RegionKey{Code: "976", Name: "Ylitornio"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(3396), "294"},
	})
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

func readSheet(t *testing.T, rows [][]string, m *mapping.Mapping) (sourcetest.Result, error) {
	t.Helper()
	return sourcetest.ReadMapped(t, sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, sourcetest.Parts(sourcetest.SheetXML(rows)))), m)
}

func TestPxWebXLSX(t *testing.T) {
	m := mapping.Mapping{Indicators: []mapping.Indicator{{ID: "oma:vaesto", Match: "Väestö 31.12."}}}
	got, err := readSheet(t, pxwebSheet, &m)
	if err != nil {
		t.Fatal(err)
	}
	if got.Format != source.FormatPxWeb || len(got.Records) != 24 || len(got.Rejected) > 0 || len(got.Sheets) != 1 || got.Footer != "20200327 09:00" {
		t.Fatalf("%d records, %+v, rejects %q; want 24 and none", len(got.Records), got.Summary, got.Rejected)
	}
	whole := record.RegionKey{Category: "MAA", Name: "KOKO MAA"}
	helsinki := record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}
	checkWanted(t, got.Records, []wanted{
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
	if !errors.As(err, &need) || len(need.Questions) != 2 || !strings.Contains(need.YAML, `- {at: B, is: "breakdown:group"} # or another role; Kerrostalo, Rivitalo`) {
		t.Fatalf("%v, want a question about column B and one about the indicator", err)
	}
	m := mapping.Mapping{Indicator: "oma:asunnot", Columns: []mapping.Column{{At: "B", Is: "breakdown:talo"}}}
	got, err := readSheet(t, rows, &m)
	if err != nil {
		t.Fatal(err)
	}
	checkWanted(t, got.Records, []wanted{
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
		got, err := sourcetest.ReadMapped(t, sourcetest.Text("a.csv", tt.content), &m)
		if err != nil {
			t.Errorf("%q: %v", content.Excerpt(tt.content), err)
			continue
		}
		var all []string
		for _, j := range got.Rejected {
			all = append(all, "reject "+j)
		}
		for _, r := range got.Records {
			shown := fmt.Sprint(r.Cell.Value)
			if r.Cell.Status != domain.OK {
				shown = r.Cell.Status.String()
			}
			if len(got.Rejected) == 0 {
				all = append(all, fmt.Sprint(r.Region.Name, " ", r.Gender, " ", r.Period, " ", r.Indicator, " ", shown))
			}
		}
		if s := strings.Join(all, ","); s != tt.want || got.Format != source.FormatPxWeb {
			t.Errorf("%q as %s:\n got %s\nwant %s", content.Excerpt(tt.content), got.Format, s, tt.want)
		}
	}
}
