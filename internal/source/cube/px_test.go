package cube_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// pxwebFile reads a file of testdata/pxweb, written by hand to the letter of
// the formats, with a mapping of the same folder; "" for none.
func pxwebFile(t *testing.T, name, mapping string) (sourcetest.Result, error) {
	t.Helper()
	if mapping == "" {
		return pxwebRead(t, name, nil)
	}
	return pxwebRead(t, name, sourcetest.Mapping(t, "pxweb/"+mapping))
}

// pxwebRead reads a file of testdata/pxweb.
func pxwebRead(t *testing.T, name string, m *mapping.Mapping) (sourcetest.Result, error) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "pxweb", name))
	if err != nil {
		t.Fatal(err)
	}
	return sourcetest.ReadMapped(t, sourcetest.Bytes(name, content), m)
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

// preliminary is a value of a year with a star.
func preliminary(v float64) domain.Cell {
	cell := value(v)
	cell.Provisional = true
	return cell
}

func checkWanted(t *testing.T, records []record.Record, all []wanted) {
	t.Helper()
	for _, w := range all {
		r := sourcetest.Find(t, records, func(r record.Record) bool {
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
	if got.Format != source.FormatPx || got.Encoding != "iso-8859-15" || len(got.Records) != 54 || len(got.Rejected) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want 54 and none", got.Format, got.Encoding, len(got.Records), got.Rejected)
	}
	whole := record.RegionKey{Category: "MAA", Name: "KOKO MAA"}
	helsinki := record.RegionKey{Category: "KUNTA", Code: "091", Name: "Helsinki"}
	keskiSuomi := record.RegionKey{Category: "MAAKUNTA", Code: "13", Name: "Keski-Suomi"}
	checkWanted(t, got.Records, []wanted{
		{whole, "2018", domain.Total, "", "oma:vaesto", value(5500), "56"},
		{whole, "2019", domain.Total, "", "oma:vaesto", preliminary(5600.5), "56"},
		{whole, "2018", domain.Female, "age=0-14", "oma:vaesto", value(440), "57"},
		{whole, "2019", domain.Total, "age=100-", "oma:vaesto", domain.EmptyCell(domain.Suppressed), "58"},
		{whole, "2019", domain.Male, "age=100-", "oma:vaesto", domain.EmptyCell(domain.Missing), "58"},
		{helsinki, "2018", domain.Male, "age=0-14", "oma:vaesto", value(0), "60"}, // a dash is none at all
		{helsinki, "2018", domain.Female, "age=0-14", "oma:vaesto", value(0), "60"},
		{keskiSuomi, "2019", domain.Total, "age=100-", "oma:vaesto", preliminary(10), "64"},
		{keskiSuomi, "2019", domain.Female, "age=100-", "oma:vaesto", preliminary(6), "64"},
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
	if len(got.Records) != 18 || len(got.Rejected) > 0 || got.Encoding != "utf-8" {
		t.Fatalf("%d records in %s, rejects %q, want 18 and none", len(got.Records), got.Encoding, got.Rejected)
	}
	jyvaskyla := record.RegionKey{Category: "KUNTA", Code: "179", Name: "Jyväskylä"}
	checkWanted(t, got.Records, []wanted{
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

// R's package writes LAST.UPDATED, and programs have keywords of their own.
func TestPxUnknownKeywords(t *testing.T) {
	const text = "CHARSET=\"ANSI\";AXIS-VERSION=\"2000\";\nMY:OWN/WORD.1(\"a\")=\"b\",3;\nÄLYÄ=YES;\nSTUB=\"Alue\";HEADING=\"Vuosi\";VALUES(\"Alue\")=\"Akaa\",\"Espoo\";VALUES(\"Vuosi\")=\"2019\",\"2020\";\nLAST.UPDATED=\"20200101 00:00\";\nDATA=\n1 2\n3 4;"
	got, err := sourcetest.ReadMapped(t, sourcetest.Text("a.px", text), &mapping.Mapping{Indicator: "oma:x"})
	if err != nil || got.Format != source.FormatPx || len(got.Records) != 4 || got.Records[3].Cell.Value != 4 || len(got.Indicators) != 1 || got.Indicators[0].Updated != "2020-01-01" {
		t.Errorf("%s, %v: %d records, indicators %+v", got.Format, err, len(got.Records), got.Indicators)
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
		_, err := source.Read(t.Context(), sourcetest.Text("a.px", tt.content), source.Options{Map: &m}, func(*record.Record) error { return nil }, func(record.Reject) error { return nil })
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", content.Excerpt(tt.content[min(len(head), len(tt.content)):]), err, tt.want)
		}
	}
}

// pxOf is a .px file of dimensions of ten values each, without its data.
func pxOf(dims int) string {
	var names []string
	var b strings.Builder
	for i := range dims {
		names = append(names, fmt.Sprintf(`"D%d"`, i))
		fmt.Fprintf(&b, `VALUES("D%d")="0","1","2","3","4","5","6","7","8","9";KEYS("D%d")=VALUES;`, i, i)
	}
	return "STUB=" + strings.Join(names, ",") + ";" + b.String() + "DATA=;"
}

// A few hundred bytes can state dimensions of any number of cells.
func TestCubesThatAreTooLarge(t *testing.T) {
	for dims, want := range map[int]string{
		8: "a.px:1: found a table of 100000000 cells in a file of ",
		9: "a.px:1: found a table of more cells than are read, expected at most 100000000 cells of 32 dimensions with 1000000 values: divide it into smaller ones",
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		_, err := sourcetest.ReadMapped(t, sourcetest.Text("a.px", pxOf(dims)), &m)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%d dimensions: %v, want %s", dims, err, want)
		}
	}
	sizes, dimensions := strings.Repeat("10,", 8), ""
	for i := range 8 {
		dimensions += fmt.Sprintf(`,"%d":{"category":{"index":["0","1","2","3","4","5","6","7","8","9"]}}`, i)
	}
	content := `{"class":"dataset","id":["0","1","2","3","4","5","6","7"],"size":[` + strings.TrimSuffix(sizes, ",") + `],"dimension":{` + dimensions[1:] + `},"value":{}}`
	if _, err := sourcetest.ReadMapped(t, sourcetest.Text("a.json", content), nil); err == nil || !strings.HasPrefix(err.Error(), "a.json: found a table of 100000000 cells in a file of ") {
		t.Errorf("a sparse dataset: %v", err)
	}
}

// What a file says of its encoding counts where its bytes are not UTF-8.
func TestPxEncodings(t *testing.T) {
	const text = "STUB=\"Alue\";HEADING=\"Vuosi\";VALUES(\"Alue\")=\"Äänekoski\";VALUES(\"Vuosi\")=\"2020\";DATA=1;"
	encode := func(page *charmap.Charmap, s string) string {
		out, err := page.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, tt := range []struct{ content, encoding string }{
		{"CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-15\";\n" + text, "utf-8"}, // saved anew, its CODEPAGE left
		{content.BOM + text, "utf-8"},
		{encode(charmap.ISO8859_15, "CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-15\";\n"+text), "iso-8859-15"},
		{encode(charmap.Windows1252, "CHARSET=\"ANSI\";\n"+text), "iso-8859-1"},
		{encode(charmap.CodePage850, text), "ibm850"}, // no CHARSET: the text of DOS
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		got, err := sourcetest.ReadMapped(t, sourcetest.Text("a.px", tt.content), &m)
		if err != nil || len(got.Records) != 1 || got.Records[0].Region.Name != "Äänekoski" || got.Encoding != tt.encoding {
			t.Errorf("%s: %+v in %s, %v", tt.encoding, got.Records, got.Encoding, err)
		}
	}
}
