package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// pxwebFile reads a file of testdata/pxweb, written by hand to the letter of
// the formats, with a mapping of the same folder; "" for none.
func pxwebFile(t *testing.T, name, mapping string) (result, error) {
	t.Helper()
	if mapping == "" {
		return pxwebRead(t, name, nil)
	}
	return pxwebRead(t, name, mappingFile(t, "pxweb/"+mapping))
}

// pxwebRead reads a file of testdata/pxweb.
func pxwebRead(t *testing.T, name string, m *mapping.Mapping) (result, error) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "pxweb", name))
	if err != nil {
		t.Fatal(err)
	}
	return readMapped(t, inMemory(name, content), m)
}

// mappingFile is a mapping of testdata.
func mappingFile(t *testing.T, name string) *mapping.Mapping {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Parse(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return &m
}

func readMapped(t *testing.T, f content.File, m *mapping.Mapping) (out result, err error) {
	t.Helper()
	out.Summary, err = Read(t.Context(), f, Options{Map: m},
		func(r *record.Record) error { out.records = append(out.records, *r); return nil },
		func(j record.Reject) error { out.rejects = append(out.rejects, j.Error()); return nil })
	if out.Rows != len(out.records) || out.Rejects != len(out.rejects) {
		t.Errorf("%s: summary counts %d and %d, emitted %d and rejected %d", f.Name, out.Rows, out.Rejects, len(out.records), len(out.rejects))
	}
	return out, err
}

// wanted is a record and what of it is looked at.
type wanted struct {
	region    record.RegionKey
	period    domain.Period
	gender    domain.Gender
	breakdown string
	indicator domain.IndicatorID
	cell      domain.Cell
	place     string
}

func value(v float64) domain.Cell { return domain.NewCell(v, domain.EmptyCell(domain.Missing).Count) }

func checkWanted(t *testing.T, records []record.Record, all []wanted) {
	t.Helper()
	for _, w := range all {
		r := find(t, records, func(r record.Record) bool {
			return r.Region == w.region && r.Period == w.period && r.Gender == w.gender && r.Breakdown == w.breakdown && (w.indicator == "" || r.Indicator == w.indicator)
		})
		if !r.Cell.Equal(w.cell) || w.place != "" && r.Place.String() != w.place {
			t.Errorf("%v %s %s %s: %+v at %s, want %+v at %s", w.region, w.period, w.gender, w.breakdown, r.Cell, r.Place, w.cell, w.place)
		}
	}
}

func TestPx(t *testing.T) {
	got, err := pxwebFile(t, "vaesto.px", "vaesto.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got.Format != FormatPx || got.Encoding != "iso-8859-15" || len(got.records) != 54 || len(got.rejects) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want 54 and none", got.Format, got.Encoding, len(got.records), got.rejects)
	}
	whole := record.RegionKey{Category: "MAA", Name: "KOKO MAA"}
	helsinki := record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}
	keskiSuomi := record.RegionKey{Category: "MAAKUNTA", Code: "13", Name: "Keski-Suomi"}
	checkWanted(t, got.records, []wanted{
		{whole, "2018", domain.Total, "", "oma:vaesto", value(5500), "56"},
		{whole, "2019", domain.Total, "", "oma:vaesto", value(5600.5), "56"},
		{whole, "2018", domain.Female, "age=0-14", "oma:vaesto", value(440), "57"},
		{whole, "2019", domain.Total, "age=100-", "oma:vaesto", domain.EmptyCell(domain.Suppressed), "58"},
		{whole, "2019", domain.Male, "age=100-", "oma:vaesto", domain.EmptyCell(domain.Missing), "58"},
		{helsinki, "2018", domain.Male, "age=0-14", "oma:vaesto", value(0), "60"}, // a dash is none at all
		{helsinki, "2018", domain.Female, "age=0-14", "oma:vaesto", value(0), "60"},
		{keskiSuomi, "2019", domain.Total, "age=100-", "oma:vaesto", value(10), "64"},
		{keskiSuomi, "2019", domain.Female, "age=100-", "oma:vaesto", value(6), "64"},
	})
	in := got.Indicators[0]
	if len(got.Indicators) != 1 || in.Title != (domain.Text{FI: "Väestö vuoden lopussa", SV: "Folkmängd 31.12"}) || in.Unit != domain.UnitCount ||
		in.Decimals == nil || *in.Decimals != 1 || in.Updated != "2020-03-27" || in.Organization.SV != "Statistikcentralen, testdata" {
		t.Errorf("indicators %+v", got.Indicators)
	}
}

