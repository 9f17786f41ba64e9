package source

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source/record"
)

// The web service's table of 16 indicators x 308 municipalities x 1990–2023,
// downloaded in 2025: the legacy workbook says the same as its copies.
func TestRealTables(t *testing.T) {
	xls := readReal(t, "sotkanet/webui_sotkanet-data.xls")
	if want := 16 * 308 * 34; len(xls.records) != want || xls.Format != FormatWebTable {
		t.Fatalf("%s, %d records, want %s, %d", xls.Format, len(xls.records), FormatWebTable, want)
	}
	if xls.Footer != "© THL, Statistics and Indicator Sotkanet.fi 2005-2025" || !slices.Equal(xls.Sheets, []string{"SOTKAnet"}) {
		t.Errorf("footer %q, sheets %q", xls.Footer, xls.Sheets)
	}
	if len(xls.Indicators) != 16 || xls.Indicators[0].Title != (domain.Text{EN: "At-risk-of-poverty-rate for children"}) {
		t.Errorf("indicators: %+v", xls.Indicators)
	}
	for _, name := range []string{"sotkanet/DERIVED_webui_sotkanet-data.xlsx", "sotkanet/DERIVED_webui_sotkanet-data_wide.csv"} {
		got := readReal(t, name)
		if got.Footer != xls.Footer || !slices.EqualFunc(got.Indicators, xls.Indicators, func(a, b domain.Indicator) bool { return a.ID == b.ID && a.Title == b.Title }) {
			t.Errorf("%s: footer %q, indicators %+v", name, got.Footer, got.Indicators)
		}
		same := func(a, b record.Record) bool {
			cells := a.Cell.Equal(b.Cell)
			a.Cell, b.Cell, a.Place, b.Place = domain.Cell{}, domain.Cell{}, record.Place{}, record.Place{}
			return cells && a == b
		}
		if len(got.records) != len(xls.records) {
			t.Fatalf("%s: %d records, want %d", name, len(got.records), len(xls.records))
		}
		for i := range got.records {
			if !same(got.records[i], xls.records[i]) {
				t.Fatalf("%s: record %d is %+v, want %+v", name, i, got.records[i], xls.records[i])
			}
		}
	}
	checkRealTable(t, xls.records)
}

// Alajärvi (005) is the table's first municipality whose code begins with two
// zeros; 3775 has real zeros and negatives; 5432 is of 2021 and 2022 only.
func checkRealTable(t *testing.T, records []record.Record) {
	t.Helper()
	at := func(id domain.IndicatorID, code string, year int) record.Record {
		return find(t, records, func(r record.Record) bool {
			return r.Indicator == id && r.Region.Code == code && r.Period == domain.Year(year)
		})
	}
	if r := at("228", "005", 1995); r.Cell.Value != 10.6 || r.Region.Name != "Alajärvi" || r.Place.String() != "SOTKAnet!K4" {
		t.Errorf("228 in Alajärvi in 1995: %+v at %s, want 10.6 at K4", r, r.Place)
	}
	if r := at("228", "005", 1994); r.Cell.Status != domain.Missing {
		t.Errorf("228 in Alajärvi in 1994: %+v, want missing", r.Cell)
	}
	for year := 1990; year <= 2023; year++ {
		ok := countIf(records, func(r record.Record) bool {
			return r.Indicator == "5432" && r.Period == domain.Year(year) && r.Cell.Status == domain.OK
		})
		if (ok > 0) != (year == 2021 || year == 2022) {
			t.Errorf("5432 has %d values in %d, want some in 2021 and 2022 only", ok, year)
		}
	}
	for _, tt := range []struct {
		what string
		fits func(record.Record) bool
		want int
	}{ // counted in the CSV copy by another program
		{"values", func(r record.Record) bool { return r.Cell.Status == domain.OK }, 74159},
		{"missing", func(r record.Record) bool { return r.Cell.Status == domain.Missing }, 93393},
		{"zeros", func(r record.Record) bool { return r.Cell.Value == 0 }, 7775},
		{"negatives", func(r record.Record) bool { return r.Cell.Value < 0 }, 34},
		{"zeros of 3775", func(r record.Record) bool { return r.Indicator == "3775" && r.Cell.Value == 0 }, 151},
		{"negatives of 3775", func(r record.Record) bool { return r.Indicator == "3775" && r.Cell.Value < 0 }, 7},
	} {
		if got := countIf(records, tt.fits); got != tt.want {
			t.Errorf("%d %s, want %d", got, tt.what, tt.want)
		}
	}
}

// A download that broke off is an error, wherever it did.
func TestRealWorkbooksCutOff(t *testing.T) {
	for _, name := range []string{"sotkanet/webui_sotkanet-data.xls", "sotkanet/DERIVED_webui_sotkanet-data.xlsx"} {
		content := realfiles.Read(t, name)
		for _, n := range []int{9, 600, len(content) / 100, len(content) / 2, len(content) * 9 / 10} {
			if got, err := collect(t.Context(), inMemory("a", content[:n])); err == nil {
				t.Errorf("%s cut off after %d of %d bytes: %d records and no error", name, n, len(content), len(got.records))
			}
		}
	}
}
