package datapackage

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// placements is a package of two tables, of one of which a period is no year.
func placements() *Package {
	columns := func(period string) Schema {
		return Schema{
			Fields: []Field{
				{Name: "period", Type: period, Title: "Vuosi", Titles: domain.Text{FI: "Vuosi", SV: "År"}},
				{Name: "value", Type: "number", Title: "Arvo", DecimalChar: ",", Titles: domain.Text{FI: "Arvo"}},
				{Name: "status", Type: "string", Title: "Tila", MissingValues: &[]string{}, Constraints: &Constraints{Enum: []string{"ok", "missing"}}},
			},
			MissingValues: []string{""}, PrimaryKey: []string{"period"},
		}
	}
	licence := []License{{Name: "CC-BY-4.0", Path: "https://creativecommons.org/licenses/by/4.0/", Title: "CC BY 4.0"}}
	return &Package{
		Name: "observations", Title: "Havainnot", Created: "2026-11-21T12:00:00Z", Lang: domain.Finnish,
		Resources: []*Resource{
			{Name: "191", Type: "table", Path: "191.csv", Title: "Sijoitetut <18 v.", Format: "csv", Licenses: licence, Sources: []Source{{Title: "THL"}},
				Dialect: &Dialect{Delimiter: ";"}, Schema: columns("year"), Made: &Made{Indicator: "191", Rows: 2, Cites: []domain.IndicatorID{"191"}}},
			{Name: "oma-x", Type: "table", Path: "oma%3Ax ä.csv", Format: "csv", Schema: columns("string")},
		},
	}
}

// What is written is read back, and each resource has a line.
func TestPackageIsReadBack(t *testing.T) {
	p := placements()
	content, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(content), "\n")
	if last := lines[len(lines)-5]; !strings.HasPrefix(last, `    {"name":"191","type":"table","path":"191.csv","title":"Sijoitetut <18 v."`) {
		t.Errorf("the resources do not stand a line each: %s", content)
	}
	got, err := Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	if got.Profile != profile || len(got.Resources) != 2 || got.Resources[0].Made == nil || got.Resources[0].Made.Rows != 2 || got.Resources[1].Made != nil {
		t.Errorf("read %+v", got)
	}
	if f := got.Resources[0].Schema.Fields; f[2].MissingValues == nil || len(*f[2].MissingValues) != 0 || f[1].MissingValues != nil {
		t.Errorf("fields %+v", f)
	}
}

func TestCSVW(t *testing.T) {
	content, err := placements().CSVW()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Dialect struct{ Delimiter string }
		Schema  struct {
			Columns []struct {
				Name     string
				Titles   map[string]string
				Datatype any
			}
			PrimaryKey []string
		} `json:"tableSchema"`
		Tables []struct {
			URL     string
			License []struct {
				ID string `json:"@id"`
			} `json:"dc:license"`
		}
	}
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	columns := got.Schema.Columns
	if columns[0].Datatype != "string" { // of the second table, a period is no year
		t.Errorf("period is %v", columns[0].Datatype)
	}
	if titles := columns[0].Titles; titles["und"] != "period" || titles["fi"] != "Vuosi" || titles["sv"] != "År" || len(titles) != 3 {
		t.Errorf("titles %v", titles)
	}
	if d, _ := json.Marshal(columns[1].Datatype); string(d) != `{"base":"number","format":{"decimalChar":","}}` {
		t.Errorf("value is %s", d)
	}
	if d, _ := json.Marshal(columns[2].Datatype); string(d) != `{"base":"string","format":"ok|missing"}` {
		t.Errorf("status is %s", d)
	}
	if got.Dialect.Delimiter != ";" || got.Tables[1].URL != "oma%253Ax%20%C3%A4.csv" || got.Tables[0].License[0].ID != "https://creativecommons.org/licenses/by/4.0/" {
		t.Errorf("read %+v", got)
	}
	paths, names := ParseCSVW(content)
	if p := placements(); !slices.Equal(paths, []string{p.Resources[0].Path, p.Resources[1].Path}) || !slices.Equal(names, []string{"period", "value", "status"}) {
		t.Errorf("paths %q of columns %q", paths, names)
	}
	for _, other := range []string{"", "[]", `{"url": "a.csv", "tableSchema": {"columns": [{"name": "region"}]}}`, `{"tables": [{"url": "%"}], "tableSchema": {}}`} {
		if paths, names := ParseCSVW([]byte(other)); len(paths) > 0 && len(names) > 0 {
			t.Errorf("%s: paths %q of columns %q", other, paths, names)
		}
	}
}

func TestName(t *testing.T) {
	for id, want := range map[string]string{"191": "191", "oma:Käynnit": "oma-kaynnit", "1339+3377": "1339-3377", "kolada:N31001": "kolada-n31001"} {
		if got := Name(id); got != want {
			t.Errorf("%s is named %s, want %s", id, got, want)
		}
	}
}
