package sotkanet_test

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

func TestWebCSVRow(t *testing.T) {
	for _, tt := range []struct {
		name, row string
		want      record.Record
		title     domain.Text
	}{
		{"Swedish", sourcetest.WebRow,
			record.Record{Indicator: "288", Region: record.RegionKey{Code: "638", Name: "Borgå"}, Gender: domain.Female, Period: "2011", Cell: domain.NewCell(14.3, 12), Place: record.Place{Line: 1}},
			domain.Text{SV: "Titel"}},
		{"quotes, semicolons and line breaks within quotes", "\"A \"\"B\"\"; <br />\r\nC\";5;Akaa;020;Combined;2011;1 234,5;0",
			record.Record{Indicator: "5", Region: record.RegionKey{Code: "020", Name: "Akaa"}, Gender: domain.Total, Period: "2011", Cell: domain.NewCell(1234.5, 0), Place: record.Place{Line: 1}},
			domain.Text{EN: `A "B"; C`}},
		{"ISO-8859-1", "V\xe4est\xf6;127;\xc4hs\xe4ri;989;yhteens\xe4;2011;1;1",
			record.Record{Indicator: "127", Region: record.RegionKey{Code: "989", Name: "Ähsäri"}, Gender: domain.Total, Period: "2011", Cell: domain.NewCell(1, 1), Place: record.Place{Line: 1}},
			domain.Text{FI: "Väestö"}},
		{"Windows-1252", "0 \x96 17-vuotiaat;127;Akaa;020;naiset;2011;1;1",
			record.Record{Indicator: "127", Region: record.RegionKey{Code: "020", Name: "Akaa"}, Gender: domain.Female, Period: "2011", Cell: domain.NewCell(1, 1), Place: record.Place{Line: 1}},
			domain.Text{FI: "0 – 17-vuotiaat"}},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", tt.row))
		if err != nil || len(got.Rejected) > 0 || len(got.Records) != 1 {
			t.Errorf("%s: %+v, %v", tt.name, got, err)
			continue
		}
		if got.Records[0] != tt.want || got.Indicators[0].Title != tt.title {
			t.Errorf("%s:\n got %+v %+v\nwant %+v %+v", tt.name, got.Records[0], got.Indicators, tt.want, tt.title)
		}
	}
}

func TestWebCSVRejects(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{"T;288;Akaa;020;total;2011;1.234;", `a.csv:2: column "value": found "1.234", expected a number with a decimal comma; what its comma or point divides, a mapping says (decimal: or thousands:)`},
		{"T;288;Akaa;020;total;2011;ei tietoa;", `a.csv:2: column "value": found "ei tietoa", expected a number with a decimal comma; a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)`},
		{"T;288;Akaa;020;total;2011;1;-2", `a.csv:2: column "absolute value": found "-2", expected a count of 0 or more`},
		{"T;288;Akaa;020;total;11;1;2", `a.csv:2: column "year": found "11", expected a year such as 2021`},
		{"T;288;Akaa;020;kaikki;2011;1;2", `a.csv:2: column "gender": found "kaikki", expected yhteensä, miehet or naiset, or the same in Swedish or English`},
		{"T;2x8;Akaa;020;total;2011;1;2", `a.csv:2: column "indicator id": found "2x8", expected an indicator's id such as 191`},
		{"T;288;;;total;2011;1;2", `a.csv:2: column "region": found nothing, expected a region's name and code`},
		{"T;288;Akaa;020;tot", `a.csv:2: found 5 columns, expected 8; the row may have been cut off: download the file again`},
		{"T;288;Akaa;020;total;2011;1;2;3", `a.csv:2: found 9 columns, expected 8; look for a semicolon too many`},
		{`"T"x;288;Akaa;020;total;2011;1;2`, `a.csv:2: found a quote within the field: "T"x;288;Akaa;020;total;2011;1;2, expected ; after the closing quote; write a quote within a field twice ("")`},
		{"å;288;\xe5;020;total;2011;1;2", `a.csv:2: found bytes that are not UTF-8: ` + "\uFFFD" + `, expected UTF-8 as in the rest of the file; save the file in one encoding`},
		{strings.Repeat("9", content.MaxLine+1), `a.csv:2: found a line of over 1 MiB, expected a row of text; look for a line break that is missing`},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.WebRow+tt.row+"\n"+sourcetest.WebRow+sourcetest.WebRow))
		if err != nil || !slices.Equal(got.Rejected, []string{tt.want}) {
			t.Errorf("rejects %q, %v\nwant %q", got.Rejected, err, tt.want)
		}
		if len(got.Records) != 3 || got.Records[1].Place.Line != 3 || got.Records[2].Place.Line != 4 {
			t.Errorf("%s: %d records, want the good ones of lines 1, 3 and 4", content.Excerpt(tt.row), len(got.Records))
		}
	}
}

