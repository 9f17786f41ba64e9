package sotkanet_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

func TestRESTCSVCells(t *testing.T) {
	none := math.NaN()
	for _, tt := range []struct {
		name, row string
		want      domain.Cell
	}{
		{"value", "127;85;2009;total;2406;", domain.NewCell(2406, none)},
		{"count", "127;85;2009;total;;12", domain.NewCell(none, 12)},
		{"both", "191;85;2009;total;1.7;934\r", domain.NewCell(1.7, 934)},
		{"neither is missing", "191;85;2009;total;;", domain.EmptyCell(domain.Missing)},
		{"zero is not missing", "191;85;2009;total;0;0", domain.NewCell(0, 0)},
		{"negative value", "3775;85;2009;total;-5.2;", domain.NewCell(-5.2, none)},
		{"net change counts below zero", "3085;85;2009;total;-0.5;-120", domain.NewCell(-0.5, -120)},
		{"as Java writes it", "127;658;2009;total;1.0E7;", domain.NewCell(1e7, none)},
		{"spaces and quotes", `"127"; 85 ;2009;"total";2406;`, domain.NewCell(2406, none)},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.RESTHeader+tt.row+"\n"))
		if err != nil || len(got.Rejected) > 0 || len(got.Records) != 1 || !got.Records[0].Cell.Equal(tt.want) {
			t.Errorf("%s: %+v, %v, want %+v", tt.name, got, err, tt.want)
		}
	}
}

func TestRESTCSVLayout(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", "\ufeffGender;Year;breakdown;region;primary value;indicator\n"+
		"female;2021;age=0-6;85;3;oma:visits\nmale;2021;;86;;kolada:N31001\n\n"))
	if err != nil || len(got.Rejected) > 0 || len(got.Records) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := record.Record{Indicator: "oma:visits", Region: record.RegionKey{SotkanetID: 85}, Gender: domain.Female, Breakdown: "age=0-6", Period: "2021", Place: record.Place{Line: 2}}
	first := got.Records[0]
	cell := first.Cell
	first.Cell = domain.Cell{}
	if first != want || !cell.Equal(domain.NewCell(3, math.NaN())) {
		t.Errorf("first: %+v %+v", first, cell)
	}
	if second := got.Records[1]; second.Indicator != "kolada:N31001" || second.Breakdown != "" || second.Cell.Status != domain.Missing {
		t.Errorf("second: %+v", second)
	}
}