// Rows a file with KEYS leaves out are zeros; its rows may be in any order.
func TestPxWithKeys(t *testing.T) {
	got, err := pxwebFile(t, "muutto.px", "muutto.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.records) != 18 || len(got.rejects) > 0 || got.Encoding != "utf-8" {
		t.Fatalf("%d records in %s, rejects %q, want 18 and none", len(got.records), got.Encoding, got.rejects)
	}
	jyvaskyla := record.RegionKey{Category: "KUNTA", Code: "179", Name: "Jyväskylä"}
	checkWanted(t, got.records, []wanted{
		{jyvaskyla, "2023Q2", domain.Male, "", "oma:muutto", value(-3), "18"},
		{jyvaskyla, "2023Q2", domain.Female, "", "oma:muutto", value(0), "17"},
		{record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}, "2023Q2", domain.Female, "", "", domain.EmptyCell(domain.Missing), "19"},
		{record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}, "2023Q3", domain.Female, "", "", value(7.5), "19"},
		{record.RegionKey{Category: "KUNTA", Code: "992", Name: "Äänekoski"}, "2023Q1", domain.Male, "", "", value(0), "17"},
	})
}

// What a table measures is asked for, never made up; the answer is filled in
// as far as the file goes.
func TestPxAsks(t *testing.T) {
	_, err := pxwebFile(t, "vaesto.px", "")
	var need *mapping.NeedError
	if !errors.As(err, &need) {
		t.Fatalf("%v, want NeedMapping", err)
	}
	want := `# 99xx -- Väestö alueen, iän ja sukupuolen mukaan, 2018-2019
indicators:
  - id: "oma:99xx-vaesto" # oma: and a name of your own
    match: "Väestö 31.12."
    title: {fi: "Väestö 31.12.", sv: "Folkmängd 31.12"}
    unit: "LKM"
`
	if need.YAML != want || len(need.Questions) != 1 {
		t.Errorf("asked %q and gave\n%s\nwant\n%s", need.Questions, need.YAML, want)
	}
	if _, err := mapping.Parse("a.yaml", []byte(need.YAML)); err != nil {
		t.Errorf("the mapping that was given is not one: %v", err)
	}
}

func TestPxErrors(t *testing.T) {
	head := "AXIS-VERSION=\"2013\";\nTITLE=\"T\";\nCONTENTS=\"C\";\nSTUB=\"Alue\";\nHEADING=\"Vuosi\";\nVALUES(\"Alue\")=\"Espoo\";\nVALUES(\"Vuosi\")=\"2020\",\"2021\";\n"
	for _, tt := range []struct{ content, want string }{
		{head, "a.px:8: found no DATA, expected it as the last keyword"},
		{head + "DATA=\n1 ", "a.px:9: found 1 cell, expected 2: the file is cut off, download it again"},
		{head + "DATA=\n1 2 3;", `a.px:9: found "3" after the data, expected 2 cells`},
		{head + "CODES(\"Vuosi\")=\"2020\";\nDATA=\n1 2;", `a.px:9: found 2 values and 1 code of "Vuosi", expected as many of both`},
		{head + "NOTE=\"open\nDATA=\n1 2;", "a.px:10: the file is cut off: download it again"},
		{head + "NOTE=\"cut", "a.px:8: the file is cut off: download it again"},
		{head + "1 2 3", `a.px:8: found "12", expected a keyword such as VALUES and an equals sign`},
		{strings.Replace(head, "VALUES(\"Alue\")", "VALUES(\"Kunta\")", 1) + "DATA=1 2;", `a.px:8: found no VALUES("Alue"), expected the values of the dimension`},
		{head + "KEYS(\"Alue\")=VALUES;\nDATA=\n\"Vantaa\" 1 2;", `a.px:10: found the key "Vantaa", expected a value of "Alue"`},
		{head + "KEYS(\"Alue\")=VALUES;\nDATA=\n\"Espoo\" 1 2 \n\"Espoo\" 1 2;", "a.px:11: found the same keys on an earlier row, expected each once"},
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		_, err := Read(t.Context(), inline("a.px", tt.content), Options{Map: &m}, func(*record.Record) error { return nil }, func(record.Reject) error { return nil })
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", content.Excerpt(tt.content[min(len(head), len(tt.content)):]), err, tt.want)
		}
	}
}