// A quote that is never closed costs one row, not the rest of the file.
func TestOpenQuote(t *testing.T) {
	plain := strings.ReplaceAll(sourcetest.WebRow, `"`, "")
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", plain+`"`+plain+strings.Repeat(plain, 200)))
	want := `a.csv:2: found a quote that is not closed, expected a field that ends in "; the row may have been cut off: download the file again`
	if err != nil || !slices.Equal(got.Rejected, []string{want}) || len(got.Records) != 201 || got.Records[200].Place.Line != 202 {
		t.Errorf("%d records, %q, %v", len(got.Records), got.Rejected, err)
	}
	got, err = sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.WebRow+`"`+plain+sourcetest.WebRow+sourcetest.WebRow))
	if err != nil || len(got.Rejected) != 1 || len(got.Records) != 3 || got.Records[1].Place.Line != 3 {
		t.Errorf("an open quote before a quoted row: %d records, %q, %v", len(got.Records), got.Rejected, err)
	}
}

func TestWideCSV(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.WebTable+"T;228;Akaa;020;combined;6,6;\r\nT;228;Alajärvi;5;men;-0,5;0\r\n© THL;;;;;;\r\n"))
	if err != nil || len(got.Rejected) > 0 || len(got.Records) != 4 || got.Footer != "© THL" {
		t.Fatalf("%+v, %v", got, err)
	}
	if r := got.Records[1]; r.Cell.Status != domain.Missing || r.Period != "2020" || r.Place.Line != 3 {
		t.Errorf("Akaa in 2020: %+v, want missing", r)
	}
	if r := got.Records[2]; r.Cell.Value != -0.5 || r.Region.Code != "5" || r.Gender != domain.Male {
		t.Errorf("Alajärvi in 2019: %+v", r)
	}
}

func TestWideCSVRejects(t *testing.T) {
	for _, tt := range []struct {
		row, want string
		records   int
	}{
		{"T;228;Akaa;020;combined;12..5;1", `a.csv:3: column "2019": found "12..5", expected a number with a decimal comma; a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)`, 1},
		{"T;228;Akaa;020;combined;1;2;3", `a.csv:3: found "3" beyond the last year, expected an empty cell; give the column its year in the header`, 2},
		{"T;228;Akaa;020;;1;2", `a.csv:3: column "gender": found nothing, expected yhteensä, miehet or naiset, or the same in Swedish or English`, 0},
		{"T;228;Akaa;020;combined;1", `a.csv:3: found 6 columns, expected 7; the row may have been cut off: download the file again`, 0},
		{"Footnote;;;;;;", `a.csv:3: column "indicator id": found nothing, expected an indicator's id such as 191`, 0},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.WebTable+tt.row+"\n"))
		if err != nil || !slices.Equal(got.Rejected, []string{tt.want}) || len(got.Records) != tt.records {
			t.Errorf("%d records, rejects %q, %v\nwant %d, %q", len(got.Records), got.Rejected, err, tt.records, tt.want)
		}
	}
	_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", ";;;;;2019;2020;2019\n"))
	if err == nil || err.Error() != "a.csv: the year 2019 heads both column F and column H, expected it once: remove one of them" {
		t.Errorf("a year twice: %v", err)
	}
}
