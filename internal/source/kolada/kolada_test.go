package kolada_test

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/sourcetest"
)

// A document as fetching makes it; its rows are as the interface gives them, its
// figures made up.
const document = `{
"kpis": [{"id": "N31001", "title": "Kostnad ekonomiskt bistånd, kr/inv", "description": "Bruttokostnad <b>minus</b> intäkter.", "municipality_type": "K"}],
"municipalities": [{"id": "0180", "title": "Stockholm", "type": "K"}, {"id": "0000", "title": "Riket", "type": "L"}],
"values": [
{"kpi":"N31001","municipality":"0180","period":2020,"values":[{"gender":"T","count":1,"status":"","value":1520.5,"isdeleted":false},{"gender":"K","count":1,"status":"","value":0,"isdeleted":false}]},
{"kpi":"N31001","municipality":"0000","period":2020,"values":[{"gender":"T","count":1,"status":"Missing","value":null,"isdeleted":false}]},
{"kpi":"N31001","municipality":"0114","period":"2020","values":[{"gender":"M","count":1,"status":"","value":-3.25,"isdeleted":false},{"gender":"T","count":1,"status":"","value":7,"isdeleted":true}]},
{"kpi":"N31001","municipality":"G36049","period":2020,"values":[{"gender":"T","count":12,"status":"","value":9}]},
{"kpi":"N15033","ou":"V15E144001301","period":2020,"values":[{"gender":"T","value":9}]},
{"kpi":"N31001","municipality":"0180","period":2021,"values":[{"gender":"X","value":9}]},
{"kpi":"N31001","municipality":"0180","period":"2021","values":"9"},
{"kpi":"N31001","municipality":"0180","period":null,"values":[]}
], "count": 8, "next_url": null}`

func TestRead(t *testing.T) {
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("kolada.json", document))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"kolada:N31001|kommun-se:0180 Stockholm|total||2020|1520.5/NaN", // a count of areas is none of people
		"kolada:N31001|kommun-se:0180 Stockholm|female||2020|0/NaN",
		"kolada:N31001|kommun-se:0000 Riket|total||2020|missing",
		"kolada:N31001|kommun-se:0114|male||2020|-3.25/NaN", // the other was taken back
	}
	if all := sourcetest.Briefs(got.Records); !slices.Equal(all, want) {
		t.Errorf("%q\nwant %q", all, want)
	}
	if got.Format != source.FormatKolada || got.Records[3].Place.String() != "7: object 3" {
		t.Error(got.Format, got.Records[3].Place)
	}
	rejected := []string{
		`kolada.json:10: object 6: column "gender": found "X", expected T, K or M`,
		`kolada.json:11: object 7: found {"kpi":`,
		`kolada.json:12: object 8: column "period": found "null", expected a year such as 2021`,
	}
	for i, want := range rejected {
		if i >= len(got.Rejected) || !strings.HasPrefix(got.Rejected[i], want) {
			t.Errorf("%q\nwant %q", got.Rejected, want)
			break
		}
	}
	if got.Skipped != 2 || got.Skips[0].What != "of a group of areas: G36049" || got.Skips[1].What != "of an organisation, not of an area: V15E144001301" {
		t.Errorf("%+v", got.Skips)
	}
	if len(got.Indicators) != 1 || got.Indicators[0].Title.SV != "Kostnad ekonomiskt bistånd, kr/inv" || got.Indicators[0].Description.SV != "Bruttokostnad minus intäkter." {
		t.Errorf("%+v", got.Indicators)
	}
}

// A page of several says so, and one of key figures describes them.
func TestPages(t *testing.T) {
	page := `{"next_url": "https://api.kolada.se/v3/data/kpi/N31001/year/2020?page=2", "count": 1, "values": [{"kpi":"N31001","municipality":"0180","period":2020,"values":[{"gender":"T","value":1}]}]}`
	got, err := sourcetest.Read(t.Context(), sourcetest.Text("f", page))
	if err != nil || len(got.Doubts) != 1 || got.Doubts[0].What != "one page of several: the next is at https://api.kolada.se/v3/data/kpi/N31001/year/2020?page=2" {
		t.Errorf("%+v, %v", got.Doubts, err)
	}
	got, err = sourcetest.Read(t.Context(), sourcetest.Text("f", `{"values": [{"id":"N31001","title":"Kostnad","municipality_type":"K"}], "count": 1}`))
	if err != nil || got.Format != source.FormatKolada || len(got.Indicators) != 1 || got.Rows != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestBroken(t *testing.T) {
	for content, want := range map[string]string{
		document[:500]:                   "cut off",
		document + "{}":                  "found more after the end of the data",
		`{"values": [{"kpi":1,"ou":2}]}`: "",
		`{"kpis": 5, "values": [{"kpi":"N1","municipality":"1"}]}`: "found no list [ ]",
	} {
		got, err := sourcetest.Read(t.Context(), sourcetest.Text("f", content))
		if want == "" && (err != nil || len(got.Rejected) != 1) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.40q: %v, %q, want %q", content, err, got.Rejected, want)
		}
	}
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(document))
	f.Add([]byte(`{"values":[{"kpi":"N31001","municipality":"0114","period":2020,"values":[{"gender":"T","value":1e400}]}],"next_url":"x"}`))
	f.Add([]byte("\xef\xbb\xbf{\"values\":[{\"kpi\":\"\\u200b\",\"municipality\":\"\\u202e1\",\"period\":\"2020\"}],\"kpis\":[{}]"))
	f.Fuzz(func(t *testing.T, content []byte) { sourcetest.CheckRead(t, content) })
}
