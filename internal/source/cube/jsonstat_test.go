package cube_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

func TestJSONStat(t *testing.T) {
	got, err := pxwebFile(t, "vaesto.json", "vaesto.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got.Format != source.FormatJSONStat || len(got.Records) != 36 || len(got.Rejected) > 0 {
		t.Fatalf("%s: %d records, rejects %q; want 36 and none", got.Format, len(got.Records), got.Rejected)
	}
	whole := record.RegionKey{Category: "MAA", Name: "KOKO MAA"}
	helsinki := record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}
	varsinais := record.RegionKey{Category: "HYVINVOINTIALUE", Code: "05", Name: "Varsinais-Suomi"}
	checkWanted(t, got.Records, []wanted{
		{whole, "2022", domain.Total, "", "oma:vaesto", value(5500), "22: object 1"},
		{whole, "2023", domain.Female, "", "oma:vaesto-osuus", preliminary(50.9), "22: object 12"},
		{helsinki, "2023", domain.Total, "", "oma:vaesto-osuus", domain.EmptyCell(domain.Missing), "23: object 20"},
		{varsinais, "2022", domain.Total, "", "oma:vaesto", domain.EmptyCell(domain.Suppressed), "24: object 25"},
		{varsinais, "2022", domain.Male, "", "oma:vaesto", value(0), "24: object 27"},
		{varsinais, "2022", domain.Male, "", "oma:vaesto-osuus", value(-0.5), "24: object 28"},
		{varsinais, "2023", domain.Total, "", "oma:vaesto-osuus", preliminary(10), "24: object 32"},
	})
	if len(got.Indicators) != 2 || got.Indicators[0].Updated != "2024-03-28" || *got.Indicators[1].Decimals != 1 || got.Indicators[1].Unit != domain.UnitPercent {
		t.Errorf("indicators %+v", got.Indicators)
	}
}

