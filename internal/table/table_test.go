package table

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

var update = flag.Bool("update", false, "write the golden files anew")

// trends is a result as a trend report gives it. Placements in Keski-Suomi in
// 2014 were 934 of 54,082 children, 1.73 % (SOTKAnet 191 and 1065); the other
// figures are made up to show every kind of value.
func trends() *Table {
	placed := Str("191").ForPeople(domain.Text{FI: "191 Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, %", EN: "191 Children aged 0–17 placed outside the home, %"})
	people := Str("127").ForPeople(domain.Text{FI: "127 Väestö 31.12.", EN: "127 Population 31 Dec"})
	rising := Str("rising").ForPeople(domain.Text{FI: "nouseva ↗", EN: "rising ↗"})
	falling := Str("falling").ForPeople(domain.Text{FI: "laskeva ↘", EN: "falling ↘"})
	unknown := Str("too_few").ForPeople(domain.Text{FI: "liian vähän havaintoja", EN: "too few observations"})
	return &Table{
		Caption: domain.Text{FI: "Kehitys 1991–2014", EN: "Trends 1991–2014"},
		Columns: []Column{
			{Name: "indicator", Title: domain.Text{FI: "Indikaattori", EN: "Indicator"}, Section: true},
			{Name: "region", Title: domain.Text{FI: "Aluetunnus", EN: "Region id"}, Wide: true},
			{Name: "region_name", Title: domain.Text{FI: "Alue", EN: "Region"}},
			{Name: "period", Title: domain.Text{FI: "Vuosi", EN: "Year"}},
			{Name: "value", Title: domain.Text{FI: "Arvo", EN: "Value"}},
			{Name: "count", Title: domain.Text{FI: "Lukumäärä", EN: "Count"}},
			{Name: "sen_slope", Title: domain.Text{FI: "Senin kulmakerroin / v", EN: "Sen's slope / yr"}},
			{Name: "p", Title: domain.Text{FI: "p"}},
			{Name: "direction", Title: domain.Text{FI: "Suunta", EN: "Direction"}},
		},
		Rows: [][]Value{
			{placed, Str("maakunta:13"), Str("Keski-Suomi"), PeriodOf("2014"), Num(100*934.0/54082, 2), IntOf(934), SignedNum(0.0312, 3), PValue(1.5e-9, 3), rising},
			{placed, Str("kunta:179"), Str("Jyväskylä"), PeriodOf("2014"), Num(0, 2), IntOf(0), SignedNum(-0.0312, 3), PValue(0.04, 3), falling},
			{placed, Str("kunta:435"), Str("Luhanka"), PeriodOf("2014"), None(), None(), None(), None(), unknown},
			{people, Str("kunta:179"), Str("Jyväskylä"), PeriodOf("2002"), None(), IntOf(119620), SignedNum(1234.5, 1), PValue(0.0004, 3), rising},
		},
		Notes: []domain.Text{
			{FI: "p: Mannin–Kendallin testi, kaksisuuntainen. Alueella, jolta havaintoja on alle neljä, suuntaa ei lasketa.", EN: "p: Mann–Kendall test, two-sided. No direction is computed from fewer than four observations."},
		},
		Source: domain.Text{FI: "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 127, 191)", EN: "Source: THL, Sotkanet.fi (ind. 127, 191)"},
	}
}

func render(t *testing.T, table *Table, format Format, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(&b, format, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	bare := trends()
	bare.Columns[0].Section = false
	bare.Caption, bare.Notes, bare.Source = domain.Text{}, nil, domain.Text{}
	none := trends()
	none.Rows = nil
	for _, tt := range []struct {
		file   string
		table  *Table
		format Format
		opt    Options
	}{
		{"sections.txt", trends(), Text, Options{Lang: domain.Finnish}},
		{"sections_60.txt", trends(), Text, Options{Lang: domain.Finnish, Width: 60}},
		{"sections_30.txt", trends(), Text, Options{Lang: domain.Finnish, Width: 30}},
		{"wide_en.txt", trends(), Text, Options{Lang: domain.English, Wide: true}},
		{"color.txt", trends(), Text, Options{Lang: domain.Finnish, Width: 70, Color: true}},
		{"bare_80.txt", bare, Text, Options{Lang: domain.Finnish, Width: 80}},
		{"empty.txt", none, Text, Options{Lang: domain.Finnish}},
		{"sections.md", trends(), Markdown, Options{Lang: domain.Finnish}},
		{"bare_en.md", bare, Markdown, Options{Lang: domain.English, Wide: true}},
		{"empty.md", none, Markdown, Options{Lang: domain.Finnish}},
		{"trends.csv", trends(), CSV, Options{Lang: domain.Finnish}},
		{"empty.csv", none, CSV, Options{}},
		{"trends.json", trends(), JSON, Options{Lang: domain.Finnish}},
		{"empty.json", none, JSON, Options{}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			got := render(t, tt.table, tt.format, tt.opt)
			path := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Machines' formats say the same in every language and at every width.
func TestMachineFormatsIgnoreOptions(t *testing.T) {
	for _, f := range []Format{CSV, JSON} {
		fi := render(t, trends(), f, Options{})
		if en := render(t, trends(), f, Options{Lang: domain.English, Wide: true, Width: 20, Color: true}); fi != en {
			t.Errorf("%s differs with the options:\n%s\n%s", f, fi, en)
		}
	}
}

func TestWriteNotes(t *testing.T) {
	var b bytes.Buffer
	if err := trends().WriteNotes(&b, Options{Lang: domain.English, Width: 50}); err != nil {
		t.Fatal(err)
	}
	want := "p: Mann–Kendall test, two-sided. No direction is\ncomputed from fewer than four observations.\nSource: THL, Sotkanet.fi (ind. 127, 191)\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		table  Table
		format Format
		want   string
	}{
		{"a short row", Table{Columns: []Column{{Name: "a"}, {Name: "b"}}, Rows: [][]Value{{Str("x"), Str("y")}, {Str("x")}}}, CSV,
			"row 2 has 1 values, expected 2"},
		{"one name twice", Table{Columns: []Column{{Name: "a"}, {Name: "a"}}}, JSON, `two columns are named "a"`},
		{"no name", Table{Columns: []Column{{Name: "a"}, {}}}, Text, "column 2 has no name"},
		{"a format of no name", Table{Columns: []Column{{Name: "a"}}}, "yaml", "use table, csv, json, md or xlsx"},
		{"a long text", Table{Columns: []Column{{Name: "a"}}, Rows: [][]Value{{Str(strings.Repeat("ä", 32768))}}}, XLSX,
			"row 1, column a: a text of 32768 characters, a cell holds 32767"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.table.Write(new(bytes.Buffer), tt.format, Options{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteReportsWriterErrors(t *testing.T) {
	for _, f := range Formats {
		if err := trends().Write(fullDisk{}, f, Options{}); err == nil {
			t.Errorf("%s: no error from a writer that fails", f)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range Formats {
		if got, err := ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("ParseFormat(%q) = %q, %v", f, got, err)
		}
	}
	if _, err := ParseFormat("CSV"); err == nil || !strings.Contains(err.Error(), "table, csv, json, md or xlsx") {
		t.Errorf("ParseFormat(CSV) error = %v", err)
	}
}
