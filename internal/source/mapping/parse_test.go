package mapping

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

func TestParseMapping(t *testing.T) {
	m, err := Parse("map.yaml", []byte(`
sheet: "20*"
header: [11, 12]
category: shp
missing: ["-", ".."]
columns:
  - {column: Alue, is: region, fill: true}
  - {column: Ikä, is: breakdown:age}
  - {at: C, is: value, indicator: oma:a, period: 2019, gender: female, decimal: ","}
indicators:
  - {id: oma:a, match: Lapset, title: {fi: Lapset, en: Children}, unit: LKM, source: {fi: THL}, decimals: 1, denominator: "1065"}
regions: {Riket: maa, Muu: skip}
`))
	if err != nil {
		t.Fatal(err)
	}
	in := m.Indicators[0].Describe()
	if m.Category != "SAIRAANHOITOPIIRI" || len(m.Columns) != 3 || m.Columns[2].Gender != domain.Female || in.Unit != domain.UnitCount || *in.Decimals != 1 || in.Organization.FI != "THL" {
		t.Errorf("%+v, %+v", m, in)
	}
	if _, err := Parse("map.yaml", []byte("# nothing yet\n")); err != nil {
		t.Errorf("comments alone: %v", err)
	}
}

func TestParseMappingErrors(t *testing.T) {
	for text, want := range map[string]string{
		"colums: []\n":                                   `map.yaml: [1:1] unknown field "colums"`,
		"columns:\n  - {column: A, is: valeu}\n":         `map.yaml:2:21: is "valeu": expected one of region, region_id,`,
		"columns:\n  - {column: A, is: breakdown:Ikä}\n": `map.yaml:2:21: is "breakdown:Ikä": expected one of`,
		"columns:\n  - {is: value}\n":                    `map.yaml:2:6: a column without a place: expected its header (column:), its letter (at:) or both`,
		"columns:\n  - {at: 3, is: value}\n":             `map.yaml:2:10: at "3": expected a column's letter such as C`,
		"indicators:\n  - id: vaesto\n":                  `map.yaml:2:9: id: "vaesto" is not an indicator`,
		"indicators:\n  - id: oma:NAME\n":                `map.yaml:2:9: id "oma:NAME": give the indicator a name of your own`,
		"period: joskus\n":                               `map.yaml:1:9: period: "joskus" is not a period`,
		"gender: muu\n":                                  `map.yaml:1:9: gender "muu": expected total, male or female`,
		"category: a b\n":                                `map.yaml:1:11: category "a b": expected kunta,`,
		"category: group\n":                              `map.yaml:1:11: category "group": expected kunta,`,
		"decimal: x\n":                                   `map.yaml:1:10: decimal "x": expected "," or "."`,
		"decimal: \",\"\nthousands: \",\"\n":             `map.yaml:2:12: thousands ",": the decimals are divided by the same`,
		"header: [3, 2]\n":                               `map.yaml:1:10: header [3 2]: expected up to 4 rows in order, or [0] for none`,
		"first: 9\nlast: 3\n":                            `map.yaml:2:7: first 9, last 3: expected rows counted from 1`,
		"encoding: ebcdic\n":                             `map.yaml:1:11: encoding "ebcdic": expected one of utf-8,`,
		"delimiter: x\n":                                 `map.yaml:1:12: delimiter "x": expected`,
		"regions:\n  Riket: kunta\n":                     `map.yaml:2:`,
		"breakdown: 0-6\n":                               `map.yaml:1:12: breakdown "0-6": expected KEY=VALUE such as age=0-6`,
		"sheet: \"[\"\n":                                 `map.yaml:1:8: sheet "["`,
		"columns: 7\n":                                   `map.yaml: [1:10]`,
	} {
		_, err := Parse("map.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func FuzzParseMapping(f *testing.F) {
	f.Add("sheet: \"20*\"\nheader: [11, 12]\ncolumns:\n  - {column: A, at: C, is: breakdown:age, decimal: \",\"}\nindicators:\n  - {id: oma:a, match: x, title: {fi: x}}\nregions: {a: kunta:1}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := Parse("m", []byte(text))
		if err != nil && !strings.HasPrefix(err.Error(), "m:") {
			t.Fatalf("error %q", err)
		}
	})
}
