package sotkanet_test

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

func TestRESTJSONRows(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", `[
{"indicator":191,"region":85,"year":2014,"gender":"total","value":1.7,"absValue":934},
{"indicator":"oma:visits","region":85,"year":2014,"gender":"male","value":null,"absValue":null,"breakdown":"age=0-6"}]`))
	if err != nil || len(got.Rejected) > 0 || len(got.Records) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := record.Record{Indicator: "191", Region: record.RegionKey{SotkanetID: 85}, Gender: domain.Total, Period: "2014",
		Cell: domain.NewCell(1.7, 934), Place: record.Place{Line: 2, Object: 1}}
	if got.Records[0] != want {
		t.Errorf("first: %+v, want %+v", got.Records[0], want)
	}
	if r := got.Records[1]; r.Cell.Status != domain.Missing || r.Indicator != "oma:visits" || r.Breakdown != "age=0-6" || r.Place.String() != "3: object 2" {
		t.Errorf("second: %+v", r)
	}
	got, err = sourcetest.Read(t.Context(), sourcetest.Text("a.json", `{"indicator":191,"region":85,"year":2014,"gender":"total","value":0}`))
	if err != nil || len(got.Records) != 1 || got.Records[0].Cell.Status != domain.OK {
		t.Errorf("a lone row: %+v, %v", got, err)
	}
	got, err = sourcetest.Read(t.Context(), sourcetest.Text("a.json", " [] \n"))
	if err != nil || len(got.Records) != 0 || got.Format != source.FormatRESTJSON {
		t.Errorf("no rows: %+v, %v", got, err)
	}
}

func TestRESTJSONRejects(t *testing.T) {
	good := `{"indicator":127,"region":85,"year":2009,"gender":"total","value":1}`
	for _, tt := range []struct{ row, want string }{
		{`{"indicator":127,"region":85,"year":2009,"gender":"total","value":"50,2"}`, `a.json:2: object 2: column "value": found "\"50,2\"", expected a JSON number`},
		{`{"indicator":127,"region":85,"year":2009,"gender":"total","value":1,"absValue":-1}`, `a.json:2: object 2: column "absValue": found "-1", expected a count of 0 or more`},
		{`{"indicator":127,"region":85,"year":20090,"gender":"total","value":1}`, `a.json:2: object 2: column "year": found "20090", expected a year such as 2021`},
		{`{"indicator":127,"region":85,"gender":"total","value":1}`, `a.json:2: object 2: column "year": found nothing, expected a year such as 2021`},
		{`{"indicator":127,"region":8.5,"year":2009,"gender":"total"}`, `a.json:2: object 2: column "region": found "8.5", expected a region's SOTKAnet id, a whole number such as 658`},
		{`{"indicator":127,"region":85,"year":2009,"gender":1}`, `a.json:2: object 2: column "gender": found "1", expected a string`},
		{`null`, `a.json:2: object 2: found null, expected an object with the keys indicator, region, year, gender, value, absValue`},
		{`[1]`, `a.json:2: object 2: found [1], expected an object with the keys indicator, region, year, gender, value, absValue`},
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", "["+good+",\n"+tt.row+",\n"+good+"]"))
		if err != nil || !slices.Equal(got.Rejected, []string{tt.want}) || len(got.Records) != 2 {
			t.Errorf("%d records, rejects %q, %v\nwant %q", len(got.Records), got.Rejected, err, tt.want)
		}
	}
}

func TestJSONErrors(t *testing.T) {
	row := `{"indicator":127,"region":85,"year":2009,"gender":"total","value":1}`
	for _, tt := range []struct{ text, want string }{
		{"[" + row + ",\n" + row[:30], "a.json:2: object 2: expected JSON: the file is cut off: download it again"},
		{"[" + row + "\n", "a.json:2: object 1: expected JSON: the file is cut off: download it again"},
		{"[" + row + ",\n{'a'}]", "a.json:2: object 2: expected JSON: found the character '\\'' where none such can stand: download the file again"},
		{"[" + row + "]\n[]", "a.json:2: object 1: expected JSON: found more after the end of the data"},
		{"[" + row + ",\n" + strings.Replace(row, "value", "rate", 1) + "]", `a.json:2: object 2: found the key "rate", expected only keys that are known (indicator, region, year, gender, value, absValue, breakdown): rename or remove it`},
		{`["a"]`, `a.json:1: object 1: found "a", expected a JSON object`},
	} {
		_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", tt.text))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
	_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", `{"error": 1, "code": 2}`))
	if err == nil || !strings.HasPrefix(err.Error(), "a.json:1: object 1: JSON of a layout that is not known: found the keys code, error\nformats") {
		t.Errorf("an error body: %v", err)
	}
}

func TestMetadataRepairs(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", `[{"id": 1, "title": {"fi": "0\u009617-vuotiaat ", "en": "BMI&#8805;30<br />"},
		"description": {"fi": "<p>Yli&nbsp;5 < 6.</p><ul><li>a</li><li><b>b</b></li></ul>"}}, {"id": 0}]`))
	if err != nil || len(got.Indicators) != 1 || len(got.Rejected) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	in := got.Indicators[0]
	if in.Title.FI != "0–17-vuotiaat" || in.Title.EN != "BMI≥30" || in.Description.FI != "Yli 5 < 6.\na\nb" {
		t.Errorf("%+v", in)
	}
	got, err = sourcetest.Read(t.Context(), sourcetest.Text("a.json", `[{"id":20,"code":"049","category":"KUNTA","title":{"fi":"Espoo"},"memberOf":[658]},{"id":21,"code":49,"category":"KUNTA"}]`))
	if err != nil || len(got.Regions) != 1 || len(got.Rejected) != 1 || !strings.Contains(got.Rejected[0], `found a number under "code"`) {
		t.Errorf("%+v, %v", got, err)
	}
}