func TestRESTCSVRejects(t *testing.T) {
	good := "127;85;2009;total;2406;\n"
	for _, tt := range []struct{ row, want string }{
		{"127;85;2009;total;12..5;", `a.csv:3: column "primary value": found "12..5", expected a number with a decimal point`},
		{"127;85;2009;total;50,2;", `a.csv:3: column "primary value": found "50,2", expected a number with a decimal point`},
		{"127;85;2009;total;inf;", `a.csv:3: column "primary value": found "inf", expected a number with a decimal point`},
		{"127;85;2009;total;1;many", `a.csv:3: column "absolute value": found "many", expected a number with a decimal point`},
		{"127;85;2009;total;1;-4", `a.csv:3: column "absolute value": found "-4", expected a count of 0 or more`},
		{"127;85;2009;total;;-4", `a.csv:3: column "absolute value": found "-4", expected a count of 0 or more`},
		{"127;85;209;total;1;", `a.csv:3: column "year": found "209", expected a year such as 2021`},
		{"127;85;0009;total;1;", `a.csv:3: column "year": found "0009", expected a year such as 2021`},
		{"127;85;;total;1;", `a.csv:3: column "year": found nothing, expected a year such as 2021`},
		{"127;85;2009;yhteensä;1;", `a.csv:3: column "gender": found "yhteensä", expected total, male or female`},
		{"127;kunta:179;2009;total;1;", `a.csv:3: column "region": found "kunta:179", expected a region's SOTKAnet id, a whole number such as 658`},
		{"0127;85;2009;total;1;", `a.csv:3: column "indicator": found "0127", expected an indicator such as 191, kolada:N31001 or oma:NAME`},
		{"127;85;2009;total", `a.csv:3: found 4 columns, expected 6; the row may have been cut off: download the file again`},
		{"127;85;2009;total;1;;;;;;;;", `a.csv:3: found 13 columns, expected 6; look for a semicolon too many`},
		{strings.Repeat("9", content.MaxLine+1), `a.csv:3: found a line of over 1 MiB, expected a row of text; look for a line break that is missing`},
		{strings.Repeat("9", 5*content.MaxLine), `a.csv:3: found a line of over 1 MiB, expected a row of text; look for a line break that is missing`},
		{strings.Repeat("9", 200) + ";85;2009;total;1;", `a.csv:3: column "indicator": found "` + strings.Repeat("9", 80) + `…", expected an indicator such as 191, kolada:N31001 or oma:NAME`},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", sourcetest.RESTHeader+good+tt.row+"\n"+good))
		if err != nil || !slices.Equal(got.Rejected, []string{tt.want}) {
			t.Errorf("rejects %q, %v\nwant %q", got.Rejected, err, tt.want)
		}
		if len(got.Records) != 2 || got.Rows != 2 || got.Rejects != 1 || got.Records[1].Place.Line != 4 {
			t.Errorf("%s: %d records, want both good ones, of lines 2 and 4", content.Excerpt(tt.row), len(got.Records))
		}
	}
}

func TestRESTCSVBadBreakdown(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", "indicator;region;year;gender;primary value;breakdown\n127;85;2009;total;1;young\n127;85;2009;total;1;age=\xff\n"))
	if err != nil || len(got.Rejected) != 2 || !strings.Contains(got.Rejected[0], "a breakdown such as age=0-6") {
		t.Errorf("%q, %v", got.Rejected, err)
	}
}

func TestRESTCSVHeaderErrors(t *testing.T) {
	for _, tt := range []struct{ header, want string }{
		{"indicator;region;year;gender;primary value;absolute value;age", `a.csv:1: column 7 is "age", expected only columns that are known (indicator, region, year, gender, primary value, absolute value, breakdown): rename or remove it`},
		{"indicator;region;year;primary value", `a.csv:1: no column "gender": found indicator, region, year, primary value, expected indicator, region, year, gender, primary value, absolute value`},
		{"indicator;region;year;gender;primary value;year", `a.csv:1: columns 3 and 6 are both "year", expected it once`},
	} {
		_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", tt.header+"\n"))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s\n got %v\nwant %s", tt.header, err, tt.want)
		}
	}
}

// A spreadsheet program may have saved the file with another delimiter.
func TestRESTCSVWithAnotherDelimiter(t *testing.T) {
	for _, content := range []string{
		"indicator,region,year,gender,primary value,absolute value\n191,499,2014,total,1.7,934\n127,85,2009,male,,\n",
		"\ufeffIndicator\tRegion\tYear\tGender\tPrimary value\tAbsolute value\r\n191\t499\t2014\ttotal\t1,7\t934\r\n127\t85\t2009\tmale\t\t\r\n",
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", content))
		if err != nil || len(got.Rejected) > 0 || len(got.Records) != 2 || got.Format != source.FormatRESTCSV {
			t.Errorf("%q: %+v, %v", content, got, err)
			continue
		}
		if want := (record.Record{Indicator: "191", Region: record.RegionKey{SotkanetID: 499}, Gender: domain.Total, Period: "2014", Cell: domain.NewCell(1.7, 934), Place: record.Place{Line: 2}}); got.Records[0] != want {
			t.Errorf("%+v, want %+v", got.Records[0], want)
		}
		if r := got.Records[1]; r.Gender != domain.Male || r.Cell.Status != domain.Missing {
			t.Errorf("%+v, want missing", r)
		}
	}
}