// A dataset of version 1, whose values are an object: places it leaves out
// are missing. Nothing in it says what is measured but its label.
func TestJSONStatOfVersion1(t *testing.T) {
	_, err := pxwebFile(t, "syntyneet-v1.json", "")
	var need *mapping.NeedError
	if !errors.As(err, &need) || !strings.Contains(need.YAML, "title: {fi: \"Syntyneet\"}") {
		t.Fatalf("%v, want NeedMapping", err)
	}
	m, err := mapping.Parse("m.yaml", []byte("indicator: oma:syntyneet\nregions: {\"992 ÄÄNEKOSKI*\": skip}\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := pxwebRead(t, "syntyneet-v1.json", &m)
	if err != nil {
		t.Fatal(err)
	}
	jyvaskyla := record.RegionKey{Code: "179", Name: "Jyväskylä"}
	if len(got.Records) != 2 || got.Indicators[0].Title.FI != "Syntyneet" {
		t.Fatalf("%d records, indicators %+v; want 2, Äänekoski's two passed over", len(got.Records), got.Indicators)
	}
	checkWanted(t, got.Records, []wanted{
		{jyvaskyla, "2023-01", domain.Total, "", "oma:syntyneet", value(120), ""},
		{jyvaskyla, "2023-02", domain.Total, "", "oma:syntyneet", domain.EmptyCell(domain.Missing), ""},
	})
}

// Several datasets of a file are read one after another; what each measures is
// named by its label.
func TestJSONStatOfSeveralDatasets(t *testing.T) {
	dataset := func(label, value string) string {
		return `{"label":"` + label + `","dimension":{"id":["Alue","Vuosi"],"size":[1,2],"Alue":{"category":{"label":{"179":"Jyväskylä"}}},"Vuosi":{"category":{"index":["2020","2021"]}}},"value":` + value + `}`
	}
	current := func(label, value string) string {
		return `{"class":"dataset","label":"` + label + `","id":["Alue","Vuosi"],"size":[1,2],"dimension":{"Alue":{"category":{"label":{"179":"Jyväskylä"}}},"Vuosi":{"category":{"index":["2020","2021"]}}},"value":` + value + `}`
	}
	want := []string{"oma:a|179 Jyväskylä|total||2020|1/NaN", "oma:a|179 Jyväskylä|total||2021|2/NaN", "oma:b|179 Jyväskylä|total||2020|3/NaN", "oma:b|179 Jyväskylä|total||2021|missing"}
	for name, text := range map[string]string{
		"version 1":           `{"eka":` + dataset("Syntyneet", "[1,2]") + `,"toka":` + dataset("Kuolleet", `{"0":3}`) + `}`,
		"version 1, one name": `{"dataset":` + dataset("Syntyneet", "[1,2]") + `,"toka":` + dataset("Kuolleet", `[3,null]`) + `}`,
		"a bundle":            `{"version":"2.0","class":"bundle","eka":` + current("Syntyneet", "[1,2]") + `,"toka":` + current("Kuolleet", `[3,null]`) + `}`,
		"a collection":        `{"version":"2.0","class":"collection","label":"x","link":{"item":[` + current("Syntyneet", "[1,2]") + `,{"class":"dataset","href":"https://x"},` + current("Kuolleet", `[3,null]`) + `]}}`,
	} {
		_, err := sourcetest.ReadText(t, "", text)
		var need *mapping.NeedError
		if !errors.As(err, &need) || !strings.Contains(need.YAML, `match: "Syntyneet"`) || !strings.Contains(need.YAML, `match: "Kuolleet"`) || len(need.Questions) != 1 {
			t.Errorf("%s asks %v", name, err)
		}
		got, err := sourcetest.ReadText(t, "indicators:\n  - {id: oma:a, match: Syntyneet}\n  - {id: oma:b, match: Kuolleet}\n", text)
		if all := sourcetest.Briefs(got.Records); err != nil || got.Format != source.FormatJSONStat || !slices.Equal(all, want) {
			t.Errorf("%s: %s, %v\n%q, want\n%q", name, got.Format, err, all, want)
		}
	}
}

func TestJSONStatErrors(t *testing.T) {
	head := `{"class":"dataset","id":["Alue","Vuosi"],"size":[1,2],"dimension":{"Alue":{"category":{"label":{"1":"Espoo"}}},"Vuosi":{"category":{"index":["2020","2021"]}}},`
	for _, tt := range []struct{ content, want string }{
		{head + `"value":[1]}`, "a.json:1: expected JSON-stat: found 1 value, expected 2: the file is cut off, download it again"},
		{head + `"value":[1,2,3]}`, "a.json:1: expected JSON-stat: found a value at the place 2, expected an array or object of 2 values"},
		{head + `"value":{"0":1,"00":2}}`, `a.json:1: expected JSON-stat: found the place "00", expected a number from 0 on`},
		{head + `"value":{"0":1,"0":2}}`, "a.json:1: expected JSON-stat: found a second value at the place 0, expected one"},
		{head + `"value":[1,{}]}`, "a.json:1: expected JSON-stat: found {, expected a number, a text or null"},
		{head + `"value":[1,`, "a.json:1: expected JSON-stat: the file is cut off: download it again"},
		{head + `"note":[]}`, `a.json: found JSON-stat without "value", expected a dataset: download it again`},
		{strings.Replace(head, `"size":[1,2]`, `"size":[1,3]`, 1) + `"value":[]}`, `a.json: dimension "Vuosi": found 2 categories, expected the 3 of "size"`},
		{`{"class":"collection","link":{}}`, `a.json: found JSON-stat without a dataset of its own, expected "dimension" and "value": download the data itself, not the links to it`},
		{`{"class":"dataset","id":["a"],"size":[99999999999],"dimension":{"a":{"category":{"index":{"b":5}}}},"value":[]}`, `a.json: dimension "a": found the place 5 of "b" in "index", expected 0 to 0, each once`},
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		_, err := source.Read(t.Context(), sourcetest.Text("a.json", tt.content), source.Options{Map: &m}, func(*record.Record) error { return nil }, func(record.Reject) error { return nil })
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", content.Excerpt(tt.content[min(len(head), len(tt.content)):]), err, tt.want)
		}
	}
}
