package mapping

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
)

// What a draft has is what is read of it again; what it lacks is left open.
func TestDraft(t *testing.T) {
	d := Draft{
		Of: "mapping of vakiluku.csv",
		Whole: []Entry{
			{Key: "sheet", Value: Quote(`a "b"`)}, {Comment: "header: [3] is what was found"},
			{Key: "missing", Value: Quotes([]string{"..", `\`})},
			{Key: "regions", Under: []Entry{{Key: Quote("Riket"), Value: Quote("maa")}}},
			{Key: "period", Comment: "the year or other period of the values, such as 2021"},
		},
		Columns:    []DraftColumn{{Entries: []Entry{{Key: "column", Value: Quote("Kunta: nimi")}, {Key: "at", Value: "B"}, {Key: "is", Value: "region"}}, Comment: "Akaa, Espoo"}},
		Under:      "2 columns headed by periods are values of those periods",
		Indicators: [][]Entry{{{Key: "id", Value: Quote("oma:a"), Comment: "a name of your own"}, {Key: "title", Value: QuoteText(domain.Text{SV: "Barn"}, true)}}},
		More:       []string{"# and 7 more"},
	}
	const want = `# mapping of vakiluku.csv
sheet: "a \"b\""
# header: [3] is what was found
missing: ["..", "\\"]
regions:
  "Riket": "maa"
period: # the year or other period of the values, such as 2021
columns:
  - {column: "Kunta: nimi", at: B, is: region} # Akaa, Espoo
  # 2 columns headed by periods are values of those periods
indicators:
  - id: "oma:a" # a name of your own
    title: {fi: "", sv: "Barn"}
  # and 7 more
`
	if got := d.YAML(); got != want {
		t.Fatalf("%s\nwant\n%s", got, want)
	}
	m, err := Parse("a.yaml", []byte(d.YAML()))
	if err != nil {
		t.Fatal(err)
	}
	if m.Sheet != `a "b"` || !slices.Equal(m.Missing, []string{"..", `\`}) || m.Regions["Riket"] != "maa" || m.Period != "" ||
		m.Columns[0] != (Column{Column: "Kunta: nimi", At: "B", Is: RoleRegion}) || m.Indicators[0].Title.SV != "Barn" {
		t.Errorf("read again: %+v", m)
	}
}

// Sheets that ask the same ask once, whatever their headers hold.
func TestTogether(t *testing.T) {
	ask := func(sheet, header, example string) *NeedError {
		return Need("a.xlsx", sheet, []string{"which?"}, &Draft{
			Whole:   []Entry{{Key: "sheet", Value: Quote(sheet)}},
			Columns: []DraftColumn{{Entries: []Entry{{Key: "column", Value: Quote(header)}, {Key: "is", Value: "value"}}, Comment: example}},
		})
	}
	const header = `Synt. # 1 "a" \ # b`
	same := Together("a.xlsx", []*NeedError{ask("2019", header, "1, 2"), ask("2020", header, "3 # 4")})
	m, err := Parse("m.yaml", []byte(same.YAML))
	if err != nil || len(m.Columns) != 1 || m.Columns[0].Column != header || m.Sheet != "" {
		t.Errorf("%+v, %v\n%s", m.Columns, err, same.YAML)
	}
	other := Together("a.xlsx", []*NeedError{ask("2019", "Synt. # 1", "1"), ask("2020", "Synt. # 2", "1")})
	if len(other.Questions) != 2 || !slices.Contains(other.Questions, "other sheets ask other things: sheet 2020; choose one with --sheet") {
		t.Errorf("%q", other.Questions)
	}
}
